"""An answer is marked as a person does it, and what is on disk afterwards."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from mockinterview.core.marking import Evidence, Marking, Verdict
from mockinterview.files.attempts import AttemptFolder
from mockinterview.ui.marking.page import MarkingPage
from tests.gui.marking.room import (
    CONTROL,
    SHIFT,
    Key,
    current,
    press,
    show,
    type_text,
    wait_saved,
)
from tests.gui.marking_attempts import (
    make_transcript,
)

pytestmark = [pytest.mark.slow, pytest.mark.qt_log_ignore("does not support propagateSizeHints")]


def test_one_goes_on_where_one_left_off(
    qtbot: QtBot, page: MarkingPage, folder: AttemptFolder
) -> None:
    first, second, third = (one.id for one in folder.load().rubric.criteria[:3])
    marks = Marking().with_verdict(first, Verdict.MET).with_verdict(third, Verdict.MET)
    folder.save_marking(marks)
    show(qtbot, page, folder)
    assert current(page) == second


def test_an_answer_is_marked_with_the_keyboard_alone_and_all_of_it_is_on_disk(
    qtbot: QtBot, page: MarkingPage, folder: AttemptFolder
) -> None:
    show(qtbot, page, folder)
    for _ in range(4):
        press(qtbot, Key.Key_Right, SHIFT)
    press(qtbot, Key.Key_E)
    press(qtbot, Key.Key_1)
    assert current(page) == "leading-example"
    press(qtbot, Key.Key_2)
    press(qtbot, Key.Key_Up)
    press(qtbot, Key.Key_N)
    type_text(qtbot, "Which 3 ideas, e.g. pairs?")
    press(qtbot, Key.Key_Return)
    press(qtbot, Key.Key_4, CONTROL)
    press(qtbot, Key.Key_T)
    type_text(qtbot, "End on medicine.")
    press(qtbot, Key.Key_Escape)
    wait_saved(qtbot, page)
    marking = folder.marking()
    words = list(make_transcript().words)[:4]
    assert marking.mark("both").verdict is Verdict.MET
    assert marking.mark("both").evidence == (
        Evidence(take=1, start=words[0].start, end=words[3].end, words="So I'd say I'm"),
    )
    assert marking.mark("leading-example").verdict is Verdict.PARTLY
    assert marking.mark("leading-example").note == "Which 3 ideas, e.g. pairs?"
    assert marking.overall == 4
    assert marking.next_time == "End on medicine."
    assert page.header.status.text() == "Saved"


def test_reopening_shows_what_was_marked(
    qtbot: QtBot,
    page: MarkingPage,
    folder: AttemptFolder,
    new_page: Callable[[], MarkingPage],
) -> None:
    show(qtbot, page, folder)
    page.answer.transcript.view.choose(3, 8)
    press(qtbot, Key.Key_E)
    press(qtbot, Key.Key_1)
    press(qtbot, Key.Key_3)
    wait_saved(qtbot, page)
    again = new_page()
    show(qtbot, again, folder)
    rows = again.checklist.rows
    assert [row.badge.word for row in rows[:3]] == ["Met", "Not met", "–"]
    assert rows[0].chips[0].evidence.words == "I'm happy to lead or to"
    assert "Met. 1 citation" in rows[0].accessibleName()
    again.close_down()


def test_undo_and_redo_go_across_every_kind_of_mark(
    qtbot: QtBot, page: MarkingPage, folder: AttemptFolder
) -> None:
    show(qtbot, page, folder)
    page.answer.transcript.view.choose(3, 5)
    press(qtbot, Key.Key_E)
    press(qtbot, Key.Key_1)
    press(qtbot, Key.Key_N)
    type_text(qtbot, "a note")
    press(qtbot, Key.Key_Return)
    press(qtbot, Key.Key_5, CONTROL)
    states = []
    for _ in range(4):
        press(qtbot, Key.Key_Z, CONTROL)
        assert page.marking is not None
        states.append(page.marking)
    assert states[0].overall is None
    assert states[1].mark("leading-example").note == ""
    assert states[2].mark("both").verdict is None
    assert states[3] == Marking()
    assert current(page) == "both"
    for _ in range(3):
        press(qtbot, Key.Key_Z, CONTROL | SHIFT)
    press(qtbot, Key.Key_Y, CONTROL)
    wait_saved(qtbot, page)
    final = folder.marking()
    assert final.overall == 5
    assert final.mark("leading-example").note == "a note"
    assert len(final.mark("both").evidence) == 1


def test_a_verdict_is_taken_away_by_0_and_by_backspace(
    qtbot: QtBot, page: MarkingPage, folder: AttemptFolder
) -> None:
    show(qtbot, page, folder)
    for key in (Key.Key_0, Key.Key_Backspace):
        press(qtbot, Key.Key_4)
        press(qtbot, Key.Key_Up)
        assert page.marking is not None
        assert page.marking.mark("both").verdict is Verdict.CANNOT_TELL
        press(qtbot, key)
        assert page.marking.is_blank
    wait_saved(qtbot, page)
    assert folder.marking() == Marking()


def test_a_met_criterion_is_hollow_until_something_is_cited(
    qtbot: QtBot, page: MarkingPage, folder: AttemptFolder
) -> None:
    show(qtbot, page, folder)
    press(qtbot, Key.Key_1)
    badge = page.checklist.rows[0].badge
    assert "nothing is cited" in badge.toolTip()
    press(qtbot, Key.Key_Up)
    page.answer.transcript.view.choose(3, 5)
    press(qtbot, Key.Key_E)
    assert badge.toolTip() == ""


def test_pitfalls_are_told_as_seen_and_avoided(
    qtbot: QtBot, page: MarkingPage, folder: AttemptFolder
) -> None:
    show(qtbot, page, folder)
    page.checklist.go_to_criterion("only-one")
    texts = [button.text() for button in page.checklist.current.verdicts.buttons]
    assert texts == ["1 Seen", "2 Partly", "3 Avoided", "4 Can't tell"]
    press(qtbot, Key.Key_3)
    assert page.checklist.current.badge.word == "Avoided"
    assert current(page) == "only-one"


def test_citing_without_a_choice_says_what_to_do(
    qtbot: QtBot, page: MarkingPage, folder: AttemptFolder
) -> None:
    show(qtbot, page, folder)
    press(qtbot, Key.Key_E)
    assert "Choose the words first" in page.header.status.text()
    assert page.marking == Marking()


def test_the_model_answer_lights_what_shows_the_current_criterion(
    qtbot: QtBot, page: MarkingPage, folder: AttemptFolder
) -> None:
    show(qtbot, page, folder)
    lit = [view for view in page.model_answer.paragraphs if view.is_lit]
    assert lit
    assert all("both" in view.shows for view in lit)
    press(qtbot, Key.Key_Down)
    assert [view.is_lit for view in page.model_answer.paragraphs] == [
        "leading-example" in view.shows for view in page.model_answer.paragraphs
    ]
    assert page.model_answer.lit_label.text() == "Lit: the paragraphs that show criterion\u00a02."
    page.checklist.go_to_criterion("professional-tone")
    assert not any(view.is_lit for view in page.model_answer.paragraphs)
    assert "No paragraph shows criterion\u00a08" in page.model_answer.lit_label.text()
