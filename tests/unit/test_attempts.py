"""Attempt folders: written whole, read back, locked, recovered after a crash."""

from __future__ import annotations

import datetime as dt
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from mockinterview.core.attempt import Attempt, TakeState
from mockinterview.core.content import Confidence, Format, Question, Rubric, Source
from mockinterview.core.marking import Marking, Verdict
from mockinterview.core.transcript import Segment, Transcript, Word
from mockinterview.errors import DiskFullError, LibraryError, UsageError
from mockinterview.files import atomic
from mockinterview.files.attempts import AttemptFolder, Library

MOMENT = dt.datetime(2026, 11, 24, 19, 40, 12, tzinfo=dt.UTC)


def make_attempt() -> Attempt:
    rubric = Rubric.model_validate(
        {
            "rubric": "test",
            "version": 1,
            "title": "Test",
            "criteria": [{"id": "a", "kind": "positive", "text": "A"}],
        }
    )
    source = Source(title="test", confidence=Confidence.OWN)
    return Attempt(
        id="new",
        created=MOMENT,
        bank="bank",
        question=Question(id="why", prompt="Why?", theme="Test", rubric="test"),
        rubric=rubric,
        format=Format(format="practice", title="Practice", source=source),
    )


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return Library(tmp_path / "library", now=lambda: MOMENT)


def open_take(folder: AttemptFolder) -> Path:
    """Leave a take as a crash leaves it: recorded in the file, its sound unfinished."""
    take = folder.new_take(1, MOMENT)
    folder.make_room(take)
    folder.save(folder.load().with_take(take))
    return folder.take_path(take)


def write_wav_with_open_header(path: Path, frames: int, rate_hz: int = 8000) -> None:
    """What a killed recorder leaves: sizes of zero in the header, sound behind it."""
    header = b"RIFF\0\0\0\0WAVEfmt " + (16).to_bytes(4, "little") + b"\1\0\1\0"
    header += rate_hz.to_bytes(4, "little") + (rate_hz * 2).to_bytes(4, "little")
    header += b"\2\0\x10\0data\0\0\0\0"
    path.write_bytes(header + b"\x10\x20" * frames)


def test_two_attempts_in_one_second_get_two_folders(library: Library) -> None:
    first, second = library.create(make_attempt()), library.create(make_attempt())
    assert first.id == "2026-11-24-194012-why"
    assert second.id == "2026-11-24-194012-why-2"
    assert second.load().id == second.id


def test_everything_is_there_after_reopening(library: Library) -> None:
    folder = library.create(make_attempt())
    words = (Word(word="So", start=0.1, end=0.3, probability=0.9),)
    transcript = Transcript(
        engine="e",
        model="m",
        audio_seconds=2,
        elapsed_seconds=1,
        segments=(Segment(start=0.1, end=0.3, text="So", words=words),),
    )
    folder.save_transcript(1, transcript)
    folder.save_marking(Marking().with_verdict("a", Verdict.MET))
    again = library.open(folder.id)
    assert again.load() == make_attempt().model_copy(update={"id": folder.id})
    assert again.transcript(1) == transcript
    assert again.transcript(2) is None
    assert again.marking().mark("a").verdict is Verdict.MET
    assert again.marking("tutor").is_blank


def test_a_damaged_attempt_is_named_and_hides_no_other(library: Library) -> None:
    good = library.create(make_attempt())
    bad = library.create(make_attempt())
    (bad.path / "attempt.json").write_text('{"version": 1, "id": ', encoding="utf-8")
    listing = library.listing()
    assert [folder.id for folder, _ in listing.attempts] == [good.id]
    assert "cannot be understood" in listing.unreadable[bad.id]


def test_a_newer_version_is_not_guessed_at(library: Library) -> None:
    folder = library.create(make_attempt())
    path = folder.path / "attempt.json"
    path.write_text(json.dumps(json.loads(path.read_text("utf-8")) | {"version": 2}), "utf-8")
    with pytest.raises(LibraryError, match="newer version"):
        folder.load()


@pytest.mark.parametrize("name", ["nothing", "../escape", ""])
def test_an_unknown_attempt_is_told(library: Library, name: str) -> None:
    with pytest.raises(UsageError):
        library.open(name)


def test_a_take_left_open_is_recovered_once(library: Library) -> None:
    folder = library.create(make_attempt())
    write_wav_with_open_header(open_take(folder), frames=12_000)
    recovered = library.recover()
    assert [(found.id, take.number) for found, take in recovered] == [(folder.id, 1)]
    take = folder.load().take(1)
    assert take.state is TakeState.RECOVERED
    assert take.seconds == pytest.approx(1.5)
    assert "what had been said is here" in take.problem
    assert library.recover() == []


def test_an_open_take_without_sound_is_closed_too(library: Library) -> None:
    folder = library.create(make_attempt())
    open_take(folder)
    library.recover()
    assert folder.load().take(1).seconds == 0


def test_an_interview_in_another_process_is_left_alone(library: Library) -> None:
    folder = library.create(make_attempt())
    write_wav_with_open_header(open_take(folder), frames=8000)
    code = (
        "import sys, pathlib\n"
        "from mockinterview.files.attempts import AttemptFolder\n"
        "folder = AttemptFolder(pathlib.Path(sys.argv[1]))\n"
        "assert folder.lock()\n"
        "print('locked', flush=True)\n"
        "sys.stdin.read()\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, str(folder.path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "locked\n"
        assert not folder.lock()
        assert library.recover() == []
        assert folder.load().take(1).state is TakeState.RECORDING
        holder.kill()
        holder.wait()
    assert len(library.recover()) == 1, "a killed process holds no lock"


def test_an_empty_attempt_leaves_nothing_and_a_full_one_stays(library: Library) -> None:
    empty, noted, full = (library.create(make_attempt()) for _ in range(3))
    noted.save(noted.load().model_copy(update={"notes": "remember"}))
    write_wav_with_open_header(open_take(full), frames=8000)
    assert empty.discard_if_empty(empty.load())
    assert not noted.discard_if_empty(noted.load())
    assert not full.discard_if_empty(full.load())
    assert not empty.path.exists()


def test_an_attempt_that_cannot_be_looked_at_is_not_taken_for_empty(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its disk fails, or a file goes away between the listing and the look at it."""
    folder = Library(tmp_path / "library").create(make_attempt())
    open_take(folder).write_bytes(b"sound")
    stat = Path.stat

    def fail(path: Path, **options: Any) -> os.stat_result:
        if path.suffix == ".wav":
            raise OSError(5, "Input/output error")
        return stat(path, **options)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "stat", fail)
        assert not folder.discard_if_empty(folder.load())
    assert folder.path.is_dir()


def test_a_failed_write_keeps_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "file.json"
    atomic.write_text(path, "old")

    def no_space(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", no_space)
    with pytest.raises(DiskFullError, match="full"):
        atomic.write_text(path, "new")
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("refusals", [3, 1000])
def test_on_windows_a_file_that_somebody_reads_is_replaced_a_moment_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, refusals: int
) -> None:
    """There a file cannot be replaced while it is open, if only by a virus scanner."""
    path = tmp_path / "file.json"
    atomic.write_text(path, "old")
    replace, left = os.replace, [refusals]

    def refuse(source: Path, target: Path) -> None:
        if left[0]:
            left[0] -= 1
            raise PermissionError(13, "Access is denied")
        replace(source, target)

    monkeypatch.setattr(atomic, "IS_WINDOWS", True)
    monkeypatch.setattr(atomic, "AGAIN_SECONDS", 0.2)
    monkeypatch.setattr("os.replace", refuse)
    if refusals < 1000:
        atomic.write_text(path, "new")
        assert path.read_text() == "new"
    else:
        with pytest.raises(LibraryError, match="Access is denied"):
            atomic.write_text(path, "new")
        assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_library_that_is_a_file_is_told(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    with pytest.raises(LibraryError):
        Library(blocked).create(make_attempt())
