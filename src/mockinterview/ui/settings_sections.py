"""The sections of the settings page that choose among what there is: speech and looks."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QGridLayout, QHBoxLayout, QWidget

from mockinterview.core.sizes import size_words
from mockinterview.errors import MockInterviewError
from mockinterview.services import Services
from mockinterview.settings import Theme as ThemeChoice
from mockinterview.ui import tokens
from mockinterview.ui.model_download import ModelDownload
from mockinterview.ui.tasks import Tasks
from mockinterview.ui.theme import Theme
from mockinterview.ui.widgets.buttons import KeyButton
from mockinterview.ui.widgets.choice import Choice, SegmentedControl
from mockinterview.ui.widgets.labels import Label, SectionHeader
from mockinterview.ui.widgets.panels import Card

if TYPE_CHECKING:
    from mockinterview.speech.engines import EngineDescription
    from mockinterview.speech.weights import SpeechModel

_LABEL_WIDTH = 150
_CONTROL_PADDING = 2 * (tokens.SPACE_8 + 1)
_LINE_SHARE = 1.25
"""How high a line of text is, as a share of its size."""
_THEMES = (
    (ThemeChoice.SYSTEM, "As the system"),
    (ThemeChoice.LIGHT, "Light"),
    (ThemeChoice.DARK, "Dark"),
)


class Section(Card):
    """A heading over rows of a label and what it labels."""

    failed = Signal(object)

    def __init__(self, services: Services, theme: Theme, title: str) -> None:
        super().__init__()
        self._services = services
        self._theme = theme
        self.column.addWidget(SectionHeader(title))
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(tokens.SPACE_16)
        self._grid.setVerticalSpacing(tokens.SPACE_8)
        self._grid.setColumnMinimumWidth(0, theme.pixels(_LABEL_WIDTH))
        self._grid.setColumnStretch(1, 1)
        self.column.addLayout(self._grid)

    def add_row(self, text: str, widget: QWidget, *remarks: QWidget) -> None:
        """One more row; `remarks` stand beneath the widget, the label beside its first line."""
        row = self._grid.rowCount()
        label = Label(text, "body")
        label.setBuddy(widget)
        label.setMinimumHeight(
            round(self._theme.pixels(tokens.BODY) * _LINE_SHARE) + _CONTROL_PADDING
        )
        self._grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
        is_small = isinstance(widget, KeyButton | SegmentedControl)
        at = Qt.AlignmentFlag.AlignLeft if is_small else Qt.AlignmentFlag(0)
        self._grid.addWidget(widget, row, 1, at)
        for number, remark in enumerate(remarks, 1):
            self._grid.addWidget(remark, row + number, 1)

    def change(self, **changes: Any) -> bool:
        """Change settings; what goes wrong is told on the page."""
        try:
            self._services.change_settings(**changes)
        except MockInterviewError as error:
            self.failed.emit(error)
            return False
        return True


class LooksSection(Section):
    """Light or dark."""

    def __init__(self, services: Services, theme: Theme) -> None:
        super().__init__(services, theme, "Appearance")
        self.choice = SegmentedControl("Colours", _THEMES)
        self.choice.set_value(services.settings.theme)
        self.choice.chosen.connect(self._save)
        self.add_row("Colours", self.choice)

    def _save(self, choice: ThemeChoice) -> None:
        self._theme.choose(choice)
        self.change(theme=choice)


class SpeechSection(Section):
    """Which engine and which model write the transcripts."""

    def __init__(self, services: Services, theme: Theme, tasks: Tasks) -> None:
        super().__init__(services, theme, "Transcript")
        self._tasks = tasks
        self.has_looked = False
        self._engines: tuple[EngineDescription, ...] = ()
        self._models: tuple[SpeechModel, ...] = ()
        self.engine = Choice(theme, "Speech engine")
        self.model = Choice(theme, "Speech model")
        self.remark = Label("Looking for what is installed …", "meta")
        self.file_button = KeyButton(theme, "Use a model file …")
        self.folder_button = KeyButton(theme, "Use a model folder …")
        self.add_row("Engine", self.engine)
        self.add_row("Model", self.model, self.remark)
        self.download = ModelDownload(theme, tasks)
        self.download.fetched.connect(self._use_fetched)
        self.download.failed.connect(self.failed)
        self.add_row("Fetch a model", self.download)
        own = QWidget()
        row = QHBoxLayout(own)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.SPACE_8)
        row.addWidget(self.file_button)
        row.addWidget(self.folder_button)
        row.addStretch(1)
        self.add_row("Your own model", own)
        self.engine.currentIndexChanged.connect(
            lambda: self.change(engine=self.engine.currentData())
        )
        self.model.currentIndexChanged.connect(lambda: self.change(model=self.model.currentData()))
        self.file_button.clicked.connect(self._pick_file)
        self.folder_button.clicked.connect(self._pick_folder)
        self._show()

    def refresh(self) -> None:
        """Look for engines and models in the background."""
        self._tasks.run(_look, self._take_in, self.failed.emit)

    def use_model(self, name: str) -> None:
        """Choose this model, which may be a name or a path."""
        if self.change(model=name):
            self._show()

    def _use_fetched(self, name: str) -> None:
        self.use_model(name)
        self.refresh()

    def _take_in(
        self, found: tuple[tuple[EngineDescription, ...], tuple[SpeechModel, ...]]
    ) -> None:
        self._engines, self._models = found
        self.has_looked = True
        self.download.offer({model.name for model in self._models})
        self._show()

    def _show(self) -> None:
        settings = self._services.settings
        installed = [engine for engine in self._engines if engine.version is not None]
        usual = next((engine.name for engine in installed if engine.is_default), "none installed")
        engines: list[tuple[str | None, str]] = [(None, f"Automatic ({usual})")]
        engines += [(each.name, f"{each.name} {each.version}") for each in installed]
        self.engine.set_options(_with_chosen(engines, settings.engine), settings.engine)
        first = self._models[0].name if self._models else "none on this computer"
        models: list[tuple[str | None, str]] = [(None, f"Automatic ({first})")]
        models += [
            (each.name, f"{each.name}, {size_words(each.size_bytes)}") for each in self._models
        ]
        self.model.set_options(_with_chosen(models, settings.model), settings.model)
        if not self._engines:
            return
        if not installed:
            told = f"No engine is installed. Install one with: {self._engines[0].installation}"
        elif not self._models:
            told = "No model is on this computer. Fetch one below; answers can be marked without."
        else:
            told = "Everything is written on this computer; nothing is sent anywhere."
        self.remark.setText(told)

    def _pick_file(self) -> None:
        path, _ = QFileDialog.getOpenFileName(
            self, "Choose a Whisper model file", str(Path.home()), "Whisper models (*.pt)"
        )
        if path:
            self.use_model(path)

    def _pick_folder(self) -> None:
        path = QFileDialog.getExistingDirectory(
            self, "Choose the folder of a faster-whisper model", str(Path.home())
        )
        if path:
            self.use_model(path)


def _look() -> tuple[tuple[EngineDescription, ...], tuple[SpeechModel, ...]]:
    """On the work executor."""
    from mockinterview.speech.engines import describe
    from mockinterview.speech.weights import available_models

    return describe(), available_models()


def _with_chosen(
    options: list[tuple[str | None, str]], chosen: str | None
) -> list[tuple[str | None, str]]:
    """The options and, when it is none of them, what was chosen earlier."""
    if chosen is None or chosen in [value for value, _ in options]:
        return options
    path = Path(chosen)
    words = path.name if path.exists() else f"{chosen} (not here)"
    return [*options, (chosen, words)]
