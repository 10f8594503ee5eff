"""Two attempts at one question, or two people's marks on one, side by side as a report."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Final

from mockinterview.core.agreement import Relation, SideBySide
from mockinterview.core.attempt import Attempt
from mockinterview.core.comparison import Change, ChangedCriterion, Comparison
from mockinterview.core.content import Criterion
from mockinterview.core.marking import Marking
from mockinterview.report.choice import ReportChoice
from mockinterview.report.document import (
    Cell,
    Checklist,
    ClipOf,
    Document,
    Fact,
    Facts,
    Grid,
    Item,
    Judgement,
    Prose,
    Section,
    Sounds,
    Tone,
)
from mockinterview.report.telling import (
    Teller,
    answer_line,
    made_by,
    overall_told,
    paragraphs,
    short_day,
)

CHANGES: Final = {
    Change.BETTER: ("Better", Tone.MET),
    Change.SAME: ("The same", Tone.PLAIN),
    Change.WORSE: ("Worse", Tone.NOT_MET),
    Change.CANNOT_TELL: ("Cannot be compared", Tone.CANNOT_TELL),
    Change.NOT_MARKED: ("Not marked in both", Tone.CANNOT_TELL),
    Change.ONLY_BEFORE: ("Only in the earlier scheme", Tone.CANNOT_TELL),
    Change.ONLY_AFTER: ("New in the later scheme", Tone.CANNOT_TELL),
}


def comparison_report(
    found: Comparison, clip_of: ClipOf, now: dt.datetime, choice: ReportChoice
) -> Document:
    """What changed from one attempt to the next at the same question."""
    before, after = found.before.attempt, found.after.attempt
    return Document(
        kind="Two answers compared",
        title=after.question.prompt,
        line=f"Before: {answer_line(before)}\nAfter: {answer_line(after)}",
        sections=tuple(_compared(found, clip_of, choice)),
        remark=made_by(now),
    )


def agreement_report(
    attempt: Attempt,
    found: SideBySide,
    names: tuple[str, str],
    clip_of: ClipOf,
    now: dt.datetime,
) -> Document:
    """Two people's marks on one answer; `names` are theirs, in the order of `found`."""
    teller = Teller(attempt, clip_of)
    items = tuple(
        Item(
            number,
            _criterion_text(row.criterion),
            (
                teller.judgement(row.criterion, row.yours, names[0]),
                teller.judgement(row.criterion, row.theirs, names[1]),
            ),
            *_relation_told(row.relation, names),
        )
        for number, row in enumerate(found.rows, start=1)
    )
    whole = _wholes((found.yours, found.theirs), names)
    return Document(
        kind="Two markers side by side",
        title=attempt.question.prompt,
        line=f"{names[0]} and {names[1]} · {answer_line(attempt)}",
        sections=(
            Section("As a whole", (Prose((found.sentence,)), whole)),
            Section("Criteria", (Checklist(items),)),
            *_comments(teller, found, names),
        ),
        remark=made_by(now),
    )


def _comments(teller: Teller, found: SideBySide, names: tuple[str, str]) -> Iterator[Section]:
    for name, marking in zip(names, (found.yours, found.theirs), strict=True):
        said = teller.comments(marking)
        if said:
            yield Section(f"Comments: {name}", (Sounds(said),))


def _compared(found: Comparison, clip_of: ClipOf, choice: ReportChoice) -> Iterator[Section]:
    names = _names(found)
    told = [found.sentence, found.scheme_remark]
    whole = _wholes((found.before.marking, found.after.marking), names)
    yield Section("As a whole", (Prose(tuple(text for text in told if text)), whole))
    tellers = Teller(found.before.attempt, clip_of), Teller(found.after.attempt, clip_of)
    items = tuple(
        _item(number, each, tellers, names) for number, each in enumerate(found.criteria, start=1)
    )
    yield Section("Criteria", (Checklist(items),))
    if found.measures and choice.has_measures:
        rows = tuple(
            (
                Cell(pair.title),
                Cell(pair.before.value if pair.before else "–"),
                Cell(pair.after.value if pair.after else "–"),
            )
            for pair in found.measures
        )
        note = Prose(("Measures inform a person; they are no marks.",), is_quiet=True)
        grid = Grid("What was measured in both answers", ("Measure", *names), rows)
        yield Section("Measures", (note, grid))
    for side, name in ((found.before, names[0]), (found.after, names[1])):
        if side.text and choice.has_words:
            words = Prose(paragraphs(side.text), is_quoted=True)
            yield Section(f"What was said · {name}", (words,))


def _names(found: Comparison) -> tuple[str, str]:
    """“Before, 20 Nov 2026”; with the time where both are of one day."""
    before, after = found.before.attempt.created, found.after.attempt.created
    if short_day(before) == short_day(after):
        return f"Before, {before:%H:%M}", f"After, {after:%H:%M}"
    return f"Before, {short_day(before)}", f"After, {short_day(after)}"


def _item(
    number: int,
    each: ChangedCriterion,
    tellers: tuple[Teller, Teller],
    names: tuple[str, str],
) -> Item:
    judgements: list[Judgement] = []
    if each.change is not Change.ONLY_AFTER:
        judgements.append(tellers[0].judgement(each.criterion, each.before, names[0]))
    if each.change is not Change.ONLY_BEFORE:
        judgements.append(tellers[1].judgement(each.criterion, each.after, names[1]))
    word, tone = CHANGES[each.change]
    if each.is_reworded:
        word = f"{word}; the criterion was worded otherwise before"
    return Item(number, _criterion_text(each.criterion), tuple(judgements), word, tone)


def _criterion_text(criterion: Criterion) -> str:
    """The criterion, which here does not stand under the heading that tells its kind."""
    return f"Pitfall: {criterion.text}" if criterion.is_pitfall else criterion.text


def _wholes(markings: tuple[Marking, Marking], names: tuple[str, str]) -> Facts | Grid:
    rows = [(Cell("Overall"), *(Cell(overall_told(one)) for one in markings))]
    if any(one.next_time.strip() for one in markings):
        said = (Cell(one.next_time.strip() or "–") for one in markings)
        rows.append((Cell("Next time"), *said))
    if all(one.overall is None and not one.next_time.strip() for one in markings):
        return Facts((Fact("Overall", "not judged by either"),))
    return Grid("Overall judgements", ("", *names), tuple(rows))


def _relation_told(relation: Relation, names: tuple[str, str]) -> tuple[str, Tone]:
    you, they = names
    told = {
        Relation.SAME: ("The same", Tone.MET),
        Relation.ONLY_YOU: (f"{you} saw it and {they} did not", Tone.NOT_MET),
        Relation.ONLY_THEY: (f"{they} saw it and {you} did not", Tone.NOT_MET),
        Relation.DEGREE: ("Both saw it, to another degree", Tone.PARTLY),
        Relation.CANNOT_TELL: ("At least one could not tell", Tone.CANNOT_TELL),
        Relation.NOT_MARKED: ("Not marked by both", Tone.CANNOT_TELL),
    }
    return told[relation]
