"""Words are found whatever their case, accents and punctuation, over the borders of words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mockinterview.core.transcript import Word
from mockinterview.ui.marking.correcting.finding import FindableWords


def findable(text: str) -> FindableWords:
    return FindableWords(
        Word(word=word, start=index, end=index + 1, probability=1)
        for index, word in enumerate(text.split())
    )


@pytest.mark.parametrize(
    ("text", "wanted", "places"),
    [
        ("Then, at St. John, I led.", "st john", [(2, 3)]),
        ("I don't; you don't", "DONT", [(1, 1), (3, 3)]),
        ("I dont", "don't", [(1, 1)]),
        ("a café in Zürich", "cafe", [(1, 1)]),
        ("a cafe", "café", [(1, 1)]),
        ("leader and leadership", "leader", [(0, 0), (2, 2)]),
        ("lead or follow", "d or f", [(0, 2)]),
        ("– and – and", "and", [(1, 1), (3, 3)]),
        ("no no no", "no no", [(0, 1)]),
        ("– lead - or – follow", "lead or follow", [(1, 5)]),
        ("a - b", "b", [(2, 2)]),
        ("some words", "", []),
        ("some words", " … ", []),
        ("some words", "other", []),
        ("", "words", []),
    ],
)
def test_what_is_found_where(text: str, wanted: str, places: list[tuple[int, int]]) -> None:
    assert findable(text).find(wanted) == places


@given(st.lists(st.text(alphabet="abcé'.–", min_size=1, max_size=4), min_size=1, max_size=30))
def test_every_stretch_with_letters_is_found_again(words: list[str]) -> None:
    text = " ".join(words)
    made = findable(text)
    for index, word in enumerate(text.split()):
        if any(character.isalnum() for character in word):
            places = made.find(word)
            assert any(first <= index <= last for first, last in places)
