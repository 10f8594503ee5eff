"""An entry to write in: everything that is asked, its tags, and where it was told."""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from mockinterview.core.diary import DiaryField, Entry
from mockinterview.core.diary_guide import DiaryGuide
from mockinterview.ui import tokens
from mockinterview.ui.diary.head_fields import HeadFields
from mockinterview.ui.diary.prompted import PromptedField
from mockinterview.ui.diary.tags import TagsField
from mockinterview.ui.diary.told import ToldList
from mockinterview.ui.theme import Theme
from mockinterview.ui.widgets.buttons import KeyButton
from mockinterview.ui.widgets.labels import Label, SectionHeader

_LOOK_MILLISECONDS: Final = 800
"""After so long a pause in typing names are looked for: a warning in mid-word would disturb."""


class EntryForm(QScrollArea):
    """Signals: `edited(changes)` with what an entry keeps of all fields; `delete_wanted`;
    `attempt_wanted(id)`.
    """

    edited = Signal(object)
    delete_wanted = Signal()
    attempt_wanted = Signal(str)

    def __init__(self, theme: Theme, guide: DiaryGuide) -> None:
        super().__init__()
        self._theme = theme
        self.entry: Entry | None = None
        self.head = HeadFields(theme)
        self.fields = {field: PromptedField(theme, guide.prompt(field)) for field in DiaryField}
        self.tags = TagsField(theme)
        self.told = ToldList(theme)
        self.state = Label("", "meta", wraps=False)
        self.delete_button = KeyButton(theme, "Delete", role="plain", icon="delete-bin-line")
        self._looking = QTimer(self)
        self._looking.setSingleShot(True)
        self._looking.setInterval(_LOOK_MILLISECONDS)
        self._looking.timeout.connect(self.look)
        self._arrange()
        self._connect()

    @property
    def changes(self) -> dict[str, Any]:
        """What the entry keeps of what is typed."""
        texts = {field.value: one.text for field, one in self.fields.items()}
        return {**self.head.changes, **texts, "tags": self.tags.tags}

    def show_guide(self, guide: DiaryGuide) -> None:
        """Ask in the words of these prompts."""
        for field, one in self.fields.items():
            one.show_prompt(guide.prompt(field))

    def show_entry(self, entry: Entry, titles: dict[str, str]) -> None:
        """Show an entry from its top; nobody is told."""
        self.entry = entry
        self.head.show_entry(entry)
        for field, one in self.fields.items():
            one.show_text(entry.text(field))
        self.tags.show_tags(entry.tags, titles)
        self.told.show_told(entry.told)
        self.state.setText("Saved as you write")
        self.verticalScrollBar().setValue(0)

    def take_in(self, entry: Entry) -> None:
        """What was saved; fields are left as they are, somebody is writing in them."""
        if self.entry is not None and self.entry.id == entry.id:
            self.entry = entry
            self.told.show_told(entry.told)
            self.state.setText("Saved")

    def look(self) -> None:
        """Look for names now."""
        self._looking.stop()
        self.head.look()
        for one in self.fields.values():
            one.look()

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: FBT001  (Qt's signature)
        """Bring into view what Tab comes to."""
        has_moved = super().focusNextPrevChild(forward)
        focused = self.focusWidget()
        if has_moved and focused is not None and self.isAncestorOf(focused):
            self.ensureWidgetVisible(focused, 0, tokens.SPACE_32)
        return has_moved

    def _tell(self) -> None:
        self.state.setText("Saving …")
        self._looking.start()
        self.edited.emit(self.changes)

    def _connect(self) -> None:
        self.head.typed.connect(self._tell)
        for one in self.fields.values():
            one.typed.connect(self._tell)
        self.tags.changed.connect(self._tell)
        self.delete_button.clicked.connect(self.delete_wanted)
        self.told.attempt_wanted.connect(self.attempt_wanted)

    def _arrange(self) -> None:
        holder = QWidget()
        holder.setObjectName("page")
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, tokens.SPACE_12, tokens.SPACE_16)
        column.setSpacing(tokens.SPACE_16)
        column.addWidget(self.head)
        for one in self.fields.values():
            column.addWidget(one)
        for title, widget in (("What it shows", self.tags), ("Told in", self.told)):
            column.addWidget(SectionHeader(title))
            column.addWidget(widget)
        foot = QHBoxLayout()
        foot.addWidget(self.delete_button)
        foot.addStretch(1)
        foot.addWidget(self.state)
        column.addLayout(foot)
        column.addStretch(1)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(holder)
