"""Marks in the terminal: the checklist, and what every marker said in each pass."""

from __future__ import annotations

from mockinterview.cli import output
from mockinterview.core.agreement import marker_name
from mockinterview.core.content import Category, Criterion, Rubric
from mockinterview.core.lengths import as_clock
from mockinterview.core.marking import OVERALL_WORDS, Marking, verdict_word
from mockinterview.core.passes import FIRST, SECOND, moved
from mockinterview.core.weighing import marks_in_words
from mockinterview.errors import LibraryError
from mockinterview.files.attempts import AttemptFolder
from mockinterview.pack.received import shown_markings


def write_marks(folder: AttemptFolder, rubric: Rubric) -> None:
    """The marks of everybody, the candidate's first: of two passes the second, with what moved.

    A checklist without marks where nobody has marked; of marks that cannot be read it says so.
    """
    problem = _problem(folder)
    if problem is not None:
        output.write_text()
        output.write_paragraph(str(problem))
    known = sorted(shown_markings(folder), key=lambda one: one.role != "candidate")
    latest = [one for one in known if one.pass_number != FIRST or _second_of(one, known) is None]
    if not latest and problem is None:
        latest = [Marking()]
    for marking in latest:
        is_only = len(known) <= 1 and marking.role == "candidate"
        output.write_text("" if is_only else f"\n{marks_title(marking)}")
        _write_marking(rubric, marking, _first_of(marking, known))


def marks_title(marking: Marking) -> str:
    """“Candidate, second pass”."""
    which = {FIRST: "first pass", SECOND: "second pass"}
    place = which.get(marking.pass_number, f"pass {marking.pass_number}")
    return f"{marker_name(marking)}, {place}"


def marking_data(rubric: Rubric, marking: Marking) -> dict[str, object]:
    """One person's marks in one pass as data."""
    return {
        "marker": marker_name(marking),
        "role": marking.role,
        "pass": marking.pass_number,
        "is_blind": marking.is_blind,
        "was_uncovered": marking.was_uncovered,
        "criteria": criteria(rubric, marking),
        "overall": marking.overall,
        "next_time": marking.next_time,
        "comments": [comment.model_dump(mode="json") for comment in marking.comments],
    }


def criteria(rubric: Rubric, marking: Marking) -> list[dict[str, object]]:
    """The checklist as data: verdicts only where a person gave one."""
    return [
        {
            "id": criterion.id,
            "kind": criterion.kind.value,
            "category": criterion.category.value,
            "text": criterion.text,
            "verdict": marking.mark(criterion.id).verdict,
            "note": marking.mark(criterion.id).note,
            "evidence": [
                evidence.model_dump(mode="json") for evidence in marking.mark(criterion.id).evidence
            ],
        }
        for criterion in rubric.criteria
    ]


def write_checklist(rubric: Rubric, marking: Marking) -> None:
    """The checklist for people, content, communication and pitfalls apart."""
    for title, section in checklist_sections(rubric):
        output.write_text(title)
        for criterion in section:
            output.write_text(f"  [{_word(marking, criterion) or ' '}] {criterion.text}")


def checklist_sections(rubric: Rubric) -> list[tuple[str, list[Criterion]]]:
    """The sections that have criteria, with their titles."""
    positive = [criterion for criterion in rubric.criteria if not criterion.is_pitfall]
    sections = [
        ("Content", [one for one in positive if one.category is Category.CONTENT]),
        ("Communication", [one for one in positive if one.category is Category.COMMUNICATION]),
        ("Pitfalls to avoid", [one for one in rubric.criteria if one.is_pitfall]),
    ]
    return [(title, section) for title, section in sections if section]


def _write_marking(rubric: Rubric, marking: Marking, first: Marking | None) -> None:
    write_checklist(rubric, marking)
    for category in Category:
        words = marks_in_words(marking, rubric, category)
        if words:
            output.write_text(f"{category.value.capitalize()}: {words}")
    if marking.overall is not None:
        output.write_text(f"Overall: {OVERALL_WORDS[marking.overall]}")
    if marking.next_time:
        output.write_paragraph(f"Next time: {marking.next_time}")
    for comment in marking.comments:
        moment = f"take {comment.take}, {as_clock(comment.start)}"
        output.write_paragraph(f"Comment ({moment}): {comment.text}")
    if first is not None:
        changes = moved(first, marking, rubric)
        total = len(rubric.criteria)
        output.write_text(f"{len(changes)} of {total} changed since the first pass")
        for change in changes:
            before = _word(first, change.criterion) or "Not marked"
            after = _word(marking, change.criterion) or "Not marked"
            output.write_text(f"  {before}, then {after.lower()}: {change.criterion.text}")


def _problem(folder: AttemptFolder) -> LibraryError | None:
    """Why marks made here cannot be read."""
    try:
        folder.newest_marking()
        folder.marking()
    except LibraryError as error:
        return error
    return None


def _word(marking: Marking, criterion: Criterion) -> str:
    verdict = marking.mark(criterion.id).verdict
    return verdict_word(verdict, criterion.kind) if verdict else ""


def _second_of(first: Marking, known: list[Marking]) -> Marking | None:
    return next((one for one in known if _is_of(first, one) and one.pass_number == SECOND), None)


def _first_of(marking: Marking, known: list[Marking]) -> Marking | None:
    """The first pass of the same person; none where marks of several first passes came."""
    if marking.pass_number != SECOND:
        return None
    firsts = [one for one in known if _is_of(marking, one) and one.pass_number == FIRST]
    return firsts[0] if len(firsts) == 1 else None


def _is_of(one: Marking, other: Marking) -> bool:
    """Whether both are of the same person, as far as role and name tell."""
    return (one.role, marker_name(one)) == (other.role, marker_name(other))
