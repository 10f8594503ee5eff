"""The order in which a person reads what is laid out, for Tab.

Qt goes by the order in which widgets were made; what is added to a page later would come last.
"""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QScrollArea, QSplitter, QStackedLayout, QWidget


def tab_stops(widget: QWidget) -> list[QWidget]:
    """What Tab comes to in this widget, in reading order; itself first where it takes the keys."""
    return [one for one in _in_order(widget) if is_tab_stop(one)]


def is_tab_stop(widget: QWidget) -> bool:
    """Whether Tab comes to it now."""
    takes_tab = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return takes_tab and widget.isVisible() and widget.isEnabled()


def _in_order(widget: QWidget) -> Iterator[QWidget]:
    yield widget
    for inner in _inside(widget):
        yield from _in_order(inner)


def _inside(widget: QWidget) -> list[QWidget]:
    layout = widget.layout()
    if isinstance(widget, QSplitter):
        parts = (widget.widget(index) for index in range(widget.count()))
        return [part for part in parts if part is not None]
    if isinstance(widget, QScrollArea):
        scrolled = widget.widget()
        return [scrolled] if scrolled is not None else []
    if layout is not None:
        return _laid_out(layout)
    placed = [child for child in widget.children() if isinstance(child, QWidget)]
    within = [child for child in placed if not child.isWindow()]
    return sorted(within, key=lambda child: (child.y(), child.x()))


def _laid_out(layout: QLayout) -> list[QWidget]:
    if isinstance(layout, QStackedLayout):
        current = layout.currentWidget()
        return [current] if current is not None else []
    found: list[QWidget] = []
    for index in range(layout.count()):
        item = layout.itemAt(index)
        if item is None:
            continue
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            found.append(widget)
        elif inner is not None:
            found += _laid_out(inner)
    return found
