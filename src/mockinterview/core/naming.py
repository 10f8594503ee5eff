"""Where a text may name a patient: simple rules that warn, explain themselves and block nothing.

They look for a title before a capitalised word, a patient who is called something, NHS numbers and
dates of birth. They miss names that stand alone, and they stop at people who are no patients: a
person decides. Sources: the GMC's Confidentiality (2017) for why; the NHS Data Model and Dictionary
for how an NHS number is checked (ten digits, modulus 11).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

_TITLED: Final = re.compile(
    r"\b(?:Mr|Mrs|Ms|Miss|Mx|Master|Baby)\.?\s+[A-Z][\w’'-]*(?:\s+[A-Z][\w’'-]+)?"
)
_CALLED: Final = re.compile(
    r"\b(?:patient|resident|lady|gentleman|woman|man|girl|boy|child|baby|mother|father|person)"
    r"(?:\s+\w+){0,3}?\s+(?:called|named|whose name (?:is|was))\s+(?P<name>[A-Z][\w’'-]*)"
)
_NUMBER: Final = re.compile(r"(?<![\d+-])\d{3}[ -]?\d{3}[ -]?\d{4}(?![\d-])")
_BIRTH: Final = re.compile(
    r"\b(?:born(?:\s+on)?|date of birth|d\.?o\.?b\.?)\b[:\s]*(?:the\s+)?"
    r"\d{1,2}(?:st|nd|rd|th)?[\s./-]+(?:of\s+)?(?:\d{1,2}|[A-Za-z]{3,9})[\s./-]+\d{2,4}",
    re.IGNORECASE,
)
_MODULUS: Final = 11
_LONGEST_SCANNED: Final = 20_000
"""Letters; what is longer is looked at up to here."""


@dataclass(frozen=True)
class NameConcern:
    """Words by which somebody may be recognised, where they stand (in letters), and why."""

    start: int
    end: int
    words: str
    reason: str


def find_names(text: str) -> list[NameConcern]:
    """Everything in a text by which a patient might be recognised, in its order; nothing twice."""
    found: list[NameConcern] = []
    for concern in sorted(_all(text[:_LONGEST_SCANNED]), key=lambda one: (one.start, -one.end)):
        if not found or concern.start >= found[-1].end:
            found.append(concern)
    return found


def naming_sentence(concerns: list[NameConcern]) -> str:
    """One sentence for a screen; empty when there is nothing."""
    if not concerns:
        return ""
    first, more = concerns[0], len(concerns) - 1
    others = f", and {more} more place{'s' if more > 1 else ''} here" if more else ""
    return (
        f"“{first.words}” {first.reason}{others}. Patients should not be recognisable, here or in"
        " an interview; “a man in his seventies” tells as much. You decide: nothing is changed."
    )


def _all(text: str) -> Iterator[NameConcern]:
    for match in _TITLED.finditer(text):
        yield _concern(match, "looks like somebody’s name")
    for match in _CALLED.finditer(text):
        yield _concern(match, "looks like the name of somebody who was cared for", "name")
    for match in _NUMBER.finditer(text):
        if is_nhs_number(match.group()):
            yield _concern(match, "has the form of an NHS number")
    for match in _BIRTH.finditer(text):
        yield _concern(match, "looks like a date of birth")


def _concern(match: re.Match[str], reason: str, group: str | int = 0) -> NameConcern:
    words = " ".join(match.group(group).split())
    return NameConcern(match.start(group), match.end(group), words, reason)


def is_nhs_number(text: str) -> bool:
    """Whether ten digits pass the check of an NHS number; one other number in eleven does."""
    digits = [int(letter) for letter in text if letter.isdecimal()]
    if len(digits) != _MODULUS - 1:
        return False
    total = sum(digit * (10 - place) for place, digit in enumerate(digits[:9]))
    return (_MODULUS - total % _MODULUS) % _MODULUS == digits[9]
