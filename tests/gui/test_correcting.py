"""The words of a transcript corrected in place, by real keys: what is shown, kept and undone."""

from __future__ import annotations

import statistics
import time
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from mockinterview.audio.player import Player
from mockinterview.core.audible import audible_words
from mockinterview.core.marking import Marking, Verdict
from mockinterview.core.transcript import Filler, Transcript, TranscriptStage
from mockinterview.errors import DiskFullError
from mockinterview.files.attempts import AttemptFolder
from mockinterview.ui.marking.page import MarkingPage
from mockinterview.ui.marking.transcript_panel import TranscriptPanel
from mockinterview.ui.window import MainWindow
from tests.gui.conftest import MakeWindow, PlayedServices
from tests.gui.marking_attempts import ANSWER, make_attempt, make_transcript

Key = Qt.Key
SHIFT = Qt.KeyboardModifier.ShiftModifier
CONTROL = Qt.KeyboardModifier.ControlModifier
CADETS = 25
"""The word that the model doubted."""

pytestmark = pytest.mark.qt_log_ignore("does not support")


class Marker:
    """A person before the marking page."""

    def __init__(self, qtbot: QtBot, window: MainWindow, folder: AttemptFolder) -> None:
        self.qtbot = qtbot
        self.window = window
        self.folder = folder
        self.page: MarkingPage = window.pages.marking
        self.open()

    def open(self, take: int | None = None) -> None:
        with self.qtbot.waitSignal(self.page.opened):
            self.window.open_attempt(AttemptFolder(self.folder.path), take)

    @property
    def panel(self) -> TranscriptPanel:
        return self.page.answer.transcript

    @property
    def words(self) -> list[str]:
        return [word.word for word in self.panel.view.layout_of_words.words]

    @property
    def shown(self) -> str:
        """All the text of the document, pauses and numbers too."""
        return str(self.panel.view.document().toRawText())

    @property
    def line(self) -> str:
        """What the head tells of the transcript."""
        return str(self.panel.head.line.accessibleName())

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier | None = None) -> None:
        target = QApplication.focusWidget()
        assert target is not None
        QTest.keyClick(target, key, modifiers or Qt.KeyboardModifier.NoModifier)

    def type(self, text: str) -> None:
        target = QApplication.focusWidget()
        assert target is not None
        QTest.keyClicks(target, text)

    def correct(self, first: int, text: str, last: int | None = None) -> None:
        """Choose words with the keyboard's choice, then correct them."""
        self.panel.view.choose(first, first if last is None else last)
        self.press(Key.Key_C)
        assert QApplication.focusWidget() is self.panel.editor.field
        self.type(text) if text else self.press(Key.Key_Backspace)
        self.press(Key.Key_Return)

    def point(self, word: int) -> QPoint:
        area, _ = self.panel.view.area_of(word, word)
        return QPoint(area.center().x(), area.center().y())

    def saved(self) -> None:
        self.qtbot.waitUntil(lambda: self.page.is_saved)

    def written(self, take: int = 1) -> list[str]:
        self.saved()
        correction = self.folder.correction(take)
        return [word.word for word in correction.words] if correction else []


@pytest.fixture
def folder(services: PlayedServices) -> AttemptFolder:
    return make_attempt(services.library, content=services.content)


@pytest.fixture
def marker(qtbot: QtBot, folder: AttemptFolder, make_window: MakeWindow) -> Marker:
    return Marker(qtbot, make_window(), folder)


ORIGINAL = [word.word for word in make_transcript().words]


def replaced(first: int, last: int, *texts: str) -> list[str]:
    return [*ORIGINAL[:first], *texts, *ORIGINAL[last + 1 :]]


def test_a_double_click_and_typing_correct_a_word_and_enter_keeps_it(marker: Marker) -> None:
    viewport = marker.panel.view.viewport()
    QTest.mouseDClick(viewport, Qt.MouseButton.LeftButton, pos=marker.point(CADETS))
    field = marker.panel.editor.field
    assert field.hasFocus()
    assert field.accessibleName() == "Correct “cadets”"
    assert field.accessibleDescription().startswith("The program was unsure of “cadets”: 31%.")
    marker.type("candidates")
    assert field.geometry().contains(marker.point(CADETS))
    marker.press(Key.Key_Return)
    assert not field.isVisible()
    expected = replaced(CADETS, CADETS, "candidates")
    assert marker.words == expected
    assert marker.written() == expected
    assert marker.folder.transcript(1) == make_transcript(), "the original stays"
    assert marker.panel.view.hasFocus()


def test_a_corrected_word_keeps_its_time_and_is_certain(marker: Marker) -> None:
    before = list(make_transcript().words)[CADETS]
    marker.correct(CADETS, "candidates")
    after = marker.panel.view.layout_of_words.words[CADETS]
    assert (after.start, after.end) == (before.start, before.end)
    assert after.probability == 1.0


def test_the_keys_of_the_mark_scheme_are_letters_while_words_are_typed(marker: Marker) -> None:
    marker.correct(CADETS, "e 1 n 4 t d ?")
    assert marker.words[CADETS : CADETS + 7] == ["e", "1", "n", "4", "t", "d", "?"]
    assert marker.page.marking == Marking()
    assert not marker.page.help.isVisible()


def test_f2_corrects_the_word_that_was_clicked_last(marker: Marker) -> None:
    QTest.mouseClick(marker.panel.view.viewport(), Qt.MouseButton.LeftButton, pos=marker.point(6))
    marker.press(Key.Key_F2)
    marker.type("guide")
    marker.press(Key.Key_Return)
    assert marker.words == replaced(6, 6, "guide")


def test_escape_gives_up_this_edit_alone(marker: Marker) -> None:
    marker.correct(0, "Well")
    marker.panel.view.choose(1, 1)
    marker.press(Key.Key_C)
    marker.type("nonsense")
    marker.press(Key.Key_Escape)
    assert not marker.panel.editor.field.isVisible()
    assert marker.words == replaced(0, 0, "Well")


def test_a_click_elsewhere_keeps_what_was_typed(marker: Marker) -> None:
    marker.panel.view.choose(CADETS, CADETS)
    marker.press(Key.Key_C)
    marker.type("candidates")
    QTest.mouseClick(marker.panel.view.viewport(), Qt.MouseButton.LeftButton, pos=marker.point(2))
    assert marker.words == replaced(CADETS, CADETS, "candidates")
    assert not marker.panel.editor.field.isVisible()


def test_what_is_being_typed_can_be_undone_by_the_button(marker: Marker) -> None:
    button = marker.page.header.undo_button
    marker.page.corrector.begin(CADETS, CADETS)
    assert not button.isEnabled()
    marker.type("candidates")
    marker.qtbot.waitUntil(button.isEnabled)
    button.click()
    assert marker.words == ORIGINAL
    assert not marker.panel.editor.field.isVisible()
    marker.page.header.redo_button.click()
    assert marker.words == replaced(CADETS, CADETS, "candidates")
    marker.page.corrector.begin(0, 0)
    marker.type("Well")
    marker.press(Key.Key_Escape)
    marker.press(Key.Key_Z, CONTROL)
    assert marker.words == ORIGINAL


@pytest.mark.parametrize("how", ["verdict", "undo", "leave", "close"])
def test_what_is_being_typed_is_kept_whatever_is_done_next(marker: Marker, how: str) -> None:
    marker.correct(0, "Well")
    marker.panel.view.choose(CADETS, CADETS)
    marker.press(Key.Key_C)
    marker.type("candidates")
    if how == "verdict":
        marker.page.checklist.current.verdicts.buttons[0].click()
        assert marker.page.marking is not None
        assert marker.page.marking.mark("both").verdict is Verdict.MET
    elif how == "undo":
        marker.page.header.undo_button.click()
        assert marker.words == replaced(0, 0, "Well"), "what was typed was done last"
        marker.page.header.redo_button.click()
    elif how == "leave":
        marker.window.show_page("practise")
    else:
        marker.page.close_down()
    assert marker.written()[CADETS] == "candidates"


def test_tab_goes_on_to_the_next_word_and_back(marker: Marker) -> None:
    marker.panel.view.choose(0, 0)
    marker.press(Key.Key_C)
    for text in ("Well then", "I'd", "argue"):
        marker.type(text)
        marker.press(Key.Key_Tab)
    marker.press(Key.Key_Backtab, SHIFT)
    marker.type("claim")
    marker.press(Key.Key_Return)
    assert marker.words[:5] == ["Well", "then", "I'd", "claim", "I'm"]


def test_a_space_splits_and_a_deleted_space_joins(marker: Marker) -> None:
    words = marker.panel.view.layout_of_words.words
    marker.panel.view.choose(CADETS, CADETS)
    marker.press(Key.Key_C)
    marker.press(Key.Key_Home)
    for _ in range(3):
        marker.press(Key.Key_Right)
    marker.press(Key.Key_Space)
    marker.press(Key.Key_Return)
    assert marker.words == replaced(CADETS, CADETS, "cad", "ets")
    marker.panel.view.choose(CADETS + 1, CADETS + 1)
    marker.press(Key.Key_C)
    marker.press(Key.Key_Home)
    marker.press(Key.Key_Backspace)
    assert marker.panel.editor.words == (CADETS, CADETS + 1)
    marker.press(Key.Key_Return)
    assert marker.words == ORIGINAL
    after = marker.panel.view.layout_of_words.words
    assert (after[CADETS].start, after[CADETS].end) == (words[CADETS].start, words[CADETS].end)


def test_delete_at_the_end_of_the_field_joins_the_next_word(marker: Marker) -> None:
    marker.panel.view.choose(17, 17)
    marker.press(Key.Key_C)
    marker.press(Key.Key_End)
    marker.press(Key.Key_Delete)
    marker.press(Key.Key_Return)
    assert marker.words == replaced(17, 18, "StJohn")


def test_nothing_typed_deletes_and_words_at_the_ends_insert(marker: Marker) -> None:
    marker.correct(68, "")
    assert marker.words == replaced(68, 68)
    marker.panel.view.choose(6, 6)
    marker.press(Key.Key_C)
    marker.press(Key.Key_End)
    marker.type(" others")
    marker.press(Key.Key_Home)
    marker.type("always ")
    marker.press(Key.Key_Return)
    assert marker.words[5:10] == ["to", "always", "lead", "others", "or"]


def test_delete_takes_the_chosen_words_out(marker: Marker) -> None:
    marker.panel.view.setFocus()
    marker.panel.view.choose(67, 68)
    marker.press(Key.Key_Delete)
    assert marker.words == replaced(67, 68)
    assert marker.panel.view.chosen is None


def test_a_stretch_over_several_lines_is_corrected_as_one(marker: Marker) -> None:
    marker.panel.view.choose(14, 60)
    marker.press(Key.Key_C)
    field = marker.panel.editor.field
    assert field.text == " ".join(ORIGINAL[14:61])
    assert field.height() > 3 * field.fontMetrics().height()
    marker.press(Key.Key_Right)
    marker.type(" once")
    marker.press(Key.Key_Return)
    assert marker.words == replaced(60, 60, "look", "once")


def test_pasted_lines_become_words(marker: Marker) -> None:
    QGuiApplication.clipboard().setText("sea\n\tcadets,\r\n twelve")
    marker.panel.view.choose(CADETS, CADETS)
    marker.press(Key.Key_C)
    marker.press(Key.Key_V, CONTROL)
    marker.press(Key.Key_Return)
    assert marker.words == replaced(CADETS, CADETS, "sea", "cadets,", "twelve")


def test_undo_goes_through_marks_and_words_in_the_order_they_were_done(marker: Marker) -> None:
    marker.press(Key.Key_1)
    marker.correct(CADETS, "candidates")
    marker.page.checklist.current.setFocus()
    marker.press(Key.Key_2)
    marker.correct(0, "Well")
    for expected in ("words", "mark", "words", "mark"):
        before = (marker.words, marker.page.marking)
        marker.press(Key.Key_Z, CONTROL)
        differs = "words" if marker.words != before[0] else "mark"
        assert differs == expected
    assert (marker.words, marker.page.marking) == (ORIGINAL, Marking())
    marker.saved()
    assert marker.folder.correction(1) is None
    for _ in range(4):
        marker.press(Key.Key_Z, CONTROL | SHIFT)
    assert marker.words[0] == "Well"
    assert marker.words[CADETS] == "candidates"
    assert marker.page.marking is not None
    assert len(marker.page.marking.marks) == 2
    assert marker.written() == marker.words


def test_evidence_follows_the_words_within_the_same_step(marker: Marker) -> None:
    marker.panel.view.choose(24, 26)
    marker.press(Key.Key_E)
    marker.correct(CADETS, "sea cadets")
    (chip,) = marker.page.checklist.current.chips
    assert chip.evidence.words == "eleven sea cadets on"
    marker.press(Key.Key_Z, CONTROL)
    (chip,) = marker.page.checklist.current.chips
    assert chip.evidence.words == "eleven cadets on"
    marker.press(Key.Key_Z, CONTROL)
    assert marker.page.checklist.current.chips == []


def test_corrections_are_there_after_a_new_start(
    marker: Marker, make_window: MakeWindow, qtbot: QtBot
) -> None:
    marker.correct(CADETS, "candidates")
    marker.saved()
    marker.window.close()
    again = Marker(qtbot, make_window(), marker.folder)
    assert again.words == replaced(CADETS, CADETS, "candidates")
    assert again.line.startswith("Corrected by you: 1 word")


def test_words_that_are_still_being_typed_are_on_the_disk_after_a_moment(marker: Marker) -> None:
    marker.panel.view.choose(CADETS, CADETS)
    marker.press(Key.Key_C)
    marker.type("candidates")
    marker.qtbot.waitUntil(lambda: marker.folder.correction(1) is not None)
    assert marker.written() == replaced(CADETS, CADETS, "candidates")
    assert marker.panel.editor.field.isVisible()
    marker.press(Key.Key_Escape)
    marker.saved()
    assert marker.folder.correction(1) is None, "what was given up is not kept"


def test_on_a_full_disk_corrections_are_told_and_written_later(
    marker: Marker, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise DiskFullError("The disk is full.", "Free some space.")

    with monkeypatch.context() as full:
        full.setattr(AttemptFolder, "save_correction", refuse)
        marker.correct(CADETS, "candidates")
        marker.qtbot.waitUntil(marker.window.unsaved.isVisible)
        assert marker.page.header.status.text() == "Not saved"
    marker.page.marks.retry()
    assert marker.written() == replaced(CADETS, CADETS, "candidates")


def test_a_correction_that_cannot_be_read_is_told_and_the_original_shown(
    marker: Marker,
) -> None:
    marker.correct(CADETS, "candidates")
    marker.saved()
    marker.folder.correction_path(1).write_text("{ damaged", encoding="utf-8")
    marker.window.pages.marking.let_go(marker.folder)
    marker.open()
    assert marker.words == ORIGINAL
    assert "the original is shown" in marker.page.banner.message.text()


def test_each_take_has_its_corrections_and_undo_tells_of_the_other(
    qtbot: QtBot, services: PlayedServices, make_window: MakeWindow
) -> None:
    folder = make_attempt(services.library, content=services.content, takes=2)
    marker = Marker(qtbot, make_window(), folder)
    marker.correct(CADETS, "candidates")
    marker.open(1)
    assert marker.words == ORIGINAL
    marker.press(Key.Key_Z, CONTROL)
    assert marker.page.header.status.text() == "Changed in the words of take 2."
    marker.open(2)
    assert marker.words == ORIGINAL


def test_where_another_window_marks_nothing_is_corrected(
    qtbot: QtBot, folder: AttemptFolder, make_window: MakeWindow
) -> None:
    other = AttemptFolder(folder.path)
    assert other.lock_marking()
    marker = Marker(qtbot, make_window(), folder)
    marker.panel.head.correct_button.click()
    assert not marker.panel.editor.field.isVisible()
    assert "other window" in marker.page.header.status.text()
    other.unlock_marking()


def test_control_and_space_play_what_is_being_corrected(
    marker: Marker, monkeypatch: pytest.MonkeyPatch
) -> None:
    clips: list[tuple[float, float, bool]] = []

    def play_clip(_: Player, start: float, end: float, *, loops: bool = False) -> None:
        clips.append((start, end, loops))

    monkeypatch.setattr(Player, "play_clip", play_clip)
    marker.panel.view.choose(CADETS, CADETS + 1)
    marker.press(Key.Key_C)
    marker.press(Key.Key_Space, CONTROL)
    marker.press(Key.Key_Space, CONTROL | SHIFT)
    marker.qtbot.waitUntil(lambda: len(clips) == 2)
    words = marker.panel.view.layout_of_words.words
    stretch = audible_words(words[CADETS].start, words[CADETS + 1].end, words)
    assert clips == [(*stretch, False), (*stretch, True)]
    assert marker.panel.editor.field.text == "cadets on"


def test_enter_on_an_uncertain_word_says_that_it_is_right(marker: Marker) -> None:
    assert marker.line.startswith("1 uncertain word")
    marker.press(Key.Key_F8)
    assert marker.panel.view.chosen == (CADETS, CADETS)
    marker.press(Key.Key_Return)
    marker.qtbot.waitUntil(lambda: marker.page.answer.playback.is_playing)
    marker.press(Key.Key_Space)
    marker.press(Key.Key_C)
    marker.press(Key.Key_Return)
    assert marker.words == ORIGINAL
    assert "uncertain" not in marker.line
    marker.press(Key.Key_F8)
    assert marker.page.header.status.text() == "No word is uncertain."
    marker.press(Key.Key_Z, CONTROL)
    assert "1 uncertain word" in marker.line


def test_changes_are_shown_counted_and_given_back(marker: Marker) -> None:
    marker.correct(67, "", 68)
    marker.correct(CADETS, "sea candidates")
    assert "planned" in marker.shown
    marker.press(Key.Key_D)
    bar = marker.panel.changes_bar
    assert bar.isVisible()
    assert bar.count.text() == "4 words changed"
    assert "eleven cadets sea candidates on" in marker.shown
    assert "alright, um," in marker.shown
    assert marker.words == [
        *ORIGINAL[:CADETS],
        "sea",
        "candidates",
        *ORIGINAL[CADETS + 1 : 67],
        *ORIGINAL[69:],
    ]
    assert bar.change.text() == "1 of 2: “cadets” became “sea candidates”"
    bar.on_button.click()
    assert bar.change.text() == "2 of 2: “alright, um,” was taken out"
    bar.revert_button.click()
    assert marker.words == replaced(CADETS, CADETS, "sea", "candidates")
    bar.revert_button.click()
    assert marker.words == ORIGINAL
    assert bar.count.text() == "No word was changed"
    marker.press(Key.Key_D)
    assert not bar.isVisible()
    marker.press(Key.Key_Z, CONTROL)
    assert marker.words == replaced(CADETS, CADETS, "sea", "candidates")


def test_all_changes_are_given_back_as_one_step(marker: Marker) -> None:
    marker.panel.view.choose(24, 26)
    marker.press(Key.Key_E)
    marker.correct(CADETS, "candidates")
    marker.correct(0, "Well")
    marker.page.corrector.revert_all()
    assert marker.words == ORIGINAL
    (chip,) = marker.page.checklist.current.chips
    assert chip.evidence.words == "eleven cadets on"
    marker.saved()
    assert marker.folder.correction(1) is None
    marker.press(Key.Key_Z, CONTROL)
    assert marker.words[0] == "Well"
    assert marker.words[CADETS] == "candidates"


def test_when_every_word_is_deleted_all_can_be_put_back(marker: Marker) -> None:
    marker.panel.view.setFocus()
    marker.press(Key.Key_A, CONTROL)
    marker.press(Key.Key_Delete)
    assert marker.panel.message_title.text() == "Every word was deleted"
    marker.saved()
    correction = marker.folder.correction(1)
    assert correction is not None
    assert correction.words == ()
    marker.panel.ask_button.click()
    assert marker.words == ORIGINAL
    marker.saved()
    assert marker.folder.correction(1) is None


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


def test_undo_does_not_bring_words_back_that_were_heard_wrongly(marker: Marker) -> None:
    marker.panel.view.choose(24, 26)
    marker.press(Key.Key_E)
    marker.press(Key.Key_1)
    better = refined(ANSWER.replace("cadets?", "candle."))
    marker.page.answer.take_over(str(marker.folder.path), 1, better)
    marker.press(Key.Key_Z, CONTROL)
    marker.saved()
    assert marker.folder.marking().mark("both").evidence[0].words == "eleven candle. on"


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


def test_a_correction_of_other_words_is_not_told_as_refined(marker: Marker) -> None:
    marker.correct(CADETS, "candidates")
    before = marker.words
    marker.page.answer.take_over(str(marker.folder.path), 1, refined("Something else."))
    assert marker.words == before
    assert "refined" not in marker.line


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


def test_a_better_hearing_of_another_take_changes_nothing(marker: Marker) -> None:
    marker.page.answer.take_over(str(marker.folder.path), 2, refined("Something else."))
    assert marker.words == ORIGINAL


FILLERS = (
    Filler(start=5.3, end=5.7, text="um"),
    Filler(start=14.2, end=14.35),
)


@pytest.fixture
def hesitant(
    qtbot: QtBot, folder: AttemptFolder, make_window: MakeWindow, monkeypatch: pytest.MonkeyPatch
) -> tuple[Marker, list[tuple[float, float]]]:
    clips: list[tuple[float, float]] = []
    monkeypatch.setattr(Player, "play_clip", lambda _, start, end: clips.append((start, end)))
    heard = make_transcript().model_copy(update={"fillers": FILLERS})
    folder.save_transcript(1, heard)
    return Marker(qtbot, make_window(), folder), clips


def test_hesitations_stand_in_their_place_and_are_played_by_key_and_click(
    hesitant: tuple[Marker, list[tuple[float, float]]],
) -> None:
    marker, clips = hesitant
    assert "at least 2 hesitations" in marker.line
    assert "needs. \u00a0um\u00a0 ·" in marker.shown
    marker.press(Key.Key_F9)
    marker.qtbot.waitUntil(lambda: clips == [pytest.approx((5.3, 5.9))])
    view = marker.panel.view
    at = marker.shown.index("\u00a0um\u00a0") + 2
    cursor = view.textCursor()
    cursor.setPosition(at)
    place = view.cursorRect(cursor).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    marker.qtbot.waitUntil(lambda: len(clips) == 2)
    assert clips[1] == pytest.approx((5.3, 5.9))
    assert view.plain_text() == " ".join(ORIGINAL), "a hesitation is no word"


def test_the_menu_of_a_word_corrects_it(marker: Marker) -> None:
    view = marker.panel.view
    view.menu_asked.emit(CADETS, view.viewport().mapToGlobal(marker.point(CADETS)))
    menu = marker.page.menus.opened
    assert menu is not None
    texts = [action.text().partition("\t")[0] for action in menu.actions() if action.text()]
    assert texts == [
        "Play from “cadets”", "Copy", "Correct “cadets”", "Delete “cadets”", "“cadets” is right"
    ]  # fmt: skip
    menu.actions()[3].trigger()
    menu.close()
    assert marker.panel.editor.words == (CADETS, CADETS)


def test_the_menu_puts_a_word_back(marker: Marker) -> None:
    marker.correct(CADETS, "candidates")
    view = marker.panel.view
    view.menu_asked.emit(CADETS, view.viewport().mapToGlobal(marker.point(CADETS)))
    menu = marker.page.menus.opened
    assert menu is not None
    (back,) = [action for action in menu.actions() if action.text() == "Put “cadets” back"]
    back.trigger()
    menu.close()
    assert marker.words == ORIGINAL


def test_the_menu_puts_several_changes_back_as_one_step(marker: Marker) -> None:
    marker.correct(CADETS, "sea candidates")
    marker.correct(22, "")
    corrected = marker.words
    view = marker.panel.view
    view.choose(20, 28)
    view.menu_asked.emit(22, view.viewport().mapToGlobal(marker.point(22)))
    menu = marker.page.menus.opened
    assert menu is not None
    (back,) = [action for action in menu.actions() if action.text() == "Put these words back"]
    back.trigger()
    menu.close()
    assert marker.words == ORIGINAL
    marker.press(Key.Key_Z, CONTROL)
    assert marker.words == corrected


def test_ctrl_c_copies_all_words_where_none_are_chosen(marker: Marker) -> None:
    marker.press(Key.Key_C, CONTROL)
    assert QGuiApplication.clipboard().text() == " ".join(ORIGINAL)
    assert marker.page.header.status.text() == "Copied"


def test_a_lost_original_is_shown_as_it_was_corrected(marker: Marker) -> None:
    marker.correct(CADETS, "candidates")
    marker.saved()
    marker.folder.transcript_path(1).unlink()
    marker.page.let_go(marker.folder)
    marker.open()
    assert marker.words == replaced(CADETS, CADETS, "candidates")


@pytest.mark.parametrize("suffix", [".txt", ".srt", ".vtt", ".json", ".csv"])
def test_the_transcript_is_exported_as_it_is_corrected(
    marker: Marker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, suffix: str
) -> None:
    marker.correct(CADETS, "candidates")
    target = tmp_path / f"mine{suffix}"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    marker.press(Key.Key_E, CONTROL | SHIFT)
    banner = marker.page.banner
    marker.qtbot.waitUntil(banner.isVisible)
    assert banner.message.text() == f"The transcript of take 1 was exported as mine{suffix}."
    text = target.read_text(encoding="utf-8")
    assert "candidates" in text
    assert "cadets" not in text


def test_an_export_that_cannot_be_written_is_told(
    marker: Marker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "gone" / "mine.txt"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    marker.press(Key.Key_E, CONTROL | SHIFT)
    marker.qtbot.waitUntil(marker.page.banner.isVisible)
    assert str(tmp_path / "gone") in marker.page.banner.accessibleName()


def test_the_field_stays_in_sight_however_much_is_typed_and_wherever_one_scrolls(
    marker: Marker,
) -> None:
    view, field = marker.panel.view, marker.panel.editor.field
    marker.page.corrector.begin(len(ORIGINAL) - 1, len(ORIGINAL) - 1)
    marker.type("a word " * 60)
    assert view.viewport().rect().contains(field.geometry())
    assert field.viewport().rect().contains(field.cursorRect())
    marker.press(Key.Key_Escape)
    marker.page.corrector.begin(2, 2)
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum())
    assert view.viewport().rect().contains(field.geometry())


def test_what_is_repeated_to_hear_the_words_ends_with_the_field(marker: Marker) -> None:
    playback = marker.page.answer.playback
    marker.page.corrector.begin(CADETS, CADETS)
    marker.press(Key.Key_Space, CONTROL | SHIFT)
    marker.qtbot.waitUntil(lambda: playback.is_looping)
    marker.press(Key.Key_Return)
    marker.qtbot.waitUntil(lambda: not playback.is_looping)


def test_correcting_pauses_and_enter_plays_on(marker: Marker) -> None:
    playback = marker.page.answer.playback
    marker.press(Key.Key_Space)
    marker.qtbot.waitUntil(lambda: playback.is_playing)
    marker.press(Key.Key_C)
    marker.qtbot.waitUntil(lambda: not playback.is_playing)
    marker.type("Well")
    marker.press(Key.Key_Return)
    marker.qtbot.waitUntil(lambda: playback.is_playing)


HALF_AN_HOUR = " ".join([ANSWER] * 47)
"""5,029 words."""


def test_typing_in_half_an_hour_of_words_is_not_felt(
    qtbot: QtBot, services: PlayedServices, make_window: MakeWindow
) -> None:
    folder = make_attempt(services.library, content=services.content, text=HALF_AN_HOUR)
    marker = Marker(qtbot, make_window(), folder)
    marker.page.corrector.begin(2500, 2520)
    field, spent = marker.panel.editor.field, []
    for letter in "some more words, typed in the middle of it":
        begun = time.thread_time()
        QTest.keyClicks(field, letter)
        QApplication.processEvents()
        spent.append(time.thread_time() - begun)
    assert statistics.median(spent) < 0.016
    begun = time.thread_time()
    marker.press(Key.Key_Return)
    assert time.thread_time() - begun < 0.5, "some 60 ms on the machine it was written on"
    assert marker.words[2500] == "some"
