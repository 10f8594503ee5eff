"""Words and hesitations are played while the transcript is corrected."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from mockinterview.audio.player import Player
from mockinterview.core.audible import audible_words
from mockinterview.core.transcript import Filler
from mockinterview.files.attempts import AttemptFolder
from tests.gui.conftest import MakeWindow
from tests.gui.correcting.room import CADETS, CONTROL, ORIGINAL, SHIFT, Key, Marker
from tests.gui.marking_attempts import make_transcript

pytestmark = pytest.mark.qt_log_ignore("does not support")


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


@pytest.mark.slow
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


@pytest.mark.slow
def test_what_is_repeated_to_hear_the_words_ends_with_the_field(marker: Marker) -> None:
    playback = marker.page.answer.playback
    marker.page.corrector.begin(CADETS, CADETS)
    marker.press(Key.Key_Space, CONTROL | SHIFT)
    marker.qtbot.waitUntil(lambda: playback.is_looping)
    marker.press(Key.Key_Return)
    marker.qtbot.waitUntil(lambda: not playback.is_looping)


@pytest.mark.slow
def test_correcting_pauses_and_enter_plays_on(marker: Marker) -> None:
    playback = marker.page.answer.playback
    marker.press(Key.Key_Space)
    marker.qtbot.waitUntil(lambda: playback.is_playing)
    marker.press(Key.Key_C)
    marker.qtbot.waitUntil(lambda: not playback.is_playing)
    marker.type("Well")
    marker.press(Key.Key_Return)
    marker.qtbot.waitUntil(lambda: playback.is_playing)
