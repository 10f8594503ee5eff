"""Where room is short: what must be seen stays whole, and what is left out goes in order."""

from __future__ import annotations

from functools import partial

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from mockinterview.core.attempt import NoteLine
from mockinterview.core.interview import Stage
from mockinterview.files.sittings import Sittings
from mockinterview.services import Services
from mockinterview.ui import tokens
from mockinterview.ui.banks.entry_list import Entry, EntryList
from mockinterview.ui.banks.tutor_view import TutorView
from mockinterview.ui.marking.header import MarkingHeader
from mockinterview.ui.marking.sentence_edit import SentenceEdit
from mockinterview.ui.theme import Theme
from mockinterview.ui.widgets.buttons import KeyButton
from mockinterview.ui.widgets.labels import ElidedLabel, PartsLabel
from mockinterview.ui.window import MainWindow
from tests.fakes import device_info
from tests.gui.conftest import PlayedServices
from tests.gui.library_entries import add_attempt
from tests.gui.room import Key, Room

pytestmark = pytest.mark.slow

SMALLEST = (tokens.WINDOW_WIDTH, tokens.WINDOW_HEIGHT)


@pytest.fixture
def stage(qtbot: QtBot) -> QWidget:
    """What a widget stands on that is tried by itself."""
    stage = QWidget()
    stage.resize(2000, 1000)
    qtbot.addWidget(stage)
    return stage


def put(stage: QWidget, widget: QWidget, width: int, height: int) -> None:
    """Show the widget in this size."""
    widget.setParent(stage)
    widget.resize(width, height)
    stage.show()
    QTest.qWait(0)


def is_whole(widget: QWidget) -> bool:
    """Whether nothing of it is cut off by what it lies in."""
    return widget.visibleRegion().boundingRect() == widget.rect()


def test_a_button_without_room_leaves_its_key_out_then_ends_its_words(
    stage: QWidget, theme: Theme
) -> None:
    button = KeyButton(theme, "Return marks …", "R")
    bare = KeyButton(theme, "Return marks …")
    for each in (button, bare):
        each.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    whole, words = button.sizeHint().width(), bare.sizeHint().width()
    assert words < whole
    for each in (button, bare):
        put(stage, each, whole, 40)
    assert button.grab().toImage() != bare.grab().toImage(), "the key is drawn where it fits"
    for each in (button, bare):
        put(stage, each, words, 40)
    assert button.grab().toImage() == bare.grab().toImage(), "and left out where it does not"
    put(stage, bare, 2 * whole, 40)
    put(stage, button, words // 2, 40)
    ink = button.grab().toImage()
    edge = {ink.pixelColor(2, y).name() for y in range(8, 32)}
    assert len(edge) == 1, "no letter is cut by the edge"


def test_start_stays_in_view_beneath_two_banners(qtbot: QtBot, window: MainWindow) -> None:
    window.resize(*SMALLEST)
    page = window.pages.practise
    for banner in (page.banner, page.content_banner):
        banner.show_notice("A take was recovered.", "What had been said is there.\n" * 4)
    qtbot.waitUntil(lambda: page.card.area.verticalScrollBar().maximum() > 0)
    assert is_whole(page.card.start)
    assert is_whole(page.card.sample)
    assert window.height() == SMALLEST[1]


def test_a_card_with_room_does_not_scroll(qtbot: QtBot, window: MainWindow) -> None:
    window.resize(1920, 1080)
    card = window.pages.practise.card
    qtbot.waitUntil(lambda: card.area.verticalScrollBar().maximum() == 0)
    assert is_whole(card.format.provenance.words)
    assert is_whole(card.privacy)


def test_the_source_of_a_format_is_not_clipped_on_the_sitting_page(
    qtbot: QtBot, window: MainWindow
) -> None:
    window.resize(*SMALLEST)
    window.pages.practise.sitting_wanted.emit()
    card = window.pages.sitting.card
    qtbot.waitUntil(card.isVisible)
    words = window.pages.sitting.format.source
    card.setFixedHeight(260)
    qtbot.waitUntil(lambda: card.area.verticalScrollBar().maximum() > 0)
    assert words.height() >= words.heightForWidth(words.width())
    assert is_whole(window.pages.sitting.start)


def test_the_question_about_leaving_and_the_notes_do_not_lie_over_each_other(room: Room) -> None:
    room.window.resize(*SMALLEST)
    room.start()
    room.press(Key.Key_Space)
    room.wait_for(Stage.PREPARE)
    page = room.page
    page.notes.write("food bank shift")
    page.setFocus()
    room.press(Key.Key_Escape)
    assert page.leaving.isVisible()
    assert not (
        page.notes.isVisible() and page.leaving.geometry().intersects(page.notes.geometry())
    )
    place = page.notes.geometry()
    room.press(Key.Key_Escape)
    assert page.notes.isVisible()
    assert page.notes.geometry() == place


def test_without_a_microphone_looking_again_is_the_main_action(room: Room) -> None:
    found = list(room.sound.devices)
    room.sound.devices = [device_info("Speakers", outputs=2)]
    room.start(preparation_seconds=0)
    room.press(Key.Key_Space)
    card = room.page.interruption
    room.wait(lambda: card.isVisible() and card.lacks_device)
    look = card.chooser.again
    assert card.chooser.choice.currentText() == "No microphone found"
    assert look.accessibleDescription() == "Key: Space"
    assert look.property("role") == "primary"
    assert card.go_on.key == ""
    room.sound.devices = found
    room.wait(lambda: look.isEnabled() and card.go_on.isEnabled())
    room.press(Key.Key_Space)
    room.wait(lambda: not card.lacks_device)
    assert room.session.stage is Stage.INTERRUPTED
    assert card.go_on.property("role") == "primary"
    assert card.go_on.key == "Space"
    assert look.accessibleDescription() == ""
    room.press(Key.Key_Space)
    room.speak()


def test_the_notes_beside_the_answer_are_whole(
    qtbot: QtBot, window: MainWindow, services: PlayedServices
) -> None:
    window.resize(*SMALLEST)
    folder = add_attempt(services)
    lines = (NoteLine(text="food bank shift", seconds=4), NoteLine(text="ward", seconds=9))
    folder.save(folder.load().model_copy(update={"note_lines": lines}))
    window.open_attempt(folder)
    notes = window.pages.marking.answer.notes
    qtbot.waitUntil(notes.isVisible)
    rows = partial(notes.findChildren, ElidedLabel)
    qtbot.waitUntil(lambda: len(rows()) == len(lines))
    qtbot.waitUntil(lambda: all(is_whole(row) for row in rows()))
    assert notes.area.height() >= 2 * notes.fontMetrics().height()


def test_a_placeholder_is_shown_whole(stage: QWidget, theme: Theme) -> None:
    edit = SentenceEdit(theme, "Next time", "One thing to do differently (T)")
    put(stage, edit, 170, 40)
    line = edit.fontMetrics().lineSpacing()
    assert edit.height() >= 2 * line
    edit.set_text("Pause.")
    assert edit.height() < 2 * line + 2 * tokens.SPACE_8


def test_the_tutors_view_stands_one_beneath_the_other_where_it_is_narrow(
    qtbot: QtBot, stage: QWidget, services: Services, theme: Theme
) -> None:
    view = TutorView(theme)
    _, question = services.content.question("leader-or-follower")
    view.show_question(question, services.content.rubric_of(question))
    put(stage, view, 400, 400)
    assert view.splitter.orientation() is Qt.Orientation.Vertical
    assert view.horizontalScrollBar().maximum() == 0
    view.resize(1200, 400)
    qtbot.waitUntil(lambda: view.splitter.orientation() is Qt.Orientation.Horizontal)


@pytest.mark.parametrize("current", range(12))
def test_no_entry_above_the_current_one_is_cut(
    qtbot: QtBot, stage: QWidget, theme: Theme, current: int
) -> None:
    entries = EntryList(theme, "Banks")
    listed = [Entry("", "Heading")]
    listed += [Entry(str(number), "word " * (3 + 4 * number % 17)) for number in range(20)]
    entries.show_entries(listed, str(current))
    put(stage, entries, 240, 230)
    index = entries.currentIndex()
    qtbot.waitUntil(lambda: entries.visualRect(index).bottom() < entries.viewport().height())
    assert entries.visualRect(entries.indexAt(QPoint(0, 0))).top() == 0


def test_cells_keep_their_words_from_the_lines_between_rows(
    qtbot: QtBot, window: MainWindow, services: PlayedServices
) -> None:
    window.resize(*SMALLEST)
    add_attempt(services, "why-imperial")
    window.keeper.refresh()
    window.show_page("attempts")
    table = window.pages.attempts.table
    qtbot.waitUntil(lambda: bool(window.pages.attempts.model.rows))
    table.setFixedWidth(520)
    question = table.model().index(0, 1)
    room = table.columnWidth(1) - 2 * tokens.SPACE_12
    flags = int(Qt.TextFlag.TextWordWrap)
    space = table.rect().adjusted(0, 0, room - table.width(), 1000)
    needed = partial(table.fontMetrics().boundingRect, space, flags, question.data())
    qtbot.waitUntil(lambda: table.rowHeight(0) >= needed().height() + 2 * tokens.SPACE_8)


def test_the_head_of_marking_leaves_out_keys_then_takes_then_the_word_export(
    stage: QWidget, services: PlayedServices, theme: Theme
) -> None:
    folder = add_attempt(services)
    first = folder.load().takes[0]
    second = first.model_copy(update={"number": 2, "file": "takes/take-2.wav"})
    attempt = folder.load().with_take(second)
    header = MarkingHeader(theme)
    header.show_attempt(attempt, second)
    put(stage, header, 1400, 60)
    seen = []
    for width in range(1400, 640, -20):
        header.resize(width, 60)
        is_seen = (header.takes_button.key != "", header.takes.isVisible())
        seen.append((*is_seen, header.export_button.text() != ""))
        assert header.export_button.isVisible(), "what it offers has one place"
        assert header.export_button.accessibleName() == "Export …"
    assert list(dict.fromkeys(seen)) == [
        (True, True, True),
        (False, True, True),
        (False, False, True),
        (False, False, False),
    ]


def test_what_was_saved_takes_no_room_from_the_question_where_it_is_short(
    stage: QWidget, services: PlayedServices, theme: Theme
) -> None:
    folder = add_attempt(services)
    header = MarkingHeader(theme)
    header.show_attempt(folder.load(), folder.load().takes[0])
    put(stage, header, 640, 90)
    room = header.question.width()
    header.tell("Saved")
    QTest.qWait(0)
    assert header.question.width() == room
    assert is_whole(header.status)
    assert header.status.y() > header.question.geometry().bottom()
    header.resize(1400, 90)
    QTest.qWait(0)
    assert header.status.x() > header.question.geometry().right()


def test_a_line_of_parts_leaves_out_whole_parts(stage: QWidget) -> None:
    label = PartsLabel("Take 2 of 2 · 24 Nov 2026, 19:40 · 0:44")
    put(stage, label, 1000, 20)
    assert label.shown == label.text()
    label.setFixedWidth(label.fontMetrics().horizontalAdvance("Take 2 of 2 · 24 Nov 2026, 19:40 "))
    assert label.shown == "Take 2 of 2 · 24 Nov 2026, 19:40"


def test_a_sitting_shows_no_empty_list_while_its_answers_are_read(
    qtbot: QtBot, window: MainWindow, services: PlayedServices
) -> None:
    bank, question = services.content.question("leader-or-follower")
    rules = services.format_for(bank, question)
    sitting = Sittings(services.library).create("By chance", rules, [(bank, question)])
    page = window.pages.summary
    window.show_page("summary")
    page.show_sitting(sitting)
    assert not page.list.isVisible()
    assert not page.mark.isEnabled()
    qtbot.waitUntil(page.list.isVisible)
    assert page.list.hasFocus()
    assert [entry.meta for entry in page.list.entries] == ["not answered"]
