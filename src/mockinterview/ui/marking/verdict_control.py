"""The four verdicts side by side; where there is little room the digits and the air give way."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics

from mockinterview.core.content import CriterionKind
from mockinterview.ui import tokens
from mockinterview.ui.marking.verdicts import verdict_options
from mockinterview.ui.theme import Theme
from mockinterview.ui.widgets.choice import SegmentedControl

_NARROW_PADDING = tokens.SPACE_4
_TIGHT = f'QPushButton[role="segment"] {{ padding: {tokens.SPACE_4}px {_NARROW_PADDING}px; }}'


class VerdictControl(SegmentedControl):
    """“1 Met | 2 Partly | 3 Not met | 4 Can't tell”, fitted by `fit`."""

    def __init__(self, theme: Theme, kind: CriterionKind) -> None:
        super().__init__("Verdict", verdict_options(kind))
        self._theme = theme
        self._texts = [text for _, text, _ in verdict_options(kind)]
        for button in self.buttons:
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def fit(self, width: int) -> None:
        """Take at most this many pixels: first without air, then without the digits."""
        air = 2 * tokens.SPACE_12
        roomy = self._needed(self._texts, air) <= width
        words = [text.split(" ", 1)[1] for text in self._texts]
        keeps_digits = roomy or self._needed(self._texts, 2 * _NARROW_PADDING) <= width
        for button, text in zip(self.buttons, self._texts if keeps_digits else words, strict=True):
            button.setText(text)
        sheet = "" if roomy else _TIGHT
        if sheet != self.styleSheet():
            self.setStyleSheet(sheet)

    def minimumSizeHint(self) -> QSize:
        """Never a reason for the column to grow."""
        return QSize(0, super().minimumSizeHint().height())

    def _needed(self, texts: list[str], air: int) -> int:
        """The width in pixels; the chosen one is bold, whichever it is."""
        plain = QFontMetrics(self._theme.font(tokens.META))
        bold = QFontMetrics(self._theme.font(tokens.META, QFont.Weight.Bold))
        widths = [plain.horizontalAdvance(text) for text in texts]
        extra = max(
            bold.horizontalAdvance(text) - width for text, width in zip(texts, widths, strict=True)
        )
        return sum(widths) + extra + len(texts) * (air + 2) + tokens.SPACE_4
