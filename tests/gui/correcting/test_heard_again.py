"""A take is heard again, better, while its words are shown, cited and corrected."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from mockinterview.core.marking import Marking
from mockinterview.core.transcript import Transcript, TranscriptStage
from tests.gui.correcting.room import CADETS, CONTROL, ORIGINAL, Key, Marker
from tests.gui.marking_attempts import ANSWER, make_transcript

pytestmark = [pytest.mark.slow, pytest.mark.qt_log_ignore("does not support")]


def first_heard() -> Transcript:
    return make_transcript().model_copy(update={"stage": TranscriptStage.FIRST})


def refined(text: str) -> Transcript:
    changes = {"stage": TranscriptStage.REFINED}
    return make_transcript(text).model_copy(update=changes)


def test_a_better_hearing_takes_the_place_of_the_words_and_nothing_else_moves(
    marker: Marker,
) -> None:
    view = marker.panel.view
    view.choose(52, 56)
    scrolled = view.verticalScrollBar().maximum() // 2
    view.verticalScrollBar().setValue(scrolled)
    better = refined(ANSWER.replace("cadets?", "cadets").replace("happy to", "glad to"))
    marker.page.answer.take_over(str(marker.folder.path), 1, better)
    assert marker.words[4] == "glad"
    assert view.plain_text() == "pairs, and asked the two"
    assert view.verticalScrollBar().value() == scrolled
    assert marker.line.startswith("Refined")


def test_what_was_cited_in_a_first_hearing_has_the_words_of_the_better_one(
    marker: Marker,
) -> None:
    marker.panel.view.choose(24, 26)
    marker.press(Key.Key_E)
    marker.press(Key.Key_N)
    marker.type("a note")
    better = refined(ANSWER.replace("cadets?", "candle."))
    marker.page.answer.take_over(str(marker.folder.path), 1, better)
    (chip,) = marker.page.checklist.current.chips
    assert chip.evidence.words == "eleven candle. on"
    marker.press(Key.Key_Return)
    marker.saved()
    mark = marker.folder.marking().mark("both")
    assert (mark.evidence[0].words, mark.note) == ("eleven candle. on", "a note")
    marker.press(Key.Key_Z, CONTROL)
    marker.press(Key.Key_Z, CONTROL)
    assert marker.page.marking == Marking(), "hearing again is no step"


@pytest.mark.slow
def test_undo_does_not_bring_words_back_that_were_heard_wrongly(marker: Marker) -> None:
    marker.panel.view.choose(24, 26)
    marker.press(Key.Key_E)
    marker.press(Key.Key_1)
    better = refined(ANSWER.replace("cadets?", "candle."))
    marker.page.answer.take_over(str(marker.folder.path), 1, better)
    marker.press(Key.Key_Z, CONTROL)
    marker.saved()
    assert marker.folder.marking().mark("both").evidence[0].words == "eleven candle. on"


@pytest.mark.slow
def test_a_better_hearing_never_overwrites_a_correction(marker: Marker) -> None:
    marker.folder.save_transcript(1, first_heard())
    marker.open()
    marker.correct(CADETS, "candidates")
    better = refined(ANSWER.replace("ages,", "years,").replace("cadets?", "candle."))
    marker.page.answer.take_over(str(marker.folder.path), 1, better)
    expected = [{"ages,": "years,", "cadets": "candidates"}.get(word, word) for word in ORIGINAL]
    assert marker.words == expected
    assert marker.written() == expected
    assert "refined" in marker.line
    marker.press(Key.Key_Z, CONTROL)
    assert marker.words == better.text.split(), "not the words of the first hearing"
    marker.press(Key.Key_Y, CONTROL)
    marker.press(Key.Key_D)
    assert marker.panel.changes_bar.count.text() == "1 word changed"


@pytest.mark.slow
def test_a_better_hearing_that_came_meanwhile_is_there_when_the_page_is_opened(
    marker: Marker,
) -> None:
    marker.folder.save_transcript(1, first_heard())
    marker.open()
    marker.correct(CADETS, "candidates")
    marker.saved()
    marker.page.leave()
    marker.folder.save_transcript(1, refined(ANSWER.replace("ages,", "years,")))
    marker.open()
    assert {"years,", "candidates"} <= set(marker.words)
    assert "refined" in marker.line
    assert marker.written() == marker.words
    current = marker.folder.current_transcript(1)
    assert current is not None
    assert current.text.split() == marker.words
    assert current.stage is TranscriptStage.REFINED


@pytest.mark.slow
def test_a_correction_of_other_words_is_not_told_as_refined(marker: Marker) -> None:
    marker.correct(CADETS, "candidates")
    before = marker.words
    marker.page.answer.take_over(str(marker.folder.path), 1, refined("Something else."))
    assert marker.words == before
    assert "refined" not in marker.line


@pytest.mark.slow
@pytest.mark.parametrize("key", [Key.Key_Return, Key.Key_Escape])
def test_a_better_hearing_waits_while_words_are_in_the_field(marker: Marker, key: Qt.Key) -> None:
    marker.folder.save_transcript(1, first_heard())
    marker.open()
    marker.panel.view.choose(CADETS, CADETS)
    marker.press(Key.Key_C)
    marker.type("candidates")
    marker.page.answer.take_over(
        str(marker.folder.path), 1, refined(ANSWER.replace("ages,", "years,"))
    )
    assert marker.panel.editor.field.text == "candidates"
    assert "ages," in marker.words
    marker.press(key)
    is_kept = key == Key.Key_Return
    assert (marker.words[CADETS] == "candidates") is is_kept
    assert "years," in marker.words


@pytest.mark.slow
def test_a_better_hearing_of_another_take_changes_nothing(marker: Marker) -> None:
    marker.page.answer.take_over(str(marker.folder.path), 2, refined("Something else."))
    assert marker.words == ORIGINAL


@pytest.mark.slow
@pytest.mark.parametrize("stage", [TranscriptStage.REFINED, TranscriptStage.WHOLE])
def test_what_was_cited_follows_a_second_hearing_that_came_meanwhile_and_no_other(
    marker: Marker, stage: TranscriptStage
) -> None:
    marker.panel.view.choose(24, 26)
    marker.press(Key.Key_E)
    marker.saved()
    marker.page.leave()
    other = refined(ANSWER.replace("cadets?", "candle.")).model_copy(update={"stage": stage})
    marker.folder.save_transcript(1, other)
    marker.open()
    marker.saved()
    (evidence,) = marker.folder.marking().mark("both").evidence
    is_refined = stage is TranscriptStage.REFINED
    assert evidence.words == ("eleven candle. on" if is_refined else "eleven cadets on")
