"""Sentences of a take, and the places in it that are offered."""

from __future__ import annotations

from mockinterview import paths
from mockinterview.core.suggestion import MOST_SHOWN
from mockinterview.core.transcript import Word
from mockinterview.files.content import load_content
from mockinterview.suggest import suggest_places
from mockinterview.suggest.sentences import LONGEST_WORDS, SHORTEST_PIECE_WORDS, sentences_of
from mockinterview.suggest.suggester import RankingSuggester
from tests.unit.correction_examples import make_word

RUBRIC = load_content([paths.content_folder()]).rubrics["leader-and-follower"]


def words(text: str, pauses: dict[int, float] | None = None) -> list[Word]:
    """A word every half second, each 0.4 s long, with more time before some."""
    made, at = [], 0.0
    for number, word in enumerate(text.split()):
        at += (pauses or {}).get(number, 0.0)
        made.append(make_word(word, round(at, 2), round(at + 0.4, 2), 0.9))
        at += 0.5
    return made


def test_sentences_end_where_the_transcript_ends_them() -> None:
    found = sentences_of(words("I led. Who followed? Nobody"))
    assert [one.text for one in found] == ["I led.", "Who followed?", "Nobody"]
    assert (found[1].start, found[1].end) == (1.0, 1.9)


def test_no_words_are_no_sentences() -> None:
    assert sentences_of([]) == ()
    assert sentences_of([make_word(" ", 0, 1, 0.9)]) == ()


def test_a_long_run_is_cut_at_its_longest_pause() -> None:
    run = words("so " * 60, {20: 0.7})
    found = sentences_of(run)
    assert [len(one.text.split()) for one in found] == [20, 40]


def test_a_run_without_pauses_is_cut_in_the_middle() -> None:
    pieces = [len(one.text.split()) for one in sentences_of(words("so " * 400))]
    assert sum(pieces) == 400
    assert max(pieces) <= LONGEST_WORDS
    assert min(pieces) >= SHORTEST_PIECE_WORDS


def test_places_are_those_of_the_take() -> None:
    said = (
        "I can do both. I was captain of the netball team. In the orchestra I follow the leader."
        " It was cold. We had tea."
    )
    places = suggest_places(RankingSuggester(None), RUBRIC, words(said))
    best = places["leading-example"][0]
    assert best.words == "I was captain of the netball team."
    assert (best.start, best.end) == (2.0, 5.4)
    assert max(len(found) for found in places.values()) <= MOST_SHOWN
