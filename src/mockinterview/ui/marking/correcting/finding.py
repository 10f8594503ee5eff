"""Finding words in a transcript: whatever their case, accents and punctuation. Qt-free."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Iterable

from mockinterview.core.transcript import Word


class FindableWords:
    """The words of a transcript, made ready to be searched again and again."""

    def __init__(self, words: Iterable[Word]) -> None:
        self._starts: list[int] = []
        self._words: list[int] = []
        plain: list[str] = []
        position = 0
        for index, word in enumerate(words):
            text = _plain(word.word)
            if not text:
                continue  # a dash that stands alone is no word to whoever searches
            self._starts.append(position)
            self._words.append(index)
            plain.append(text)
            position += len(text) + 1
        self._text = " ".join(plain)

    def find(self, wanted: str) -> list[tuple[int, int]]:
        """The places where this is said, each as its first and last word; none for nothing.

        What is wanted may be a part of a word, or words in a row; punctuation counts on neither
        side.
        """
        query = " ".join(filter(None, map(_plain, wanted.split())))
        found: list[tuple[int, int]] = []
        at = self._text.find(query) if query else -1
        while at >= 0:
            found.append((self._word_at(at), self._word_at(at + len(query) - 1)))
            at = self._text.find(query, at + len(query))
        return found

    def _word_at(self, position: int) -> int:
        return self._words[bisect_right(self._starts, position) - 1]


def _plain(text: str) -> str:
    """Letters and figures alone, without case and accents."""
    if text.isalpha() and text.isascii():
        return text.lower()
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(part for part in parts if part.isalnum())
