"""The marking page, read out: everything on it can be found and is named, in a sensible order."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from mockinterview.core.marking import Evidence, Verdict
from mockinterview.core.measures import Measure
from mockinterview.files.attempts import AttemptFolder
from mockinterview.ui.marking.page import MarkingPage
from tests.gui.marking.measuring import MEASURES
from tests.gui.marking.room import SilentServices, show
from tests.gui.marking_attempts import make_words
from tests.looks.describing import name_of
from tests.looks.reading import Thing, things

pytestmark = [
    pytest.mark.slow,
    pytest.mark.qt_log_ignore("does not support propagateSizeHints"),
]


@pytest.fixture
def told(
    qtbot: QtBot,
    page: MarkingPage,
    services: SilentServices,
    folder: AttemptFolder,
    monkeypatch: pytest.MonkeyPatch,
) -> list[Thing]:
    """What is read out of a page with a verdict, a citation and measures."""

    def measure(*_: object) -> tuple[Measure, ...]:
        return MEASURES

    monkeypatch.setattr(services, "measure", measure)
    words = make_words()[3:14]
    criterion = folder.load().rubric.criteria[0].id
    cited = Evidence(
        take=1,
        start=words[0].start,
        end=words[-1].end,
        words=" ".join(word.word for word in words),
    )
    folder.save_marking(
        folder.marking().with_verdict(criterion, Verdict.MET).with_evidence(criterion, cited)
    )
    page.resize(1440, 900)
    show(qtbot, page, folder)
    page.checklist.go_to(0)
    qtbot.waitUntil(lambda: any("words a minute" in thing.name for thing in things(page)))
    return things(page)


def place(told: list[Thing], words: str, role: str = "") -> int:
    """Where something with these words is first told."""
    found = [
        index
        for index, thing in enumerate(told)
        if words in f"{thing.name} {thing.value}" and role in thing.role
    ]
    assert found, f"{words!r} is not read out:\n" + "\n".join(map(str, told))
    return found[0]


def test_every_criterion_is_named_with_its_number(told: list[Thing], folder: AttemptFolder) -> None:
    places = [
        place(told, f"{number}. {criterion.text}")
        for number, criterion in enumerate(
            [one for one in folder.load().rubric.criteria if not one.is_pitfall], 1
        )
    ]
    assert places == sorted(places)


@pytest.mark.parametrize("verdict", ["1 Met", "2 Partly", "3 Not met", "4 Can't tell"])
def test_every_verdict_can_be_given_by_name(told: list[Thing], verdict: str) -> None:
    place(told, f"Verdict: {verdict}", "CheckBox")


def test_a_citation_tells_its_words_and_its_moment(told: list[Thing]) -> None:
    index = place(told, "Play the citation", "Button")
    assert "happy to lead" in told[index].name
    assert "at 0:0" in told[index].name


def test_the_words_can_be_read(told: list[Thing]) -> None:
    assert "happy to lead or to follow" in told[place(told, "So I'd say", "Text")].value


def test_structure_measures_and_the_judgement_are_told(told: list[Thing]) -> None:
    for words in ("Structure", "words a minute", "Overall: Not yet", "Next time", "Model answer"):
        place(told, words)


def test_the_answer_comes_before_the_criteria_and_these_before_the_judgement(
    told: list[Thing],
) -> None:
    order = [
        place(told, "Are you a leader or a follower?"),
        place(told, "Transcript"),
        place(told, "1. "),
        place(told, "Overall: Not yet"),
        place(told, "Model answer"),
    ]
    assert order == sorted(order)


def test_nothing_is_told_by_the_name_of_its_class(told: list[Thing]) -> None:
    assert [
        thing for thing in told if thing.name.startswith(("Q", "_")) and "." in thing.name
    ] == []
    assert all(thing.name for thing in told if "Button" in thing.role)


def test_tab_goes_through_a_criterion_as_it_is_read(
    qtbot: QtBot, page: MarkingPage, told: list[Thing]
) -> None:
    came_to = []
    for _ in range(60):
        focused = QApplication.focusWidget()
        assert focused is not None
        came_to.append(name_of(focused))
        QTest.keyClick(focused, Qt.Key.Key_Tab)

    def at(words: str) -> int:
        return next(index for index, name in enumerate(came_to) if words in name)

    order = ["Play the citation", "Cite selection", "Note on", "Overall: Not yet", "Next time"]
    assert [at(words) for words in order] == sorted(at(words) for words in order)
    assert at("Next time") < at("Model answer") < at("Back (Alt+Left)") < at("'Play'")
    assert at("'Play'") < at("Show all")
