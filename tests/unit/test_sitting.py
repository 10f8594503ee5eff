"""Sittings: what is chosen, how long it takes, what is written down, and how it is taken up."""

from __future__ import annotations

import datetime as dt
import random
from pathlib import Path

import pytest

from mockinterview import paths
from mockinterview.core.content import Format
from mockinterview.core.sitting import (
    CHANGEOVER_SECONDS,
    IMPERIAL_FOUR,
    LISTENING_SECONDS,
    Changeover,
    Sitting,
    SittingState,
    imperial_four,
    practice_question,
    random_by_theme,
    seconds_of,
)
from mockinterview.errors import UsageError
from mockinterview.files import atomic
from mockinterview.files.attempts import Library
from mockinterview.files.collection import Content
from mockinterview.files.content import load_content
from mockinterview.files.sittings import Sittings
from tests.unit.test_interview import HandClock, make_format

MOMENT = dt.datetime(2026, 11, 24, 19, 40, 12, tzinfo=dt.UTC)


@pytest.fixture(scope="module")
def content() -> Content:
    return load_content([paths.content_folder()])


@pytest.fixture
def store(tmp_path: Path) -> Sittings:
    return Sittings(Library(tmp_path / "library", now=lambda: MOMENT))


def make(store: Sittings, content: Content, rules: Format | None = None) -> Sitting:
    questions = imperial_four(list(content.questions))
    return store.create("The Imperial four", rules or make_format(), questions)


def test_the_imperial_four_are_those_that_guides_report(content: Content) -> None:
    chosen = imperial_four(list(content.questions))
    assert tuple(question.id for _, question in chosen) == IMPERIAL_FOUR
    assert {bank.bank for bank, _ in chosen} == {"imperial-asynchronous"}


@pytest.mark.parametrize("seed", range(5))
def test_chance_takes_every_theme_before_a_second_of_any(content: Content, seed: int) -> None:
    questions = list(content.questions)
    themes = {question.theme for _, question in questions}
    chosen = random_by_theme(questions, len(themes), random.Random(seed))
    assert {question.theme for _, question in chosen} == themes
    everything = random_by_theme(questions, 1000, random.Random(seed))
    assert sorted(q.id for _, q in everything) == sorted(q.id for _, q in questions)


def test_chance_differs(content: Content) -> None:
    questions = list(content.questions)
    drawn = {
        tuple(q.id for _, q in random_by_theme(questions, 4, random.Random(seed)))
        for seed in range(20)
    }
    assert len(drawn) > 10


def test_the_practice_question_is_not_one_of_the_sitting(content: Content) -> None:
    questions = list(content.questions)
    chosen = imperial_four(questions)
    practice = practice_question(questions, chosen)
    assert practice is not None
    assert practice[1].id not in IMPERIAL_FOUR
    assert practice[0].bank != "imperial-asynchronous", "the others are kept for real use"
    assert practice_question(questions, questions) is None


def test_the_length_of_a_sitting() -> None:
    four = seconds_of(make_format(), 4)
    assert four == 4 * (LISTENING_SECONDS + 360) + 3 * CHANGEOVER_SECONDS
    with_breaks = make_format(
        preparation_seconds=0, answer_seconds=240, break_seconds=60, clock_includes_prompt=True
    )
    assert seconds_of(with_breaks, 6) == 6 * 240 + 5 * 60
    assert seconds_of(make_format(answer_seconds=None), 4) is None


def test_a_sitting_is_written_and_read_back(store: Sittings, content: Content) -> None:
    sitting = make(store, content)
    assert sitting.id == "2026-11-24-194012"
    assert store.load(sitting.id) == sitting
    again = make(store, content)
    assert again.id == "2026-11-24-194012-2"
    assert [one.id for one in store.listing()] == [again.id, sitting.id]
    (store.folder / "broken.json").write_text("{", encoding="utf-8")
    assert len(store.listing()) == 2
    with pytest.raises(UsageError, match="no sitting"):
        store.load("../settings")


def test_two_programs_that_begin_in_one_second_do_not_share_a_sitting(
    store: Sittings, content: Content, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = atomic.write_text
    others: list[str] = []

    def begin_meanwhile(path: Path, text: str) -> None:
        if not others:
            others.append("begun")
            others.append(
                make(Sittings(Library(store.folder.parent, now=lambda: MOMENT)), content).id
            )
        write(path, text)

    monkeypatch.setattr(atomic, "write_text", begin_meanwhile)
    mine = make(store, content)
    assert mine.id not in others
    assert {one.id for one in store.listing()} == {mine.id, others[1]}


def test_it_is_finished_when_all_are_answered(store: Sittings, content: Content) -> None:
    sitting = make(store, content)
    for place in range(4):
        assert sitting.next_place == place
        assert sitting.state is SittingState.OPEN
        sitting = sitting.with_entry(place, attempt=f"attempt-{place}", is_answered=True)
    assert sitting.next_place is None
    assert sitting.state is SittingState.FINISHED
    assert not sitting.can_go_on
    assert sitting.with_state(SittingState.LEFT).state is SittingState.FINISHED


def test_what_was_left_can_be_gone_on_with_where_the_format_allows(
    store: Sittings, content: Content
) -> None:
    left = make(store, content).with_entry(0, attempt="a", is_answered=True)
    assert left.with_state(SittingState.LEFT).can_go_on
    strict = make(store, content, make_format(resumable=False))
    assert strict.can_go_on, "nothing was answered yet"
    assert not strict.with_entry(0, attempt="a", is_answered=True).can_go_on


def test_the_time_between_questions_runs_out() -> None:
    clock = HandClock()
    changeover = Changeover(60, clock)
    clock.now += 45
    assert changeover.seconds_left == 15
    clock.now += 45
    assert changeover.seconds_left == 0
