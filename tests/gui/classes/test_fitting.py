"""The page of a class where there is little: one answer, long names, schemes with long titles."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot
from tools.screenshots.classes import NAMES, NOW, varied

from mockinterview.core.content import Rubric
from mockinterview.files.content import Content
from mockinterview.pack.received import Receipt, save_receipt
from mockinterview.ui import tokens
from mockinterview.ui.classes.model import CANDIDATE, OTHER_SCHEME
from mockinterview.ui.classes.page import ClassesPage
from mockinterview.ui.window import MainWindow
from tests.gui.classes.test_classes import open_class
from tests.gui.conftest import PlayedServices
from tests.gui.marking_attempts import make_attempt

pytestmark = pytest.mark.slow

LEADING = "leading-a-team"


def sent(
    services: PlayedServices, content: Content, name: str, question: str, wording: str = ""
) -> None:
    """An answer that came in a pack and is marked; `wording` is that of its first criterion."""
    folder = make_attempt(services.library, question_id=question, text=None, content=content)

    def reworded(rubric: Rubric) -> Rubric:
        first, *others = rubric.criteria
        first = first.model_copy(update={"text": wording or first.text})
        return rubric.model_copy(update={"criteria": (first, *others)})

    folder.change(lambda attempt: attempt.model_copy(update={"rubric": reworded(attempt.rubric)}))
    receipt = Receipt(key=name, candidate=name, content="", sound="flac", packed=NOW, arrived=NOW)
    save_receipt(folder, receipt)
    folder.save_marking(varied(folder, 1, "Dr Finch"))


@pytest.fixture
def one(
    qtbot: QtBot, window: MainWindow, services: PlayedServices, shipped_content: Content
) -> ClassesPage:
    """One candidate with a long name has sent one answer."""
    sent(services, shipped_content, NAMES[-1], LEADING)
    return open_class(qtbot, window)


@pytest.mark.parametrize("height", [tokens.WINDOW_HEIGHT, 1080])
def test_the_only_row_is_whole_above_the_scroll_bar(
    qtbot: QtBot, one: ClassesPage, height: int
) -> None:
    one.window().resize(tokens.WINDOW_WIDTH, height)
    table = one.table
    table.setFixedWidth(500)
    qtbot.waitUntil(lambda: table.horizontalScrollBar().isVisible())
    cell = one.model.index(0, CANDIDATE)
    qtbot.waitUntil(lambda: table.viewport().height() >= table.visualRect(cell).bottom())
    assert not table.verticalScrollBar().isVisible()


def test_the_last_heading_is_whole_beside_a_long_name(qtbot: QtBot, one: ClassesPage) -> None:
    one.window().resize(tokens.WINDOW_WIDTH, tokens.WINDOW_HEIGHT)
    header, last = one.table.horizontalHeader(), one.model.columnCount() - 1
    qtbot.waitUntil(lambda: header.length() <= one.table.viewport().width())
    qtbot.waitUntil(lambda: header.sectionSize(last) >= header.sectionSizeHint(last))


def test_a_name_is_told_with_what_was_asked(one: ClassesPage) -> None:
    one.table.setCurrentIndex(one.model.index(0, CANDIDATE))
    prompt = one.model.rows[0].submission.attempt.question.prompt
    assert one.told.text() == f"{NAMES[-1]}. {prompt}"


def test_a_name_tells_what_its_star_means(
    qtbot: QtBot, window: MainWindow, services: PlayedServices, shipped_content: Content
) -> None:
    sent(services, shipped_content, "Ann", LEADING)
    sent(services, shipped_content, "Ben", LEADING, "Says what happened")
    page = open_class(qtbot, window)
    starred = [row.has_other_scheme for row in page.model.rows]
    assert any(starred)
    told = page.model.told(page.model.index(starred.index(True), CANDIDATE))
    assert told.endswith(f"? {OTHER_SCHEME}")


def test_titles_of_schemes_are_whole_where_there_is_room(
    qtbot: QtBot, window: MainWindow, services: PlayedServices, shipped_content: Content
) -> None:
    window.resize(1920, 1080)
    sent(services, shipped_content, "Ann", LEADING)
    sent(services, shipped_content, "Ben", "why-medicine")
    page = open_class(qtbot, window)
    qtbot.waitUntil(page.scheme.isVisible)
    for choice in (page.scheme, page.marker):
        widest = max(
            choice.fontMetrics().horizontalAdvance(choice.itemText(one))
            for one in range(choice.count())
        )
        room = choice.width() - tokens.SPACE_12 - tokens.SPACE_32 - tokens.SPACE_4
        assert widest <= room
