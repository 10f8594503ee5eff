"""What is asked for behind a semicolon, and which phrases fit it. Qt-free."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

SIGN: Final = ";"
MOST_OFFERED: Final = 6
LONGEST_ASKED: Final = 40
"""Characters; who has typed more is writing a sentence."""


class Asked(NamedTuple):
    """Where the semicolon stands, and the letters between it and the cursor."""

    start: int
    letters: str


def asked(text: str, cursor: int) -> Asked | None:
    """What is asked for where the cursor stands.

    A semicolon asks at the beginning, behind a space and behind the end of a sentence; behind a
    word it is a semicolon.
    """
    start = text.rfind(SIGN, 0, cursor)
    if start < 0:
        return None
    before, letters = text[:start], text[start + 1 : cursor]
    is_punctuation = bool(before) and before[-1] not in " .!?…"
    if is_punctuation or letters.startswith(" ") or len(letters) > LONGEST_ASKED:
        return None
    return Asked(start, letters)


def fitting(phrases: Sequence[str], letters: str) -> list[str]:
    """The phrases that have all the parts of `letters`, best first, at most `MOST_OFFERED`.

    Best are those that begin with the letters, then those with words that begin with them; among
    these the order stays.
    """
    parts = letters.casefold().split()
    found = [
        (rank, phrase)
        for phrase in phrases
        if (rank := _rank(phrase.casefold(), parts)) is not None
    ]
    return [phrase for _, phrase in sorted(found, key=lambda each: each[0])][:MOST_OFFERED]


def _rank(phrase: str, parts: Sequence[str]) -> int | None:
    """0 is best; None where a part is nowhere in the phrase."""
    if not all(part in phrase for part in parts):
        return None
    if phrase.startswith(" ".join(parts)):
        return 0
    words = phrase.split()
    return 1 if all(any(word.startswith(part) for word in words) for part in parts) else 2
