"""The steps of a story on a take: laid over one another, taken away, added up."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from mockinterview.core.content import StarrRole
from mockinterview.core.structure import (
    Part,
    parts_of,
    seconds_by_role,
    with_changed,
    with_part,
    without_part,
    without_stretch,
)

SITUATION, ACTION, RESULT = StarrRole.SITUATION, StarrRole.ACTION, StarrRole.RESULT


def part(start: float, end: float, role: StarrRole = SITUATION, take: int = 1) -> Part:
    return Part(take=take, start=start, end=end, role=role)


def spans(parts: tuple[Part, ...]) -> list[tuple[float, float, str]]:
    return [(each.start, each.end, each.role.value) for each in parts]


def test_parts_stand_in_order_of_time() -> None:
    parts = with_part(with_part((), part(10, 20, ACTION)), part(0, 5))
    assert spans(parts) == [(0, 5, "situation"), (10, 20, "action")]


def test_a_new_part_cuts_what_lies_under_it() -> None:
    parts = with_part((part(0, 10),), part(5, 15, ACTION))
    assert spans(parts) == [(0, 5, "situation"), (5, 15, "action")]
    parts = with_part((part(0, 30),), part(10, 20, ACTION))
    assert spans(parts) == [(0, 10, "situation"), (10, 20, "action"), (20, 30, "situation")]
    assert spans(with_part((part(5, 10),), part(0, 20, ACTION))) == [(0, 20, "action")]


def test_parts_of_one_step_that_touch_become_one() -> None:
    assert spans(with_part((part(0, 10),), part(10, 15))) == [(0, 15, "situation")]
    assert spans(with_part((part(0, 10),), part(11, 15))) == [
        (0, 10, "situation"),
        (11, 15, "situation"),
    ]


def test_another_take_is_left_alone() -> None:
    other = part(0, 10, take=2)
    parts = with_part((other,), part(0, 10, ACTION))
    assert other in parts
    assert parts_of(parts, 2) == [other]
    assert other in without_stretch(parts, 1, 0, 100)


def test_a_stretch_is_taken_away() -> None:
    assert spans(without_stretch((part(0, 30),), 1, 10, 20)) == [
        (0, 10, "situation"),
        (20, 30, "situation"),
    ]


def test_the_time_of_each_step() -> None:
    parts = (part(0, 10), part(10, 40, ACTION), part(50, 55), part(0, 9, RESULT, take=2))
    found = seconds_by_role(parts, 1)
    assert (found[SITUATION], found[ACTION], found[RESULT]) == (15, 30, 0)
    assert list(found) == list(StarrRole)


def test_a_part_without_length_is_refused() -> None:
    with pytest.raises(ValidationError, match="must end after it starts"):
        part(5, 5)


@given(
    st.lists(
        st.tuples(st.integers(0, 50), st.integers(1, 20), st.sampled_from(list(StarrRole))),
        max_size=12,
    )
)
def test_a_moment_never_has_two_parts(placed: list[tuple[int, int, StarrRole]]) -> None:
    parts: tuple[Part, ...] = ()
    for start, length, role in placed:
        parts = with_part(parts, part(start, start + length, role))
        assert part(start, start + length, role).role in {
            each.role for each in parts if each.start <= start < each.end
        }
    for one, following in itertools.pairwise(parts):
        assert one.end <= following.start


def test_a_part_is_changed_in_its_place() -> None:
    parts = (part(0, 5), part(6, 9, ACTION), part(9, 12, RESULT))
    changed = with_changed(parts, parts[1], part(4, 10, ACTION))
    assert spans(changed) == [(0, 4, "situation"), (4, 10, "action"), (10, 12, "result")]
    called = with_changed(parts, parts[1], part(6, 9, RESULT))
    assert spans(called) == [(0, 5, "situation"), (6, 12, "result")]


def test_one_part_is_taken_away_and_no_other() -> None:
    parts = (part(0, 5), part(0, 5, take=2), part(6, 9, ACTION))
    assert without_part(parts, parts[0]) == parts[1:]
    assert without_part(parts, part(1, 5)) == parts
