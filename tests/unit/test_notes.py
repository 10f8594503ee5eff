"""Notes: when each line was written, and whether it came up in the answer."""

from __future__ import annotations

import pytest

from mockinterview.core.attempt import NoteLine
from mockinterview.core.notes import timed_lines, uses
from mockinterview.core.transcript import Word


def spoken(text: str) -> list[Word]:
    """One word a second."""
    return [
        Word(word=word, start=float(place), end=place + 0.5, probability=1)
        for place, word in enumerate(text.split())
    ]


def test_lines_keep_the_time_when_they_were_last_written_to() -> None:
    lines = timed_lines((), "food bank", 3.0)
    lines = timed_lines(lines, "food bank\nST JOHN\n\n", 9.0)
    lines = timed_lines(lines, "first say both\nfood bank\nST JOHN", 20.0)
    assert [(line.text, line.seconds) for line in lines] == [
        ("first say both", 20.0),
        ("food bank", 3.0),
        ("ST JOHN", 9.0),
    ]
    changed = timed_lines(lines, "first say both\nfood bank shift\nST JOHN", 31.0)
    assert [line.seconds for line in changed] == [20.0, 31.0, 9.0]
    assert timed_lines(changed, "", 40.0) == ()


@pytest.mark.parametrize(
    ("note", "answer", "heard_at"),
    [
        ("food bank shift", "So at the Food bank, I led the shifts.", 3.0),
        ("leading cadets", "I lead eleven cadets", 1.0),
        ("followed my supervisor", "Then following the supervisor was right.", 1.0),
        ("St John Ambulance", "I was in charge.", None),
        ("teamwork, empathy, audit", "We did an audit.", None),
        ("end on medicine", "And in medicine that matters.", 2.0),
        ("!!! →", "Anything at all.", None),
        ("car", "I care a great deal.", None),
    ],
)
def test_a_line_is_used_when_half_of_its_words_come_up(
    note: str, answer: str, heard_at: float | None
) -> None:
    found = uses([NoteLine(seconds=1, text=note)], spoken(answer))
    assert [use.heard_at for use in found] == [heard_at]
