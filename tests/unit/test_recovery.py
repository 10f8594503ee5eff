"""What a crash leaves is set right, nothing good is ever removed, and the library always opens."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import numpy as np
import pytest
import soundfile

from mockinterview.core.attempt import Attempt, TakeState
from mockinterview.core.marking import Marking
from mockinterview.errors import LibraryError
from mockinterview.files import atomic
from mockinterview.files.attempts import AttemptFolder, Library
from mockinterview.files.locks import COMPRESSING_LOCK, claimed
from mockinterview.files.recovery import empty_attempt
from mockinterview.files.takes import length_of, present_path
from tests.unit.test_attempts import MOMENT, make_attempt, open_take, write_wav_with_open_header

OLD = time.time() - 3600


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return Library(tmp_path / "library", now=lambda: MOMENT)


def finished(library: Library, suffix: str, written_as: str) -> AttemptFolder:
    """A finished take whose file has one suffix and is written down under the other, or not."""
    folder = library.create(make_attempt())
    path = open_take(folder).with_suffix(suffix)
    soundfile.write(path, np.full(16_000, 0.25), 8000, subtype="PCM_16")
    changes = {"state": TakeState.FINISHED, "seconds": 2.0, "file": f"takes/take-1{written_as}"}
    folder.save(folder.load().with_take(folder.load().take(1).model_copy(update=changes)))
    return folder


def left_over(path: Path, *, old: bool = True) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("{", encoding="utf-8")
    if old:
        os.utime(path, (OLD, OLD))
    return path


@pytest.mark.parametrize("suffix", [".wav", ".flac"])
def test_a_take_is_found_under_the_name_that_it_has(library: Library, suffix: str) -> None:
    other = {".wav": ".flac", ".flac": ".wav"}[suffix]
    folder = finished(library, suffix, other)
    assert folder.take_path(folder.load().take(1)).suffix == suffix
    assert library.recover() == [], "it was not open"
    assert folder.load().take(1).file == f"takes/take-1{suffix}"
    assert folder.load().take(1).state is TakeState.FINISHED


def test_a_take_whose_sound_is_nowhere_stays_as_it_is(library: Library) -> None:
    folder = finished(library, ".wav", ".wav")
    (folder.path / "takes/take-1.wav").unlink()
    before = folder.load()
    assert library.recover() == []
    assert folder.load() == before
    assert present_path(Path("takes/take-1.mp3")) == Path("takes/take-1.mp3")


def test_an_open_take_that_is_flac_is_recovered(library: Library) -> None:
    folder = finished(library, ".flac", ".wav")
    take = folder.load().take(1).model_copy(update={"state": TakeState.RECORDING, "seconds": 0.0})
    folder.save(folder.load().with_take(take))
    assert len(library.recover()) == 1
    take = folder.load().take(1)
    assert (take.file, take.state) == ("takes/take-1.flac", TakeState.RECOVERED)
    assert (take.seconds, take.rate_hz) == (2.0, 8000)


def test_a_recovered_take_tells_its_rate_and_an_empty_one_that_it_is_empty(
    library: Library,
) -> None:
    spoken, silent, nothing = (library.create(make_attempt()) for _ in range(3))
    write_wav_with_open_header(open_take(spoken), frames=4000)
    write_wav_with_open_header(open_take(silent), frames=0)
    open_take(nothing)
    assert len(library.recover()) == 3
    assert spoken.load().take(1).rate_hz == 8000
    assert spoken.load().answered_seconds == 0.5
    for folder in (silent, nothing):
        assert folder.load().take(1).seconds == 0
        assert "before any sound" in folder.load().take(1).problem


def test_every_part_of_an_answer_counts_as_answered(library: Library) -> None:
    folder = library.create(make_attempt())
    for number, continues in ((1, None), (2, None), (3, 2)):
        take = folder.new_take(number, MOMENT).model_copy(update={"continues": continues})
        folder.make_room(take)
        write_wav_with_open_header(folder.take_path(take), frames=number * 8000)
        folder.save(folder.load().with_take(take))
    assert len(library.recover()) == 3
    assert folder.load().answered_seconds == 5.0


def test_left_overs_are_removed_when_nobody_can_be_writing_them(library: Library) -> None:
    folder = finished(library, ".wav", ".wav")
    gone = [
        left_over(folder.path / ".attempt.json.abc.part"),
        left_over(folder.path / "transcripts" / ".take-1.json.abc.part"),
        left_over(folder.path / "markings" / ".candidate-1.json.abc.part"),
        left_over(folder.path / "takes" / "take-1.flac.part", old=False),
    ]
    kept = [
        left_over(folder.path / "markings" / ".candidate-1.json.def.part", old=False),
        left_over(folder.path / "my own song.part"),
        left_over(folder.path / "takes" / "remarks.txt"),
    ]
    assert library.recover() == []
    assert not any(path.exists() for path in gone)
    assert all(path.exists() for path in kept)
    assert (folder.path / "takes/take-1.wav").exists()


def test_a_copy_that_is_being_written_is_no_left_over(library: Library) -> None:
    folder = finished(library, ".wav", ".wav")
    part = left_over(folder.path / "takes" / "take-1.flac.part")
    with claimed(folder.path, COMPRESSING_LOCK) as is_mine:
        assert is_mine
        library.recover()
        assert part.exists()
    library.recover()
    assert not part.exists()


def test_the_library_opens_whatever_lies_in_it(library: Library) -> None:
    good = finished(library, ".wav", ".wav")
    write_wav_with_open_header(open_take(broken := library.create(make_attempt())), 8000)
    damaged = {
        "empty": b"",
        "binary": b"\x00\xff\xfe" * 99,
        "deep": b"[" * 100_000,
        "other": b'{"version": 1, "id": "x"}',
        "null": b"null",
    }
    for name, content in damaged.items():
        (library.folder / name).mkdir()
        (library.folder / name / "attempt.json").write_bytes(content)
    (library.folder / "folder" / "attempt.json").mkdir(parents=True)
    (library.folder / "orphan" / "takes").mkdir(parents=True)
    (library.folder / "orphan" / "takes" / "take-1.wav").write_bytes(b"RIFF")
    (library.folder / "photographs").mkdir()
    (library.folder / "loop").symlink_to(library.folder / "loop")
    (library.folder / "junk.json").write_text("{}")
    assert [(folder.id, take.number) for folder, take in library.recover()] == [(broken.id, 1)]
    listing = library.listing()
    assert {folder.id for folder, _ in listing.attempts} == {good.id, broken.id}
    assert set(listing.unreadable) == {*damaged, "folder", "orphan"}
    assert "no attempt.json" in listing.unreadable["orphan"]


def test_a_missing_library_is_an_empty_one(tmp_path: Path) -> None:
    library = Library(tmp_path / "nowhere")
    assert library.recover() == []
    assert library.listing().attempts == []
    assert library.listing().binned == []
    assert not library.folder.exists()


def test_folders_of_attempts_never_made_are_removed_later(library: Library) -> None:
    library.create(make_attempt())
    fresh = library.folder / "2026-11-24-194012-fresh"
    stale = library.folder / "2026-11-24-194012-stale"
    other = library.folder / "my own folder"
    full = library.folder / "2026-11-24-194012-full"
    for folder in (fresh, stale, other, full):
        folder.mkdir()
    left_over(stale / ".attempt.json.abc.part")
    (full / "letter.txt").write_text("mine")
    for folder in (stale, other, full):
        os.utime(folder, (OLD, OLD))
    library.recover()
    assert not stale.exists()
    assert fresh.exists()
    assert other.exists()
    assert (full / "letter.txt").exists()


def test_a_folder_of_which_only_the_claim_is_left_is_removed_later(library: Library) -> None:
    """The program ended when all of an attempt in the bin had been removed but that."""
    folder = library.create(make_attempt())
    assert folder.lock()
    folder.unlock()
    empty_attempt(folder.path)
    (folder.path / ".lock").touch()
    for path in (folder.path / ".lock", folder.path):
        os.utime(path, (OLD, OLD))
    library.recover()
    assert not folder.path.exists()


def test_a_take_never_gets_the_name_of_a_file_that_is_there(library: Library) -> None:
    folder = finished(library, ".flac", ".flac")
    assert folder.new_take(1, MOMENT).file == "takes/take-1-2.wav"
    assert folder.new_take(2, MOMENT).file == "takes/take-2.wav"


def test_changes_by_several_parties_are_all_kept(library: Library) -> None:
    folder = library.create(make_attempt())

    def add(attempt: Attempt) -> Attempt:
        number = 1 + len(attempt.takes)
        return attempt.with_take(folder.new_take(number, MOMENT))

    threads = [
        threading.Thread(target=lambda: AttemptFolder(folder.path).change(add)) for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [take.number for take in folder.load().takes] == list(range(1, 9))


def test_a_change_that_changes_nothing_writes_nothing(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = library.create(make_attempt())
    monkeypatch.setattr(atomic, "write_text", lambda *_: pytest.fail("it was written"))
    assert folder.change(lambda attempt: attempt) == folder.load()


def noted(attempt: Attempt, notes: str) -> Attempt:
    return attempt.model_copy(update={"notes": notes})


def test_a_change_while_an_interview_runs_is_refused(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mockinterview.files.attempts.CHANGE_SECONDS", 0.05)
    folder = library.create(make_attempt())
    interview = AttemptFolder(folder.path)
    assert interview.lock()
    with pytest.raises(LibraryError, match="An interview is running in this attempt"):
        folder.change(lambda attempt: noted(attempt, "lost?"))
    interview.unlock()
    assert folder.change(lambda attempt: noted(attempt, "kept")).notes == "kept"


def test_a_change_that_fails_leaves_the_attempt_and_frees_it(library: Library) -> None:
    folder = library.create(make_attempt())
    before = folder.load()

    def fail(_: Attempt) -> Attempt:
        raise LibraryError("No.")

    with pytest.raises(LibraryError, match=r"No\."):
        folder.change(fail)
    assert folder.load() == before
    assert folder.lock()
    folder.unlock()


def test_a_claim_may_be_given_up_by_another_thread(library: Library) -> None:
    folder = library.create(make_attempt())
    assert folder.lock()
    thread = threading.Thread(target=folder.unlock)
    thread.start()
    thread.join()
    assert AttemptFolder(folder.path).lock()


def test_an_interview_is_held_once_even_through_the_same_folder(library: Library) -> None:
    folder = library.create(make_attempt())
    assert folder.lock()
    assert not folder.lock(), "a second interview would write the same take"
    folder.unlock()
    assert AttemptFolder(folder.path).lock(), "once given up it is free"


def test_a_take_that_cannot_be_repaired_now_is_not_taken_for_empty(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A disk that fails for a moment, or a virus scanner that holds the file."""
    folder = library.create(make_attempt())
    write_wav_with_open_header(open_take(folder), frames=4000)

    def fail(*_: object) -> None:
        raise OSError(errno.EIO, "Input/output error")

    with monkeypatch.context() as patch:
        patch.setattr("mockinterview.files.wav._set_sizes", fail)
        assert library.recover() == []
        assert folder.load().take(1).state is TakeState.RECORDING, "the next start tries again"
    assert len(library.recover()) == 1
    assert folder.load().take(1).seconds == 0.5


def test_a_vanished_attempt_is_told_and_not_made_again(library: Library) -> None:
    folder = AttemptFolder(library.folder / "gone")
    for claim in (folder.lock, folder.lock_marking):
        with pytest.raises(LibraryError, match="is gone"):
            claim()
    assert not folder.path.exists()


def test_marks_are_open_in_one_window_only(library: Library) -> None:
    folder = library.create(make_attempt())
    code = (
        "import sys, pathlib\n"
        "from mockinterview.files.attempts import AttemptFolder\n"
        "folder = AttemptFolder(pathlib.Path(sys.argv[1]))\n"
        "assert folder.lock_marking()\n"
        "print('marking', flush=True)\n"
        "sys.stdin.read()\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, str(folder.path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "marking\n"
        assert not folder.lock_marking()
        assert folder.lock(), "an interview has a claim of its own"
        folder.unlock()
        other.kill()
        other.wait()
    assert folder.lock_marking(), "a killed process holds no claim"
    folder.save_marking(Marking().with_overall(3))
    assert not AttemptFolder(folder.path).lock_marking()
    folder.unlock_marking()
    assert AttemptFolder(folder.path).lock_marking()


@pytest.mark.parametrize(
    ("name", "subtype"), [("a.wav", "PCM_16"), ("a.flac", "PCM_16"), ("b.flac", "PCM_24")]
)
def test_the_length_is_read_from_the_head(tmp_path: Path, name: str, subtype: str) -> None:
    path = tmp_path / name
    soundfile.write(path, np.zeros((12_345, 2)), 44_100, subtype=subtype)
    length = length_of(path)
    assert (length.frames, length.rate_hz) == (12_345, 44_100)
    assert length.seconds == pytest.approx(0.27993, abs=1e-4)


@pytest.mark.parametrize("content", [b"", b"fLaC", b"fLaC" + bytes(40), b"RIFF", b"no sound"])
def test_what_has_no_length_is_told(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.flac"
    path.write_bytes(content)
    with pytest.raises(LibraryError, match="no sound that can be read"):
        length_of(path)
