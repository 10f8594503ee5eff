"""Two programs take the same pack into one library at once."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from mockinterview.files.attempts import Library
from mockinterview.files.locks import IMPORTING_LOCK, claimed
from mockinterview.pack.arriving import Outcome
from mockinterview.pack_exchange import take_over
from tests.pack_examples import seed_pack

pytestmark = pytest.mark.slow

_TAKE_IN = """
import sys
from pathlib import Path
from mockinterview.files.attempts import Library
from mockinterview.pack_exchange import take_over
sys.stdin.readline()
print(take_over(Path(sys.argv[1]), Library(Path(sys.argv[2])))[0].outcome.value)
"""


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    path = tmp_path / "class.mockinterview"
    path.write_bytes(seed_pack(tmp_path / "seed"))
    return path


def test_it_is_there_once(pack: Path, tmp_path: Path) -> None:
    programs = [
        subprocess.Popen(
            [sys.executable, "-c", _TAKE_IN, str(pack), str(tmp_path / "library")],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(4)
    ]
    for program in programs:
        assert program.stdin is not None
        program.stdin.write("go\n")
        program.stdin.flush()
    told = sorted(program.communicate(timeout=60)[0].strip() for program in programs)
    assert told == ["here", "here", "here", "new"]
    assert len(Library(tmp_path / "library").listing().attempts) == 1


def test_the_second_waits_for_the_first(pack: Path, tmp_path: Path) -> None:
    library = Library(tmp_path / "library")
    library.folder.mkdir()
    with claimed(library.folder, IMPORTING_LOCK) as is_mine:
        assert is_mine
        waiting = subprocess.Popen(
            [sys.executable, "-c", _TAKE_IN, str(pack), str(library.folder)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        with pytest.raises(subprocess.TimeoutExpired):
            waiting.communicate("go\n", timeout=4)
        assert not library.listing().attempts
    assert waiting.communicate(timeout=60)[0].strip() == "new"
    assert take_over(pack, library)[0].outcome is Outcome.HERE
