"""The banner above every page while marks are not on the disk."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent, QShowEvent

from mockinterview.errors import LibraryError
from mockinterview.ui.theme import Theme
from mockinterview.ui.widgets.panels import Banner

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mockinterview.ui.marking.marks import AttemptMarks, MarksKeeper

_QUESTION_LETTERS = 60


class UnsavedBanner(Banner):
    """Tells which marks are not saved and why, until they are; silent where nothing may disturb.

    Signals: `seen(is_seen)` when it appears or goes.
    """

    seen = Signal(bool)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._marks: MarksKeeper | None = None
        self._may_show = True

    def follow(self, marks: MarksKeeper) -> None:
        """Tell what becomes of these."""
        self._marks = marks
        marks.unsaved_changed.connect(self._tell)

    def allow(self, *, may_show: bool) -> None:
        """Whether the page in front can bear it."""
        if may_show != self._may_show:
            self._may_show = may_show
            self._tell()

    def showEvent(self, event: QShowEvent) -> None:
        """Ask for room."""
        super().showEvent(event)
        self.seen.emit(True)

    def hideEvent(self, event: QHideEvent) -> None:
        """Give the room back."""
        super().hideEvent(event)
        self.seen.emit(False)

    def _tell(self) -> None:
        unsaved = self._marks.unsaved if self._marks else []
        problem = unsaved[0].problem if unsaved else None
        if problem is None or not self._may_show:
            self.hide()
            return
        told = LibraryError(
            f"Changes to {names_of(unsaved)} are not saved yet.",
            f"{problem} Mock Interview tries again by itself.",
            problem.detail,
        )
        self.show_problem(told, "Try again", self._retry)

    def _retry(self) -> None:
        self.hide()
        if self._marks is not None:
            self._marks.retry()


def names_of(unsaved: Sequence[AttemptMarks]) -> str:
    """The question of the first, and how many there are besides."""
    first = f"“{textwrap.shorten(unsaved[0].question, _QUESTION_LETTERS, placeholder=' …')}”"
    more = len(unsaved) - 1
    if more == 0:
        return first
    return f"{first} and {more} more attempt{'s' if more > 1 else ''}"
