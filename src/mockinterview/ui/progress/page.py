"""The Progress page: what to practise next, what is covered, and how it went over time."""

from __future__ import annotations

import time
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QBoxLayout,
    QHBoxLayout,
    QLayout,
    QProgressBar,
    QVBoxLayout,
    QWidget,
)

from mockinterview.core.next_time import Happened, Intention, NextTimeAnswer
from mockinterview.core.practising_next import MOST_SUGGESTIONS
from mockinterview.errors import MockInterviewError
from mockinterview.files.next_time import save_next_time
from mockinterview.progress_overview import Overview, OverviewReader
from mockinterview.services import Services
from mockinterview.ui import tokens
from mockinterview.ui.interview_parts import announce
from mockinterview.ui.practise import PAGE_MARGINS
from mockinterview.ui.progress.arranging import KeyboardScroll, column_of
from mockinterview.ui.progress.chart_card import ChartCard
from mockinterview.ui.progress.charts import criterion_chart, theme_chart
from mockinterview.ui.progress.coverage_card import CoverageCard
from mockinterview.ui.progress.empty import NoProgress
from mockinterview.ui.progress.progress_bars import domain_bar, theme_bars
from mockinterview.ui.progress.question_rows import NextCard, WaitingCard
from mockinterview.ui.progress.sentences import SentencesCard
from mockinterview.ui.progress.tutor_card import TutorCard
from mockinterview.ui.progress.wording import (
    HAPPENED_WORDS,
    domains_sentence,
    summary_words,
    theme_words,
    themes_sentence,
)
from mockinterview.ui.records import RecordKeeper
from mockinterview.ui.tasks import Tasks
from mockinterview.ui.theme import Theme, set_role
from mockinterview.ui.widgets.buttons import KeyButton
from mockinterview.ui.widgets.labels import Label
from mockinterview.ui.widgets.panels import Banner
from mockinterview.ui.wording import count

_SIDE_BY_SIDE: Final = 980
"""From this width on, at the ordinary size of text, cards stand beside each other."""
_WIDTH: Final = 1800
_ENTER: Final = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
_TELL_SECONDS: Final = 0.2
"""So often it is told how far the reading has come."""


class ProgressPage(QWidget):
    """Reads the library in the background whenever it is shown; unchanged attempts cost nothing.

    Signals: `practise_wanted(question_id)`, `practice_wanted()` and `sample_wanted()` from the
    empty page, `compare_wanted(attempt_id, attempt_id)`.
    """

    practise_wanted = Signal(str)
    practice_wanted = Signal()
    sample_wanted = Signal()
    compare_wanted = Signal(str, str)

    def __init__(
        self, services: Services, keeper: RecordKeeper, theme: Theme, tasks: Tasks
    ) -> None:
        super().__init__()
        self.setObjectName("page")
        self._services = services
        self._keeper = keeper
        self._theme = theme
        self._tasks = tasks
        self._reader: OverviewReader | None = None
        self._is_reading = self._again = False
        self._said: Intention | None = None
        self.overview: Overview | None = None
        self.title = Label("Progress", "title")
        self.summary = Label("", "meta")
        self.table_button = KeyButton(theme, "As tables", "T", role="plain")
        self.table_button.setCheckable(True)
        self.banner = Banner(theme)
        self.working = Label("", "meta")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName("Reading the answers")
        self.empty = NoProgress(theme)
        self.next = NextCard(theme, MOST_SUGGESTIONS)
        self.sentences = SentencesCard(theme)
        self.waiting = WaitingCard(theme)
        self.themes = CoverageCard(theme, "Themes")
        self.domains = CoverageCard(theme, "Domains of Good medical practice")
        unmarked = "Mark an answer, and what came of it stands here from then on."
        self.theme_chart = ChartCard(theme, "A theme over time", "Theme", unmarked)
        self.criterion_chart = ChartCard(theme, "A criterion over time", "Criterion", unmarked)
        self.tutor = TutorCard(theme)
        self._arrange()
        self._connect()
        self._show_nothing()

    def read(self) -> None:
        """Read the library; called while it is being read, once more afterwards."""
        if self._is_reading:
            self._again = True
            return
        self._is_reading = True
        library = self._services.library
        if self._reader is None or self._reader.library.folder != library.folder:
            self._reader = OverviewReader(library)
        reader, questions = self._reader, [each for _, each in self._services.content.questions]
        told = [time.monotonic()]

        def tell(done: int, total: int) -> None:
            if time.monotonic() - told[0] >= _TELL_SECONDS:
                told[0] = time.monotonic()
                self._tasks.post(partial(self._tell_reading, done, total))

        def work() -> Overview:
            found = reader.read(questions, tell)
            # What draws the charts takes a while to load; here nobody waits for it.
            import pyqtgraph  # noqa: F401

            return found

        self._tasks.run(work, self.show_overview, self._fail, ended=self._end_reading)

    def scroll_to_end(self) -> None:
        """Show what stands last."""
        bar = self._area.verticalScrollBar()
        bar.setValue(bar.maximum())

    def showEvent(self, event: QShowEvent) -> None:
        """Much may have happened elsewhere."""
        super().showEvent(event)
        self.read()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """PgUp, PgDn, Home and End move through the page; Enter presses a button as Space does."""
        bar = self._area.verticalScrollBar()
        places = {
            Qt.Key.Key_PageDown: bar.value() + bar.pageStep(),
            Qt.Key.Key_PageUp: bar.value() - bar.pageStep(),
            Qt.Key.Key_Home: bar.minimum(),
            Qt.Key.Key_End: bar.maximum(),
        }
        place = places.get(Qt.Key(event.key()))
        focused = self.focusWidget()
        if place is not None:
            bar.setValue(place)
        elif event.key() in _ENTER and isinstance(focused, QAbstractButton):
            focused.click()
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Another page is shown."""
        super().hideEvent(event)
        self.banner.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Beside each other where there is room."""
        super().resizeEvent(event)
        is_wide = self.width() >= self._theme.pixels(_SIDE_BY_SIDE)
        sideways, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        for pair in self._pairs:
            pair.setDirection(sideways if is_wide else down)

    def _tell_reading(self, done: int, total: int) -> None:
        if not self._is_reading or self.overview is not None:
            return
        self.working.setText(f"Reading your answers: {done} of {total} …")
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        self.working.show()
        self.bar.show()

    def _end_reading(self) -> None:
        self._is_reading = False
        self.working.hide()
        self.bar.hide()
        if self._again:
            self._again = False
            self.read()

    def show_overview(self, overview: Overview) -> None:
        """Show all of it."""
        is_first = self.overview is None
        self.overview = overview
        is_empty = not overview.practised
        self.empty.setVisible(is_empty)
        self._area.setVisible(not is_empty)
        self.table_button.setVisible(not is_empty and bool(overview.criteria))
        self.summary.setText(summary_words(overview))
        if not is_empty:
            self._show(overview)
        first = self.empty.button if is_empty else self.next.lines[0].button
        self.setFocusProxy(first)
        if is_first and self.isVisible() and not self.banner.isVisible():
            first.setFocus()
        self._tell_unreadable(overview)

    def _show(self, overview: Overview) -> None:
        now = self._services.library.now()
        self.next.show_suggestions(overview.suggestions)
        self.sentences.show_sentences(overview.intentions, overview.prompts, overview.made)
        if self._said is not None:
            self.sentences.focus_said(self._said)
            self._said = None
        self.waiting.show_waiting(overview.waiting, now)
        coverage = overview.coverage
        self.themes.show_coverage(
            themes_sentence(overview.themes),
            theme_bars(overview.themes, [theme_words(each, now) for each in overview.themes]),
            [("Themes", coverage.themes_source)],
        )
        self.domains.show_coverage(
            domains_sentence(overview.domains),
            [domain_bar(domain) for domain in overview.domains],
            [
                ("Domains", coverage.domains_source),
                ("What belongs to them", coverage.mapping_source),
            ],
        )
        self._show_charts(overview)

    def _show_charts(self, overview: Overview) -> None:
        marked = sorted((t for t in overview.themes if t.points), key=lambda t: -len(t.points))
        self.theme_chart.show_charts([(t.theme, t.theme, partial(theme_chart, t)) for t in marked])
        judged = sorted(overview.criteria, key=lambda one: -len(one.points))
        self.criterion_chart.show_charts(
            [
                (
                    f"{one.rubric}/{one.criterion.id}",
                    f"{overview.schemes.get(one.rubric, one.rubric)} · {one.criterion.text}",
                    partial(criterion_chart, one),
                )
                for one in judged
            ]
        )
        self.tutor.setVisible(bool(overview.tutors))
        self.tutor.show_tutors(overview.tutors)

    def _show_nothing(self) -> None:
        for widget in (self.empty, self._area, self.table_button, self.working, self.bar):
            widget.hide()
        self.setFocusProxy(self.table_button)

    def _tell_unreadable(self, overview: Overview) -> None:
        if overview.unreadable and not self.banner.isVisible():
            lines = [f"{name}: {reason}" for name, reason in overview.unreadable.items()]
            number = count(len(lines), "attempt")
            self.banner.show_notice(
                f"{number} cannot be read and {'is' if len(lines) == 1 else 'are'} left out here.",
                "Everything else is told.",
                "\n".join(lines),
            )

    def _fail(self, error: MockInterviewError) -> None:
        self.banner.show_problem(error, "Try again", self._try_again)

    def _try_again(self) -> None:
        self.banner.hide()
        self.read()

    def _say(self, intention: Intention, happened: Happened) -> None:
        """Keep what the person says of a sentence, in the attempt that has it."""
        name = intention.attempt
        answer = NextTimeAnswer(
            sentence=intention.sentence, later_attempt=intention.later_attempt, happened=happened
        )
        library = self._services.library

        def keep() -> None:
            save_next_time(library.open(name), answer)

        def done(_: None) -> None:
            announce(self, f"Did it happen: {HAPPENED_WORDS[happened]}")
            self._said = intention
            self.read()

        self._tasks.run(keep, done, self._fail_to_say)

    def _fail_to_say(self, error: MockInterviewError) -> None:
        self.banner.show_problem(error)
        self.sentences.show_again()

    def _compare(self, intention: Intention) -> None:
        self.compare_wanted.emit(intention.attempt, intention.later_attempt)

    def _show_tables(self, *, are_shown: bool) -> None:
        for card in (self.theme_chart, self.criterion_chart, self.tutor):
            card.show_as(is_table=are_shown)
        self.table_button.setText("As charts" if are_shown else "As tables")
        announce(self, "Tables" if are_shown else "Charts")

    def _connect(self) -> None:
        self._keeper.changed.connect(lambda: self.read() if self.isVisible() else None)
        self.empty.acted.connect(self.practice_wanted)
        self.empty.sample_wanted.connect(self.sample_wanted)
        self.next.wanted.connect(self.practise_wanted)
        self.waiting.wanted.connect(self.practise_wanted)
        self.sentences.practise_wanted.connect(self.practise_wanted)
        self.sentences.compare_wanted.connect(self._compare)
        self.sentences.said.connect(self._say)
        self.table_button.toggled.connect(lambda is_on: self._show_tables(are_shown=is_on))
        actions = [("T", self.table_button.click)]
        actions += [
            (str(number + 1), partial(self.next.press, number))
            for number in range(MOST_SUGGESTIONS)
        ]
        for keys, action in actions:
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.setAutoRepeat(False)
            shortcut.activated.connect(action)

    def _arrange(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(tokens.SPACE_8)
        head.addWidget(self.title, 1)
        head.addWidget(self.table_button)
        holder = QWidget()
        set_role(holder, "clear")
        self._inside = QVBoxLayout(holder)
        self._inside.setContentsMargins(0, 0, tokens.SPACE_12, tokens.SPACE_16)
        self._inside.setSpacing(tokens.SPACE_16)
        holder.setMaximumWidth(self._theme.pixels(_WIDTH))
        self._inside.addWidget(self.next)
        self._pairs = [
            self._pair(
                column_of(self.themes, self.waiting), column_of(self.domains, self.sentences)
            ),
            self._pair(self.theme_chart, self.criterion_chart),
        ]
        self._inside.addWidget(self.tutor)
        self._inside.addStretch(1)
        self._area = KeyboardScroll()
        self._area.setWidget(holder)
        page = QVBoxLayout(self)
        page.setContentsMargins(*PAGE_MARGINS)
        page.setSpacing(tokens.SPACE_4)
        page.addLayout(head)
        page.addWidget(self.summary)
        page.addSpacing(tokens.SPACE_8)
        page.addWidget(self.banner)
        page.addSpacing(tokens.SPACE_8)
        page.addWidget(self.working)
        page.addWidget(self.bar)
        page.addWidget(self._area, 1)
        page.addWidget(self.empty, 1)
        page.addStretch(0)

    def _pair(self, left: QWidget | QLayout, right: QWidget | QLayout) -> QBoxLayout:
        pair = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        pair.setSpacing(tokens.SPACE_16)
        for part in (left, right):
            if isinstance(part, QWidget):
                pair.addWidget(part, 1)
            else:
                pair.addLayout(part, 1)
        self._inside.addLayout(pair)
        return pair
