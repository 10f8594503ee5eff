"""What can be added to the marking page without the page knowing of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from mockinterview.ui.marking.page import MarkingPage


class Feature(QObject):
    """One thing more that can be done on the page.

    It puts its widgets where the page has room for them (`AnswerColumn.add_below`,
    `CriterionRow.add_below`, `MarkingHeader.add_button`), listens to the page's signals, and
    changes marks through `page.desk`, which is None where they may only be read.
    """

    reading: frozenset[str] = frozenset()
    """Those of its actions that work without the claim on the marks."""

    def __init__(self, page: MarkingPage) -> None:
        super().__init__(page)
        self.page = page

    @property
    def actions(self) -> Mapping[str, Callable[[], object]]:
        """What its keys in `KEYS` do."""
        return {}

    @property
    def claims(self) -> Mapping[str, Callable[[], bool]]:
        """Actions of the page that it does in its own way whenever it answers True."""
        return {}
