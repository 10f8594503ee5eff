"""What stands under the transcript of comments: one row each, in order of time."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mockinterview.core.comments import Comment
from mockinterview.ui import tokens
from mockinterview.ui.marking.comments.row import CommentRow, Place
from mockinterview.ui.marking.low_area import LowArea
from mockinterview.ui.theme import Theme
from mockinterview.ui.widgets.labels import SectionHeader


class CommentsPanel(QWidget):
    """Away while there are no comments.

    A row whose field has the keyboard stays, also while there is nothing in it.

    Signals: `played(Place)`, `removed(Place)`, `typed(Place, text)`; `ended(by_enter)` and
    `left` of whichever field.
    """

    played = Signal(object)
    removed = Signal(object)
    typed = Signal(object, str)
    ended = Signal(bool)
    left = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._comments: Sequence[Comment] = ()
        self.rows: list[CommentRow] = []
        self.header = SectionHeader("Comments")
        inside = QWidget()
        inside.setObjectName("page")
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, tokens.SPACE_8, 0)
        self._column.setSpacing(tokens.SPACE_4)
        self.area = LowArea(theme, inside, fewest=1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.SPACE_4)
        column.addWidget(self.header)
        column.addWidget(self.area)
        self.hide()

    def show_comments(
        self, comments: Sequence[Comment], remark: str, *, may_change: bool = True
    ) -> None:
        """Show these; rows that stay keep the keyboard."""
        self._comments = comments
        texts = {comment.place: comment.text for comment in comments}
        for row in list(self.rows):
            if row.place not in texts and not row.field.hasFocus():
                self._drop(row)
        for place, text in texts.items():
            self._row_at(place).show_text(text, may_change=may_change)
        self.header.remark.setText(remark)
        self._fit()

    def begin(self, place: Place) -> None:
        """Write about this stretch; where there is a comment already, go on with that."""
        row = self._row_at(place)
        self._fit()
        row.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        row.field.moveCursor(row.field.textCursor().MoveOperation.End)
        QTimer.singleShot(0, row, lambda: self.area.ensureWidgetVisible(row))

    def reveal(self, place: Place) -> None:
        """Scroll so far that its row is seen."""
        for row in self.rows:
            if row.place == place:
                self.area.ensureWidgetVisible(row)

    def show_heard(self, place: Place | None) -> None:
        """Show which of them is being played."""
        for row in self.rows:
            row.show_heard(is_heard=row.place == place)

    def _row_at(self, place: Place) -> CommentRow:
        """The row of this stretch; a new one at its place in time."""
        found = next((row for row in self.rows if row.place == place), None)
        if found is not None:
            return found
        row = CommentRow(self._theme, place)
        row.played.connect(lambda: self.played.emit(place))
        row.removed.connect(lambda: self.removed.emit(place))
        row.typed.connect(lambda text: self.typed.emit(place, text))
        row.ended.connect(self.ended)
        row.left.connect(lambda: self._leave(row))
        at = sum(other.place < place for other in self.rows)
        self.rows.insert(at, row)
        self._column.insertWidget(at, row)
        row.show()
        return row

    def _leave(self, row: CommentRow) -> None:
        """Nothing was written: there is no comment."""
        self.left.emit()
        if row in self.rows and row.place not in {one.place for one in self._comments}:
            self._drop(row)
            self._fit()

    def _drop(self, row: CommentRow) -> None:
        self.rows.remove(row)
        self._column.removeWidget(row)
        row.hide()
        row.deleteLater()

    def _fit(self) -> None:
        self.setVisible(bool(self.rows))
        self.area.updateGeometry()
