"""A quiet sheet with the entries of the diary that fit a question, and what is written in one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QWidget

from mockinterview.core.diary import DiaryField, Entry
from mockinterview.core.diary_fitting import Fit
from mockinterview.ui import tokens
from mockinterview.ui.banks.entry_list import Entry as Row
from mockinterview.ui.banks.entry_list import EntryList
from mockinterview.ui.diary.wording import entry_meta, told_words
from mockinterview.ui.interview_parts import announce
from mockinterview.ui.theme import Theme, set_role
from mockinterview.ui.widgets.buttons import KeyButton
from mockinterview.ui.widgets.labels import ElidedLabel
from mockinterview.ui.widgets.panels import Card

_READ_FIRST = (
    DiaryField.TAKE_AWAY,
    DiaryField.SAW,
    DiaryField.SPOKE,
    DiaryField.DONE_WELL,
    DiaryField.BETTER,
    DiaryField.HARD,
    DiaryField.ENJOYED,
)
"""What to hold on to comes first: there is little time."""


class FittingCard(Card):
    """No key reaches what lies beneath; Esc closes. Signals: `closed` by the person."""

    closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(tokens.SPACE_12)
        self.setParent(parent)
        self.setAccessibleName("From your diary")
        self.fits: list[Fit] = []
        self.entries: list[Entry] = []
        self.title = ElidedLabel("", "strong")
        self.close_button = KeyButton(theme, "Close", "Esc", role="plain")
        self.close_button.clicked.connect(self.dismiss)
        self.list = EntryList(theme, "Entries that fit")
        self.list.setMinimumHeight(0)
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName("What you wrote")
        set_role(self.text, "reading")
        self.list.chosen.connect(lambda _: self._show_entry())
        self.list.taken.connect(self.text.setFocus)
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.close_button)
        columns = QHBoxLayout()
        columns.setSpacing(tokens.SPACE_16)
        columns.addWidget(self.list, 5)
        columns.addWidget(self.text, 6)
        self.column.setSpacing(tokens.SPACE_8)
        self.column.addLayout(head)
        self.column.addLayout(columns, 1)
        self.hide()

    def show_fits(self, fits: Sequence[Fit], entries: Sequence[Entry]) -> None:
        """Offer what fits with the reasons; where nothing does, everything, without a reason."""
        self.fits, self.entries = list(fits), list(entries)
        if fits:
            self.title.setText("From your diary: what may fit, and why")
            rows = [Row(fit.entry.id, fit.entry.name, fit.reason) for fit in fits]
        else:
            self.title.setText("No entry has a tag or words of this question. All of them:")
            rows = [Row(one.id, one.name, entry_meta(one)) for one in entries]
        self.list.show_entries(rows)
        self._show_entry()

    def open(self) -> None:
        """Show it and take the keyboard."""
        self.show()
        self.raise_()
        self.list.setFocus()
        announce(self, f"{self.title.text()} {len(self.list.entries)}")

    def dismiss(self) -> None:
        """Go away, as the person asked."""
        self.hide()
        self.closed.emit()

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: FBT001  (Qt's signature)
        """Tab stays here: what lies beneath is not to be pressed by accident."""
        stops: list[QWidget] = [self.list, self.text, self.close_button]
        focused = self.focusWidget()
        place = stops.index(focused) if focused in stops else 0
        reason = Qt.FocusReason
        stops[(place + (1 if forward else -1)) % len(stops)].setFocus(
            reason.TabFocusReason if forward else reason.BacktabFocusReason
        )
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close on Esc; let no other key reach the page."""
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
        event.accept()

    def _show_entry(self) -> None:
        entry = next((one for one in self.entries if one.id == self.list.key), None)
        self.text.setPlainText(_reading(entry) if entry is not None else "")


def _reading(entry: Entry) -> str:
    """What is worth reading again in a minute."""
    told = told_words(entry)
    texts = [entry.text(field).strip() for field in _READ_FIRST]
    return "\n\n".join(part for part in (*texts, told) if part)
