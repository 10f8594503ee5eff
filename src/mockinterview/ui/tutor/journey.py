"""From a pack to the marks on it and back to whom they are for."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property, partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer

from mockinterview.errors import MockInterviewError
from mockinterview.services import Services
from mockinterview.ui.journeys import Journey
from mockinterview.ui.pages import Pages
from mockinterview.ui.records import RecordKeeper
from mockinterview.ui.tasks import Tasks
from mockinterview.ui.tutor.arrivals import ArrivalDesk, Arrivals
from mockinterview.ui.tutor.watch import PackWatch


class TutorJourney(Journey):
    """Takes packs in, wherever they come from, and shows what came."""

    listens_to = ("tutor", "marking")

    def __init__(
        self, services: Services, tasks: Tasks, pages: Pages, keeper: RecordKeeper, parent: QObject
    ) -> None:
        super().__init__(services, tasks, pages, keeper, parent)
        pages.arrivals.arrived.connect(self._tell)
        if services.settings.watched_folder is not None:
            QTimer.singleShot(0, self, self.watch.follow_settings)

    @property
    def arrivals(self) -> ArrivalDesk:
        """What takes packs in."""
        return self._pages.arrivals

    @cached_property
    def watch(self) -> PackWatch:
        """What looks for packs in a folder."""
        watch = PackWatch(self._services, self._tasks, self)
        watch.found.connect(partial(self._take_in, is_asked=False))
        watch.failed.connect(self._tell_failed)
        return watch

    def take_in(self, paths: Sequence[Path]) -> None:
        """Take in packs that a person dropped or opened, and show what came of them."""
        self.page_wanted.emit("tutor")
        self._take_in(paths, is_asked=True)

    def close_down(self) -> None:
        """Watch no more."""
        if "watch" in vars(self):
            self.watch.stop()

    def _take_in(self, paths: Sequence[Path], *, is_asked: bool) -> None:
        self.arrivals.take_in(paths, is_asked=is_asked)

    def _tell(self, found: Arrivals, is_asked: bool) -> None:  # noqa: FBT001  (a signal's)
        if not is_asked:
            self.watch.remember(found.done)
            if found.is_nothing:
                return
        self._pages.tutor.tell_arrived(found)
        self._keeper.refresh(partial(self._show_marks, found) if is_asked else None)

    def _show_marks(self, found: Arrivals) -> None:
        """Marks came back to who gave the answers: theirs and one's own stand side by side."""
        if found.marked and not found.added and self._pages.shows("tutor"):
            self.page_wanted.emit("agreeing")
            self._pages.agreeing.show_answers(found.marked, "tutor")

    def _tell_failed(self, error: MockInterviewError) -> None:
        self._pages.tutor.banner.show_problem(error)

    def _connect_tutor(self) -> None:
        page = self._pages.tutor
        page.attempt_wanted.connect(lambda folder: self.attempt_wanted.emit(folder, None))
        page.class_wanted.connect(self._show_class)
        page.leaving.connect(self._write_marks)
        page.watched.connect(self.watch.follow_settings)
        page.everything_marked.connect(lambda: self.page_wanted.emit("tutor"))

    def _connect_marking(self) -> None:
        from mockinterview.ui.tutor.feature import InboxFeature  # with the marking page, late

        for feature in self._pages.marking.features:
            if isinstance(feature, InboxFeature):
                feature.next_wanted.connect(self._go_to_next)

    def _go_to_next(self) -> None:
        """The next answer, with what is marked now counted as it is on the disk."""
        folder = self._pages.marking.folder
        self._pages.marking.leave()
        self._write_marks()
        page = self._pages.tutor
        go_on = partial(page.mark_next, folder.path if folder is not None else None)
        page.inbox_read.connect(go_on, Qt.ConnectionType.SingleShotConnection)
        page.refresh()

    def _show_class(self) -> None:
        self.page_wanted.emit("classes")
        self._pages.classes.open("tutor")

    def _write_marks(self) -> None:
        if self._pages.is_made("marking"):
            self._pages.marking.marks.flush()
