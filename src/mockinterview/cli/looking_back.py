"""The commands that look back: agreement, compare, progress."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from itertools import combinations
from typing import Any

from pydantic import TypeAdapter

from mockinterview.cli import output
from mockinterview.cli.reports import (
    refuse_what_is_about_reports,
    write_agreement,
    write_comparison,
)
from mockinterview.core.agreement import SideBySide, side_by_side
from mockinterview.core.agreement_over_answers import (
    AgreementOverAnswers,
    MarkedAnswer,
    doubled_sentence,
    over_answers,
)
from mockinterview.core.comparison import Comparison
from mockinterview.core.comparison import compare as compare_sides
from mockinterview.core.content import Criterion
from mockinterview.core.coverage import Coverage
from mockinterview.core.marking import Mark, verdict_word
from mockinterview.core.practising_next import practise_next
from mockinterview.core.progress import (
    Practised,
    criteria_over_time,
    domains_covered,
    themes_over_time,
)
from mockinterview.core.strictness import Strictness, strictness
from mockinterview.errors import UsageError, WrongUsageError
from mockinterview.files.coverage import read_coverage
from mockinterview.looking_back import LookingBack, look_back, marked_answer, side
from mockinterview.pack.received import (
    is_kept_back,
    show_all_the_same,
    unreadable_markings,
)
from mockinterview.services import Services


def agreement(services: Services, arguments: argparse.Namespace) -> int:
    """The markings of attempts side by side, and figures over all of them."""
    if arguments.to is not None:
        return write_agreement(services, arguments)
    if arguments.between:
        raise WrongUsageError("--between is about a report.", "Add --to FILE, or leave it out.")
    refuse_what_is_about_reports(arguments)
    answers = _marked_by_several(services, arguments)
    over = over_answers(answers)
    strict = _strictness(answers, over.markers, read_coverage())
    if arguments.json:
        output.write_json(
            {
                "attempts": [_answer_data(answer) for answer in answers],
                "over_answers": _data(over),
                "strictness": strict_data(strict),
            }
        )
        return output.DONE
    _write_answers(answers)
    _write_figures(over)
    for told in strict.values():
        if told.sentence:
            low, high = told.estimate.low or 0.0, told.estimate.high or 0.0
            count = told.estimate.answers
            output.write_text(f"{told.sentence} ({count} answers; {low:.2f} to {high:.2f} steps)")
    return output.DONE


def _marked_by_several(services: Services, arguments: argparse.Namespace) -> list[MarkedAnswer]:
    """The answers with everybody's marks on them.

    Raises:
        UsageError: none of them has marks of two people, or they are kept back.
    """
    folders = [services.library.open(name) for name in dict.fromkeys(arguments.attempts)]
    if arguments.uncover:
        for folder in folders:
            show_all_the_same(folder)
    answers = [marked_answer(folder, folder.load()) for folder in folders]
    for path in (path for folder in folders for path in unreadable_markings(folder)):
        output.write_status(f"Marks that cannot be understood are left out: {path}")
    kept_back = [folder.id for folder in folders if is_kept_back(folder)]
    if any(len(answer.markings) > 1 for answer in answers):
        for name in kept_back:
            output.write_status(f"{name}: what others marked is kept back until you mark it.")
        return answers
    if kept_back:
        raise UsageError(
            "What others marked is kept back until you have finished your first pass.",
            "Where you have not begun, --uncover shows it; later marks are not blind then.",
        )
    raise UsageError(
        "No attempt here has marks of two people.",
        "Import the pack that a tutor sent back, or mark it in the other role.",
    )


def _write_answers(answers: Sequence[MarkedAnswer]) -> None:
    for answer in answers:
        output.write_text(answer.attempt)
        for name, other, pair in _pairs(answer):
            output.write_paragraph(f"{name} and {other}: {pair.sentence}", "  ")
        if answer.doubled:
            output.write_paragraph(doubled_sentence(answer.doubled), "  ")


def compare(services: Services, arguments: argparse.Namespace) -> int:
    """Two attempts at one question."""
    if arguments.one == arguments.other:
        raise WrongUsageError("These are one and the same attempt.", "Name two different ones.")
    folders = [services.library.open(name) for name in (arguments.one, arguments.other)]
    attempts = [folder.load() for folder in folders]
    if attempts[0].question.id != attempts[1].question.id:
        questions = " and ".join(f"“{attempt.question.id}”" for attempt in attempts)
        raise UsageError(
            "The attempts answer different questions.", f"They are {questions}; choose one of them."
        )
    if arguments.to is not None:
        return write_comparison(services, folders, arguments)
    refuse_what_is_about_reports(arguments)
    found = compare_sides(*(side(services, *pair) for pair in zip(folders, attempts, strict=True)))
    if arguments.json:
        output.write_json(_comparison_data(found))
        return output.DONE
    _write_comparison(found)
    return output.DONE


def progress(services: Services, arguments: argparse.Namespace) -> int:
    """What was practised over time, what is covered, and what to practise next."""
    coverage = read_coverage()
    found = look_back(services.library)
    questions = [question for _, question in services.content.questions]
    criteria = criteria_over_time(found.practised)
    suggestions = practise_next(
        found.practised, questions, found.intentions, coverage, services.library.now()
    )
    if arguments.json:
        data = {
            "answers": len(found.practised),
            "criteria": _criteria_data(found.practised),
            "themes": _data(themes_over_time(found.practised, coverage)),
            "domains": [
                {
                    "domain": one.domain.title,
                    "judged": one.judged,
                    "met": one.met,
                    "total": one.total,
                }
                for one in domains_covered(criteria, coverage)
            ],
            "sources": {
                "themes": _data(coverage.themes_source),
                "domains": _data(coverage.domains_source),
                "criteria_of_domains": _data(coverage.mapping_source),
            },
            "next_time": _data(found.intentions),
            "practise_next": [
                {"question": one.question.id, "rule": one.rule, "reason": one.reason}
                for one in suggestions
            ],
            "unreadable": found.unreadable,
        }
        output.write_json(data)
        return output.DONE
    _write_progress(found, coverage)
    output.write_text("\nTo practise next")
    for one in suggestions:
        output.write_text(f"  {one.question.id}")
        output.write_paragraph(one.reason, "    ")
    return output.DONE


def strict_data(strict: dict[str, Strictness]) -> dict[str, Any]:
    """By subject: the figure, and the sentence or an empty text."""
    return {name: _data(told) for name, told in strict.items()}


def _strictness(
    answers: list[MarkedAnswer], markers: tuple[str, ...], coverage: Coverage
) -> dict[str, Strictness]:
    """The candidate against each other marker, by subject; nothing without a candidate."""
    found = {}
    for other in markers:
        if "Candidate" not in markers or other == "Candidate":
            continue
        for subject in coverage.subjects:
            found[f"{other}: {subject.id}"] = strictness(
                answers,
                "Candidate",
                other,
                subject,
                their_name=other,
            )
    return found


def _pairs(answer: MarkedAnswer) -> list[tuple[str, str, SideBySide]]:
    return [
        (name, other, side_by_side(answer.markings[name], answer.markings[other], answer.rubric))
        for name, other in combinations(answer.markings, 2)
    ]


def _answer_data(answer: MarkedAnswer) -> dict[str, Any]:
    return {
        "attempt": answer.attempt,
        "markers": list(answer.markings),
        "pairs": [
            {
                "yours": name,
                "theirs": other,
                "agreed": pair.agreed,
                "compared": pair.compared,
                "sentence": pair.sentence,
                "criteria": [
                    {
                        "id": row.criterion.id,
                        "text": row.criterion.text,
                        "relation": row.relation,
                        "yours": _data(row.yours),
                        "theirs": _data(row.theirs),
                    }
                    for row in pair.rows
                ],
            }
            for name, other, pair in _pairs(answer)
        ],
    }


def _write_figures(over: AgreementOverAnswers) -> None:
    output.write_text("\nAll criteria together")
    for estimate in over.together:
        output.write_paragraph(estimate.sentence, "  ")
    for one in over.criteria:
        told = [estimate.sentence for estimate in one.figures if estimate.value is not None]
        if told or one.advice:
            output.write_paragraph(f"{one.rubric}: {one.criterion.text}")
        for line in (*told, one.advice):
            if line:
                output.write_paragraph(line, "  ")


def _comparison_data(found: Comparison) -> dict[str, Any]:
    return {
        "before": found.before.attempt.id,
        "after": found.after.attempt.id,
        "sentence": found.sentence,
        "scheme_remark": found.scheme_remark,
        "criteria": [
            {
                "id": one.criterion.id,
                "text": one.criterion.text,
                "kind": one.criterion.kind,
                "change": one.change,
                "is_reworded": one.is_reworded,
                "before": _data(one.before),
                "after": _data(one.after),
            }
            for one in found.criteria
        ],
        "measures": [
            {
                "name": one.name,
                "title": one.title,
                "before": _data(one.before) if one.before else None,
                "after": _data(one.after) if one.after else None,
            }
            for one in found.measures
        ],
        "words": {
            "before": {"count": found.words_before, "text": found.before.text},
            "after": {"count": found.words_after, "text": found.after.text},
        },
    }


def _write_comparison(found: Comparison) -> None:
    output.write_text(f"{found.before.attempt.id} and {found.after.attempt.id}")
    output.write_text(found.sentence)
    if found.scheme_remark:
        output.write_paragraph(found.scheme_remark)
    for one in found.criteria:
        told = f"{_word(one.before, one.criterion)} → {_word(one.after, one.criterion)}"
        output.write_paragraph(f"[{told}] {one.criterion.text}", "  ")
    for pair in found.measures:
        values = [measure.value if measure else "–" for measure in (pair.before, pair.after)]
        output.write_paragraph(f"{pair.title}: {' → '.join(values)}", "  ")
    output.write_text(f"  Words: {found.words_before} → {found.words_after}")


def _word(mark: Mark, criterion: Criterion) -> str:
    return verdict_word(mark.verdict, criterion.kind) if mark.verdict else "–"


def _criteria_data(practised: list[Practised]) -> list[dict[str, Any]]:
    return [
        {
            "rubric": one.rubric,
            "id": one.criterion.id,
            "text": one.criterion.text,
            "kind": one.criterion.kind,
            "points": _data(one.points),
        }
        for one in criteria_over_time(practised)
    ]


def _write_progress(found: LookingBack, coverage: Coverage) -> None:
    for name, reason in found.unreadable.items():
        output.write_status(f"{name}: {reason}")
    output.write_text("Themes")
    for theme in themes_over_time(found.practised, coverage):
        last = f", last on {theme.last:%d %B %Y}" if theme.last else ""
        word = "answer" if theme.answers == 1 else "answers"
        output.write_text(f"  {theme.theme}: {theme.answers or 'no'} {word}{last}")
    output.write_text(
        "\nDomains of Good medical practice (which criteria belong to them: our reading)"
    )
    for domain in domains_covered(criteria_over_time(found.practised), coverage):
        told = f"{domain.judged} of {domain.total} criteria judged, {domain.met} met"
        output.write_text(f"  {domain.domain.title}: {told}")


def _data(value: Any) -> Any:
    """Plain data of a value or of several."""
    return TypeAdapter(type(value)).dump_python(value, mode="json")
