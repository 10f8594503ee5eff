"""A sitting: several questions in a row under one format, and what it stands at."""

from __future__ import annotations

import random
from collections.abc import Sequence
from enum import StrEnum
from typing import Final, Literal

from pydantic import Field

from mockinterview.core.content import Bank, Format, Question
from mockinterview.core.interview import Clock
from mockinterview.core.model import Model, Moment

IMPERIAL_BANK: Final = "imperial-asynchronous"
IMPERIAL_FOUR: Final = (
    "duties-of-a-doctor",
    "why-imperial",
    "leader-or-follower",
    "define-resilience",
)
"""The questions that an applicants' guide reports for 2022-23 entry."""
LISTENING_SECONDS: Final = 10.0
"""About how long a spoken question takes, for telling the length of a sitting beforehand."""
CHANGEOVER_SECONDS: Final = 10.0
"""What stands between two questions where the format has no break; our own choice."""


class SittingState(StrEnum):
    """How a sitting stands."""

    OPEN = "open"
    LEFT = "left"
    FINISHED = "finished"
    GIVEN_UP = "given up"


class SittingEntry(Model):
    """One question of a sitting; `attempt` is the id of its attempt once it was put."""

    bank: str
    question: str
    prompt: str
    attempt: str = ""
    is_answered: bool = False


class Sitting(Model):
    """What a sitting's file holds. `format` is a copy with the extra time of that day applied.

    `is_practised` tells that the unrecorded practice question was offered and passed.
    """

    version: Literal[1] = 1
    id: str
    created: Moment
    title: str
    format: Format
    entries: tuple[SittingEntry, ...] = Field(min_length=1)
    state: SittingState = SittingState.OPEN
    is_practised: bool = False

    @property
    def next_place(self) -> int | None:
        """The index of the first question that is not answered; None when all are."""
        return next((i for i, entry in enumerate(self.entries) if not entry.is_answered), None)

    @property
    def answered(self) -> int:
        """How many questions are answered."""
        return sum(entry.is_answered for entry in self.entries)

    @property
    def can_go_on(self) -> bool:
        """Whether it was left (or cut off) and its format lets it be taken up again."""
        is_over = self.state in {SittingState.FINISHED, SittingState.GIVEN_UP}
        is_over = is_over or self.next_place is None
        return not is_over and (self.format.resumable or self.answered == 0)

    def comes_next(self, attempt: str) -> bool:
        """Whether going on with the sitting goes on with this attempt."""
        place = self.next_place if self.can_go_on else None
        return place is not None and self.entries[place].attempt == attempt

    def lets_go_on(self, attempt: str) -> bool:
        """Whether this attempt of the sitting may be gone on with, in it or by itself."""
        is_open = any(entry.attempt == attempt and not entry.is_answered for entry in self.entries)
        return self.format.resumable or self.can_go_on or not is_open

    def with_entry(self, place: int, **changes: object) -> Sitting:
        """The same sitting with one entry changed; finished once all are answered."""
        entries = list(self.entries)
        entries[place] = entries[place].model_copy(update=changes)
        state = self.state
        if all(entry.is_answered for entry in entries):
            state = SittingState.FINISHED
        return self.model_copy(update={"entries": tuple(entries), "state": state})

    def with_state(self, state: SittingState) -> Sitting:
        """The same sitting in another state; a finished one stays finished."""
        if self.state is SittingState.FINISHED:
            return self
        return self.model_copy(update={"state": state})


Chosen = tuple[Bank, Question]


def imperial_four(questions: Sequence[Chosen]) -> list[Chosen]:
    """Those of the four questions that there are, in their order."""
    known = {
        question.id: (bank, question) for bank, question in questions if bank.bank == IMPERIAL_BANK
    }
    return [known[name] for name in IMPERIAL_FOUR if name in known]


def random_by_theme(
    questions: Sequence[Chosen], number: int, chance: random.Random
) -> list[Chosen]:
    """`number` questions in random order from as many themes as there are; none twice."""
    by_theme: dict[str, list[Chosen]] = {}
    for entry in questions:
        by_theme.setdefault(entry[1].theme, []).append(entry)
    for entries in by_theme.values():
        chance.shuffle(entries)
    themes = list(by_theme)
    chance.shuffle(themes)
    chosen: list[Chosen] = []
    while len(chosen) < number and any(by_theme.values()):
        chosen.extend(by_theme[theme].pop() for theme in themes if by_theme[theme])
    return chosen[:number]


def practice_question(questions: Sequence[Chosen], chosen: Sequence[Chosen]) -> Chosen | None:
    """A question to try out the format with that the sitting does not use; None without one."""
    used = {question.id for _, question in chosen}
    banks = {bank.bank for bank, _ in chosen}
    others = [entry for entry in questions if entry[1].id not in used]
    elsewhere = [entry for entry in others if entry[0].bank not in banks]
    return next(iter(elsewhere or others), None)


def seconds_of(rules: Format, number: int) -> float | None:
    """About how long a sitting of `number` questions lasts at most; None without a limit."""
    if rules.preparation_seconds is None or rules.answer_seconds is None:
        return None
    listening = 0.0 if rules.clock_includes_prompt else LISTENING_SECONDS
    each = listening + rules.preparation_seconds + rules.answer_seconds
    return number * each + (number - 1) * between_seconds(rules)


def between_seconds(rules: Format) -> float:
    """The time between two questions."""
    return rules.break_seconds or CHANGEOVER_SECONDS


class Changeover:
    """The time between two questions, running out on the clock that is handed in."""

    def __init__(self, seconds: float, clock: Clock) -> None:
        self.seconds = seconds
        self._clock = clock
        self._ends_at = clock() + seconds

    @property
    def seconds_left(self) -> float:
        """Time left, never below zero."""
        return max(0.0, self._ends_at - self._clock())
