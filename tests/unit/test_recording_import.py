"""An imported recording is an attempt like any other, and there is never half of one."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import soundfile

from mockinterview import paths, recording_import
from mockinterview.core.attempt import Attempt, TakeState
from mockinterview.errors import AudioFileError, DiskFullError, ImportCancelled, LibraryError
from mockinterview.files import atomic, staging
from mockinterview.files.attempts import AttemptFolder, Library
from mockinterview.files.content import load_content
from mockinterview.files.takes import present_path
from mockinterview.files.wav import WavWriter
from mockinterview.services import Services
from mockinterview.settings import Settings
from mockinterview.speech.audio_input import read_mono
from tests.made_recordings import (
    PITCH_HZ,
    RATE_HZ,
    SECONDS,
    pitch_of,
    tone,
    write_media,
    write_sound,
)
from tests.rig.waiting import wait_for
from tests.unit.test_attempts import MOMENT, make_attempt

RECORDED = dt.datetime(2026, 5, 3, 10, 2, tzinfo=dt.UTC)


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return Library(tmp_path / "library", now=lambda: MOMENT)


@pytest.fixture
def services(tmp_path: Path) -> Iterator[Services]:
    content = load_content([paths.content_folder()])
    services = Services(Settings(library=tmp_path / "library"), tmp_path / "s.json", content)
    yield services
    services.close()


@pytest.fixture
def memo(tmp_path: Path) -> Path:
    """A voice memo as a phone makes it."""
    path = write_media(tmp_path / "Neue Aufnahme 7.m4a", kind="ipod")
    os.utime(path, (RECORDED.timestamp(), RECORDED.timestamp()))
    return path


def begun(path: Path = Path("a.wav"), **changes: object) -> Attempt:
    made = make_attempt().model_copy(update={"origin": "import", "source_file": path.name})
    return made.model_copy(update=changes)


def is_untouched(library: Library) -> bool:
    """Whether there is nothing at all in the library, hidden or not."""
    return not library.folder.exists() or list(library.folder.iterdir()) == []


def import_memo(services: Services, path: Path, **changes: object) -> AttemptFolder:
    bank, question = services.content.question("leader-or-follower")
    rules = services.format_for(bank, question).model_copy(update=changes)
    return services.import_recording(path, bank, question, rules)


def test_it_becomes_an_attempt_like_any_other(services: Services, memo: Path) -> None:
    folder = import_memo(services, memo)
    attempt = folder.load()
    take = attempt.take(1)
    assert attempt.id == folder.id == folder.path.name
    assert (attempt.origin, attempt.source_file) == ("import", "Neue Aufnahme 7.m4a")
    assert attempt.question.id == "leader-or-follower"
    assert attempt.rubric.criteria
    assert take.state is TakeState.FINISHED
    assert take.seconds == pytest.approx(SECONDS, abs=0.02)
    assert take.rate_hz == RATE_HZ
    assert take.started == RECORDED
    assert attempt.created > RECORDED
    assert take.problem == ""
    samples = read_mono(folder.take_path(take))
    assert pitch_of(samples, 16_000) == pytest.approx(PITCH_HZ, abs=1)
    listed = services.library.listing()
    assert [one.id for _, one in listed.attempts] == [attempt.id]
    assert listed.unreadable == {}
    assert sorted(path.name for path in services.library.folder.iterdir()) == [folder.id]


def test_its_take_is_compressed_as_any_other(services: Services, memo: Path) -> None:
    folder = import_memo(services, memo)
    takes = folder.path / "takes"
    wait_for(lambda: not (takes / "take-1.wav").exists(), "the end of the WAV")
    assert [path.name for path in takes.iterdir()] == ["take-1.flac"]
    assert folder.load().take(1).file == "takes/take-1.flac"


def test_fine_sound_stays_fine_when_it_is_compressed(services: Services, tmp_path: Path) -> None:
    path = write_sound(tmp_path / "a.wav", tone() * np.float32(0.001), subtype="FLOAT")
    folder = import_memo(services, path)
    wait_for(lambda: folder.load().take(1).file == "takes/take-1.flac", "the FLAC")
    samples, _ = soundfile.read(folder.path / "takes" / "take-1.flac")
    assert np.abs(samples - tone() * 0.001).max() < 1 / (1 << 22)


def test_an_answer_longer_than_the_format_gives_is_told_gently(
    services: Services, memo: Path
) -> None:
    long = import_memo(services, memo, answer_seconds=1.0)
    assert long.load().take(1).problem == "It is 0:03 long; the format gives 0:01."
    free = import_memo(services, memo, answer_seconds=None)
    assert free.load().take(1).problem == ""


def test_two_imports_in_one_second_have_two_names(library: Library, memo: Path) -> None:
    folders = [recording_import.import_recording(library, memo, begun()) for _ in range(3)]
    assert [folder.id for folder in folders] == [
        "2026-11-24-194012-why",
        "2026-11-24-194012-why-2",
        "2026-11-24-194012-why-3",
    ]
    assert library.create(begun()).id == "2026-11-24-194012-why-4"


@pytest.mark.parametrize(
    ("told", "changed", "shown"),
    [
        (RECORDED, MOMENT, RECORDED),
        (None, RECORDED, RECORDED),
        (MOMENT + dt.timedelta(days=1), RECORDED, MOMENT),
        (None, MOMENT + dt.timedelta(days=1), MOMENT),
    ],
    ids=["told", "changed", "told from the future", "changed in the future"],
)
def test_when_it_was_recorded(
    told: dt.datetime | None, changed: dt.datetime, shown: dt.datetime, memo: Path
) -> None:
    os.utime(memo, (changed.timestamp(), changed.timestamp()))
    assert recording_import.recorded_at(memo, told, MOMENT) == shown


@pytest.mark.skipif(os.name == "nt", reason="names are text on Windows")
def test_a_name_that_is_no_text_can_be_kept(library: Library, memo: Path) -> None:
    odd = Path(os.fsdecode(os.fsencode(memo.parent) + b"/caf\xe9.m4a"))
    memo.rename(odd)
    attempt = begun(source_file=recording_import.told_name(odd))
    folder = recording_import.import_recording(library, odd, attempt)
    assert folder.load().source_file == "caf?.m4a"


# Nothing is left of what failed


def test_a_file_that_cannot_be_imported_leaves_nothing(library: Library, tmp_path: Path) -> None:
    (tmp_path / "a.wav").write_text("no sound", encoding="utf-8")
    with pytest.raises(AudioFileError):
        recording_import.import_recording(library, tmp_path / "a.wav", begun())
    assert is_untouched(library)


def test_a_cancelled_import_leaves_nothing(library: Library, memo: Path) -> None:
    with pytest.raises(ImportCancelled):
        recording_import.import_recording(library, memo, begun(), is_cancelled=lambda: True)
    assert is_untouched(library)


def test_a_full_disk_leaves_nothing(
    library: Library, memo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fill_up(*_: object) -> None:
        raise DiskFullError("The disk that holds /hidden/importing/3f9a is full.")

    monkeypatch.setattr(WavWriter, "write", fill_up)
    with pytest.raises(DiskFullError) as caught:
        recording_import.import_recording(library, memo, begun())
    assert caught.value.message == "There is no room on the disk for this recording."
    assert is_untouched(library)


def test_a_failure_of_the_very_last_step_leaves_nothing(
    library: Library, memo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    move = atomic.move_into_place

    def refuse(part: Path, path: Path) -> None:
        if part.is_dir():
            raise LibraryError("It could not be renamed.")
        move(part, path)

    monkeypatch.setattr(atomic, "move_into_place", refuse)
    with pytest.raises(LibraryError, match="renamed"):
        recording_import.import_recording(library, memo, begun())
    assert is_untouched(library)


def test_a_library_that_cannot_be_made_is_told(tmp_path: Path, memo: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(LibraryError, match="could not be written"):
        recording_import.import_recording(Library(tmp_path / "file" / "library"), memo, begun())


HANG = """
import sys, time
from pathlib import Path
from mockinterview.core.attempt import Attempt
from mockinterview.files.attempts import Library
from mockinterview.recording_import import import_recording
attempt = Attempt.model_validate_json(sys.stdin.read())
def hang(part):
    if part > 0.3:
        print("half", flush=True)
        time.sleep(60)
import_recording(Library(Path(sys.argv[1])), Path(sys.argv[2]), attempt, hang)
"""


@pytest.mark.slow
def test_a_killed_import_leaves_no_attempt_and_the_next_start_tidies_up(
    library: Library, memo: Path
) -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", HANG, str(library.folder), str(memo)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    with process:
        process.stdin.write(begun().model_dump_json())
        process.stdin.close()
        assert process.stdout.readline() == "half\n"
        assert list(library.folder.glob(f"{staging.FOLDER}/*/takes/*.part"))
        # Another copy of the program that starts now must let it go on.
        assert library.recover() == []
        assert list(library.folder.glob(f"{staging.FOLDER}/*/takes/*.part"))
        process.kill()
    listing = library.listing()
    assert (listing.attempts, listing.unreadable) == ([], {})
    assert library.recover() == []
    assert is_untouched(library)


def test_a_kill_just_before_it_appears_leaves_no_attempt(library: Library, tmp_path: Path) -> None:
    place = library.folder / staging.FOLDER / "3f9a"
    (place / "takes").mkdir(parents=True)
    write_sound(place / "takes" / "take-1.wav")
    (place / "attempt.json").write_text(begun().model_dump_json(), encoding="utf-8")
    claimed_name = library.folder / "2026-11-24-194012-leader-or-follower"
    claimed_name.mkdir()
    os.utime(claimed_name, (0, 0))
    listing = library.listing()
    assert (listing.attempts, listing.unreadable) == ([], {})
    library.recover()
    assert is_untouched(library)


def test_the_take_is_found_under_its_name(services: Services, memo: Path) -> None:
    folder = import_memo(services, memo)
    path = folder.take_path(folder.load().take(1))
    assert path == present_path(path)
    assert folder.owns(path)
