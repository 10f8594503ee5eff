"""Panels: card, banner for what the page can live with, and the empty page's one offer."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from mockinterview.errors import MockInterviewError
from mockinterview.ui import icons, tokens
from mockinterview.ui.theme import Theme, set_role
from mockinterview.ui.widgets.buttons import IconButton, KeyButton
from mockinterview.ui.widgets.labels import Label


class Card(QFrame):
    """A raised surface; put widgets into `column`."""

    def __init__(self, margin: int = tokens.SPACE_16) -> None:
        super().__init__()
        set_role(self, "card")
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(margin, margin, margin, margin)
        self.column.setSpacing(tokens.SPACE_12)


class Glyph(QWidget):
    """An icon by itself, in a colour of the palette."""

    def __init__(self, theme: Theme, icon: str, size: int, colour: str = "muted") -> None:
        super().__init__()
        self._theme = theme
        self._icon = icon
        self._colour = colour
        side = theme.pixels(size)
        self.setFixedSize(QSize(side, side))
        theme.changed.connect(self.update)

    def set_glyph(self, icon: str, colour: str) -> None:
        """Show another icon in another colour of the palette."""
        self._icon = icon
        self._colour = colour
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the icon."""
        colour: str = getattr(self._theme.palette, self._colour)
        icons.paint_icon(QPainter(self), self._icon, QRectF(self.rect()), colour)


class Banner(QFrame):
    """What happened, what to do, details folded away, at most one thing to press.

    It is hidden until `show_problem` or `show_notice`; screen readers are told at once.
    """

    dismissed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._action: Callable[[], None] | None = None
        set_role(self, "banner", "notice")
        self._glyph = Glyph(theme, "information-line", tokens.HEADING, "accent")
        self.message = Label("", "strong")
        self.hint = Label("", "body")
        self.detail = Label("", "meta")
        self.detail.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.details_button = KeyButton(theme, "Details", role="plain")
        self.details_button.clicked.connect(self._fold)
        self.action_button = KeyButton(theme, "")
        self.action_button.clicked.connect(self._act)
        self.close_button = IconButton(theme, "close-line", "Dismiss")
        self.close_button.clicked.connect(self.dismiss)
        self._arrange()
        self.hide()

    def show_problem(
        self,
        error: MockInterviewError,
        action_text: str = "",
        action: Callable[[], None] | None = None,
    ) -> None:
        """Tell an expected error."""
        self._offer(action_text, action)
        self._show("problem", error.message, error.hint, error.detail)

    def show_notice(
        self,
        message: str,
        hint: str = "",
        detail: str = "",
        action_text: str = "",
        action: Callable[[], None] | None = None,
    ) -> None:
        """Tell something that is worth knowing."""
        self._offer(action_text, action)
        self._show("notice", message, hint, detail)

    def dismiss(self) -> None:
        """Hide it, as the person asked."""
        self.hide()
        self.dismissed.emit()

    def _offer(self, action_text: str, action: Callable[[], None] | None) -> None:
        self._action = action
        self.action_button.setText(action_text)
        self.action_button.setVisible(action is not None)

    def _show(self, tone: str, message: str, hint: str, detail: str) -> None:
        set_role(self, "banner", tone)
        is_problem = tone == "problem"
        self._glyph.set_glyph(
            "error-warning-line" if is_problem else "information-line",
            "recording" if is_problem else "accent",
        )
        self.message.setText(message)
        self.hint.setText(hint)
        self.hint.setVisible(bool(hint))
        self.detail.setText(detail)
        self.detail.hide()
        self.details_button.setText("Details")
        self.details_button.setVisible(bool(detail))
        self.setAccessibleName(f"{message} {hint}".strip())
        self.show()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def _act(self) -> None:
        if self._action is not None:
            self._action()

    def _fold(self) -> None:
        is_folded = self.detail.isHidden()
        self.detail.setVisible(is_folded)
        self.details_button.setText("Hide details" if is_folded else "Details")

    def _arrange(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(tokens.SPACE_4)
        for label in (self.message, self.hint, self.detail):
            words.addWidget(label)
        row = QHBoxLayout(self)
        row.setContentsMargins(tokens.SPACE_16, tokens.SPACE_8, tokens.SPACE_8, tokens.SPACE_8)
        row.setSpacing(tokens.SPACE_12)
        top = Qt.AlignmentFlag.AlignVCenter
        row.addWidget(self._glyph, 0, top)
        row.addLayout(words, 1)
        for button in (self.details_button, self.action_button, self.close_button):
            row.addWidget(button, 0, top)


class EmptyState(QWidget):
    """What a page is for, and the one action that fills it."""

    acted = Signal()

    def __init__(self, theme: Theme, icon: str, title: str, text: str, action: str = "") -> None:
        super().__init__()
        self.title = Label(title, "heading")
        self.text = Label(text, "body")
        self.button = KeyButton(theme, action, role="primary")
        self.button.clicked.connect(self.acted)
        column = QVBoxLayout(self)
        column.setSpacing(tokens.SPACE_12)
        column.addStretch(2)
        middle = Qt.AlignmentFlag.AlignHCenter
        column.addWidget(Glyph(theme, icon, tokens.SPACE_32), 0, middle)
        for label in (self.title, self.text):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            # As wide as can be read at ease; as high as the words then are (`showEvent`).
            label.setFixedWidth(theme.pixels(480))
            column.addWidget(label, 0, middle)
        column.addSpacing(tokens.SPACE_8)
        column.addWidget(self.button, 0, middle)
        self.button.setVisible(bool(action))
        column.addStretch(3)

    def showEvent(self, event: QShowEvent) -> None:
        """A centred label is not asked for its height by the layout; its font is known now."""
        super().showEvent(event)
        for label in (self.title, self.text):
            label.setFixedHeight(label.heightForWidth(label.width()))
