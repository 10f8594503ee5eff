"""Measures the contrast of text as it was drawn, not as the stylesheet means it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QWidget

from tests.looks.describing import in_sight, is_covered, name_of, seen, text_of

LEAST_CONTRAST = 4.5
"""WCAG 2.2, 1.4.3 (AA)."""
_FRAME_PIXELS = 4
"""Left out at the edges of a button: its frame is no text."""
_SMOOTHED_SHARE = 0.06
"""By how much thin letters that are smoothed fall short of their own colour; measured at 13 px."""


def pale(window: QWidget) -> list[str]:
    """The labels, buttons and fields of which the text does not stand out enough."""
    image = window.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    faults = []
    for widget in _with_text(window):
        area = _area_of(widget)
        if area.height() < widget.fontMetrics().height() or area.isEmpty():
            continue  # of what is nearly scrolled away there is nothing to measure
        found = drawn_contrast(image, QRect(widget.mapTo(window, area.topLeft()), area.size()))
        if found < LEAST_CONTRAST * (1 - _SMOOTHED_SHARE):
            faults.append(f"{name_of(widget)} has a contrast of {found:.1f}")
    return faults


def drawn_contrast(image: QImage, area: QRect) -> float:
    """Contrast between the commonest colour of an area and the one that stands out most (1-21)."""
    scale = image.devicePixelRatio()
    part = image.copy(QRect(area.topLeft() * scale, area.size() * scale))
    colours = Counter(
        part.pixel(QPoint(x, y)) & 0xFFFFFF
        for y in range(part.height())
        for x in range(part.width())
    )
    if not colours:
        return 21.0
    ground = luminance(colours.most_common(1)[0][0])
    return max(contrast(luminance(colour), ground) for colour in colours)


def contrast(first: float, second: float) -> float:
    """Contrast of two luminances as WCAG defines it, 1 to 21."""
    dark, light = sorted((first, second))
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: int) -> float:
    """Relative luminance of a colour 0xRRGGBB as WCAG defines it, 0 to 1."""
    parts = QColor(colour)
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (parts.redF(), parts.greenF(), parts.blueF())
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _with_text(window: QWidget) -> Iterator[QWidget]:
    kinds: tuple[type[QWidget], ...] = (QLabel, QAbstractButton, QLineEdit)
    for kind in kinds:
        for widget in seen(window, kind):
            typed = widget.displayText() if isinstance(widget, QLineEdit) else ""
            if (text_of(widget) or typed).strip() and not is_covered(widget):
                yield widget


def _area_of(widget: QWidget) -> QRect:
    inset = 0 if isinstance(widget, QLabel) else _FRAME_PIXELS
    return in_sight(widget).intersected(widget.rect().adjusted(inset, inset, -inset, -inset))
