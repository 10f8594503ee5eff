"""One interview being held: the state machine, the prompt, the recorder and the attempt's folder.

Window and terminal drive the same object: they call `poll` about twenty times a second and show
what it tells. Everything that may block (devices, disk) happens on the audio executor, in order;
`poll` only looks whether it is done.

While the computer sleeps the clock waits: time in which neither `poll` was called nor sound came
is given back, and the take says so.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from functools import partial

from mockinterview.attempt_keeper import AttemptKeeper, new_attempt
from mockinterview.audio import faults
from mockinterview.audio.recorder import Health, RecorderState
from mockinterview.audio.worker import AudioExecutor
from mockinterview.core.attempt import Attempt, Take, TakeState
from mockinterview.core.interview import Clock, Interview, Stage
from mockinterview.errors import AttemptHeldError, LibraryError, MockInterviewError
from mockinterview.files.attempts import AttemptFolder, Library
from mockinterview.part_joiner import PartJoiner
from mockinterview.prompts import Prompt
from mockinterview.sleep_watch import SleepWatch
from mockinterview.take_recording import Closed, Input, Opened, OpenInput, close_take, open_take

__all__ = ["Input", "InterviewSession", "OpenInput", "View", "new_attempt"]

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class View:
    """What there is to show at this moment; `warning` is a sentence while all seems silent."""

    stage: Stage
    seconds_left: float | None
    seconds_used: float
    limit_seconds: float | None
    level_dbfs: float
    device: str
    problem: MockInterviewError | None
    warning: str
    is_saving: bool
    take_number: int


QUIET_DBFS = -120.0
CLAIM_SECONDS = 2.0
"""How long to wait for a folder that somebody claims; what compresses a take holds it briefly."""
HELD_SENTENCE = "This attempt is open in another window of Mock Interview."
HANG_SECONDS = 10.0
"""Nobody is kept waiting longer for a device or a disk that does not answer."""
CUT_OFF_SENTENCE = "The program ended in the middle of this answer."


class InterviewSession:
    """Holds one interview. Call `poll` often; `close` at the end, whatever happened.

    An attempt that holds takes already is taken up where it was cut off. `after_close` is called
    at the end with the folder, which is gone if nothing was in it. Making one claims the folder
    and reads it: not on the GUI thread.

    Raises:
        AttemptHeldError: another interview holds the attempt.
        LibraryError: it cannot be read.
    """

    def __init__(
        self,
        folder: AttemptFolder,
        library: Library,
        *,
        prompt: Prompt,
        open_input: OpenInput,
        executor: AudioExecutor,
        clock: Clock = time.monotonic,
        after_close: Callable[[AttemptFolder], None] | None = None,
    ) -> None:
        if not folder.lock(CLAIM_SECONDS):
            hint = "Close it there, then try again."
            raise AttemptHeldError(HELD_SENTENCE, hint, str(folder.path))
        self.folder = folder
        self._after_close = after_close
        self._library = library
        try:
            self._keeper = AttemptKeeper(folder, executor, clock)
        except LibraryError:
            folder.unlock()
            raise
        self._joiner = PartJoiner(folder, executor)
        self._interview = Interview(self.attempt.format, clock)
        self._prompt = prompt
        self._open_input = open_input
        self._executor = executor
        self._input: Input | None = None
        self._opening: Future[Opened] | None = None
        self._closing: Future[Closed] | None = None
        self._clock = clock
        self._sleep = SleepWatch(clock)
        self._settled_at = clock()
        self._prepared_at: float | None = None
        self._continues: int | None = None
        self._take: Take | None = None
        self._problem: MockInterviewError | None = None
        self._health: Health | None = None

    @property
    def attempt(self) -> Attempt:
        """The attempt as it stands; what is not on the disk yet is written soon."""
        return self._keeper.attempt

    @property
    def stage(self) -> Stage:
        """Where the candidate is."""
        return self._interview.stage

    @property
    def is_settled(self) -> bool:
        """True when nothing is being opened, saved or joined any more."""
        is_writing = self._keeper.is_saving or self._joiner.is_joining
        return self._opening is None and self._closing is None and not is_writing

    @property
    def is_stuck(self) -> bool:
        """Whether a device or the disk has not answered for so long that one may go without it."""
        return not self.is_settled and self._clock() - self._settled_at > HANG_SECONDS

    @property
    def can_start_early(self) -> bool:
        """Whether the candidate may go on before the stage ends by itself."""
        return self.stage is Stage.LISTEN or self._interview.can_start_early

    @property
    def can_stop_early(self) -> bool:
        """Whether the candidate may end the answer now."""
        return self._interview.can_stop_early

    @property
    def can_change_device(self) -> bool:
        """Whether the microphone gives no sound at all, so that another one may be chosen."""
        health = self._health
        return self.stage is Stage.ANSWER and health is not None and bool(health.warning)

    @property
    def can_retake(self) -> bool:
        """Whether one more take is allowed and the last one is safe."""
        return self._interview.can_retake and self.is_settled

    def begin(self) -> None:
        """Put the question, or take up the answer that was cut off or had just ended."""
        self._sleep.begin()
        if self.attempt.recorded:
            self._begin_again()
        else:
            self._interview.begin()
            self._prompt.start()

    def _begin_again(self) -> None:
        recorded = self.attempt.recorded
        number = max(1, sum(take.continues is None for take in recorded))
        if recorded[-1].state is TakeState.FINISHED:
            self._interview.begin_saved(number)
            return
        self._interview.begin_again(self.attempt.answered_seconds, number)
        self._continues = recorded[-1].number
        self._problem = MockInterviewError(CUT_OFF_SENTENCE)

    def skip_prompt(self) -> None:
        """Go on to the preparation without hearing the rest."""
        if self.stage is Stage.LISTEN:
            self._prompt.stop()
            self._interview.finish_prompt()
            self._follow()

    def start_answer(self) -> None:
        """Answer now."""
        self._interview.start_answer()
        self._follow()

    def finish(self) -> None:
        """End the answer; what was said is saved."""
        self._interview.finish()
        self._follow()

    def retake(self) -> None:
        """Answer once more; the earlier takes stay."""
        self._interview.retake()
        self._continues = None
        self._follow()

    def resume(self) -> None:
        """Go on with the same answer after an interruption, as a new take."""
        self._interview.resume()
        self._follow()

    def change_device(self) -> None:
        """End this part of an answer that cannot be heard, to `resume` with another microphone."""
        if self.can_change_device:
            self._fail(faults.device_silent())

    def leave(self) -> None:
        """Give up; what was said is kept as an interrupted take."""
        self._prompt.stop()
        was_recording = self.stage in {Stage.OPENING, Stage.ANSWER}
        self._interview.leave()
        if was_recording:
            self._close_take(TakeState.INTERRUPTED)

    def set_notes(self, notes: str) -> None:
        """Keep the notes made while preparing, with the time of writing; `poll` writes them."""
        now = self._clock()
        since = now if self._prepared_at is None else self._prepared_at
        self._keeper.set_notes(notes, now - since)

    def poll(self) -> View:
        """Let time and devices do their work, then tell what there is to show."""
        self._finish_jobs()
        self._give_back_sleep()
        if self.stage is Stage.LISTEN and self._prompt.is_finished:
            self._interview.finish_prompt()
        elif self.stage in {Stage.OPENING, Stage.ANSWER}:
            self._watch_recorder()
        self._interview.tick()
        if self.stage is Stage.PREPARE and self._prepared_at is None:
            self._prepared_at = self._clock()
        self._follow()
        if self.is_settled:
            self._settled_at = self._clock()
            self._join_parts()
            self._keeper.write_changes()
        return self.view

    @property
    def view(self) -> View:
        """What there is to show, without looking whether anything has changed."""
        health = self._health
        return View(
            stage=self.stage,
            seconds_left=self._interview.seconds_left,
            seconds_used=self._interview.seconds_used,
            limit_seconds=self._interview.limit_seconds,
            level_dbfs=health.level_dbfs if health else QUIET_DBFS,
            device=self._input.device if self._input else "",
            problem=self._problem or self._keeper.problem,
            warning=health.warning if health else "",
            is_saving=self._closing is not None,
            take_number=self._take.number if self._take else len(self.attempt.takes),
        )

    def close(self, seconds: float = HANG_SECONDS) -> None:
        """Stop everything, wait until the sound is on disk (at most `seconds`), free the folder.

        An attempt without any sound and notes leaves nothing behind. What a hung driver keeps
        from ending in time is ended when it answers; the folder is held until then.
        """
        if self.stage not in {Stage.SAVED, Stage.LEFT}:
            self.leave()
        deadline = time.monotonic() + (0.0 if self.is_stuck else seconds)
        while not self.is_settled and time.monotonic() < deadline:
            self._finish_jobs()
            self._join_parts()
            time.sleep(0.01)
        if self.is_settled:
            self._let_go()
        else:
            logger.warning("%s ends later: the sound system or the disk hangs", self.folder.id)
            self._executor.submit(self._end)

    def _end(self) -> None:
        """On the audio executor, behind what hung: nobody polls any more."""
        self._finish_jobs()
        if self.is_settled:
            self._let_go()
        else:
            self._executor.submit(self._end)

    def _let_go(self) -> None:
        """Write the last of it and free the folder."""
        try:
            self._keeper.write_last()
        except LibraryError as error:
            # The sound is on the disk; the next start finds the take open and recovers it.
            logger.warning("%s could not be written at the end: %s", self.folder.id, error)
        finally:
            self.folder.unlock()
        self.folder.discard_if_empty(self.attempt)
        if self._after_close is not None:
            self._after_close(self.folder)

    def _follow(self) -> None:
        """Do what the stage asks for and is not under way yet."""
        if self.stage is Stage.OPENING and self._input is None and self.is_settled:
            self._open_take()
        elif self.stage is Stage.SAVED:
            self._close_take(TakeState.FINISHED)

    def _open_take(self) -> None:
        self._problem = None
        self._sleep.begin_take()
        number = 1 + max((take.number for take in self.attempt.takes), default=0)
        # No look at the disk here: a free name is found where the take is opened.
        self._take = Take(
            number=number,
            file=f"takes/take-{number}.wav",
            started=self._library.now(),
            continues=self._continues,
        )
        left = self._interview.seconds_left
        job = partial(open_take, self.folder, self._take, self.attempt, self._open_input, left)
        self._opening = self._executor.submit(job)

    def _close_take(self, state: TakeState) -> None:
        """Finish the take, at once even while something is being written: it could be forgotten.

        While its device is still being opened, `_finish_jobs` does it later.
        """
        if self._closing is None and self._opening is None and self._take is not None:
            problem = str(self._problem) if self._problem else self._sleep.remark
            take = self._take.model_copy(update={"state": state, "problem": problem})
            job = partial(close_take, self.folder, self._input, take, self.attempt)
            self._closing = self._executor.submit(job)

    def _join_parts(self) -> None:
        """Make one take of an answer that was interrupted, when it is over and on the disk."""
        if self.stage is Stage.SAVED and self.is_settled:
            self._keeper.end_answer()
            if self._keeper.is_written:
                self._joiner.begin(self.attempt)

    def _finish_jobs(self) -> None:
        """Take in what the audio executor has done since the last look, in its order."""
        self._keeper.finish_job()
        joined = self._joiner.finish_job()
        if joined is not None:
            self._keeper.set_take(joined.takes[-1])
            self._keeper.note_written(joined, None)
        if self._opening is not None and self._opening.done():
            self._after_opening(self._opening)
        if self._closing is not None and self._closing.done():
            self._after_closing(self._closing)

    def _give_back_sleep(self) -> None:
        """Give back time in which neither this was called nor sound came."""
        used = self._input if self.stage is Stage.ANSWER else None
        slept = self._sleep.look(None if used is None else used.recorder.seconds)
        if slept:
            logger.info("%.1f s given back while %s", slept, self.stage)
            self._interview.hold(slept)

    def _after_opening(self, job: Future[Opened]) -> None:
        self._opening = None
        if job.exception() is not None and self.stage is Stage.OPENING:
            self._interview.interrupt()
        opened = job.result()  # what is raised here is a defect of the program
        self._take, self._input = opened.take, opened.used
        self._keeper.set_take(opened.take)
        if opened.problem is not None:
            self._fail(opened.problem)
        elif self.stage not in {Stage.OPENING, Stage.ANSWER}:
            self._close_take(TakeState.INTERRUPTED)

    def _after_closing(self, job: Future[Closed]) -> None:
        self._closing = None
        self._input = self._take = self._health = None
        closed = job.result()
        self._keeper.set_take(closed.take)
        self._keeper.note_written(closed.written, closed.problem)
        self._continues = closed.take.number
        if self.stage is Stage.INTERRUPTED:
            self._interview.count_recorded(closed.take.seconds)

    def _watch_recorder(self) -> None:
        if self._input is None or self._closing is not None:
            return  # what is being closed tells nothing of the take that comes after it
        self._health = health = self._input.recorder.health()
        if health.fault is not None:
            self._fail(health.fault)
            return
        if self.stage is Stage.OPENING and health.state is not RecorderState.WAITING:
            self._interview.recording_began()
        elif self.stage is Stage.ANSWER and health.state is RecorderState.ENDED:
            self._interview.expire()

    def _fail(self, error: MockInterviewError) -> None:
        self._problem = error
        if self.stage in {Stage.OPENING, Stage.ANSWER}:
            self._interview.interrupt()
        self._close_take(TakeState.INTERRUPTED)
