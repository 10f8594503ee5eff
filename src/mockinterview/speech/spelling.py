"""Writes in British spelling what Whisper spells the American way; words, times and names stay.

`british_spelling.txt` holds pairs that leave no doubt, reviewed by hand: the pairs of Whisper's own
normaliser (`english.json`, MIT) turned round, with medical words added. What is also British
(program, practice, license, meter, check, story, draft), as good in both (judgment), or said
differently (airplane, aluminum) is not in it. A capital in the middle of a sentence may belong to a
name, and names keep their spelling: World Health Organization.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable
from importlib import resources
from typing import Final

from mockinterview.core.transcript import Segment

_LETTERS: Final = re.compile(r"[A-Za-z]+")
_SENTENCE_END: Final = re.compile(r"[.?!…][\"'”’)]*$")


def in_british_spelling(segment: Segment) -> Segment:
    """The segment with the same words at the same times, spelled the British way."""
    spelled = british_words(word.word for word in segment.words)
    words = tuple(
        word if word.word == text else word.model_copy(update={"word": text})
        for word, text in zip(segment.words, spelled, strict=True)
    )
    text = " ".join(british_words(segment.text.split()))
    return segment.model_copy(update={"text": text, "words": words})


def british_words(words: Iterable[str]) -> list[str]:
    """The words of one or more whole sentences, spelled the British way."""
    spelled: list[str] = []
    before = "."
    for word in words:
        starts_sentence = _SENTENCE_END.search(before) is not None
        spelled.append(_british(word, starts_sentence=starts_sentence))
        before = word
    return spelled


def _british(word: str, *, starts_sentence: bool) -> str:
    """One word with whatever punctuation and hyphens it has."""
    pairs = british_spellings()

    def respelled(found: re.Match[str]) -> str:
        letters = found.group()
        if letters.islower():
            return pairs.get(letters, letters)
        if starts_sentence and letters.istitle() and letters.lower() in pairs:
            return pairs[letters.lower()].capitalize()
        return letters

    return _LETTERS.sub(respelled, word)


@functools.cache
def british_spellings() -> dict[str, str]:
    """British spellings by their American ones, in lower case."""
    text = resources.files(__package__).joinpath("british_spelling.txt").read_text("ascii")
    pairs = (line.split() for line in text.splitlines() if not line.startswith("#"))
    return {american: british for american, british in pairs}  # noqa: C416  (checks their number)
