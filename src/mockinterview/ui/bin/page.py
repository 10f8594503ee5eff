"""The page of the bin: what was deleted, to be heard, put back or removed for good."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mockinterview.core.attempt import Attempt
from mockinterview.errors import LibraryError, MockInterviewError
from mockinterview.files.bin import (
    KEPT_DAYS,
    BinEntry,
    BinSize,
    Removal,
    remove,
    remove_all,
    restore_attempt,
    restore_take,
    size_of,
)
from mockinterview.services import Services
from mockinterview.ui import tokens
from mockinterview.ui.banks.entry_list import EntryList
from mockinterview.ui.bin.player import BinPlayer
from mockinterview.ui.bin.removal_sheet import RemovalSheet
from mockinterview.ui.bin.wording import (
    bin_line,
    emptying_words,
    key_of,
    listed,
    removal_words,
    restored_words,
)
from mockinterview.ui.interview_parts import announce
from mockinterview.ui.neighbours import still_current
from mockinterview.ui.practise import PAGE_MARGINS
from mockinterview.ui.records import RecordKeeper
from mockinterview.ui.tasks import Tasks
from mockinterview.ui.theme import Theme
from mockinterview.ui.widgets.buttons import KeyButton
from mockinterview.ui.widgets.labels import Label
from mockinterview.ui.widgets.panels import Banner, EmptyState
from mockinterview.ui.wording import count

Result = TypeVar("Result")

_WIDTH = 860
_ANY_WIDTH = 16_777_215
"""Qt's QWIDGETSIZE_MAX, which PySide6 does not export."""


class _FittingList(EntryList):
    """As high as its entries, where there is room."""

    def fit(self) -> None:
        """Take over the height of the entries at this width."""
        rows = sum(self.sizeHintForRow(row) for row in range(len(self.entries)))
        self.setMaximumHeight(rows + 2 * self.frameWidth() + 2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width breaks the lines differently."""
        super().resizeEvent(event)
        self.fit()


class BinPage(QWidget):
    """Up and Down choose; every action has its key.

    Signals: `left()` when the person goes back.
    """

    left = Signal()

    def __init__(
        self, services: Services, keeper: RecordKeeper, theme: Theme, tasks: Tasks
    ) -> None:
        super().__init__()
        self.setObjectName("page")
        self._services = services
        self._keeper = keeper
        self._theme = theme
        self._tasks = tasks
        self._entries: dict[str, BinEntry] = {}
        self._is_busy = False
        self._shortcuts: list[QShortcut] = []
        self.title = Label("Bin", "title")
        self.about = Label("", "meta")
        self.back = KeyButton(theme, "Back", "Esc", role="plain")
        self.banner = Banner(theme)
        self.list = _FittingList(theme, "Deleted attempts and takes, latest first")
        self.restore = KeyButton(theme, "Put back", "P", role="primary")
        self.player = BinPlayer(services, theme, tasks)
        self.remove = KeyButton(theme, "Remove for good", "Del")
        self.empty = KeyButton(theme, "Empty the bin …", role="plain", icon="delete-bin-line")
        self.nothing = EmptyState(
            theme,
            "delete-bin-line",
            "The bin is empty",
            f"Attempts and takes that you delete wait here for {KEPT_DAYS} days, in case you want"
            " them back.",
        )
        self._arrange()
        self.sheet = RemovalSheet(theme, self)
        self._connect()
        self.refresh()

    @property
    def entry(self) -> BinEntry | None:
        """What is chosen in the list."""
        return self._entries.get(self.list.key)

    def refresh(self) -> None:
        """Show what is in the bin now; where the chosen entry has gone, its neighbour is chosen."""
        entries, now = self._keeper.records.binned, self._services.library.now()
        before, key = list(self._entries), self.list.key
        had_focus = self.list.hasFocus()
        self._entries = {key_of(entry): entry for entry in entries}
        key = still_current(key, before, list(self._entries))
        self.list.show_entries([listed(entry, now) for entry in entries], key)
        is_empty = self._keeper.is_read and not entries
        size = size_of(entries)
        told = f"{bin_line(size)}. What is deleted is kept here for {KEPT_DAYS} days."
        self.about.setText("" if not entries else told)
        for widget in (self.list, self.about, self.empty, self.restore, self.player, self.remove):
            widget.setVisible(not is_empty)
        self.nothing.setVisible(is_empty)
        self._holder.setMaximumWidth(_ANY_WIDTH if is_empty else self._theme.pixels(_WIDTH))
        self.setFocusProxy(self.back if is_empty else self.list)
        if had_focus and is_empty:
            self.back.setFocus()
        self.list.fit()
        self._offer()

    def close_down(self) -> None:
        """Fall silent; for the end of the program."""
        self.player.hush()

    def showEvent(self, event: QShowEvent) -> None:
        """Another window may have put something here."""
        super().showEvent(event)
        self.banner.hide()
        self._keeper.refresh()

    def hideEvent(self, event: QHideEvent) -> None:
        """Another page is shown."""
        super().hideEvent(event)
        self.player.hush()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _offer(self) -> None:
        """What can be done with the chosen entry."""
        entry = self.entry
        self.player.show_entry(entry)
        for button in (self.restore, self.remove):
            button.setEnabled(entry is not None and not self._is_busy)
        self.empty.setEnabled(bool(self._entries) and not self._is_busy)

    def _restore(self) -> None:
        entry = self.entry
        if entry is None:
            return
        folder, take = entry.folder, entry.take
        sentence = restored_words(entry.attempt.question.prompt, take)

        def put_back() -> Attempt:
            return restore_take(folder, take.number) if take else restore_attempt(folder)

        self._change(put_back, lambda _: self.banner.show_notice(sentence))

    def _remove(self) -> None:
        entry = self.entry
        if entry is not None and not self._is_busy:
            self._ask(
                removal_words(entry),
                partial(self._change, partial(remove, entry), self._tell_removed),
            )

    def _empty(self) -> None:
        entries = list(self._entries.values())
        if entries and not self._is_busy:
            self._ask(
                emptying_words(size_of(entries)),
                partial(self._change, partial(remove_all, entries), self._tell_emptied),
            )

    def _ask(self, words: tuple[str, str], act: Callable[[], None]) -> None:
        self.player.hush()
        for shortcut in self._shortcuts:  # else they would take the keys of the question
            shortcut.setEnabled(False)
        self.sheet.ask(*words, act)

    def _after_question(self) -> None:
        for shortcut in self._shortcuts:
            shortcut.setEnabled(True)
        self.setFocus()

    def _tell_removed(self, _: object) -> None:
        announce(self, f"Removed for good. The bin: {bin_line(self._size)}.")

    def _tell_emptied(self, removal: Removal) -> None:
        if not removal.problems:
            announce(self, f"The bin is {bin_line(self._size)}.")
            return
        first = removal.problems[0]
        number = len(removal.problems)
        self.banner.show_problem(
            LibraryError(
                f"{count(number, 'item')} could not be removed. {first.message}",
                first.hint,
                first.detail,
            )
        )

    @property
    def _size(self) -> BinSize:
        return size_of(self._keeper.records.binned)

    def _change(self, work: Callable[[], Result], then: Callable[[Result], None]) -> None:
        """Do this off the GUI thread; `then` follows when the list is up to date."""
        if self._is_busy:
            return
        self.player.hush()
        self.banner.hide()
        self._set_busy(is_busy=True)

        def done(result: Result) -> None:
            self._keeper.refresh(lambda: end(result))

        def end(result: Result) -> None:
            self._set_busy(is_busy=False)
            then(result)

        def fail(error: MockInterviewError) -> None:
            self._set_busy(is_busy=False)
            self.banner.show_problem(error)
            self._keeper.refresh()

        self._tasks.run(work, done, fail)

    def _set_busy(self, *, is_busy: bool) -> None:
        self._is_busy = is_busy
        self._offer()

    def _connect(self) -> None:
        self._keeper.changed.connect(self.refresh)
        self.list.chosen.connect(lambda _: self._offer())
        self.player.failed.connect(self.banner.show_problem)
        self.sheet.closed.connect(self._after_question)
        self.back.clicked.connect(self.left)
        self.empty.clicked.connect(self._empty)
        self.restore.clicked.connect(self._restore)
        self.remove.clicked.connect(self._remove)
        whole_page = Qt.ShortcutContext.WidgetWithChildrenShortcut
        for keys, owner, act, context in (
            # Elsewhere Space presses the button that has the keyboard.
            ("Space", self.list, self.player.toggle, Qt.ShortcutContext.WidgetShortcut),
            ("P", self, self._restore, whole_page),
            ("Del", self, self._remove, whole_page),
        ):
            shortcut = QShortcut(QKeySequence(keys), owner)
            shortcut.setContext(context)
            shortcut.setAutoRepeat(False)
            shortcut.activated.connect(act)
            self._shortcuts.append(shortcut)
        for button in (self.restore, self.remove, self.empty):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def _arrange(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(tokens.SPACE_8)
        head.addWidget(self.title, 1)
        head.addWidget(self.empty)
        head.addWidget(self.back)
        buttons = QHBoxLayout()
        buttons.setSpacing(tokens.SPACE_12)
        buttons.addWidget(self.restore)
        buttons.addWidget(self.player)
        buttons.addStretch(1)
        buttons.addWidget(self.remove)
        self._holder = QWidget()
        inside = QVBoxLayout(self._holder)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(tokens.SPACE_4)
        inside.addLayout(head)
        inside.addWidget(self.about)
        inside.addSpacing(tokens.SPACE_8)
        inside.addWidget(self.banner)
        inside.addSpacing(tokens.SPACE_8)
        inside.addWidget(self.list, 1)
        inside.addSpacing(tokens.SPACE_12)
        inside.addLayout(buttons)
        inside.addWidget(self.nothing, 1)
        inside.addStretch(0)
        page = QHBoxLayout(self)
        page.setContentsMargins(*PAGE_MARGINS)
        page.addWidget(self._holder, 1)
        page.addStretch(0)
