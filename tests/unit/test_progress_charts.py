"""What charts over time show and say, which days an axis names, and the words of the page."""

from __future__ import annotations

import datetime as dt

import pytest

from mockinterview.core.agreement_figures import Estimate
from mockinterview.core.coverage import CriterionGroup
from mockinterview.core.marking import Count, Verdict
from mockinterview.core.next_time import Happened, Intention
from mockinterview.core.progress import (
    CriterionPoint,
    CriterionProgress,
    DomainProgress,
    ThemePoint,
    ThemeProgress,
)
from mockinterview.core.strictness import STEPS, Strictness
from mockinterview.core.tutor_agreement import AgreementPoint, TutorAgreement
from mockinterview.ui.progress.charts import agreement_chart, criterion_chart, theme_chart
from mockinterview.ui.progress.sentences import sentences_remark
from mockinterview.ui.progress.ticks import date_ticks
from mockinterview.ui.progress.wording import (
    agreement_words,
    domains_sentence,
    strict_words,
    waited_words,
)
from tests.marked_examples import BEGINNING, CANNOT_TELL, MET, NOT_MET, PARTLY, make_criterion


def on(day: int) -> dt.datetime:
    return BEGINNING + dt.timedelta(days=day)


def progress_of(name: str, *verdicts: Verdict) -> CriterionProgress:
    points = tuple(CriterionPoint(on(day), f"a{day}", v) for day, v in enumerate(verdicts))
    return CriterionProgress("scheme", make_criterion(name), points)


def test_a_theme_tells_its_first_and_its_last_answer() -> None:
    points = tuple(
        ThemePoint(on(day), f"a{day}", Count(met=met, marked=4, total=5))
        for day, met in ((0, 1), (9, 3))
    )
    chart = theme_chart(ThemeProgress("Ethics", True, 3, on(9), points))
    assert [point.level for point in chart.points] == [0.25, 0.75]
    assert chart.rows[-1] == ("10 Oct 2026, 18:00", "3 of 4")
    assert chart.sentence == (
        "3 answers on “Ethics”, 2 marked. Content criteria met: 1 of 4 the first time"
        " (1 Oct 2026), 3 of 4 the last time (10 Oct 2026)."
    )


def test_a_theme_without_marks_has_a_sentence_and_no_points() -> None:
    chart = theme_chart(ThemeProgress("Ethics", True, 1, on(1), ()))
    assert (chart.points, chart.sentence) == ((), "1 answer on “Ethics”, none marked yet.")


def test_a_trait_stands_higher_the_better_it_was_shown() -> None:
    chart = criterion_chart(progress_of("limit", NOT_MET, PARTLY, CANNOT_TELL, MET))
    assert [point.level for point in chart.points] == [0.0, 1.0, -1.0, 2.0]
    assert [word for _, word in chart.levels] == ["Can't tell", "Not met", "Partly", "Met"]
    assert chart.sentence == "Met in 1 of 3 judged answers. Met the last time. 1 could not be told."


def test_a_pitfall_that_was_avoided_stands_high() -> None:
    chart = criterion_chart(progress_of("no-blame", NOT_MET, MET, MET))
    assert [point.level for point in chart.points] == [2.0, 0.0, 0.0]
    assert [(level, word) for level, word in chart.levels] == [
        (0.0, "Seen"),
        (1.0, "Partly"),
        (2.0, "Avoided"),
    ]
    assert [point.look for point in chart.points] == ["met", "not_met", "not_met"]
    assert chart.sentence == "Avoided in 1 of 3 judged answers. Seen in the last 2."


def test_what_could_never_be_told_says_so() -> None:
    sentence = criterion_chart(progress_of("limit", CANNOT_TELL)).sentence
    assert sentence == "Judged in 1 answer, and never could it be told."


@pytest.mark.parametrize(
    ("days", "most", "expected"),
    [
        (0, 5, ["1 Oct"]),
        (4, 5, ["1 Oct", "2 Oct", "3 Oct", "4 Oct", "5 Oct"]),
        (20, 4, ["1 Oct", "8 Oct", "15 Oct"]),
        (60, 3, ["1 Oct", "31 Oct", "30 Nov"]),
        (120, 3, ["1 Oct 2026", "31 Dec 2026"]),
    ],
)
def test_an_axis_names_a_few_days_evenly_apart(days: int, most: int, expected: list[str]) -> None:
    assert [words for _, words in date_ticks(on(0), on(days), most)] == expected


def tutor(answers: int, *strict: Strictness, figures: tuple[Estimate, ...] = ()) -> TutorAgreement:
    points = tuple(AgreementPoint(on(day), f"a{day}", 3, 4) for day in range(answers))
    return TutorAgreement("Dr Finch", points, figures, strict)


def test_agreement_is_charted_answer_by_answer() -> None:
    chart = agreement_chart(tutor(2))
    assert [point.words for point in chart.points] == ["3 of 4", "3 of 4"]
    assert chart.sentence.startswith(
        "You and Dr Finch gave the same verdict on 6 of 8 criteria, in 2 answers."
    )


def test_of_few_answers_no_figure_is_told() -> None:
    figure = Estimate("Cohen’s kappa", 3, 0.5, 0.1, 0.9)
    assert "0.5" not in agreement_words(tutor(3, figures=(figure,)))
    assert agreement_words(tutor(12, figures=(figure,))) == (
        "Cohen’s kappa 0.50 (95 % interval 0.10 to 0.90, 3 answers)."
    )


def test_who_is_stricter_is_told_with_its_interval_or_not_at_all() -> None:
    told = Strictness(Estimate(STEPS, 14, 0.5, 0.21, 0.78), "You are stricter than Dr Finch.")
    assert strict_words(told) == (
        "You are stricter than Dr Finch. By 0.2 to 0.8 steps a criterion (95 % interval,"
        " 14 answers)."
    )
    generous = Strictness(Estimate(STEPS, 14, -0.5, -0.78, -0.21), "You are more generous.")
    assert "By 0.2 to 0.8 steps" in strict_words(generous)
    assert strict_words(Strictness(Estimate(STEPS, 14, 0.1, -0.2, 0.4), "")) == ""


def test_domains_tell_most_and_least() -> None:
    def domain(title: str, judged: int) -> DomainProgress:
        group = CriterionGroup(id=title.lower(), title=title, criteria=("a/b", "a/c"))
        return DomainProgress(group, judged, 0)

    assert "No criterion" in domains_sentence([domain("Trust", 0), domain("Care", 0)])
    told = domains_sentence([domain("Trust", 0), domain("Care", 2)])
    assert told.startswith("Most is judged of “Care”, least of “Trust” (0 of 2 criteria).")
    assert domains_sentence([domain("Trust", 1), domain("Care", 1)]).startswith("All domains")


def test_how_long_something_has_waited() -> None:
    told = [waited_words(on(day), on(20)) for day in (20, 19, 6)]
    assert [*told, waited_words(None, on(20))] == ["today", "yesterday", "14 days ago", "never"]


def test_sentences_are_summed_up() -> None:
    def intention(later: str = "", happened: Happened | None = None) -> Intention:
        return Intention("a", "q", "Slower.", later, happened)

    assert sentences_remark([]).startswith("What you write")
    told = sentences_remark([intention(), intention("b"), intention("b", Happened.YES)])
    assert told == "3 sentences. Did it happen: yes 1. Of 1 you can say now whether it happened."
