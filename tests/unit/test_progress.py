"""Progress over time, what is covered, what has waited, and what to practise next."""

from __future__ import annotations

import datetime as dt

import pytest

from mockinterview.core.attempt import Attempt
from mockinterview.core.coverage import Coverage
from mockinterview.core.marking import Marking, Verdict
from mockinterview.core.next_time import Happened, Intention, NextTimeAnswer, intentions
from mockinterview.core.practising_next import Suggestion, practise_next
from mockinterview.core.progress import (
    Practised,
    criteria_over_time,
    domains_covered,
    longest_waiting,
    themes_over_time,
)
from mockinterview.files.content import load_content
from mockinterview.files.coverage import read_coverage
from mockinterview.paths import content_folder
from tests.marked_examples import (
    BEGINNING,
    CANNOT_TELL,
    MET,
    NOT_MET,
    PARTLY,
    made_attempt,
    make_question,
    make_rubric,
    marked,
)

SCHEME = make_rubric("a", "b", "no-c")
SOURCE = {"title": "Own", "confidence": "own"}
COVERAGE = Coverage.model_validate(
    {
        "version": 1,
        "themes_source": SOURCE,
        "themes": ["Ethics", "Motivation"],
        "domains_source": SOURCE,
        "domains": [
            {"id": "one", "title": "One", "criteria": ["scheme/a", "scheme/b"]},
            {"id": "two", "title": "Two", "criteria": ["other/a"]},
        ],
        "mapping_source": SOURCE,
    }
)
ETHICS, MORE_ETHICS = make_question("ethics"), make_question("more-ethics")
MOTIVATION = make_question("motivation", "Motivation", "other")
QUESTIONS = (ETHICS, MORE_ETHICS, MOTIVATION)


def done(day: int, question: str = "ethics", marking: Marking | None = None) -> Practised:
    wanted = next(one for one in QUESTIONS if one.id == question)
    scheme = SCHEME.model_copy(update={"rubric": wanted.rubric})
    return Practised(made_attempt(day, wanted, scheme), marking or Marking())


def suggest(
    practised: list[Practised], day: int, meant: list[Intention] | None = None
) -> list[Suggestion]:
    now = BEGINNING + dt.timedelta(days=day)
    return practise_next(practised, QUESTIONS, meant or [], COVERAGE, now)


def told(found: list[Suggestion]) -> list[tuple[str, str]]:
    return [(one.question.id, one.rule) for one in found]


def test_points_stand_in_order_of_time() -> None:
    practised = [done(5, marking=marked(a=MET)), done(1, marking=marked(a=NOT_MET, b=CANNOT_TELL))]
    found = {one.criterion.id: one for one in criteria_over_time(practised)}
    assert [point.verdict for point in found["a"].points] == [NOT_MET, MET]
    assert [point.attempt for point in found["a"].points] == ["attempt-1", "attempt-5"]
    assert [point.verdict for point in found["b"].points] == [CANNOT_TELL]
    assert "no-c" not in found


def test_named_themes_are_there_before_anything_is_practised() -> None:
    other = Practised(made_attempt(3, make_question("x", "Cooking"), SCHEME), Marking())
    found = themes_over_time([done(2, marking=marked(a=MET, b=PARTLY)), done(1), other], COVERAGE)
    assert [(one.theme, one.is_named, one.answers) for one in found] == [
        ("Ethics", True, 2),
        ("Motivation", True, 0),
        ("Cooking", False, 1),
    ]
    (point,) = found[0].points
    assert (point.content.met, point.content.marked, point.content.total) == (1, 2, 2)
    assert (found[0].last, found[1].last) == (BEGINNING + dt.timedelta(days=2), None)


def test_a_domain_counts_the_last_verdict_that_tells_something() -> None:
    practised = [
        done(1, marking=marked(a=NOT_MET, b=MET)),
        done(2, marking=marked(a=MET)),
        done(3, marking=marked(a=CANNOT_TELL)),
        done(4, marking=marked(b=PARTLY)),
    ]
    found = domains_covered(criteria_over_time(practised), COVERAGE)
    assert [(one.judged, one.met, one.total) for one in found] == [(2, 1, 2), (0, 0, 1)]


def test_what_was_never_answered_has_waited_longest() -> None:
    found = longest_waiting([done(5), done(3, "motivation"), done(9, "motivation")], QUESTIONS)
    assert [one.question.id for one in found] == ["more-ethics", "ethics", "motivation"]


def test_at_first_the_named_themes_are_suggested_and_then_new_questions() -> None:
    found = suggest([], 0)
    assert told(found) == [
        ("ethics", "new-theme"),
        ("motivation", "new-theme"),
        ("more-ethics", "new-question"),
    ]
    assert found[0].reason == "Nothing has been answered yet on “Ethics”."


def test_an_open_intention_brings_its_question_back() -> None:
    practised = [done(1), done(1, "motivation")]
    meant = [Intention("attempt-1", "ethics", "Say what I learnt.")]
    found = suggest(practised, 2, meant)
    assert told(found) == [("ethics", "intention"), ("more-ethics", "new-question")]
    assert found[0].reason.endswith("differently: “Say what I learnt.”")
    taken_up = [Intention("attempt-1", "ethics", "Say what I learnt.", "attempt-2")]
    assert ("ethics", "intention") not in told(suggest(practised, 2, taken_up))
    gone = [Intention("attempt-1", "not-there", "Say what I learnt.")]
    assert told(suggest(practised, 2, gone)) == [("more-ethics", "new-question")]


@pytest.mark.parametrize(
    ("last", "is_suggested"), [(NOT_MET, True), (PARTLY, False), (CANNOT_TELL, False)]
)
def test_what_is_missed_twice_in_a_row_is_practised_on_what_waited(
    last: Verdict, *, is_suggested: bool
) -> None:
    practised = [
        done(1, marking=marked(a=NOT_MET)),
        done(2, marking=marked(a=last)),
        done(2, "motivation"),
    ]
    found = suggest(practised, 3)
    assert (("more-ethics", "missed") in told(found)) is is_suggested
    if is_suggested:
        assert found[0].reason == "Not met in the last 2 answers that were judged on it: Says a."


def test_cannot_tell_does_not_break_a_row_and_a_pitfall_is_missed_when_seen() -> None:
    practised = [
        done(1, marking=marked(no_c=MET, a=MET)),
        done(2, marking=marked(no_c=CANNOT_TELL, a=MET)),
        done(3, marking=marked(no_c=MET, a=MET)),
        done(3, "motivation"),
    ]
    found = suggest(practised, 3)
    assert found[0].reason == "Seen in the last 2 answers that were judged on it: Says no-c."


@pytest.mark.parametrize(("days", "is_suggested"), [(13, False), (14, True)])
def test_a_theme_waits_two_weeks(days: int, *, is_suggested: bool) -> None:
    found = suggest([done(0), done(0, "more-ethics"), done(days, "motivation")], days)
    assert told(found) == ([("ethics", "waited")] if is_suggested else [])


def said(day: int, sentence: str, question: str = "ethics") -> tuple[Attempt, str]:
    return done(day, question).attempt, sentence


def test_a_sentence_waits_for_the_next_answer_and_for_a_person_to_judge_it() -> None:
    history = [said(1, "Slower."), said(2, "", "motivation"), said(3, "Shorter.")]
    found = intentions(history, {})
    assert [(one.sentence, one.later_attempt, one.happened) for one in found] == [
        ("Slower.", "attempt-3", None),
        ("Shorter.", "", None),
    ]
    answer = NextTimeAnswer(sentence="Slower.", later_attempt="attempt-3", happened=Happened.PARTLY)
    assert intentions(history, {"attempt-1": answer})[0].happened is Happened.PARTLY
    rewritten = [said(1, "Much slower."), *history[1:]]
    assert intentions(rewritten, {"attempt-1": answer})[0].happened is None


def test_what_is_shipped_names_themes_and_criteria_that_there_are() -> None:
    content = load_content([content_folder()])
    coverage = read_coverage()
    themes = {question.theme for _, question in content.questions}
    assert len(set(coverage.themes)) == 7
    assert set(coverage.themes) <= themes
    criteria = {
        f"{rubric.rubric}/{criterion.id}": criterion
        for rubric in content.rubrics.values()
        for criterion in rubric.criteria
    }
    assert len(coverage.domains) == 4
    for group in (*coverage.domains, *coverage.subjects):
        assert set(group.criteria) <= set(criteria), group.id
        assert len(set(group.criteria)) == len(group.criteria), group.id
    in_domains = {name for domain in coverage.domains for name in domain.criteria}
    assert not any(criteria[name].is_pitfall for name in in_domains)
