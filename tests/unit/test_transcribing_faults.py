"""No transcript is lost, whatever happens to speech, disk and takes."""

from __future__ import annotations

import logging
import shutil
import threading

import pytest

from mockinterview.errors import (
    DiskFullError,
    LibraryError,
    MockInterviewError,
    TranscriptionCancelled,
)
from mockinterview.files import wishes
from mockinterview.files.attempts import AttemptFolder
from mockinterview.files.bin import bin_attempt, bin_take, contents, remove_all
from mockinterview.transcribing import worker
from mockinterview.transcribing.job import Happening
from tests.unit.listening import Listening, started_again, wait_for
from tests.unit.played_speech import crash, words
from tests.unit.test_attempts import MOMENT


def test_a_killed_worker_is_tried_once_more_by_itself(program: Listening) -> None:
    program.speech.errors = [crash()]
    folder = program.recorded()
    job = program.ask(folder)
    assert program.transcriber.wait_for(job) == folder.transcript(1)
    assert program.speech.asked == [folder.id] * 2
    assert program.happened(job) == [Happening.DONE]


def test_a_worker_that_is_killed_again_is_told_and_can_be_asked_again(program: Listening) -> None:
    program.speech.errors = [crash(), crash()]
    folder = program.recorded()
    job = program.ask(folder)
    with pytest.raises(MockInterviewError, match="stopped unexpectedly"):
        program.transcriber.wait_for(job)
    wait_for(lambda: program.happened(job) == [Happening.FAILED])
    assert program.transcriber.wait_for(program.ask(folder))


def test_a_worker_killed_while_an_answer_is_recorded_reads_ahead_again(program: Listening) -> None:
    program.speech.holds = True
    old, new = program.recorded(), program.recorded()
    program.ask(old, is_awaited=False)
    program.wait_until_begun(old.id)
    program.transcriber.follow(new, new.path / "takes" / "take-1.wav")
    program.speech.cancel()
    wait_for(lambda: program.speech.warmed == 1)


def test_another_model_chosen_in_the_middle_begins_anew(program: Listening) -> None:
    program.speech.holds = True
    folder = program.recorded()
    job = program.ask(folder)
    program.wait_until_begun(folder.id)
    program.speech.close()  # as `Services.speech` does with the process of the earlier choice
    program.wait_until_begun(folder.id, folder.id)
    program.speech.let_all_end()
    assert program.transcriber.wait_for(job)


def test_a_process_that_is_closed_for_good_is_not_asked_for_ever(program: Listening) -> None:
    program.speech.errors = [TranscriptionCancelled("It was cancelled.") for _ in range(9)]
    folder = program.recorded()
    with pytest.raises(TranscriptionCancelled):
        program.transcriber.wait_for(program.ask(folder))
    assert len(program.speech.asked) == 3


def test_a_defect_costs_one_job_and_is_seen(
    program: Listening, caplog: pytest.LogCaptureFixture
) -> None:
    def fail() -> None:
        raise ZeroDivisionError

    program.speech.before_end = fail
    with pytest.raises(MockInterviewError, match="could not be made"):
        program.transcriber.wait_for(program.ask(program.recorded()))
    program.speech.before_end = None
    assert program.transcriber.wait_for(program.ask(program.recorded()))
    assert "ZeroDivisionError" in caplog.text


def test_a_full_disk_keeps_the_words_and_writes_them_when_there_is_room(
    program: Listening, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worker, "SAVE_AGAIN_SECONDS", 0.05)
    folder = program.recorded()
    is_full = threading.Event()
    is_full.set()
    save = AttemptFolder.save_transcript

    def save_if_room(self: AttemptFolder, number: int, transcript: object) -> None:
        if is_full.is_set():
            raise DiskFullError("The disk is full.")
        save(self, number, transcript)  # type: ignore[arg-type]

    monkeypatch.setattr(AttemptFolder, "save_transcript", save_if_room)
    job = program.ask(folder)
    with pytest.raises(DiskFullError):
        program.transcriber.wait_for(job)
    wait_for(lambda: program.happened(job) == [Happening.DONE, Happening.UNSAVED])
    assert job.status.transcript == words(program.speech.text), "it can be read all the same"
    is_full.clear()
    wait_for(lambda: program.happened(job)[2:] == [Happening.SAVED])
    assert folder.transcript(1) == words(program.speech.text)
    program.rest()
    assert wishes.wish_for(folder, 1) is None
    assert len(program.speech.asked) == 1


def test_a_library_that_vanished_gets_the_words_when_it_is_back(
    program: Listening, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worker, "SAVE_AGAIN_SECONDS", 0.05)
    folder = program.recorded()
    away = program.library.folder.with_name("away")
    program.speech.before_end = lambda: shutil.move(program.library.folder, away)
    job = program.ask(folder)
    with pytest.raises(LibraryError, match="is gone"):
        program.transcriber.wait_for(job)
    assert not program.library.folder.exists(), "nothing is made anew in its place"
    away.rename(program.library.folder)
    wait_for(lambda: program.happened(job)[-1:] == [Happening.SAVED])
    assert folder.transcript(1) == words(program.speech.text)


def test_a_library_that_is_away_is_told(program: Listening) -> None:
    folder = program.recorded()
    shutil.rmtree(program.library.folder)
    with pytest.raises(LibraryError):
        program.transcriber.wait_for(program.ask(folder))
    assert not program.library.folder.exists()


def test_words_that_were_never_saved_are_made_again_at_the_next_start(
    program: Listening, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = program.recorded()
    with monkeypatch.context() as patch:

        def refuse(*_: object) -> None:
            raise DiskFullError("The disk is full.")

        patch.setattr(AttemptFolder, "save_transcript", refuse)
        with pytest.raises(DiskFullError):
            program.transcriber.wait_for(program.ask(folder))
        program.rest()
        program.transcriber.close()
    again = started_again(program)
    wait_for(lambda: folder.transcript(1) is not None)
    again.transcriber.close()


def test_a_take_removed_for_good_meanwhile_leaves_nothing(
    program: Listening, caplog: pytest.LogCaptureFixture
) -> None:
    def remove() -> None:
        bin_take(folder, 1, MOMENT)
        assert remove_all(contents(program.library)).number == 1

    folder = program.recorded(takes=2)
    program.speech.before_end = remove
    with caplog.at_level(logging.WARNING):
        job = program.ask(folder)
        with pytest.raises(TranscriptionCancelled):
            program.transcriber.wait_for(job)
    program.rest()
    assert program.happened(job) == [Happening.CANCELLED], "nobody is told of a failure"
    assert not list((folder.path / "transcripts").glob("take-1*"))


def test_an_attempt_removed_for_good_meanwhile_leaves_nothing(program: Listening) -> None:
    def remove() -> None:
        bin_attempt(folder, MOMENT)
        assert remove_all(contents(program.library)).number == 1

    folder, other = program.recorded(), program.recorded()
    program.speech.before_end = remove
    job = program.ask(folder)
    with pytest.raises(TranscriptionCancelled):
        program.transcriber.wait_for(job)
    assert not folder.path.exists()
    program.speech.before_end = None
    assert program.transcriber.wait_for(program.ask(other))


def test_a_take_put_into_the_bin_meanwhile_keeps_its_words(program: Listening) -> None:
    folder = program.recorded()
    program.speech.before_end = lambda: bin_take(folder, 1, MOMENT)
    assert program.transcriber.wait_for(program.ask(folder)) == folder.transcript(1)


def test_a_take_that_is_in_the_bin_when_its_turn_comes_is_passed_over(program: Listening) -> None:
    program.speech.holds = True
    running, deleted = program.recorded(), program.recorded()
    program.ask(running, is_awaited=False)
    job = program.ask(deleted, is_awaited=False)
    bin_attempt(deleted, MOMENT)
    program.speech.let_all_end()
    with pytest.raises(TranscriptionCancelled):
        program.transcriber.wait_for(job)
    assert program.speech.asked == [running.id]


def test_a_wish_that_cannot_be_written_costs_nothing(
    program: Listening, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise DiskFullError("The disk is full.")

    monkeypatch.setattr(wishes, "save_wish", refuse)
    folder = program.recorded()
    assert program.transcriber.wait_for(program.ask(folder)) == folder.transcript(1)
