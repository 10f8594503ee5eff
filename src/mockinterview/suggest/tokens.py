"""Words of a sentence as they are compared, and how much two texts share of them (BM25)."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

SATURATION: Final = 1.2
LENGTH_SHARE: Final = 0.6
"""BM25's k1 and b (Robertson & Zaragoza 2009); spoken sentences differ little in length."""

_WORD: Final = re.compile(r"[^\W_]+(?:'[^\W_]+)?")
_COMMON_WORDS: Final = """
a about after all also am an and any are as at be because been before being but by can could did
do does doing don't down for from get got had has have having he her here hers him his how i i'd
i'll i'm i've if in into is it it's its just kind know like me more most my no not of off on one
or other our out over own really said say see she so some such than that that's the their them
then there there's these they they're thing things think this those through to too up us very
was we well went were what when where which while who why will with would you your
"""
_COMMON: Final = frozenset(_COMMON_WORDS.split())
_ENDINGS: Final = ("ations", "ation", "ments", "ment", "ings", "ing", "ers", "er", "ies", "ied")
_SHORT_ENDINGS: Final = ("ed", "es", "ly", "s", "e", "y")


def words_of(text: str) -> list[str]:
    """The words of a text in lower case, apostrophes written straight."""
    return _WORD.findall(text.casefold().replace("’", "'"))


def stems_of(text: str) -> list[str]:
    """The words that carry meaning, without their endings."""
    return [_stem(word) for word in words_of(text) if word not in _COMMON and len(word) > 1]


def _stem(word: str) -> str:
    word = word.removesuffix("'s")
    for endings, shortest in ((_ENDINGS, 4), (_SHORT_ENDINGS, 3)):
        for ending in endings:
            if word.endswith(ending) and len(word) - len(ending) >= shortest:
                return word.removesuffix(ending)
    return word


class Bm25:
    """How well each sentence of an answer answers to a query of words."""

    def __init__(self, sentences: Sequence[Sequence[str]]) -> None:
        self._counts = [Counter(sentence) for sentence in sentences]
        self._lengths = [len(sentence) for sentence in sentences]
        self._mean_length = sum(self._lengths) / max(1, len(self._lengths)) or 1.0
        self._found_in = Counter(word for counts in self._counts for word in counts)

    def scores(self, query: Mapping[str, float]) -> list[float]:
        """A score from 0 for each sentence; `query` gives the weight of each stem."""
        return [
            sum(weight * self._of(word, place) for word, weight in query.items() if word in counts)
            for place, counts in enumerate(self._counts)
        ]

    def _of(self, word: str, place: int) -> float:
        times = self._counts[place][word]
        rarity = len(self._counts) - self._found_in[word] + 0.5
        weight = math.log(1 + rarity / (self._found_in[word] + 0.5))
        share = 1 - LENGTH_SHARE + LENGTH_SHARE * self._lengths[place] / self._mean_length
        return weight * times * (SATURATION + 1) / (times + SATURATION * share)


def query_of(texts: Iterable[str]) -> dict[str, float]:
    """The stems of some texts; one that several share counts more, but not in proportion."""
    counts = Counter(word for text in texts for word in set(stems_of(text)))
    return {word: 1 + math.log(times) for word, times in sorted(counts.items())}
