"""Finds text that is cut off: by its own widget, or by what the widget lies in."""

from __future__ import annotations

import re
from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QLabel,
    QLineEdit,
    QPushButton,
    QToolButton,
    QWidget,
)

from mockinterview.ui.widgets.labels import ElidedLabel
from tests.looks.describing import name_of, rect_in, seen, text_of, viewport_above

_BREAKS = re.compile(r"[ \n]|(?<=[-/–])")
"""Where a line may end."""
_ROUNDING_PIXELS = 1
_FRAME_PIXELS = 2
_AIR_PIXELS = 24
"""What the air on both sides of a button's words may shrink by before they touch its frame."""
_OFF = Qt.ScrollBarPolicy.ScrollBarAlwaysOff


def clipped(window: QWidget) -> list[str]:
    """What is cut off, a sentence each."""
    return [
        *(fault for label in seen(window, QLabel) for fault in _in_its_label(label)),
        *(fault for button in seen(window, QAbstractButton) for fault in _in_its_button(button)),
        *(fault for field in seen(window, QLineEdit) for fault in _in_its_field(field)),
        *(fault for widget in seen(window, QWidget) for fault in _by_what_is_around(widget)),
    ]


def _in_its_label(label: QLabel) -> Iterator[str]:
    if not label.text() or isinstance(label, ElidedLabel):
        return  # what is elided ends in “…” and has its whole text as a tooltip
    room = label.size()
    if label.wordWrap():
        needed_height = label.heightForWidth(room.width())
        words = _BREAKS.split(label.text())
        margins = label.width() - label.contentsRect().width()
        needed_width = margins + max(map(label.fontMetrics().horizontalAdvance, words), default=0)
    else:
        needed_width, needed_height = label.sizeHint().width(), label.sizeHint().height()
    if needed_width > room.width() + _ROUNDING_PIXELS:
        yield f"{name_of(label)} is {room.width()} px wide and needs {needed_width}"
    if needed_height > room.height() + _ROUNDING_PIXELS:
        yield f"{name_of(label)} is {room.height()} px high and needs {needed_height}"


def _in_its_button(button: QAbstractButton) -> Iterator[str]:
    if not button.text() or not isinstance(button, QPushButton | QToolButton):
        return  # those painted by hand shorten their words themselves
    hint = button.minimumSizeHint().expandedTo(button.sizeHint())
    if isinstance(button, QToolButton):  # asks for more air than it needs
        hint.setWidth(button.fontMetrics().horizontalAdvance(button.text()) + 2 * _FRAME_PIXELS)
    elif hint.width() > 2 * _AIR_PIXELS:
        hint.setWidth(hint.width() - _AIR_PIXELS)
    if hint.width() > button.width() + _ROUNDING_PIXELS:
        yield f"{name_of(button)} is {button.width()} px wide and needs {hint.width()}"
    if hint.height() > button.height() + _ROUNDING_PIXELS:
        yield f"{name_of(button)} is {button.height()} px high and needs {hint.height()}"


def _in_its_field(field: QLineEdit) -> Iterator[str]:
    if field.text() or not field.placeholderText():
        return  # what is typed scrolls
    needed = field.fontMetrics().horizontalAdvance(field.placeholderText())
    if needed > field.contentsRect().width():
        yield f"{name_of(field)}: no room for {field.placeholderText()!r}"


def _by_what_is_around(widget: QWidget) -> Iterator[str]:
    """Cut off by an ancestor, also by a scroll area that cannot be scrolled there."""
    if not (text_of(widget) or isinstance(widget, QLineEdit)):
        return
    viewport = viewport_above(widget)
    above = widget.parentWidget()
    while above is not None and above is not viewport:
        if not above.rect().adjusted(-1, -1, 1, 1).contains(rect_in(widget, above)):
            yield f"{name_of(widget)} is cut off by {name_of(above)}"
            return
        above = None if above.isWindow() else above.parentWidget()
    area = viewport.parentWidget() if viewport is not None else None
    if viewport is None or not isinstance(area, QAbstractScrollArea):
        return
    place, room = rect_in(widget, viewport), viewport.rect()
    is_too_high = place.top() < room.top() - 1 or place.bottom() > room.bottom() + 1
    is_too_wide = place.left() < room.left() - 1 or place.right() > room.right() + 1
    if is_too_high and area.verticalScrollBarPolicy() is _OFF:
        yield f"{name_of(widget)} is cut off by {name_of(area)}, which does not scroll down"
    if is_too_wide and area.horizontalScrollBarPolicy() is _OFF:
        yield f"{name_of(widget)} is cut off by {name_of(area)}, which does not scroll sideways"
