"""Ends of citations go from word to word, sentences are chosen whole, and both are told."""

from __future__ import annotations

import pytest

from mockinterview.core.marking import Evidence
from mockinterview.core.transcript import Word
from mockinterview.ui.marking.evidence.sentences import sentence_at, sentence_starts
from mockinterview.ui.marking.evidence.trimming import (
    Edge,
    cited_stretch,
    moved,
    snapped,
    stepped,
)
from mockinterview.ui.marking.evidence.words import choice_words, citation_words, edge_words
from mockinterview.ui.marking.transcript_text import Stretch, TranscriptText

NO_WORDS = TranscriptText(())


def words(*texts: str) -> tuple[Word, ...]:
    """One word a second, 0.8 s long."""
    return tuple(
        Word(word=text, start=index, end=index + 0.8, probability=0.9)
        for index, text in enumerate(texts)
    )


TEXT = TranscriptText(words("So", "I", "led", "the", "team."))


@pytest.mark.parametrize(
    ("edge", "step", "expected"),
    [
        (Edge.START, -1, Stretch(0.0, 2.8)),
        (Edge.START, 1, Stretch(2.0, 2.8)),
        (Edge.END, -1, Stretch(1.0, 1.8)),
        (Edge.END, 1, Stretch(1.0, 3.8)),
    ],
)
def test_an_end_goes_to_the_next_edge_of_a_word(edge: Edge, step: int, expected: Stretch) -> None:
    assert stepped(Stretch(1.0, 2.8), edge, step, TEXT, 5.0) == expected


def test_an_end_within_a_word_goes_to_the_edge_of_that_word_first() -> None:
    assert stepped(Stretch(1.3, 2.8), Edge.START, -1, TEXT, 5.0) == Stretch(1.0, 2.8)
    assert stepped(Stretch(1.0, 2.5), Edge.END, 1, TEXT, 5.0) == Stretch(1.0, 2.8)


def test_one_word_is_left_and_the_first_and_last_are_the_limits() -> None:
    one = Stretch(2.0, 2.8)
    assert stepped(one, Edge.START, 1, TEXT, 5.0) == one
    assert stepped(one, Edge.END, -1, TEXT, 5.0) == one
    whole = Stretch(0.0, 4.8)
    assert stepped(whole, Edge.START, -1, TEXT, 5.0) == whole
    assert stepped(whole, Edge.END, 1, TEXT, 5.0) == whole


def test_without_words_an_end_goes_by_a_tenth_of_a_second_within_the_take() -> None:
    assert stepped(Stretch(1.0, 2.0), Edge.START, -1, NO_WORDS, 5.0) == Stretch(0.9, 2.0)
    assert stepped(Stretch(1.0, 4.95), Edge.END, 1, NO_WORDS, 5.0) == Stretch(1.0, 5.0)
    assert stepped(Stretch(0.0, 1.0), Edge.START, -1, NO_WORDS, 5.0) == Stretch(0.0, 1.0)
    short = stepped(Stretch(1.0, 1.08), Edge.START, 1, NO_WORDS, 5.0)
    assert short.seconds == pytest.approx(0.05)


def test_a_drag_beyond_the_other_end_leaves_something_to_hear() -> None:
    assert moved(Stretch(1.0, 2.0), Edge.START, 4.0, 5.0) == Stretch(1.95, 2.0)
    assert moved(Stretch(1.0, 2.0), Edge.END, 0.0, 5.0) == Stretch(1.0, 1.05)


def test_a_dragged_end_snaps_to_the_nearest_word() -> None:
    assert snapped(1.4, Edge.START, TEXT) == 1.0
    assert snapped(1.6, Edge.START, TEXT) == 2.0
    assert snapped(1.6, Edge.END, TEXT) == 1.8
    assert snapped(99.0, Edge.END, TEXT) == 4.8
    assert snapped(1.6, Edge.END, NO_WORDS) == 1.6


def test_a_trimmed_citation_has_the_words_that_are_left() -> None:
    assert cited_stretch(2, Stretch(1.0, 2.8), TEXT) == Evidence(
        take=2, start=1.0, end=2.8, words="I led"
    )
    assert cited_stretch(1, Stretch(0.0, 1.0), NO_WORDS).words == ""


def test_a_sentence_ends_with_its_stop_and_with_a_long_pause() -> None:
    spoken = words("I", "led.", "“Did", "you?”", "Yes", "I", "did")
    late = Word(word="later", start=9.0, end=9.5, probability=0.9)
    assert sentence_starts([*spoken, late]) == [0, 2, 4, 7]
    assert sentence_at(spoken, 3) == (2, 3)
    assert sentence_at(spoken, 6) == (4, 6)
    assert sentence_starts(()) == []


def test_what_is_chosen_is_told_shortly() -> None:
    assert choice_words(None, TEXT) == ""
    assert choice_words(Stretch(1.0, 2.8), TEXT) == "2 words chosen: “I led”"
    assert choice_words(Stretch(3.14, 6.0), NO_WORDS) == "0:03.1 to 0:06.0 chosen"
    long = TranscriptText(words(*["So", "I", "led", "the", "team", "for", "a", "year"]))
    assert choice_words(Stretch(0.0, 8.0), long) == "8 words chosen, from “So” to “year”"


def test_a_trim_and_a_citation_are_told_with_their_moment() -> None:
    assert edge_words(Stretch(1.0, 2.8), Edge.START, TEXT) == "Starts at 0:01.0, from “I”"
    assert edge_words(Stretch(1.0, 2.8), Edge.END, TEXT) == "Ends at 0:02.8, with “led”"
    assert edge_words(Stretch(1.0, 59.97), Edge.END, NO_WORDS) == "Ends at 1:00.0"
    evidence = Evidence(take=1, start=7.2, end=9.0, words="I led")
    assert citation_words(evidence, 3, 2, 5) == "Citation 2 of 5, criterion 3: 0:07.2, “I led”"
