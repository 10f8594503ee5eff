"""The page of a tutor: what came in, what is next, what goes back."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractButton,
    QFileDialog,
    QHBoxLayout,
    QMenu,
    QVBoxLayout,
    QWidget,
)

from mockinterview.core.content import Rubric
from mockinterview.errors import MockInterviewError
from mockinterview.inbox import Inbox, InboxItem, read_inbox
from mockinterview.pack.received import claim
from mockinterview.services import Services
from mockinterview.ui import tokens
from mockinterview.ui.practise import PAGE_MARGINS
from mockinterview.ui.records import RecordKeeper
from mockinterview.ui.tasks import Tasks
from mockinterview.ui.theme import Theme
from mockinterview.ui.tutor.arrivals import ArrivalDesk, Arrivals
from mockinterview.ui.tutor.marker_name import MarkerName
from mockinterview.ui.tutor.returning import ReturnDesk
from mockinterview.ui.tutor.table import InboxModel, InboxTable
from mockinterview.ui.tutor.wording import (
    NAME_FIRST,
    WITHOUT_NAME,
    arrived_words,
    candidate_words,
    state_words,
    summary_words,
)
from mockinterview.ui.widgets.buttons import KeyButton
from mockinterview.ui.widgets.choice import Choice
from mockinterview.ui.widgets.labels import Label
from mockinterview.ui.widgets.panels import Banner, EmptyState
from mockinterview.ui.widgets.plain import plain_tip
from mockinterview.ui.wording import count

_STATES = ((None, "All answers"), ("open", "To be marked"), ("due", "To return"))
_EMPTY = (
    "Your candidates send you packs, files that end in .mockinterview. Open them here, drop them"
    " on the window, or let a folder be watched. What you mark goes back as a pack of marks."
)
_CANDIDATE_WIDTH, _NAME_WIDTH = 240, 160
"""Pixels at the ordinary type size: the choice of candidates at most, one's own name at least."""
_PACKS = "Packs for Mock Interview (*.mockinterview);;All files (*)"


class TutorPage(QWidget):
    """An inbox of answers.

    Signals: `attempt_wanted(AttemptFolder)`; `class_wanted`; `leaving` before marks are written
    into a pack: those that are still on their way to the disk belong to it; `watched` when another
    folder is watched; `inbox_read` after every reading;
    `everything_marked` when the next was asked for and there is none.
    """

    attempt_wanted = Signal(object)
    class_wanted = Signal()
    leaving = Signal()
    watched = Signal()
    inbox_read = Signal()
    everything_marked = Signal()

    def __init__(
        self,
        services: Services,
        theme: Theme,
        tasks: Tasks,
        *,
        keeper: RecordKeeper,
        arrivals: ArrivalDesk,
    ) -> None:
        super().__init__()
        self.setObjectName("page")
        self._services = services
        self._tasks = tasks
        self._keeper = keeper
        self._arrivals = arrivals
        self._reading = 0
        self._is_closed = False
        self._folder = Path.home()
        self.inbox = Inbox()
        self.title = Label("Tutor", "title")
        self.summary = Label("", "meta")
        self.name_label = Label("You mark as", "meta", wraps=False)
        self.name = MarkerName(services.settings.marker_name)
        self.banner = Banner(theme)
        self.candidate, self.state = Choice(theme, "Candidate"), Choice(theme, "Which answers")
        self.model = InboxModel(theme)
        self.table = InboxTable(theme, self.model)
        self.nothing = Label("No answer fits what is chosen.", "body")
        self.empty = EmptyState(theme, "inbox-line", "No packs yet", _EMPTY, "Open packs …")
        self.open_packs = KeyButton(theme, "Open packs …", "Ctrl+O")
        self.watch_button = KeyButton(theme, "", role="plain")
        self.next_button = KeyButton(theme, "Mark the next", "N", role="primary")
        self.open_button = KeyButton(theme, "Open", "Enter")
        self.return_button = KeyButton(theme, "Return marks …", "R")
        self.class_button = KeyButton(theme, "Class", "C", role="plain")
        self.returning = ReturnDesk(services, tasks, self)
        self.state.set_options(_STATES, None)
        self.candidate.set_options(((None, "All candidates"),), None)
        self.candidate.setMaximumWidth(theme.pixels(_CANDIDATE_WIDTH))
        self.name.setMinimumWidth(theme.pixels(_NAME_WIDTH))
        self._arrange()
        self._connect()
        self._tell_watched()
        self.refresh()

    def close_down(self) -> None:
        """Ask for nothing more; for the end of the program."""
        self._is_closed = True
        self._arrivals.close_down()

    def refresh(self) -> None:
        """Read the inbox again."""
        if self._is_closed:
            return
        self._reading += 1
        reading, records = self._reading, self._keeper.records.attempts
        rubrics: dict[str, Rubric] = dict(self._services.content.rubrics)

        def show(inbox: Inbox) -> None:
            if reading == self._reading:
                self._show(inbox)

        self._tasks.run(partial(read_inbox, records, rubrics), show, self.banner.show_problem)

    def tell_arrived(self, found: Arrivals) -> None:
        """Tell what came of packs."""
        message, hint, details = arrived_words(found)
        self.banner.show_notice(message, hint, detail=details)

    def mark_next(self, besides: Path | None = None) -> None:
        """Open the next answer that waits; not the one in this folder."""
        if besides is None and self._ask_for_name():
            return
        item = self.inbox.next_open(besides)
        if item is not None:
            self.attempt_wanted.emit(item.folder)
            return
        self.everything_marked.emit()
        left = self.inbox.next_open()
        told = f"Only this one is left: {state_words(left)}." if left else "Everything is marked."
        self.banner.show_notice(told)

    def ask_for_packs(self) -> None:
        """Let packs be chosen, and take them in."""
        names, _ = QFileDialog.getOpenFileNames(self, "Open packs", str(self._folder), _PACKS)
        if names:
            self._folder = Path(names[0]).parent
            self._arrivals.take_in([Path(name) for name in names])

    def watch(self, folder: Path | None) -> None:
        """Watch this folder from now on; None: none."""
        try:
            self._services.change_settings(watched_folder=folder)
        except MockInterviewError as error:
            self.banner.show_problem(error)
        self._tell_watched()
        self.watched.emit()

    def _ask_for_name(self) -> bool:
        """Ask a tutor without a name for one, once; True when it was asked for now."""
        is_asked = self.name.ask()
        if is_asked:
            self.banner.show_notice(NAME_FIRST, WITHOUT_NAME)
        return is_asked

    def _go_on(self, was_asked_for: bool) -> None:  # noqa: FBT001  (a signal's)
        """Enter in the field for the name: to the answer that it was asked for, or to the table."""
        if self.banner.message.text() == NAME_FIRST:
            self.banner.hide()
        self.setFocus()
        if was_asked_for:
            self.mark_next()

    def answer_menu(self) -> QMenu:
        """What can be done with the answer of the current row, besides what has a button."""
        menu = QMenu(self)
        item = self.table.item
        if item is not None:
            menu.addAction("Open", self._open)
            menu.addAction("It is my own, from another computer", partial(self._claim, item))
        return menu

    def _claim(self, item: InboxItem) -> None:
        def tell(_: object) -> None:
            self.banner.show_notice(
                "The answer is among your own now.",
                "It counts for your progress, and waits here no more.",
            )
            self._keeper.refresh()

        self._tasks.run(partial(claim, item.folder), tell, self.banner.show_problem)

    def _show_answer_menu(self, place: QPoint) -> None:
        menu = self.answer_menu()
        if not menu.isEmpty():
            menu.popup(self.table.viewport().mapToGlobal(place))

    def return_menu(self) -> QMenu:
        """What can go back, and to whom."""
        return self.returning.menu(self.inbox, self.table.item)

    def _show_return_menu(self) -> None:
        menu = self.return_menu()
        if menu.isEmpty():
            self.banner.show_notice(
                "There is nothing to return yet.",
                "An answer goes back when every criterion has a verdict and a blind first pass is"
                " finished.",
            )
            return
        place = self.return_button.mapToGlobal(QPoint(0, 0))
        menu.popup(place - QPoint(0, menu.sizeHint().height()))
        menu.setActiveAction(menu.actions()[0])

    def _show(self, inbox: Inbox) -> None:
        self.inbox = inbox
        if inbox.unreadable:
            told = "\n".join(f"{name}: {reason}" for name, reason in inbox.unreadable.items())
            left_out = count(len(inbox.unreadable), "answer")
            self.banner.show_notice(f"{left_out} cannot be read.", detail=told)
        names = [(name, candidate_words(name)) for name in inbox.candidates]
        chosen = self.candidate.currentData()
        self.candidate.set_options([(None, "All candidates"), *names], chosen)
        self.candidate.setVisible(len(names) > 1)
        self.summary.setText(summary_words(inbox))
        self._choose()
        self.inbox_read.emit()

    def _choose(self) -> None:
        """Show the answers that fit; the current one stays, else the next to be marked is."""
        current = self.table.item
        candidate, state = self.candidate.currentData(), self.state.currentData()
        items = [
            item
            for item in self.inbox.items
            if candidate in {None, item.candidate}
            and (state is None or (item.is_open if state == "open" else item.is_due))
        ]
        self.model.show(items)
        paths = [item.folder.path for item in items]
        wanted = current.folder.path if current is not None else None
        if wanted not in paths:
            upcoming = self.inbox.next_open()
            wanted = upcoming.folder.path if upcoming is not None else None
        if paths:
            self.table.selectRow(paths.index(wanted) if wanted in paths else 0)
        self._offer(has_items=bool(items))

    def _offer(self, *, has_items: bool) -> None:
        is_empty = not self.inbox.items
        had_focus = self.empty.button.hasFocus() or self.table.hasFocus() or self.hasFocus()
        self.empty.setVisible(is_empty and self._keeper.is_read)
        for widget in (
            *(self.state, self.name_label, self.name, self.open_packs),
            *(self.next_button, self.return_button, self.class_button),
        ):
            widget.setVisible(not is_empty)
        self.table.setVisible(has_items)
        self.open_button.setVisible(has_items)
        self.nothing.setVisible(not has_items and not is_empty)
        self.next_button.setEnabled(self.inbox.next_open() is not None)
        self.setFocusProxy(self.empty.button if is_empty else self.table)
        if had_focus:
            self.setFocus()

    def _open(self) -> None:
        item = self.table.item
        if item is not None:
            self.attempt_wanted.emit(item.folder)

    def _keep_name(self, name: str) -> None:
        if name != self._services.settings.marker_name:
            try:
                self._services.change_settings(marker_name=name)
            except MockInterviewError as error:
                self.banner.show_problem(error)

    def _ask_for_watched(self) -> None:
        if self._services.settings.watched_folder is not None:
            self.watch(None)
            return
        name = QFileDialog.getExistingDirectory(self, "Watch a folder", str(self._folder))
        if name:
            self.watch(Path(name))

    def _tell_watched(self) -> None:
        folder = self._services.settings.watched_folder
        text = "Watch a folder …" if folder is None else f"Stop watching {folder.name}"
        self.watch_button.setText(text)
        self.watch_button.setAccessibleName(text)
        told = (
            "Packs that come to lie in it are taken in by themselves"
            if folder is None
            else f"New packs in {folder} are taken in by themselves"
        )
        self.watch_button.setToolTip(plain_tip(told))

    def _connect(self) -> None:
        self._keeper.changed.connect(self.refresh)
        self.name.kept.connect(self._keep_name)
        self.name.entered.connect(self._go_on)
        self.candidate.currentIndexChanged.connect(self._choose)
        self.state.currentIndexChanged.connect(self._choose)
        self.table.opened.connect(self._open)
        self.table.customContextMenuRequested.connect(self._show_answer_menu)
        self.empty.acted.connect(self.ask_for_packs)
        self.open_packs.clicked.connect(self.ask_for_packs)
        self.watch_button.clicked.connect(self._ask_for_watched)
        self.next_button.clicked.connect(lambda _: self.mark_next())
        self.open_button.clicked.connect(self._open)
        self.return_button.clicked.connect(self._show_return_menu)
        self.class_button.clicked.connect(self.class_wanted)
        self.returning.beginning.connect(self.leaving)
        self.returning.told.connect(self._tell_returned)
        self.returning.failed.connect(self.banner.show_problem)
        shortcut = QShortcut(QKeySequence("Ctrl+O"), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self.ask_for_packs)
        for keys, button in (
            ("N", self.next_button),
            ("R", self.return_button),
            ("C", self.class_button),
        ):  # not of the page: in the field for the name and in the choices they are letters
            for place in (self.table, *self.findChildren(QAbstractButton)):
                letter = QShortcut(QKeySequence(keys), place)
                letter.setContext(Qt.ShortcutContext.WidgetShortcut)
                letter.setAutoRepeat(False)
                letter.activated.connect(partial(_press, button))

    def _tell_returned(self, message: str, hint: str) -> None:
        self.banner.show_notice(message, hint)
        self.refresh()

    def _arrange(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(tokens.SPACE_8)
        head.addWidget(self.title, 1)
        head.addWidget(self.watch_button)
        head.addWidget(self.open_packs)
        choices = QHBoxLayout()
        choices.setSpacing(tokens.SPACE_8)
        choices.addWidget(self.state)
        choices.addWidget(self.candidate)
        choices.addStretch(1)
        choices.addWidget(self.name_label)
        choices.addWidget(self.name, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(tokens.SPACE_8)
        for button in (self.next_button, self.open_button, self.return_button, self.class_button):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            buttons.addWidget(button)
        buttons.addStretch(1)
        page = QVBoxLayout(self)
        page.setContentsMargins(*PAGE_MARGINS)
        page.setSpacing(tokens.SPACE_4)
        page.addLayout(head)
        page.addWidget(self.summary)
        page.addSpacing(tokens.SPACE_8)
        page.addWidget(self.banner)
        page.addSpacing(tokens.SPACE_4)
        page.addLayout(choices)
        page.addSpacing(tokens.SPACE_8)
        page.addWidget(self.nothing)
        page.addWidget(self.table, 1000)
        page.addSpacing(tokens.SPACE_8)
        page.addLayout(buttons)
        page.addWidget(self.empty, 1000)
        page.addStretch(1)


def _press(button: KeyButton) -> None:
    """Press a button by its key, where it is seen."""
    if button.isVisible():
        button.click()
