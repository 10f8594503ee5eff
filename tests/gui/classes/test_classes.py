"""The class in the window: who answered what, sorted, told in words, written, opened."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from tools.screenshots.classes import NOW, varied

from mockinterview.core.content import CriterionKind
from mockinterview.core.marking import Marking, Verdict
from mockinterview.files.attempts import AttemptFolder
from mockinterview.files.content import Content
from mockinterview.pack.received import (
    Receipt,
    ReceivedMarking,
    save_receipt,
    save_received,
    show_all_the_same,
)
from mockinterview.report.choice import REPORT_FORMATS
from mockinterview.ui.classes.criteria import tally
from mockinterview.ui.classes.journey import Classes
from mockinterview.ui.classes.model import FIRST_CRITERION
from mockinterview.ui.classes.page import ClassesPage
from mockinterview.ui.classes.writing import TABLE_KINDS, write_report, write_table
from mockinterview.ui.window import MainWindow
from tests.gui.conftest import PlayedServices
from tests.gui.marking_attempts import make_attempt

pytestmark = [pytest.mark.slow, pytest.mark.qt_log_ignore("does not support")]

Answer = Callable[..., AttemptFolder]
Key = Qt.Key


@pytest.fixture
def answer(services: PlayedServices, shipped_content: Content) -> Answer:
    """Makes an answer of a candidate that came in a pack."""

    def make(
        candidate: str, *markings: Marking, question: str = "leader-or-follower"
    ) -> AttemptFolder:
        folder = make_attempt(
            services.library, question_id=question, text=None, content=shipped_content
        )
        receipt = Receipt(
            key=candidate, candidate=candidate, content="", sound="flac", packed=NOW, arrived=NOW
        )
        save_receipt(folder, receipt)
        show_all_the_same(folder)
        for marking in markings:
            save_received(folder, ReceivedMarking(marking=marking, packed=NOW, arrived=NOW))
        return folder

    return make


def tutors(verdict: Verdict, overall: int, marker: str = "Dr Finch") -> Marking:
    marking = Marking(role="tutor", marker=marker).with_verdict("both", verdict)
    return marking.with_note("both", "Say it once more.").with_overall(overall)


def open_class(qtbot: QtBot, window: MainWindow) -> ClassesPage:
    journey = next(one for one in window.journeys if isinstance(one, Classes))
    journey.open("attempts")
    page = window.pages.classes
    qtbot.waitUntil(lambda: page.over is not None)
    return page


def names(page: ClassesPage) -> list[str]:
    return [row.submission.candidate for row in page.model.rows]


def test_a_class_is_sorted_told_and_opened(
    qtbot: QtBot, window: MainWindow, answer: Answer
) -> None:
    answer("Chidi", tutors(Verdict.MET, 2))
    answer("ann", tutors(Verdict.NOT_MET, 4))
    answer("Ben")
    page = open_class(qtbot, window)
    assert page.summary.text() == "3 candidates · 3 answers · 2 marked"
    assert names(page) == ["ann", "Ben", "Chidi"]
    page.table.sortByColumn(FIRST_CRITERION, Qt.SortOrder.AscendingOrder)
    assert names(page) == ["Chidi", "ann", "Ben"], "the best first, who is not marked last"
    page.table.sortByColumn(page.model.columnCount() - 1, Qt.SortOrder.AscendingOrder)
    assert names(page) == ["ann", "Chidi", "Ben"]
    page.table.setCurrentIndex(page.model.index(0, FIRST_CRITERION))
    told = page.told.text()
    assert told.startswith("ann. 1. Says that they can both lead and follow")
    assert told.endswith(": Not met. Note: Say it once more.")
    assert (
        page.model.data(page.model.index(0, FIRST_CRITERION), Qt.ItemDataRole.AccessibleTextRole)
        == told
    )
    marking = window.pages.marking
    with qtbot.waitSignal(marking.opened):
        QTest.keyClick(page.table, Key.Key_Return)
    assert marking.folder is not None
    assert marking.folder.path == page.marks.answers[1].folder.path  # type: ignore[union-attr]
    marking.back_requested.emit()
    assert window.pages.shows("classes")
    QTest.keyClick(page.table, Key.Key_Escape)
    assert window.pages.shows("attempts")


def test_of_two_tutors_one_is_chosen_and_both_are_compared(
    qtbot: QtBot, window: MainWindow, answer: Answer
) -> None:
    answer("Ann", tutors(Verdict.MET, 2), tutors(Verdict.PARTLY, 3, "Sam"))
    answer("Ben", tutors(Verdict.MET, 2))
    page = open_class(qtbot, window)
    assert page.marker.currentData() == "Dr Finch", "who marked most"
    page.marker.setCurrentIndex(page.marker.findData("Sam"))
    assert [row.verdicts[0] for row in page.model.rows] == [Verdict.PARTLY, None]
    assert page.markers_button.isVisible()
    QTest.keyClick(page.table, Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    agreeing = window.pages.agreeing
    qtbot.waitUntil(agreeing.summary.isVisible)
    assert set(agreeing.names) == {"Dr Finch", "Sam"}
    agreeing.left.emit()
    assert window.pages.shows("classes")
    page.table.setCurrentIndex(page.model.index(1, 0))
    assert not page.markers_button.isVisible()


def test_marks_of_others_wait_for_ones_own_or_for_a_word(
    qtbot: QtBot, window: MainWindow, answer: Answer
) -> None:
    ann = answer("Ann", tutors(Verdict.MET, 2))
    ben = answer("Ben", tutors(Verdict.MET, 2))
    (ann.path / "markings" / "tutor-1.json").unlink()
    begun = Marking(role="tutor", marker="Dr Kay", is_blind=True).with_verdict("both", Verdict.MET)
    ben.save_marking(begun)
    page = open_class(qtbot, window)
    assert [row.verdicts[0] for row in page.model.rows] == [None, Verdict.MET]
    assert page.marker.currentData() == "Dr Kay"
    assert page.banner.message.text().startswith("What others marked on 2 answers is kept back")
    page.banner.action_button.click()
    qtbot.waitUntil(lambda: "1 answer is" in page.banner.message.text())
    assert page.banner.action_button.isHidden(), "a blind pass that was begun is to be finished"
    page.marker.setCurrentIndex(page.marker.findData("Dr Finch"))
    assert [row.verdicts[0] for row in page.model.rows] == [Verdict.MET, None]
    assert ann.newest_marking("tutor").was_uncovered


def test_criteria_tell_what_a_scheme_may_mend(
    qtbot: QtBot, window: MainWindow, answer: Answer
) -> None:
    for seed in range(10):
        folder = answer(f"Candidate {seed}")
        folder.save_marking(varied(folder, seed, "Dr Finch"))
    page = open_class(qtbot, window)
    page.view.buttons[1].click()
    assert page.criteria.isVisible()
    words = [label.text() for label in page.criteria.findChildren(type(page.told))]
    assert "Ticked each time in 10 answers: it does not tell answers apart." in words
    assert any(one.startswith("Agreement needs marks of two people") for one in words)


def test_several_schemes_have_a_table_each(
    qtbot: QtBot, window: MainWindow, answer: Answer, services: PlayedServices, tmp_path: Path
) -> None:
    answer("Ann", tutors(Verdict.MET, 2))
    answer("=Ben", question="why-medicine")
    page = open_class(qtbot, window)
    assert page.scheme.isVisible()
    assert [len(table.rows) for table in page.tables] == [1, 1]
    before = names(page)
    page.scheme.setCurrentIndex(1 - page.scheme.currentIndex())
    assert sorted(before + names(page)) == ["=Ben", "Ann"]
    table = next(one for one in page.tables if one.rows[0].submission.candidate == "=Ben")
    kind = TABLE_KINDS[0]
    page.table_file.write("The table", tmp_path / "thursday", kind, partial(write_table, table))
    qtbot.waitUntil(page.banner.isVisible)
    assert page.banner.message.text() == "The table was exported as thursday.csv."
    target = tmp_path / "thursday.csv"
    rows = list(csv.reader(io.StringIO(target.read_text(encoding="utf-8-sig"))))
    assert rows[1][0] == "'=Ben"
    page.banner.dismiss()
    page.table_file.write("The table", tmp_path / "thursday", kind, partial(write_table, table))
    qtbot.waitUntil(page.banner.isVisible)
    assert "thursday.csv" in page.banner.message.text()
    assert page.banner.message.text() != "The table was exported as thursday.csv."
    report = partial(write_report, services, page.marks.submissions())
    page.report_file.write("The report", tmp_path / "class.html", REPORT_FORMATS[0], report)
    qtbot.waitUntil(lambda: page.banner.message.text().startswith("The report was exported"))
    assert "Ann" in (tmp_path / "class.html").read_text(encoding="utf-8")


def test_the_attempts_lead_to_the_class(qtbot: QtBot, window: MainWindow, answer: Answer) -> None:
    attempts = window.pages.attempts
    assert attempts.class_button.isHidden(), "nothing came from others"
    answer("Ann")
    window.keeper.refresh()
    qtbot.waitUntil(lambda: not attempts.class_button.isHidden())
    attempts.class_button.click()
    assert window.pages.shows("classes")
    page = window.pages.classes
    qtbot.waitUntil(lambda: names(page) == ["Ann"])
    qtbot.waitUntil(lambda: page.over is not None)


def test_without_answers_the_page_says_what_it_is_for(qtbot: QtBot, window: MainWindow) -> None:
    page = open_class(qtbot, window)
    assert page.empty.isVisible()
    assert not page.report_button.isVisible()
    QTest.keyClick(page, Key.Key_Escape)
    assert window.pages.shows("attempts")


def test_a_tally_is_told_in_words() -> None:
    assert (
        tally({Verdict.MET: 2, Verdict.NOT_MET: 1}, CriterionKind.PITFALL) == "Seen 2 · Avoided 1"
    )
    assert tally({}, CriterionKind.POSITIVE) == "Not marked"
