"""Which two attempts of the list are compared."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from mockinterview.index.record import AttemptRecord, describe
from mockinterview.ui.attempts.pairs import compare_words, pair_of
from tests.marked_examples import made_attempt, make_question, make_rubric
from tests.pack_examples import put_attempt


def record(tmp_path: Path, day: int, question: str = "asked") -> AttemptRecord:
    attempt = made_attempt(day, make_question(question), make_rubric("limit"))
    folder = put_attempt(tmp_path, attempt, (), None)
    found = describe(folder, folder.load(), folder.newest_marking(), "")
    return replace(found, has_sound=True)


def test_two_answers_to_one_question_are_a_pair(tmp_path: Path) -> None:
    one, other = record(tmp_path, 3), record(tmp_path, 1)
    assert pair_of([one, other], []) == (one, other)
    assert pair_of([one, replace(other, question_id="another")], []) is None
    assert pair_of([one, replace(other, has_sound=False)], []) is None


def test_one_is_compared_with_the_answer_before_it(tmp_path: Path) -> None:
    newest, middle, oldest = (record(tmp_path, day) for day in (5, 3, 1))
    all_three = [newest, middle, oldest]
    assert pair_of([newest], all_three) == (newest, middle)
    assert pair_of([middle], all_three) == (middle, oldest)
    assert pair_of([oldest], all_three) is None


def test_none_and_three_are_no_pair(tmp_path: Path) -> None:
    one = record(tmp_path, 1)
    assert pair_of([], [one]) is None
    assert pair_of([one, one, one], [one]) is None
    assert compare_words(2)[0] == "Compare the two"
