"""From answers that were chosen to one file for somebody else."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from functools import cached_property, partial
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from mockinterview.errors import MockInterviewError
from mockinterview.files.attempts import AttemptFolder
from mockinterview.pack.choice import Choice, candidate_name
from mockinterview.pack.layout import SUFFIX
from mockinterview.pack_exchange import hand_over
from mockinterview.report.choice import ReportFormat
from mockinterview.services import Services
from mockinterview.ui.exporting.desk import FileDesk
from mockinterview.ui.packing.contents import Offer, Sizes, Wish, look_at, sizes_of
from mockinterview.ui.packing.sheet import PackSheet
from mockinterview.ui.packing.wording import TITLE, file_name
from mockinterview.ui.tasks import Tasks
from mockinterview.ui.theme import Theme
from mockinterview.ui.widgets.panels import Banner

PACK_KIND: Final = ReportFormat(SUFFIX, "Mock Interview pack", is_read=False)
_WAIT_MILLISECONDS: Final = 150
"""After a tick, before the size is found anew: more ticks may follow."""


class PackFlow(QObject):
    """One for each page: asks on its sheet, writes in the background, tells on the page's banner.

    Signals: `opened()` and `closed()` with the sheet, under which the page's keys rest.
    """

    opened = Signal()
    closed = Signal()

    def __init__(
        self, services: Services, theme: Theme, tasks: Tasks, banner: Banner, page: QWidget
    ) -> None:
        super().__init__(page)
        self._services = services
        self._theme = theme
        self._tasks = tasks
        self._banner = banner
        self._page = page
        self._offer = Offer(())
        self._looked_for: object = None
        self._stale = threading.Event()
        self._waiting = QTimer(self)
        self._waiting.setSingleShot(True)
        self._waiting.setInterval(_WAIT_MILLISECONDS)
        self._waiting.timeout.connect(self._measure)
        self.desk = FileDesk(tasks, banner, page, (PACK_KIND,), SUFFIX)

    @cached_property
    def sheet(self) -> PackSheet:
        """The sheet over the page."""
        sheet = PackSheet(self._theme, self._page)
        sheet.wanted.connect(self._ask_where)
        sheet.marks_changed.connect(self._waiting.start)
        sheet.closed.connect(self._end)
        return sheet

    def begin(self, folders: Sequence[AttemptFolder]) -> None:
        """Ask what of these answers is to be packed; what is asked already is asked no more."""
        self._looked_for = wanted = object()

        def show(offer: Offer) -> None:
            if wanted is self._looked_for and self._page.isVisible():
                self._ask(offer)

        def fail(error: MockInterviewError) -> None:
            if wanted is self._looked_for:
                self._banner.show_problem(error)

        own_name = self._services.settings.candidate_name
        self._tasks.run(partial(look_at, list(folders), own_name), show, fail)

    def close_down(self) -> None:
        """Stop what is asked and what is being written; nothing of it is left."""
        self._looked_for = None
        self._stale.set()
        self.desk.close_down()
        if "sheet" in vars(self) and not self.sheet.isHidden():
            self.sheet.dismiss()

    def _ask(self, offer: Offer) -> None:
        self._offer = offer
        self.opened.emit()
        self.sheet.ask(offer)
        self._measure()

    def _measure(self) -> None:
        """Find out how large it will be, away from the GUI thread."""
        self._stale.set()
        self._stale = stale = threading.Event()
        offer, marks = self._offer, self.sheet.wish.marks

        def measure() -> Sizes:
            return {} if stale.is_set() else sizes_of(offer, marks)

        def show(sizes: Sizes) -> None:
            if not stale.is_set():
                self.sheet.show_sizes(sizes)

        self._tasks.run(measure, show)

    def _ask_where(self, wish: Wish) -> None:
        """Ask for the file; where none is given the sheet stays."""
        offer, library = self._offer, self._services.library
        try:
            parcels = offer.parcels(wish)
        except MockInterviewError as error:
            self.sheet.show_problem(error)
            return

        def write(target: Path, **how: Any) -> object:
            return hand_over(target, parcels, Choice(sound=wish.sound), library, **how)

        name = file_name(offer, wish.name, library.now().date())
        if self.desk.ask(TITLE, name, "The pack", write):
            self.sheet.dismiss()
            self._remember(wish)

    def _remember(self, wish: Wish) -> None:
        """The name of one's own answers is proposed again."""
        name = candidate_name(wish.name)
        if not self._offer.has_mine or name == self._services.settings.candidate_name:
            return
        try:
            self._services.change_settings(candidate_name=name)
        except MockInterviewError as error:
            self._banner.show_problem(error)

    def _end(self) -> None:
        self._stale.set()
        self._waiting.stop()
        self.closed.emit()
