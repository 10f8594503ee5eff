"""The marking page plays the answer, its words and its citations."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from mockinterview.audio.player import Player
from mockinterview.core.marking import Marking, Verdict
from mockinterview.files.attempts import AttemptFolder, Library
from mockinterview.files.content import Content
from mockinterview.ui.marking.page import MarkingPage
from tests.fakes import FakeSound
from tests.gui.marking.room import (
    CONTROL,
    PROMPT_MILLISECONDS,
    SHIFT,
    Key,
    middle_of_word,
    press,
    show,
    type_text,
    wait_saved,
)
from tests.gui.marking_attempts import (
    RATE_HZ,
    make_attempt,
)

pytestmark = [pytest.mark.qt_log_ignore("does not support propagateSizeHints"), pytest.mark.slow]


def test_a_click_on_a_word_plays_from_it_and_a_drag_chooses_words(
    qtbot: QtBot, page: MarkingPage, folder: AttemptFolder, sound: FakeSound
) -> None:
    show(qtbot, page, folder)
    view = page.answer.transcript.view
    word = view.layout_of_words.words[7]
    viewport = view.viewport()
    QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=middle_of_word(page, 7))
    qtbot.waitUntil(lambda: page.answer.playback.is_playing)
    assert page.answer.playback.position == pytest.approx(word.start, abs=0.05)
    QTest.mousePress(viewport, Qt.MouseButton.LeftButton, pos=middle_of_word(page, 4))
    QTest.mouseMove(viewport, middle_of_word(page, 6))
    QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=middle_of_word(page, 6))
    assert view.chosen == (4, 6)
    press(qtbot, Key.Key_C, CONTROL)
    assert QGuiApplication.clipboard().text() == view.layout_of_words.plain(4, 6)


def test_space_plays_and_pauses_and_typing_pauses_until_enter(
    qtbot: QtBot, page: MarkingPage, folder: AttemptFolder
) -> None:
    show(qtbot, page, folder)
    playback = page.answer.playback
    press(qtbot, Key.Key_Space)
    qtbot.waitUntil(lambda: playback.is_playing)
    press(qtbot, Key.Key_Space)
    qtbot.waitUntil(lambda: not playback.is_playing, timeout=PROMPT_MILLISECONDS)
    press(qtbot, Key.Key_Space)
    qtbot.waitUntil(lambda: playback.is_playing)
    press(qtbot, Key.Key_N)
    type_text(qtbot, "a b")
    qtbot.waitUntil(lambda: not playback.is_playing, timeout=PROMPT_MILLISECONDS)
    press(qtbot, Key.Key_Return)
    qtbot.waitUntil(lambda: playback.is_playing)
    assert page.marking is not None
    assert page.marking.mark("both").note == "a b"
    page.hide()
    qtbot.waitUntil(lambda: not playback.is_playing, timeout=PROMPT_MILLISECONDS)


def test_the_spoken_word_is_followed(
    qtbot: QtBot, page: MarkingPage, folder: AttemptFolder, sound: FakeSound
) -> None:
    show(qtbot, page, folder)
    press(qtbot, Key.Key_Space)
    qtbot.waitUntil(lambda: page.answer.playback.is_playing)
    words = page.answer.transcript.view.layout_of_words

    def second_word_is_lit() -> bool:
        # About as fast as it is heard: in larger steps the page may miss a whole word.
        sound.stream.ask(RATE_HZ // 100)
        marked = page.answer.transcript.view.extraSelections()
        return bool(marked) and marked[0].cursor.selectedText() == words.words[1].word

    qtbot.waitUntil(second_word_is_lit)


def test_a_citation_plays_just_its_clip_and_delete_takes_it_away(
    qtbot: QtBot,
    page: MarkingPage,
    folder: AttemptFolder,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    clips: list[tuple[float, float]] = []
    monkeypatch.setattr(Player, "play_clip", lambda _self, start, end: clips.append((start, end)))
    show(qtbot, page, folder)
    page.answer.transcript.view.choose(3, 5)
    press(qtbot, Key.Key_E)
    (chip,) = page.checklist.current.chips
    chip.quote.click()
    qtbot.waitUntil(lambda: bool(clips))
    ((start, end),) = clips
    assert chip.evidence.start - 0.15 < start < chip.evidence.start
    assert chip.evidence.end < end < chip.evidence.end + 0.2
    chip.quote.setFocus()
    press(qtbot, Key.Key_Delete)
    assert page.checklist.current.chips == []
    wait_saved(qtbot, page)
    assert folder.marking() == Marking()


def test_speed_and_steps_are_told_to_the_player(
    qtbot: QtBot, page: MarkingPage, folder: AttemptFolder
) -> None:
    show(qtbot, page, folder)
    press(qtbot, Key.Key_BracketRight)
    press(qtbot, Key.Key_BracketRight)
    assert page.answer.bar.speed_label.text() == "1.25×"
    press(qtbot, Key.Key_Period)
    qtbot.waitUntil(lambda: page.answer.playback.position == pytest.approx(2.0))
    press(qtbot, Key.Key_Comma)
    qtbot.waitUntil(lambda: page.answer.playback.position == 0.0)
    for _ in range(12):
        press(qtbot, Key.Key_BracketLeft)
    assert page.answer.bar.speed_label.text() == "0.5×"


def test_without_a_transcript_a_stretch_of_the_waveform_is_cited(
    qtbot: QtBot, page: MarkingPage, library: Library, shipped_content: Content
) -> None:
    folder = make_attempt(library, text=None, content=shipped_content)
    show(qtbot, page, folder)
    assert page.answer.transcript.message_title.text() == "No transcript yet"
    wave = page.answer.waveform
    qtbot.waitUntil(lambda: max(wave.peaks, default=0.0) == 1.0)
    middle = wave.height() // 2
    QTest.mousePress(wave, Qt.MouseButton.LeftButton, pos=QPoint(wave.width() // 4, middle))
    QTest.mouseMove(wave, QPoint(wave.width() // 2, middle))
    QTest.mouseRelease(wave, Qt.MouseButton.LeftButton, pos=QPoint(wave.width() // 2, middle))
    press(qtbot, Key.Key_E)
    for _ in range(3):
        press(qtbot, Key.Key_Right, SHIFT)
    press(qtbot, Key.Key_E)
    wait_saved(qtbot, page)
    seconds = folder.load().takes[0].seconds
    by_keys, by_mouse = folder.marking().mark("both").evidence
    assert (by_keys.start, by_keys.end, by_keys.words) == (0.0, 3.0, "")
    assert by_mouse.start == pytest.approx(seconds / 4, abs=0.3)
    assert by_mouse.end == pytest.approx(seconds / 2, abs=0.3)


def test_without_a_loudspeaker_the_page_says_so_and_marks_go_on(
    qtbot: QtBot, page: MarkingPage, folder: AttemptFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    FakeSound().install(monkeypatch)
    show(qtbot, page, folder)
    press(qtbot, Key.Key_Space)
    qtbot.waitUntil(page.banner.isVisible)
    assert page.banner.message.text()
    press(qtbot, Key.Key_1)
    wait_saved(qtbot, page)
    assert folder.marking().mark("both").verdict is Verdict.MET


def test_a_recording_that_is_gone_is_told_and_its_marks_go_on(
    qtbot: QtBot, page: MarkingPage, folder: AttemptFolder
) -> None:
    folder.take_path(folder.load().takes[0]).unlink()
    show(qtbot, page, folder)
    qtbot.waitUntil(page.banner.isVisible)
    assert not page.answer.bar.play_button.isEnabled()
    press(qtbot, Key.Key_2)
    wait_saved(qtbot, page)
    assert folder.marking().mark("both").verdict is Verdict.PARTLY
