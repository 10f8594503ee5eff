"""The sheet on which a recording finds its question, and that shows how far the import is."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from mockinterview.core.content import Bank, Question
from mockinterview.services import Services
from mockinterview.ui import tokens
from mockinterview.ui.banks.entry_list import Entry, EntryList
from mockinterview.ui.importing.candidates import Candidate, all_facts, refusal
from mockinterview.ui.interview_parts import announce
from mockinterview.ui.theme import Theme
from mockinterview.ui.widgets.buttons import KeyButton
from mockinterview.ui.widgets.format_choice import FormatChoice
from mockinterview.ui.widgets.labels import ElidedLabel, Label
from mockinterview.ui.widgets.panels import Banner
from mockinterview.ui.widgets.search_field import SearchField
from mockinterview.ui.widgets.sheet import Sheet
from mockinterview.ui.wording import count

_WIDTH = 640
_LIST_HEIGHT = 210
_STEPS = 1000


class ImportSheet(Sheet):
    """First the choice, then the progress.

    Signals: `wanted(question_id, rules)`, `cancelled()` while it runs.
    """

    wanted = Signal(str, object)
    cancelled = Signal()

    def __init__(self, services: Services, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent, "Import a recording", "Import a recording")
        self._services = services
        self._has_own_format = False
        self.is_running = False
        self.name = ElidedLabel("", "strong")
        self.facts = Label("", "meta")
        self.banner = Banner(theme)
        self.asking = Label("", "strong")
        self.list = EntryList(theme, "Questions")
        self.search = SearchField("Search questions", self.list)
        self.nothing = Label("No question fits. Change the search.", "meta")
        self.format = FormatChoice(theme, services, tells_source=False)
        self.take_in = KeyButton(theme, "Import", "Enter", role="primary")
        self.bar = QProgressBar()
        self.bar.setRange(0, _STEPS)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName("Import")
        self.note = Label("", "meta")
        self.cancel_button = KeyButton(theme, "Cancel", "Esc")
        self._arrange()
        self._connect()

    @property
    def first_focus(self) -> QWidget:
        """The list, in which the question may be right already."""
        return self.cancel_button if self.is_running else self.list

    def show_files(self, candidates: list[Candidate], question_id: str) -> None:
        """Ask which question these answer; those that cannot be imported are told."""
        good = [one for one in candidates if one.problem is None]
        bad = [one.problem for one in candidates if one.problem is not None]
        self._tell_files(good)
        self.banner.hide()
        if bad:
            self.banner.show_problem(refusal(bad))
        self._has_own_format = False
        self.search.clear()
        self._list_questions(question_id)
        self.show_choice()
        self.open()

    def show_choice(self) -> None:
        """Back to the choice, as after an import that failed."""
        self._set_running(is_running=False)
        if self.isVisible():
            self.list.setFocus()

    def show_progress(self, words: str, part: float, left: str) -> None:
        """Tell how far it is: a file's name, the part done, the time left."""
        if not self.is_running:
            self._set_running(is_running=True)
            self.cancel_button.setFocus()
            announce(self, words)
        self.asking.setText(words)
        self.bar.setValue(round(part * _STEPS))
        self.note.setText(left)

    def dismiss(self) -> None:
        """Esc and Close; while it runs they cancel, and the sheet stays until that is done."""
        if self.is_running:
            self.cancelled.emit()
        else:
            super().dismiss()

    def give_way(self) -> None:
        """Go, whatever is under way."""
        if self.isVisible():
            super().dismiss()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click beside the card does not cancel an import."""
        if not self.is_running:
            super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter imports, wherever the keyboard is."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.isAutoRepeat():
            self._want()
        super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: FBT001  (Qt's signature)
        """Tab stays on the sheet."""
        stops = self._stops()
        focused = self.focusWidget()
        if not stops:
            return True
        place = stops.index(focused) if focused in stops else -1
        reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
        stops[(place + (1 if forward else -1)) % len(stops)].setFocus(reason)
        return True

    def _stops(self) -> list[QWidget]:
        """Where Tab stops, in order."""
        stops: list[QWidget] = []
        widget: QWidget | None = self.nextInFocusChain()
        while widget is not None and widget is not self:
            takes_tab = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
            is_there = widget.isVisible() and widget.isEnabled() and widget.focusProxy() is None
            if takes_tab and is_there and self.isAncestorOf(widget):
                stops.append(widget)
            widget = widget.nextInFocusChain()
        return stops

    def _tell_files(self, good: list[Candidate]) -> None:
        if len(good) == 1:
            self.title.setText("Import a recording")
            self.name.setText(good[0].name)
            self.facts.setText(good[0].facts)
            self._question = "Which question does it answer?"
        else:
            self.title.setText(f"Import {count(len(good), 'recording')}")
            self.name.setText(", ".join(one.name for one in good))
            self.facts.setText(all_facts(good))
            self._question = "Which question do they answer?"
        self.facts.setVisible(bool(self.facts.text()))
        self.name.setAccessibleName(f"{self.name.text()}, {self.facts.text()}")

    def _list_questions(self, chosen: str = "") -> None:
        words = self.search.text().casefold().split()
        entries: list[Entry] = []
        bank_id = ""
        for bank, question in self._services.content.questions:
            text = f"{question.prompt} {question.theme} {bank.title}".casefold()
            if not all(word in text for word in words):
                continue
            if bank.bank != bank_id:
                bank_id = bank.bank
                entries.append(Entry("", bank.title))
            entries.append(Entry(question.id, question.prompt, question.theme))
        self.list.show_entries(entries, chosen or self.list.key)
        self.list.scrollTo(self.list.currentIndex())
        self.list.setVisible(bool(entries))
        self.nothing.setVisible(not entries)
        self.take_in.setEnabled(bool(entries))
        self._follow_question()

    def _follow_question(self) -> None:
        """The question's own format, until the person chooses one here."""
        chosen = self._chosen()
        if chosen is not None and not self._has_own_format:
            self.format.set_format(self._services.format_for(*chosen).format)

    def _chosen(self) -> tuple[Bank, Question] | None:
        return self._services.content.question(self.list.key) if self.list.key else None

    def _keep_format(self) -> None:
        self._has_own_format = True

    def _want(self) -> None:
        rules = self.format.rules
        if not self.is_running and self.take_in.isEnabled() and self.list.key and rules:
            self.wanted.emit(self.list.key, rules)

    def _set_running(self, *, is_running: bool) -> None:
        self.is_running = is_running
        self.choosing.setVisible(not is_running)
        self.progress.setVisible(is_running)
        self.close_button.setVisible(not is_running)
        if not is_running:
            self.asking.setText(self._question)

    def _connect(self) -> None:
        self.search.textChanged.connect(lambda _: self._list_questions())
        self.search.returnPressed.connect(self._want)
        self.list.chosen.connect(lambda _: self._follow_question())
        self.list.taken.connect(self._want)
        self.format.changed.connect(self._keep_format)
        self.take_in.clicked.connect(self._want)
        self.cancel_button.clicked.connect(self.cancelled)

    def _arrange(self) -> None:
        self._question = ""
        width = self._theme.pixels(_WIDTH)
        self.list.setMaximumHeight(self._theme.pixels(_LIST_HEIGHT))
        self.choosing = QWidget()
        choice = QVBoxLayout(self.choosing)
        choice.setContentsMargins(0, 0, 0, 0)
        choice.setSpacing(tokens.SPACE_8)
        for widget in (self.search, self.list, self.nothing):
            choice.addWidget(widget)
        foot = QHBoxLayout()
        foot.setSpacing(tokens.SPACE_24)
        foot.addWidget(self.format, 1)
        foot.addWidget(self.take_in, 0, Qt.AlignmentFlag.AlignBottom)
        choice.addLayout(foot)
        self.progress = QWidget()
        progress = QVBoxLayout(self.progress)
        progress.setContentsMargins(0, 0, 0, 0)
        progress.setSpacing(tokens.SPACE_8)
        progress.addWidget(self.bar)
        row = QHBoxLayout()
        row.addWidget(self.note, 1)
        row.addWidget(self.cancel_button)
        progress.addLayout(row)
        files = QVBoxLayout()
        files.setSpacing(tokens.SPACE_4)
        files.addWidget(self.name)
        files.addWidget(self.facts)
        self.column.addLayout(files)
        for part in (self.banner, self.asking, self.choosing, self.progress):
            part.setFixedWidth(width)
            self.column.addWidget(part)
