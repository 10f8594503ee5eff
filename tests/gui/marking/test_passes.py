"""Two passes: blind first, the second begun from the first, what moved, undo, and the disk."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from pytestqt.qtbot import QtBot

from mockinterview.core.marking import Evidence, Mark, Verdict
from mockinterview.files.attempts import AttemptFolder
from mockinterview.files.earlier import Earlier, EarlierMark
from mockinterview.ui.marking.page import MarkingPage
from mockinterview.ui.marking.passes import earlier
from mockinterview.ui.marking.passes.candidate import CandidateFeature
from mockinterview.ui.marking.passes.feature import PassesFeature
from mockinterview.ui.widgets.labels import Label
from tests.gui.marking.room import CONTROL, SilentServices, press, show, wait_saved

pytestmark = [pytest.mark.qt_log_ignore("does not support"), pytest.mark.slow]

Key = Qt.Key
BLIND = FINISH = Key.Key_B


def feature(page: MarkingPage) -> PassesFeature:
    return next(one for one in page.features if isinstance(one, PassesFeature))


def kept(folder: AttemptFolder, number: int) -> dict[str, Any] | None:
    path = folder.path / "markings" / f"candidate-{number}.json"
    return json.loads(path.read_text(encoding="utf-8")) if path.is_file() else None


def is_covered(page: MarkingPage) -> bool:
    return page.model_answer.cover.isVisible() and not page.model_answer.paper.isVisible()


def remark(page: MarkingPage) -> str:
    bar = feature(page).bar
    return bar.remark.text() if bar.isVisible() else ""


def overall(page: MarkingPage) -> int | None:
    assert page.marking is not None
    return page.marking.overall


def mark_first_two(qtbot: QtBot, page: MarkingPage) -> None:
    page.checklist.go_to(0)
    press(qtbot, Key.Key_1)
    press(qtbot, Key.Key_2)


def test_the_model_answer_is_covered_until_the_first_pass_is_finished(
    qtbot: QtBot, page: MarkingPage, folder: AttemptFolder
) -> None:
    show(qtbot, page, folder)
    assert not is_covered(page)
    press(qtbot, BLIND)
    assert is_covered(page)
    mark_first_two(qtbot, page)
    press(qtbot, FINISH, CONTROL)
    assert not is_covered(page)
    assert remark(page) == "None of 9 changed after reading the model answer"
    wait_saved(qtbot, page)
    first, second = kept(folder, 1), kept(folder, 2)
    assert first is not None
    assert second is not None
    assert first["is_blind"]
    assert first["marks"] == second["marks"]
    assert (first["pass_number"], second["pass_number"]) == (1, 2)


def test_what_moved_is_told_in_a_sentence_in_a_list_and_in_its_row(
    qtbot: QtBot, page: MarkingPage, folder: AttemptFolder
) -> None:
    show(qtbot, page, folder)
    press(qtbot, BLIND)
    mark_first_two(qtbot, page)
    press(qtbot, FINISH, CONTROL)
    page.checklist.go_to(0)
    press(qtbot, Key.Key_2)
    assert remark(page) == "1 of 9 changed after reading the model answer"
    bar = feature(page).bar
    bar.list_button.click()
    [line] = bar.lines.findChildren(Label)
    shown = line.text()
    assert shown.startswith("1  Says that they can both lead and follow")
    assert shown.endswith(": Met, then partly")
    wait_saved(qtbot, page)
    first, second = kept(folder, 1), kept(folder, 2)
    assert first is not None
    assert second is not None
    assert first["marks"]["both"]["verdict"] == "met"
    assert second["marks"]["both"]["verdict"] == "partly"


def test_another_note_and_other_citations_stand_beside_those_of_the_first_pass(
    qtbot: QtBot, page: MarkingPage, folder: AttemptFolder
) -> None:
    show(qtbot, page, folder)
    desk = page.desk
    assert desk is not None
    desk.set_verdict("both", Verdict.MET)
    desk.cite("both", Evidence(take=1, start=1, end=3, words="I lead."))
    desk.type_note("starr", "Say when.")
    desk.settle()
    press(qtbot, FINISH, CONTROL)
    page.checklist.go_to_criterion("both")
    desk.drop_evidence("both", 0)
    desk.type_note("starr", "Say where.")
    desk.settle()
    assert remark(page) == "None of 9 changed in the second pass; 2 in their notes or citations"
    labels = feature(page)._earlier
    assert labels["both"].text() == "First pass: Cited: “I lead.”"
    assert labels["both"].isVisible()
    assert labels["starr"].text() == "First pass: Note: Say when."
    shown = feature(page).bar.lines.findChildren(Label)
    lines = [one.text() for one in shown if not one.isHidden()]
    assert [line.rpartition(": ")[2] for line in lines] == ["other citations", "another note"]


def test_undo_takes_the_second_pass_back_also_from_the_disk(
    qtbot: QtBot, page: MarkingPage, folder: AttemptFolder
) -> None:
    show(qtbot, page, folder)
    press(qtbot, BLIND)
    mark_first_two(qtbot, page)
    press(qtbot, FINISH, CONTROL)
    wait_saved(qtbot, page)
    assert kept(folder, 2) is not None
    press(qtbot, Key.Key_Z, CONTROL)
    assert is_covered(page)
    wait_saved(qtbot, page)
    assert kept(folder, 2) is None
    first = kept(folder, 1)
    assert first is not None
    assert first["marks"]["both"]["verdict"] == "met"


def test_a_second_pass_is_there_again_when_it_is_opened_anew(
    qtbot: QtBot,
    page: MarkingPage,
    folder: AttemptFolder,
    new_page: Callable[[], MarkingPage],
) -> None:
    show(qtbot, page, folder)
    mark_first_two(qtbot, page)
    press(qtbot, FINISH, CONTROL)
    page.checklist.go_to(1)
    press(qtbot, Key.Key_1)
    wait_saved(qtbot, page)
    page.close_down()
    again = new_page()
    again.show()
    show(qtbot, again, folder)
    assert again.marking is not None
    assert again.first_pass is not None
    assert again.marking.pass_number == 2
    assert again.marking.mark("leading-example").verdict is Verdict.MET
    assert again.first_pass.mark("leading-example").verdict is Verdict.PARTLY
    assert remark(again) == "1 of 9 changed in the second pass"
    again.close_down()


def test_nothing_is_finished_before_it_is_begun(
    qtbot: QtBot, page: MarkingPage, folder: AttemptFolder
) -> None:
    show(qtbot, page, folder)
    press(qtbot, FINISH, CONTROL)
    assert page.first_pass is None
    assert page.header.status.text() == "Mark at least one criterion first."


def test_when_all_is_marked_a_second_pass_is_offered(
    qtbot: QtBot, page: MarkingPage, folder: AttemptFolder
) -> None:
    show(qtbot, page, folder)
    assert remark(page) == ""
    page.checklist.go_to(0)
    for _ in page.checklist.rows:
        press(qtbot, Key.Key_1)
    assert remark(page) == "Every criterion has a verdict."
    feature(page).bar.second_button.click()
    assert page.first_pass is not None


def test_who_wants_it_begins_blind(
    qtbot: QtBot, page: MarkingPage, folder: AttemptFolder, services: SilentServices
) -> None:
    services.change_settings(blind_first=True)
    show(qtbot, page, folder)
    assert is_covered(page)
    assert page.desk is not None
    assert not page.desk.can_undo, "to begin blind is no step"
    mark_first_two(qtbot, page)
    wait_saved(qtbot, page)
    first = kept(folder, 1)
    assert first is not None
    assert first["is_blind"]


def test_marks_made_before_are_not_covered_by_a_later_wish(
    qtbot: QtBot, page: MarkingPage, folder: AttemptFolder, services: SilentServices
) -> None:
    show(qtbot, page, folder)
    mark_first_two(qtbot, page)
    wait_saved(qtbot, page)
    services.change_settings(blind_first=True)
    show(qtbot, page, folder)
    assert not is_covered(page)


def test_who_glanced_at_the_model_answer_did_not_mark_blind(
    qtbot: QtBot, page: MarkingPage, folder: AttemptFolder
) -> None:
    show(qtbot, page, folder)
    press(qtbot, BLIND)
    mark_first_two(qtbot, page)
    press(qtbot, BLIND)
    press(qtbot, BLIND)
    assert is_covered(page)
    assert remark(page) == "The model answer is covered again; it was shown before."
    for _ in range(2):
        press(qtbot, Key.Key_Z, CONTROL)
    assert is_covered(page)
    press(qtbot, FINISH, CONTROL)
    assert remark(page) == "None of 9 changed in the second pass", "no undo makes it unread"
    wait_saved(qtbot, page)
    first = kept(folder, 1)
    assert first is not None
    assert (first["is_blind"], first["was_uncovered"]) == (True, True)


def test_a_first_pass_taken_up_again_is_blind_no_more(
    qtbot: QtBot, page: MarkingPage, folder: AttemptFolder
) -> None:
    show(qtbot, page, folder)
    press(qtbot, BLIND)
    mark_first_two(qtbot, page)
    press(qtbot, FINISH, CONTROL)
    press(qtbot, Key.Key_Z, CONTROL)
    press(qtbot, FINISH, CONTROL)
    assert remark(page) == "None of 9 changed in the second pass"


def test_marks_made_beside_the_model_answer_are_not_blind_once_it_is_covered(
    qtbot: QtBot, page: MarkingPage, folder: AttemptFolder
) -> None:
    show(qtbot, page, folder)
    mark_first_two(qtbot, page)
    press(qtbot, BLIND)
    press(qtbot, FINISH, CONTROL)
    assert remark(page) == "None of 9 changed in the second pass"


def test_a_glance_uncovers_and_is_a_step(
    qtbot: QtBot, page: MarkingPage, folder: AttemptFolder
) -> None:
    show(qtbot, page, folder)
    page.model_answer.blind_button.click()
    assert is_covered(page)
    page.model_answer.blind_button.click()
    assert not is_covered(page)
    press(qtbot, Key.Key_Z, CONTROL)
    assert is_covered(page)


def test_the_model_answer_is_put_away_and_stays_away(
    qtbot: QtBot,
    page: MarkingPage,
    folder: AttemptFolder,
    new_page: Callable[[], MarkingPage],
    services: SilentServices,
) -> None:
    show(qtbot, page, folder)
    before = page.checklist.width()
    press(qtbot, Key.Key_V)
    assert not page.model_answer.paper.isVisible()
    assert page.model_answer.fold_button.accessibleName() == "Show the model answer (V)"
    qtbot.waitUntil(lambda: page.checklist.width() > before)
    assert not services.settings.model_answer_is_shown
    again = new_page()
    assert again.model_answer.is_folded
    page.model_answer.fold_button.click()
    assert page.model_answer.paper.isVisible()
    qtbot.waitUntil(lambda: page.checklist.width() == before)


def test_the_overall_is_told_in_words(
    qtbot: QtBot, page: MarkingPage, folder: AttemptFolder
) -> None:
    show(qtbot, page, folder)
    card = page.overall
    assert card.word.text() == ""
    press(qtbot, Key.Key_4, CONTROL)
    assert card.word.text() == "Strong"
    card.dots[1].setFocus()
    assert card.word.text() == "Nearly there", "the step under the keyboard"
    press(qtbot, Key.Key_Right)
    assert card.dots[2].hasFocus()
    assert overall(page) == 4
    press(qtbot, Key.Key_Space)
    assert overall(page) == 3
    card.dots[2].click()
    assert overall(page) is None, "a second time takes it away"
    roles = {QAccessible.queryAccessibleInterface(dot).role() for dot in card.dots}
    assert roles == {QAccessible.Role.RadioButton}


def test_what_was_said_last_time_stands_beside_but_not_while_blind(
    qtbot: QtBot, page: MarkingPage, folder: AttemptFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = dt.datetime(2026, 11, 20, 18, tzinfo=dt.UTC)
    mark = Mark(verdict=Verdict.PARTLY, note="Say when.")
    known = Earlier("Begin with an example.", {"both": EarlierMark(mark, made)})
    monkeypatch.setattr(earlier, "earlier_of", lambda *_: known)
    show(qtbot, page, folder)
    qtbot.waitUntil(page.overall.earlier.isVisible)
    assert page.overall.earlier.text() == "Last time you wrote: “Begin with an example.”"
    told = [label.text() for label in page.checklist.current.findChildren(Label)]
    assert any("Partly. Your note: Say when." in text for text in told)
    press(qtbot, BLIND)
    assert not page.overall.earlier.isVisible()


def test_what_was_said_last_time_can_be_left_out(
    qtbot: QtBot,
    page: MarkingPage,
    folder: AttemptFolder,
    services: SilentServices,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made = dt.datetime(2026, 11, 20, 18, tzinfo=dt.UTC)
    known = Earlier(
        "Begin with an example.", {"both": EarlierMark(Mark(verdict=Verdict.PARTLY), made)}
    )
    monkeypatch.setattr(earlier, "earlier_of", lambda *_: known)

    def told() -> list[str]:
        found = page.checklist.current.findChildren(Label)
        return [one.text() for one in found if one.isVisible() and "Last time" in one.text()]

    services.change_settings(earlier_marks_are_shown=False)
    show(qtbot, page, folder)
    qtbot.waitUntil(page.overall.earlier.isVisible)
    assert told() == [], "the sentence was written to be read now, the verdict was not"
    services.change_settings(earlier_marks_are_shown=True)
    show(qtbot, page, folder)
    qtbot.waitUntil(lambda: len(told()) == 1)


def test_a_tutors_name_stands_on_marks_that_they_begin(
    qtbot: QtBot, page: MarkingPage, folder: AttemptFolder, services: SilentServices
) -> None:
    services.change_settings(marker_role="tutor", marker_name="Ms Shah")
    show(qtbot, page, folder)
    mark_first_two(qtbot, page)
    wait_saved(qtbot, page)
    assert folder.newest_marking("tutor").marker == "Ms Shah"
    services.change_settings(marker_name="Somebody else")
    show(qtbot, page, folder)
    assert page.marking is not None
    assert page.marking.marker == "Ms Shah", "marks that were begun keep their name"


def beside_first(page: MarkingPage) -> Label:
    return next(one for one in page.features if isinstance(one, CandidateFeature)).labels["both"]


def test_a_tutors_marks_are_their_own_and_the_candidates_stand_beside(
    qtbot: QtBot, page: MarkingPage, folder: AttemptFolder, services: SilentServices
) -> None:
    show(qtbot, page, folder)
    mark_first_two(qtbot, page)
    services.change_settings(marker_role="tutor", blind_first=True)
    show(qtbot, page, folder)
    assert page.marking is not None
    assert (page.marking.role, page.marking.is_blank) == ("tutor", True)
    assert feature(page).bar.title.text() == "Tutor, first pass"
    assert is_covered(page)
    assert not beside_first(page).isVisible(), "covered as the model answer is"
    page.checklist.go_to(0)
    press(qtbot, Key.Key_3)
    press(qtbot, FINISH, CONTROL)
    assert beside_first(page).text() == "Candidate: Met."
    assert beside_first(page).isVisible()
    wait_saved(qtbot, page)
    assert folder.newest_marking("tutor").mark("both").verdict is Verdict.NOT_MET
    assert folder.newest_marking().mark("both").verdict is Verdict.MET
    services.change_settings(marker_role="candidate")
    show(qtbot, page, folder)
    assert page.marking.role == "candidate"
    assert not beside_first(page).isVisible()
    assert not is_covered(page)
