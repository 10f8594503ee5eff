"""Which widgets a person sees, and how a fault names one of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QLabel,
    QLayout,
    QStackedLayout,
    QWidget,
)

_SHEET_SHARE = 0.8
Kind = TypeVar("Kind", bound=QWidget)


def seen(window: QWidget, kind: type[Kind]) -> Iterator[Kind]:
    """The widgets of this kind that are shown in the window, scrolled out of sight or not."""
    for widget in window.findChildren(kind):
        if widget.isVisible() and widget.window() is window and not is_internal(widget):
            yield widget


def is_internal(widget: QWidget) -> bool:
    """Whether Qt made it for itself, such as the viewport of a scroll area."""
    return widget.objectName().startswith("qt_")


def text_of(widget: QWidget) -> str:
    """The words it draws, where Qt knows them."""
    if isinstance(widget, QLabel | QAbstractButton):
        return widget.text()
    return ""


def name_of(widget: QWidget) -> str:
    """A widget by its kind and words, and what it stands in."""
    words = text_of(widget) or widget.accessibleName() or widget.objectName()
    parent = widget.parentWidget()
    place = f" in {type(parent).__name__}" if parent is not None else ""
    return f"{type(widget).__name__} {words[:50]!r}{place}"


def in_sight(widget: QWidget) -> QRect:
    """What of it is not scrolled away, in its own coordinates."""
    return widget.visibleRegion().boundingRect()


def viewport_above(widget: QWidget) -> QWidget | None:
    """The nearest viewport that it is scrolled in."""
    above = widget.parentWidget()
    while above is not None:
        area = above.parentWidget()
        if isinstance(area, QAbstractScrollArea) and area.viewport() is above:
            return above
        above = None if above.isWindow() else area
    return None


def rect_in(widget: QWidget, ancestor: QWidget) -> QRect:
    """Where it is, in the coordinates of something around it."""
    return QRect(widget.mapTo(ancestor, QPoint(0, 0)), widget.size())


def is_covered(widget: QWidget) -> bool:
    """Whether a sheet lies over it: what is beneath does not take part."""
    below = widget
    while not below.isWindow() and (parent := below.parentWidget()) is not None:
        siblings = [child for child in parent.children() if isinstance(child, QWidget)]
        above = siblings[siblings.index(below) + 1 :]  # in the order in which they are drawn
        if any(_is_sheet(other, parent) for other in above):
            return True
        below = parent
    return False


def _is_sheet(widget: QWidget, parent: QWidget) -> bool:
    """Whether it covers nearly all of its parent, outside of the parent's layout."""
    layout = parent.layout()
    is_placed = layout is not None and widget in laid_out(layout)
    common = widget.geometry().intersected(parent.rect())
    covers = common.width() * common.height() >= _SHEET_SHARE * parent.width() * parent.height()
    return widget.isVisible() and not widget.isWindow() and covers and not is_placed


def laid_out(layout: QLayout) -> list[QWidget]:
    """The widgets that a layout and those in it place."""
    if isinstance(layout, QStackedLayout):
        return []
    found = []
    for index in range(layout.count()):
        item = layout.itemAt(index)
        if item is None:
            continue
        inner, widget = item.layout(), item.widget()
        if widget is not None:
            found.append(widget)
        elif inner is not None:
            found += laid_out(inner)
    return found
