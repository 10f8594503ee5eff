"""Putting the model answer away, so that answer and checklist have its room; it is remembered."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from mockinterview.errors import MockInterviewError
from mockinterview.ui.interview_parts import announce
from mockinterview.ui.marking.feature import Feature

if TYPE_CHECKING:
    from mockinterview.ui.marking.page import MarkingPage

logger = logging.getLogger(__name__)


class FoldingFeature(Feature):
    """The right column, there or away."""

    reading = frozenset({"fold"})

    def __init__(self, page: MarkingPage) -> None:
        super().__init__(page)
        page.model_answer.fold_button.clicked.connect(self.toggle)
        if not page.services.settings.model_answer_is_shown:
            self._fold(is_folded=True)

    @property
    def actions(self) -> Mapping[str, Callable[[], object]]:
        """What its key does."""
        return {"fold": self.toggle}

    def toggle(self) -> None:
        """Put the model answer away, or show it again."""
        is_folded = not self.page.model_answer.is_folded
        self._fold(is_folded=is_folded)
        announce(self.page, f"Model answer {'put away' if is_folded else 'shown'}")
        try:
            self.page.services.change_settings(model_answer_is_shown=not is_folded)
        except MockInterviewError as error:  # it is folded all the same, for this time
            logger.warning("%s", error)

    def _fold(self, *, is_folded: bool) -> None:
        self.page.model_answer.set_folded(is_folded=is_folded)
        self.page.columns.fold_last(is_folded=is_folded)
