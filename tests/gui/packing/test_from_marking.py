"""One answer is packed from the marking page, by keys; the pack is read back."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from mockinterview.core.marking import Marking
from mockinterview.files.attempts import AttemptFolder
from mockinterview.pack.received import ReceivedMarking, save_received
from mockinterview.ui.packing.wording import NO_MARKS, UNNAMED
from mockinterview.ui.window import MainWindow
from tests.gui.conftest import PlayedServices
from tests.gui.library_entries import MOMENT, add_attempt, mark
from tests.gui.packing.driving import Dialog, ask, choose_sound, press, tab_to, write_words, written

pytestmark = pytest.mark.slow

Key = Qt.Key


@pytest.fixture
def folder(services: PlayedServices) -> AttemptFolder:
    """One's own answer, marked by oneself and by a tutor."""
    folder = add_attempt(services)
    mark(folder, 3)
    marking = Marking(marker="Dr Finch", role="tutor", next_time="Begin with the ward.")
    save_received(folder, ReceivedMarking(marking=marking, packed=MOMENT, arrived=MOMENT))
    return folder


@pytest.fixture
def marking(qtbot: QtBot, folder: AttemptFolder, window: MainWindow) -> MainWindow:
    """The window with the marking page in front."""
    with qtbot.waitSignal(window.pages.marking.opened):
        window.open_attempt(folder)
    return window


def test_a_name_is_written_and_remembered(
    qtbot: QtBot, marking: MainWindow, services: PlayedServices, dialog: Dialog, target: Path
) -> None:
    sheet = ask(qtbot, marking)
    assert sheet.name.hasFocus()
    assert sheet.name_remark.text() == UNNAMED
    write_words(marking, "Ann  Other ")
    assert sheet.name_remark.text() == "Tutors see the answer under this name."
    press(marking, Key.Key_Return)
    banner = marking.pages.marking.banner
    (packed,) = written(qtbot, banner, target)
    assert (packed.candidate, packed.sound) == ("Ann Other", "opus")
    assert not sheet.isVisible()
    assert dialog.proposed[0].startswith("Ann Other 20")
    assert dialog.proposed[0].endswith(".mockinterview")
    assert services.written_settings.candidate_name == "Ann Other"
    assert banner.hint.text() == f"It is in {target.parent}."
    sheet = ask(qtbot, marking)
    assert sheet.name.text() == "Ann Other"
    assert sheet.name.selectedText() == "Ann Other"


def test_without_a_name_it_is_written_all_the_same(
    qtbot: QtBot, marking: MainWindow, services: PlayedServices, dialog: Dialog, target: Path
) -> None:
    services.change_settings(candidate_name="Ann Other")
    ask(qtbot, marking)
    press(marking, Key.Key_Delete)
    press(marking, Key.Key_Return)
    (packed,) = written(qtbot, marking.pages.marking.banner, target)
    assert packed.candidate == ""
    assert services.written_settings.candidate_name == ""
    assert dialog.proposed[0].startswith("leader-or-follower 20")


def test_ones_own_marks_go_along_and_those_of_others_stay(
    qtbot: QtBot, marking: MainWindow, dialog: Dialog, target: Path
) -> None:
    ask(qtbot, marking)
    press(marking, Key.Key_Return)
    (packed,) = written(qtbot, marking.pages.marking.banner, target)
    assert [one.role for one in packed.markings] == ["candidate"]


def test_whose_marks_go_along_is_ticked(
    qtbot: QtBot, marking: MainWindow, dialog: Dialog, target: Path
) -> None:
    sheet = ask(qtbot, marking)
    mine, finch = sheet.marks.boxes.values()
    assert (mine.text(), finch.text()) == ("Your marks, first pass", "Dr Finch, tutor, first pass")
    for box in (mine, finch):
        tab_to(marking, box)
        press(marking, Key.Key_Space)
    press(marking, Key.Key_Return)
    (packed,) = written(qtbot, marking.pages.marking.banner, target)
    assert [one.marker for one in packed.markings] == ["Dr Finch"]


def test_a_name_is_shown_letter_by_letter_and_makes_no_key(
    qtbot: QtBot, marking: MainWindow, folder: AttemptFolder
) -> None:
    others = Marking(marker="<b>Smith</b> &Jones", role="tutor", next_time="Begin there.")
    save_received(folder, ReceivedMarking(marking=others, packed=MOMENT, arrived=MOMENT))
    sheet = ask(qtbot, marking)
    (box,) = (box for line, box in sheet.marks.boxes.items() if "Jones" in line.marker)
    assert box.text() == "<b>Smith</b> &Jones, tutor, first pass"
    press(marking, Key.Key_J, Qt.KeyboardModifier.AltModifier)
    assert not box.isChecked()


def test_no_marks_at_all_are_one_button_away(
    qtbot: QtBot, marking: MainWindow, dialog: Dialog, target: Path
) -> None:
    sheet = ask(qtbot, marking)
    tab_to(marking, sheet.marks.all_button)
    press(marking, Key.Key_Return)
    assert len(sheet.marks.chosen) == 2
    tab_to(marking, sheet.marks.none_button)
    press(marking, Key.Key_Return)
    assert sheet.isVisible(), "Enter presses the button that has the keyboard"
    assert sheet.marks.remark.text() == NO_MARKS
    tab_to(marking, sheet.write)
    press(marking, Key.Key_Return)
    (packed,) = written(qtbot, marking.pages.marking.banner, target)
    assert packed.markings == ()


def test_a_mark_of_a_moment_ago_goes_along(
    qtbot: QtBot, marking: MainWindow, dialog: Dialog, target: Path
) -> None:
    current = marking.pages.marking.checklist.current.entry.criterion.id
    press(marking, Key.Key_3)
    ask(qtbot, marking)
    press(marking, Key.Key_Return)
    (packed,) = written(qtbot, marking.pages.marking.banner, target)
    assert packed.markings[0].mark(current).verdict == "not_met"


def test_the_sound_is_left_out(
    qtbot: QtBot, marking: MainWindow, dialog: Dialog, target: Path
) -> None:
    sheet = ask(qtbot, marking)
    qtbot.waitUntil(lambda: sheet.sound_remark.text().startswith("About "))
    with_sound = sheet.sound_remark.text()
    choose_sound(marking, sheet, "none")
    assert sheet.sound_remark.text().startswith("About ")
    assert sheet.sound_remark.text() != with_sound
    press(marking, Key.Key_Return)
    (packed,) = written(qtbot, marking.pages.marking.banner, target)
    assert packed.sound == "none"


def test_the_sound_is_exact(
    qtbot: QtBot, marking: MainWindow, dialog: Dialog, target: Path
) -> None:
    sheet = ask(qtbot, marking)
    choose_sound(marking, sheet, "flac")
    press(marking, Key.Key_Return)
    (packed,) = written(qtbot, marking.pages.marking.banner, target)
    assert packed.sound == "flac"
    ask(qtbot, marking)
    assert sheet.sound.value == "opus", "what was left out once is not left out unseen again"


def test_esc_leaves_and_the_page_has_its_keys_again(
    qtbot: QtBot, marking: MainWindow, dialog: Dialog
) -> None:
    page = marking.pages.marking
    before = page.marking
    sheet = ask(qtbot, marking)
    tab_to(marking, sheet.write)
    press(marking, Key.Key_3)
    press(marking, Key.Key_Escape)
    assert not sheet.isVisible()
    assert page.marking == before, "no key reaches the page beneath"
    press(marking, Key.Key_3)
    assert page.marking != before
    assert dialog.proposed == []


def test_a_dialog_that_is_given_up_leads_back_to_the_sheet(
    qtbot: QtBot, marking: MainWindow, services: PlayedServices, dialog: Dialog, target: Path
) -> None:
    sheet = ask(qtbot, marking)
    write_words(marking, "Ann")
    chosen, dialog.target = dialog.target, ""
    press(marking, Key.Key_Return)
    assert sheet.isVisible()
    assert services.settings.candidate_name == ""
    dialog.target = chosen
    press(marking, Key.Key_Return)
    assert len(written(qtbot, marking.pages.marking.banner, target)) == 1


def test_another_page_takes_the_sheet_away(
    qtbot: QtBot, marking: MainWindow, dialog: Dialog
) -> None:
    sheet = ask(qtbot, marking)
    marking.show_page("attempts")
    assert sheet.isHidden()
    marking.show_page("marking")
    assert not sheet.isVisible()


def test_a_name_that_cannot_be_given_is_told(
    qtbot: QtBot, marking: MainWindow, dialog: Dialog
) -> None:
    sheet = ask(qtbot, marking)
    sheet.name.setText("Ann\u202eOther")
    press(marking, Key.Key_Return)
    assert sheet.isVisible()
    assert sheet.banner.message.text() == "This name cannot be given to a pack."
    write_words(marking, "x")
    assert not sheet.banner.isVisible()
    assert dialog.proposed == []


def test_where_it_cannot_be_written_is_told_on_the_page(
    qtbot: QtBot, marking: MainWindow, dialog: Dialog, tmp_path: Path
) -> None:
    dialog.target = tmp_path / "gone" / "mine.mockinterview"
    ask(qtbot, marking)
    press(marking, Key.Key_Return)
    banner = marking.pages.marking.banner
    qtbot.waitUntil(banner.isVisible)
    assert banner.message.text() == f"Nothing can be written into {tmp_path / 'gone'}."
