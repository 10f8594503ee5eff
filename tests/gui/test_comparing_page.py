"""Two answers side by side: what changed, heard, read, exported, reached and left."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from mockinterview.core.next_time import Happened, NextTimeAnswer
from mockinterview.files.attempts import AttemptFolder
from mockinterview.files.next_time import NEXT_TIME_FILE, read_next_time, save_next_time
from mockinterview.report.choice import REPORT_FORMATS
from mockinterview.reporting import report_comparison
from mockinterview.ui.comparing.feature import AnswerBeforeFeature
from mockinterview.ui.comparing.journey import Comparing
from mockinterview.ui.comparing.page import ComparingPage
from tests.gui.room import Room
from tests.practised_library import practise, two_answers

Key = Qt.Key


def compare(room: Room, one: AttemptFolder, other: AttemptFolder) -> ComparingPage:
    journey = next(each for each in room.window.journeys if isinstance(each, Comparing))
    journey.compare(one, other, "attempts")
    page = room.window.pages.comparing
    room.wait(lambda: page.answers is not None or page.banner.isVisible())
    return page


def compared(room: Room, *, is_reworded: bool = False) -> ComparingPage:
    pair = two_answers(room.services.library, room.services.content, is_reworded=is_reworded)
    return compare(room, *reversed(pair))


@pytest.mark.slow
def test_what_changed_comes_first_and_the_earlier_stands_at_the_left(room: Room) -> None:
    page = compared(room)
    assert page.head.sentence.text() == "Better on 2, the same on 2, worse on 1."
    assert page.table.headings[:3] == ["Better", "Worse", "The same"]
    row = page.table.current
    assert row is not None
    assert [side.badge.word for side in row.sides] == ["Partly", "Met"]
    assert "Earlier: Partly" in row.accessibleName()
    assert not page.remark.isVisible()
    assert page.table.transcripts is not None
    assert page.table.transcripts.texts[0].toPlainText().startswith("I think I am a leader")


@pytest.mark.slow
def test_one_key_plays_what_each_answer_cited(room: Room) -> None:
    page = compared(room)
    room.press(Key.Key_Right)
    room.wait(lambda: page.clips.heard is not None)
    assert page.clips.heard is not None
    assert page.clips.heard[0] == 1
    row = page.table.current
    assert row is not None
    assert page.clips.heard[1] == row.sides[1].clips[0]
    room.press(Key.Key_Left)
    room.wait(lambda: page.clips.heard is not None and page.clips.heard[0] == 0)
    room.press(Key.Key_Down)
    assert page.table.current is page.table.rows[1]


@pytest.mark.slow
def test_another_state_of_the_scheme_is_told(room: Room) -> None:
    page = compared(room, is_reworded=True)
    assert page.remark.text() == "The mark scheme has changed between them: 1 new, 1 changed."
    assert "New in the later mark scheme" in page.table.headings
    reworded = [row for row in page.table.rows if row.one.is_reworded]
    assert len(reworded) == 1
    assert "worded otherwise" in reworded[0].accessibleName()


@pytest.mark.slow
def test_the_words_scroll_together_where_that_is_wished(room: Room) -> None:
    page = compared(room)
    assert page.table.transcripts is not None
    texts = page.table.transcripts.texts
    for text in texts:
        text.setFixedHeight(60)
    room.wait(lambda: all(text.verticalScrollBar().maximum() > 0 for text in texts))
    texts[1].verticalScrollBar().setValue(texts[1].verticalScrollBar().maximum())
    assert texts[0].verticalScrollBar().value() == 0
    room.press(Key.Key_S)
    texts[1].verticalScrollBar().setValue(0)
    texts[1].verticalScrollBar().setValue(texts[1].verticalScrollBar().maximum())
    assert texts[0].verticalScrollBar().value() == texts[0].verticalScrollBar().maximum()


@pytest.mark.slow
def test_the_comparison_is_written_as_a_web_page(room: Room, tmp_path: Path) -> None:
    page = compared(room)
    assert page.answers is not None
    target = tmp_path / "compared.html"
    write = partial(report_comparison, room.services, *page.answers.folders)
    page.report.write("The comparison", target, REPORT_FORMATS[0], write)
    room.wait(lambda: target.is_file() and page.banner.isVisible())
    assert "Better on 2, the same on 2, worse on 1." in target.read_text(encoding="utf-8")


@pytest.mark.slow
def test_escape_leads_back_and_a_digit_to_the_marks(room: Room) -> None:
    page = compared(room)
    later = page.answers.folders[1] if page.answers else None
    room.press(Key.Key_2)
    assert room.window.pages.shows("marking")
    marking = room.window.pages.marking
    room.wait(lambda: marking.folder is not None)
    assert later is not None
    assert marking.folder is not None
    assert marking.folder.path == later.path
    marking.back_requested.emit()
    room.wait(lambda: room.window.pages.shows("comparing") and page.answers is not None)
    room.press(Key.Key_Escape)
    assert room.window.pages.shows("attempts")


@pytest.mark.slow
def test_answers_to_different_questions_are_refused(room: Room) -> None:
    library, content = room.services.library, room.services.content
    one = practise(library, content, "leader-or-follower", 1)
    page = compare(room, one, practise(library, content, "define-resilience", 2))
    assert page.banner.message.text() == "These are not two answers to one question."
    assert page.head.sentence.text() == ""


@pytest.mark.slow
def test_two_chosen_attempts_are_compared_from_the_list(room: Room) -> None:
    library, content = room.services.library, room.services.content
    practise(library, content, "define-resilience", 1)
    earlier, later = two_answers(library, content)
    room.window.keeper.refresh()
    page = room.window.pages.attempts
    room.wait(lambda: len(page.model.rows) == 3)
    room.window.show_page("attempts")
    assert page.compare_button.accessibleName() == "Compare with the answer before it"
    room.press(Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert page.compare_button.text() == "Compare the two"
    room.press(Key.Key_Delete)
    assert page.banner.message.text() == "Several attempts are chosen."
    room.press(Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    comparing = room.window.pages.comparing
    room.wait(lambda: room.window.pages.shows("comparing") and comparing.answers is not None)
    assert comparing.answers is not None
    assert [folder.path for folder in comparing.answers.folders] == [earlier.path, later.path]


@pytest.mark.slow
def test_an_only_answer_has_nothing_to_be_compared_with(room: Room) -> None:
    library, content = room.services.library, room.services.content
    practise(library, content, "define-resilience", 1)
    practise(library, content, "leader-or-follower", 2)
    room.window.keeper.refresh()
    page = room.window.pages.attempts
    room.wait(lambda: len(page.model.rows) == 2)
    room.window.show_page("attempts")
    assert page.compare_button.isHidden()
    room.press(Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert page.compare_button.isHidden()
    room.press(Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert "one and the same question" in page.banner.hint.text()


def open_marking(room: Room, folder: AttemptFolder) -> AnswerBeforeFeature:
    """The marking page of an attempt, when it is known what was answered before."""
    read: list[bool] = []
    room.window.keeper.refresh(lambda: read.append(True))
    room.wait(lambda: bool(read))
    room.window.open_attempt(folder)
    page = room.window.pages.marking
    feature = next(one for one in page.features if isinstance(one, AnswerBeforeFeature))
    room.wait(lambda: page.folder is not None and page.desk is not None)
    room.wait(lambda: feature.before is not None)
    return feature


@pytest.mark.slow
def test_it_is_asked_while_marking_whether_last_times_sentence_happened(room: Room) -> None:
    earlier, later = two_answers(room.services.library, room.services.content)
    feature = open_marking(room, later)
    assert feature.row.isVisible()
    assert feature.row.compare.accessibleName() == "Compare with the answer of 15 Nov 2026"
    feature.row.happened.buttons[0].click()
    room.wait((earlier.path / NEXT_TIME_FILE).is_file)
    said = read_next_time(earlier)
    assert said is not None
    assert (said.happened, said.later_attempt) == (Happened.YES, later.id)
    assert open_marking(room, later).before is not None
    room.wait(lambda: feature.row.happened.value is Happened.YES)


@pytest.mark.slow
def test_a_key_compares_with_the_answer_before_but_not_while_marking_blind(room: Room) -> None:
    earlier, later = two_answers(room.services.library, room.services.content)
    feature = open_marking(room, later)
    page = room.window.pages.marking
    room.press(Key.Key_B)
    assert feature.row.isHidden()
    room.press(Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert room.window.pages.shows("marking")
    room.press(Key.Key_B)
    assert page.marking is not None
    assert not page.marking.is_blind
    room.press(Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    comparing = room.window.pages.comparing
    room.wait(lambda: room.window.pages.shows("comparing") and comparing.answers is not None)
    assert comparing.answers is not None
    assert comparing.answers.folders[0].path == earlier.path
    room.press(Key.Key_Escape)
    assert room.window.pages.shows("marking")
    assert page.folder is not None
    assert page.folder.path == later.path


@pytest.mark.slow
def test_nothing_is_compared_while_one_of_them_is_marked_blind(room: Room) -> None:
    earlier, later = two_answers(room.services.library, room.services.content)
    later.save_marking(later.newest_marking().with_blind(is_blind=True))
    journey = next(each for each in room.window.journeys if isinstance(each, Comparing))
    journey.compare(earlier, later, "attempts")
    page = room.window.pages.comparing
    room.wait(page.covered.isVisible)
    assert page.answers is None
    assert page.table.rows == []
    assert not page.head.export_button.isEnabled()


@pytest.mark.slow
def test_what_was_said_for_another_answer_is_not_asked_again(room: Room) -> None:
    earlier, later = two_answers(room.services.library, room.services.content)
    said = NextTimeAnswer(
        sentence=earlier.newest_marking().next_time,
        later_attempt="another-one",
        happened=Happened.NO,
    )
    save_next_time(earlier, said)
    feature = open_marking(room, later)
    assert feature.row.isVisible()
    assert feature.row.asked.isHidden()


@pytest.mark.slow
def test_a_sentence_leads_from_progress_to_both_answers_and_back(room: Room) -> None:
    earlier, later = two_answers(room.services.library, room.services.content)
    room.window.show_page("progress")
    progress = room.window.pages.progress
    room.wait(lambda: bool(progress.sentences.lines))
    progress.sentences.lines[0].compare.click()
    page = room.window.pages.comparing
    room.wait(lambda: page.answers is not None)
    assert page.answers is not None
    assert [folder.path for folder in page.answers.folders] == [earlier.path, later.path]
    room.press(Key.Key_Escape)
    assert room.window.pages.shows("progress")
