"""What there is to choose from before answers are packed, and what was chosen. Qt-free."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, get_args

from mockinterview.core.marking import MarkerRole, Marking
from mockinterview.errors import MockInterviewError
from mockinterview.files.attempts import AttemptFolder
from mockinterview.pack.choice import Choice, MarkingChoice, candidate_name, word_for
from mockinterview.pack.gathering import Parcel
from mockinterview.pack.layout import SoundKind
from mockinterview.pack.received import (
    all_markings,
    is_received,
    own_markings,
    receipt_of,
    shown_markings,
)
from mockinterview.pack_exchange import size_beforehand

SOUNDS: Final[tuple[SoundKind, ...]] = get_args(SoundKind)

Sizes = Mapping[SoundKind, int | MockInterviewError]
"""About how many bytes a pack would have with each kind of sound, or why it cannot be written."""


@dataclass(frozen=True)
class MarksLine:
    """One pass of one marker, on one or more answers: they go along together, or not.

    `is_mine` says that whoever packs made them. `is_kept_back` stands for all marks that may not
    be told yet, whoever made them: a blind first pass is not finished.
    """

    role: MarkerRole
    pass_number: int
    marker: str
    is_mine: bool = False
    is_kept_back: bool = False


KEPT_BACK: Final = MarksLine("candidate", 0, "", is_kept_back=True)


@dataclass(frozen=True)
class Answer:
    """One of the answers to be packed, as it lies on the disk.

    `is_mine`: it was given here, or on another computer of the same person. `who` is whose it is as
    the pack said in which it came: a name, and the sender's number. `lines` tells by the word that
    chooses marks (`word_for`) in which line they are offered.
    """

    folder: AttemptFolder
    question: str
    prompt: str
    created: dt.datetime
    is_mine: bool
    who: tuple[str, str]
    lines: Mapping[str, MarksLine]


@dataclass(frozen=True)
class Wish:
    """What the person chose."""

    name: str
    sound: SoundKind
    marks: frozenset[MarksLine]


@dataclass(frozen=True)
class Offer:
    """All that is chosen from."""

    answers: tuple[Answer, ...]
    own_name: str = ""
    """What was last written as the name of one's own answers."""
    counts: Mapping[MarksLine, int] = field(default_factory=dict)
    """On how many answers there are marks of each line: one's own first, what is kept back last."""

    @property
    def has_mine(self) -> bool:
        """Whether an answer is one's own."""
        return any(answer.is_mine for answer in self.answers)

    @property
    def others(self) -> tuple[str, ...]:
        """The names of whom the other answers are, in the order of the alphabet, unnamed last.

        Two candidates of one name are two.
        """
        found = {answer.who for answer in self.answers if not answer.is_mine}
        return tuple(sorted((name for name, _ in found), key=lambda one: (not one, one.casefold())))

    @property
    def asks_name(self) -> bool:
        """Whether one name is to be written: for one's own, or for one other candidate's."""
        return self.has_mine or len(self.others) == 1

    @property
    def name(self) -> str:
        """The name to begin with."""
        if self.has_mine:
            came_with = (answer.who[0] for answer in self.answers if answer.is_mine)
            return self.own_name or next((name for name in came_with if name), "")
        return self.others[0] if self.asks_name else ""

    def parcels(self, wish: Wish) -> list[Parcel]:
        """The answers as they are handed over.

        Raises:
            UsageError: the name cannot stand in a pack.
        """
        name = candidate_name(wish.name)
        return [
            Parcel(
                answer.folder,
                name if self._is_named(answer) else None,
                MarkingChoice(_words(answer, wish.marks)),
            )
            for answer in self.answers
        ]

    def _is_named(self, answer: Answer) -> bool:
        """Whether the name that is written is that of this answer; others keep theirs."""
        return answer.is_mine or (not self.has_mine and self.asks_name)


def look_at(folders: Sequence[AttemptFolder], own_name: str) -> Offer:
    """Read what there is to choose from; for an executor.

    Raises:
        LibraryError: an attempt cannot be read.
    """
    answers = tuple(_answer(folder) for folder in folders)
    counts: dict[MarksLine, int] = {}
    for answer in answers:
        for line in set(answer.lines.values()):
            counts[line] = counts.get(line, 0) + 1
    return Offer(answers, own_name, {line: counts[line] for line in sorted(counts, key=_order)})


def sizes_of(offer: Offer, marks: frozenset[MarksLine]) -> Sizes:
    """About how large the pack will be, with each kind of sound; for an executor."""
    parcels = offer.parcels(Wish("", "none", marks))
    return {sound: _size(parcels, sound) for sound in SOUNDS}


def _size(parcels: Sequence[Parcel], sound: SoundKind) -> int | MockInterviewError:
    try:
        return size_beforehand(parcels, Choice(sound=sound))
    except MockInterviewError as error:
        return error


def _answer(folder: AttemptFolder) -> Answer:
    attempt, receipt = folder.load(), receipt_of(folder)
    return Answer(
        folder=folder,
        question=attempt.question.id,
        prompt=attempt.question.prompt,
        created=attempt.created,
        is_mine=not is_received(folder),
        who=receipt.who if receipt is not None else ("", ""),
        lines=_lines(folder),
    )


def _lines(folder: AttemptFolder) -> dict[str, MarksLine]:
    """In which line each of the marks on an attempt is offered, by the word that chooses it."""
    known, shown = all_markings(folder), shown_markings(folder)
    mine = [one for one in own_markings(folder) if _is_mine(one, folder)]
    lines: dict[str, MarksLine] = {}
    for marking in known:
        word = word_for(marking)
        line = KEPT_BACK if marking not in shown else _line(marking, is_mine=marking in mine)
        # Of one name and pass there may be several; what is not all one's own is not one's own.
        lines[word] = line if word not in lines or not line.is_mine else lines[word]
    return lines


def _line(marking: Marking, *, is_mine: bool) -> MarksLine:
    return MarksLine(marking.role, marking.pass_number, marking.marker, is_mine)


def _is_mine(marking: Marking, folder: AttemptFolder) -> bool:
    """Whether marks that lie among one's own are: of what came in a pack only the tutor's."""
    return marking.role == "tutor" or not is_received(folder)


def _words(answer: Answer, marks: Iterable[MarksLine]) -> tuple[str, ...]:
    chosen = frozenset(marks)
    return tuple(word for word, line in answer.lines.items() if line in chosen)


def _order(line: MarksLine) -> tuple[bool, bool, str, str, int]:
    return (line.is_kept_back, not line.is_mine, line.role, line.marker, line.pass_number)
