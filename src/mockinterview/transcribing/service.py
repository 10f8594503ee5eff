"""Every transcript of the program, one at a time, on a thread of its own; for window and terminal.

    job = transcriber.transcribe(folder, take_number)      # returns at once
    transcriber.listen(on_notice)                          # called in whatever thread

The answer just finished comes first, then the others of today in their order, then second
hearings, then what an earlier run left; the last two wait while something is being recorded.
Whatever is more urgent pauses what runs. Nothing here blocks its caller but `close`.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Final

from mockinterview.core.attempt import Take, TakeState
from mockinterview.core.transcript import Transcript
from mockinterview.errors import TranscriptionCancelled
from mockinterview.files.attempts import AttemptFolder
from mockinterview.speech.protocol import Event
from mockinterview.transcribing.afterwards import Afterwards
from mockinterview.transcribing.board import Board
from mockinterview.transcribing.job import Happening, Job, JobState, Speech, Urgency
from mockinterview.transcribing.keeping import Keeper, Submit
from mockinterview.transcribing.listeners import Listeners
from mockinterview.transcribing.worker import Worker

INSIST_SECONDS: Final = 3.0
"""How long a cancelled job may take to end by itself; then its process is killed."""
CLOSE_SECONDS: Final = 1.5
LOOK_SECONDS: Final = 0.2


class Transcriber:
    """The queue of takes; its thread starts when it is first needed.

    Args:
        speech: gives the speech process of the present choice.
        submit: gives a quick write to an executor.
    """

    def __init__(self, speech: Callable[[], Speech], submit: Submit) -> None:
        self._speech = speech
        self._board = Board()
        self._keeper = Keeper(submit)
        self._listeners = Listeners()
        self._afterwards = Afterwards(self._board.is_awaited)
        self._worker = Worker(
            self._board, speech, self._keeper, self._listeners, self._afterwards.look
        )
        self._following: Speech | None = None
        self._thread: threading.Thread | None = None
        self._starting = threading.Lock()
        self.listen, self.unlisten = self._listeners.add, self._listeners.remove

    def warm(self) -> None:
        """Have the model loaded soon, so that the first job need not wait."""
        self._board.ask_for_warmth()
        self._start()

    def follow(self, folder: AttemptFolder, path: Path) -> None:
        """A take is being recorded in `path`: let it be read ahead, and what has time wait."""
        self._board.recording_begins(folder.path)
        self._following = speech = self._speech()
        speech.follow(path)
        self._board.pause_if_overtaken()

    def recording_ended(self, folder: AttemptFolder, take: Take) -> None:
        """The recording is over; of a finished take the transcript is about to be asked for.

        That it is wanted is on the disk when this returns: the program may end before it asks.
        """
        self._board.recording_ends(take.state)
        if take.state is TakeState.FINISHED and take.seconds > 0:
            self._keeper.want_now(Job(AttemptFolder(folder.path), take.number, Urgency.FRESH))

    def let_go(self, folder: AttemptFolder) -> None:
        """The interview is over: a take that was left is not read ahead any more."""
        following = self._following
        if self._board.let_go(folder.path) and following is not None:
            following.stop_following()

    def transcribe(
        self,
        folder: AttemptFolder,
        take_number: int,
        *,
        is_awaited: bool = True,
        on_event: Callable[[Event], None] | None = None,
    ) -> Job:
        """Write a take down, or find what is under way already; the wish for it is kept on disk.

        Args:
            folder: the attempt.
            take_number: its take.
            is_awaited: somebody looks at it, so that it comes before all others.
            on_event: told of every step in the thread that does it.
        """
        urgency = Urgency.AWAITED if is_awaited else Urgency.FRESH
        # A folder object of its own: the one given may hold the lock of an interview.
        wanted = Job(AttemptFolder(folder.path), take_number, urgency, on_event=on_event)
        job, is_new = self._board.want(wanted)
        if is_new:
            self._keeper.want(job)
        self._start()
        self._board.pause_if_overtaken()
        return job

    def wait_for(self, job: Job) -> Transcript:
        """The transcript of a job, when it is on the disk; for whoever has nothing else to do.

        Raises:
            SpeechError: no model, no engine, cancelled, or the process failed.
            AudioFileError: the sound cannot be read.
            LibraryError: the transcript cannot be written.
        """
        while not job.ended.wait(LOOK_SECONDS):
            pass  # in slices, so that Ctrl+C gets through on every system
        status = job.status
        if status.problem is not None:
            raise status.problem
        if status.transcript is None:
            raise TranscriptionCancelled(
                "The transcription was cancelled.", "The recording is kept."
            )
        return status.transcript

    def refined(self, folder: AttemptFolder, take_number: int) -> Transcript | None:
        """Wait for the second hearing of a take that was just heard; None where there is none."""
        job = self.second_hearing_of(folder, take_number)
        while job is not None and not job.ended.wait(LOOK_SECONDS):
            pass
        return None if job is None else job.status.transcript

    def find(self, folder: AttemptFolder, take_number: int) -> Job | None:
        """The first hearing of this take, while it waits or runs."""
        return self._board.find(folder, take_number, is_second=False)

    def second_hearing_of(self, folder: AttemptFolder, take_number: int) -> Job | None:
        """The second hearing of this take, while it waits or runs."""
        return self._board.find(folder, take_number, is_second=True)

    def take_up(self, jobs: Iterable[Job], after_seconds: float = 0.0) -> None:
        """Do these in the background, in this order, unless somebody asked for them already."""
        not_before = time.monotonic() + after_seconds
        for job in jobs:
            job.not_before = not_before
            self._board.add(job)
            self._start()

    def cancel(self, job: Job) -> None:
        """Give this one up, whether it runs or waits; no other is harmed.

        It is told at once; the process ends its present step, and is killed if that takes long.
        """
        if not self._board.end(job, JobState.CANCELLED):
            return
        job.ended.set()
        self._listeners.tell(job, Happening.CANCELLED)
        self._keeper.forget_later(job)
        self._afterwards.look()
        if self._board.running is job:
            self._board.pause_if_overtaken()
            timer = threading.Timer(INSIST_SECONDS, self._insist, [job])
            timer.daemon = True
            timer.start()

    def when_heard(
        self, folder: AttemptFolder, then: Callable[[], None], at_latest_seconds: float
    ) -> None:
        """Call this as soon as nobody waits for words of the attempt, in whatever thread."""
        self._afterwards.call(folder.path, then, at_latest_seconds)

    def close(self) -> None:
        """Give all up, within two seconds; what was wanted is taken up by the next start."""
        speech = self._board.in_use
        self._board.close()
        self._afterwards.close()
        if speech is not None:
            speech.cancel()
        with self._starting:
            thread = self._thread
        if thread is not None:
            thread.join(CLOSE_SECONDS)
        self._keeper.save_again()

    def _start(self) -> None:
        with self._starting:
            if self._thread is None and not self._board.is_closed:
                self._thread = threading.Thread(
                    target=self._worker.run, name="transcribing", daemon=True
                )
                self._thread.start()

    def _insist(self, job: Job) -> None:
        speech = self._board.in_use
        if self._board.running is job and speech is not None:
            speech.cancel()
