"""Who is transcribed when, and that nothing is lost, whatever happens to speech, disk and takes."""

from __future__ import annotations

import datetime as dt
import logging
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from mockinterview.core.attempt import Take, TakeState
from mockinterview.core.transcript import TranscriptStage
from mockinterview.errors import (
    AudioFileError,
    DiskFullError,
    LibraryError,
    MockInterviewError,
    ModelDamagedError,
    ModelMissingError,
    ModelTooBigError,
    TranscriptionCancelled,
)
from mockinterview.files import wishes
from mockinterview.files.attempts import AttemptFolder, Library
from mockinterview.files.bin import bin_attempt, bin_take, contents, remove_all
from mockinterview.files.locks import TRANSCRIBING_LOCK, FolderLock
from mockinterview.files.wishes import Wish
from mockinterview.transcribing import board, service, worker
from mockinterview.transcribing.backlog import unfinished
from mockinterview.transcribing.job import Happening, Job, JobState, Notice, Urgency
from mockinterview.transcribing.service import Transcriber
from tests.unit.played_speech import FIRST, PlayedSpeech, crash, words
from tests.unit.test_attempts import MOMENT, make_attempt

PATIENCE_SECONDS = 10.0


class Listening:
    """The program around the queue: its speech, its library, and all that was told."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self.moment = MOMENT
        self.speech = PlayedSpeech()
        self.work = ThreadPoolExecutor(1)
        self.transcriber = Transcriber(lambda: self.speech, self.work.submit)
        self.told: list[Notice] = []
        self.transcriber.listen(self.told.append)

    def recorded(self, takes: int = 1) -> AttemptFolder:
        """An attempt with so many finished takes, a minute later than the last one."""
        self.moment += dt.timedelta(minutes=1)
        new = make_attempt().model_copy(update={"created": self.moment})
        folder = self.library.create(new)
        attempt = folder.load()
        for number in range(1, takes + 1):
            take = folder.new_take(number, MOMENT)
            folder.make_room(take)
            folder.take_path(take).write_bytes(b"sound")
            changes = {"state": TakeState.FINISHED, "seconds": 2.0, "rate_hz": 16_000}
            attempt = attempt.with_take(take.model_copy(update=changes))
        folder.save(attempt)
        return folder

    def ask(self, folder: AttemptFolder, take: int = 1, *, is_awaited: bool = True) -> Job:
        return self.transcriber.transcribe(folder, take, is_awaited=is_awaited)

    def wait_until_begun(self, *names: str) -> None:
        wait_for(lambda: self.speech.asked == list(names))

    def happened(self, job: Job) -> list[Happening]:
        kinds = [notice.happening for notice in self.told if notice.job is job]
        return [kind for kind in kinds if kind is not Happening.ADVANCED]

    def wait_until_told(self, jobs: list[Job], *names: str) -> None:
        """Wait until whoever follows these jobs was told of their ends, in whatever order."""
        wait_for(lambda: sorted(k.name for j in jobs for k in self.happened(j)) == list(names))

    def rest(self) -> None:
        """Wait until all that was put off to an executor is written."""
        self.work.submit(lambda: None).result()


def wait_for(condition: Callable[[], object]) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not condition():
        assert time.monotonic() < deadline, "it did not happen"
        time.sleep(0.005)


@pytest.fixture
def program(tmp_path: Path) -> Iterator[Listening]:
    program = Listening(Library(tmp_path / "library", now=lambda: MOMENT))
    yield program
    program.speech.let_all_end()
    program.transcriber.close()
    program.work.shutdown()


def started_again(program: Listening) -> Listening:
    """The program after its next start, over the same library."""
    program.speech.let_all_end()
    program.transcriber.close()
    again = Listening(program.library)
    again.transcriber.take_up(unfinished(again.library.all_attempts()))
    return again


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
    wanted = [job.folder.id for job in unfinished(program.library.all_attempts())]
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
    assert not list(unfinished(program.library.all_attempts())), (
        "what was cancelled is not taken up"
    )


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
    [job] = unfinished(program.library.all_attempts())
    assert job.is_second_hearing
    program.transcriber.take_up([job])
    wait_for(lambda: folder.transcript(1) == words("So. Refined.", TranscriptStage.REFINED))
    program.rest()
    assert not list(unfinished(program.library.all_attempts()))


def test_what_nobody_asked_for_stays_as_it_is(program: Listening) -> None:
    asked, silent, binned, gone_take, never = (program.recorded() for _ in range(5))
    for folder in (asked, silent, binned, gone_take):
        wishes.save_wish(folder, 1, Wish())
    silent.save(silent.load().with_take(silent.load().take(1).model_copy(update={"seconds": 0})))
    bin_attempt(binned, MOMENT)
    bin_take(gone_take, 1, MOMENT)
    assert [job.folder.id for job in unfinished(program.library.all_attempts())] == [asked.id]
    assert wishes.wish_for(never, 1) is None


def test_the_joined_answer_is_written_down_and_not_its_parts(program: Listening) -> None:
    folder = program.recorded(takes=2)
    attempt = folder.load()
    joined = Take(number=3, file="takes/take-3-joined.wav", started=MOMENT, seconds=4, parts=(1, 2))
    folder.save(attempt.with_take(joined.model_copy(update={"state": TakeState.FINISHED})))
    wishes.save_wish(folder, 2, Wish())
    assert [job.take_number for job in unfinished(program.library.all_attempts())] == [3]
    program.transcriber.take_up(
        [Job(folder, 2, Urgency.BACKLOG), *unfinished(program.library.all_attempts())]
    )
    wait_for(lambda: folder.transcript(3) is not None)
    assert folder.transcript(2) is None


def test_a_wish_that_cannot_be_read_is_a_wish(program: Listening) -> None:
    folder = program.recorded()
    wishes.save_wish(folder, 1, Wish())
    folder.wish_path(1).write_bytes(b"\xff{")
    assert [job.folder.id for job in unfinished(program.library.all_attempts())] == [folder.id]


def test_what_fails_twice_for_the_same_reason_is_left_alone_until_somebody_asks(
    program: Listening,
) -> None:
    folder = program.recorded()
    program.speech.errors = [AudioFileError("take-1.wav is not sound."), AudioFileError("Other.")]
    with pytest.raises(AudioFileError):
        program.transcriber.wait_for(program.ask(folder))
    for said, remaining in (("Other.", 1), ("Other.", 0)):
        program.speech.errors = [AudioFileError(said)]
        [job] = unfinished(program.library.all_attempts())
        program.transcriber.take_up([job])
        wait_for(job.ended.is_set)
        assert len(list(unfinished(program.library.all_attempts()))) == remaining
    assert program.transcriber.wait_for(program.ask(folder))


@pytest.mark.parametrize("kind", [ModelMissingError, ModelDamagedError, ModelTooBigError])
def test_without_a_usable_model_the_background_gives_up_until_the_next_start(
    program: Listening, kind: type[MockInterviewError]
) -> None:
    folders = [program.recorded() for _ in range(3)]
    for folder in folders:
        wishes.save_wish(folder, 1, Wish())
    for _ in range(3):
        program.speech.asked, program.speech.errors = [], [kind("There is no such model.")]
        jobs = list(unfinished(program.library.all_attempts()))
        program.transcriber.take_up(jobs, after_seconds=0.05)
        for job in jobs:
            wait_for(job.ended.is_set)
        assert program.speech.asked == [folders[2].id], "one try, not three"
        program.wait_until_told(jobs, "CANCELLED", "CANCELLED", "FAILED")
    program.transcriber.take_up(unfinished(program.library.all_attempts()))
    wait_for(lambda: all(folder.transcript(1) is not None for folder in folders))


# Faults


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
    [job] = unfinished(program.library.all_attempts())
    program.transcriber.take_up([job])
    wait_for(job.ended.is_set)
    assert program.speech.asked == []
    assert wishes.wish_for(folder, 1) is not None, "if that one is killed, the next start does it"
    lock.free()
