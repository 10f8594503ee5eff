"""The Progress page over real folders: read, charted, told as tables, led on from."""

from __future__ import annotations

import json
import threading
from collections.abc import Sequence

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea

from mockinterview.core.content import Question
from mockinterview.core.next_time import Happened
from mockinterview.errors import LibraryError
from mockinterview.files.next_time import NEXT_TIME_FILE
from mockinterview.progress_overview import OnProgress, Overview, OverviewReader
from mockinterview.ui.progress.page import ProgressPage
from tests.gui.room import Room
from tests.practised_library import practise, weeks_of_practice

Key = Qt.Key


def open_page(room: Room) -> ProgressPage:
    """Go there and wait until the library was read."""
    room.window.show_page("progress")
    page = room.window.pages.progress
    room.wait(lambda: page.overview is not None)
    return page


@pytest.mark.slow
def test_an_empty_library_offers_a_question_and_the_sample(room: Room) -> None:
    page = open_page(room)
    assert page.empty.isVisible()
    assert page.focusProxy() is page.empty.button
    room.press(Key.Key_Return)
    assert room.window.pages.shows("practise")


@pytest.mark.slow
def test_weeks_of_practice_are_charted_and_told(room: Room) -> None:
    weeks_of_practice(room.services.library, room.services.content, tutor="Dr Finch")
    page = open_page(room)
    assert page.summary.text().startswith("10 answers, all of them marked, since 5 Oct 2026.")
    assert (
        page.themes.sentence.text() == "4 of the 7 themes that Imperial names have been answered."
    )
    chart = page.theme_chart.chart
    plot = page.theme_chart.plot
    assert chart is not None
    assert plot is not None
    assert chart.name.endswith("Teamwork and leadership")
    assert [height for _, height in plot.drawn] == [point.level for point in chart.points]
    assert plot.accessibleDescription() == chart.sentence
    assert page.tutor.isVisible()
    assert "Cohen's kappa" in page.tutor.figures.text().replace("’", "'")


@pytest.mark.slow
def test_t_tells_the_charts_as_tables_and_back(room: Room) -> None:
    weeks_of_practice(room.services.library, room.services.content)
    page = open_page(room)
    room.press(Key.Key_T)
    table = page.criterion_chart.table
    chart = page.criterion_chart.chart
    assert chart is not None
    assert table.isVisible()
    cells = [table.item(row, 1) for row in range(table.rowCount())]
    assert [cell.text() for cell in cells if cell] == [point.words for point in chart.points]
    assert page.criterion_chart.plot is None or not page.criterion_chart.plot.isVisible()
    room.press(Key.Key_T)
    assert not table.isVisible()
    assert page.criterion_chart.plot is not None
    assert page.criterion_chart.plot.isVisible()


@pytest.mark.slow
def test_enter_begins_with_what_comes_next(room: Room) -> None:
    weeks_of_practice(room.services.library, room.services.content)
    page = open_page(room)
    wanted = page.next.lines[0].question_id
    room.window.pages.practise.search.setText("resilience")
    room.press(Key.Key_Return)
    room.wait(lambda: room.window.pages.shows("interview"))
    room.wait(lambda: room.page.session is not None)
    assert room.session.attempt.question.id == wanted


@pytest.mark.slow
def test_a_person_says_whether_a_sentence_happened(room: Room) -> None:
    folders = weeks_of_practice(room.services.library, room.services.content)
    page = open_page(room)
    line = page.sentences.lines[0]
    name = line.intention.attempt
    path = next(folder.path for folder in folders if folder.id == name) / NEXT_TIME_FILE
    line.happened.buttons[1].click()

    def is_told() -> bool:
        known = page.overview.intentions if page.overview else ()
        return any(one.attempt == name and one.happened is Happened.PARTLY for one in known)

    room.wait(is_told)
    kept = json.loads(path.read_text(encoding="utf-8"))
    assert (kept["happened"], kept["later_attempt"]) == ("partly", line.intention.later_attempt)
    assert "partly 1" in page.sentences.remark.text()


@pytest.mark.slow
def test_what_cannot_be_kept_is_told_and_taken_back(room: Room) -> None:
    weeks_of_practice(room.services.library, room.services.content)
    page = open_page(room)
    line = page.sentences.lines[0]
    (room.services.library.folder / line.intention.attempt / NEXT_TIME_FILE).mkdir()
    line.happened.buttons[0].click()
    room.wait(page.banner.isVisible)
    assert page.sentences.lines[0].happened.value is None


@pytest.mark.slow
def test_an_answer_without_marks_and_one_that_cannot_be_read(room: Room) -> None:
    library = room.services.library
    practise(library, room.services.content, "leader-or-follower", 3)
    damaged = library.folder / "2026-10-09-101500-duties-of-a-doctor"
    damaged.mkdir()
    (damaged / "attempt.json").write_text("{", encoding="utf-8")
    page = open_page(room)
    assert page.banner.message.text() == "1 attempt cannot be read and is left out here."
    assert page.theme_chart.sentence.text().startswith("Mark an answer")
    assert page.theme_chart.plot is None
    assert not page.tutor.isVisible()


@pytest.mark.slow
def test_a_screenful_is_a_key_away_and_tab_brings_all_into_sight(room: Room) -> None:
    weeks_of_practice(room.services.library, room.services.content)
    page = open_page(room)
    room.window.resize(1100, 700)
    area = page.findChild(QScrollArea)
    assert area is not None
    bar = area.verticalScrollBar()
    room.wait(lambda: bar.maximum() > 0)
    room.press(Key.Key_PageDown)
    assert bar.value() > 0
    room.press(Key.Key_Home)
    assert bar.value() == 0
    for _ in range(3):
        room.press(Key.Key_Tab)
    focused = room.window.focusWidget()
    assert focused is not None
    assert page.isAncestorOf(focused)
    assert not focused.visibleRegion().isEmpty()


@pytest.mark.slow
def test_a_long_reading_tells_how_far_it_is(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    library = room.services.library
    practise(library, room.services.content, "leader-or-follower", 3)
    go_on = threading.Event()
    read = OverviewReader.read

    def slowly(reader: OverviewReader, questions: Sequence[Question], tell: OnProgress) -> Overview:
        while not go_on.wait(0.05):
            tell(230, 1000)
        return read(reader, questions, tell)

    monkeypatch.setattr(OverviewReader, "read", slowly)
    room.window.show_page("progress")
    page = room.window.pages.progress
    try:
        room.wait(page.bar.isVisible)
        assert page.working.text() == "Reading your answers: 230 of 1000 …"
        assert (page.bar.value(), page.bar.maximum()) == (230, 1000)
    finally:
        go_on.set()
    room.wait(lambda: page.overview is not None)
    assert not page.bar.isVisible()


@pytest.mark.slow
def test_a_library_that_cannot_be_read_is_told_and_tried_again(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> Overview:
        raise LibraryError("The library cannot be read.", "Is its disk there?")

    with monkeypatch.context() as without_disk:
        without_disk.setattr(OverviewReader, "read", refuse)
        room.window.show_page("progress")
        page = room.window.pages.progress
        room.wait(page.banner.isVisible)
    assert page.banner.message.text() == "The library cannot be read."
    page.banner.action_button.click()
    room.wait(lambda: page.overview is not None)
    assert page.empty.isVisible()
    assert page.banner.isHidden()
