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
from mockinterview.ui.bin.removal_sheet import RemovalSheet
from mockinterview.ui.bin.wording import (
    bin_line,
    emptying_words,
    key_of,
    listed,
    removal_words,
    restored_words,
    sound_of,
)
from mockinterview.ui.interview_parts import announce
from mockinterview.ui.marking.playback import Playback
from mockinterview.ui.neighbours import still_current
from mockinterview.ui.practise import PAGE_MARGINS
from mockinterview.ui.records import RecordKeeper
from mockinterview.ui.tasks import Tasks
from mockinterview.ui.theme import Theme
from mockinterview.ui.widgets.buttons import KeyButton
from mockinterview.ui.widgets.labels import Label
from mockinterview.ui.widgets.panels import Banner, EmptyState
from mockinterview.ui.wording import clock_words, count

Result = TypeVar("Result")

_WIDTH = 860


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
        self._tasks = tasks
        self._entries: dict[str, BinEntry] = {}
        self._heard = ""
        self._is_busy = False
        self._shortcuts: list[QShortcut] = []
        self.playback = Playback(services.new_player, services.audio, tasks, self)
        self.title = Label("Bin", "title")
        self.about = Label("", "meta")
        self.back = KeyButton(theme, "Back", "Esc", role="plain")
        self.banner = Banner(theme)
        self.list = EntryList(theme, "Deleted attempts and takes, latest first")
        self.restore = KeyButton(theme, "Put back", "P", role="primary")
        self.play = KeyButton(theme, "Play", "Space", icon="play-fill")
        self.position = Label("", "meta", wraps=False)
        self.remove = KeyButton(theme, "Remove for good", "Del")
        self.empty = KeyButton(theme, "Empty the bin …", role="plain", icon="delete-bin-line")
        self.nothing = EmptyState(
            theme,
            "delete-bin-line",
            "The bin is empty",
            f"Attempts and takes that you delete wait here for {KEPT_DAYS} days, in case you want"
            " them back.",
        )
        self._arrange(theme)
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
        for widget in (self.list, self.about, *self._buttons):
            widget.setVisible(not is_empty)
        self.nothing.setVisible(is_empty)
        self.setFocusProxy(self.back if is_empty else self.list)
        if had_focus and is_empty:
            self.back.setFocus()
        self._fit()
        self._offer()

    def close_down(self) -> None:
        """Fall silent; for the end of the program."""
        self.playback.close()

    def showEvent(self, event: QShowEvent) -> None:
        """Another window may have put something here."""
        super().showEvent(event)
        self.banner.hide()
        self._keeper.refresh()

    def hideEvent(self, event: QHideEvent) -> None:
        """Another page is shown."""
        super().hideEvent(event)
        self._hush()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width breaks the lines differently."""
        super().resizeEvent(event)
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _offer(self) -> None:
        """What can be done with the chosen entry."""
        entry = self.entry
        if self.list.key != self._heard:
            self._hush()
        take = sound_of(entry) if entry else None
        self.play.setEnabled(take is not None)
        for button in (self.restore, self.remove):
            button.setEnabled(entry is not None and not self._is_busy)
        self.empty.setEnabled(bool(self._entries) and not self._is_busy)
        self._tell_position()

    def _play(self) -> None:
        entry = self.entry
        take = sound_of(entry) if entry else None
        if entry is None or take is None:
            return
        if self._heard != self.list.key:
            self._heard = self.list.key
            self.playback.open(entry.folder.take_path(take))
        self.playback.toggle()
        self._tell_position()

    def _hush(self) -> None:
        """Fall silent and let go of the file, which may be about to go."""
        self._heard = ""
        self.playback.close()

    def _tell_position(self) -> None:
        entry = self.entry
        take = sound_of(entry) if entry else None
        if take is None:
            self.position.setText("no sound" if entry else "")
            return
        length = clock_words(take.seconds)
        is_heard = self._heard == self.list.key
        self.position.setText(
            f"{clock_words(int(self.playback.position))} / {length}" if is_heard else length
        )

    def _show_playing(self, is_playing: bool) -> None:  # noqa: FBT001  (Qt's signature)
        self.play.setText("Pause" if is_playing else "Play")
        self.play.set_icon("pause-fill" if is_playing else "play-fill")

    def _restore(self) -> None:
        entry = self.entry
        if entry is None:
            return
        folder, take = entry.folder, entry.take
        sentence = restored_words(entry.attempt, take)

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
        self._hush()
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
        self._hush()
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

    def _fit(self) -> None:
        """The list is as high as its entries, where there is room."""
        rows = sum(self.list.sizeHintForRow(row) for row in range(len(self._entries)))
        self.list.setMaximumHeight(rows + 2 * self.list.frameWidth() + 2)

    @property
    def _buttons(self) -> tuple[QWidget, ...]:
        return (self.restore, self.play, self.position, self.remove, self.empty)

    def _connect(self) -> None:
        self._keeper.changed.connect(self.refresh)
        self.list.chosen.connect(lambda _: self._offer())
        self.playback.moved.connect(lambda _: self._tell_position())
        self.playback.playing_changed.connect(self._show_playing)
        self.playback.failed.connect(self.banner.show_problem)
        self.sheet.closed.connect(self._after_question)
        self.back.clicked.connect(self.left)
        self.empty.clicked.connect(self._empty)
        whole_page = Qt.ShortcutContext.WidgetWithChildrenShortcut
        for keys, owner, button, act, context in (
            # Elsewhere Space presses the button that has the keyboard.
            ("Space", self.list, self.play, self._play, Qt.ShortcutContext.WidgetShortcut),
            ("P", self, self.restore, self._restore, whole_page),
            ("Del", self, self.remove, self._remove, whole_page),
        ):
            button.clicked.connect(act)
            shortcut = QShortcut(QKeySequence(keys), owner)
            shortcut.setContext(context)
            shortcut.setAutoRepeat(False)
            shortcut.activated.connect(act)
            self._shortcuts.append(shortcut)
        for button in (self.restore, self.play, self.remove, self.empty):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def _arrange(self, theme: Theme) -> None:
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.back)
        buttons = QHBoxLayout()
        buttons.setSpacing(tokens.SPACE_12)
        for widget in (self.restore, self.play, self.position):
            buttons.addWidget(widget)
        buttons.addStretch(1)
        for widget in (self.remove, self.empty):
            buttons.addWidget(widget)
        holder = QWidget()
        holder.setMaximumWidth(theme.pixels(_WIDTH))
        inside = QVBoxLayout(holder)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(tokens.SPACE_4)
        inside.addLayout(head)
        inside.addWidget(self.about)
        inside.addSpacing(tokens.SPACE_12)
        inside.addWidget(self.banner)
        inside.addWidget(self.list, 1)
        inside.addSpacing(tokens.SPACE_12)
        inside.addLayout(buttons)
        inside.addWidget(self.nothing, 1)
        inside.addStretch(0)
        page = QHBoxLayout(self)
        page.setContentsMargins(*PAGE_MARGINS)
        page.addWidget(holder, 1, Qt.AlignmentFlag.AlignLeft)
