"""On the marking page: whether last time's sentence happened, and the way to the answer before."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from mockinterview.core.next_time import Happened, NextTimeAnswer
from mockinterview.errors import MockInterviewError
from mockinterview.files.attempts import AttemptFolder
from mockinterview.files.next_time import read_next_time, save_next_time
from mockinterview.index.record import AttemptRecord
from mockinterview.services import Services
from mockinterview.ui import tokens
from mockinterview.ui.interview_parts import announce
from mockinterview.ui.marking.feature import Feature
from mockinterview.ui.marking.passes.words import is_covered
from mockinterview.ui.progress.happened import HappenedControl
from mockinterview.ui.progress.wording import HAPPENED_WORDS, date_words
from mockinterview.ui.theme import Theme
from mockinterview.ui.widgets.buttons import KeyButton
from mockinterview.ui.widgets.flow import FlowLayout
from mockinterview.ui.widgets.labels import Label
from mockinterview.ui.widgets.plain import plain_tip

if TYPE_CHECKING:
    from mockinterview.ui.marking.page import MarkingPage


@dataclass(frozen=True)
class AnswerBefore:
    """The answer before to the same question.

    `sentence` is the last “next time” sentence before, of the attempt in `written`, or empty where
    there is none, or where a person has said of another answer whether it happened.
    """

    folder: AttemptFolder
    made: dt.datetime
    sentence: str = ""
    written: AttemptFolder | None = None
    happened: Happened | None = None


def answer_before(services: Services, folder: AttemptFolder) -> AnswerBefore | None:
    """What was answered before by the same person; None where there is nothing. For an executor.

    Raises:
        LibraryError: what was said of the sentence cannot be read.
    """
    index = services.index
    index.update_one(folder.id)  # it may have been recorded a moment ago
    records = {record.id: record for record in index.records()}
    mine = records.get(folder.id)
    if mine is None:
        return None
    before = [one for one in records.values() if _is_before(one, mine)]
    before.sort(key=lambda one: one.created, reverse=True)
    if not before:
        return None
    newest = before[0]
    found = AnswerBefore(newest.folder, newest.created)
    with_sentence = next((one for one in before if one.next_time.strip()), None)
    if with_sentence is None:
        return found
    said = read_next_time(with_sentence.folder)
    happened = None
    if said is not None and said.sentence == with_sentence.next_time:
        if said.later_attempt != folder.id:
            return found
        happened = said.happened
    return AnswerBefore(
        newest.folder, newest.created, with_sentence.next_time, with_sentence.folder, happened
    )


def _is_before(one: AttemptRecord, mine: AttemptRecord) -> bool:
    is_same = (one.question_id, one.candidate) == (mine.question_id, mine.candidate)
    counts = one.has_sound and not one.is_binned and one.origin != "sample"
    return is_same and counts and (one.created, one.id) < (mine.created, mine.id)


class AnswerBeforeFeature(Feature):
    """Reads in the background; kept back while the first pass is blind.

    Signals: `compare_wanted(AttemptFolder, AttemptFolder)`, the one before first.
    """

    compare_wanted = Signal(object, object)

    reading = frozenset({"compare"})

    def __init__(self, page: MarkingPage) -> None:
        super().__init__(page)
        self.before: AnswerBefore | None = None
        self.row = BeforeRow(page.theme)
        page.overall.add_under_earlier(self.row)
        self.row.happened.chosen.connect(self._say)
        self.row.compare.clicked.connect(self._compare)
        page.opened.connect(self._read)
        page.marks_shown.connect(self._show)

    @property
    def actions(self) -> Mapping[str, Callable[[], object]]:
        """What its key does."""
        return {"compare": self._compare}

    def _read(self) -> None:
        folder = self.page.folder
        self.before = None
        self._show()
        if folder is None:
            return

        def take_in(found: AnswerBefore | None) -> None:
            if self.page.folder is folder:
                self.before = found
                self._show()

        def give_up(_: MockInterviewError) -> None:
            """There is nothing to be asked then."""

        self.page.tasks.run(partial(answer_before, self.page.services, folder), take_in, give_up)

    def _show(self) -> None:
        marking, before = self.page.marking, self.before
        is_shown = (
            marking is not None
            and before is not None
            and marking.role == "candidate"
            and not is_covered(marking)
            and self.page.services.settings.earlier_marks_are_shown
        )
        self.row.setVisible(is_shown)
        if before is not None:
            self.row.show_before(before)

    def _compare(self) -> None:
        folder, marking, before = self.page.folder, self.page.marking, self.before
        if folder is None or marking is None:
            return
        if is_covered(marking):
            self.page.header.tell("Finish your first pass first.")
        elif before is None:
            self.page.header.tell("This question was not answered before.")
        else:
            self.compare_wanted.emit(before.folder, folder)

    def _say(self, happened: Happened) -> None:
        """Keep what the person says, in the attempt that has the sentence."""
        folder, before = self.page.folder, self.before
        if folder is None or before is None or before.written is None:
            return
        answer = NextTimeAnswer(
            sentence=before.sentence, later_attempt=folder.id, happened=happened
        )
        written = before.written

        def done(_: None) -> None:
            announce(self.page, f"Did it happen: {HAPPENED_WORDS[happened]}")

        def fail(error: MockInterviewError) -> None:
            self.row.happened.set_value(before.happened)
            self.page.banner.show_problem(error)

        self.page.tasks.run(partial(save_next_time, written, answer), done, fail)


class BeforeRow(QWidget):
    """Under last time's sentence: did it happen, and compare."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.question = Label("Did it happen?", "meta", wraps=False)
        self.happened = HappenedControl()
        self.compare = KeyButton(theme, "Compare", "Ctrl+K", role="plain")
        self.compare.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        for button in self.happened.buttons:
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.asked = QWidget()
        row = QHBoxLayout(self.asked)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.SPACE_8)
        row.addWidget(self.question)
        row.addWidget(self.happened)
        flow = FlowLayout(self, gap=tokens.SPACE_8)
        flow.addWidget(self.asked)
        flow.addWidget(self.compare)
        self.hide()

    def show_before(self, before: AnswerBefore) -> None:
        """Ask where there is a sentence; tell of which day the answer before is."""
        self.asked.setVisible(bool(before.sentence))
        self.happened.set_value(before.happened)
        told = f"Compare with the answer of {date_words(before.made)}"
        self.compare.setAccessibleName(told)
        self.compare.setToolTip(plain_tip(f"{told} (Ctrl+K)"))
