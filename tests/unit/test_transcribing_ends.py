"""Transcripts that are cancelled, cut off by the end of the program, or made by two windows."""

from __future__ import annotations

import time

import pytest

from mockinterview.core.attempt import Take, TakeState
from mockinterview.core.transcript import TranscriptStage
from mockinterview.errors import (
    AudioFileError,
    MockInterviewError,
    ModelDamagedError,
    ModelMissingError,
    ModelTooBigError,
    TranscriptionCancelled,
)
from mockinterview.files import wishes
from mockinterview.files.bin import bin_attempt, bin_take
from mockinterview.files.locks import TRANSCRIBING_LOCK, FolderLock
from mockinterview.files.wishes import Wish
from mockinterview.transcribing import service, worker
from mockinterview.transcribing.backlog import unfinished
from mockinterview.transcribing.job import Happening, Job, Urgency
from tests.unit.listening import Listening, started_again, wait_for
from tests.unit.played_speech import FIRST, words
from tests.unit.test_attempts import MOMENT

# Cancelling and closing


def test_one_is_cancelled_without_harm_to_others(program: Listening) -> None:
    program.speech.holds = True
    running, waiting, other = (program.recorded() for _ in range(3))
    jobs = [program.ask(folder, is_awaited=False) for folder in (running, waiting, other)]
    program.wait_until_begun(running.id)
    program.transcriber.cancel(jobs[1])
    program.transcriber.cancel(jobs[0])
    program.transcriber.cancel(jobs[0])  # twice is once
    assert program.happened(jobs[0]) == program.happened(jobs[1]) == [Happening.CANCELLED]
    program.wait_until_begun(running.id, other.id)
    program.speech.let_all_end()
    assert program.transcriber.wait_for(jobs[2])
    with pytest.raises(TranscriptionCancelled):
        program.transcriber.wait_for(jobs[0])
    program.rest()
    assert (running.transcript(1), waiting.transcript(1)) == (None, None)
    assert not list(unfinished(program.library.each())), "what was cancelled is not taken up"


def test_a_cancelled_job_that_does_not_end_is_killed(
    program: Listening, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "INSIST_SECONDS", 0.05)
    monkeypatch.setattr(program.speech, "pause", lambda: False)
    program.speech.holds = True
    folder, other = program.recorded(), program.recorded()
    job = program.ask(folder)
    program.wait_until_begun(folder.id)
    program.transcriber.cancel(job)
    program.ask(other)
    program.wait_until_begun(folder.id, other.id)


def test_closing_in_the_middle_is_quick_and_the_next_start_takes_it_up(
    program: Listening,
) -> None:
    program.speech.holds = True
    running, waiting = program.recorded(), program.recorded()
    for folder in (running, waiting):
        program.ask(folder, is_awaited=False)
    program.wait_until_begun(running.id)
    program.rest()
    began = time.monotonic()
    program.transcriber.close()
    assert time.monotonic() - began < 2.0
    again = started_again(program)
    wait_for(lambda: all(f.transcript(1) is not None for f in (running, waiting)))
    assert again.speech.asked == [waiting.id, running.id], "newest first"
    again.transcriber.close()


def test_closing_does_not_wait_for_a_process_that_hangs(
    program: Listening, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "CLOSE_SECONDS", 0.1)
    monkeypatch.setattr(program.speech, "cancel", lambda: True)
    program.speech.holds = True
    job = program.ask(program.recorded())
    wait_for(lambda: program.speech.asked)
    began = time.monotonic()
    program.transcriber.close()
    assert time.monotonic() - began < 1.0
    with pytest.raises(TranscriptionCancelled):
        program.transcriber.wait_for(job)


def test_after_the_end_nothing_is_begun(program: Listening) -> None:
    program.transcriber.close()
    folder = program.recorded()
    with pytest.raises(TranscriptionCancelled):
        program.transcriber.wait_for(program.ask(folder))
    program.transcriber.take_up([Job(folder, 1, Urgency.BACKLOG)])
    program.transcriber.when_heard(folder, lambda: None, 1.0)
    assert program.speech.asked == []


# The next start


def test_a_second_hearing_that_was_cut_off_is_made_at_the_next_start(program: Listening) -> None:
    folder = program.recorded()
    folder.save_transcript(1, words("So.", FIRST))
    [job] = unfinished(program.library.each())
    assert job.is_second_hearing
    program.transcriber.take_up([job])
    wait_for(lambda: folder.transcript(1) == words("So. Refined.", TranscriptStage.REFINED))
    program.rest()
    assert not list(unfinished(program.library.each()))


def test_what_nobody_asked_for_stays_as_it_is(program: Listening) -> None:
    asked, silent, binned, gone_take, never = (program.recorded() for _ in range(5))
    for folder in (asked, silent, binned, gone_take):
        wishes.save_wish(folder, 1, Wish())
    silent.save(silent.load().with_take(silent.load().take(1).model_copy(update={"seconds": 0})))
    bin_attempt(binned, MOMENT)
    bin_take(gone_take, 1, MOMENT)
    assert [job.folder.id for job in unfinished(program.library.each())] == [asked.id]
    assert wishes.wish_for(never, 1) is None


def test_the_joined_answer_is_written_down_and_not_its_parts(program: Listening) -> None:
    folder = program.recorded(takes=2)
    attempt = folder.load()
    joined = Take(number=3, file="takes/take-3-joined.wav", started=MOMENT, seconds=4, parts=(1, 2))
    folder.save(attempt.with_take(joined.model_copy(update={"state": TakeState.FINISHED})))
    wishes.save_wish(folder, 2, Wish())
    assert [job.take_number for job in unfinished(program.library.each())] == [3]
    program.transcriber.take_up(
        [Job(folder, 2, Urgency.BACKLOG), *unfinished(program.library.each())]
    )
    wait_for(lambda: folder.transcript(3) is not None)
    assert folder.transcript(2) is None


def test_a_wish_that_cannot_be_read_is_a_wish(program: Listening) -> None:
    folder = program.recorded()
    wishes.save_wish(folder, 1, Wish())
    folder.wish_path(1).write_bytes(b"\xff{")
    assert [job.folder.id for job in unfinished(program.library.each())] == [folder.id]


def test_what_fails_twice_for_the_same_reason_is_left_alone_until_somebody_asks(
    program: Listening,
) -> None:
    folder = program.recorded()
    program.speech.errors = [AudioFileError("take-1.wav is not sound."), AudioFileError("Other.")]
    with pytest.raises(AudioFileError):
        program.transcriber.wait_for(program.ask(folder))
    for said, remaining in (("Other.", 1), ("Other.", 0)):
        program.speech.errors = [AudioFileError(said)]
        [job] = unfinished(program.library.each())
        program.transcriber.take_up([job])
        wait_for(job.ended.is_set)
        assert len(list(unfinished(program.library.each()))) == remaining
    assert program.transcriber.wait_for(program.ask(folder))


@pytest.mark.slow
@pytest.mark.parametrize("kind", [ModelMissingError, ModelDamagedError, ModelTooBigError])
def test_without_a_usable_model_the_background_gives_up_until_the_next_start(
    program: Listening, kind: type[MockInterviewError]
) -> None:
    folders = [program.recorded() for _ in range(3)]
    for folder in folders:
        wishes.save_wish(folder, 1, Wish())
    for _ in range(3):
        program.speech.asked, program.speech.errors = [], [kind("There is no such model.")]
        jobs = list(unfinished(program.library.each()))
        program.transcriber.take_up(jobs, after_seconds=0.05)
        for job in jobs:
            wait_for(job.ended.is_set)
        assert program.speech.asked == [folders[2].id], "one try, not three"
        program.wait_until_told(jobs, "CANCELLED", "CANCELLED", "FAILED")
    program.transcriber.take_up(unfinished(program.library.each()))
    wait_for(lambda: all(folder.transcript(1) is not None for folder in folders))


# Two windows


def test_two_windows_make_one_transcript(
    program: Listening, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worker, "ELSEWHERE_SECONDS", 0.05)
    other = Listening(program.library)
    other.speech.holds = True
    folder = program.recorded()
    other.ask(folder)
    wait_for(lambda: other.speech.asked)
    job = program.ask(folder)
    wait_for(lambda: job.status.step == worker.ELSEWHERE)
    other.speech.text = "As the other window heard it."
    other.speech.let_all_end()
    assert program.transcriber.wait_for(job).text == "As the other window heard it."
    assert program.speech.asked == []
    other.transcriber.close()


def test_what_another_window_gave_up_is_made_here(
    program: Listening, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worker, "ELSEWHERE_SECONDS", 0.05)
    folder = program.recorded()
    lock = FolderLock(folder.path, TRANSCRIBING_LOCK)
    assert lock.take()
    job = program.ask(folder)
    wait_for(lambda: job.status.step == worker.ELSEWHERE)
    lock.free()
    assert program.transcriber.wait_for(job) == words(program.speech.text)


def test_the_background_leaves_to_another_window_what_that_one_does(program: Listening) -> None:
    folder = program.recorded()
    wishes.save_wish(folder, 1, Wish())
    lock = FolderLock(folder.path, TRANSCRIBING_LOCK)
    assert lock.take()
    [job] = unfinished(program.library.each())
    program.transcriber.take_up([job])
    wait_for(job.ended.is_set)
    assert program.speech.asked == []
    assert wishes.wish_for(folder, 1) is not None, "if that one is killed, the next start does it"
    lock.free()
