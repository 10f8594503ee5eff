"""Transcripts in the making: one at a time, in the background, each kept on disk when done."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor

from PySide6.QtCore import QObject, Signal

from mockinterview.core.transcript import Segment, Transcript
from mockinterview.errors import MockInterviewError, TranscriptionCancelled
from mockinterview.files.attempts import AttemptFolder
from mockinterview.services import Services
from mockinterview.speech.protocol import Loading, Progress, SegmentDone
from mockinterview.ui.tasks import Tasks

_WAITING = "Waiting for another transcript"
_STARTING = "Starting"


class TranscriptionJob(QObject):
    """One take being written down; the parts so far are kept for whoever looks later.

    Signals: `advanced` after each step, then one of `done(Transcript)`, `cancelled` and
    `failed(MockInterviewError)`.
    """

    advanced = Signal()
    done = Signal(object)
    cancelled = Signal()
    failed = Signal(object)

    def __init__(self, folder: AttemptFolder, take_number: int, parent: QObject) -> None:
        super().__init__(parent)
        self.folder = folder
        self.take_number = take_number
        self.step = _WAITING
        self.done_seconds = 0.0
        self.total_seconds = 0.0
        self.segments: list[Segment] = []
        self.future: Future[Transcript] | None = None

    def hear(self, event: object) -> None:
        """Take in what the speech process told; on the GUI thread."""
        match event:
            case Loading(step):
                self.step = step
            case Progress(done_seconds, total_seconds):
                self.step = ""
                self.done_seconds = done_seconds
                self.total_seconds = total_seconds
            case SegmentDone(segment):
                self.segments.append(segment)
        self.advanced.emit()


class Transcriptions(QObject):
    """All transcripts in the making. They go on when the page shows something else.

    Signals: `finished(folder's path, take number, Transcript)` for each that is on the disk.
    """

    finished = Signal(str, int, object)

    def __init__(self, services: Services, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._tasks = tasks
        self._jobs: dict[tuple[str, int], TranscriptionJob] = {}
        # A thread of its own: a queue of transcripts must never hold up the saving of marks.
        self._executor = ThreadPoolExecutor(1, thread_name_prefix="transcription")

    def find(self, folder: AttemptFolder, take_number: int) -> TranscriptionJob | None:
        """The job on this take, if there is one."""
        return self._jobs.get((str(folder.path), take_number))

    def start(self, folder: AttemptFolder, take_number: int) -> TranscriptionJob:
        """Begin, or find what has begun already."""
        known = self.find(folder, take_number)
        if known is not None:
            return known
        job = TranscriptionJob(folder, take_number, self)
        self._jobs[_key(job)] = job

        def hear(event: object) -> None:
            self._tasks.post(lambda: self._tell(job, lambda: job.hear(event)))

        def work() -> Transcript:
            self._tasks.post(lambda: self._tell(job, lambda: _begin(job)))
            return self._services.transcribe_take(folder, take_number, hear)

        job.future = self._executor.submit(work)
        self._tasks.follow(
            job.future,
            lambda transcript: self._end(job, lambda: self._hand_out(job, transcript)),
            lambda error: self._end(job, lambda: _tell_failure(job, error)),
        )
        return job

    def cancel(self, job: TranscriptionJob) -> None:
        """Give this one up, whether it runs or waits."""
        if job.future is not None and job.future.cancel():
            self._end(job, job.cancelled.emit)
            return
        self._services.speech.cancel()

    def close(self) -> None:
        """Give all up; for the end of the program."""
        for job in list(self._jobs.values()):
            self.cancel(job)
        self._jobs.clear()
        self._executor.shutdown(wait=False, cancel_futures=True)

    def _tell(self, job: TranscriptionJob, tell: Callable[[], None]) -> None:
        """Pass something on, unless all was given up: Qt may have deleted the job by then."""
        if self._jobs.get(_key(job)) is job:
            tell()

    def _hand_out(self, job: TranscriptionJob, transcript: Transcript) -> None:
        self.finished.emit(*_key(job), transcript)
        job.done.emit(transcript)

    def _end(self, job: TranscriptionJob, tell: Callable[[], None]) -> None:
        if self._jobs.get(_key(job)) is job:
            del self._jobs[_key(job)]
            tell()
            job.deleteLater()


def _key(job: TranscriptionJob) -> tuple[str, int]:
    return str(job.folder.path), job.take_number


def _begin(job: TranscriptionJob) -> None:
    job.step = _STARTING
    job.advanced.emit()


def _tell_failure(job: TranscriptionJob, error: MockInterviewError) -> None:
    if isinstance(error, TranscriptionCancelled):
        job.cancelled.emit()
    else:
        job.failed.emit(error)
