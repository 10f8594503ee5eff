"""One finding of the sound check: a sign, a sentence, its figures small beside it, what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from mockinterview.ui import tokens
from mockinterview.ui.theme import Theme
from mockinterview.ui.widgets.labels import Label
from mockinterview.ui.widgets.panels import Glyph
from mockinterview.ui.widgets.plain import plain_tip
from mockinterview.ui.wording import unbroken

if TYPE_CHECKING:
    from mockinterview.audio.check.findings import Finding

_NARROW: Final = 440
_SIGNS: Final = {
    "good": ("checkbox-circle-fill", "met", "Good"),
    "fair": ("information-fill", "partly", "Note"),
    "bad": ("close-circle-fill", "not_met", "Problem"),
}
"""By grade: the sign, its colour, and the word for it."""


class FindingRow(QWidget):
    """Shows one finding; the word for its sign is its tooltip and is read out."""

    def __init__(self, theme: Theme, finding: Finding) -> None:
        super().__init__()
        icon, colour, word = _SIGNS[finding.grade.value]
        self.finding = finding
        sign = Glyph(theme, icon, tokens.HEADING, colour)
        sign.setToolTip(plain_tip(word))
        self.sentence = Label(finding.sentence, "strong")
        self.advice = Label(finding.advice, "body")
        self.figure = Label(unbroken(finding.figure), "meta")
        self.setAccessibleName(f"{word}: {finding} {finding.figure}".strip())
        self._theme = theme
        self._is_narrow: bool | None = None
        self._grid = grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(tokens.SPACE_12)
        grid.setVerticalSpacing(2)
        grid.addWidget(sign, 0, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self.advice, 2, 1, 1, 2)
        grid.setColumnStretch(1, 3)
        self.advice.setVisible(bool(finding.advice))
        self.figure.setVisible(bool(finding.figure))
        self._place(is_narrow=False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The figures stand beneath where there is no room beside."""
        super().resizeEvent(event)
        self._place(is_narrow=self.width() < self._theme.pixels(_NARROW))

    def _place(self, *, is_narrow: bool) -> None:
        if is_narrow == self._is_narrow:
            return
        self._is_narrow = is_narrow
        is_beside = not is_narrow and bool(self.finding.figure)
        self._grid.removeWidget(self.sentence)
        self._grid.removeWidget(self.figure)
        self._grid.setColumnStretch(2, 2 if is_beside else 0)
        self._grid.addWidget(self.sentence, 0, 1, 1, 1 if is_beside else 2)
        side = Qt.AlignmentFlag.AlignLeft if is_narrow else Qt.AlignmentFlag.AlignRight
        self.figure.setAlignment(side | Qt.AlignmentFlag.AlignTop)
        if is_narrow:
            self._grid.addWidget(self.figure, 1, 1, 1, 2)
        else:
            self._grid.addWidget(self.figure, 0, 2)


class FindingList(QWidget):
    """Findings beneath each other; nothing when there are none."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.rows: list[FindingRow] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(tokens.SPACE_12)
        self.hide()

    def show_findings(self, findings: list[Finding]) -> None:
        """Show these instead."""
        for row in self.rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = [FindingRow(self._theme, finding) for finding in findings]
        for row in self.rows:
            self._column.addWidget(row)
        self.setVisible(bool(findings))
