"""Hesitations, discourse markers and informal words: found where they are said."""

from __future__ import annotations

from pathlib import Path

import pytest

from mockinterview.core.transcript import Filler
from mockinterview.errors import ContentError
from mockinterview.measures.informal import BUILT_IN, informal_list
from mockinterview.measures.said import discourse_markers, hesitations, informal_words, plain
from tests.unit.measuring.signals import spoken

TEXT = "Yeah, so I was, um, kind of gutted, you know, but the kids loved it. I mean, stuff happens."


def test_a_hesitation_counts_once_whether_heard_written_or_both() -> None:
    words = spoken("so um I was")
    heard = [
        Filler(start=0.5, end=0.9, text="um", is_written=True),
        Filler(start=1.9, end=2.0, text="uh"),
    ]
    assert [place.start for place in hesitations(words, heard)] == [0.5, 1.9]
    assert [place.words for place in hesitations(words, [])] == ["um"]
    assert hesitations(spoken("no such thing"), []) == ()


def test_discourse_markers_of_several_words() -> None:
    found = discourse_markers(spoken(TEXT))
    assert [plain(place.words) for place in found] == ["kind of", "you know", "i mean"]
    assert found[0].start == pytest.approx(2.5)
    assert found[0].end == pytest.approx(3.5)


def test_informal_words_have_a_reason() -> None:
    found = informal_words(spoken(TEXT), informal_list())
    assert [plain(place.words) for place in found] == ["yeah", "gutted", "kids", "stuff"]
    assert all(place.remark for place in found)


def test_the_longest_phrase_counts_once() -> None:
    found = informal_words(spoken("loads of stuff like that"), informal_list())
    assert [plain(place.words) for place in found] == ["loads of", "stuff like that"]


def test_apostrophes_and_capitals_do_not_matter() -> None:
    found = informal_words(spoken("It AIN’T right."), informal_list())
    assert [place.words for place in found] == ["AIN’T"]


def test_the_list_that_is_shipped_says_each_thing_once() -> None:
    phrases = [one.phrase for one in informal_list()]
    assert len(phrases) == len(set(phrases))
    assert len(phrases) > 100


def test_an_own_list_takes_its_place(tmp_path: Path) -> None:
    own = tmp_path / "informal_words.yaml"
    own.write_text("version: 1\ngroups:\n  - reason: Mine.\n    words: [Splendid]\n")
    assert [one.phrase for one in informal_list(own)] == ["splendid"]
    assert informal_list(tmp_path / "none.yaml") == informal_list(BUILT_IN)


@pytest.mark.parametrize(
    "text",
    [
        "Mental health matters whatever the cause, and those people deserve random allocation.",
        "My mum and dad lit a candle; she said she felt bossy and banging the door helped.",
        "The patient passed bloody stools and the chill of the ward was epic in length.",
        "I definitely defended the legend of the map, and was sucked into the argument.",
    ],
)
def test_words_that_are_ordinary_somewhere_are_not_on_the_list(text: str) -> None:
    assert informal_words(spoken(text), informal_list()) == ()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("version: 1\ngroups: [\n  broken", "Line 2: A bracket"),
        ("groups:\n  - reason: ''\n    words: [a]\n", "Line 2: “reason” is empty."),
        ("groups:\n  - reason: x\n    wrods: [a]\n", "Line 3: The key “wrods” does not exist"),
        ("just words", "Line 1: The file must be lines"),
        ("groups:\n  - reason: x\n    words:\n    - a\n    - 1\n", "Line 5: YAML reads “1”"),
        ("groups:\n  - reason: x\n    words:\n    - no\n", "Line 4: YAML reads “no”"),
        ("groups: &all\n  - reason: x\n    words: [a]\n", "Line 1: "),
        ("version: 2\ngroups: []\n", "Line 1: The version"),
    ],
)
def test_a_list_that_cannot_be_used_is_told_with_its_place(
    tmp_path: Path, text: str, told: str
) -> None:
    own = tmp_path / "informal_words.yaml"
    own.write_text(text)
    with pytest.raises(ContentError, match="cannot be used") as caught:
        informal_list(own)
    assert told in caught.value.detail
    assert "delete it" in caught.value.hint
