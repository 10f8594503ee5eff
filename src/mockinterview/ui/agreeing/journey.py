"""To marks side by side and back: from the marking page, from attempts, from a returned pack."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt

from mockinterview.files.attempts import AttemptFolder
from mockinterview.ui.journeys import Journey
from mockinterview.ui.uncovering import uncover

_ONCE = Qt.ConnectionType.SingleShotConnection


class Agreeing(Journey):
    """Leads to marks side by side; going back leads to where one came from."""

    listens_to = ("agreeing", "attempts", "classes", "marking")

    def compare(self, folders: Sequence[AttemptFolder], came_from: str) -> None:
        """Show whose marks there are on these answers, one after the other.

        Args:
            folders: the answers.
            came_from: the name of the page that going back leads to.
        """
        if not folders:
            return
        self.page_wanted.emit("agreeing")
        self._pages.agreeing.show_answers(folders, came_from)

    def _connect_agreeing(self) -> None:
        page = self._pages.agreeing
        page.left.connect(lambda: self.page_wanted.emit(page.came_from))
        page.marking_wanted.connect(self._mark)
        page.all_the_same_wanted.connect(self._show_all_the_same)

    def _connect_attempts(self) -> None:
        self._pages.attempts.markers_wanted.connect(
            lambda folder: self.compare([folder], "attempts")
        )

    def _connect_classes(self) -> None:
        self._pages.classes.markers_wanted.connect(lambda folder: self.compare([folder], "classes"))

    def _connect_marking(self) -> None:
        from mockinterview.ui.agreeing.feature import OthersFeature  # with the marking page, late

        page = self._pages.marking
        for feature in page.features:
            if isinstance(feature, OthersFeature):
                feature.wanted.connect(self._from_marking)
        page.marks_saved.connect(self._after_saving)

    def _from_marking(self) -> None:
        folder = self._pages.marking.folder
        if folder is not None:
            self.compare([folder], "marking")

    def _after_saving(self) -> None:
        """What was still being written when the page was left is read now."""
        if self._pages.shows("agreeing"):
            self._pages.agreeing.refresh()

    def _show_all_the_same(self, folder: AttemptFolder) -> None:
        page = self._pages.agreeing
        uncover(self._pages, self._tasks, [folder], page.refresh, page.banner.show_problem)

    def _mark(self, folder: AttemptFolder, criterion: str) -> None:
        page = self._pages.marking
        is_there = page.folder is not None and page.folder.path == folder.path
        if is_there and self._pages.agreeing.came_from == "marking":
            self.page_wanted.emit("marking")
            page.checklist.go_to_criterion(criterion)
            return
        self.attempt_wanted.emit(folder, None)
        page.opened.connect(partial(self._go_to, folder, criterion), _ONCE)

    def _go_to(self, folder: AttemptFolder, criterion: str) -> None:
        page = self._pages.marking
        if page.folder is not None and page.folder.path == folder.path:
            page.checklist.go_to_criterion(criterion)
