"""The page where a question and a format are chosen."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mockinterview.core.content import Bank, Question
from mockinterview.errors import MockInterviewError
from mockinterview.files.attempts import AttemptFolder
from mockinterview.index.record import NOT_MARKED, AttemptRecord
from mockinterview.services import Services
from mockinterview.ui import tokens
from mockinterview.ui.question_card import QuestionCard
from mockinterview.ui.question_list import QuestionList, QuestionRow
from mockinterview.ui.records import RecordKeeper, Records
from mockinterview.ui.theme import Theme
from mockinterview.ui.widgets.buttons import KeyButton
from mockinterview.ui.widgets.choice import Choice
from mockinterview.ui.widgets.labels import ElidedLabel, Label
from mockinterview.ui.widgets.panels import Banner
from mockinterview.ui.widgets.search_field import SearchField
from mockinterview.ui.wording import count, source_words

PAGE_MARGINS = (
    tokens.SPACE_32 + tokens.SPACE_8,
    tokens.SPACE_32,
    tokens.SPACE_32 + tokens.SPACE_8,
    tokens.SPACE_24,
)
_CARD_WIDTH = 340
_CARD_SHARE = 0.42


class PractisePage(QWidget):
    """Search, banks and themes at the left; the chosen question at the right.

    Signals: `start_wanted(bank, question, rules)`, `sample_wanted(question_id)`,
    `sitting_wanted()`, `import_wanted()`, `continue_wanted(AttemptFolder)` from the banner of a
    recovered answer, `attempts_wanted()` from that of several, `banks_wanted()` from that of files
    with problems.
    """

    start_wanted = Signal(object, object, object)
    sample_wanted = Signal(str)
    sitting_wanted = Signal()
    import_wanted = Signal()
    continue_wanted = Signal(object)
    attempts_wanted = Signal()
    banks_wanted = Signal()

    def __init__(self, services: Services, keeper: RecordKeeper, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("page")
        self._services = services
        self._keeper = keeper
        self._theme = theme
        self.title = Label("Practise", "title")
        self.sitting = KeyButton(theme, "Hold a sitting", "Ctrl+T")
        self.import_button = KeyButton(theme, "Import a recording …", "Ctrl+I")
        self.reminder = ElidedLabel("", "meta")
        self.banner = Banner(theme)
        self.content_banner = Banner(theme)
        self.list = QuestionList(theme)
        self.search = SearchField("Search questions", self.list)
        self.search.setToolTip("Search questions (Ctrl+F)")
        self.bank = Choice(theme, "Bank")
        self.theme_choice = Choice(theme, "Theme")
        self.nothing = Label("No question fits. Change the search, the bank or the theme.", "meta")
        self.source = Label("", "meta")
        self.card = QuestionCard(theme, services)
        self._fill_choices()
        self._connect()
        self._arrange()
        self.tell_content_problems()
        self.refresh()
        self.setFocusProxy(self.list)

    def refresh(self) -> None:
        """Show the questions that fit, with how they stand now."""
        rows = [self._row(bank, question) for bank, question in self._fitting()]
        current = self.list.row.question.id if self.list.row else None
        self.list.show_rows(rows, current)
        self.nothing.setVisible(not rows)
        self.list.setVisible(bool(rows))
        self._show_chosen()

    def show_content(self) -> None:
        """Take over content that was read anew; what was chosen stays, where it is still there."""
        self._fill_choices()
        self.tell_content_problems()
        self.refresh()

    def show_recovered(self, newest: AttemptRecord, number: int) -> None:
        """Tell that answers were saved after the program had ended in the middle; name the newest.

        With others besides it, Attempts is where each can be gone on with.
        """
        if number == 1:
            what = "An answer was recovered after the program had ended in the middle of it."
        else:
            what = f"{number} answers were recovered after the program had ended in the middle."
        offer, action = "Show in Attempts", self._show_attempts
        if number == 1 and newest.can_go_on:
            offer, action = "Go on or mark it", lambda: self._continue(newest.folder)
        others = "" if number == 1 else f", and {count(number - 1, 'other')}"
        hint = f"“{newest.prompt}”{others}: what had been said is there."
        self.banner.show_notice(what, hint, action_text=offer, action=action)

    def _show_attempts(self) -> None:
        self.banner.hide()
        self.attempts_wanted.emit()

    def _continue(self, folder: AttemptFolder) -> None:
        self.banner.hide()
        self.continue_wanted.emit(folder)

    @property
    def question_id(self) -> str:
        """The id of the question that is chosen, or empty."""
        return self.list.row.question.id if self.list.row else ""

    def show_problem(self, error: MockInterviewError) -> None:
        """Tell why something asked for on this page did not happen."""
        self.banner.show_problem(error)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The card leaves most of the width to the questions, whatever the size of the text."""
        super().resizeEvent(event)
        most = round(self.width() * _CARD_SHARE)
        self.card.setFixedWidth(min(self._theme.pixels(_CARD_WIDTH), most))

    def start_question(self, question_id: str) -> None:
        """Begin with this question, whatever the list was narrowed to."""
        for widget in (self.search, self.bank, self.theme_choice):
            widget.blockSignals(True)
        self.search.clear()
        self.bank.setCurrentIndex(0)
        self.theme_choice.setCurrentIndex(0)
        for widget in (self.search, self.bank, self.theme_choice):
            widget.blockSignals(False)
        self.refresh()
        self.list.choose(question_id)
        if self.question_id == question_id:
            self._start()

    def _start(self) -> None:
        row, rules = self.list.row, self.card.rules
        if row is not None and rules is not None:
            self.start_wanted.emit(row.bank, row.question, rules)

    def _want_sample(self) -> None:
        self.sample_wanted.emit(self.question_id)

    def _fitting(self) -> list[tuple[Bank, Question]]:
        words = self.search.text().casefold().split()
        bank_id, theme = self.bank.currentData(), self.theme_choice.currentData()
        return [
            (bank, question)
            for bank, question in self._services.content.questions
            if bank_id in {None, bank.bank}
            and theme in {None, question.theme}
            and _has_words(question, words)
        ]

    def _row(self, bank: Bank, question: Question) -> QuestionRow:
        records: Records = self._keeper.records
        made = records.of_question(question.id)
        if not self._keeper.is_read:
            return QuestionRow(bank, question, "", "")
        if not made:
            return QuestionRow(bank, question, "new", "")
        marked = (record.met for record in made if record.met != NOT_MARKED)
        return QuestionRow(bank, question, count(len(made), "attempt"), next(marked, NOT_MARKED))

    def _show_chosen(self) -> None:
        row = self.list.row
        self.card.show_row(row)
        sentence = self._keeper.records.next_time(row.question.id) if row else ""
        self.reminder.setText(f"Last time you wrote: “{sentence}”" if sentence else "")
        if not sentence:
            self.reminder.setText("Choose a question, listen, prepare, answer, then mark it.")
        source = row.bank.source if row else None
        self.source.setText(source_words(source) if source else "")

    def _fill_choices(self) -> None:
        content = self._services.content
        number = sum(1 for _ in content.questions)
        self.search.offer(f"Search {count(number, 'question')}")
        banks = [(bank.bank, bank.title) for bank in content.banks.values()]
        self.bank.set_options([(None, "All banks"), *banks], self.bank.currentData())
        if len(banks) == 1:
            self.bank.set_options(banks, banks[0][0])
        themes = list(dict.fromkeys(question.theme for _, question in content.questions))
        self.theme_choice.set_options(
            [(None, "All themes"), *((theme, theme) for theme in themes)],
            self.theme_choice.currentData(),
        )

    def tell_content_problems(self) -> None:
        """Tell which files with questions are left out and why."""
        problems = self._services.content.problems
        if not problems:
            self.content_banner.hide()
            return
        files = len({problem.file for problem in problems})
        self.content_banner.show_notice(
            f"{count(files, 'question file')} cannot be used as written.",
            "Everything else is here. Details say what is wrong and where.",
            "\n".join(str(problem) for problem in problems),
            action_text="Show on Banks",
            action=self.banks_wanted.emit,
        )

    def _connect(self) -> None:
        self.search.textChanged.connect(self.refresh)
        self.search.returnPressed.connect(self._start)
        find = QKeySequence(QKeySequence.StandardKey.Find)
        sitting, take_in = QKeySequence("Ctrl+T"), QKeySequence("Ctrl+I")
        for keys, action in (
            (find, self.search.begin),
            (sitting, self.sitting_wanted.emit),
            (take_in, self.import_wanted.emit),
        ):
            shortcut = QShortcut(keys, self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(action)
        self.sitting.clicked.connect(self.sitting_wanted)
        self.import_button.clicked.connect(self.import_wanted)
        self.bank.currentIndexChanged.connect(self.refresh)
        self.theme_choice.currentIndexChanged.connect(self.refresh)
        self.list.chosen.connect(lambda _: self._show_chosen())
        self.list.taken.connect(self._start)
        self.card.started.connect(self._start)
        self.card.sample_wanted.connect(self._want_sample)
        self.card.failed.connect(self.show_problem)
        self._keeper.changed.connect(self.refresh)

    def _arrange(self) -> None:
        filters = QHBoxLayout()
        filters.setSpacing(tokens.SPACE_8)
        filters.addWidget(self.search, 4)
        filters.addWidget(self.bank, 4)
        filters.addWidget(self.theme_choice, 3)
        left = QVBoxLayout()
        left.setSpacing(tokens.SPACE_12)
        left.addLayout(filters)
        left.addWidget(self.list)
        left.addWidget(self.nothing)
        left.addWidget(self.source)
        left.addStretch(1)
        right = QVBoxLayout()
        right.addWidget(self.card)
        right.addStretch(1)
        columns = QHBoxLayout()
        columns.setSpacing(tokens.SPACE_24)
        columns.addLayout(left, 1)
        columns.addLayout(right)
        page = QVBoxLayout(self)
        page.setContentsMargins(*PAGE_MARGINS)
        page.setSpacing(tokens.SPACE_4)
        head = QHBoxLayout()
        head.setSpacing(tokens.SPACE_8)
        head.addWidget(self.title, 1)
        head.addWidget(self.import_button)
        head.addWidget(self.sitting)
        page.addLayout(head)
        page.addWidget(self.reminder)
        page.addSpacing(tokens.SPACE_12)
        for banner in (self.banner, self.content_banner):
            page.addWidget(banner)
            page.addSpacing(tokens.SPACE_4)
        page.addSpacing(tokens.SPACE_4)
        page.addLayout(columns, 1)


def _has_words(question: Question, words: list[str]) -> bool:
    """Whether every word of the search is in the prompt or the theme."""
    text = f"{question.prompt} {question.theme}".casefold()
    return all(word in text for word in words)
