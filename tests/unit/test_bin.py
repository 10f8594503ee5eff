"""The bin: deleting is marking, putting back is exact, and emptying removes only what is old."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
import soundfile

from mockinterview.core.attempt import Attempt, TakeState
from mockinterview.core.marking import Marking, Verdict
from mockinterview.core.transcript import Transcript
from mockinterview.errors import LibraryError, UsageError
from mockinterview.files import bin as waste
from mockinterview.files.attempts import AttemptFolder, Library
from mockinterview.files.recovery import empty_attempt
from tests.unit.test_attempts import MOMENT, make_attempt

DAY = dt.timedelta(days=1)


class Clock:
    def __init__(self) -> None:
        self.moment = MOMENT

    def __call__(self) -> dt.datetime:
        return self.moment


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def library(tmp_path: Path, clock: Clock) -> Library:
    return Library(tmp_path / "library", now=clock)


def practised(library: Library, takes: int = 2) -> AttemptFolder:
    """An attempt with so many takes, each with sound and words."""
    folder = library.create(make_attempt())
    words = Transcript(engine="e", model="m", audio_seconds=1, elapsed_seconds=1, segments=())
    for number in range(1, takes + 1):
        take = folder.new_take(number, MOMENT)
        folder.make_room(take)
        soundfile.write(folder.take_path(take), [0.1 * number] * 8000, 8000, subtype="PCM_16")
        done = {"state": TakeState.FINISHED, "seconds": 1.0}
        folder.save(folder.load().with_take(take.model_copy(update=done)))
        folder.save_transcript(number, words)
        folder.outline_path(number).parent.mkdir(exist_ok=True)
        folder.outline_path(number).write_bytes(b"an outline")
    folder.save_marking(Marking().with_verdict("a", Verdict.MET))
    return folder


def size(library: Library) -> waste.BinSize:
    return waste.size_of(waste.contents(library))


def empty(library: Library) -> int:
    return waste.remove_all(waste.contents(library)).number


def files(folder: AttemptFolder) -> set[str]:
    found = (path.relative_to(folder.path).as_posix() for path in folder.path.rglob("*"))
    return {name for name in found if "/" in name}


def test_a_binned_take_is_put_back_as_it_was(library: Library) -> None:
    folder = practised(library)
    before, sound = folder.load(), files(folder)
    binned = waste.bin_take(folder, 2, MOMENT)
    assert [take.number for take in binned.kept_takes] == [1]
    assert [take.number for take in binned.binned_takes] == [2]
    assert folder.load() == binned
    assert files(folder) == sound, "nothing moves"
    assert waste.restore_take(folder, 2) == before == folder.load()


def test_the_moment_of_the_first_deletion_counts(library: Library) -> None:
    folder = practised(library)
    waste.bin_take(folder, 1, MOMENT)
    waste.bin_take(folder, 1, MOMENT + 5 * DAY)
    assert folder.load().take(1).binned == MOMENT


def test_the_chosen_take_is_chosen_again_when_it_is_put_back(library: Library) -> None:
    folder = practised(library)
    folder.change(lambda attempt: attempt.model_copy(update={"chosen_take": 1}))
    counting = waste.bin_take(folder, 1, MOMENT).counting_take
    assert counting is not None
    assert counting.number == 2
    counting = waste.restore_take(folder, 1).counting_take
    assert counting is not None
    assert counting.number == 1


def test_after_thirty_days_sound_words_and_outline_go_and_the_number_stays(
    library: Library, clock: Clock
) -> None:
    folder = practised(library)
    waste.bin_take(folder, 2, clock())
    clock.moment += 30 * DAY
    assert waste.empty_old(library) == 0
    clock.moment += dt.timedelta(seconds=1)
    assert waste.empty_old(library) == 1
    assert files(folder) == {
        "takes/take-1.wav",
        "transcripts/take-1.json",
        "outlines/take-1.npy",
        "markings/candidate-1.json",
    }
    attempt = folder.load()
    assert attempt.take(2).is_removed
    assert attempt.binned_takes == ()
    assert [take.number for take in attempt.kept_takes] == [1]
    assert waste.empty_old(library) == 0
    with pytest.raises(LibraryError, match="removed from the bin"):
        waste.restore_take(folder, 2)


def test_the_size_counts_sound_and_words_and_whole_attempts(library: Library) -> None:
    one, other = practised(library), practised(library, takes=3)
    assert size(library) == waste.BinSize(0, 0, 0)
    waste.bin_take(one, 1, MOMENT)
    words = (one.path / "transcripts/take-1.json").stat().st_size
    assert size(library) == waste.BinSize(0, 1, 16_044 + len(b"an outline") + words)
    waste.bin_attempt(other, MOMENT)
    both = size(library)
    assert (both.attempts, both.takes, both.items) == (1, 1, 2)
    assert both.size > 4 * 16_000
    assert [entry.take and entry.take.number for entry in waste.contents(library)] == [1, None]


def test_a_binned_attempt_is_not_listed_until_it_is_put_back(library: Library) -> None:
    folder, other = practised(library), practised(library)
    before = folder.load()
    waste.bin_attempt(folder, MOMENT)
    assert [found.id for found, _ in library.listing().attempts] == [other.id]
    assert [found.id for found, _ in library.listing().binned] == [folder.id]
    assert waste.restore_attempt(folder) == before
    assert len(library.listing().attempts) == 2
    assert library.listing().binned == []


def test_emptying_removes_all_that_is_binned_and_nothing_else(library: Library) -> None:
    gone, kept, untouched = (practised(library) for _ in range(3))
    waste.bin_attempt(gone, MOMENT)
    waste.bin_take(kept, 1, MOMENT)
    before = files(untouched)
    assert empty(library) == 2
    assert not gone.path.exists()
    assert "takes/take-2.wav" in files(kept)
    assert "takes/take-1.wav" not in files(kept)
    assert files(untouched) == before
    assert size(library) == waste.BinSize(0, 0, 0)
    with pytest.raises(LibraryError):
        waste.restore_attempt(gone)
    assert not gone.path.exists(), "asking must not make it again"


def test_nothing_is_binned_or_removed_while_an_interview_runs(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mockinterview.files.attempts.CHANGE_SECONDS", 0.05)
    folder = practised(library)
    waste.bin_take(folder, 1, MOMENT)
    before = files(folder)
    interview = AttemptFolder(folder.path)
    assert interview.lock()
    changes: list[Callable[[], Attempt]] = [
        lambda: waste.bin_take(folder, 2, MOMENT),
        lambda: waste.restore_take(folder, 1),
        lambda: waste.bin_attempt(folder, MOMENT),
    ]
    for change in changes:
        with pytest.raises(LibraryError, match="An interview is running"):
            change()
    assert empty(library) == 0
    assert files(folder) == before
    interview.unlock()
    assert empty(library) == 1


def test_an_attempt_that_is_open_in_a_window_is_neither_binned_nor_removed(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mockinterview.files.bin.CHANGE_SECONDS", 0.05)
    folder, other = practised(library), practised(library)
    waste.bin_attempt(other, MOMENT)
    windows = [AttemptFolder(one.path) for one in (folder, other)]
    assert all(window.lock_marking() for window in windows)
    with pytest.raises(LibraryError, match="open in another window"):
        waste.bin_attempt(folder, MOMENT)
    assert folder.load().binned is None
    removal = waste.remove_all(waste.contents(library))
    assert removal.number == 0
    assert ["open in another window" in problem.message for problem in removal.problems] == [True]
    assert "takes/take-1.wav" in files(other)
    for window in windows:
        window.unlock_marking()
    waste.bin_attempt(folder, MOMENT)
    assert empty(library) == 2


def test_a_transcript_that_comes_too_late_brings_nothing_back(library: Library) -> None:
    folder, whole = practised(library), practised(library)
    words = folder.transcript(1)
    assert words is not None
    waste.bin_take(folder, 1, MOMENT)
    folder.save_transcript(1, words)
    waste.bin_attempt(whole, MOMENT)
    assert empty(library) == 2
    for one in (folder, whole):
        with pytest.raises(LibraryError, match="removed for good"):
            one.save_transcript(1, words)
    assert not folder.transcript_path(1).exists()
    assert not whole.path.exists()


def test_the_days_that_are_left_are_rounded_up(library: Library) -> None:
    folder = practised(library)
    waste.bin_take(folder, 1, MOMENT)
    (entry,) = waste.contents(library)
    spans = (0.0, 0.2, 1.0, 29.5, 30.0, 31.0)
    assert [entry.days_left(MOMENT + days * DAY) for days in spans] == [30, 30, 29, 1, 0, 0]


def test_what_was_put_back_meanwhile_is_not_removed(library: Library) -> None:
    folder, other = practised(library), practised(library)
    waste.bin_take(folder, 1, MOMENT)
    waste.bin_attempt(other, MOMENT)
    entries = waste.contents(library)
    waste.restore_take(folder, 1)
    waste.restore_attempt(other)
    before = files(folder), files(other)
    for entry in entries:
        with pytest.raises(LibraryError, match="not in the bin"):
            waste.remove(entry)
    assert (files(folder), files(other)) == before


def test_what_is_being_removed_cannot_be_put_back_halfway(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By a second window: of what comes back the sound may be gone."""
    folder = practised(library)
    waste.bin_attempt(folder, MOMENT)
    monkeypatch.setattr("mockinterview.files.attempts.CHANGE_SECONDS", 0.05)

    def put_back_then_empty(path: Path) -> None:
        with pytest.raises(LibraryError):
            waste.restore_attempt(AttemptFolder(path))
        empty_attempt(path)

    monkeypatch.setattr(waste, "empty_attempt", put_back_then_empty)
    assert empty(library) == 1
    assert not folder.path.exists()


def test_what_was_put_back_and_deleted_again_is_kept_anew(library: Library, clock: Clock) -> None:
    folder = practised(library)
    waste.bin_take(folder, 1, MOMENT)
    (entry,) = waste.contents(library)
    waste.restore_take(folder, 1)
    waste.bin_take(folder, 1, MOMENT + DAY)
    with pytest.raises(LibraryError, match="not in the bin"):
        waste.remove(entry)
    assert not folder.load().take(1).is_removed


def test_a_removal_that_was_cut_off_is_finished_next_time(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, whole = practised(library), practised(library)
    waste.bin_take(folder, 1, MOMENT)
    waste.bin_attempt(whole, MOMENT)
    unlink = Path.unlink

    def fail(self: Path, *, missing_ok: bool = False) -> None:
        if self.suffix == ".json":
            raise PermissionError(13, "in use")
        unlink(self, missing_ok=missing_ok)

    with monkeypatch.context() as broken:
        broken.setattr(Path, "unlink", fail)
        broken.setattr("shutil.rmtree", fail)
        assert empty(library) == 0
    assert folder.load().take(1).binned == MOMENT
    assert whole.load().binned == MOMENT
    assert empty(library) == 2
    assert not whole.path.exists()
    assert folder.load().take(1).is_removed


def test_a_take_that_names_a_file_elsewhere_does_not_remove_it(
    library: Library, tmp_path: Path
) -> None:
    folder = practised(library)
    precious = tmp_path / "precious.wav"
    precious.write_bytes(b"x" * 100)
    for name in (str(precious), "../../precious.wav", "attempt.json", "markings/candidate-1.json"):
        take = (
            folder.load()
            .take(1)
            .model_copy(update={"file": name, "binned": MOMENT, "is_removed": False})
        )
        folder.save(folder.load().with_take(take))
        empty(library)
    assert precious.is_file()
    assert folder.load().take(2).seconds == 1.0
    assert folder.marking().mark("a").verdict is Verdict.MET


def test_an_unknown_take_is_told(library: Library) -> None:
    with pytest.raises(UsageError, match="no take 7"):
        waste.bin_take(practised(library), 7, MOMENT)


def test_a_moment_without_a_time_zone_is_no_obstacle(library: Library) -> None:
    folder = practised(library)
    naive = MOMENT.replace(tzinfo=None)
    changes: dict[str, object] = {"created": naive, "binned": naive}
    attempt: Attempt = folder.load().model_copy(update=changes)
    folder.save(attempt)
    practised(library)
    assert len(library.listing().attempts) == 1
    assert size(library).attempts == 1
    assert waste.empty_old(library) == 0
