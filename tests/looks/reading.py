"""Reads a window as a screen reader meets it: the accessibility tree, one line for each thing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QWidget

_NO_THINGS = {QAccessible.Role.ScrollBar, QAccessible.Role.Grip}


class Thing(NamedTuple):
    """What is told of one element, and how deep it lies in the tree."""

    depth: int
    role: str
    name: str
    value: str
    description: str

    def __str__(self) -> str:
        said = [self.name, self.value, self.description]
        return f"{'  ' * self.depth}{self.role}: {' · '.join(part for part in said if part)}"


def things(widget: QWidget) -> list[Thing]:
    """What has a name, a value or a description and can be seen, in the order of the tree."""
    root = QAccessible.queryAccessibleInterface(widget)
    return list(_walk(root, 0)) if root is not None else []


def _walk(element: QAccessibleInterface, depth: int) -> Iterator[Thing]:
    if element.state().invisible or element.role() in _NO_THINGS:
        return
    told = [
        element.text(kind).strip()
        for kind in (
            QAccessible.Text.Name,
            QAccessible.Text.Value,
            QAccessible.Text.Description,
        )
    ]
    below = depth
    if any(told):
        yield Thing(depth, element.role().name, *told)
        below += 1
    for index in range(element.childCount()):
        child = element.child(index)
        if child is not None and child.isValid():
            yield from _walk(child, below)
