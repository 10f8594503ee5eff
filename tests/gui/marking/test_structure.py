"""The steps of a story: placed by keys and mouse, shown, heard, changed, taken back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from mockinterview.core.content import StarrRole
from mockinterview.core.structure import Part
from mockinterview.files.attempts import AttemptFolder, Library
from mockinterview.files.content import Content
from mockinterview.ui.marking.keys import KEYS
from mockinterview.ui.marking.page import MarkingPage
from mockinterview.ui.marking.structure.feature import StructureFeature
from mockinterview.ui.marking.structure.model_parts import ModelParts
from mockinterview.ui.marking.transcript_text import Stretch
from tests.gui.marking.room import CONTROL, SHIFT, current, press, show, wait_saved
from tests.gui.marking_attempts import make_attempt, make_words

pytestmark = [pytest.mark.qt_log_ignore("does not support"), pytest.mark.slow]

Key = Qt.Key
SITUATION, TASK, ACTION = StarrRole.SITUATION, StarrRole.TASK, StarrRole.ACTION
WORDS = make_words()


def feature(page: MarkingPage) -> StructureFeature:
    return next(one for one in page.features if isinstance(one, StructureFeature))


def parts(page: MarkingPage) -> list[tuple[str, float, float]]:
    assert page.marking is not None
    return [(part.role.value, part.start, part.end) for part in page.marking.structure]


def choose(page: MarkingPage, first: int, last: int) -> None:
    page.answer.transcript.view.choose(first, last)
    page.checklist.current.setFocus()


def names(page: MarkingPage) -> list[str]:
    return [button.accessibleName() for button in feature(page).panel.bar.buttons]


def place_three(qtbot: QtBot, page: MarkingPage) -> None:
    for first, last, key in ((0, 13, Key.Key_S), (14, 26, Key.Key_T), (27, 40, Key.Key_A)):
        choose(page, first, last)
        press(qtbot, key)


def test_no_key_is_used_twice() -> None:
    used = Counter(sequence for keys in KEYS.values() for key in keys for sequence in key.sequences)
    assert [sequence for sequence, times in used.items() if times > 1] == []


def test_letters_place_the_chosen_words_and_are_kept(
    qtbot: QtBot, page: MarkingPage, folder: AttemptFolder, new_page: Callable[[], MarkingPage]
) -> None:
    show(qtbot, page, folder)
    panel = feature(page).panel
    assert panel.how_to.isVisible()
    assert not panel.bar.isVisible()
    place_three(qtbot, page)
    assert parts(page) == [
        ("situation", WORDS[0].start, WORDS[13].end),
        ("task", WORDS[14].start, WORDS[26].end),
        ("action", WORDS[27].start, WORDS[40].end),
    ]
    assert page.answer.chosen is None
    assert panel.header.remark.text() == "you placed 3 of 5 parts"
    assert not panel.how_to.isVisible()
    assert names(page)[0] == "Situation, 0:00 to 0:05, 5 seconds"
    assert panel.legend.buttons[TASK].accessibleName().startswith("Task, ")
    assert panel.legend.buttons[StarrRole.RESULT].accessibleName() == "Result, not placed"
    wait_saved(qtbot, page)
    assert [part.role for part in folder.marking().structure] == [SITUATION, TASK, ACTION]
    before = parts(page)
    page.close_down()
    other = new_page()
    show(qtbot, other, folder)
    assert parts(other) == before
    other.close_down()


def test_sentences_of_one_step_become_one_part(
    qtbot: QtBot, page: MarkingPage, folder: AttemptFolder
) -> None:
    show(qtbot, page, folder)
    for first, last in ((0, 13), (14, 26)):
        choose(page, first, last)
        press(qtbot, Key.Key_S)
    assert parts(page) == [("situation", WORDS[0].start, WORDS[26].end)], "over the pause"


def test_a_story_is_placed_sentence_by_sentence(
    qtbot: QtBot, page: MarkingPage, folder: AttemptFolder
) -> None:
    show(qtbot, page, folder)
    for key in (Key.Key_S, Key.Key_T, Key.Key_A, Key.Key_F):
        press(qtbot, Key.Key_Right, CONTROL)
        press(qtbot, key)
    sentences = [0, *(at + 1 for at, word in enumerate(WORDS) if word.word.endswith("."))]
    assert [start for _, start, _ in parts(page)] == [WORDS[at].start for at in sentences[:4]]
    assert [role for role, _, _ in parts(page)] == ["situation", "task", "action", "reflection"]


def test_with_nothing_chosen_t_is_next_time_and_the_others_tell_how(
    qtbot: QtBot, page: MarkingPage, folder: AttemptFolder
) -> None:
    show(qtbot, page, folder)
    press(qtbot, Key.Key_S)
    assert parts(page) == []
    assert page.header.status.text() == "Choose the words first: drag, or Shift and the arrows."
    press(qtbot, Key.Key_T)
    assert page.overall.next_time.hasFocus()


def test_the_sentence_that_is_heard_is_placed(
    qtbot: QtBot, page: MarkingPage, folder: AttemptFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    show(qtbot, page, folder)
    playback = type(page.answer.playback)
    monkeypatch.setattr(playback, "is_playing", property(lambda _: True))
    monkeypatch.setattr(playback, "position", property(lambda _: WORDS[20].start + 0.05))
    press(qtbot, Key.Key_T)
    assert [role for role, _, _ in parts(page)] == ["task"]
    assert parts(page)[0][1] == WORDS[14].start, "it begins with the sentence"
    assert parts(page)[0][2] > WORDS[30].end


def test_without_words_a_stretch_is_placed(
    qtbot: QtBot, page: MarkingPage, library: Library, shipped_content: Content
) -> None:
    show(qtbot, page, make_attempt(library, text=None, content=shipped_content))
    page.answer.waveform.stretch_chosen.emit(Stretch(2.0, 5.0))
    press(qtbot, Key.Key_R)
    page.answer.waveform.stretch_chosen.emit(Stretch(5.5, 8.0))
    press(qtbot, Key.Key_R)
    assert parts(page) == [("result", 2.0, 8.0)], "a breath is no border"
    page.answer.waveform.stretch_chosen.emit(Stretch(9.5, 11.0))
    press(qtbot, Key.Key_R)
    assert parts(page)[1:] == [("result", 9.5, 11.0)]


def test_the_bar_by_keys(qtbot: QtBot, page: MarkingPage, folder: AttemptFolder) -> None:
    show(qtbot, page, folder)
    place_three(qtbot, page)
    bar = feature(page).panel.bar
    tabbed = [one for one in bar.buttons if one.focusPolicy() is Qt.FocusPolicy.TabFocus]
    assert len(tabbed) == 1
    tabbed[0].setFocus()
    for _ in range(3):
        press(qtbot, Key.Key_Left)
    assert bar.buttons[0].hasFocus()
    press(qtbot, Key.Key_Right)
    assert bar.buttons[1].hasFocus()
    press(qtbot, Key.Key_F)
    assert [role for role, _, _ in parts(page)] == ["situation", "reflection", "action"]
    assert bar.buttons[1].hasFocus()
    press(qtbot, Key.Key_O, SHIFT)
    assert parts(page)[1][2] == WORDS[25].end
    press(qtbot, Key.Key_I, SHIFT)
    assert parts(page)[1][1] == WORDS[15].start
    press(qtbot, Key.Key_Backspace)
    assert [role for role, _, _ in parts(page)] == ["situation", "action"]
    assert page.marking is not None
    assert page.marking.mark(current(page)).verdict is None
    press(qtbot, Key.Key_Z, CONTROL)
    press(qtbot, Key.Key_Z, CONTROL)
    press(qtbot, Key.Key_Z, CONTROL)
    press(qtbot, Key.Key_Z, CONTROL)
    assert [role for role, _, _ in parts(page)] == ["situation", "task", "action"]
    press(qtbot, Key.Key_Z, CONTROL)
    assert [role for role, _, _ in parts(page)] == ["situation", "task"]


def test_when_the_last_part_is_gone_the_keys_work_on(
    qtbot: QtBot, page: MarkingPage, folder: AttemptFolder
) -> None:
    show(qtbot, page, folder)
    choose(page, 0, 13)
    press(qtbot, Key.Key_S)
    feature(page).panel.bar.buttons[0].setFocus()
    press(qtbot, Key.Key_Delete)
    assert parts(page) == []
    assert page.checklist.current.hasFocus()


def x_of(page: MarkingPage, seconds: float) -> QPoint:
    bar = feature(page).panel.bar
    take = page.shown_take
    assert take is not None
    return QPoint(round(seconds / take.seconds * bar.width()), bar.height() // 2)


def drag(page: MarkingPage, start: float, end: float) -> None:
    bar = feature(page).panel.bar
    QTest.mousePress(bar, Qt.MouseButton.LeftButton, pos=x_of(page, start))
    QTest.mouseMove(bar, x_of(page, (start + end) / 2))
    QTest.mouseMove(bar, x_of(page, end))
    QTest.mouseRelease(bar, Qt.MouseButton.LeftButton, pos=x_of(page, end))


def test_an_edge_is_dragged_to_a_word(
    qtbot: QtBot, page: MarkingPage, folder: AttemptFolder
) -> None:
    show(qtbot, page, folder)
    place_three(qtbot, page)
    qtbot.waitUntil(feature(page).panel.bar.isVisible)
    drag(page, WORDS[40].end, WORDS[45].end)
    role, start, end = parts(page)[2]
    assert (role, start) == ("action", WORDS[27].start)
    assert end == WORDS[45].end
    press(qtbot, Key.Key_Z, CONTROL)
    assert parts(page)[2][2] == WORDS[40].end


def test_a_click_plays_a_part(
    qtbot: QtBot, page: MarkingPage, folder: AttemptFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    played: list[tuple[float, float]] = []
    show(qtbot, page, folder)
    place_three(qtbot, page)
    monkeypatch.setattr(page.answer.playback, "play_clip", lambda *clip: played.append(clip))
    bar = feature(page).panel.bar
    QTest.mouseClick(bar, Qt.MouseButton.LeftButton, pos=x_of(page, WORDS[33].start))
    assert bar.buttons[2].hasFocus()
    press(qtbot, Key.Key_Return)
    press(qtbot, Key.Key_Space)
    assert len(played) == 3
    assert played[0] == played[1] == played[2]
    assert played[0][0] == pytest.approx(WORDS[27].start, abs=0.2)


def test_free_time_is_dragged_over_and_called(
    qtbot: QtBot, page: MarkingPage, folder: AttemptFolder
) -> None:
    show(qtbot, page, folder)
    place_three(qtbot, page)
    drag(page, WORDS[50].start, WORDS[60].end)
    menu = feature(page).placer.opened
    assert menu is not None
    trigger(menu, "Result")
    assert parts(page)[3] == ("result", WORDS[50].start, WORDS[60].end)


def trigger(menu: QMenu, words: str) -> None:
    action = next(one for one in menu.actions() if one.text().startswith(words))
    action.trigger()
    menu.close()


def test_the_menu_of_a_part(qtbot: QtBot, page: MarkingPage, folder: AttemptFolder) -> None:
    show(qtbot, page, folder)
    place_three(qtbot, page)
    placer = feature(page).placer
    assert page.marking is not None
    part = page.marking.structure[1]
    placer.open_menu(part, QPoint())
    assert placer.opened is not None
    checked = [action.text() for action in placer.opened.actions() if action.isChecked()]
    assert checked == ["Task\tT"]
    trigger(placer.opened, "Result")
    assert [role for role, _, _ in parts(page)] == ["situation", "result", "action"]
    placer.open_menu(page.marking.structure[1], QPoint())
    trigger(placer.opened, "Take this part away")
    assert [role for role, _, _ in parts(page)] == ["situation", "action"]


def test_the_menu_by_mouse_and_keyboard(
    qtbot: QtBot, page: MarkingPage, folder: AttemptFolder
) -> None:
    show(qtbot, page, folder)
    place_three(qtbot, page)
    panel, placer = feature(page).panel, feature(page).placer
    for reason, target, place in (
        (QContextMenuEvent.Reason.Mouse, panel.bar, x_of(page, WORDS[20].start)),
        (QContextMenuEvent.Reason.Keyboard, panel.bar.buttons[1], QPoint(2, 2)),
    ):
        panel.bar.buttons[1].setFocus()
        event = QContextMenuEvent(reason, place, target.mapToGlobal(place))
        QApplication.sendEvent(target, event)
        assert placer.opened is not None
        checked = [action.text() for action in placer.opened.actions() if action.isChecked()]
        assert checked == ["Task\tT"]
        placer.opened.close()
        placer.opened = None


def test_the_legend_places_what_is_chosen_and_plays_the_rest(
    qtbot: QtBot, page: MarkingPage, folder: AttemptFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    played: list[tuple[float, float]] = []
    show(qtbot, page, folder)
    monkeypatch.setattr(page.answer.playback, "play_clip", lambda *clip: played.append(clip))
    legend = feature(page).panel.legend
    choose(page, 0, 13)
    QTest.mouseClick(legend.buttons[SITUATION], Qt.MouseButton.LeftButton)
    assert [role for role, _, _ in parts(page)] == ["situation"]
    assert played == []
    QTest.mouseClick(legend.buttons[SITUATION], Qt.MouseButton.LeftButton)
    assert len(played) == 1


def test_the_row_that_is_judged_by_it_shows_it(
    qtbot: QtBot, page: MarkingPage, folder: AttemptFolder
) -> None:
    show(qtbot, page, folder)
    page.checklist.go_to_criterion("starr")
    place_three(qtbot, page)
    summary = feature(page)._summaries[0]
    assert summary.isVisible()
    assert summary.times.text().startswith("Situation 0:05 · Task 0:0")
    assert summary.missing.text() == "No part called result or reflection yet."
    page.checklist.go_to(0)
    assert not summary.isVisible()


def test_the_margin_stands_beside_the_words(
    qtbot: QtBot, page: MarkingPage, folder: AttemptFolder
) -> None:
    show(qtbot, page, folder)
    place_three(qtbot, page)
    margin = feature(page).margin
    assert margin.letters == ["S", "T", "A"]
    view = page.answer.transcript.view
    assert margin.x() >= view.mapTo(page.answer, QPoint(view.width(), 0)).x()
    assert margin.height() == view.height()


def test_the_panel_is_away_where_no_story_is_asked_for(
    qtbot: QtBot, page: MarkingPage, library: Library, shipped_content: Content
) -> None:
    folder = make_attempt(library, question_id="why-imperial", content=shipped_content)
    show(qtbot, page, folder)
    assert not feature(page).panel.isVisible()
    choose(page, 0, 13)
    press(qtbot, Key.Key_S)
    assert feature(page).panel.isVisible()


def test_where_marks_may_only_be_read_parts_can_be_heard(
    qtbot: QtBot, page: MarkingPage, folder: AttemptFolder
) -> None:
    part = Part(take=1, start=0.4, end=4.0, role=SITUATION)
    folder.save_marking(folder.marking().with_part(part))
    other = AttemptFolder(folder.path)
    assert other.lock_marking()
    show(qtbot, page, folder)
    assert page.desk is None
    (button,) = feature(page).panel.bar.buttons
    assert button.part == part
    button.setFocus()
    press(qtbot, Key.Key_Delete)
    press(qtbot, Key.Key_O)
    choose(page, 20, 30)
    press(qtbot, Key.Key_S)
    assert parts(page) == [("situation", 0.4, 4.0)]
    other.unlock_marking()


def test_the_model_answer_shows_its_own_steps(
    qtbot: QtBot, page: MarkingPage, folder: AttemptFolder
) -> None:
    show(qtbot, page, folder)
    answer = folder.load().question.model_answers[0]
    views = page.model_answer.paragraphs
    assert [view.role for view in views] == [each.role for each in answer.paragraphs]
    (bar,) = page.model_answer.findChildren(ModelParts)
    segments = bar.strip.segments
    assert {segment.role for segment in segments} >= set(StarrRole)
    assert segments[0].start == 0
    assert segments[-1].end == pytest.approx(answer.aloud_seconds)
    assert all(one.end == other.start for one, other in pairwise(segments))
    with_step = next(view for view in views if view.role is SITUATION)
    with_step.set_lit(is_lit=True)
    assert with_step.accessibleDescription() == "Situation. Shows the current criterion"
    with_step.set_lit(is_lit=False)
    assert with_step.accessibleDescription() == "Situation"
