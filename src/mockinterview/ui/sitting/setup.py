"""The page where a sitting is put together: which questions, which format, how long it takes."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QSpinBox, QVBoxLayout, QWidget

from mockinterview.core.content import Format
from mockinterview.core.sitting import Sitting, SittingState, seconds_of
from mockinterview.errors import MockInterviewError
from mockinterview.files.sittings import Sittings
from mockinterview.services import Services
from mockinterview.sitting_run import unfinished_sittings
from mockinterview.ui import tokens
from mockinterview.ui.banks.entry_list import Entry, EntryList
from mockinterview.ui.practise import PAGE_MARGINS
from mockinterview.ui.sitting.choosing import Choosing, Way
from mockinterview.ui.sitting.unfinished import UnfinishedSittings
from mockinterview.ui.tasks import Tasks
from mockinterview.ui.theme import Theme
from mockinterview.ui.widgets.buttons import KeyButton
from mockinterview.ui.widgets.choice import SegmentedControl
from mockinterview.ui.widgets.format_choice import FormatChoice
from mockinterview.ui.widgets.labels import Label
from mockinterview.ui.widgets.panels import Banner
from mockinterview.ui.widgets.scroll_card import ScrollCard
from mockinterview.ui.wording import count, day_words, length_words

_CARD_WIDTH = 360
_CARD_SHARE = 0.42
_MOST_QUESTIONS = 20
_TITLES = {
    Way.IMPERIAL: "The Imperial four",
    Way.RANDOM: "By chance",
    Way.CHOSEN: "My choice",
}
_HINTS = {
    Way.IMPERIAL: "The four questions that applicants report, in their order.",
    Way.RANDOM: "Drawn from as many themes as there are.",
    Way.CHOSEN: "Space takes a question in, in the order of your choice.",
}


class SittingPage(QWidget):
    """Choose, then start; a sitting that was left can be gone on with.

    Signals: `start_wanted(Sitting)`, `left()`.

    `check_first` calls what it is given; whoever leads through a practice puts the sound check
    before it.
    """

    start_wanted = Signal(object)
    left = Signal()

    def __init__(self, services: Services, theme: Theme, tasks: Tasks) -> None:
        super().__init__()
        self.setObjectName("page")
        self._services = services
        self.check_first: Callable[[Callable[[], None]], None] = _at_once
        self._theme = theme
        self._tasks = tasks
        self.choosing = Choosing(services)
        self.title = Label("Sitting", "title")
        self.about = Label(
            "Several questions in a row and no pause, as in the real thing. You mark afterwards.",
            "meta",
        )
        self.back = KeyButton(theme, "Back", "Esc", role="plain")
        self.banner = Banner(theme)
        self.unfinished = UnfinishedSittings(theme)
        options = list(_TITLES.items())
        if not self.choosing.imperial:
            options = options[1:]
        self.way = SegmentedControl("Questions", options)
        self.number = QSpinBox()
        self.number.setRange(1, _MOST_QUESTIONS)
        self.number.setAccessibleName("How many questions")
        self.number.setSuffix(" questions")
        self.draw = KeyButton(theme, "Draw again")
        self.hint = Label("", "meta")
        self.list = EntryList(theme, "Questions of the sitting")
        self.format = FormatChoice(theme, services)
        self.length = Label("", "strong")
        self.details = Label("", "meta")
        self.room = Label("", "problem")
        self.start = KeyButton(theme, "Start the sitting", "Enter", role="primary")
        self.start.setMinimumHeight(theme.pixels(44))
        self._connect()
        self._arrange()
        self.setFocusProxy(self.list)
        self._choose_way(self.choosing.way)

    def open(self) -> None:
        """Show what there is now, and the sitting that waits to be gone on with."""
        self.banner.hide()
        self._show_questions()
        self._look_for_unfinished()

    def show_problem(
        self, error: MockInterviewError, again: Callable[[], None] | None = None
    ) -> None:
        """Tell why the sitting cannot be held; `again` tries once more."""
        self.start.setEnabled(True)
        self.banner.show_problem(error, "Try again" if again else "", again)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter starts, Esc goes back."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.isAutoRepeat():
            self._start()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The card leaves most of the width to the questions."""
        super().resizeEvent(event)
        most = round(self.width() * _CARD_SHARE)
        self.card.setFixedWidth(min(self._theme.pixels(_CARD_WIDTH), most))

    def showEvent(self, event: QShowEvent) -> None:
        """The keys belong to the list."""
        super().showEvent(event)
        self.list.setFocus()

    def _choose_way(self, way: Way) -> None:
        self.choosing.way = way
        self.way.set_value(way)
        chosen = self.choosing.chosen
        bank_format = chosen[0][0].format if chosen and way is Way.IMPERIAL else None
        if bank_format:
            self.format.set_format(bank_format)
        self.hint.setText(_HINTS[way])
        for widget in (self.number, self.draw):
            widget.setVisible(way is Way.RANDOM)
        self._show_questions()

    def _show_questions(self) -> None:
        is_by_hand = self.choosing.way is Way.CHOSEN
        shown = self.choosing.questions if is_by_hand else self.choosing.chosen
        entries = []
        for bank, question in shown:
            place = self.choosing.place_of(question.id)
            number = f"{place}. " if place else ("○ " if is_by_hand else "")
            entries.append(
                Entry(question.id, f"{number}{question.prompt}", f"{question.theme} · {bank.title}")
            )
        self.list.show_entries(entries, self.list.key)
        self._tell_length()

    def _tell_length(self) -> None:
        rules, number = self.format.rules, len(self.choosing.chosen)
        self.start.setEnabled(rules is not None and number > 0)
        if rules is None or not number:
            self.length.setText("No question chosen yet")
            self.details.setText("")
            return
        seconds = seconds_of(rules, number)
        length = f"about {length_words(60 * round(seconds / 60))} at most" if seconds else ""
        self.length.setText(
            " · ".join(part for part in (count(number, "question"), length) if part)
        )
        self.details.setText(" ".join(_details(rules)))
        asked = partial(self._services.room_problem, rules, number)
        self._tasks.run(asked, self._tell_room)

    def _tell_room(self, problem: MockInterviewError | None) -> None:
        """Warn when the disk may not hold all answers; starting is allowed all the same."""
        self.room.setVisible(problem is not None)
        self.room.setText(str(problem) if problem else "")

    def _tick(self) -> None:
        if self.choosing.way is not Way.CHOSEN:
            return
        self.choosing.tick(self.list.key)
        self._show_questions()

    def _draw(self) -> None:
        self.choosing.draw()
        self._show_questions()

    def _change_number(self, number: int) -> None:
        self.choosing.number = number
        self._show_questions()

    def _start(self) -> None:
        rules, chosen = self.format.rules, self.choosing.chosen
        if rules is None or not chosen or not self.start.isEnabled():
            return
        self.start.setEnabled(False)
        store = Sittings(self._services.library)
        title = _TITLES[self.choosing.way]

        def create() -> None:
            self.start.setEnabled(False)
            self._tasks.run(
                lambda: store.create(title, rules, chosen), self._begin, self.show_problem
            )

        self.check_first(create)

    def _begin(self, sitting: Sitting) -> None:
        self.start.setEnabled(True)
        self.unfinished.hide()
        self.start_wanted.emit(sitting)

    def _look_for_unfinished(self) -> None:
        look = partial(unfinished_sittings, self._services.library)
        self._tasks.run(look, self.unfinished.show_sittings)

    def _go_on(self, sitting: Sitting) -> None:
        self.check_first(partial(self._begin, sitting))

    def _give_up(self, sitting: Sitting) -> None:
        def tell(_: None) -> None:
            self.banner.show_notice(
                f"The sitting of {day_words(sitting.created)} is given up.",
                "Its answers are kept under Attempts.",
                action_text="Undo",
                action=partial(self._put_state, sitting, SittingState.LEFT, undone),
            )
            self.list.setFocus()  # the button that was pressed is gone
            self._look_for_unfinished()

        def undone(_: None) -> None:
            self.banner.hide()
            self.list.setFocus()
            self._look_for_unfinished()

        self._put_state(sitting, SittingState.GIVEN_UP, tell)

    def _put_state(
        self, sitting: Sitting, state: SittingState, then: Callable[[None], None]
    ) -> None:
        """Write another state for a sitting that is not held; tell where it cannot be written."""
        store = Sittings(self._services.library)
        again = partial(self._put_state, sitting, state, then)
        self._tasks.run(
            lambda: store.save(store.load(sitting.id).with_state(state)),
            then,
            lambda error: self.banner.show_problem(error, "Try again", again),
        )

    def _connect(self) -> None:
        self.back.clicked.connect(self.left)
        self.unfinished.go_on_wanted.connect(self._go_on)
        self.unfinished.give_up_wanted.connect(self._give_up)
        self.way.chosen.connect(self._choose_way)
        self.draw.clicked.connect(self._draw)
        self.number.setValue(self.choosing.number)
        self.number.valueChanged.connect(self._change_number)
        self.list.taken.connect(self._start)
        take_in = QShortcut(QKeySequence(Qt.Key.Key_Space), self.list)
        take_in.setContext(Qt.ShortcutContext.WidgetShortcut)
        take_in.activated.connect(self._tick)
        self.list.doubleClicked.connect(lambda _: self._tick())
        self.format.changed.connect(self._tell_length)
        self.start.clicked.connect(self._start)

    def _arrange(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.back)
        chance = QHBoxLayout()
        chance.setSpacing(tokens.SPACE_12)
        chance.addWidget(self.hint, 1)
        chance.addWidget(self.number)
        chance.addWidget(self.draw)
        left = QVBoxLayout()
        left.setSpacing(tokens.SPACE_8)
        left.addWidget(self.way)
        left.addLayout(chance)
        left.addWidget(self.list, 1)
        self.card = card = ScrollCard(self._theme)
        card.words.setSpacing(tokens.SPACE_12)
        for widget in (self.format, self.length, self.details, self.room):
            card.words.addWidget(widget)
        card.column.addWidget(self.start)
        self.room.hide()
        right = QVBoxLayout()
        right.addWidget(card)
        right.addStretch(1)
        columns = QHBoxLayout()
        columns.setSpacing(tokens.SPACE_24)
        columns.addLayout(left, 1)
        columns.addLayout(right)
        page = QVBoxLayout(self)
        page.setContentsMargins(*PAGE_MARGINS)
        page.setSpacing(tokens.SPACE_8)
        page.addLayout(head)
        page.addWidget(self.about)
        page.addSpacing(tokens.SPACE_8)
        page.addWidget(self.banner)
        page.addWidget(self.unfinished)
        page.addLayout(columns, 1)


def _at_once(then: Callable[[], None]) -> None:
    then()


def _details(rules: Format) -> list[str]:
    """What happens around the questions."""
    told = []
    if rules.practice_question:
        told.append("A practice question comes first, as often as you like; it is not kept.")
    if rules.break_seconds:
        told.append(f"{length_words(rules.break_seconds)} of break between questions.")
    else:
        told.append("The next question comes ten seconds after an answer.")
    if not rules.resumable:
        told.append("A sitting that is left cannot be gone on with.")
    return told
