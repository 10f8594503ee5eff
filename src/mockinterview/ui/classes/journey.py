"""To the class of this library, and from it to an answer."""

from __future__ import annotations

from collections.abc import Sequence

from mockinterview.files.attempts import AttemptFolder
from mockinterview.ui.journeys import Journey
from mockinterview.ui.uncovering import uncover


class Classes(Journey):
    """Shows the class; going back leads to where one came from."""

    listens_to = ("attempts", "classes")

    def open(self, came_from: str) -> None:
        """Show the class as it stands now.

        Args:
            came_from: the name of the page that going back leads to.
        """
        self.page_wanted.emit("classes")
        self._pages.classes.open(came_from)

    def _show_all_the_same(self, folders: Sequence[AttemptFolder]) -> None:
        page = self._pages.classes
        uncover(self._pages, self._tasks, folders, page.refresh, page.banner.show_problem)

    def _connect_attempts(self) -> None:
        self._pages.attempts.class_wanted.connect(lambda: self.open("attempts"))

    def _connect_classes(self) -> None:
        page = self._pages.classes
        page.left.connect(lambda: self.page_wanted.emit(page.came_from))
        page.all_the_same_wanted.connect(self._show_all_the_same)
        page.attempt_wanted.connect(lambda folder: self.attempt_wanted.emit(folder, None))
