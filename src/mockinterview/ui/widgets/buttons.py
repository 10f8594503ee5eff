"""Buttons: with the key that presses them drawn as a key cap, and those of the rail."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QKeySequence, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QToolButton,
)

from mockinterview.ui import icons, tokens
from mockinterview.ui.theme import Theme, set_role
from mockinterview.ui.widgets.plain import plain_tip

_CAP_MARGIN = 6
_IN_PLACE_OF_TEXT = "XXXX"
"""What Qt measures for a button without text; beside an icon it would be empty room."""
_EDGE: Final = 3
"""Pixels at each side that the words keep clear: the frame and a little."""


class KeyButton(QPushButton):
    """A button that shows its key: “Start [Enter]”. The key itself is the page's business.

    An “&” in its text is shown, and is no key: the text may have the name of a folder in it.

    Args:
        theme: colours and fonts.
        text: what it does.
        key: the key as printed on the keyboard, or empty.
        role: `primary`, `plain` or empty for an ordinary button.
        icon: a Remix icon drawn before the text, or empty.
    """

    def __init__(
        self, theme: Theme, text: str, key: str = "", *, role: str = "", icon: str = ""
    ) -> None:
        super().__init__()
        self.setText(text)
        self._theme = theme
        self._key = key
        self._icon = icon
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAutoDefault(False)
        if role:
            set_role(self, role)
        self._describe()
        theme.changed.connect(self._refresh)

    def setText(self, text: str) -> None:
        """Show another text, without the shortcut that Qt makes of the letter behind an “&”."""
        super().setText(text)
        self.setShortcut(QKeySequence())

    @property
    def key(self) -> str:
        """The key that is shown."""
        return self._key

    def set_key(self, key: str) -> None:
        """Show another key, or none."""
        if key != self._key:
            self._key = key
            self._describe()
            self._refresh()

    def set_icon(self, icon: str) -> None:
        """Show another icon, or none."""
        if icon != self._icon:
            self._icon = icon
            self._refresh()

    def width_with(self, key: str) -> int:
        """How wide it would be with this key, or with none."""
        return self.sizeHint().width() - self._key_room(self._key) + self._key_room(key)

    def sizeHint(self) -> QSize:
        """The plain button's size and room for the cap and the icon."""
        hint = super().sizeHint()
        extra = self._key_room(self._key) + self._icon_width()
        if not self.text():
            extra -= self.fontMetrics().horizontalAdvance(_IN_PLACE_OF_TEXT)
        # The text was measured in the stylesheet's font already; only its neighbours are added.
        return QSize(hint.width() + extra, hint.height())

    def minimumSizeHint(self) -> QSize:
        """Never narrower than its words."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Frame by the style, then icon, text and cap in the middle.

        Where a layout had less room than was asked for, the cap is left out, then the words end in
        an ellipsis.
        """
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        self.style().drawControl(QStyle.ControlElement.CE_PushButtonBevel, option, painter, self)
        text, metrics = self.text(), self.fontMetrics()
        cap_width = self._cap_width(self._key)
        gap = tokens.SPACE_8 if self._key else 0
        room = self.width() - 2 * _EDGE - self._icon_width()
        has_cap = bool(self._key) and metrics.horizontalAdvance(text) + gap + cap_width <= room
        if not has_cap:
            gap = cap_width = 0
            text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
        text_width = metrics.horizontalAdvance(text)
        left = (self.width() - self._icon_width() - text_width - gap - cap_width) / 2
        colour = self._text_colour()
        if self._icon:
            side = self._icon_side()
            area = QRectF(left, (self.height() - side) / 2, side, side)
            icons.paint_icon(painter, self._icon, area, colour.name())
            left += self._icon_width()
        painter.setPen(colour)
        area = QRectF(left, 0, text_width + 2, self.height())
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
        if has_cap:
            self._paint_cap(painter, left + text_width + gap, cap_width, colour)

    def _paint_cap(self, painter: QPainter, left: float, width: float, colour: QColor) -> None:
        font = self._theme.font(tokens.META)
        height = self._theme.pixels(tokens.META) + _CAP_MARGIN
        area = QRectF(left, (self.height() - height) / 2, width, height)
        painter.setPen(QPen(colour, 1))
        painter.drawRoundedRect(area.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.setFont(font)
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, self._key)

    def _text_colour(self) -> QColor:
        colours = self._theme.palette
        if not self.isEnabled():
            return QColor(colours.muted)
        role = self.property("role")
        if role == "primary":
            return QColor(colours.on_accent)
        return QColor(colours.muted if role == "plain" else colours.ink)

    def _key_room(self, key: str) -> int:
        return self._cap_width(key) + tokens.SPACE_8 if key else 0

    def _cap_width(self, key: str) -> int:
        if not key:
            return 0
        metrics = self.fontMetrics()
        ratio = tokens.META / tokens.BODY if self.property("role") != "plain" else 1.0
        return round(metrics.horizontalAdvance(key) * ratio) + 2 * _CAP_MARGIN + 2

    def _icon_side(self) -> int:
        return self._theme.pixels(tokens.TRANSCRIPT)

    def _icon_width(self) -> int:
        return (
            self._icon_side() + tokens.SPACE_8
            if self._icon and self.text()
            else (self._icon_side() if self._icon else 0)
        )

    def _describe(self) -> None:
        self.setAccessibleDescription(f"Key: {self._key}" if self._key else "")

    def _refresh(self) -> None:
        self.updateGeometry()
        self.update()


class RailButton(QToolButton):
    """A page of the window: icon above word."""

    def __init__(self, theme: Theme, text: str, icon: str) -> None:
        super().__init__()
        self._theme = theme
        self._icon = icon
        self.setText(text)
        self.setAccessibleName(text)
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        side = theme.pixels(tokens.HEADING)
        self.setIconSize(QSize(side, side))
        set_role(self, "rail")
        theme.changed.connect(self._draw)
        self._draw()

    def _draw(self) -> None:
        colours = self._theme.palette
        side = self.iconSize().width()
        self.setIcon(icons.icon(self._icon, colours.muted, colours.accent, side))


class IconButton(QToolButton):
    """A small button that shows only an icon; `name` is what it does, for tooltip and reader."""

    def __init__(self, theme: Theme, icon: str, name: str) -> None:
        super().__init__()
        self._theme = theme
        self._icon = icon
        self.setToolTip(plain_tip(name))
        self.setAccessibleName(name)
        side = theme.pixels(tokens.TRANSCRIPT)
        self.setIconSize(QSize(side, side))
        set_role(self, "plain")
        theme.changed.connect(self._draw)
        self._draw()

    def show_as(self, icon: str, name: str) -> None:
        """Another icon with another name: what it does now is something else."""
        self._icon = icon
        self.setToolTip(plain_tip(name))
        self.setAccessibleName(name)
        self._draw()

    def _draw(self) -> None:
        side = self.iconSize().width()
        self.setIcon(icons.icon(self._icon, self._theme.palette.muted, pixels=side))
