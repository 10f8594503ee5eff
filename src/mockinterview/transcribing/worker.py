"""The thread that does the jobs: what each leads to, and what is tried once more."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Final

from mockinterview.core.transcript import Transcript, TranscriptStage
from mockinterview.errors import (
    LibraryError,
    MockInterviewError,
    SpeechError,
    SpeechProcessError,
    TranscriptionCancelled,
    TranscriptionPaused,
)
from mockinterview.speech.protocol import Event, Loading, Progress, SegmentDone
from mockinterview.transcribing.board import Board, Chore
from mockinterview.transcribing.hearing import claimed_for_words, hear
from mockinterview.transcribing.job import Happening, Job, JobState, Speech, Urgency
from mockinterview.transcribing.keeping import Keeper, NotWantedError, is_of_the_computer
from mockinterview.transcribing.listeners import Listeners
from mockinterview.transcribing.pace import Pace

logger = logging.getLogger(__name__)

SAVE_AGAIN_SECONDS: Final = 2.0
"""How long to wait before writing again what could not be written."""
ELSEWHERE_SECONDS: Final = 1.0
"""How long to wait before looking again whether another window has finished."""
MOST_RESTARTS: Final = 2
"""How often a job is begun again because its process was changed for another."""
MOST_CRASHES: Final = 1
"""How often it is begun again because its process crashed."""

STARTING: Final = "starting"
ELSEWHERE: Final = "another window is at it"
"""As the screen has it behind “Making the transcript”."""


class Worker:
    """Does one job after the other.

    Args:
        board: the jobs.
        speech: gives the speech process of the present choice.
        keeper: writes what comes of them.
        listeners: are told.
        on_end: called when a job is over.
    """

    def __init__(
        self,
        board: Board,
        speech: Callable[[], Speech],
        keeper: Keeper,
        listeners: Listeners,
        on_end: Callable[[], None],
    ) -> None:
        self._board = board
        self._speech = speech
        self._keeper = keeper
        self._listeners = listeners
        self._on_end = on_end
        self._save_again_at = 0.0
        self._pace = Pace(None)
        self._usual_pace: float | None = None
        self._measured_on: Speech | None = None

    def run(self) -> None:
        """Work until the board is closed; the whole thread."""
        while True:
            again = self._save_again_at if self._keeper.has_unsaved else None
            work = self._board.wait_for_work(again)
            if work is None:
                return
            try:
                self._do(work)
            except Exception:  # the top of a thread: a defect must be seen, and harm no other job
                logger.exception("a transcript could not be made")
                self._fail_after_defect()

    def _do(self, work: Job | Chore) -> None:
        if isinstance(work, Job):
            self._transcribe(work)
        elif work is Chore.WARM:
            self._warm()
        else:
            self._save_again()

    def _warm(self) -> None:
        try:
            self._board.use(self._speech()).warm()
        except SpeechError as error:  # told when a transcript is asked for
            logger.info("the model is not ready: %s", error)

    def _save_again(self) -> None:
        for job in self._keeper.save_again():
            job.status = replace(job.status, problem=None)
            self._listeners.tell(job, Happening.SAVED)
        self._save_again_at = time.monotonic() + SAVE_AGAIN_SECONDS

    def _transcribe(self, job: Job) -> None:
        self._board.change(job, state=JobState.WORKING, step=STARTING, segments=())
        self._advance(job)
        try:
            with claimed_for_words(job.folder) as is_mine:
                if is_mine:
                    speech = self._board.use(self._speech())
                    self._measure(speech)
                    self._keep(job, hear(job, speech, partial(self._take_in, job)))
                else:
                    self._wait_for_the_other(job)
        except NotWantedError:
            self._drop(job)
        except (TranscriptionPaused, TranscriptionCancelled, SpeechProcessError) as error:
            self._begin_again(job, error)
        except MockInterviewError as error:
            self._fail(job, error)

    def _measure(self, speech: Speech) -> None:
        """Another model has another pace."""
        if speech is not self._measured_on:
            self._measured_on, self._usual_pace = speech, None
        self._pace = Pace(self._usual_pace)

    def _take_in(self, job: Job, event: Event) -> None:
        """What the speech process tells of a job."""
        change = partial(self._board.change, job)
        match event:
            case Loading(step):
                change(step=step)
            case Progress(done, total):
                left = self._pace.seconds_left(done, total, time.monotonic())
                self._usual_pace = self._pace.measured or self._usual_pace
                change(step="", done_seconds=done, total_seconds=total, seconds_left=left)
            case SegmentDone(segment):
                change(segments=(*job.status.segments, segment))
        if job.on_event is not None:
            job.on_event(event)
        self._advance(job)
        self._board.pause_if_overtaken()

    def _keep(self, job: Job, transcript: Transcript) -> None:
        if job.status.state.is_over:
            return  # it was cancelled at the last moment
        problem = self._keeper.save(job, transcript)
        if not self._board.end(job, JobState.DONE, transcript=transcript, problem=problem):
            return
        if transcript.stage is TranscriptStage.FIRST and not job.is_second_hearing:
            self._board.add(_second_hearing(job, transcript))
        if problem is None:
            self._keeper.forget(job)
        self._tell_end(job, Happening.DONE)
        if problem is not None:
            self._save_again_at = time.monotonic() + SAVE_AGAIN_SECONDS
            self._listeners.tell(job, Happening.UNSAVED)

    def _tell_end(self, job: Job, happening: Happening) -> None:
        job.ended.set()
        self._listeners.tell(job, happening)
        self._on_end()

    def _wait_for_the_other(self, job: Job) -> None:
        """Another window is at it: wait for its words, or leave it to it."""
        if job.is_quiet:
            self._drop(job, is_wanted=True)
            return
        job.is_held_elsewhere = True
        job.not_before = time.monotonic() + ELSEWHERE_SECONDS
        self._put_back(job, ELSEWHERE)

    def _begin_again(self, job: Job, error: SpeechError) -> None:
        """It was put off, its process was changed for another, or it crashed for the first time."""
        is_paused = isinstance(error, TranscriptionPaused)
        if not is_paused:
            # A process that was killed in the middle reads nothing ahead any more.
            self._board.ask_for_warmth(if_recording=True)
        most = MOST_CRASHES if isinstance(error, SpeechProcessError) else MOST_RESTARTS
        if job.status.state.is_over or is_paused:
            self._put_back(job)
        elif job.restarts < most:
            job.restarts += 1
            logger.warning("%s is transcribed once more: %s", job.folder.id, error.detail or error)
            self._put_back(job)
        else:
            self._fail(job, error)

    def _put_back(self, job: Job, step: str = "") -> None:
        self._board.put_back(job, step)
        self._advance(job)

    def _advance(self, job: Job) -> None:
        if not job.status.state.is_over:
            self._listeners.tell(job, Happening.ADVANCED)

    def _drop(self, job: Job, *, is_wanted: bool = False) -> None:
        """It is not done here: the take was deleted, or another window does it (`is_wanted`)."""
        if self._board.end(job, JobState.CANCELLED):
            if not is_wanted:
                self._keeper.forget(job)
            self._tell_end(job, Happening.CANCELLED)

    def _fail(self, job: Job, error: MockInterviewError) -> None:
        logger.warning("no transcript of %s: %s (%s)", job.folder.id, error, error.detail)
        if self._board.end(job, JobState.FAILED, problem=error):
            if not isinstance(error, TranscriptionCancelled | LibraryError):
                self._keeper.note_failure(job, error)
            self._tell_end(job, Happening.FAILED)
        if is_of_the_computer(error):
            for other in self._board.end_quiet():  # nothing else would fare better now
                self._tell_end(other, Happening.CANCELLED)

    def _fail_after_defect(self) -> None:
        job = self._board.running
        if job is not None:
            hint = "The recording is kept. Try again, or choose another engine in Settings."
            self._fail(job, SpeechError("The transcript could not be made.", hint))


def _second_hearing(job: Job, first: Transcript) -> Job:
    """What follows a first hearing."""
    urgency = max(job.urgency, Urgency.SECOND_HEARING)
    return Job(job.folder, job.take_number, urgency, first=first, is_second_hearing=True)
