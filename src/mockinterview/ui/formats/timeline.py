"""One question drawn as a bar: listen, prepare, answer, break, each with its time in words."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from mockinterview.core.content import Format
from mockinterview.core.interview import COUNTDOWN_SECONDS
from mockinterview.core.sitting import LISTENING_SECONDS, seconds_of
from mockinterview.ui import tokens
from mockinterview.ui.theme import Theme
from mockinterview.ui.wording import count, length_words

_NO_LIMIT_SECONDS = 120.0
"""How wide a part without a limit is drawn, as if it were so long."""
_BAR_PIXELS = 14
_LEAST_GAP = 2
_USUAL_QUESTIONS = 4


class PartKind(StrEnum):
    """What happens in a part of the bar."""

    LISTEN = "listen"
    PREPARE = "prepare"
    COUNTDOWN = "countdown"
    ANSWER = "answer"
    BREAK = "break"


@dataclass(frozen=True)
class Part:
    """A part of the bar. `seconds` is None where there is no limit."""

    kind: PartKind
    name: str
    time: str
    seconds: float | None


def parts_of(rules: Format) -> list[Part]:
    """The parts of one question in their order. How long the prompt plays is not known before."""
    answer = rules.answer_seconds
    parts = [Part(PartKind.LISTEN, "Listen", "while it plays", LISTENING_SECONDS)]
    if rules.preparation_seconds != 0:
        parts.append(_timed(PartKind.PREPARE, "Prepare", rules.preparation_seconds))
    if rules.countdown:
        parts.append(Part(PartKind.COUNTDOWN, "3, 2, 1", "3 s", COUNTDOWN_SECONDS))
    if rules.clock_includes_prompt and answer is not None:
        time = f"{length_words(answer)}, listening included"
        parts.append(
            Part(PartKind.ANSWER, "Answer", time, max(answer - LISTENING_SECONDS, answer / 2))
        )
    else:
        parts.append(_timed(PartKind.ANSWER, "Answer", answer))
    if rules.break_seconds:
        parts.append(_timed(PartKind.BREAK, "Break", rules.break_seconds))
    return parts


def part_words(rules: Format) -> str:
    """The bar for those who do not see it: “Listen, then prepare 1 min, then answer 5 min.”"""
    told = [
        f"{part.name} {part.time}" if part.kind is not PartKind.LISTEN else "Listen"
        for part in parts_of(rules)
    ]
    return f"{', then '.join(told)}."


def sitting_length_words(rules: Format, extra_percent: float) -> str:
    """How long a sitting lasts at most, as written and with the extra time."""
    number = rules.questions or _USUAL_QUESTIONS
    head = f"A sitting of {count(number, 'question')}"
    if rules.questions is None:
        head += ", for example,"
    seconds = seconds_of(rules, number)
    longer = seconds_of(rules.with_extra_time(extra_percent), number)
    if seconds is None or longer is None:
        return f"{head} lasts as long as you like."
    told = f"{head} lasts about {_about(seconds)} at most"
    if extra_percent:
        told += f", with your {extra_percent:g} % extra time about {_about(longer)}"
    return f"{told}."


class Timeline(QWidget):
    """The bar with the names and times beneath it; `longest` bars are drawn to the same scale."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._parts: list[Part] = []
        self._longest: list[Part] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._refresh)

    def show_format(self, rules: Format, scale: Format) -> None:
        """Draw this format to the scale of another one: the same with more time."""
        self._parts = parts_of(rules)
        self._longest = parts_of(scale)
        self.setAccessibleName(part_words(rules))
        self.update()

    def sizeHint(self) -> QSize:
        """Bar, name and time."""
        lines = 2 * QFontMetricsF(self._theme.font(tokens.META)).height()
        height = self._theme.pixels(_BAR_PIXELS) + tokens.SPACE_4 + lines
        return QSize(self._theme.pixels(tokens.WINDOW_WIDTH // 4), round(height))

    def widths(self, width: float) -> list[float]:
        """The width of each part in a bar of `width` pixels: room for its words, then to scale."""
        pairs = zip(self._least_widths(self._parts), self._least_widths(self._longest), strict=True)
        least = [max(pair) for pair in pairs]
        total = sum(_drawn_seconds(part) for part in self._longest) or 1.0
        gaps = _LEAST_GAP * (len(least) - 1)
        spare = max(0.0, width - sum(least) - gaps)
        shrink = min(1.0, (width - gaps) / (sum(least) or 1.0))
        return [
            shrink * wide + spare * _drawn_seconds(part) / total
            for part, wide in zip(self._parts, least, strict=True)
        ]

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Bars, then the words beneath each."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        left = 0.0
        for part, width in zip(self._parts, self.widths(self.width()), strict=True):
            self._paint_part(painter, part, left, width)
            left += width + _LEAST_GAP

    def _paint_part(self, painter: QPainter, part: Part, left: float, width: float) -> None:
        colours = self._theme.palette
        height = self._theme.pixels(_BAR_PIXELS)
        bar = QRectF(left + 0.5, 0.5, width - 1, height - 1)
        fill, edge = {
            PartKind.LISTEN: (colours.wave, colours.wave),
            PartKind.PREPARE: (colours.accent_soft, colours.accent),
            PartKind.COUNTDOWN: (colours.background, colours.muted),
            PartKind.ANSWER: (colours.accent, colours.accent),
            PartKind.BREAK: (colours.background, colours.line),
        }[part.kind]
        pen = QPen(QColor(edge), 1)
        if part.seconds is None:  # open at the end: drawn as an outline that breaks off
            pen.setStyle(Qt.PenStyle.DashLine)
            fill = colours.accent_soft
        painter.setPen(pen)
        painter.setBrush(QColor(fill))
        painter.drawRoundedRect(bar, tokens.SPACE_4, tokens.SPACE_4)
        painter.setFont(self._theme.font(tokens.META))
        metrics = painter.fontMetrics()
        for row, (words, colour) in enumerate(
            ((part.name, colours.ink), (part.time, colours.muted))
        ):
            painter.setPen(QColor(colour))
            top = height + tokens.SPACE_4 + row * metrics.height()
            shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, round(width))
            painter.drawText(
                QRectF(left, top, width, metrics.height()), Qt.AlignmentFlag.AlignLeft, shown
            )

    def _least_widths(self, parts: list[Part]) -> list[float]:
        metrics = QFontMetricsF(self._theme.font(tokens.META))
        return [
            max(metrics.horizontalAdvance(words) for words in (part.name, part.time))
            + tokens.SPACE_12
            for part in parts
        ]

    def _refresh(self) -> None:
        self.updateGeometry()
        self.update()


def _timed(kind: PartKind, name: str, seconds: float | None) -> Part:
    return Part(kind, name, "no limit" if seconds is None else length_words(seconds), seconds)


def _drawn_seconds(part: Part) -> float:
    return _NO_LIMIT_SECONDS if part.seconds is None else part.seconds


def _about(seconds: float) -> str:
    """To the minute, and half a minute where it is short."""
    step = 60 if seconds > 300 else 30
    return length_words(max(step, step * round(seconds / step)))
