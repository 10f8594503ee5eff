"""The page of banks: a list with a search at the left, what is chosen at the right."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QKeySequence,
    QResizeEvent,
    QShortcut,
)
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from mockinterview.core.content import Bank
from mockinterview.services import Services
from mockinterview.ui import tokens
from mockinterview.ui.banks.bank_preview import BankPreview
from mockinterview.ui.banks.desk import BankDesk
from mockinterview.ui.banks.entry_list import Entry, EntryList
from mockinterview.ui.banks.listing import (
    Listing,
    file_of,
    fitting_questions,
    list_banks,
    problem_key,
)
from mockinterview.ui.banks.parts import NoBanks, dropped_banks
from mockinterview.ui.banks.problem_view import ProblemView
from mockinterview.ui.content_watch import ContentWatch
from mockinterview.ui.practise import PAGE_MARGINS
from mockinterview.ui.tasks import Tasks
from mockinterview.ui.theme import Theme
from mockinterview.ui.widgets.buttons import KeyButton
from mockinterview.ui.widgets.drop_hint import DropHint
from mockinterview.ui.widgets.labels import ElidedLabel, Label
from mockinterview.ui.widgets.panels import Banner
from mockinterview.ui.widgets.search_field import SearchField

_LEFT_PIXELS = 300
_LEFT_SHARE = 0.34


class BanksPage(QWidget):
    """Banks and their questions; files may be dropped anywhere on it."""

    def __init__(self, services: Services, theme: Theme, tasks: Tasks, watch: ContentWatch) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setAcceptDrops(True)
        self._services = services
        self._theme = theme
        self.listing = Listing()
        self.banner = Banner(theme)
        self.folder = ElidedLabel("", "meta")
        self.list = EntryList(theme, "Banks")
        self.search = SearchField("Search banks", self.list)
        self.search.setToolTip("Search banks (Ctrl+F)")
        self.nothing = Label("No bank and no question fits.", "meta")
        self.questions = EntryList(theme, "Questions of the bank")
        self.preview = BankPreview(services, theme)
        self.problems = ProblemView(theme)
        self.empty = NoBanks(theme)
        self.right = QStackedWidget()
        for widget in (self.preview, self.problems, self.empty):
            self.right.addWidget(widget)
        self.desk = BankDesk(services, tasks, watch, self)
        self.new_button = KeyButton(theme, "New bank …", icon="draft-line")
        self.add_button = KeyButton(theme, "Add a bank …", icon="add-line")
        self.open_button = KeyButton(theme, "Open folder")
        self.change_button = KeyButton(theme, "Change folder …")
        self._connect()
        self._arrange()
        self._drop_hint = DropHint(theme, self, "Let go to add it to your banks")
        self.setFocusProxy(self.list)
        self.show_content()

    @property
    def bank(self) -> Bank | None:
        """The chosen bank; None while a file with problems or nothing is chosen."""
        return self.listing.banks.get(self.list.key)

    def show_content(self) -> None:
        """Show the content as it is now; what was chosen stays, where it is still there."""
        own = self._services.own_content
        self.folder.setText(f"Yours are in {own}")
        self.listing = list_banks(self._services.content, own, self.search.text())
        self.list.show_entries(self.listing.entries, self._still_there(self.list.key))
        has_results = self.listing.has_results
        self.nothing.setVisible(not has_results)
        self.list.setVisible(has_results)
        self._show_chosen()

    def show_file(self, path: Path) -> None:
        """Choose the bank in this file, or its problems."""
        for key in (str(path), problem_key(path)):
            self.list.choose(key)

    def close_down(self) -> None:
        """Fall silent; for the end of the program."""
        self.preview.candidate.player.stop()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take banks, and say so."""
        if dropped_banks(event.mimeData()):
            event.acceptProposedAction()
            self._drop_hint.raise_()
            self._drop_hint.show()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """They were carried away again."""
        super().dragLeaveEvent(event)
        self._drop_hint.hide()

    def dropEvent(self, event: QDropEvent) -> None:
        """Add what was let go."""
        self._drop_hint.hide()
        paths = dropped_banks(event.mimeData())
        if paths:
            event.acceptProposedAction()
            self.desk.add(paths)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The lists leave most of the width to the preview, whatever the size of the text."""
        super().resizeEvent(event)
        most = round(self.width() * _LEFT_SHARE)
        self._left.setFixedWidth(min(self._theme.pixels(_LEFT_PIXELS), most))

    def _still_there(self, key: str) -> str:
        """The key, or that of the same file when it was mended or broken meanwhile."""
        keys = {entry.key for entry in self.listing.entries}
        wanted = self.desk.take_wanted()
        if wanted is None and key in keys:
            return key
        path = wanted or file_of(key)
        return next((one for one in (str(path), problem_key(path)) if one in keys), key)

    def _show_chosen(self) -> None:
        key = self.list.key
        bank = self.bank
        self.questions.setVisible(bank is not None)
        if bank is not None:
            self.preview.show_bank(bank, is_own=key in self.listing.own)
            self._list_questions(bank)
            self.right.setCurrentWidget(self.preview)
        elif key in self.listing.problems:
            problems = self.listing.problems[key]
            self.problems.show_problems(problems[0].file, problems)
            self.right.setCurrentWidget(self.problems)
        else:
            self.right.setCurrentWidget(self.empty)

    def _list_questions(self, bank: Bank) -> None:
        fitting = fitting_questions(bank, self.search.text().casefold().split())
        entries = [Entry("", "Questions")]
        entries += [Entry(each.id, each.prompt, each.theme) for each in fitting]
        self.questions.show_entries(entries, self.questions.key)
        self._show_question()

    def _show_question(self) -> None:
        bank = self.bank
        if bank is not None:
            chosen = [each for each in bank.questions if each.id == self.questions.key]
            if chosen:
                self.preview.show_question(bank, chosen[0])

    def _share(self) -> None:
        if self.bank is not None:
            self.desk.share(self.bank)

    def _set_busy(self, is_busy: bool) -> None:  # noqa: FBT001  (a Qt slot)
        self.add_button.setEnabled(not is_busy)
        self.add_button.setText("Adding …" if is_busy else "Add a bank …")

    def _tell(self, message: str, hint: str) -> None:
        self.banner.show_notice(message, hint)

    def _connect(self) -> None:
        shortcut = QShortcut(QKeySequence.StandardKey.Find, self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self.search.begin)
        self.search.textChanged.connect(self.show_content)
        self.list.chosen.connect(lambda _: self._show_chosen())
        self.list.taken.connect(self.questions.setFocus)
        self.questions.chosen.connect(lambda _: self._show_question())
        self.preview.share_wanted.connect(self._share)
        self.preview.editor_wanted.connect(lambda: self.desk.edit(Path(self.list.key)))
        self.problems.editor_wanted.connect(self.desk.edit)
        for signal in (self.empty.acted, self.new_button.clicked):
            signal.connect(self.desk.ask_for_new)
        for signal in (self.empty.add_wanted, self.add_button.clicked):
            signal.connect(self.desk.ask_for_banks)
        self.open_button.clicked.connect(self.desk.open_folder)
        self.change_button.clicked.connect(self.desk.ask_for_folder)
        self.desk.told.connect(self._tell)
        self.desk.failed.connect(self.banner.show_problem)
        self.desk.busy.connect(self._set_busy)

    def _arrange(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(tokens.SPACE_8)
        top.addWidget(Label("Banks", "title"), 1)
        for button in (self.new_button, self.add_button, self.open_button, self.change_button):
            top.addWidget(button)
        self._left = QWidget()
        left = QVBoxLayout(self._left)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(tokens.SPACE_12)
        left.addWidget(self.search)
        left.addWidget(self.nothing)
        left.addWidget(self.list, 5)
        left.addWidget(self.questions, 6)
        columns = QHBoxLayout()
        columns.setSpacing(tokens.SPACE_24)
        columns.addWidget(self._left)
        columns.addWidget(self.right, 1)
        page = QVBoxLayout(self)
        page.setContentsMargins(*PAGE_MARGINS)
        page.setSpacing(tokens.SPACE_12)
        head = QVBoxLayout()
        head.setSpacing(tokens.SPACE_4)
        head.addLayout(top)
        head.addWidget(self.folder)
        page.addLayout(head)
        page.addWidget(self.banner)
        page.addLayout(columns, 1)
        order = (self.search, self.list, self.questions, *self.preview.view.buttons)
        for first, second in pairwise(order):
            QWidget.setTabOrder(first, second)
