"""The real program brings recordings in and takes out; killed, out of room, read-only."""

from __future__ import annotations

import json
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import soundfile

from mockinterview.files import staging
from mockinterview.files.room import RESERVE_BYTES
from tests.made_recordings import SECONDS, tone, write_media, write_sound
from tests.rig.program import Program
from tests.rig.waiting import wait_for
from tests.sound.mounts import Disks, small_disks

pytestmark = pytest.mark.process

QUESTION = ("--question", "leader-or-follower")
LONG_SECONDS = 1500
RATE_HZ = 16_000


@pytest.fixture
def disks(tmp_path: Path) -> Iterator[Disks]:
    with small_disks(tmp_path) as disks:
        yield disks


@pytest.fixture
def memo(tmp_path: Path) -> Path:
    return write_media(tmp_path / "memo.m4a", kind="ipod")


def long_recording(folder: Path) -> Path:
    """Long enough to be killed in the middle."""
    samples = tone(LONG_SECONDS, RATE_HZ)
    return write_sound(folder / "long.flac", samples, samplerate=RATE_HZ)


def run_json(folder: Path, *arguments: str) -> Any:
    answer = Program(folder, *arguments, "--json").run()
    assert answer.returncode == 0, answer.stderr
    return json.loads(answer.stdout)


def left_in(library: Path) -> list[str]:
    """Everything in the library."""
    return [path.name for path in library.iterdir()] if library.exists() else []


def begun(library: Path) -> list[Path]:
    """Sound that is being imported."""
    return [
        path
        for path in library.glob(f"{staging.FOLDER}/*/takes/*.part")
        if path.stat().st_size > 1_000_000
    ]


def test_a_recording_goes_in_is_transcribable_and_comes_out(tmp_path: Path, memo: Path) -> None:
    (entry,) = run_json(tmp_path / "home", "import", str(memo), *QUESTION)["imported"]
    shown = run_json(tmp_path / "home", "show", entry["attempt"])
    assert shown["origin"] == "import"
    assert shown["seconds"] == pytest.approx(SECONDS, abs=0.02)
    target = tmp_path / "out.mp3"
    told = run_json(tmp_path / "home", "export", entry["attempt"], "--to", str(target))
    assert soundfile.info(target).duration == told["seconds"]


def test_an_import_killed_in_the_middle_leaves_no_attempt(tmp_path: Path) -> None:
    source = long_recording(tmp_path)
    with Program(tmp_path / "home", "import", str(source), *QUESTION) as program:
        wait_for(lambda: begun(program.library), "sound in the making")
        program.kill()
    attempts = run_json(tmp_path / "home", "attempts")
    assert (attempts["attempts"], attempts["unreadable"], attempts["recovered"]) == ([], {}, [])
    assert left_in(program.library) == []
    assert source.exists()


def test_ctrl_c_ends_an_import_in_a_sentence_and_leaves_nothing(tmp_path: Path) -> None:
    source = long_recording(tmp_path)
    with Program(tmp_path / "home", "import", str(source), *QUESTION) as program:
        wait_for(lambda: begun(program.library), "sound in the making")
        program.process.send_signal(signal.SIGINT)
        assert program.wait_until_ended() == 1
    assert "Traceback" not in program.output()
    assert left_in(program.library) == []


def test_a_disk_that_fills_up_ends_the_import_and_leaves_nothing(
    tmp_path: Path, disks: Disks
) -> None:
    disk = disks.small("disk", RESERVE_BYTES // 1024 + 1000)
    # It does not tell its length, so that the room cannot be judged beforehand.
    source = write_media(tmp_path / "long.aac", kind="adts", seconds=120, rate_hz=RATE_HZ)
    program = Program(tmp_path / "home", "import", str(source), *QUESTION)
    done = _with_library(program, disk / "library").run()
    assert done.returncode == 1
    assert "There is no room on the disk for this recording." in done.stderr
    assert left_in(disk / "library") == []


def test_a_read_only_library_is_told(tmp_path: Path, disks: Disks, memo: Path) -> None:
    disk = disks.small("disk", 8000)
    disks.make_read_only(disk)
    program = Program(tmp_path / "home", "import", str(memo), *QUESTION)
    done = _with_library(program, disk / "library").run()
    assert done.returncode == 1
    assert "could not be written: Read-only file system." in done.stderr
    assert "choose another library folder in Settings" in done.stderr


def test_an_export_onto_a_full_disk_is_told_and_leaves_nothing(
    tmp_path: Path, disks: Disks, memo: Path
) -> None:
    (entry,) = run_json(tmp_path / "home", "import", str(memo), *QUESTION)["imported"]
    disk = disks.small("disk", 100)
    arguments = ("export", entry["attempt"], "--to", str(disk / "out.wav"))
    done = Program(tmp_path / "home", *arguments).run()
    assert done.returncode == 1
    assert f"The disk that holds {disk} is full." in done.stderr
    assert left_in(disk) == []


def _with_library(program: Program, library: Path) -> Program:
    """The program over a library elsewhere."""
    program.library = library
    return program
