"""The tags of an entry as chips, with completion from attributes and criteria."""

from __future__ import annotations

from PySide6.QtCore import QSize, QStringListModel, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QListView, QVBoxLayout, QWidget

from mockinterview.core.diary import MOST_TAGS
from mockinterview.core.diary_guide import tag_title
from mockinterview.ui import tokens
from mockinterview.ui.interview_parts import announce
from mockinterview.ui.theme import Theme, set_role
from mockinterview.ui.widgets.buttons import KeyButton
from mockinterview.ui.widgets.flow import FlowLayout
from mockinterview.ui.widgets.plain import plain_tip

_MOST_SHOWN = 8


class TagsField(QWidget):
    """Signals: `changed` when the person adds or takes away a tag."""

    changed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._titles: dict[str, str] = {}
        self.tags: tuple[str, ...] = ()
        self.chips: list[TagChip] = []
        self._model = QStringListModel(self)
        self.edit = TagEdit(self._model)
        self.edit.taken.connect(self._add)
        self._flow_holder = QWidget()
        self._flow = FlowLayout(self._flow_holder, gap=tokens.SPACE_8)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.SPACE_8)
        column.addWidget(self._flow_holder)
        column.addWidget(self.edit)

    def show_tags(self, tags: tuple[str, ...], titles: dict[str, str]) -> None:
        """Show these; `titles` are all tags that can be added, with what people see."""
        self._titles = titles
        self.tags = tags
        self._rebuild()

    def _rebuild(self) -> None:
        while (item := self._flow.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self.chips = [self._chip(tag) for tag in self.tags]
        for chip in self.chips:
            self._flow.addWidget(chip)
            chip.show()
        self._flow_holder.setVisible(bool(self.chips))
        self._flow_holder.updateGeometry()
        self._model.setStringList(
            [title for tag, title in self._titles.items() if tag not in self.tags]
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Long tags are shortened to the room."""
        super().resizeEvent(event)
        for chip in self.chips:
            chip.fit(self.width())

    def _chip(self, tag: str) -> TagChip:
        chip = TagChip(self._theme, tag_title(tag, self._titles))
        chip.fit(self.width())
        chip.clicked.connect(lambda: self._remove(tag))
        return chip

    def _add(self, words: str) -> None:
        """Add what these words name: the title, or the only one in which they stand."""
        free = {tag: title for tag, title in self._titles.items() if tag not in self.tags}
        wanted = words.strip().casefold()
        exact = [tag for tag, title in free.items() if title.casefold() == wanted]
        near = [tag for tag, title in free.items() if wanted and wanted in title.casefold()]
        found = exact[:1] or near[:1]
        if not found or len(self.tags) >= MOST_TAGS:
            announce(self, "No attribute and no criterion has these words.")
            return
        self.tags = (*self.tags, found[0])
        self._rebuild()
        self.edit.clear()
        announce(self, f"Tagged: {tag_title(found[0], self._titles)}")
        self.changed.emit()

    def _remove(self, tag: str) -> None:
        self.tags = tuple(one for one in self.tags if one != tag)
        self.edit.setFocus()  # the chip that had it is going
        self._rebuild()
        announce(self, f"Tag taken away: {tag_title(tag, self._titles)}")
        self.changed.emit()


class TagChip(KeyButton):
    """A tag; pressing it takes it away."""

    def __init__(self, theme: Theme, title: str) -> None:
        super().__init__(theme, title, icon="close-line")
        self._title = title
        set_role(self, "chip")
        self.setAccessibleName(f"Take the tag away: {title}")

    def minimumSizeHint(self) -> QSize:
        """A few letters, so that a long tag never makes the page wider."""
        hint = self.sizeHint()
        return QSize(min(hint.width(), 3 * hint.height()), hint.height())

    def fit(self, width: int) -> None:
        """Show as much of the tag as there is room for in so many pixels."""
        self.ensurePolished()
        beside = 2 * tokens.SPACE_32 + tokens.SPACE_8
        room = max(beside, width - beside)
        shown = self.fontMetrics().elidedText(self._title, Qt.TextElideMode.ElideRight, room)
        if shown != self.text():
            self.setText(shown)
            self.updateGeometry()
        told = "Take this tag away" if shown == self._title else self._title
        self.setToolTip(plain_tip(told))


class TagEdit(QLineEdit):
    """A few letters offer tags. Signals: `taken(words)` when one is chosen or Enter pressed."""

    taken = Signal(str)

    def __init__(self, model: QStringListModel) -> None:
        super().__init__()
        self.setAccessibleName("Add a tag")
        self.setPlaceholderText("Add an attribute or a criterion")
        completer = QCompleter(model, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setMaxVisibleItems(_MOST_SHOWN)
        self._popup = QListView()
        self._popup.setAccessibleName("Tags that fit")
        set_role(self._popup, "phrases")
        completer.setPopup(self._popup)
        self._is_taking = False
        self.setCompleter(completer)
        completer.activated.connect(self._take)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter takes what is written; Down offers everything."""
        completer = self.completer()
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            if self.text().strip():
                self._take(self.text())
        elif event.key() == Qt.Key.Key_Down and not self._popup.isVisible():
            completer.setCompletionPrefix(self.text())
            completer.complete()
        else:
            super().keyPressEvent(event)

    def _take(self, words: str) -> None:
        """Once: Enter in the list of completions reaches the field, too."""
        if self._is_taking:
            return
        self._is_taking = True
        try:
            self.taken.emit(words)
        finally:
            self._is_taking = False
        # Qt puts the completion into the field behind this signal.
        self._popup.hide()
