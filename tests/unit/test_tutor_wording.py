"""What a tutor is told of packs that came in, and of schemes that differ."""

from __future__ import annotations

from mockinterview.ui.tutor.arrivals import Arrivals
from mockinterview.ui.tutor.wording import CHANGED_SCHEME, arrived_words

_REASON = "This is no pack. Ask for it once more."


def test_the_only_pack_that_was_refused_is_told_with_its_reason() -> None:
    told = arrived_words(Arrivals(refused={"ann.mockinterview": _REASON}))
    assert told == ("ann.mockinterview could not be taken in.", _REASON, "")


def test_a_reason_that_tells_the_name_is_told_without_it() -> None:
    reason = "“ann.mockinterview” is damaged."
    told = arrived_words(Arrivals(refused={"ann.mockinterview": reason}))
    assert told == ("1 pack could not be taken in.", reason, "")
    found = Arrivals(refused={"ann.mockinterview": reason, "bea.mockinterview": _REASON})
    assert arrived_words(found)[1] == f"{reason} And 1 more."


def test_beside_what_came_in_the_same_is_told_in_the_second_line() -> None:
    found = Arrivals(added=["Ann"], refused={"bea.mockinterview": _REASON})
    message, hint, details = arrived_words(found)
    assert message == "1 answer by Ann came in."
    assert hint == f"bea.mockinterview could not be taken in. {_REASON}"
    assert details == ""


def test_of_several_the_first_is_told_and_all_are_among_the_details() -> None:
    names = ("ann.mockinterview", "bea.mockinterview", "cai.mockinterview")
    found = Arrivals(refused={name: f"{name[:3]} is broken." for name in names})
    message, hint, details = arrived_words(found)
    assert message == "3 packs could not be taken in."
    assert hint == "ann.mockinterview: ann is broken. And 2 more."
    assert details.splitlines()[2] == "cai.mockinterview: cai is broken."


def test_a_long_name_keeps_its_ends_and_is_whole_among_the_details() -> None:
    name = f"{'a' * 200}.mockinterview"
    message, hint, details = arrived_words(Arrivals(refused={name: _REASON}))
    assert len(message) < 80
    assert ".mockinterview could" in message
    assert hint == _REASON
    assert details == f"{name}: {_REASON}"


def test_nothing_and_what_was_here_are_told_as_before() -> None:
    assert arrived_words(Arrivals()) == ("There was nothing in it.", "", "")
    assert arrived_words(Arrivals(known=2)) == ("2 answers were here already.", "", "")


def test_a_scheme_that_differs_is_not_called_older() -> None:
    for word in ("older", "newer", "changed since", "of its day"):
        assert word not in CHANGED_SCHEME
