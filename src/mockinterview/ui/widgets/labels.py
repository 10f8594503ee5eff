"""Labels: by role, shortened to one line, and the heading of a section."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from mockinterview.ui import tokens
from mockinterview.ui.theme import set_role
from mockinterview.ui.widgets.plain import plain_tip

_BETWEEN = " · "


class Label(QLabel):
    """Plain text in a role of the stylesheet, wrapped unless told otherwise.

    Text from banks and transcripts is never read as rich text.
    """

    def __init__(self, text: str = "", role: str = "body", *, wraps: bool = True) -> None:
        super().__init__(text)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wraps)
        set_role(self, role)


class ElidedLabel(QLabel):
    """One line that ends in “…” where it does not fit; the whole text is its tooltip."""

    def __init__(self, text: str = "", role: str = "body") -> None:
        super().__init__(text)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        set_role(self, role)

    def minimumSizeHint(self) -> QSize:
        """Room for a few letters is enough."""
        return QSize(self.fontMetrics().averageCharWidth() * 4, super().sizeHint().height())

    @property
    def shown(self) -> str:
        """What there is room for."""
        room = self.contentsRect().width()
        return self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw what fits."""
        painter = QPainter(self)
        space, shown = self.contentsRect(), self.shown
        self.setToolTip(plain_tip("" if shown == self.text() else self.text()))
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(space, int(self.alignment() | Qt.TextFlag.TextSingleLine), shown)


class PartsLabel(ElidedLabel):
    """One line of parts; where it does not fit, whole parts are left out from its end."""

    @property
    def shown(self) -> str:
        """What there is room for; at least the first part, shortened where need be."""
        parts = self.text().split(_BETWEEN)
        metrics, room = self.fontMetrics(), self.contentsRect().width()
        while len(parts) > 1 and metrics.horizontalAdvance(_BETWEEN.join(parts)) > room:
            parts.pop()
        return metrics.elidedText(_BETWEEN.join(parts), Qt.TextElideMode.ElideRight, room)


class SectionHeader(QWidget):
    """A small heading at the left with a quiet remark at the right of the same line."""

    def __init__(self, title: str, remark: str = "") -> None:
        super().__init__()
        self.title = Label(title.upper(), "section", wraps=False)
        self.title.setAccessibleName(title)
        self.remark = Label(remark, "meta", wraps=False)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.SPACE_8)
        row.addWidget(self.title, 1)
        row.addWidget(self.remark)
