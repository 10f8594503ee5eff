"""How a verdict looks: its word, its shape and its colour together, never colour alone."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from mockinterview.core.content import Criterion, CriterionKind
from mockinterview.core.marking import Mark, Verdict, verdict_word
from mockinterview.ui import icons, tokens
from mockinterview.ui.marking.wording import is_hollow, status_word
from mockinterview.ui.theme import Theme
from mockinterview.ui.widgets.plain import plain_tip

VERDICT_KEYS = {
    1: Verdict.MET,
    2: Verdict.PARTLY,
    3: Verdict.NOT_MET,
    4: Verdict.CANNOT_TELL,
}
"""Which verdict a digit sets."""

_HOLLOW_TEXT = "Met, but nothing is cited for it yet. Choose the words that show it and press E."


@dataclass(frozen=True)
class Look:
    """An icon and a colour of the palette, by its name there."""

    icon: str
    colour: str


_POSITIVE = {
    Verdict.MET: Look("checkbox-circle-fill", "met"),
    Verdict.PARTLY: Look("contrast-fill", "partly"),
    Verdict.NOT_MET: Look("close-line", "not_met"),
    Verdict.CANNOT_TELL: Look("question-line", "cannot_tell"),
}
_PITFALL = {
    Verdict.MET: Look("alert-fill", "not_met"),
    Verdict.PARTLY: Look("contrast-fill", "partly"),
    Verdict.NOT_MET: Look("checkbox-circle-fill", "met"),
    Verdict.CANNOT_TELL: Look("question-line", "cannot_tell"),
}
_HOLLOW = Look("checkbox-blank-circle-line", "met")


def look_of(verdict: Verdict, kind: CriterionKind) -> Look:
    """Icon and colour of a verdict on a criterion of this kind."""
    looks = _PITFALL if kind is CriterionKind.PITFALL else _POSITIVE
    return looks[verdict]


def verdict_options(kind: CriterionKind) -> list[tuple[Verdict, str, str]]:
    """The segments “1 Met”, “2 Partly”, …, each with the tone of its colour."""
    return [
        (verdict, f"{key} {verdict_word(verdict, kind)}", look_of(verdict, kind).colour)
        for key, verdict in VERDICT_KEYS.items()
    ]


class VerdictBadge(QWidget):
    """The verdict at the right end of a row; a dash while there is none."""

    def __init__(self, theme: Theme, criterion: Criterion) -> None:
        super().__init__()
        self._theme = theme
        self._criterion = criterion
        self._mark = Mark()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def set_mark(self, mark: Mark) -> None:
        """Show this verdict."""
        self._mark = mark
        self.setToolTip(plain_tip(_HOLLOW_TEXT if self.is_hollow else ""))
        self.updateGeometry()
        self.update()

    @property
    def word(self) -> str:
        """The word that is shown."""
        return "–" if self._mark.verdict is None else status_word(self._mark, self._criterion)

    @property
    def is_hollow(self) -> bool:
        """Whether a met criterion is shown as a ring because nothing is cited."""
        return is_hollow(self._mark, self._criterion)

    def sizeHint(self) -> QSize:
        """Icon and word."""
        metrics = QFontMetrics(self._font())
        width = metrics.horizontalAdvance(self.word) + 2
        if self._mark.verdict is not None:
            width += self._side() + tokens.SPACE_4
        return QSize(width, max(metrics.height(), self._side()))

    def minimumSizeHint(self) -> QSize:
        """Never cut."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Icon, then word."""
        painter = QPainter(self)
        painter.setFont(self._font())
        area = QRectF(self.rect())
        verdict = self._mark.verdict
        if verdict is None:
            painter.setPen(QColor(self._theme.palette.muted))
        else:
            look = _HOLLOW if self.is_hollow else look_of(verdict, self._criterion.kind)
            colour: str = getattr(self._theme.palette, look.colour)
            side = self._side()
            top = (area.height() - side) / 2
            icons.paint_icon(painter, look.icon, QRectF(0, top, side, side), colour)
            painter.setPen(QColor(colour))
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(area, right, self.word)

    def _font(self) -> QFont:
        return self._theme.font(tokens.META, QFont.Weight.Bold)

    def _side(self) -> int:
        return self._theme.pixels(tokens.BODY)
