"""An answer in parts becomes one take, to the sample, or stays in parts; nothing is ever lost."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import soundfile

from mockinterview.audio import joining
from mockinterview.audio.compression import compress_attempt
from mockinterview.audio.joining import join_left_parts, join_parts
from mockinterview.core.attempt import Attempt, TakeState
from mockinterview.errors import DiskFullError, LibraryError
from mockinterview.files import atomic, room
from mockinterview.files.attempts import AttemptFolder, Library
from mockinterview.files.bin import bin_take, restore_take
from tests.unit.test_attempts import MOMENT, make_attempt

Samples = np.ndarray[Any, np.dtype[np.int16]]
RATE_HZ = 16_000


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return Library(tmp_path / "library", now=lambda: MOMENT)


def tone(seconds: float, rate_hz: int, hertz: float) -> Samples:
    times = np.arange(round(seconds * rate_hz)) / rate_hz
    return np.asarray(8000 * np.sin(2 * np.pi * hertz * times)).astype(np.int16)


def answered(
    library: Library, *parts: tuple[float, int], last: TakeState = TakeState.FINISHED
) -> AttemptFolder:
    """An attempt whose only answer has these parts: each with its length and rate."""
    folder = library.create(make_attempt())
    for number, (seconds, rate_hz) in enumerate(parts, 1):
        take = folder.new_take(number, MOMENT + dt.timedelta(minutes=number))
        folder.make_room(take)
        if seconds:
            sound = tone(seconds, rate_hz, 200 * number)
            soundfile.write(folder.take_path(take), sound, rate_hz, subtype="PCM_16")
        changes = {
            "state": last if number == len(parts) else TakeState.INTERRUPTED,
            "seconds": seconds,
            "rate_hz": rate_hz if seconds else 0,
            "device": "a microphone",
            "wall_seconds": seconds,
            "continues": number - 1 or None,
        }
        folder.save(folder.load().with_take(take.model_copy(update=changes)))
    return folder


def sound_of(folder: AttemptFolder, number: int) -> Samples:
    samples: Samples
    samples, _ = soundfile.read(folder.take_path(folder.load().take(number)), dtype="int16")
    return samples


def sound_files(folder: AttemptFolder) -> list[str]:
    return sorted(path.name for path in folder.path.glob("takes/*"))


def test_parts_of_one_rate_are_joined_to_the_sample(library: Library) -> None:
    folder = answered(library, (1.5, RATE_HZ), (0, RATE_HZ), (2.25, RATE_HZ), (0.5, RATE_HZ))
    before = folder.load()
    join_left_parts(folder)
    attempt = folder.load()
    joined = attempt.take(5)
    assert attempt.takes[:4] == before.takes
    assert joined.parts == (1, 2, 3, 4)
    assert (joined.state, joined.seconds, joined.rate_hz) == (TakeState.FINISHED, 4.25, RATE_HZ)
    assert joined.wall_seconds == 4.25
    assert joined.started == before.take(1).started
    assert joined.problem == "The answer was interrupted twice; its 3 parts are joined here."
    expected = np.concatenate([sound_of(folder, number) for number in (1, 3, 4)])
    assert np.array_equal(sound_of(folder, 5), expected)
    assert (attempt.answers, attempt.counting_take) == ((joined,), joined)
    assert attempt.answered_seconds == 4.25
    compress_attempt(folder)
    assert np.array_equal(sound_of(folder, 5), expected)
    assert sound_files(folder) == [
        *("take-1.flac", "take-3.flac", "take-4.flac", "take-5-joined.flac")
    ]


def test_parts_of_different_rates_are_heard_at_the_highest(library: Library) -> None:
    folder = answered(library, (2.0, 16_000), (1.0, 48_000), (1.5, 44_100))
    join_left_parts(folder)
    joined = folder.load().take(4)
    assert joined.rate_hz == 48_000
    assert joined.seconds == pytest.approx(4.5, abs=0.0002)
    samples = sound_of(folder, 4)
    assert len(samples) == round(joined.seconds * 48_000)
    for start, end, hertz in ((0.2, 1.8, 200), (2.1, 2.9, 400), (3.2, 4.3, 600)):
        heard = samples[round(start * 48_000) : round(end * 48_000)].astype(float)
        spectrum = np.abs(np.fft.rfft(heard * np.hanning(len(heard))))
        loudest = np.argmax(spectrum) * 48_000 / len(heard)
        assert loudest == pytest.approx(hertz, abs=2)
        assert np.abs(heard).max() == pytest.approx(8000, rel=0.02)
    assert np.array_equal(
        samples[2 * 48_000 + 1000 : 3 * 48_000 - 1000], sound_of(folder, 2)[1000:-1000]
    )


def test_the_gaps_of_all_parts_are_told(library: Library) -> None:
    folder = answered(library, (1.0, RATE_HZ), (1.0, RATE_HZ))
    attempt = folder.load()
    lost = "The microphone went away. Connect it again. 1 gap: about 0.6 s of sound is missing."
    gap = "2 gaps: less than half a second of sound is missing."
    first = attempt.take(1).model_copy(update={"problem": lost, "overflows": 1})
    last = attempt.take(2).model_copy(update={"problem": gap, "overflows": 2})
    folder.save(attempt.with_take(first).with_take(last))
    join_left_parts(folder)
    joined = folder.load().take(3)
    assert joined.problem == (
        "The answer was interrupted once; its 2 parts are joined here."
        f" 1 gap: about 0.6 s of sound is missing. {gap}"
    )
    assert joined.overflows == 3


@pytest.mark.parametrize("state", [TakeState.INTERRUPTED, TakeState.RECOVERED, TakeState.RECORDING])
def test_an_answer_that_can_be_gone_on_with_stays_in_parts(
    library: Library, state: TakeState
) -> None:
    folder = answered(library, (1.0, RATE_HZ), (1.0, RATE_HZ), last=state)
    join_left_parts(folder)
    assert len(folder.load().takes) == 2
    folder.save(folder.load().ended())
    join_left_parts(folder)
    assert folder.load().take(3).parts == (1, 2)


def test_one_part_with_sound_is_no_answer_in_parts(library: Library) -> None:
    folder = answered(library, (1.0, RATE_HZ), (0, RATE_HZ))
    before = folder.load()
    join_left_parts(folder)
    assert folder.load() == before
    assert before.ended() == before
    assert [take.number for take in before.answers] == [1]


def test_a_retake_made_before_the_joining_still_counts(library: Library) -> None:
    folder = answered(library, (1.0, RATE_HZ), (1.0, RATE_HZ))
    attempt = folder.load()
    retake = attempt.take(1).model_copy(update={"number": 3, "state": TakeState.FINISHED})
    folder.save(attempt.with_take(retake))
    join_left_parts(folder)
    attempt = folder.load()
    assert [take.number for take in attempt.answers] == [4, 3]
    assert attempt.counting_take == retake
    assert attempt.recorded[-1] == retake


def test_a_joined_answer_in_the_bin_gives_its_parts_back_and_is_not_made_anew(
    library: Library,
) -> None:
    folder = answered(library, (1.0, RATE_HZ), (2.0, RATE_HZ))
    join_left_parts(folder)
    bin_take(folder, 3, MOMENT)
    join_left_parts(folder)
    attempt = folder.load()
    assert [take.number for take in attempt.answers] == [1, 2]
    assert len(attempt.takes) == 3
    attempt = restore_take(folder, 3)
    assert [take.number for take in attempt.answers] == [3]


def test_a_part_in_the_bin_is_not_joined(library: Library) -> None:
    folder = answered(library, (1.0, RATE_HZ), (2.0, RATE_HZ))
    bin_take(folder, 1, MOMENT)
    join_left_parts(folder)
    assert len(folder.load().takes) == 2


def test_an_attempt_written_before_there_were_joined_takes_opens(library: Library) -> None:
    folder = answered(library, (1.0, RATE_HZ))
    path = folder.path / "attempt.json"
    text = path.read_text(encoding="utf-8")
    assert '"parts": []' in text
    path.write_text(text.replace('"parts": [],\n', ""), encoding="utf-8")
    assert "parts" not in path.read_text(encoding="utf-8")
    assert folder.load().take(1).parts == ()


def shorten(folder: AttemptFolder) -> None:
    path = folder.take_path(folder.load().take(1))
    soundfile.write(path, sound_of(folder, 1)[:-1], RATE_HZ, subtype="PCM_16")


def remove(folder: AttemptFolder) -> None:
    folder.take_path(folder.load().take(2)).unlink()


@pytest.mark.parametrize("damage", [shorten, remove])
def test_parts_that_are_not_what_they_were_stay_as_they_are(library: Library, damage: Any) -> None:
    folder = answered(library, (1.0, RATE_HZ), (2.0, RATE_HZ))
    damage(folder)
    attempt, files = folder.load(), sound_files(folder)
    join_left_parts(folder)
    assert (folder.load(), sound_files(folder)) == (attempt, files)
    assert attempt.counting_take == attempt.take(2)


def test_without_room_the_parts_stay_and_are_joined_when_there_is_some(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = answered(library, (1.0, RATE_HZ), (2.0, RATE_HZ))
    files = sound_files(folder)
    with monkeypatch.context() as patch:
        patch.setattr(joining, "free_bytes", lambda _: room.RESERVE_BYTES + 3 * RATE_HZ * 2 - 1)
        with pytest.raises(DiskFullError):
            join_parts(folder, folder.load(), folder.load().unjoined_parts)
        assert sound_files(folder) == files
    join_left_parts(folder)
    assert folder.load().take(3).seconds == 3.0


@pytest.mark.parametrize("place", ["rename", "save"])
def test_a_failure_on_the_way_leaves_nothing_but_the_parts(
    library: Library, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    folder = answered(library, (1.0, RATE_HZ), (2.0, RATE_HZ))
    attempt, files = folder.load(), sound_files(folder)

    def refuse(*_: object) -> None:
        raise LibraryError("The disk fails.")

    with monkeypatch.context() as patch:
        if place == "rename":
            patch.setattr(atomic, "move_into_place", refuse)
        else:
            patch.setattr(AttemptFolder, "save", refuse)
        join_left_parts(folder)
    assert (folder.load(), sound_files(folder)) == (attempt, files)


class KilledError(BaseException):
    """The process ends here."""


def after_half(folder: AttemptFolder, patch: pytest.MonkeyPatch) -> None:
    """Before the rename."""
    patch.setattr(atomic, "move_into_place", die)


def after_rename(folder: AttemptFolder, patch: pytest.MonkeyPatch) -> None:
    """Before it is written down."""
    patch.setattr(AttemptFolder, "save", die)


def die(*_: object) -> None:
    raise KilledError


@pytest.mark.parametrize(
    ("moment", "left"),
    [(after_half, "take-3-joined.wav.part"), (after_rename, "take-3-joined.wav")],
)
def test_what_the_end_of_the_program_left_is_removed_and_joined_again(
    library: Library, monkeypatch: pytest.MonkeyPatch, moment: Any, left: str
) -> None:
    folder = answered(library, (1.0, RATE_HZ), (2.0, RATE_HZ))
    before = folder.load()
    with monkeypatch.context() as patch:
        moment(folder, patch)
        with pytest.raises(KilledError):
            join_left_parts(folder)
    assert sound_files(folder) == ["take-1.wav", "take-2.wav", left]
    assert folder.lock()
    library.recover()
    assert left in sound_files(folder), "an interview may be writing it"
    folder.unlock()
    library.recover()
    assert sound_files(folder) == ["take-1.wav", "take-2.wav"]
    assert folder.load() == before
    join_left_parts(folder)
    library.recover()
    assert sound_files(folder) == ["take-1.wav", "take-2.wav", "take-3-joined.wav"]
    assert folder.load().take(3).seconds == 3.0


def test_a_half_written_one_does_not_hinder_the_next(library: Library) -> None:
    folder = answered(library, (1.0, RATE_HZ), (2.0, RATE_HZ))
    (folder.path / "takes" / "take-3-joined.wav.part").write_bytes(b"half")
    (folder.path / "takes" / "take-3-joined.wav").write_bytes(b"whole, but named by nobody")
    join_left_parts(folder)
    assert len(sound_of(folder, 3)) == 3 * RATE_HZ


def test_an_interview_that_runs_joins_by_itself(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(joining, "CLAIM_SECONDS", 0.05)
    folder = answered(library, (1.0, RATE_HZ), (2.0, RATE_HZ))
    assert folder.lock()
    join_left_parts(AttemptFolder(folder.path))
    folder.unlock()
    assert len(folder.load().takes) == 2


def test_takes_that_lead_in_a_circle_are_no_answer(library: Library) -> None:
    folder = answered(library, (1.0, RATE_HZ), (2.0, RATE_HZ))
    attempt: Attempt = folder.load()
    circle = attempt.with_take(attempt.take(1).model_copy(update={"continues": 2}))
    assert [take.number for take in circle.parts_up_to(circle.take(2))] == [1, 2]
    assert circle.parts_up_to(circle.take(1)) == (circle.take(1),)
