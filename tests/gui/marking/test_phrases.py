"""Phrases: offered behind a semicolon, put in, passed over, and kept from what is written."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from mockinterview.files.attempts import AttemptFolder
from mockinterview.files.content import read_content
from mockinterview.files.own_phrases import FILE
from mockinterview.ui.marking.page import MarkingPage
from mockinterview.ui.marking.phrases.feature import PhrasesFeature
from mockinterview.ui.marking.phrases.matching import MOST_OFFERED, Asked, asked, fitting
from tests.gui.marking.room import SilentServices, press, show, type_text, wait_saved

pytestmark = pytest.mark.qt_log_ignore("does not support")

Key = Qt.Key
PHRASES = ["Say whose idea it was.", "What did you decide?", "Whose turn was it?", "Say what for."]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (";", Asked(0, "")),
        ("Good. ;wh", Asked(6, "wh")),
        ("Good.;wh", Asked(5, "wh")),
        ("this; that", None),
        ("one ; two", None),
        ("no sign", None),
        (";" + "x" * 41, None),
        (";a ;b", Asked(3, "b")),
    ],
)
def test_what_a_semicolon_asks_for(text: str, found: Asked | None) -> None:
    assert asked(text, len(text)) == found


def test_the_best_phrases_come_first() -> None:
    assert fitting(PHRASES, "") == PHRASES
    assert fitting(PHRASES, "who") == ["Whose turn was it?", "Say whose idea it was."]
    assert fitting(PHRASES, "ide") == ["Say whose idea it was.", "What did you decide?"]
    assert fitting(PHRASES, "say idea") == ["Say whose idea it was."]
    assert fitting(PHRASES, "nothing") == []
    assert len(fitting([str(number) for number in range(20)], "")) == MOST_OFFERED


def feature(page: MarkingPage) -> PhrasesFeature:
    return next(one for one in page.features if isinstance(one, PhrasesFeature))


@pytest.fixture
def popup_page(
    qtbot: QtBot,
    page: MarkingPage,
    folder: AttemptFolder,
    services: SilentServices,
    tmp_path: Path,
) -> Iterator[MarkingPage]:
    services.override(own_content=tmp_path / "own")
    shipped, services.content.phrases = services.content.phrases, [*PHRASES]
    show(qtbot, page, folder)
    yield page
    services.content.phrases = shipped


@pytest.mark.slow
def test_a_phrase_is_put_into_note_comment_and_next_time(
    qtbot: QtBot, popup_page: MarkingPage
) -> None:
    page, popup = popup_page, feature(popup_page).popup
    press(qtbot, Key.Key_N)
    type_text(qtbot, "Good. ;wh")
    assert popup.texts[:2] == ["What did you decide?", "Whose turn was it?"]
    press(qtbot, Key.Key_Down)
    press(qtbot, Key.Key_Return)
    assert not popup.isVisible()
    assert page.checklist.current.note.hasFocus(), "Enter took the phrase and ended nothing"
    press(qtbot, Key.Key_Return)
    press(qtbot, Key.Key_T)
    type_text(qtbot, ";decide")
    press(qtbot, Key.Key_Tab)
    assert page.overall.next_time.hasFocus()
    press(qtbot, Key.Key_Return)
    press(qtbot, Key.Key_W)
    type_text(qtbot, ";idea")
    press(qtbot, Key.Key_Return)
    press(qtbot, Key.Key_Return)
    wait_saved(qtbot, page)
    assert page.marking is not None
    current = page.checklist.current.entry.criterion.id
    assert page.marking.mark(current).note == "Good. Whose turn was it?"
    assert page.marking.next_time == "What did you decide?"
    assert [one.text for one in page.marking.comments] == ["Say whose idea it was."]


@pytest.mark.slow
def test_what_is_offered_can_be_passed_over(qtbot: QtBot, popup_page: MarkingPage) -> None:
    page, popup = popup_page, feature(popup_page).popup
    press(qtbot, Key.Key_N)
    type_text(qtbot, ";wh")
    press(qtbot, Key.Key_Escape)
    note = page.checklist.current.note
    assert not popup.isVisible()
    assert note.hasFocus(), "Esc closed the list only"
    type_text(qtbot, "o")
    assert popup.isVisible()
    type_text(qtbot, "qq")
    assert not popup.isVisible(), "nothing fits"
    press(qtbot, Key.Key_Escape)
    assert not note.hasFocus()
    press(qtbot, Key.Key_N)
    type_text(qtbot, " and; then")
    assert not popup.isVisible(), "behind a word it is a semicolon"
    type_text(qtbot, " ;wh")
    assert popup.isVisible()
    page.overall.next_time.setFocus()
    assert not popup.isVisible()


@pytest.mark.slow
def test_a_click_takes_a_phrase(qtbot: QtBot, popup_page: MarkingPage) -> None:
    page, popup = popup_page, feature(popup_page).popup
    press(qtbot, Key.Key_N)
    type_text(qtbot, ";")
    assert popup.height() > 4 * page.fontMetrics().height()
    QTest.mouseClick(
        popup.viewport(),
        Qt.MouseButton.LeftButton,
        pos=popup.visualRect(popup.model().index(1, 0)).center(),
    )
    assert page.checklist.current.note.toPlainText() == "What did you decide?"


@pytest.mark.slow
def test_what_is_written_is_kept_as_a_phrase(
    qtbot: QtBot, popup_page: MarkingPage, services: SilentServices
) -> None:
    page, popup = popup_page, feature(popup_page).popup
    press(qtbot, Key.Key_N)
    type_text(qtbot, "Look up when you say that. ;")
    assert popup.texts[-1] == "Keep “Look up when you say that.” as a phrase"
    press(qtbot, Key.Key_Up)
    press(qtbot, Key.Key_Return)
    qtbot.waitUntil(lambda: page.header.status.text() == "Kept as a phrase")
    assert page.checklist.current.note.toPlainText() == "Look up when you say that. "
    kept = services.own_content / FILE
    assert read_content([kept]).phrases == ["Look up when you say that."]
    type_text(qtbot, ";look")
    assert popup.texts == ["Look up when you say that."]
    press(qtbot, Key.Key_Escape)


@pytest.mark.slow
def test_a_file_that_cannot_be_added_to_is_told(
    qtbot: QtBot, popup_page: MarkingPage, services: SilentServices
) -> None:
    path = services.own_content / FILE
    path.parent.mkdir(parents=True)
    path.write_text("phrases: 3\n", encoding="utf-8")
    press(qtbot, Key.Key_N)
    type_text(qtbot, "Look up. ;")
    press(qtbot, Key.Key_Up)
    press(qtbot, Key.Key_Return)
    qtbot.waitUntil(popup_page.banner.isVisible)
    assert "nothing was added" in popup_page.banner.message.text()
    assert QApplication.focusWidget() is popup_page.checklist.current.note
