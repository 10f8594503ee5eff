"""The citations of a criterion are heard one after another, across takes, until somebody stops."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from mockinterview.core.marking import Evidence, Marking
from mockinterview.files.attempts import AttemptFolder, Library
from mockinterview.files.content import Content
from mockinterview.ui.marking.page import MarkingPage
from tests.fakes import FakeSound
from tests.gui.marking.room import PROMPT_MILLISECONDS, Key, press, show
from tests.gui.marking_attempts import RATE_HZ, make_attempt

pytestmark = [pytest.mark.qt_log_ignore("does not support propagateSizeHints"), pytest.mark.slow]

FIRST = Evidence(take=1, start=0.5, end=1.5)
SECOND = Evidence(take=1, start=4.0, end=5.0)
ELSEWHERE = Evidence(take=2, start=2.0, end=3.0)


@pytest.fixture
def began(page: MarkingPage) -> list[Evidence]:
    """The clips of a row, in the order in which they began."""
    heard: list[Evidence] = []
    page.clips.began.connect(lambda cited: heard.append(cited.evidence))
    return heard


@pytest.fixture(autouse=True)
def _loudspeaker(sound: FakeSound, page: MarkingPage) -> Iterator[None]:
    """It asks for sound all the time, faster than real time."""

    def ask() -> None:
        for stream in sound.streams:
            if stream.active:
                stream.ask(RATE_HZ // 20)

    timer = QTimer()
    timer.timeout.connect(ask)
    timer.start(10)
    yield
    timer.stop()


@pytest.fixture
def cited(library: Library, shipped_content: Content) -> Callable[..., AttemptFolder]:
    """An attempt of two takes in which these are cited for the first criterion."""

    def make(*evidence: Evidence) -> AttemptFolder:
        folder = make_attempt(library, takes=2, content=shipped_content)
        marking = Marking()
        for item in evidence:
            marking = marking.with_evidence("both", item)
        folder.save_marking(marking)
        return folder

    return make


def chosen(page: MarkingPage) -> list[bool]:
    return [chip.quote.is_chosen for chip in page.checklist.rows[0].chips]


@pytest.mark.slow
def test_all_clips_are_heard_in_order_and_the_highlight_goes_with_them(
    qtbot: QtBot,
    page: MarkingPage,
    cited: Callable[..., AttemptFolder],
    began: list[Evidence],
) -> None:
    show(qtbot, page, cited(FIRST, SECOND), 1)
    press(qtbot, Key.Key_P)
    assert chosen(page) == [True, False]
    qtbot.waitUntil(lambda: page.clips.heard == FIRST)
    qtbot.waitUntil(lambda: began == [FIRST, SECOND])
    assert chosen(page) == [False, True]
    qtbot.waitUntil(lambda: page.clips.heard == SECOND)
    qtbot.waitUntil(lambda: page.clips.heard is None)
    assert not page.clips.is_in_row
    assert page.answer.playback.position == pytest.approx(SECOND.end, abs=0.3)


@pytest.mark.slow
def test_a_clip_of_another_take_is_heard_in_its_place(
    qtbot: QtBot,
    page: MarkingPage,
    cited: Callable[..., AttemptFolder],
    began: list[Evidence],
) -> None:
    show(qtbot, page, cited(FIRST, ELSEWHERE), 1)
    press(qtbot, Key.Key_P)
    qtbot.waitUntil(lambda: began == [FIRST, ELSEWHERE])
    qtbot.waitUntil(lambda: page.answer.take_number == 2)
    qtbot.waitUntil(lambda: page.clips.heard == ELSEWHERE)
    qtbot.waitUntil(lambda: page.clips.heard is None)
    assert chosen(page) == [False, True]


@pytest.mark.parametrize("key", [Key.Key_Space, Key.Key_P])
def test_space_and_p_stop_the_row(
    qtbot: QtBot,
    page: MarkingPage,
    cited: Callable[..., AttemptFolder],
    began: list[Evidence],
    key: Key,
) -> None:
    show(qtbot, page, cited(FIRST, SECOND), 1)
    press(qtbot, Key.Key_P)
    qtbot.waitUntil(lambda: page.clips.heard == FIRST)
    press(qtbot, key)
    qtbot.waitUntil(lambda: not page.answer.playback.is_playing, timeout=PROMPT_MILLISECONDS)
    qtbot.wait(400)
    assert began == [FIRST]
    assert not page.answer.playback.is_playing


def test_space_between_two_clips_ends_the_row_and_plays_nothing(
    qtbot: QtBot,
    page: MarkingPage,
    cited: Callable[..., AttemptFolder],
    began: list[Evidence],
) -> None:
    show(qtbot, page, cited(FIRST, SECOND), 1)
    press(qtbot, Key.Key_P)
    qtbot.waitUntil(lambda: page.clips.heard == FIRST)
    qtbot.waitUntil(lambda: page.clips.is_in_row and not page.answer.playback.is_playing)
    press(qtbot, Key.Key_Space)
    qtbot.wait(400)
    assert began == [FIRST]
    assert not page.answer.playback.is_playing


def test_a_chip_that_is_heard_falls_silent_at_a_click(
    qtbot: QtBot, page: MarkingPage, cited: Callable[..., AttemptFolder]
) -> None:
    show(qtbot, page, cited(Evidence(take=1, start=0.5, end=20.0)), 1)
    (chip,) = page.checklist.current.chips
    chip.quote.click()
    qtbot.waitUntil(lambda: page.clips.heard is not None)
    assert chip.quote.accessibleName().startswith("Pause the citation")
    chip.quote.click()
    qtbot.waitUntil(lambda: not page.answer.playback.is_playing, timeout=PROMPT_MILLISECONDS)
    assert chip.quote.accessibleName().startswith("Play the citation")


def test_without_citations_p_says_so(
    qtbot: QtBot, page: MarkingPage, cited: Callable[..., AttemptFolder]
) -> None:
    show(qtbot, page, cited())
    press(qtbot, Key.Key_P)
    assert page.header.status.text() == "Nothing is cited for criterion 1 yet."
