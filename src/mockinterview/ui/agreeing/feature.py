"""On the marking page: that somebody else has marked this answer too, and the way to both."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from mockinterview.core.comments import Comment
from mockinterview.errors import MockInterviewError
from mockinterview.ui.agreeing.others_comments import OthersComments
from mockinterview.ui.agreeing.reading import MarkedBy, read_marked_by
from mockinterview.ui.marking.action_line import ActionLine
from mockinterview.ui.marking.feature import Feature
from mockinterview.ui.marking.passes.words import is_covered
from mockinterview.ui.theme import Theme

if TYPE_CHECKING:
    from mockinterview.ui.marking.page import MarkingPage


class OthersFeature(Feature):
    """Reads in the background whose marks there are; nothing is told while one marks blind.

    Signals: `wanted` when both are to be shown side by side.
    """

    wanted = Signal()

    reading = frozenset({"markers"})

    def __init__(self, page: MarkingPage) -> None:
        super().__init__(page)
        self._others: Sequence[str] = ()
        self._said: Mapping[str, Sequence[Comment]] = {}
        self.comments = OthersComments(page)
        self.bar = OthersBar(page.theme)
        self.bar.button.clicked.connect(self._ask)
        page.over_checklist.addWidget(self.bar)
        page.opened.connect(self._read)
        page.marks_shown.connect(self._show)

    @property
    def actions(self) -> Mapping[str, Callable[[], object]]:
        """What its key does."""
        return {"markers": self._ask}

    def _ask(self) -> None:
        marking = self.page.marking
        if marking is not None and is_covered(marking):
            self.page.header.tell("Finish your first pass first.")
        elif self._others:
            self.wanted.emit()
        else:
            self.page.header.tell("Nobody else has marked this answer.")

    def _read(self) -> None:
        folder, marking = self.page.folder, self.page.marking
        self._others, self._said = (), {}
        self._show()
        if folder is None or marking is None:
            return

        def take_in(found: MarkedBy) -> None:
            if self.page.folder is folder:
                self._others = [found.shown[name] for name in found.others]
                self._said = {
                    found.shown[name]: found.markings[name].comments for name in found.others
                }
                self._show()

        def give_up(_: MockInterviewError) -> None:
            """There is nothing to be shown then."""

        read = partial(read_marked_by, folder, marking.role, has_words=False)
        self.page.tasks.run(read, take_in, give_up)

    def _show(self) -> None:
        marking = self.page.marking
        if marking is not None:
            covered = is_covered(marking)
            self.bar.show_others(() if covered else self._others)
            self.comments.show_comments({} if covered else self._said)


class OthersBar(ActionLine):
    """Away where nobody else has marked."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "Side by side", "Ctrl+M")

    def show_others(self, names: Sequence[str]) -> None:
        """Who else has marked."""
        who = " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)
        verb = "have" if len(names) > 1 else "has"
        self.tell(f"{who} {verb} marked this answer." if names else "")
