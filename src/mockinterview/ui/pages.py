"""All pages of the window, each made when it is first wanted.

Their modules are imported as late, which saves a third of a second at the start. A page is made
here and knows nothing of the others; who leads from one to the next connects their signals when
`made` names it.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from mockinterview.services import Services
from mockinterview.ui.content_watch import ContentWatch
from mockinterview.ui.practise import PractisePage
from mockinterview.ui.records import RecordKeeper
from mockinterview.ui.tasks import Tasks
from mockinterview.ui.theme import Theme
from mockinterview.ui.tutor.arrivals import ArrivalDesk

if TYPE_CHECKING:
    from mockinterview.ui.agreeing.page import AgreeingPage
    from mockinterview.ui.attempts.page import AttemptsPage
    from mockinterview.ui.banks.page import BanksPage
    from mockinterview.ui.bin.deletion import AttemptDeletion
    from mockinterview.ui.bin.page import BinPage
    from mockinterview.ui.check.page import CheckPage
    from mockinterview.ui.classes.page import ClassesPage
    from mockinterview.ui.comparing.page import ComparingPage
    from mockinterview.ui.diary.page import DiaryPage
    from mockinterview.ui.formats.page import FormatsPage
    from mockinterview.ui.interview import InterviewPage
    from mockinterview.ui.marking.page import MarkingPage
    from mockinterview.ui.progress.page import ProgressPage
    from mockinterview.ui.settings import SettingsPage
    from mockinterview.ui.sitting.setup import SittingPage
    from mockinterview.ui.sitting.summary import SummaryPage
    from mockinterview.ui.tutor.page import TutorPage

logger = logging.getLogger(__name__)

PageType = TypeVar("PageType", bound=QWidget)


@dataclass(frozen=True)
class PlaceOnRail:
    """What the title bar says, and which button of the rail is lit; None hides the rail."""

    title: str
    rail: str | None


PLACES: Final = {
    "practise": PlaceOnRail("Practise", "practise"),
    "attempts": PlaceOnRail("Attempts", "attempts"),
    "marking": PlaceOnRail("Marking", "attempts"),
    "agreeing": PlaceOnRail("Side by side", "attempts"),
    "classes": PlaceOnRail("Class", "tutor"),
    "bin": PlaceOnRail("Bin", "attempts"),
    "progress": PlaceOnRail("Progress", "progress"),
    "comparing": PlaceOnRail("Two answers", "attempts"),
    "tutor": PlaceOnRail("Tutor", "tutor"),
    "banks": PlaceOnRail("Banks", "banks"),
    "diary": PlaceOnRail("Diary", "diary"),
    "settings": PlaceOnRail("Settings", "settings"),
    "formats": PlaceOnRail("Formats", "settings"),
    "interview": PlaceOnRail("Interview", None),
    "sitting": PlaceOnRail("Sitting", "practise"),
    "summary": PlaceOnRail("Answers", "practise"),
    "check": PlaceOnRail("Sound check", None),
}
"""By the name of a page, which is that of its property in `Pages`."""

_TO_END: Final = (
    "settings",
    "formats",
    "marking",
    "banks",
    "diary",
    "check",
    "bin",
    "tutor",
    "agreeing",
    "classes",
    "comparing",
)
"""The pages that write or wait for something at the end, besides the interview."""


class Pages(QStackedWidget):
    """The pages; one is in front.

    Signals: `made(name)` when a page was made, before anybody has seen it.
    """

    made = Signal(str)

    def __init__(
        self,
        services: Services,
        theme: Theme,
        tasks: Tasks,
        *,
        keeper: RecordKeeper,
        watch: ContentWatch,
    ) -> None:
        super().__init__()
        self._services = services
        self._theme = theme
        self._tasks = tasks
        self._keeper = keeper
        self._watch = watch

    def is_made(self, name: str) -> bool:
        """Whether the page of this name is there; asking for it would make it."""
        return name in vars(self)

    def shows(self, name: str) -> bool:
        """Whether the page of this name is in front."""
        return self.is_made(name) and self.currentWidget() is getattr(self, name)

    def name_of(self, page: QWidget) -> str:
        """The name of a page that was made."""
        return next(name for name in PLACES if vars(self).get(name) is page)

    def close_down(self) -> None:
        """End what is running on any page and keep what there is; may be called twice."""
        ends = {"interview": "close_session"} | dict.fromkeys(_TO_END, "close_down")
        for name, end in ends.items():
            if not self.is_made(name):
                continue
            try:
                getattr(getattr(self, name), end)()
            except Exception:  # the pages after it have something to keep, too
                logger.exception("the page %s could not be ended", name)

    @cached_property
    def practise(self) -> PractisePage:
        """The questions, to begin with one; the first page."""
        return self._with("practise", PractisePage(self._services, self._keeper, self._theme))

    @cached_property
    def attempts(self) -> AttemptsPage:
        """The list of attempts."""
        from mockinterview.ui.attempts.page import AttemptsPage

        page = AttemptsPage(
            *(self._services, self._theme, self._tasks),
            keeper=self._keeper,
            deletion=self.deletion,
        )
        return self._with("attempts", page)

    @cached_property
    def arrivals(self) -> ArrivalDesk:
        """What takes packs in."""
        return ArrivalDesk(self._services, self._tasks, self)

    @cached_property
    def tutor(self) -> TutorPage:
        """The inbox of a tutor."""
        from mockinterview.ui.tutor.page import TutorPage

        page = TutorPage(
            *(self._services, self._theme, self._tasks),
            keeper=self._keeper,
            arrivals=self.arrivals,
        )
        return self._with("tutor", page)

    @cached_property
    def deletion(self) -> AttemptDeletion:
        """What puts attempts into the bin and takes that back."""
        from mockinterview.ui.bin.deletion import AttemptDeletion

        return AttemptDeletion(self._services, self._keeper, self._tasks, self)

    @cached_property
    def banks(self) -> BanksPage:
        """The banks, built in and own."""
        from mockinterview.ui.banks.page import BanksPage

        page = BanksPage(self._services, self._theme, self._tasks, self._watch)
        return self._with("banks", page)

    @cached_property
    def diary(self) -> DiaryPage:
        """What was seen and done, reflected."""
        from mockinterview.ui.diary.page import DiaryPage

        return self._with("diary", DiaryPage(self._services, self._theme, self._tasks))

    @cached_property
    def settings(self) -> SettingsPage:
        """The settings."""
        from mockinterview.ui.settings import SettingsPage

        return self._with("settings", SettingsPage(self._services, self._theme, self._tasks))

    @cached_property
    def formats(self) -> FormatsPage:
        """All formats and the editor of one's own."""
        from mockinterview.ui.formats.page import FormatsPage

        page = FormatsPage(self._services, self._theme, self._tasks, self._watch)
        return self._with("formats", page)

    @cached_property
    def bin(self) -> BinPage:
        """What was deleted and can be put back."""
        from mockinterview.ui.bin.page import BinPage

        return self._with("bin", BinPage(self._services, self._keeper, self._theme, self._tasks))

    @cached_property
    def progress(self) -> ProgressPage:
        """What was practised over time, and what comes next."""
        from mockinterview.ui.progress.page import ProgressPage

        page = ProgressPage(self._services, self._keeper, self._theme, self._tasks)
        return self._with("progress", page)

    @cached_property
    def comparing(self) -> ComparingPage:
        """Two answers to one question, side by side."""
        from mockinterview.ui.comparing.page import ComparingPage

        return self._with("comparing", ComparingPage(self._services, self._theme, self._tasks))

    @cached_property
    def marking(self) -> MarkingPage:
        """The marking page; it holds the transcripts in the making."""
        from mockinterview.ui.marking.page import MarkingPage

        return self._with("marking", MarkingPage(self._services, self._theme, self._tasks))

    @cached_property
    def agreeing(self) -> AgreeingPage:
        """Two people's marks on one answer."""
        from mockinterview.ui.agreeing.page import AgreeingPage

        return self._with("agreeing", AgreeingPage(self._services, self._theme, self._tasks))

    @cached_property
    def classes(self) -> ClassesPage:
        """The answers of a class in a table."""
        from mockinterview.ui.classes.page import ClassesPage

        return self._with("classes", ClassesPage(self._services, self._theme, self._tasks))

    @cached_property
    def interview(self) -> InterviewPage:
        """The interview screen."""
        from mockinterview.ui.interview import InterviewPage

        transcriptions = self.marking.answer.transcriptions
        page = InterviewPage(self._services, self._theme, self._tasks, transcriptions)
        page.last_time = self._last_time
        return self._with("interview", page)

    def _last_time(self, question_id: str) -> str:
        """What was last written about doing this question differently."""
        return self._keeper.records.next_time(question_id)

    @cached_property
    def sitting(self) -> SittingPage:
        """Where a sitting is put together."""
        from mockinterview.ui.sitting.setup import SittingPage

        return self._with("sitting", SittingPage(self._services, self._theme, self._tasks))

    @cached_property
    def summary(self) -> SummaryPage:
        """The answers of a sitting, to be marked one after the other."""
        from mockinterview.ui.sitting.summary import SummaryPage

        return self._with("summary", SummaryPage(self._services, self._theme, self._tasks))

    @cached_property
    def check(self) -> CheckPage:
        """The sound check, which most people see once."""
        from mockinterview.ui.check.page import CheckPage

        return self._with("check", CheckPage(self._services, self._theme, self._tasks))

    def _with(self, name: str, page: PageType) -> PageType:
        """The page among the others, its name told."""
        self.addWidget(page)
        vars(self)[name] = page  # now and not when the property returns: whoever is told asks
        self.made.emit(name)
        return page
