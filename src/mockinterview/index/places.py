"""Where the words of a search stand: how a snippet tells it, and in the sound."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Final

from mockinterview.core.transcript import Word
from mockinterview.index.query import search_parts

HIT_START: Final = "\x02"
HIT_END: Final = "\x03"
"""Around the words that were found, in a snippet."""
_LONGEST: Final = 30
"""Words of a phrase that are looked at."""
IN_QUESTION: Final = "Found in the question."
"""Told instead of a snippet: the question is there to be read."""


def first_place(words: Iterable[Word], searched: str) -> Word | None:
    """The first spoken word at which a word or phrase of the search stands; None: none is said.

    Accents and capitals make no difference, as in the search, and the last word of a part that may
    go on may be the beginning of a longer one.
    """
    said = [(one, word) for word in words for one in folded(word.word)]
    parts = [(folded(part), is_open) for part, is_open in search_parts(searched)]
    for place, (_, word) in enumerate(said):
        following = [text for text, _ in said[place : place + _LONGEST]]
        if any(part and _stands(part, following, is_open=is_open) for part, is_open in parts):
            return word
    return None


def _stands(part: list[str], said: list[str], *, is_open: bool) -> bool:
    *all_but_last, last = part
    if len(said) <= len(all_but_last) or said[: len(all_but_last)] != all_but_last:
        return False
    heard = said[len(all_but_last)]
    return heard.startswith(last) if is_open else heard == last


def folded(text: str) -> list[str]:
    """The words of a text as the search sees them: letters and figures, small, without accents."""
    letters = (one for one in unicodedata.normalize("NFKD", text) if not unicodedata.combining(one))
    return re.findall(r"\w+", "".join(letters).casefold())
