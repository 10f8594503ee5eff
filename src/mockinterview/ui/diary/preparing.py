"""While preparing: what fits the question in the diary, one key away. Never while answering."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from mockinterview.core.content import Question, Rubric
from mockinterview.core.diary import Entry
from mockinterview.core.diary_fitting import Fit, fitting_entries
from mockinterview.core.interview import Stage
from mockinterview.errors import MockInterviewError
from mockinterview.files.diary import Diary
from mockinterview.services import Services
from mockinterview.ui import tokens
from mockinterview.ui.diary.fitting_card import FittingCard
from mockinterview.ui.interview import InterviewPage
from mockinterview.ui.tasks import Tasks

KEY: Final = "Ctrl+D"
_WIDEST: Final = 760
"""Pixels at the ordinary type size."""
_LEAST_HEIGHT: Final = 120
_HIGHEST: Final = 320
_READING = frozenset({Stage.LISTEN, Stage.PREPARE})


@dataclass(frozen=True)
class Offer:
    """What fits, and everything there is."""

    fits: list[Fit]
    entries: list[Entry]


class PreparingDiary(QObject):
    """Puts a button beside “Leave” while there is something to read, and a sheet under the clock.

    The sheet takes the place of the notes and has the keyboard while it is there, so that nothing
    is typed into them by accident; the question and the clock stay in sight.
    """

    def __init__(self, services: Services, tasks: Tasks, page: InterviewPage) -> None:
        super().__init__(page)
        self._services = services
        self._tasks = tasks
        self._page = page
        self._number = 0
        self._came_from: QWidget | None = None
        self.card = FittingCard(page.theme, page)
        self.card.closed.connect(self._give_back)
        self.shortcut = QShortcut(QKeySequence(KEY), page)
        self.shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.shortcut.setEnabled(False)
        self.shortcut.activated.connect(self._turn)
        page.diary_button.clicked.connect(self._turn)
        page.stage_entered.connect(self._enter)
        page.leaving.turned.connect(self._make_way)
        page.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep to its place when the page gets another size."""
        is_moved = event.type() in {QEvent.Type.Resize, QEvent.Type.LayoutRequest}
        if watched is self._page and is_moved and self.card.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def _enter(self, stage: Stage) -> None:
        if stage is Stage.LISTEN or (stage is Stage.PREPARE and not self._is_offered):
            self._look()
        if stage not in _READING:
            self._number += 1
            self._withdraw()
        elif stage is Stage.PREPARE:
            self._show_button(is_wanted=bool(self.card.entries))

    @property
    def _is_offered(self) -> bool:
        return bool(self.card.entries)

    def _look(self) -> None:
        """Read the diary in the background."""
        session = self._page.session
        self._number += 1
        self.card.show_fits([], [])
        self._show_button(is_wanted=False)
        if session is None:
            return
        attempt = session.attempt
        diary = Diary(self._services.library.folder)
        find = partial(self._find, diary, attempt.question, attempt.rubric)
        self._tasks.run(find, partial(self._take_in, self._number), self._pass_over)

    def _find(self, diary: Diary, question: Question, rubric: Rubric) -> Offer:
        entries = diary.listing().entries
        guide = self._services.content.diary
        return Offer(fitting_entries(entries, question, rubric, guide), entries)

    def _take_in(self, number: int, offer: Offer) -> None:
        if number == self._number:
            self.card.show_fits(offer.fits, offer.entries)
            session = self._page.session
            is_preparing = session is not None and session.stage is Stage.PREPARE
            self._show_button(is_wanted=bool(offer.entries) and is_preparing)

    def _pass_over(self, _: MockInterviewError) -> None:
        """An interview is not disturbed by a diary that cannot be read; its page tells why."""

    def _show_button(self, *, is_wanted: bool) -> None:
        button = self._page.diary_button
        button.setVisible(is_wanted)
        self.shortcut.setEnabled(is_wanted)
        number = len(self.card.fits)
        if is_wanted:
            button.setText(f"Diary · {number} may fit" if number else "Diary")

    def _withdraw(self) -> None:
        """The time to read is over."""
        had_keys = self.card.isVisible()
        self.card.hide()
        self._show_button(is_wanted=False)
        self._page.notes.cover(is_covered=False)
        if had_keys:
            self._page.setFocus()

    def _turn(self) -> None:
        if self.card.isVisible():
            self.card.dismiss()
            return
        if not self._page.leaving.isHidden():
            return
        self._came_from = self._page.focusWidget()
        self._page.notes.cover(is_covered=True)
        self._place()
        self.card.open()

    def _give_back(self) -> None:
        self._page.notes.cover(is_covered=False)
        before, self._came_from = self._came_from, None
        is_field = before is self._page.notes.field
        (self._page.notes.field if is_field else self._page).setFocus()

    def _make_way(self) -> None:
        """Whoever is asked about leaving is asked nothing else."""
        if not self._page.leaving.isHidden() and self.card.isVisible():
            self.card.hide()
            self._came_from = None

    def _place(self) -> None:
        """Under the clock and the main action, down to the lower edge."""
        page = self._page
        if self.card.isVisible():
            page.notes.cover(is_covered=True)
        width = min(page.theme.pixels(_WIDEST), page.width() - 2 * tokens.SPACE_32)
        lowest = max(page.status.geometry().bottom(), page.main_button.geometry().bottom())
        top = lowest + tokens.SPACE_16
        room = max(_LEAST_HEIGHT, page.height() - top - tokens.SPACE_16)
        height = min(room, page.theme.pixels(_HIGHEST))
        self.card.setGeometry((page.width() - width) // 2, top, width, height)
