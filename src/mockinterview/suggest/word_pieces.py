"""Text as the numbers that BERT's vocabulary gives its pieces (WordPiece, lower case).

After google-research/bert, tokenization.py; the vocabulary is that of `bert-base-uncased`, which
MiniLM shares (Apache-2.0).
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from pathlib import Path
from typing import Final

VOCABULARY: Final = Path(__file__).with_name("minilm_vocabulary.txt")
LONGEST_WORD: Final = 100
"""Letters; a longer word is unknown, as in the original."""

_PIECE: Final = re.compile(r"[^\W_]+|[^\w\s]|_")


@cache
def vocabulary() -> dict[str, int]:
    """The number of each piece."""
    pieces = VOCABULARY.read_text(encoding="utf-8").split("\n")
    return {piece: number for number, piece in enumerate(pieces) if piece}


def piece_numbers(text: str, most: int) -> list[int]:
    """The numbers of a text between BERT's two marks, cut to `most` numbers in all."""
    known = vocabulary()
    numbers = [known["[CLS]"]]
    for word in _PIECE.findall(_without_accents(text.lower())):
        numbers += _of_word(word)
        if len(numbers) >= most - 1:
            break
    return [*numbers[: most - 1], known["[SEP]"]]


def _without_accents(text: str) -> str:
    decomposed = unicodedata.normalize("NFD", text)
    return "".join(letter for letter in decomposed if unicodedata.category(letter) != "Mn")


@cache
def _of_word(word: str) -> tuple[int, ...]:
    """A word as its longest known pieces from the left; one unknown piece makes all unknown."""
    known = vocabulary()
    found: list[int] = []
    start = 0
    while start < len(word) <= LONGEST_WORD:
        mark = "##" if start else ""
        ends = range(len(word), start, -1)
        end = next((end for end in ends if mark + word[start:end] in known), None)
        if end is None:
            break
        found.append(known[mark + word[start:end]])
        start = end
    return tuple(found) if start == len(word) else (known["[UNK]"],)
