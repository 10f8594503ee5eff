"""Marks side by side: sorted by how they stand to each other, heard, reached and left by keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from tools.screenshots.agreeing import NOW, tutors_marks
from tools.screenshots.marking import mark

from mockinterview.core.marking import Evidence, Marking, Verdict
from mockinterview.files.attempts import AttemptFolder, Library
from mockinterview.files.content import Content
from mockinterview.pack.received import Receipt, ReceivedMarking, save_receipt, save_received
from mockinterview.ui import tokens
from mockinterview.ui.agreeing.feature import OthersFeature
from mockinterview.ui.agreeing.journey import Agreeing
from mockinterview.ui.agreeing.page import AgreeingPage
from mockinterview.ui.widgets.labels import SectionHeader
from mockinterview.ui.window import MainWindow
from tests.gui.conftest import PlayedServices
from tests.gui.marking_attempts import make_attempt, make_transcript

pytestmark = [pytest.mark.slow, pytest.mark.qt_log_ignore("does not support")]

Key = Qt.Key


def receive(folder: AttemptFolder, marking: Marking) -> None:
    save_received(folder, ReceivedMarking(marking=marking, packed=NOW, arrived=NOW))


@pytest.fixture
def folder(services: PlayedServices, shipped_content: Content) -> AttemptFolder:
    library = Library(services.library.folder)
    return make_attempt(library, takes=2, content=shipped_content)


@pytest.fixture
def marked(folder: AttemptFolder) -> AttemptFolder:
    """By the candidate and by Dr Finch."""
    mark(folder, make_transcript(), 2)
    receive(folder, tutors_marks(folder))
    return folder


def journey(window: MainWindow) -> Agreeing:
    return next(one for one in window.journeys if isinstance(one, Agreeing))


def compare(qtbot: QtBot, window: MainWindow, *folders: AttemptFolder) -> AgreeingPage:
    page = window.pages.agreeing
    journey(window).compare(folders, "attempts")
    qtbot.waitUntil(lambda: page.answer is not None)
    return page


def press(page: AgreeingPage, key: Key) -> None:
    focused = page.focusWidget()
    QTest.keyClick(focused if focused is not None else page, key)


def ids(page: AgreeingPage) -> list[str]:
    return [row.numbered.entry.criterion.id for row in page.table.rows]


def test_what_differs_comes_first(qtbot: QtBot, window: MainWindow, marked: AttemptFolder) -> None:
    page = compare(qtbot, window, marked)
    assert page.summary.title.text() == "Agreed on 2 of 5"
    assert "1 differs only in degree" in page.summary.remark.text()
    assert page.names == ("You", "Dr Finch")
    assert page.table.headings == [
        "Dr Finch saw it and you did not",
        "You saw it and Dr Finch did not",
        "Both saw it, to another degree",
        "The same",
        "Not marked by both",
    ]
    assert ids(page)[:3] == ["starr", "following-example", "leading-example"]
    row = page.table.rows[2]
    assert row.accessibleName().startswith(
        "2. Gives a fitting example of leading other people. You: Partly, 1 citation, note: "
    )
    assert not page.summary.they.isVisible(), "there are only two"


def test_both_clips_have_a_key(
    qtbot: QtBot, window: MainWindow, marked: AttemptFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = compare(qtbot, window, marked)
    heard: list[tuple[float, float]] = []
    monkeypatch.setattr(page.clips.playback, "play_clip", lambda *ends: heard.append(ends))
    opened: list[str] = []
    monkeypatch.setattr(page.clips.playback, "open", lambda path: opened.append(path.name))
    press(page, Key.Key_Left)
    assert heard == [], "you cited nothing for it"
    press(page, Key.Key_Right)
    press(page, Key.Key_Down)
    press(page, Key.Key_Down)
    press(page, Key.Key_Left)
    press(page, Key.Key_Right)
    row = page.table.rows[2].numbered.row
    cited = [row.yours.evidence[0], row.theirs.evidence[0]]
    assert [start for start, _ in heard[1:]] == pytest.approx([one.start for one in cited], abs=0.2)
    assert opened == ["take-2.wav"], "the sound of a take is opened once"
    page.table.rows[2].theirs.chips[0].quote.click()
    assert heard[3] == heard[2]


def test_enter_leads_to_the_criterion_and_back(
    qtbot: QtBot, window: MainWindow, marked: AttemptFolder
) -> None:
    page = compare(qtbot, window, marked)
    press(page, Key.Key_Down)
    marking = window.pages.marking
    with qtbot.waitSignal(marking.opened):
        press(page, Key.Key_Return)
    assert window.pages.shows("marking")
    assert marking.checklist.current.entry.criterion.id == "following-example"
    marking.back_requested.emit()
    assert window.pages.shows("agreeing")
    press(page, Key.Key_Escape)
    assert window.pages.shows("attempts")


def test_the_line_about_others_keeps_clear_of_the_heading_beneath(
    qtbot: QtBot, window: MainWindow, marked: AttemptFolder
) -> None:
    window.open_attempt(marked)
    marking = window.pages.marking
    feature = next(one for one in marking.features if isinstance(one, OthersFeature))
    qtbot.waitUntil(feature.bar.isVisible)
    marking.checklist.go_to(0)
    heading = marking.checklist.findChildren(SectionHeader)[0].title

    def gap() -> int:
        foot = feature.bar.button.mapTo(marking, feature.bar.button.rect().bottomLeft()).y()
        return heading.mapTo(marking, heading.rect().topLeft()).y() - foot

    qtbot.waitUntil(lambda: gap() >= tokens.SPACE_24)


def test_the_marking_page_leads_here(
    qtbot: QtBot, window: MainWindow, marked: AttemptFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.open_attempt(marked)
    marking = window.pages.marking
    feature = next(one for one in marking.features if isinstance(one, OthersFeature))
    qtbot.waitUntil(feature.bar.isVisible)
    assert feature.bar.text.text() == "Dr Finch has marked this answer."
    comments = feature.comments
    assert comments.panel.header.remark.text() == "Dr Finch"
    assert [flag.comment.text for flag in comments.flags.flags] == ["A good moment to stop."]
    heard: list[Evidence] = []
    monkeypatch.setattr(marking.clips, "play", heard.append)
    comments.panel.buttons[0].click()
    comments.flags.flags[0].click()
    assert heard[0] == heard[1]
    assert heard[0].start == comments.flags.flags[0].comment.start
    marking.checklist.go_to(2)
    QTest.keyClick(marking.checklist.current, Key.Key_1)
    QTest.keyClick(marking.checklist.current, Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    page = window.pages.agreeing
    qtbot.waitUntil(lambda: page.answer is not None and marking.is_saved)
    qtbot.waitUntil(lambda: "2 of 5" in page.summary.title.text())
    press(page, Key.Key_Return)
    assert window.pages.shows("marking")
    assert marking.checklist.current.entry.criterion.id == ids(page)[0]


def test_the_attempts_lead_here(qtbot: QtBot, window: MainWindow, marked: AttemptFolder) -> None:
    attempts = window.pages.attempts
    window.keeper.refresh()
    qtbot.waitUntil(lambda: attempts.markers_button.isVisibleTo(attempts))
    window.show_page("attempts")
    QTest.keyClick(attempts.table, Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    page = window.pages.agreeing
    qtbot.waitUntil(lambda: page.answer is not None)
    assert page.names == ("You", "Dr Finch")
    assert page.answer is not None
    assert page.answer.folder.path == marked.path


def test_nobody_else(qtbot: QtBot, window: MainWindow, folder: AttemptFolder) -> None:
    mark(folder, make_transcript(), 2)
    page = compare(qtbot, window, folder)
    assert page.empty.isVisible()
    assert not page.summary.isVisible()
    press(page, Key.Key_Right)
    press(page, Key.Key_Escape)
    assert window.pages.shows("attempts")


def test_marks_that_came_are_read_before_one_has_marked(
    qtbot: QtBot, window: MainWindow, folder: AttemptFolder
) -> None:
    receive(folder, tutors_marks(folder))
    page = compare(qtbot, window, folder)
    assert page.names == ("You", "Dr Finch")
    assert page.summary.title.text() == "Nothing to compare yet"
    assert page.summary.remark.text().startswith("You have not marked this answer yet.")
    assert page.table.headings == ["Not marked by both"]
    assert page.table.rows[1].theirs.badge.word == "Met"


def test_on_an_answer_from_a_pack_one_is_the_tutor(
    qtbot: QtBot, window: MainWindow, marked: AttemptFolder, services: PlayedServices
) -> None:
    receipt = Receipt(
        key="a", candidate="Ann Other", content="", sound="flac", packed=NOW, arrived=NOW
    )
    save_receipt(marked, receipt)
    page = compare(qtbot, window, marked)
    qtbot.waitUntil(page.not_begun.isVisible)
    assert not page.summary.isVisible(), "how far they agree says something, too"
    press(page, Key.Key_Tab)
    QTest.keyClick(page.not_begun.button, Key.Key_Space)
    qtbot.waitUntil(page.summary.isVisible)
    assert page.names == ("Ann Other", "Dr Finch"), "neither of them is oneself"
    own = marked.newest_marking("tutor")
    assert own.is_blank
    assert own.was_uncovered, "what is marked now is not blind, and says so"
    page = compare(qtbot, window, marked)
    qtbot.waitUntil(page.summary.isVisible)
    marked.save_marking(tutors_marks(marked, "Dr Kay"))
    page = compare(qtbot, window, marked)
    qtbot.waitUntil(lambda: page.names[0] == "You")
    assert page.answer is not None
    assert page.answer.mine == "Dr Kay"


def test_marks_shown_before_one_has_begun_are_open_on_the_marking_page(
    qtbot: QtBot, window: MainWindow, services: PlayedServices, marked: AttemptFolder
) -> None:
    services.change_settings(marker_role="tutor", blind_first=True)
    window.open_attempt(marked)
    marking = window.pages.marking
    qtbot.waitUntil(lambda: marking.marking is not None and marking.marking.is_blind)
    page = compare(qtbot, window, marked)
    qtbot.waitUntil(page.not_begun.isVisible)
    page.not_begun.button.click()
    qtbot.waitUntil(page.summary.isVisible)
    assert marking.marking is not None
    assert not marking.marking.is_blind
    assert marking.marking.was_uncovered


def test_a_blind_tutor_is_shown_nothing(
    qtbot: QtBot, window: MainWindow, marked: AttemptFolder, services: PlayedServices
) -> None:
    services.change_settings(marker_role="tutor", marker_name="Dr Kay")
    blind = Marking(role="tutor", marker="Dr Kay", is_blind=True).with_overall(3)
    marked.save_marking(blind)
    page = compare(qtbot, window, marked)
    assert page.covered.isVisible()
    window.open_attempt(marked)
    marking = window.pages.marking
    qtbot.waitUntil(lambda: marking.marking is not None and marking.marking.is_blind)
    feature = next(one for one in marking.features if isinstance(one, OthersFeature))
    QTest.keyClick(marking.checklist.current, Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    assert window.pages.shows("marking")
    assert not feature.bar.isVisible()
    assert not feature.comments.panel.isVisible()
    assert feature.comments.flags.flags == []


def test_of_several_two_are_chosen(qtbot: QtBot, window: MainWindow, marked: AttemptFolder) -> None:
    receive(marked, tutors_marks(marked, "Sam Okoro").with_verdict("starr", Verdict.NOT_MET))
    page = compare(qtbot, window, marked)
    assert page.summary.they.isVisible()
    they = page.summary.they
    they.setCurrentIndex(they.findData("Sam Okoro"))
    assert page.names == ("You", "Sam Okoro")
    assert page.summary.title.text() == "Agreed on 3 of 5"
    you = page.summary.you
    you.setCurrentIndex(you.findData("Sam Okoro"))
    assert page.names[0] == "Sam Okoro"
    assert they.findData("Sam Okoro") == -1, "nobody is compared with themselves"
    assert page.table.headings[0].endswith("did not")


def test_several_answers_one_after_the_other(
    qtbot: QtBot,
    window: MainWindow,
    marked: AttemptFolder,
    services: PlayedServices,
    shipped_content: Content,
) -> None:
    other = make_attempt(services.library, question_id="why-medicine", content=shipped_content)
    page = compare(qtbot, window, marked, other)
    assert page.head.place.text() == "1 of 2"
    press(page, Key.Key_PageDown)
    qtbot.waitUntil(lambda: page.head.place.text() == "2 of 2")
    assert page.empty.isVisible()
    press(page, Key.Key_PageUp)
    qtbot.waitUntil(lambda: page.head.place.text() == "1 of 2")


def test_what_cannot_be_read_is_told(
    qtbot: QtBot, window: MainWindow, marked: AttemptFolder
) -> None:
    (marked.path / "attempt.json").write_text("{", encoding="utf-8")
    page = window.pages.agreeing
    journey(window).compare([marked], "attempts")
    qtbot.waitUntil(page.banner.isVisible)
    press(page, Key.Key_Escape)
    assert window.pages.shows("attempts")
