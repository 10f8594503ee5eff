"""Fetches a bigger speech model when the person asks: size, progress, time left, cancel."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from mockinterview.core.sizes import size_words
from mockinterview.errors import MockInterviewError
from mockinterview.speech.catalogue import OFFICIAL_MODELS, OfficialModel
from mockinterview.ui import tokens
from mockinterview.ui.tasks import Tasks
from mockinterview.ui.theme import Theme
from mockinterview.ui.widgets.buttons import KeyButton
from mockinterview.ui.widgets.choice import Choice
from mockinterview.ui.widgets.labels import Label
from mockinterview.ui.wording import length_words

if TYPE_CHECKING:
    from mockinterview.speech.download import Download

_STEPS = 1000
_TELLING_SECONDS = 0.2
"""How often progress is told, so that fast connections do not flood the window."""


class ModelDownload(QWidget):
    """Signals: `fetched(name)` when a model is there and verified, `failed(error)`."""

    fetched = Signal(str)
    failed = Signal(object)

    def __init__(self, theme: Theme, tasks: Tasks) -> None:
        super().__init__()
        self._tasks = tasks
        self._download: Download | None = None
        self._began = self._told = 0.0
        self._arrived_before = 0
        self.choice = Choice(theme, "Model to fetch")
        self.fetch = KeyButton(theme, "Fetch")
        self.cancel_button = KeyButton(theme, "Cancel")
        self.note = Label("", "meta")
        self.bar = QProgressBar()
        self.bar.setRange(0, _STEPS)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName("Download")
        self.choice.currentIndexChanged.connect(self._tell_note)
        self.fetch.clicked.connect(self.start)
        self.cancel_button.clicked.connect(self.cancel)
        row = QHBoxLayout()
        row.setSpacing(tokens.SPACE_8)
        row.addWidget(self.choice, 1)
        row.addWidget(self.fetch)
        row.addWidget(self.cancel_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.SPACE_4)
        column.addLayout(row)
        column.addWidget(self.bar)
        column.addWidget(self.note)
        self.offer(set())

    def offer(self, names_here: set[str]) -> None:
        """Offer the models that are not on this computer yet."""
        missing = [model for model in OFFICIAL_MODELS if model.name not in names_here]
        options = [(model, f"{model.name}, {size_words(model.size_bytes)}") for model in missing]
        current = self.choice.currentData()
        names = [model.name for model in missing]
        chosen = "small" if current is None and "small" in names else None
        start = missing[names.index(chosen)] if chosen else current
        self.choice.set_options(options, start)
        self._show_idle()

    def start(self) -> None:
        """Fetch the chosen model in the background."""
        from mockinterview.speech.download import Download

        model: OfficialModel | None = self.choice.currentData()
        if model is None or self._download is not None:
            return
        self._download = download = Download(model)
        self._began, self._told = time.monotonic(), 0.0
        self._arrived_before = download.arrived_bytes
        self.choice.setEnabled(False)
        self.fetch.hide()
        self.cancel_button.show()
        self.bar.setValue(0)
        self.bar.show()
        self.note.setText("Connecting …")

        def hear(arrived: int, total: int) -> None:
            """On the work executor."""
            now = time.monotonic()
            if now - self._told > _TELLING_SECONDS or arrived >= total:
                self._told = now
                self._tasks.post(lambda: self._advance(arrived, total))

        self._tasks.run(lambda: download.run(hear), self._finish, self._fail)

    def cancel(self) -> None:
        """Stop; what has arrived is kept."""
        if self._download is not None:
            self._download.cancel()

    def _advance(self, arrived: int, total: int) -> None:
        if self._download is None or total <= 0:
            return
        self.bar.setValue(round(_STEPS * arrived / total))
        told = f"{size_words(arrived)} of {size_words(total)}"
        seconds = time.monotonic() - self._began
        fetched = arrived - self._arrived_before
        if arrived >= total:
            told += " · checking"
        elif seconds > 2 and fetched > 0:
            told += f" · about {length_words((total - arrived) * seconds / fetched)} left"
        self.note.setText(told)

    def _finish(self, path: Path) -> None:
        self._download = None
        self._show_idle()
        self.fetched.emit(path.stem)

    def _fail(self, error: MockInterviewError) -> None:
        from mockinterview.speech.download import DownloadCancelledError

        self._download = None
        self._show_idle()
        if isinstance(error, DownloadCancelledError):
            self.note.setText(str(error))
        else:
            self.failed.emit(error)

    def _show_idle(self) -> None:
        if self._download is not None:
            return
        self.choice.setEnabled(True)
        self.fetch.show()
        self.fetch.setEnabled(self.choice.count() > 0)
        self.cancel_button.hide()
        self.bar.hide()
        self._tell_note()

    def _tell_note(self) -> None:
        model: OfficialModel | None = self.choice.currentData()
        network = "The only thing that Mock Interview ever uses the network for."
        self.note.setText(f"{model.note} {network}".strip() if model else "")
