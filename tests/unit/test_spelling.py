"""American spelling becomes British where there is no doubt, and nothing else changes."""

from __future__ import annotations

import re

import pytest

from mockinterview.core.transcript import Segment, Word
from mockinterview.speech.spelling import (
    british_spellings,
    british_words,
    in_british_spelling,
)


@pytest.mark.parametrize(
    ("american", "british"),
    [
        ("I organized a color-coded rota.", "I organised a colour-coded rota."),
        ("Organizing events was my favorite part.", "Organising events was my favourite part."),
        ("She realized it. Honor matters.", "She realised it. Honour matters."),
        ("the pediatrician's center, he said", "the paediatrician's centre, he said"),
        ("patient-centered care (in anesthetics)", "patient-centred care (in anaesthetics)"),
        ("we were practicing, and traveled", "we were practising, and travelled"),
        (
            "Analyzing the tumor, hematology labeled it",
            "Analysing the tumour, haematology labelled it",
        ),
    ],
)
def test_what_is_american_becomes_british(american: str, british: str) -> None:
    assert " ".join(british_words(american.split())) == british


@pytest.mark.parametrize(
    "text",
    [
        "It is a program at a general practice with a license, and a meter of tape.",
        "The story was in the first draft, so check the tires.",
        "I read what the World Health Organization and the Trauma Center say.",
        "In my judgment the prize is the right size; I surprised her and revised.",
        "At Pearl Harbor and with Labor in 1945.",
        "COLOR FIBER",
        "",
    ],
)
def test_what_may_be_british_or_a_name_stays(text: str) -> None:
    assert british_words(text.split()) == text.split()


def test_times_and_probabilities_stay_with_their_words() -> None:
    words = (
        Word(word="Color,", start=0.5, end=0.9, probability=0.8),
        Word(word="color", start=1.0, end=1.4, probability=0.3),
        Word(word="Color", start=1.5, end=1.9, probability=0.6),
    )
    segment = Segment(start=0.5, end=1.9, text="Color, color Color", words=words)
    spelled = in_british_spelling(segment)
    assert [word.word for word in spelled.words] == ["Colour,", "colour", "Color"]
    assert spelled.text == "Colour, colour Color"
    for before, after in zip(words, spelled.words, strict=True):
        assert after.model_copy(update={"word": before.word}) == before
    assert (spelled.start, spelled.end) == (0.5, 1.9)


def test_what_is_spelled_stays_so_the_second_time() -> None:
    pairs = british_spellings()
    assert len(pairs) > 1500
    british = list(pairs.values())
    assert [pairs.get(word, word) for word in british] == british


def test_every_pair_is_one_word_another_way() -> None:
    """One word for one word; only ae and oe change the first letter."""
    for american, spelled in british_spellings().items():
        assert american != spelled
        assert re.fullmatch("[a-z]+ [a-z]+", f"{american} {spelled}")
        assert american[0] == spelled[0] or {american[0], spelled[0]} in ({"e", "a"}, {"e", "o"})
