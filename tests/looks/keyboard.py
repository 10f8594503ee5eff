"""Finds controls that a screen reader cannot name or that Tab does not come to."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QComboBox,
    QHeaderView,
    QLineEdit,
    QPlainTextEdit,
    QScrollBar,
    QTextEdit,
    QWidget,
)

from mockinterview.ui.diary.fitting_card import FittingCard
from mockinterview.ui.widgets.sheet import Sheet
from tests.looks.describing import is_covered, is_internal, name_of, seen

CONTROLS = (
    *(QAbstractButton, QAbstractItemView, QAbstractSlider, QAbstractSpinBox, QComboBox),
    *(QLineEdit, QPlainTextEdit, QTextEdit),
)
KEEPERS = (Sheet, FittingCard)
"""What keeps the keys until it is closed."""
_MOST_STEPS = 400


def nameless(window: QWidget) -> list[str]:
    """The controls, and whatever else takes the focus, that have no accessible name."""
    faults = []
    for widget in seen(window, QWidget):
        takes_focus = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
        if not (takes_focus or isinstance(widget, CONTROLS)) or _is_part(widget):
            continue
        interface = QAccessible.queryAccessibleInterface(widget)
        if interface is None or not interface.text(QAccessible.Text.Name).strip():
            faults.append(f"{name_of(widget)} has no accessible name")
    return faults


def unreached(window: QWidget) -> list[str]:
    """What takes the focus by Tab but does not get it when Tab is pressed all around."""
    came_to: set[QWidget] = set()
    sheet = next(
        (
            one
            for one in seen(window, QWidget)
            if isinstance(one, KEEPERS) and one.isAncestorOf(window.focusWidget() or window)
        ),
        None,
    )
    for _ in range(_MOST_STEPS):
        focused = window.focusWidget() or window
        if focused in came_to:
            break
        came_to.add(focused)
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    return [
        f"{name_of(widget)} is not reached by Tab"
        for widget in seen(window, QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and (sheet is None or sheet.isAncestorOf(widget))  # it keeps the keys until it is closed
        and widget.isEnabled()
        and not isinstance(widget, Sheet)  # has the keys that nothing in it uses
        and (widget.focusProxy() or widget) not in came_to
        and not _is_part(widget)
        and not _is_one_of_several(widget)
        and not is_covered(widget)
    ]


def _is_part(widget: QWidget) -> bool:
    """Whether it is the inside of another control, which has the name and the focus."""
    parent = widget.parentWidget()
    is_inside = isinstance(parent, QComboBox | QAbstractSpinBox) or isinstance(
        widget, QScrollBar | QHeaderView
    )
    return is_inside or is_internal(widget)


def _is_one_of_several(widget: QWidget) -> bool:
    """Whether Tab comes to the chosen one of its group, and the arrows to this one."""
    if not isinstance(widget, QAbstractButton) or widget.isChecked():
        return False
    group = widget.group()
    return widget.autoExclusive() or (group is not None and group.exclusive())
