"""Answers are packed from the list of attempts, by keys; the packs are read back."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from mockinterview.files.attempts import Library
from mockinterview.files.content import Content
from mockinterview.pack.choice import Choice
from mockinterview.pack.gathering import Parcel
from mockinterview.pack_exchange import hand_over, take_over
from mockinterview.ui.packing.wording import NO_MARKS_YET
from tests.gui.conftest import MakeWindow, PlayedServices
from tests.gui.library_entries import add_attempt, mark
from tests.gui.marking_attempts import make_attempt
from tests.gui.packing.driving import (
    PACK,
    Dialog,
    ask_for_rows,
    choose_sound,
    press,
    tab_to,
    write_words,
    written,
)

pytestmark = pytest.mark.slow

Key = Qt.Key


@pytest.fixture
def of_ann(services: PlayedServices, shipped_content: Content, tmp_path: Path) -> None:
    """An answer of Ann Smith, marked by herself, has come in a pack."""
    library = Library(tmp_path / "candidate")
    theirs = make_attempt(library, content=shipped_content)
    mark(theirs, 2)
    came = tmp_path / "came.mockinterview"
    hand_over(came, [Parcel(theirs, "Ann Smith")], Choice(sound="flac"), library)
    take_over(came, services.library)


def test_two_answers_go_into_one_pack(
    qtbot: QtBot, make_window: MakeWindow, services: PlayedServices, dialog: Dialog, target: Path
) -> None:
    mark(add_attempt(services), 3)
    add_attempt(services, "define-resilience", day=1)
    window = make_window()
    sheet = ask_for_rows(qtbot, window, 0, 1)
    page = window.pages.attempts
    assert page.pack_button.text() == "Pack 2 …"
    assert sheet.answers.text() == "2 answers"
    (box,) = sheet.marks.boxes.values()
    assert box.text() == "Your marks, first pass · 1 of 2 answers"
    write_words(window, "Ann Other")
    press(window, Key.Key_Return)
    packed = written(qtbot, page.banner, target)
    assert [one.attempt.question.id for one in packed] == [
        "define-resilience",
        "leader-or-follower",
    ]
    assert {one.candidate for one in packed} == {"Ann Other"}
    assert [len(one.markings) for one in packed] == [0, 1]


def test_the_keys_of_the_list_rest_while_it_is_covered(
    qtbot: QtBot, make_window: MakeWindow, services: PlayedServices, dialog: Dialog
) -> None:
    folder = add_attempt(services)
    window = make_window()
    sheet = ask_for_rows(qtbot, window, 0)
    assert sheet.marks.remark.text() == NO_MARKS_YET
    assert not sheet.marks.none_button.isVisible()
    tab_to(window, sheet.leave)
    press(window, Key.Key_Delete)
    assert folder.load().binned is None
    press(window, Key.Key_Return)
    assert not sheet.isVisible()
    page = window.pages.attempts
    assert page.table.hasFocus()
    press(window, Key.Key_Delete)
    qtbot.waitUntil(lambda: folder.load().binned is not None)


def test_the_button_says_what_it_packs(
    qtbot: QtBot, make_window: MakeWindow, services: PlayedServices
) -> None:
    add_attempt(services)
    window = make_window()
    window.show_page("attempts")
    page = window.pages.attempts
    assert page.pack_button.text() == "Pack …"
    assert page.pack_button.accessibleName() == "Pack this answer for somebody else"
    page.table.clearSelection()
    assert not page.pack_button.isEnabled()
    page.table.selectRow(0)
    page.pack_button.click()
    qtbot.waitUntil(page.packing.sheet.isVisible)


def test_a_missing_sound_is_told_and_can_be_left_out(
    qtbot: QtBot, make_window: MakeWindow, services: PlayedServices, dialog: Dialog, target: Path
) -> None:
    folder = add_attempt(services)
    window = make_window()
    folder.take_path(folder.load().take(1)).unlink()
    sheet = ask_for_rows(qtbot, window, 0)
    qtbot.waitUntil(sheet.banner.isVisible)
    assert sheet.banner.message.text() == "The sound of a take is missing."
    press(window, Key.Key_Return)
    assert dialog.proposed == [], "nothing is asked for that cannot be done"
    choose_sound(window, sheet, "none")
    assert not sheet.banner.isVisible()
    press(window, Key.Key_Return)
    assert len(written(qtbot, window.pages.attempts.banner, target)) == 1


def test_an_attempt_that_cannot_be_read_is_told_on_the_page(
    qtbot: QtBot, make_window: MakeWindow, services: PlayedServices
) -> None:
    folder = add_attempt(services)
    window = make_window()
    window.show_page("attempts")
    (folder.path / "attempt.json").write_text("{", encoding="utf-8")
    press(window, Key.Key_R, PACK)
    page = window.pages.attempts
    qtbot.waitUntil(page.banner.isVisible)
    assert "cannot be understood" in page.banner.message.text()
    assert "sheet" not in vars(page.packing)


@pytest.mark.usefixtures("of_ann")
def test_an_answer_of_somebody_else_keeps_its_name_or_loses_it(
    qtbot: QtBot, make_window: MakeWindow, services: PlayedServices, dialog: Dialog, target: Path
) -> None:
    services.change_settings(candidate_name="Dr Finch")
    window = make_window()
    sheet = ask_for_rows(qtbot, window, 0)
    assert (sheet.name_label.text(), sheet.name.text()) == ("Name of the candidate", "Ann Smith")
    (box,) = sheet.marks.boxes.values()
    assert box.text() == "Marks of others, kept back until your first pass is finished"
    press(window, Key.Key_Delete)
    press(window, Key.Key_Return)
    (packed,) = written(qtbot, window.pages.attempts.banner, target)
    assert (packed.candidate, packed.markings) == ("", ())
    assert services.settings.candidate_name == "Dr Finch", "that is the name of one's own answers"
