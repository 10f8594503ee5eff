"""What was corrected is kept, undone, copied and exported."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from mockinterview.core.marking import Marking
from mockinterview.errors import DiskFullError
from mockinterview.files.attempts import AttemptFolder
from tests.gui.conftest import MakeWindow, PlayedServices
from tests.gui.correcting.room import CADETS, CONTROL, ORIGINAL, SHIFT, Key, Marker, replaced
from tests.gui.marking_attempts import make_attempt

pytestmark = [pytest.mark.qt_log_ignore("does not support"), pytest.mark.slow]


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
