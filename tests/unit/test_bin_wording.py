"""What the bin says before it removes for good, and which entry is chosen after one has gone."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from mockinterview.core.sizes import size_words
from mockinterview.files.attempts import Library
from mockinterview.files.bin import BinSize, bin_attempt, bin_take, contents
from mockinterview.ui.bin.wording import bin_line, emptying_words, listed, removal_words
from mockinterview.ui.neighbours import still_current
from tests.unit.test_attempts import MOMENT
from tests.unit.test_bin import practised


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return Library(tmp_path / "library")


@pytest.mark.parametrize(
    ("takes", "goes"),
    [
        (0, "with its notes and marks is removed"),
        (1, "with its take, transcript, notes and marks is removed"),
        (2, "with its 2 takes, transcripts, notes and marks is removed"),
    ],
)
def test_the_question_names_all_that_goes(library: Library, takes: int, goes: str) -> None:
    folder = practised(library, takes)
    if takes:
        bin_take(folder, 1, MOMENT)  # one that was deleted alone goes as well
    bin_attempt(folder, MOMENT)
    (entry,) = contents(library)
    question, consequence = removal_words(entry)
    assert question == "Remove this attempt for good?"
    assert goes in consequence
    assert consequence.endswith(f"{size_words(entry.size)} in all. This cannot be undone.")


@pytest.mark.parametrize(
    ("size", "goes"),
    [
        (BinSize(1, 0, 2000), "1 attempt with all that belongs to it is removed, 2 KB"),
        (BinSize(0, 1, 2000), "1 take deleted alone is removed, 2 KB"),
        (BinSize(0, 2, 2000), "2 takes deleted alone are removed, 2 KB"),
        (
            BinSize(2, 1, 12_000_000),
            "2 attempts with all that belongs to them and 1 take deleted alone are removed, 12 MB",
        ),
    ],
)
def test_the_question_before_emptying_counts(size: BinSize, goes: str) -> None:
    assert emptying_words(size) == ("Empty the bin?", f"{goes} in all. This cannot be undone.")


def test_an_empty_bin_has_no_size() -> None:
    assert bin_line(BinSize(0, 0, 0)) == "empty"
    assert bin_line(BinSize(2, 1, 12_000_000)) == "3 items, 12 MB"


def test_the_list_tells_when_it_goes(library: Library) -> None:
    bin_attempt(practised(library), MOMENT)
    (entry,) = contents(library)
    after = [listed(entry, MOMENT + dt.timedelta(days=days)).meta for days in (0, 29, 31)]
    assert ["30 days left" in after[0], "1 day left" in after[1]] == [True, True]
    assert "goes at the next start" in after[2]


@pytest.mark.parametrize(
    ("current", "now", "chosen"),
    [
        ("b", "abc", "b"),
        ("b", "ac", "c"),
        ("c", "ab", "b"),
        ("b", "a", "a"),
        ("b", "xy", "x"),
        ("", "ab", "a"),
        ("b", "", ""),
    ],
)
def test_the_neighbour_of_what_has_gone_is_chosen(current: str, now: str, chosen: str) -> None:
    assert still_current(current, list("abc"), list(now)) == chosen
