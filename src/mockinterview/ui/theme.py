"""The look of the window: palette, fonts and stylesheet made from the tokens.

Widgets take part through the dynamic property `role`:

    QLabel        title, heading, section, strong, body, meta, question, transcript, problem, code
    QPushButton   primary, plain, segment (with `tone`: accent, met, partly, not_met, cannot_tell)
    QToolButton   rail, plain
    QFrame        card, banner (with `tone`: notice, problem), rail, line, bar, drop

`set_role` sets the property and looks the style up again. What is painted by hand takes its
colours from `Theme.palette` and its fonts from `Theme.font`, and repaints on `Theme.changed`.
"""

from __future__ import annotations

import sys
from typing import Final

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontInfo, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory, QWidget

from mockinterview import settings
from mockinterview.ui import tokens
from mockinterview.ui.stylesheet import make_stylesheet

_ORDINARY_POINTS: Final = {"darwin": 13.0, "win32": 9.0}
_ORDINARY_POINTS_ELSEWHERE: Final = 10.0
"""The system font size at which the tokens' type sizes are meant."""


class Theme(QObject):
    """The colours and fonts in use; `changed` follows every change of either."""

    changed = Signal()

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self._application = application
        self._system_font = QFont(application.font())
        self._choice = settings.Theme.SYSTEM
        self.palette = tokens.LIGHT
        self.scale = _system_scale(self._system_font)
        style = QStyleFactory.create("Fusion")
        application.setStyle(style)
        application.styleHints().colorSchemeChanged.connect(self._follow_system)
        self._apply()

    def choose(self, choice: settings.Theme) -> None:
        """Use light or dark colours, or those that the system asks for."""
        self._choice = choice
        hints = self._application.styleHints()
        if choice is settings.Theme.SYSTEM:
            hints.unsetColorScheme()
        else:
            is_dark = choice is settings.Theme.DARK
            hints.setColorScheme(Qt.ColorScheme.Dark if is_dark else Qt.ColorScheme.Light)
        self._follow_system()

    def pixels(self, size: float) -> int:
        """A size of the tokens, grown with the system's font size."""
        return round(size * self.scale)

    def font(self, size: int, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
        """The system's font at a size of the tokens, with figures of equal width."""
        font = QFont(self._system_font)
        font.setPixelSize(self.pixels(size))
        font.setWeight(weight)
        font.setFeature(QFont.Tag("tnum"), 1)
        return font

    def _follow_system(self) -> None:
        palette = self._wanted()
        if palette is not self.palette:
            self.palette = palette
            self._apply()

    def _wanted(self) -> tokens.Palette:
        if self._choice is settings.Theme.SYSTEM:
            is_dark = self._application.styleHints().colorScheme() is Qt.ColorScheme.Dark
        else:
            is_dark = self._choice is settings.Theme.DARK
        return tokens.DARK if is_dark else tokens.LIGHT

    def _apply(self) -> None:
        self._application.setFont(self.font(tokens.BODY))
        self._application.setPalette(_qt_palette(self.palette))
        self._application.setStyleSheet(make_stylesheet(self.palette, self.scale))
        self.changed.emit()


def set_role(widget: QWidget, role: str, tone: str | None = None) -> None:
    """Give a widget its part in the stylesheet; works before and after it is shown."""
    widget.setProperty("role", role)
    if tone is not None:
        widget.setProperty("tone", tone)
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()


def _system_scale(font: QFont) -> float:
    """How much bigger than ordinary the person has set the system's text; never smaller."""
    ordinary = _ORDINARY_POINTS.get(sys.platform, _ORDINARY_POINTS_ELSEWHERE)
    return max(1.0, QFontInfo(font).pointSizeF() / ordinary)


def _qt_palette(colours: tokens.Palette) -> QPalette:
    roles = {
        QPalette.ColorRole.Window: colours.background,
        QPalette.ColorRole.WindowText: colours.ink,
        QPalette.ColorRole.Base: colours.surface,
        QPalette.ColorRole.AlternateBase: colours.background,
        QPalette.ColorRole.Text: colours.ink,
        QPalette.ColorRole.PlaceholderText: colours.muted,
        QPalette.ColorRole.Button: colours.surface,
        QPalette.ColorRole.ButtonText: colours.ink,
        QPalette.ColorRole.BrightText: colours.recording,
        QPalette.ColorRole.Highlight: colours.accent,
        QPalette.ColorRole.HighlightedText: colours.on_accent,
        QPalette.ColorRole.Accent: colours.accent,
        QPalette.ColorRole.Link: colours.accent,
        QPalette.ColorRole.LinkVisited: colours.accent,
        QPalette.ColorRole.ToolTipBase: colours.surface,
        QPalette.ColorRole.ToolTipText: colours.ink,
        QPalette.ColorRole.Light: colours.surface,
        QPalette.ColorRole.Midlight: colours.line,
        QPalette.ColorRole.Mid: colours.line,
        QPalette.ColorRole.Dark: colours.line,
    }
    palette = QPalette()
    for role, colour in roles.items():
        palette.setColor(role, QColor(colour))
    for role in (
        QPalette.ColorRole.WindowText,
        QPalette.ColorRole.Text,
        QPalette.ColorRole.ButtonText,
    ):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(colours.muted))
    return palette
