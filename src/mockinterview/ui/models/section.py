"""The section of Settings in which the person chooses what writes the transcripts."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QHideEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from mockinterview.core.sizes import size_words
from mockinterview.services import Services
from mockinterview.speech.engines import EngineDescription
from mockinterview.speech.models.overview import ModelEntry
from mockinterview.speech.models.wording import engine_words
from mockinterview.ui import tokens
from mockinterview.ui.interview_parts import announce
from mockinterview.ui.models.desk import ModelDesk
from mockinterview.ui.models.row import ModelRow
from mockinterview.ui.settings_sections import Section
from mockinterview.ui.tasks import Tasks
from mockinterview.ui.theme import Theme
from mockinterview.ui.widgets.buttons import KeyButton
from mockinterview.ui.widgets.choice import Choice
from mockinterview.ui.widgets.labels import Label

_SUGGESTED = "base"
_NONE_YET = (
    "There is no model on this computer yet. Fetch one of these, or use your own; answers can be"
    " recorded and marked without one."
)


class SpeechSection(Section):
    """Engine and models.

    Signals: `deletion_asked(question, consequence, delete)` for a sheet over the whole page.
    """

    deletion_asked = Signal(str, str, object)

    def __init__(self, services: Services, theme: Theme, tasks: Tasks) -> None:
        super().__init__(services, theme, "Speech models")
        self.desk = ModelDesk(services, tasks, self)
        self.rows: list[ModelRow] = []
        self.current = ""
        self._make()
        self._arrange()
        self._connect()
        self._show()

    @property
    def has_looked(self) -> bool:
        """Whether what there is has been read."""
        return self.desk.has_looked

    def refresh(self) -> None:
        """Look for engines and models in the background."""
        self.desk.refresh()

    def row(self, name: str) -> ModelRow:
        """The row of a model."""
        return next(row for row in self.rows if row.entry.name == name)

    def close_down(self) -> None:
        """End what is under way."""
        self.desk.close_down()

    def hideEvent(self, event: QHideEvent) -> None:
        """A measurement is for whoever looks at it; nobody else is to wait for it."""
        super().hideEvent(event)
        self.desk.stop_measuring()

    def _show(self) -> None:
        overview = self.desk.overview
        self._show_engines(overview.engines)
        if not self.has_looked:
            self.problem.setText("Looking for what is installed …")
            return
        self.engine_remark.setText(engine_words(overview))
        is_unset = self._services.settings.model is None
        problem = _NONE_YET if overview.problem and is_unset else overview.problem
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))
        self.automatic_button.setVisible(not is_unset)
        if self.current not in [entry.choice for entry in overview.entries]:
            self.current = overview.chosen.choice if overview.chosen else _SUGGESTED
        self._match_rows(overview.entries)

    def _show_engines(self, engines: tuple[EngineDescription, ...]) -> None:
        settings = self._services.settings
        installed = [engine for engine in engines if engine.version is not None]
        usual = next((engine.name for engine in installed if engine.is_default), "none installed")
        options: list[tuple[str | None, str]] = [(None, f"Automatic ({usual})")]
        options += [(each.name, f"{each.name} {each.version}") for each in installed]
        if settings.engine not in [value for value, _ in options]:
            options.append((settings.engine, f"{settings.engine} (not installed)"))
        self.engine.set_options(options, settings.engine)

    def _match_rows(self, entries: tuple[ModelEntry, ...]) -> None:
        """One row an entry; those that stay keep the keyboard."""
        by_choice = {row.entry.choice: row for row in self.rows}
        rows = [_taken(by_choice, entry.choice) or self._new_row(entry) for entry in entries]
        for row in by_choice.values():
            self._list.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = rows
        for place, (row, entry) in enumerate(zip(rows, entries, strict=True)):
            if self._list.indexOf(row) != place:
                self._list.removeWidget(row)
                self._list.insertWidget(place, row)
            self._show_row(row, entry)
        for before, after in zip(self._in_order(), self._in_order()[1:], strict=False):
            QWidget.setTabOrder(before, after)

    def _show_row(self, row: ModelRow, entry: ModelEntry) -> None:
        row.show_entry(
            entry,
            is_current=entry.choice == self.current,
            job=self.desk.jobs.get(entry.choice),
            problem=self.desk.problems.get(entry.choice),
            note=self.desk.notes.get(entry.choice, ""),
        )

    def _in_order(self) -> list[QWidget]:
        """The rows and their buttons, as Tab goes through them."""
        order: list[QWidget] = [self.engine]
        for row in self.rows:
            order += [row, row.open_button, row.use_button, row.fetch_button, row.measure_button]
            order += [row.verify_button, row.delete_button, row.cancel_button]
        return [*order, self.automatic_button, self.file_button, self.folder_button]

    def _new_row(self, entry: ModelEntry) -> ModelRow:
        row = ModelRow(self._theme, entry)
        row.wanted.connect(lambda: self._make_current(row))
        row.stepped.connect(lambda by: self._step(row, by))
        for signal, act in (
            (row.used, self.desk.choose),
            (row.fetched, self.desk.fetch),
            (row.measured, self.desk.measure),
            (row.verified, self.desk.verify),
            (row.deleted, self._ask_to_delete),
            (row.opened, _open_folder),
        ):
            signal.connect(lambda act=act: act(row.entry))
        row.cancelled.connect(lambda: self.desk.cancel(row.entry.choice))
        return row

    def _make_current(self, row: ModelRow) -> None:
        self.current = row.entry.choice
        for each in self.rows:
            self._show_row(each, each.entry)

    def _step(self, row: ModelRow, by: int) -> None:
        place = self.rows.index(row) + by
        if 0 <= place < len(self.rows):
            wanted = self.rows[place]
            self._make_current(wanted)
            wanted.setFocus()
            # The row is as high as it will be when the layout has been done.
            QTimer.singleShot(0, wanted, lambda: _bring_into_view(wanted))

    def _advance(self, name: str) -> None:
        for row in self.rows:
            if row.entry.choice == name:
                row.show_job(self.desk.jobs.get(name))

    def _ask_to_delete(self, entry: ModelEntry) -> None:
        freed = entry.size_bytes if entry.model else entry.arrived_bytes
        what = "the model" if entry.model else "what has arrived of"
        self.deletion_asked.emit(
            f"Delete {what} {entry.title}?",
            f"{size_words(freed)} will be free again. It can be fetched again at any time.",
            lambda: self.desk.delete(entry),
        )

    def _pick_file(self) -> None:
        path, _ = QFileDialog.getOpenFileName(
            self, "Choose a Whisper model file", str(Path.home()), "Whisper models (*.pt)"
        )
        if path:
            self.desk.use_own(Path(path))

    def _pick_folder(self) -> None:
        path = QFileDialog.getExistingDirectory(
            self, "Choose the folder of a faster-whisper model", str(Path.home())
        )
        if path:
            self.desk.use_own(Path(path))

    def _make(self) -> None:
        theme = self._theme
        self.engine = Choice(theme, "Speech engine")
        self.engine_remark = Label("", "meta")
        self.problem = Label("", "body")
        self.automatic_button = KeyButton(theme, "Let the program choose")
        self.file_button = KeyButton(theme, "Use a model file …")
        self.folder_button = KeyButton(theme, "Use a model folder …")
        self.privacy = Label(
            "Everything is written on this computer; nothing is sent anywhere.", "meta"
        )

    def _arrange(self) -> None:
        self.add_row("Engine", self.engine, self.engine_remark)
        self.column.addWidget(self.problem)
        self._list = QVBoxLayout()
        self._list.setSpacing(tokens.SPACE_8)
        self.column.addLayout(self._list)
        row = QHBoxLayout()
        row.setSpacing(tokens.SPACE_8)
        for button in (self.automatic_button, self.file_button, self.folder_button):
            row.addWidget(button)
        row.addStretch(1)
        self.column.addLayout(row)
        self.column.addWidget(self.privacy)

    def _connect(self) -> None:
        self.desk.changed.connect(self._show)
        self.desk.advanced.connect(self._advance)
        self.desk.failed.connect(self.failed)
        self.desk.said.connect(lambda words: announce(self, words))
        self.engine.currentIndexChanged.connect(
            lambda: self.desk.choose_engine(self.engine.currentData())
        )
        self.automatic_button.clicked.connect(self.desk.choose_automatically)
        self.file_button.clicked.connect(self._pick_file)
        self.folder_button.clicked.connect(self._pick_folder)


def _open_folder(entry: ModelEntry) -> None:
    if entry.folder is not None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(entry.folder)))


def _taken(rows: dict[str, ModelRow], name: str) -> ModelRow | None:
    return rows.pop(name) if name in rows else None


def _bring_into_view(row: ModelRow) -> None:
    """Scroll the page to a row; it does so by itself only for Tab."""
    parent = row.parentWidget()
    while parent is not None and not isinstance(parent, QScrollArea):
        parent = parent.parentWidget()
    if isinstance(parent, QScrollArea):
        parent.ensureWidgetVisible(row, 0, tokens.SPACE_24)
