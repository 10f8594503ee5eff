"""When a first pass is blind no more."""

from __future__ import annotations

from mockinterview.core.marking import Marking, Verdict
from mockinterview.core.passes import second_pass
from mockinterview.ui.marking.passes.glance import Glance

OPEN = Marking().with_verdict("first", Verdict.MET)
COVERED = OPEN.with_blind(is_blind=True)
SECOND = second_pass(COVERED)


def seen(*shown: Marking) -> list[bool]:
    glance = Glance()
    return [glance.is_seen_in("attempt", marking) for marking in shown]


def test_what_is_covered_from_the_first_mark_is_not_seen() -> None:
    blank = Marking()
    covered = blank.with_blind(is_blind=True)
    assert not any(seen(blank, covered, COVERED, COVERED, SECOND, SECOND))


def test_taking_the_cover_off_shows_it_for_good() -> None:
    assert seen(COVERED, OPEN, OPEN) == [False, True, False]
    assert OPEN.with_blind(is_blind=True).is_unseen
    assert not OPEN.as_uncovered().with_blind(is_blind=True).is_unseen


def test_covering_comes_too_late_for_marks_made_beside_it() -> None:
    assert seen(OPEN, COVERED) == [False, True]


def test_after_the_second_pass_it_has_been_read() -> None:
    assert seen(COVERED, SECOND, COVERED) == [False, False, True]
    assert seen(COVERED, SECOND, OPEN) == [False, False, True]


def test_another_attempt_begins_anew() -> None:
    glance = Glance()
    assert not glance.is_seen_in("one", OPEN)
    assert not glance.is_seen_in("two", COVERED)
    assert not glance.is_seen_in("one", OPEN)
