"""Which entries of the diary fit a question, and why: by tags, then by words that occur in both.

Nothing is judged: a tag is what the person chose, a word is a word. The reason is always told.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from mockinterview.core.content import Question, Rubric
from mockinterview.core.diary import Entry
from mockinterview.core.diary_guide import DiaryGuide

_WORD: Final = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
SHORTEST_WORD: Final = 4
"""Letters; shorter words say too little."""
ALIKE_LETTERS: Final = 5
"""Words that begin with so many letters in common count as one: lead is short, leader, leading."""
TOLD_WORDS: Final = 3
"""So many words are named as a reason."""
FEWEST_WORDS: Final = 2
"""One word in common is chance."""
_CRITERION_POINTS, _ATTRIBUTE_POINTS = 100, 50
_COMMON: Final = frozenset(
    """about after again also another anything because been before being could describe does doing
    done during each either else even ever every example explain feel from give given have having
    here important into just know like made make makes many medical medicine might more most much
    must need only other others over people person please question rather really same school
    should show some somebody someone something such take taken tell than that their them then
    there these they thing things think this those through time together took towards turn under
    upon used very want wanted well went were what when where whether which while will with
    without work worked working would year years your yourself experience doctor doctors student
    university career learn learned learnt""".split()  # noqa: SIM905
)
"""Words that come up in every question and every entry."""


@dataclass(frozen=True)
class Fit:
    """An entry with the reason why it may fit, for a person to judge."""

    entry: Entry
    reason: str


def fitting_entries(
    entries: Iterable[Entry], question: Question, rubric: Rubric | None, guide: DiaryGuide
) -> list[Fit]:
    """The entries that may fit a question: tagged ones first, the newest of equals first.

    Args:
        entries: those to look through; what is in the bin is passed over.
        question: what is asked.
        rubric: its mark scheme, with what it includes; None where it is gone.
        guide: what attributes are called and by which words they are asked for.
    """
    criteria = {one.id: one.text for one in rubric.criteria if not one.is_pitfall} if rubric else {}
    asked = _attributes_of(question, guide)
    wanted = _content_words(f"{question.theme} {question.prompt}")
    found = []
    for entry in entries:
        if entry.binned is not None:
            continue
        points, reason = _fit(entry, criteria, asked, wanted)
        if points:
            found.append((points, entry.when, entry.id, Fit(entry, reason)))
    found.sort(key=lambda one: one[:3], reverse=True)
    return [fit for *_, fit in found]


def _fit(
    entry: Entry, criteria: dict[str, str], asked: dict[str, str], wanted: set[str]
) -> tuple[int, str]:
    """Points to sort by, and the strongest reason; no points where nothing fits."""
    names = dict.fromkeys(tag.split("/")[1] for tag in entry.tags if "/" in tag)
    met = [criteria[name] for name in names if name in criteria]
    attributes = [asked[tag] for tag in entry.tags if tag in asked]
    common = _common_words(entry, wanted)
    points = _CRITERION_POINTS * len(met) + _ATTRIBUTE_POINTS * len(attributes) + len(common)
    if met:
        return points, f"You tagged it with a criterion of this question: {met[0]}"
    if attributes:
        return points, f"You tagged it {_listed(attributes)}, which this question asks about."
    if len(common) >= FEWEST_WORDS:
        told = _listed([f"“{word}”" for word in common[:TOLD_WORDS]])
        return points, f"Question and entry share the words {told}."
    return 0, ""


def _attributes_of(question: Question, guide: DiaryGuide) -> dict[str, str]:
    """The attributes that a question asks about, going by its own words."""
    said = [word.casefold() for word in _WORD.findall(f"{question.theme} {question.prompt}")]
    return {
        name: one.title
        for name, one in guide.attributes.items()
        if any(word.startswith(start.casefold()) for start in one.words for word in said)
    }


def _common_words(entry: Entry, wanted: set[str]) -> list[str]:
    """The question's words that the entry has, in the order of the alphabet; like ones once."""
    if not wanted:
        return []
    there = {word[:ALIKE_LETTERS] for text in entry.texts for word in _content_words(text)}
    common = {word[:ALIKE_LETTERS]: word for word in sorted(wanted, reverse=True)}
    return sorted(word for start, word in common.items() if start in there)


def _content_words(text: str) -> set[str]:
    words = (word.casefold() for word in _WORD.findall(text))
    return {word for word in words if len(word) >= SHORTEST_WORD and word not in _COMMON}


def _listed(words: list[str]) -> str:
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)
