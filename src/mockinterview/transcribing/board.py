"""All jobs and what is going on, behind one lock that nobody holds while anything takes time."""

from __future__ import annotations

import threading
import time
from dataclasses import replace
from enum import Enum, auto
from pathlib import Path
from typing import Any, Final

from mockinterview.core.attempt import TakeState
from mockinterview.errors import TranscriptionCancelled
from mockinterview.files.attempts import AttemptFolder
from mockinterview.transcribing.job import Job, JobState, Key, Speech, Urgency
from mockinterview.transcribing.queue import JobQueue

EXPECTED_SECONDS: Final = 5.0
"""How long the background leaves the way free for the words of an answer that has just ended."""


class Chore(Enum):
    """What the thread does between two jobs."""

    WARM = auto()
    SAVE_AGAIN = auto()


class Board:
    """What waits, what runs and what is being recorded; from any thread."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._queue = JobQueue()
        self._jobs: dict[Key, Job] = {}
        self._running: Job | None = None
        self._in_use: Speech | None = None
        self._wants_warm = False
        self._is_recording = False
        self._followed: Path | None = None
        self._is_followed_finished = False
        self._expected_until = 0.0
        self._is_closed = False

    @property
    def is_closed(self) -> bool:
        """Whether the program ends."""
        return self._is_closed

    @property
    def in_use(self) -> Speech | None:
        """The speech process that is at work at this moment."""
        return self._in_use

    @property
    def running(self) -> Job | None:
        """The job that runs."""
        return self._running

    # Jobs

    def find(self, folder: AttemptFolder, take_number: int, *, is_second: bool) -> Job | None:
        """This hearing of this take, while it waits or runs."""
        with self._changed:
            return self._jobs.get((str(folder.path), take_number, is_second))

    def want(self, job: Job) -> tuple[Job, bool]:
        """Add a job, or make the one on the same take as urgent; which it is, and if it is new."""
        with self._changed:
            known = self._jobs.get(job.key)
            if job.folder.path == self._followed:
                self._expected_until = 0.0
            if job.urgency is Urgency.AWAITED:
                self._step_back()
            if known is not None:
                known.urgency = min(known.urgency, job.urgency)
                known.not_before = 0.0
                self._changed.notify_all()
                return known, False
            self._jobs[job.key] = job
            self._queue.put(job)
            if self._is_closed:
                self.end(job, JobState.CANCELLED)
                job.ended.set()
            self._changed.notify_all()
            return job, True

    def add(self, job: Job) -> None:
        """Add a job that nobody waits for, unless its take has one."""
        with self._changed:
            if job.key not in self._jobs and not self._is_closed:
                self._jobs[job.key] = job
                self._queue.put(job)
                self._changed.notify_all()

    def put_back(self, job: Job, step: str) -> None:
        """It was put off; it keeps its place."""
        with self._changed:
            if self.change(job, state=JobState.WAITING, step=step, seconds_left=None):
                self._queue.put(job)

    def change(self, job: Job, **changes: Any) -> bool:
        """Change the status of a job that is not over. Returns: whether it is not."""
        with self._changed:
            if job.status.state.is_over:
                return False
            job.status = replace(job.status, **changes)
            return True

    def end(self, job: Job, state: JobState, **changes: Any) -> bool:
        """Nothing more comes of a job; `job.ended` is for the caller. Returns: if that is news."""
        with self._changed:
            if not self.change(job, state=state, **changes):
                return False
            self._queue.remove(job)
            if self._jobs.get(job.key) is job:
                del self._jobs[job.key]
            if self._followed == job.folder.path and not self._is_recording:
                self._followed = None
            return True

    def end_quiet(self) -> list[Job]:
        """End what waits in the background. Returns: what that was."""
        with self._changed:
            quiet = [job for job in self._queue if job.is_quiet]
            return [job for job in quiet if self.end(job, JobState.CANCELLED)]

    def close(self) -> None:
        """End all jobs, and take no more."""
        with self._changed:
            self._is_closed = True
            for job in list(self._jobs.values()):
                self.end(job, JobState.CANCELLED)
                job.ended.set()
            self._changed.notify_all()

    def _step_back(self) -> None:
        """Only one is awaited: whoever asks for another looks at that one now."""
        for job in self._jobs.values():
            if job.urgency is Urgency.AWAITED:
                job.urgency = Urgency.FRESH

    # Recording

    def recording_begins(self, folder: Path) -> None:
        """What has time waits from now on."""
        with self._changed:
            self._is_recording = True
            self._followed, self._is_followed_finished = folder, False

    def recording_ends(self, state: TakeState) -> None:
        """What waited for it goes on, after what is about to be asked for."""
        with self._changed:
            self._is_recording = False
            self._is_followed_finished = state is TakeState.FINISHED
            if self._is_followed_finished:
                self._expected_until = time.monotonic() + EXPECTED_SECONDS
            self._changed.notify_all()

    def let_go(self, folder: Path) -> bool:
        """The interview in this folder is over. Returns: whether its take is wanted no more."""
        with self._changed:
            is_followed = self._followed == folder
            if is_followed:
                self._is_recording = False
                self._changed.notify_all()
            is_over = is_followed and not self._is_followed_finished and not self._has_job(folder)
            if is_over:
                self._followed = None
            return is_over

    def is_awaited(self, folder: Path) -> bool:
        """Whether words of this attempt are about to come."""
        with self._changed:
            is_coming = self._followed == folder and self._is_followed_finished
            return is_coming or self._has_job(folder)

    def _has_job(self, folder: Path) -> bool:
        jobs = self._jobs.values()
        return any(job.folder.path == folder and not job.is_quiet for job in jobs)

    # The thread

    def ask_for_warmth(self, *, if_recording: bool = False) -> None:
        """The model is to be loaded before anything else is done."""
        with self._changed:
            self._wants_warm |= self._is_recording or not if_recording
            self._changed.notify_all()

    def wait_for_work(self, save_again_at: float | None) -> Job | Chore | None:
        """Wait until there is something to do; then nothing is in use any more.

        Returns: what there is to do, also when the moment to save again has come; None at the end.
        """
        with self._changed:
            self._running = self._in_use = None
            while not self._is_closed:
                now = time.monotonic()
                if self._wants_warm:
                    self._wants_warm = False
                    return Chore.WARM
                if save_again_at is not None and now >= save_again_at:
                    return Chore.SAVE_AGAIN
                self._running = self._queue.next(now, is_recording=self._needs_quiet(now))
                if self._running is not None:
                    return self._running
                self._changed.wait(self._rest_seconds(now, save_again_at))
            return None

    def _needs_quiet(self, now: float) -> bool:
        """Whether something is being recorded, or its words are about to be asked for."""
        return self._is_recording or now < self._expected_until

    def _rest_seconds(self, now: float, save_again_at: float | None) -> float | None:
        """How long nothing is to be done, unless somebody wants something; None: for ever."""
        needs_quiet = self._needs_quiet(now)
        due = self._queue.next_due(is_recording=needs_quiet)
        moments = [moment for moment in (due, save_again_at) if moment is not None]
        if needs_quiet and not self._is_recording:
            moments.append(self._expected_until)
        return max(0.0, min(moments) - now) if moments else None

    def use(self, speech: Speech) -> Speech:
        """This speech process is at work from now on; `close` and `cancel` know which to end.

        Raises:
            TranscriptionCancelled: the program ends.
        """
        with self._changed:
            self._in_use = speech
            if self._is_closed:
                raise TranscriptionCancelled("The program ends.")
            return speech

    def pause_if_overtaken(self) -> None:
        """Let what runs end soon, if something else comes before it or nobody wants it any more."""
        with self._changed:
            job, speech, now = self._running, self._in_use, time.monotonic()
            if job is None or speech is None:
                return
            is_overtaken = self._queue.overtakes(job, now, is_recording=self._needs_quiet(now))
            is_due = is_overtaken or job.status.state.is_over
        if is_due:
            speech.pause()
