"""Comments on moments: begun by a key, typed, kept, heard, changed, taken away and back."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from mockinterview.core.comments import Comment
from mockinterview.core.content import StarrRole
from mockinterview.core.structure import Part
from mockinterview.files.attempts import AttemptFolder, Library
from mockinterview.files.content import Content
from mockinterview.ui.marking.comments.feature import CommentsFeature
from mockinterview.ui.marking.page import MarkingPage
from mockinterview.ui.marking.transcript_text import Stretch
from tests.gui.marking.room import CONTROL, SHIFT, press, show, type_text, wait_saved
from tests.gui.marking_attempts import make_attempt, make_words

pytestmark = [pytest.mark.qt_log_ignore("does not support"), pytest.mark.slow]

Key = Qt.Key
WORDS = make_words()


def feature(page: MarkingPage) -> CommentsFeature:
    return next(one for one in page.features if isinstance(one, CommentsFeature))


def texts(page: MarkingPage) -> list[str]:
    assert page.marking is not None
    return [comment.text for comment in page.marking.comments]


def choose(page: MarkingPage, first: int, last: int) -> None:
    page.answer.transcript.view.choose(first, last)
    page.checklist.current.setFocus()


def write(qtbot: QtBot, page: MarkingPage, first: int, last: int, text: str) -> None:
    choose(page, first, last)
    press(qtbot, Key.Key_W)
    type_text(qtbot, text)
    press(qtbot, Key.Key_Return)


def test_words_are_commented_and_it_is_kept(
    qtbot: QtBot, page: MarkingPage, folder: AttemptFolder, new_page: Callable[[], MarkingPage]
) -> None:
    show(qtbot, page, folder)
    panel = feature(page).panel
    assert not panel.isVisible()
    write(qtbot, page, 27, 40, "What did the others say?")
    write(qtbot, page, 0, 5, "Well begun.")
    assert texts(page) == ["Well begun.", "What did the others say?"]
    assert [row.text for row in panel.rows] == texts(page)
    assert panel.header.remark.text() == "2 comments"
    assert page.answer.chosen is None
    assert page.checklist.current.hasFocus()
    assert [flag.comment.text for flag in feature(page).on_wave.flags] == texts(page)
    assert all(flag.isVisible() for flag in feature(page).on_words.flags)
    wait_saved(qtbot, page)
    kept = folder.marking().comments
    assert [(one.start, one.end) for one in kept] == [
        (WORDS[0].start, WORDS[5].end),
        (WORDS[27].start, WORDS[40].end),
    ]
    page.close_down()
    other = new_page()
    show(qtbot, other, folder)
    assert texts(other) == ["Well begun.", "What did the others say?"]
    other.close_down()


def test_undo_goes_over_marks_and_comments(
    qtbot: QtBot, page: MarkingPage, folder: AttemptFolder
) -> None:
    show(qtbot, page, folder)
    press(qtbot, Key.Key_1)
    write(qtbot, page, 0, 5, "Well begun.")
    press(qtbot, Key.Key_Z, CONTROL)
    assert texts(page) == []
    assert feature(page).panel.rows == []
    assert feature(page).on_wave.flags == []
    assert page.marking is not None
    assert len(page.marking.marks) == 1
    press(qtbot, Key.Key_Z, CONTROL | SHIFT)
    assert texts(page) == ["Well begun."]


def test_a_comment_is_changed_in_its_row_as_one_step(
    qtbot: QtBot, page: MarkingPage, folder: AttemptFolder
) -> None:
    show(qtbot, page, folder)
    write(qtbot, page, 0, 5, "Well begun.")
    feature(page).panel.rows[0].field.setFocus()
    type_text(qtbot, " Indeed.")
    assert texts(page) == ["Well begun. Indeed."]
    press(qtbot, Key.Key_Return)
    press(qtbot, Key.Key_Z, CONTROL)
    assert texts(page) == ["Well begun."]
    choose(page, 0, 5)
    press(qtbot, Key.Key_W)
    type_text(qtbot, " At once.")
    press(qtbot, Key.Key_Escape)
    assert texts(page) == ["Well begun. At once."], "the same stretch has one comment"


def test_an_empty_one_is_none(qtbot: QtBot, page: MarkingPage, folder: AttemptFolder) -> None:
    show(qtbot, page, folder)
    choose(page, 0, 5)
    press(qtbot, Key.Key_W)
    assert feature(page).panel.isVisible()
    press(qtbot, Key.Key_Return)
    assert not feature(page).panel.isVisible()
    write(qtbot, page, 0, 5, "Well begun.")
    field = feature(page).panel.rows[0].field
    field.setFocus()
    field.selectAll()
    press(qtbot, Key.Key_Delete)
    press(qtbot, Key.Key_Return)
    assert texts(page) == []
    assert feature(page).panel.rows == []
    press(qtbot, Key.Key_Z, CONTROL)
    assert texts(page) == ["Well begun."]


@pytest.mark.parametrize("way", ["button", "key"])
def test_a_comment_is_taken_away(
    qtbot: QtBot, page: MarkingPage, folder: AttemptFolder, way: str
) -> None:
    show(qtbot, page, folder)
    write(qtbot, page, 0, 5, "Well begun.")
    row = feature(page).panel.rows[0]
    if way == "button":
        QTest.mouseClick(row.remove_button, Qt.MouseButton.LeftButton)
    else:
        row.play_button.setFocus()
        press(qtbot, Key.Key_Delete)
    assert texts(page) == []
    assert page.header.status.text().startswith("Comment taken away")
    assert page.checklist.current.hasFocus()


def test_comments_are_heard_by_key_row_and_sign(
    qtbot: QtBot, page: MarkingPage, folder: AttemptFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    show(qtbot, page, folder)
    press(qtbot, Key.Key_G)
    assert page.header.status.text() == "No comments yet: W writes one."
    write(qtbot, page, 27, 40, "What did the others say?")
    write(qtbot, page, 0, 5, "Well begun.")
    heard: list[float] = []
    monkeypatch.setattr(page.clips, "play", lambda evidence: heard.append(evidence.start))
    press(qtbot, Key.Key_G)
    press(qtbot, Key.Key_G)
    press(qtbot, Key.Key_G)
    assert heard == [WORDS[0].start, WORDS[27].start]
    assert page.header.status.text() == "That was the last comment."
    press(qtbot, Key.Key_G, SHIFT)
    assert heard[2:] == [WORDS[0].start]
    feature(page).panel.rows[1].play_button.click()
    feature(page).on_wave.flags[0].click()
    QTest.mouseClick(feature(page).on_words.flags[1], Qt.MouseButton.LeftButton)
    assert heard[3:] == [WORDS[27].start, WORDS[0].start, WORDS[27].start]


def test_the_sentence_that_is_heard_is_commented_and_playing_rests(
    qtbot: QtBot, page: MarkingPage, folder: AttemptFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    show(qtbot, page, folder)
    done: list[str] = []
    playback = page.answer.playback
    monkeypatch.setattr(type(playback), "is_playing", property(lambda _: "pause" not in done))
    monkeypatch.setattr(type(playback), "position", property(lambda _: WORDS[20].start + 0.05))
    monkeypatch.setattr(playback, "pause", lambda: done.append("pause"))
    monkeypatch.setattr(playback, "resume", lambda: done.append("resume"))
    press(qtbot, Key.Key_W)
    assert done == ["pause"]
    assert page.answer.chosen is not None, "what it is about is shown"
    type_text(qtbot, "Whose idea?")
    press(qtbot, Key.Key_Return)
    assert done == ["pause", "resume"]
    assert page.marking is not None
    comment = page.marking.comments[0]
    assert comment.start == WORDS[14].start, "it begins with the sentence"
    assert comment.start < WORDS[20].start < comment.end


def test_without_words_the_sound_is_commented(
    qtbot: QtBot, page: MarkingPage, library: Library, shipped_content: Content
) -> None:
    show(qtbot, page, make_attempt(library, text=None, content=shipped_content))
    page.answer.waveform.stretch_chosen.emit(Stretch(2.0, 5.0))
    press(qtbot, Key.Key_W)
    type_text(qtbot, "Speak up.")
    press(qtbot, Key.Key_Return)
    press(qtbot, Key.Key_W)
    type_text(qtbot, "A quiet beginning.")
    press(qtbot, Key.Key_Return)
    assert page.marking is not None
    found = [(one.start, one.end, one.text) for one in page.marking.comments]
    assert found == [(0.0, 2.0, "A quiet beginning."), (2.0, 5.0, "Speak up.")]
    assert not any(flag.isVisible() for flag in feature(page).on_words.flags)


def test_a_sign_stands_under_the_letter_of_a_step(
    qtbot: QtBot, page: MarkingPage, folder: AttemptFolder
) -> None:
    show(qtbot, page, folder)
    assert page.desk is not None
    write(qtbot, page, 0, 5, "Well begun.")
    flag = feature(page).on_words.flags[0]
    before = flag.y()
    part = Part(take=1, start=WORDS[0].start, end=WORDS[5].end, role=StarrRole.SITUATION)
    page.desk.change_marks(lambda marking: marking.with_part(part))
    assert feature(page).on_words.flags[0].y() > before


def test_comments_on_another_take_are_told_and_heard_there(
    qtbot: QtBot, page: MarkingPage, library: Library, shipped_content: Content
) -> None:
    folder = make_attempt(library, takes=2, content=shipped_content)
    comment = Comment(take=1, start=2.0, end=4.0, text="Well begun.")
    folder.save_marking(folder.marking().with_comment(comment))
    show(qtbot, page, folder, 2)
    assert not feature(page).panel.isVisible()
    with qtbot.waitSignal(page.opened):
        press(qtbot, Key.Key_G)
    assert page.answer.take_number == 1
    assert feature(page).panel.isVisible()
    with qtbot.waitSignal(page.opened):
        page.clips.choose_take(2)
    write(qtbot, page, 0, 5, "Again.")
    assert feature(page).panel.header.remark.text() == "1 comment · more on take 1"


def test_who_has_no_claim_reads_only(
    qtbot: QtBot, page: MarkingPage, folder: AttemptFolder, library: Library
) -> None:
    comment = Comment(take=1, start=2.0, end=4.0, text="Well begun.")
    folder.save_marking(folder.marking().with_comment(comment))
    other = AttemptFolder(folder.path)
    assert other.lock_marking()
    try:
        show(qtbot, page, folder)
        row = feature(page).panel.rows[0]
        assert row.field.isReadOnly()
        assert not row.remove_button.isVisible()
        press(qtbot, Key.Key_W)
        assert len(feature(page).panel.rows) == 1
    finally:
        other.unlock_marking()
