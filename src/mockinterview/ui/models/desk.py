"""What the person does with models: looked up, chosen, fetched, measured, verified, deleted."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from mockinterview.core.sizes import size_words
from mockinterview.errors import MockInterviewError, TranscriptionCancelled, UsageError
from mockinterview.services import Services
from mockinterview.speech.models import download as fetching
from mockinterview.speech.models import speeds
from mockinterview.speech.models.catalogue import official_model, title_of
from mockinterview.speech.models.inspection import accept_own
from mockinterview.speech.models.overview import ModelEntry, Overview, look
from mockinterview.speech.models.removal import remove, remove_part
from mockinterview.speech.models.soundness import Soundness, verify
from mockinterview.speech.models.speeds import Speed
from mockinterview.speech.models.weights import SpeechModel
from mockinterview.speech.models.wording import SOUNDNESS_WORDS, speed_words
from mockinterview.speech.protocol import Event, Loading, Progress
from mockinterview.ui.models.jobs import Doing, FetchProgress, Job, run_apart
from mockinterview.ui.tasks import Tasks

_TELLING_SECONDS = 0.2
"""How often progress is told, so that fast connections do not flood the window."""
_TICK_MILLISECONDS = 1000


class ModelDesk(QObject):
    """One job a model at a time; whatever happens is told by the model it happened to.

    Jobs, problems and notes go by `ModelEntry.choice`, which no two models share.

    Signals: `changed()` when what is known changed, `advanced(name)` when a job went on,
    `said(words)` for whoever cannot see, `failed(MockInterviewError)` for what is of no one model.
    """

    changed = Signal()
    advanced = Signal(str)
    said = Signal(str)
    failed = Signal(object)

    def __init__(self, services: Services, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._tasks = tasks
        self.overview = Overview()
        self.has_looked = False
        self.jobs: dict[str, Job] = {}
        self.problems: dict[str, MockInterviewError] = {}
        self.notes: dict[str, str] = {}
        self._progress: dict[str, FetchProgress] = {}
        self._ticks = QTimer(self)
        self._ticks.setInterval(_TICK_MILLISECONDS)
        self._ticks.timeout.connect(self._tick)

    def refresh(self) -> None:
        """Look in the background at what there is."""
        settings = self._services.settings
        work = partial(look, settings.engine, settings.model)
        self._tasks.run(work, self._take_in, self.failed.emit)

    def choose(self, entry: ModelEntry) -> None:
        """Make transcripts with this model from now on."""
        if self._change(model=entry.choice):
            self.said.emit(f"{entry.title} is used from now on.")

    def choose_automatically(self) -> None:
        """Let the program choose."""
        self._change(model=None)

    def choose_engine(self, name: str | None) -> None:
        """Use this engine from now on; None lets the program choose."""
        self._change(engine=name)

    def use_own(self, path: Path) -> None:
        """Look at a model of the person's own, and use it when it can be used."""
        self._tasks.run(partial(accept_own, path), self._use_own, self.failed.emit)

    def fetch(self, entry: ModelEntry) -> None:
        """Fetch a model, or the rest of it."""
        official = official_model(entry.name)
        if official is None or entry.choice in self.jobs:
            return
        job = fetching.Download(official)
        progress = FetchProgress(job.arrived_bytes)
        self._progress[entry.choice] = progress
        told = 0.0

        def hear(arrived: int, total: int) -> None:
            """On the thread that fetches."""
            nonlocal told
            progress.advance(arrived, total)
            now = time.monotonic()
            if now - told > _TELLING_SECONDS or arrived >= total:
                told = now
                self._tasks.post(partial(self._advance, entry.choice))

        def hear_trouble(what: str) -> None:
            progress.trouble = what
            self._tasks.post(partial(self._advance, entry.choice))

        self._begin(
            Job(Doing.FETCH, entry.choice, "Connecting …", None, job.cancel),
            lambda: job.run(hear, hear_trouble),
            lambda _: self._use_fetched(entry),
        )
        self._ticks.start()

    def measure(self, entry: ModelEntry) -> None:
        """Measure how fast a model is here, with the shipped sample answer."""
        sample = next(iter(self._services.content.samples.values()), None)
        if sample is None or not self.overview.engine:
            self.failed.emit(UsageError("The speed cannot be measured.", "An engine is missing."))
            return
        path = self._services.content.sample_file(sample)
        job = speeds.SpeedMeasurement(self.overview.engine, entry.choice, path)

        def hear(event: Event) -> None:
            """On the thread that measures."""
            self._tasks.post(partial(self._follow_measurement, entry.choice, event))

        def done(speed: Speed) -> None:
            self.said.emit(f"{entry.title}: {speed_words(speed)}.")

        self._begin(
            Job(Doing.MEASURE, entry.choice, "Starting …", None, job.cancel),
            lambda: job.run(hear),
            done,
        )

    def verify(self, entry: ModelEntry) -> None:
        """Read all of a model and compare its sum."""
        model = entry.model
        if model is None:
            return

        def done(found: Soundness) -> None:
            self.said.emit(f"{entry.title}: {SOUNDNESS_WORDS[found]}.")

        self._begin(
            Job(Doing.VERIFY, entry.choice, "Reading all of it …"), partial(verify, model), done
        )

    def delete(self, entry: ModelEntry) -> None:
        """Delete a model, or what an unfinished download has left of it."""
        model = entry.model
        official = official_model(entry.name)

        def work() -> int:
            _ = self._services.speech  # ends the process of an earlier choice, which may hold it
            if model is not None:
                return remove(model)
            return remove_part(official) if official else 0

        def done(freed: int) -> None:
            self._note(entry.choice, f"Deleted; {size_words(freed)} are free again.")

        self._begin(Job(Doing.DELETE, entry.choice, "Deleting …"), work, done)

    def cancel(self, name: str) -> None:
        """End what is being done with a model."""
        job = self.jobs.get(name)
        if job is not None and job.cancel is not None:
            job.words = "Cancelling …"
            run_apart(job.cancel)
            job.cancel = None
            self.advanced.emit(name)

    def stop_measuring(self) -> None:
        """End measurements: what the person does next is not to wait for them."""
        for name, job in list(self.jobs.items()):
            if job.doing is Doing.MEASURE:
                self.cancel(name)

    def close_down(self) -> None:
        """End everything; for the end of the program."""
        self._ticks.stop()
        for job in self.jobs.values():
            if job.cancel is not None:
                job.cancel()

    def _begin(self, job: Job, work: Callable[[], Any], done: Callable[[Any], None]) -> None:
        if job.name in self.jobs:
            return
        self.jobs[job.name] = job
        self.problems.pop(job.name, None)
        self.notes.pop(job.name, None)
        self._tasks.follow(
            run_apart(work), done, partial(self._fail, job), ended=partial(self._end, job)
        )
        self.said.emit(f"{job.doing.value} {title_of(Path(job.name).name)}.")
        self.changed.emit()

    def _end(self, job: Job) -> None:
        self.jobs.pop(job.name, None)
        self._progress.pop(job.name, None)
        if not self._progress:
            self._ticks.stop()
        self.refresh()
        self.changed.emit()

    def _fail(self, job: Job, error: MockInterviewError) -> None:
        if isinstance(error, fetching.DownloadCancelledError):
            self._note(job.name, "Cancelled. What has arrived is kept.")
        elif isinstance(error, TranscriptionCancelled):
            self._note(job.name, "The measurement was cancelled.")
        else:
            self.problems[job.name] = error
            self.said.emit(str(error))
            self.changed.emit()

    def _note(self, name: str, words: str) -> None:
        self.notes[name] = words
        self.said.emit(words)
        self.changed.emit()

    def _advance(self, name: str) -> None:
        job, progress = self.jobs.get(name), self._progress.get(name)
        if job is None or progress is None or job.cancel is None:
            return
        job.words, job.fraction = progress.words, progress.fraction
        self.advanced.emit(name)

    def _tick(self) -> None:
        for name in self._progress:
            self._advance(name)

    def _follow_measurement(self, name: str, event: Event) -> None:
        job = self.jobs.get(name)
        if job is None or job.cancel is None:
            return
        if isinstance(event, Loading):
            job.words = f"{event.step} …"
        elif isinstance(event, Progress):
            job.words, job.fraction = "Listening to the sample answer …", event.fraction
        self.advanced.emit(name)

    def _take_in(self, found: Overview) -> None:
        self.overview = found
        self.has_looked = True
        self.changed.emit()

    def _use_own(self, model: SpeechModel) -> None:
        if self._change(model=str(model.path)):
            self.said.emit(f"{model.name} is used from now on.")

    def _use_fetched(self, entry: ModelEntry) -> None:
        self._note(entry.choice, "Fetched and verified; it is used from now on.")
        self._change(model=entry.name)

    def _change(self, **changes: Any) -> bool:
        try:
            self._services.change_settings(**changes)
        except MockInterviewError as error:
            self.failed.emit(error)
            return False
        self.refresh()
        return True
