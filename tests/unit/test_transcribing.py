"""Who is transcribed when: the order of the queue, and what recording does to it."""

from __future__ import annotations

import time

import pytest

from mockinterview.core.attempt import TakeState
from mockinterview.core.transcript import TranscriptStage
from mockinterview.errors import (
    ModelMissingError,
)
from mockinterview.files import wishes
from mockinterview.transcribing import board
from mockinterview.transcribing.backlog import unfinished
from mockinterview.transcribing.job import Happening, Job, JobState, Notice, Urgency
from tests.unit.listening import Listening, wait_for
from tests.unit.played_speech import FIRST, words

# Order


def test_a_transcript_is_made_told_and_kept(program: Listening) -> None:
    folder = program.recorded()
    job = program.ask(folder)
    assert program.transcriber.wait_for(job) == folder.transcript(1) == words(program.speech.text)
    wait_for(lambda: program.happened(job) == [Happening.DONE])
    program.rest()
    assert wishes.wish_for(folder, 1) is None
    assert program.transcriber.find(folder, 1) is None


def test_three_answers_queued_all_come_in_order(program: Listening) -> None:
    program.speech.holds = True
    folders = [program.recorded() for _ in range(3)]
    jobs = [program.ask(folder, is_awaited=False) for folder in folders]
    assert program.ask(folders[2], is_awaited=False) is jobs[2], "asked twice, made once"
    program.speech.let_all_end()
    for job, folder in zip(jobs, folders, strict=True):
        assert program.transcriber.wait_for(job) == folder.transcript(1)
    assert program.speech.asked == [folder.id for folder in folders]


def test_the_answer_just_finished_comes_first_and_what_ran_goes_on_afterwards(
    program: Listening,
) -> None:
    program.speech.holds = True
    old, other, new = (program.recorded() for _ in range(3))
    program.transcriber.take_up([Job(old, 1, Urgency.BACKLOG)])
    program.wait_until_begun(old.id)
    program.ask(other, is_awaited=False)
    program.wait_until_begun(old.id, other.id)
    program.ask(new)
    program.wait_until_begun(old.id, other.id, new.id)
    program.speech.let_all_end()
    wait_for(lambda: old.transcript(1) is not None)
    assert program.speech.asked == [old.id, other.id, new.id, other.id, old.id]
    assert all(folder.transcript(1) is not None for folder in (other, new))


def test_a_first_hearing_is_shown_at_once_and_bettered_afterwards(program: Listening) -> None:
    program.speech.stage = FIRST
    folder, second = program.recorded(), program.recorded()
    program.speech.holds = True
    jobs = [program.ask(folder, is_awaited=False), program.ask(second, is_awaited=False)]
    program.wait_until_begun(folder.id)
    program.speech.let_one_end()
    first = program.transcriber.wait_for(jobs[0])
    assert first.stage is FIRST
    program.speech.let_all_end()
    wait_for(lambda: all(f.transcript(1) == _refined(program) for f in (folder, second)))
    again = [f"{second.id} again", f"{folder.id} again"]
    assert program.speech.asked == [folder.id, second.id, *again], "the newest first"
    wait_for(lambda: len([n for n in program.told if _is_refinement(n)]) == 2)


def _is_refinement(notice: Notice) -> bool:
    return notice.job.is_second_hearing and notice.happening is Happening.DONE


def _refined(program: Listening) -> object:
    return words(f"{program.speech.text} Refined.", TranscriptStage.REFINED)


def test_the_terminal_waits_for_the_second_hearing(program: Listening) -> None:
    program.speech.stage = FIRST
    folder = program.recorded()
    program.transcriber.wait_for(program.ask(folder))
    assert program.transcriber.refined(folder, 1) == _refined(program)
    assert program.transcriber.refined(folder, 1) is None, "there is none any more"


def test_a_correction_outlives_the_second_hearing(program: Listening) -> None:
    program.speech.stage, program.speech.holds = FIRST, True
    folder = program.recorded()
    job = program.ask(folder)
    program.wait_until_begun(folder.id)
    program.speech.let_one_end()
    program.transcriber.wait_for(job)
    corrected = b'{"what": "the person wrote"}'
    folder.correction_path(1).write_bytes(corrected)
    program.speech.let_all_end()
    wait_for(lambda: folder.transcript(1) == _refined(program))
    assert folder.correction_path(1).read_bytes() == corrected


# Recording


def test_while_an_answer_is_recorded_it_is_followed_and_the_background_waits(
    program: Listening,
) -> None:
    program.speech.holds = True
    old, new = program.recorded(), program.recorded()
    program.transcriber.take_up([Job(old, 1, Urgency.BACKLOG)])
    program.wait_until_begun(old.id)
    sound = new.take_path(new.load().take(1))
    program.transcriber.follow(new, sound)
    assert program.speech.followed == [sound]
    job = program.transcriber.find(old, 1)
    assert job is not None
    wait_for(lambda: job.status.state is JobState.WAITING)
    time.sleep(0.05)
    assert program.speech.asked == [old.id], "it waits"
    program.transcriber.recording_ended(new, new.load().take(1))
    time.sleep(0.05)
    assert program.speech.asked == [old.id], "the words of the new one are about to be asked for"
    program.ask(new)
    program.speech.let_all_end()
    wait_for(lambda: old.transcript(1) is not None)
    assert program.speech.asked == [old.id, new.id, old.id]
    program.transcriber.let_go(new)
    assert program.speech.stopped == 0


def test_what_is_not_asked_for_after_all_holds_nobody_up(
    program: Listening, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(board, "EXPECTED_SECONDS", 0.1)
    old, new = program.recorded(), program.recorded()
    program.transcriber.follow(new, new.path / "takes" / "take-1.wav")
    program.transcriber.take_up([Job(old, 1, Urgency.BACKLOG)])
    program.transcriber.recording_ended(new, new.load().take(1))
    wait_for(lambda: old.transcript(1) is not None)


@pytest.mark.parametrize("state", [TakeState.INTERRUPTED, TakeState.FINISHED])
def test_a_take_that_was_left_is_not_read_ahead_any_more(
    program: Listening, state: TakeState
) -> None:
    folder = program.recorded()
    program.transcriber.follow(folder, folder.path / "takes" / "take-1.wav")
    take = folder.load().take(1).model_copy(update={"state": state})
    program.transcriber.recording_ended(folder, take)
    program.transcriber.let_go(folder)
    is_left = state is TakeState.INTERRUPTED
    assert program.speech.stopped == is_left, "a finished one is still to be written down"
    wanted = [job.folder.id for job in unfinished(program.library.each())]
    assert wanted == ([] if is_left else [folder.id]), "also where the program ends right now"


def test_the_model_is_warm_before_it_is_needed(program: Listening) -> None:
    program.transcriber.warm()
    wait_for(lambda: program.speech.warmed == 1)


def test_without_a_model_warming_says_nothing(program: Listening) -> None:
    program.speech.errors = [ModelMissingError("There is no model.")]
    program.transcriber.warm()
    wait_for(lambda: program.speech.warmed == 1)
    assert program.transcriber.wait_for(program.ask(program.recorded()))
    assert all(notice.happening is not Happening.FAILED for notice in program.told)


def test_compressing_waits_for_the_words_but_not_for_long(program: Listening) -> None:
    program.speech.holds = True
    slow, quick = program.recorded(), program.recorded()
    done: list[str] = []
    program.transcriber.when_heard(slow, lambda: done.append("nothing asked"), 60)
    assert done == ["nothing asked"]
    program.ask(slow, is_awaited=False)
    program.wait_until_begun(slow.id)
    program.transcriber.when_heard(slow, lambda: done.append("in time"), 60)
    program.transcriber.when_heard(quick, lambda: done.append("another"), 60)
    assert done == ["nothing asked", "another"]
    program.speech.let_one_end()
    wait_for(lambda: done[2:] == ["in time"])
    program.ask(quick, is_awaited=False)
    program.transcriber.when_heard(quick, lambda: done.append("too slow"), 0.05)
    wait_for(lambda: done[3:] == ["too slow"])
    assert quick.transcript(1) is None


def test_a_finished_answer_is_not_compressed_before_its_words_are_asked_for(
    program: Listening,
) -> None:
    folder = program.recorded()
    done: list[str] = []
    program.transcriber.follow(folder, folder.path / "takes" / "take-1.wav")
    program.transcriber.recording_ended(folder, folder.load().take(1))
    program.transcriber.when_heard(folder, lambda: done.append("compressed"), 60)
    assert not done
    program.transcriber.wait_for(program.ask(folder))
    wait_for(lambda: done == ["compressed"])
