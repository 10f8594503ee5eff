"""Finds widgets that lie over each other where a layout should have kept them apart."""

from __future__ import annotations

from itertools import combinations

from PySide6.QtWidgets import QWidget

from tests.looks.describing import is_internal, laid_out, name_of

_TOUCHING_PIXELS = 1


def overlapping(window: QWidget) -> list[str]:
    """Each pair of neighbours in one layout that lie over each other.

    What stands in no layout, such as a sheet, lies over a page on purpose.
    """
    faults = []
    for parent in [window, *window.findChildren(QWidget)]:
        layout = parent.layout()
        if not parent.isVisible() or layout is None or is_internal(parent):
            continue
        shown = [widget for widget in laid_out(layout) if widget.isVisible()]
        for first, second in combinations(shown, 2):
            common = first.geometry().intersected(second.geometry())
            if min(common.width(), common.height()) > _TOUCHING_PIXELS:
                faults.append(
                    f"{name_of(first)} and {name_of(second)} share "
                    f"{common.width()} x {common.height()} px"
                )
    return faults
