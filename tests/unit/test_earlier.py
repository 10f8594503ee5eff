"""What earlier attempts say of the same question and the same criteria."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from mockinterview import paths
from mockinterview.core.attempt import Attempt
from mockinterview.core.marking import Marking, Verdict
from mockinterview.files.attempts import AttemptFolder, Library
from mockinterview.files.content import Content, load_content
from mockinterview.files.earlier import earlier_of

START = dt.datetime(2026, 11, 1, 9, tzinfo=dt.UTC)


@pytest.fixture(scope="module")
def shipped_content() -> Content:
    return load_content([paths.content_folder()])


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return Library(tmp_path / "library")


def make(library: Library, content: Content, question_id: str, day: int) -> AttemptFolder:
    bank, question = content.question(question_id)
    return library.create(
        Attempt(
            id="new",
            created=START + dt.timedelta(days=day),
            bank=bank.bank,
            question=question,
            rubric=content.rubric_of(question),
            format=content.format_of(bank, question),
        )
    )


def mark(folder: AttemptFolder, verdict: Verdict, next_time: str = "") -> None:
    folder.save_marking(Marking().with_verdict("both", verdict).with_next_time(next_time))


def test_the_newest_earlier_attempt_counts(library: Library, shipped_content: Content) -> None:
    folders = [make(library, shipped_content, "leader-or-follower", day) for day in range(4)]
    mark(folders[0], Verdict.NOT_MET, "Begin with an example.")
    mark(folders[1], Verdict.PARTLY)
    mark(folders[3], Verdict.MET, "This comes later.")
    found = earlier_of(folders[2], folders[2].load())
    assert found.next_time == "Begin with an example."
    assert found.marks["both"].mark.verdict is Verdict.PARTLY
    assert found.marks["both"].made == START + dt.timedelta(days=1)


def test_nothing_before_says_nothing(library: Library, shipped_content: Content) -> None:
    folder = make(library, shipped_content, "leader-or-follower", 0)
    mark(folder, Verdict.MET, "Its own sentence.")
    found = earlier_of(folder, folder.load())
    assert (found.next_time, found.marks) == ("", {})


def test_another_scheme_and_a_broken_attempt_are_passed_over(
    library: Library, shipped_content: Content
) -> None:
    other = make(library, shipped_content, "why-imperial", 0)
    mark(other, Verdict.MET, "About Imperial.")
    broken = make(library, shipped_content, "leader-or-follower", 1)
    (broken.path / "attempt.json").write_text("{")
    folder = make(library, shipped_content, "leader-or-follower", 2)
    found = earlier_of(folder, folder.load())
    assert (found.next_time, found.marks) == ("", {})
