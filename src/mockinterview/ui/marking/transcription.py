"""Transcripts in the making, for the window: the queue's notices as signals of Qt."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from mockinterview.core.transcript import Segment, Transcript, TranscriptStage
from mockinterview.files.attempts import AttemptFolder
from mockinterview.services import Services
from mockinterview.transcribing.job import Happening, Job, JobState, Notice, Status
from mockinterview.ui.tasks import Tasks

_WAITING = "waiting for another transcript"
_TICK_MILLISECONDS = 1000
"""How often the time that is left is told anew."""
_REFINED_KEPT = 3


class TranscriptionJob(QObject):
    """One take being written down; the parts so far are kept for whoever looks later.

    Signals: `advanced` after each step, then one of `done(Transcript)`, `cancelled` and
    `failed(MockInterviewError)`.
    """

    advanced = Signal()
    done = Signal(object)
    cancelled = Signal()
    failed = Signal(object)

    def __init__(self, job: Job, parent: QObject) -> None:
        super().__init__(parent)
        self.job = job
        self.folder = job.folder
        self.take_number = job.take_number
        self._status = job.status
        self._ticks = 0

    @property
    def step(self) -> str:
        """What is done before words come, or empty."""
        is_waiting = self._status.state is JobState.WAITING and not self._status.step
        return _WAITING if is_waiting else self._status.step

    @property
    def done_seconds(self) -> float:
        """How much is written down."""
        return self._status.done_seconds

    @property
    def total_seconds(self) -> float:
        """How long the take is; 0 while that is not known."""
        return self._status.total_seconds

    @property
    def seconds_left(self) -> float | None:
        """How long it still takes, as far as that is known."""
        left = self._status.seconds_left
        return None if left is None else max(0.0, left - self._ticks)

    @property
    def segments(self) -> tuple[Segment, ...]:
        """The words so far."""
        return self._status.segments

    def take_in(self, status: Status) -> None:
        """Something went on."""
        if status.done_seconds != self._status.done_seconds:
            self._ticks = 0
        self._status = status
        self.advanced.emit()

    def tick(self) -> None:
        """A second has passed in which nothing was told."""
        self._ticks += 1
        if self._status.seconds_left is not None:
            self.advanced.emit()


class Transcriptions(QObject):
    """All transcripts in the making. They go on when the page shows something else.

    Signals, each with the folder's path and the take's number: `finished(…, Transcript)` for each
    that is done, `refined(…, Transcript)` when a second hearing has bettered it, `unsaved(…,
    LibraryError)` when it is not on the disk yet, and `saved(…)` when it is after all.
    """

    finished = Signal(str, int, object)
    refined = Signal(str, int, object)
    unsaved = Signal(str, int, object)
    saved = Signal(str, int)

    def __init__(self, services: Services, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._transcriber = services.transcribing
        self._tasks = tasks
        self._jobs: dict[Job, TranscriptionJob] = {}
        self._refined: dict[tuple[str, int], Transcript] = {}
        self._transcriber.listen(self._hear)
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK_MILLISECONDS)
        self._timer.timeout.connect(self._tick)

    def find(self, folder: AttemptFolder, take_number: int) -> TranscriptionJob | None:
        """The job on this take, until its end was told here."""
        for shown in self._jobs.values():
            if shown.folder.path == folder.path and shown.take_number == take_number:
                return shown
        job = self._transcriber.find(folder, take_number)
        return None if job is None else self._shown(job)

    def start(
        self, folder: AttemptFolder, take_number: int, *, is_awaited: bool = True
    ) -> TranscriptionJob:
        """Begin, or find what has begun already; `is_awaited`: before all others."""
        known = self.find(folder, take_number)
        if known is not None and known.job.status.state.is_over:
            return known  # what came of it is on its way here
        job = self._transcriber.transcribe(folder, take_number, is_awaited=is_awaited)
        return self._shown(job)

    def newest(self, folder: AttemptFolder, take_number: int, transcript: Transcript) -> Transcript:
        """What was read from the disk, or what a second hearing has made of it since."""
        refined = self._refined.get((str(folder.path), take_number))
        is_first = transcript.stage is TranscriptStage.FIRST
        return refined if is_first and refined is not None else transcript

    def cancel(self, job: TranscriptionJob) -> None:
        """Give this one up, whether it runs or waits."""
        self._transcriber.cancel(job.job)

    def close(self) -> None:
        """Listen no more; for the end of the program."""
        self._transcriber.unlisten(self._hear)
        self._timer.stop()
        self._jobs.clear()

    def _shown(self, job: Job) -> TranscriptionJob:
        if job not in self._jobs:
            self._jobs[job] = TranscriptionJob(job, self)
            self._timer.start()
        return self._jobs[job]

    def _hear(self, notice: Notice) -> None:
        """In whatever thread."""
        self._tasks.post(lambda: self._take_in(notice))

    def _take_in(self, notice: Notice) -> None:
        job, status = notice.job, notice.status
        place = (str(job.folder.path), job.take_number)
        if notice.happening is Happening.UNSAVED:
            self.unsaved.emit(*place, status.problem)
        elif notice.happening is Happening.SAVED:
            self.saved.emit(*place)
        elif not job.is_second_hearing:
            self._tell(notice)
        elif notice.happening is Happening.DONE:
            self._keep_refined(place, status.transcript)
            self.refined.emit(*place, status.transcript)

    def _keep_refined(self, place: tuple[str, int], transcript: Transcript | None) -> None:
        """Long enough for a page that is being opened with what was on the disk before."""
        if transcript is not None:
            self._refined[place] = transcript
            while len(self._refined) > _REFINED_KEPT:
                del self._refined[next(iter(self._refined))]

    def _tell(self, notice: Notice) -> None:
        """Pass on what happened to a job that somebody may follow."""
        job, status = notice.job, notice.status
        if notice.happening is Happening.ADVANCED:
            if not job.status.state.is_over:
                self._shown(job).take_in(status)
            return
        if notice.happening is Happening.DONE:
            self.finished.emit(str(job.folder.path), job.take_number, status.transcript)
        if job in self._jobs:
            self._part_with(notice)

    def _part_with(self, notice: Notice) -> None:
        """Tell those who follow a job how it ended."""
        status = notice.status
        shown = self._jobs.pop(notice.job)
        if not self._jobs:
            self._timer.stop()
        if notice.happening is Happening.DONE:
            shown.done.emit(status.transcript)
        elif notice.happening is Happening.FAILED:
            shown.failed.emit(status.problem)
        else:
            shown.cancelled.emit()
        shown.deleteLater()

    def _tick(self) -> None:
        for shown in list(self._jobs.values()):
            shown.tick()
