"""How fast the marking page is: opening, following, typing, ticking, an hour of transcript.

    python -m pytest benchmarks/marking_speed.py -n0 [--benchmark-json FILE]

A window is not needed: Qt draws off the screen, and what it draws costs the same. The attempt is
five minutes long and marked, with four citations; the long one is an hour.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from itertools import cycle
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytest_benchmark.fixture import BenchmarkFixture
from pytestqt.qtbot import QtBot
from tests.gui.marking.room import SilentServices
from tests.gui.marking_attempts import ANSWER, make_attempt, make_transcript

from mockinterview import paths
from mockinterview.core.marking import Evidence, Verdict
from mockinterview.files.attempts import AttemptFolder, Library
from mockinterview.files.content import load_content
from mockinterview.ui.marking.page import MarkingPage
from mockinterview.ui.tasks import Tasks
from mockinterview.ui.theme import Theme

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")

FIVE_MINUTES, ONE_HOUR = 7, 82
"""How often the made-up answer of 44 s is said."""
FRAMES_A_SECOND = 30
OPENING_SECONDS = 0.3
SHARE_OF_A_CORE = 0.1
REACTION_SECONDS = 0.03
Open = Callable[[int], MarkingPage]


@pytest.fixture
def open_page(qtbot: QtBot, tmp_path: Path) -> Iterator[Open]:
    """Opens a marked attempt in which the answer is said so often."""
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    content = load_content([paths.content_folder()])
    services = SilentServices(tmp_path, content)
    page = MarkingPage(services, Theme(application), Tasks(services.work))
    page.resize(1440, 900)
    page.show()
    qtbot.addWidget(page)

    def open_attempt(times: int) -> MarkingPage:
        text = " ".join([ANSWER] * times)
        folder = make_attempt(Library(tmp_path / "library"), text=text, content=content)
        mark(folder, text)
        open_and_paint(qtbot, page, folder)
        qtbot.waitUntil(lambda: bool(page.answer.waveform.peaks), timeout=60_000)
        return page

    yield open_attempt
    services.fake_speech.may_end.set()
    page.close_down()
    services.close()


def mark(folder: AttemptFolder, text: str) -> None:
    """Verdicts on everything, and four citations."""
    words = tuple(make_transcript(text).words)
    marking = folder.marking()
    for number, criterion in enumerate(folder.load().rubric.criteria):
        marking = marking.with_verdict(criterion.id, list(Verdict)[number % 3])
        if number < 4:
            first, last = words[20 * number], words[20 * number + 9]
            marking = marking.with_evidence(
                criterion.id, Evidence(take=1, start=first.start, end=last.end, words="as said")
            )
    folder.save_marking(marking)


def open_and_paint(qtbot: QtBot, page: MarkingPage, folder: AttemptFolder) -> None:
    """As a person waits for it: until it is shown and drawn."""
    with qtbot.waitSignal(page.opened, timeout=60_000):
        page.open_attempt(folder, transcribe=False)
    page.grab()


def follow_a_second(page: MarkingPage, start: float) -> None:
    """The place of the sound moves as often as it does while it plays, and is drawn."""
    for frame in range(FRAMES_A_SECOND):
        page.answer._move(start + frame / FRAMES_A_SECOND)  # noqa: SLF001  (as playback does)
        QApplication.processEvents()


def measure(benchmark: BenchmarkFixture, act: Callable[[], object], rounds: int) -> None:
    """Act so often, after a few times that are not counted."""
    benchmark.pedantic(act, rounds=rounds, warmup_rounds=2)  # type: ignore[no-untyped-call]


def median(benchmark: BenchmarkFixture) -> float:
    """The middle of the rounds, in seconds."""
    assert benchmark.stats is not None
    seconds: float = benchmark.stats.stats.median
    return seconds


def test_opening_a_marked_attempt(
    benchmark: BenchmarkFixture, qtbot: QtBot, open_page: Open
) -> None:
    first = open_page(FIVE_MINUTES).folder
    page = open_page(FIVE_MINUTES)
    second = page.folder
    assert first is not None
    assert second is not None
    others = cycle([first, second])  # the one on the page is not read anew
    measure(benchmark, lambda: open_and_paint(qtbot, page, next(others)), rounds=20)
    assert median(benchmark) < OPENING_SECONDS


@pytest.mark.parametrize("times", [FIVE_MINUTES, ONE_HOUR], ids=["5 minutes", "1 hour"])
def test_following_the_spoken_word(
    benchmark: BenchmarkFixture, open_page: Open, times: int
) -> None:
    page = open_page(times)
    starts = iter(range(5, 10_000))
    measure(benchmark, lambda: follow_a_second(page, next(starts)), rounds=20)
    assert median(benchmark) < SHARE_OF_A_CORE


@pytest.mark.parametrize("times", [FIVE_MINUTES, ONE_HOUR], ids=["5 minutes", "1 hour"])
@pytest.mark.parametrize("action", ["tick", "type", "select", "scroll", "cite"])
def test_reacting(benchmark: BenchmarkFixture, open_page: Open, times: int, action: str) -> None:
    page = open_page(times)
    act = ACTIONS[action](page)

    def react() -> None:
        act()
        QApplication.processEvents()

    measure(benchmark, react, rounds=40)
    assert median(benchmark) < REACTION_SECONDS


def ticking(page: MarkingPage) -> Callable[[], object]:
    page.checklist.go_to(1)
    verdicts = iter([Verdict.MET, Verdict.PARTLY] * 100)

    def tick() -> None:
        page.checklist.go_to(1)
        page.marker.mark_and_move_on(next(verdicts))

    return tick


def typing(page: MarkingPage) -> Callable[[], object]:
    page.checklist.go_to(1)
    page.checklist.current.note.setFocus()
    return lambda: QTest.keyClick(page.checklist.current.note, Qt.Key.Key_A)


def selecting(page: MarkingPage) -> Callable[[], object]:
    view = page.answer.transcript.view
    view.choose(40, 44)
    return lambda: page.answer.extend_choice(1)


def scrolling(page: MarkingPage) -> Callable[[], object]:
    bar = page.answer.transcript.view.verticalScrollBar()
    steps = iter(range(0, 100_000, 60))
    return lambda: bar.setValue(next(steps) % max(1, bar.maximum()))


def citing(page: MarkingPage) -> Callable[[], object]:
    page.checklist.go_to(1)
    view = page.answer.transcript.view
    firsts = iter(range(60, 10_000, 3))

    def cite() -> None:
        first = next(firsts)
        view.choose(first, first + 2)
        page.marker.cite_for_current()

    return cite


ACTIONS: dict[str, Callable[[MarkingPage], Callable[[], object]]] = {
    "tick": ticking,
    "type": typing,
    "select": selecting,
    "scroll": scrolling,
    "cite": citing,
}
