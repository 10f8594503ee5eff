"""A class in a table and as CSV."""

from __future__ import annotations

import csv
import io

from mockinterview.core.class_overview import Submission, as_csv, overviews
from tests.marked_examples import (
    MET,
    NOT_MET,
    PARTLY,
    made_attempt,
    make_criterion,
    make_question,
    make_rubric,
    marked,
)

QUESTION = make_question("why")
SCHEME = make_rubric("a", "no-c")


def submission(name: str, day: int, **verdicts: object) -> Submission:
    marking = marked("tutor", **verdicts).with_overall(3)  # type: ignore[arg-type]
    return Submission(name, made_attempt(day, QUESTION, SCHEME), marking)


def test_rows_stand_by_candidate_and_time() -> None:
    (found,) = overviews(
        [
            submission("ben", 1, a=MET),
            submission("Anna", 9, a=NOT_MET, no_c=MET),
            submission("Anna", 2),
        ]
    )
    assert [(row.submission.candidate, row.verdicts) for row in found.rows] == [
        ("Anna", (None, None)),
        ("Anna", (NOT_MET, MET)),
        ("ben", (MET, None)),
    ]
    assert not any(row.has_other_scheme for row in found.rows)
    assert (found.tally(0)[MET], found.tally(0)[NOT_MET], found.tally(0)[PARTLY]) == (1, 1, 0)


def test_each_scheme_has_a_table_in_the_state_of_the_newest_attempt() -> None:
    other = Submission(
        "Cem", made_attempt(3, QUESTION, make_rubric("z", rubric="another")), marked(z=MET)
    )
    newer = SCHEME.model_copy(update={"criteria": (*SCHEME.criteria, make_criterion("new"))})
    last = Submission("Dee", made_attempt(20, QUESTION, newer), marked(new=MET))
    found = overviews([submission("Anna", 1, a=MET), last, other])
    assert [one.rubric.title for one in found] == ["Another", "Scheme"]
    anna, dee = found[1].rows
    assert (anna.verdicts, anna.has_other_scheme) == ((MET, None, None), True)
    assert (dee.verdicts, dee.has_other_scheme) == ((None, None, MET), False)


def test_csv_is_read_back_and_no_name_is_a_formula() -> None:
    one = submission("=HYPERLINK(1)", 1, a=PARTLY, no_c=NOT_MET)
    marking = one.marking.with_next_time("Slower, “calmer”;\nshorter")
    (found,) = overviews([Submission(one.candidate, one.attempt, marking)])
    head, row = csv.reader(io.StringIO(as_csv(found), newline=""))
    assert head == [
        *("candidate", "attempt", "question"),
        *("Says a.", "Says no-c.", "overall", "next time"),
    ]
    assert row == [
        *("'=HYPERLINK(1)", "attempt-1", "why?"),
        *("Partly", "Avoided", "3", "Slower, “calmer”;\nshorter"),
    ]
