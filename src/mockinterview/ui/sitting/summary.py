"""The page after a sitting: its answers in order, to be marked one after the other."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mockinterview.core.sitting import Sitting, SittingEntry, SittingState
from mockinterview.errors import LibraryError, UsageError
from mockinterview.files.attempts import AttemptFolder, Library
from mockinterview.index.record import NOT_MARKED, AttemptRecord
from mockinterview.services import Services
from mockinterview.ui import tokens
from mockinterview.ui.banks.entry_list import Entry, EntryList
from mockinterview.ui.practise import PAGE_MARGINS
from mockinterview.ui.records import read_record
from mockinterview.ui.tasks import Tasks
from mockinterview.ui.theme import Theme
from mockinterview.ui.widgets.buttons import KeyButton
from mockinterview.ui.widgets.labels import Label
from mockinterview.ui.wording import count, day_words

_WIDTH = 760


@dataclass(frozen=True)
class _Answer:
    """A question of the sitting and its answer, or a few words on why there is none to mark."""

    prompt: str
    record: AttemptRecord | None
    missing: str = "not answered"


class SummaryPage(QWidget):
    """Marking in one go: Enter opens the answer, coming back leads to the next one.

    Signals: `attempt_wanted(AttemptFolder)`, `go_on_wanted(Sitting)`, `left()`.
    """

    attempt_wanted = Signal(object)
    go_on_wanted = Signal(object)
    left = Signal()

    def __init__(self, services: Services, theme: Theme, tasks: Tasks) -> None:
        super().__init__()
        self.setObjectName("page")
        self._services = services
        self._tasks = tasks
        self._sitting: Sitting | None = None
        self._answers: list[_Answer] = []
        self.title = Label("", "title")
        self.about = Label("", "meta")
        self.list = EntryList(theme, "Answers of the sitting", fits=True)
        self.mark = KeyButton(theme, "Mark this answer", "Enter", role="primary")
        self.go_on = KeyButton(theme, "Go on with the sitting")
        self.done = KeyButton(theme, "Done", "Esc")
        self.list.taken.connect(self._mark)
        self.list.chosen.connect(lambda _: self._offer())
        self.list.doubleClicked.connect(lambda _: self._mark())
        self.mark.clicked.connect(self._mark)
        self.go_on.clicked.connect(lambda: self.go_on_wanted.emit(self._sitting))
        self.done.clicked.connect(self.left)
        self.setFocusProxy(self.list)
        self._arrange(theme)
        self._show([])

    def show_sitting(self, sitting: Sitting) -> None:
        """Show this sitting as it stands now."""
        if self._sitting is None or self._sitting.id != sitting.id:
            self._show([])  # the answers of another sitting until these are read
        self._sitting = sitting
        is_over = sitting.state is SittingState.FINISHED
        self.title.setText("Sitting finished" if is_over else "Sitting left")
        self.about.setText(
            f"{sitting.title} · {sitting.format.title} · {day_words(sitting.created)} · "
            f"{sitting.answered} of {count(len(sitting.entries), 'question')} answered"
        )
        self.go_on.setVisible(sitting.can_go_on)
        self.refresh()

    def refresh(self) -> None:
        """Read the answers again, as after marking one."""
        sitting, library = self._sitting, self._services.library
        if sitting is not None:
            self._tasks.run(lambda: _read(sitting, library), self._show)

    def showEvent(self, event: QShowEvent) -> None:
        """Transcripts have been made meanwhile."""
        super().showEvent(event)
        self.refresh()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _show(self, answers: list[_Answer]) -> None:
        self._answers = answers
        entries = [
            Entry(str(number), f"{number}. {answer.prompt}", _meta(answer), _colour(answer))
            for number, answer in enumerate(answers, start=1)
        ]
        waiting = (
            str(number)
            for number, answer in enumerate(answers, start=1)
            if answer.record is not None and answer.record.met == NOT_MARKED
        )
        self.list.show_entries(entries, next(waiting, "1"))
        was_hidden = self.list.isHidden()
        self.list.setVisible(bool(entries))
        if was_hidden and self.list.isVisible():
            self.list.setFocus()
        self._offer()

    @property
    def _record(self) -> AttemptRecord | None:
        key = self.list.key
        return self._answers[int(key) - 1].record if key else None

    def _offer(self) -> None:
        self.mark.setEnabled(self._record is not None)

    def _mark(self) -> None:
        record = self._record
        if record is not None:
            folder: AttemptFolder = record.folder
            self.attempt_wanted.emit(folder)

    def _arrange(self, theme: Theme) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(tokens.SPACE_12)
        for button in (self.mark, self.go_on):
            button.setMinimumHeight(theme.pixels(44))
            buttons.addWidget(button)
        buttons.addStretch(1)
        self.done.setMinimumHeight(theme.pixels(44))
        buttons.addWidget(self.done)
        holder = QWidget()
        holder.setMaximumWidth(theme.pixels(_WIDTH))
        inside = QVBoxLayout(holder)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(tokens.SPACE_8)
        inside.addWidget(self.title)
        inside.addWidget(self.about)
        inside.addSpacing(tokens.SPACE_12)
        inside.addWidget(self.list)
        inside.addSpacing(tokens.SPACE_12)
        inside.addLayout(buttons)
        inside.addStretch(1)
        page = QHBoxLayout(self)
        page.setContentsMargins(*PAGE_MARGINS)
        page.addWidget(holder, 1, Qt.AlignmentFlag.AlignLeft)


def _read(sitting: Sitting, library: Library) -> list[_Answer]:
    return [_answer(entry, library) for entry in sitting.entries]


def _answer(entry: SittingEntry, library: Library) -> _Answer:
    """What there is of a question now: its attempt may have been deleted since."""
    if not entry.attempt:
        return _Answer(entry.prompt, None)
    try:
        attempt, record = read_record(library.open(entry.attempt))
    except UsageError:
        return _Answer(entry.prompt, None, "deleted" if entry.is_answered else "not answered")
    except LibraryError:
        return _Answer(entry.prompt, None, "cannot be read")
    if attempt.binned is not None:
        return _Answer(entry.prompt, None, "in the bin; put it back to mark it")
    if not record.has_sound and attempt.binned_takes:
        return _Answer(entry.prompt, None, "its takes are in the bin; put one back to mark it")
    return _Answer(entry.prompt, record if record.has_sound else None)


def _meta(answer: _Answer) -> str:
    if answer.record is None:
        return answer.missing
    return f"{answer.record.length} · {answer.record.transcript} · {answer.record.met}"


def _colour(answer: _Answer) -> str:
    is_marked = answer.record is not None and answer.record.met != NOT_MARKED
    return "met" if is_marked else "muted"
