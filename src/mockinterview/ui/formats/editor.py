"""The editor of one format: told what is wrong beside each field, saved as it is changed."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from mockinterview.core.content import Format
from mockinterview.ui import tokens
from mockinterview.ui.formats.draft import MOST_QUESTIONS, Draft, check_draft
from mockinterview.ui.formats.fields import BreakField, Form, RetakesField, TimeField
from mockinterview.ui.theme import Theme
from mockinterview.ui.widgets.check import CheckBox
from mockinterview.ui.widgets.choice import SegmentedControl
from mockinterview.ui.widgets.number import NumberBox
from mockinterview.ui.widgets.panels import Card

SAVE_MILLISECONDS = 500
"""After the last key; a pause in the middle of a word is shorter."""
_ABOUT_LINES = 2
_TEXT_WIDTH = 640


class FormatEditor(Card):
    """Fields over one format.

    Signals: `changed(Format)` at once when the fields make another valid format, `edited(Format)`
    when it is to be saved, `refused()` when the fields cannot be saved as they are.
    """

    changed = Signal(object)
    edited = Signal(object)
    refused = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._base: Format | None = None
        self._waiting: Format | None = None
        self._is_showing = False
        self.title = QLineEdit()
        self.title.setAccessibleName("Name")
        self.about = QPlainTextEdit()
        self.about.setAccessibleName("About")
        self.about.setTabChangesFocus(True)
        self.preparation = TimeField(theme, "Time to prepare", may_be_none=True)
        self.answer = TimeField(theme, "Time to answer", may_be_none=False)
        self.early_start = CheckBox(theme, "The answer may begin before it is over")
        self.early_stop = CheckBox(theme, "The answer may end before it is over")
        self.retakes = RetakesField(theme, "Further takes")
        self.show_prompt = SegmentedControl(
            "The question is shown",
            [("at-once", "At once"), ("after-playing", "After it was played")],
        )
        self.clock_includes_prompt = CheckBox(theme, "Playing the question uses up answer time")
        self.countdown = CheckBox(theme, "3, 2, 1 is counted before the recording")
        self.questions = NumberBox(theme, "Questions in a sitting", 0, MOST_QUESTIONS)
        self.questions.setSpecialValueText("Not said")
        self.break_time = BreakField(theme, "Break between questions")
        self.practice_question = CheckBox(theme, "An unrecorded practice question comes first")
        self.resumable = CheckBox(theme, "A sitting that was left can be gone on with")
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SAVE_MILLISECONDS)
        self._timer.timeout.connect(self.flush)
        self.form = self._arrange()
        self._connect()
        self.setFocusProxy(self.title)

    @property
    def is_settled(self) -> bool:
        """Whether nothing is waiting to be saved and nothing is refused."""
        return self._waiting is None and self._draft_format() == self._base

    def show_format(self, rules: Format) -> None:
        """Edit this one; what was waiting to be saved of another one is saved first."""
        self.flush()
        self._base = rules
        self._is_showing = True
        self.title.setText(rules.title)
        self.title.setCursorPosition(0)
        self.about.setPlainText(rules.about)
        self.preparation.show_seconds(rules.preparation_seconds)
        self.answer.show_seconds(rules.answer_seconds)
        self.early_start.setChecked(rules.early_start)
        self.early_stop.setChecked(rules.early_stop)
        self.retakes.show_retakes(rules.retakes)
        self.show_prompt.set_value(rules.show_prompt)
        self.clock_includes_prompt.setChecked(rules.clock_includes_prompt)
        self.countdown.setChecked(rules.countdown)
        self.questions.setValue(rules.questions or 0)
        self.break_time.show_seconds(rules.break_seconds)
        self.practice_question.setChecked(rules.practice_question)
        self.resumable.setChecked(rules.resumable)
        self._is_showing = False
        self.form.show_problems({})
        self._tell_what_has_no_use()

    def flush(self) -> None:
        """Hand over what is waiting to be saved, now."""
        self._timer.stop()
        waiting, self._waiting = self._waiting, None
        if waiting is not None:
            self._base = waiting
            self.edited.emit(waiting)

    def draft(self) -> Draft:
        """What stands in the fields."""
        return Draft(
            title=self.title.text(),
            about=self.about.toPlainText(),
            preparation=self.preparation.text,
            answer=self.answer.text,
            retakes=self.retakes.retakes,
            early_start=self.early_start.isChecked(),
            early_stop=self.early_stop.isChecked(),
            show_prompt=self.show_prompt.value,
            break_time=self.break_time.text,
            questions=self.questions.value() or None,
            countdown=self.countdown.isChecked(),
            clock_includes_prompt=self.clock_includes_prompt.isChecked(),
            resumable=self.resumable.isChecked(),
            practice_question=self.practice_question.isChecked(),
        )

    def _draft_format(self) -> Format | None:
        return check_draft(self.draft(), self._base)[0] if self._base else None

    def _take_in(self) -> None:
        """A field was changed."""
        if self._is_showing or self._base is None:
            return
        self._tell_what_has_no_use()
        rules, problems = check_draft(self.draft(), self._base)
        self.form.show_problems(problems)
        if rules is None:
            self._timer.stop()
            self._waiting = None
            self.refused.emit()
            return
        self.changed.emit(rules)
        self._waiting = rules if rules != self._base else None
        if self._waiting:
            self._timer.start()

    def _tell_what_has_no_use(self) -> None:
        """Ending before time means nothing where there is no time."""
        self.early_start.setEnabled(self.preparation.text not in {None, "0"})
        self.early_stop.setEnabled(self.answer.text is not None)

    def _connect(self) -> None:
        self.title.textChanged.connect(self._take_in)
        self.about.textChanged.connect(self._take_in)
        for field in (self.preparation, self.answer, self.retakes, self.break_time):
            field.changed.connect(self._take_in)
        self.show_prompt.chosen.connect(self._take_in)
        self.questions.valueChanged.connect(self._take_in)
        for box in self.findChildren(CheckBox):
            box.toggled.connect(self._take_in)

    def _arrange(self) -> Form:
        self.about.ensurePolished()
        lines = _ABOUT_LINES * self._theme.pixels(tokens.BODY + tokens.SPACE_4)
        self.about.setFixedHeight(lines + 2 * tokens.SPACE_16)
        for field in (self.title, self.about):
            field.setMaximumWidth(self._theme.pixels(_TEXT_WIDTH))
        form = Form(self._theme)
        form.add_heading("One question")
        form.add_field("title", "Name", self.title)
        form.add_field("about", "About", self.about)
        form.add_field("preparation", "Time to prepare", self.preparation)
        form.add_field("early_start", "", self.early_start)
        form.add_field("answer", "Time to answer", self.answer)
        form.add_field("early_stop", "", self.early_stop)
        form.add_field("retakes", "Further takes", self.retakes)
        form.add_field("show_prompt", "Question shown", self.show_prompt)
        form.add_field("clock_includes_prompt", "", self.clock_includes_prompt)
        form.add_field("countdown", "", self.countdown)
        form.add_heading("A sitting")
        form.add_field("questions", "Questions", self.questions)
        form.add_field("break_time", "Break between", self.break_time)
        form.add_field("practice_question", "", self.practice_question)
        form.add_field("resumable", "", self.resumable)
        self.column.addLayout(form)
        return form
