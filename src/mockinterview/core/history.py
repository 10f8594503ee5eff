"""A value with undo and redo without limit, whatever it is: marks, a corrected transcript, both."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

Value = TypeVar("Value")


class History(Generic[Value]):
    """What a value was, is, and was before it was taken back; values are never changed in place."""

    def __init__(self, value: Value) -> None:
        self._past: list[Value] = []
        self._future: list[Value] = []
        self._present = value

    @property
    def present(self) -> Value:
        """The value as it is now."""
        return self._present

    @property
    def can_undo(self) -> bool:
        """Whether there is a change to take back."""
        return bool(self._past)

    @property
    def can_redo(self) -> bool:
        """Whether a change was taken back and can be made again."""
        return bool(self._future)

    def change(self, value: Value) -> bool:
        """Make this the present; False (and no step of undo) when nothing differs."""
        if value == self._present:
            return False
        self._past.append(self._present)
        self._future.clear()
        self._present = value
        return True

    def amend(self, function: Callable[[Value], Value]) -> bool:
        """Change every value, past and future ones too, so that no step leads to what was before.

        Returns: whether the present differs.
        """
        before = self._present
        self._past = [function(value) for value in self._past]
        self._future = [function(value) for value in self._future]
        self._present = function(before)
        return self._present != before

    def undo(self) -> bool:
        """Go one change back; False when there is none."""
        if not self._past:
            return False
        self._future.append(self._present)
        self._present = self._past.pop()
        return True

    def redo(self) -> bool:
        """Go one change forward again; False when there is none."""
        if not self._future:
            return False
        self._past.append(self._present)
        self._present = self._future.pop()
        return True
