"""Sound of which nothing is kept leaves nothing, also where a program was killed."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from mockinterview import paths
from mockinterview.device_check import EchoTrial, Trial
from mockinterview.errors import LibraryError
from mockinterview.files.content import Content, load_content
from mockinterview.files.scratch import TEST, TRY, ScratchFolder, remove_left_behind
from mockinterview.services import Services
from mockinterview.settings import Settings
from tests.rig.waiting import wait_for
from tests.unit.test_interview import make_format

HOLDER = """
import sys, time
from mockinterview.files.scratch import ScratchFolder
folder = ScratchFolder(sys.argv[1])
(folder.path / "heard.wav").write_bytes(b"somebody's voice")
print(folder.path, flush=True)
time.sleep(60)
"""


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def make_old(folder: Path, seconds: float) -> None:
    moment = time.time() - seconds
    os.utime(folder, (moment, moment))


def holding(prefix: str, temporary: Path) -> tuple[subprocess.Popen[str], Path]:
    """Another program that works in such a folder."""
    program = subprocess.Popen(
        [sys.executable, "-c", HOLDER, prefix],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "TMPDIR": str(temporary)},
    )
    assert program.stdout is not None
    folder = Path(program.stdout.readline().strip())
    make_old(folder, 60)
    return program, folder


@pytest.mark.parametrize("prefix", [TRY, TEST])
def test_what_a_killed_program_left_is_removed_at_the_next_start(
    prefix: str, temporary: Path, tmp_path: Path
) -> None:
    program, folder = holding(prefix, temporary)
    services = Services(Settings(library=tmp_path / "library"), tmp_path / "s.json", Content())
    try:
        assert folder.parent == temporary
        remove_left_behind()
        assert (folder / "heard.wav").is_file(), "its program is running"
        program.kill()
        program.wait()
        services.tidy_library()
        wait_for(lambda: not folder.exists(), "the folder to be removed")
    finally:
        services.close()
        program.kill()
        program.communicate()


def test_only_folders_of_this_program_are_removed(temporary: Path, tmp_path: Path) -> None:
    mine = ScratchFolder(TRY)
    make_old(mine.path, 60)
    before = temporary / f"{TRY}of-an-older-version"
    making = temporary / f"{TEST}being-made"
    foreign = temporary / "mockinterview-trying"
    elsewhere = tmp_path / "elsewhere"
    for folder in (before, making, foreign, elsewhere):
        folder.mkdir()
        (folder / "sound.wav").touch()
    link = temporary / f"{TRY}link"
    link.symlink_to(elsewhere)
    make_old(before, 7200)
    make_old(elsewhere, 7200)
    file = temporary / f"{TRY}file"
    file.touch()
    remove_left_behind()
    assert set(temporary.iterdir()) == {mine.path, making, foreign, link, file}
    assert (elsewhere / "sound.wav").exists()
    mine.remove()
    mine.remove()
    assert not mine.path.exists()


def test_without_a_folder_for_temporary_files_it_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    services = Services(
        Settings(library=tmp_path / "library"),
        tmp_path / "settings.json",
        load_content([paths.content_folder()]),
    )
    bank, question = next(iter(services.content.questions))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "gone"))
    try:
        for use in (
            Trial(services).run,
            EchoTrial(services).run,
            lambda: services.tryout_session(bank, question, make_format()),
        ):
            with pytest.raises(LibraryError, match="No temporary file can be made: No such file"):
                use()
    finally:
        services.close()
