"""The command `class`: a class in a table, how far its markers agree, what a scheme may mend."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Final

from pydantic import TypeAdapter

from mockinterview.class_marks import ClassMarks, class_in_library, class_in_packs
from mockinterview.cli import output
from mockinterview.core.agreement_figures import Estimate
from mockinterview.core.agreement_over_answers import AgreementOverAnswers, over_answers
from mockinterview.core.class_overview import ClassOverview, as_csv, overviews
from mockinterview.core.marking import OVERALL_WORDS, Verdict, verdict_word
from mockinterview.errors import ExportError, LibraryError, UsageError, WrongUsageError
from mockinterview.files import atomic
from mockinterview.files.export_place import require_place, unwritten
from mockinterview.pack.received import show_all_the_same
from mockinterview.services import Services

_TABLE_SUFFIX: Final = ".csv"
_SHORT = {Verdict.MET: "M", Verdict.PARTLY: "P", Verdict.NOT_MET: "N", Verdict.CANNOT_TELL: "?"}


def class_command(services: Services, arguments: argparse.Namespace) -> int:
    """The answers of a class against the criteria, in the library or in packs."""
    found = _class_of(services, arguments)
    if not found.answers:
        raise _nobody(found, is_library=not arguments.packs)
    if arguments.marker and arguments.marker not in {*found.tutors, "Candidate"}:
        raise UsageError(
            f"There are no marks of “{arguments.marker}” in this class.",
            f"There are marks of {', '.join([*found.tutors, 'Candidate'])}.",
        )
    tables = overviews(found.submissions(arguments.marker))
    over = over_answers(found.marked_answers)
    written = _write_files(services, arguments, found, tables)
    if arguments.json:
        output.write_json(_data_of(found, tables, over, written))
    else:
        _write(found, tables, over, written)
    return output.PROBLEM if found.unreadable else output.DONE


def _class_of(services: Services, arguments: argparse.Namespace) -> ClassMarks:
    """The class in packs, or of the library; there with what is kept back, if that is wished."""
    if arguments.packs:
        return class_in_packs(arguments.packs)
    found = class_in_library(services.library)
    if arguments.uncover and found.not_begun:
        for folder in found.not_begun:
            show_all_the_same(folder)
        found = class_in_library(services.library)
    return found


def csv_paths(target: Path, tables: Sequence[ClassOverview]) -> dict[Path, ClassOverview]:
    """Where each table goes: the very file for one, a file for each scheme for several."""
    if len(tables) == 1:
        return {target: tables[0]}
    return {target.with_stem(f"{target.stem}-{one.rubric.rubric}"): one for one in tables}


def _nobody(found: ClassMarks, *, is_library: bool) -> UsageError:
    if found.unreadable:
        name, reason = next(iter(found.unreadable.items()))
        what = "answers" if is_library else "packs"
        return UsageError(f"None of these {what} can be used.", f"{name}: {reason}")
    if is_library:
        return UsageError(
            "No answers of others are in this library.",
            "Import the packs of your candidates, or name packs or a folder with packs.",
        )
    return UsageError("There is no pack in this folder.", "Packs end in .mockinterview.")


def _write_files(
    services: Services,
    arguments: argparse.Namespace,
    found: ClassMarks,
    tables: Sequence[ClassOverview],
) -> list[Path]:
    """Nothing is written unless all of it may be. Returns: the files, tables first.

    Raises:
        ExportError: one of them cannot be written.
        WrongUsageError: two of them would be one file.
    """
    of_tables = _table_places(arguments, tables)
    reports = [arguments.report] if arguments.report else []
    _require_places(of_tables, reports, replaces=arguments.force)
    if arguments.report:
        from mockinterview.reporting import report_class

        submissions = found.submissions(arguments.marker)
        title, replaces = arguments.title, arguments.force
        report_class(services, submissions, arguments.report, title=title, replaces=replaces)
    for path, table in of_tables.items():
        try:
            # With its mark a spreadsheet sees that it is UTF-8.
            atomic.write_bytes(path, as_csv(table).encode("utf-8-sig"))
        except LibraryError as error:
            raise unwritten(path, error.detail) from error
    return [*of_tables, *reports]


def _table_places(
    arguments: argparse.Namespace, tables: Sequence[ClassOverview]
) -> dict[Path, ClassOverview]:
    target: Path | None = arguments.csv
    if target is None:
        return {}
    if target.suffix.lower() != _TABLE_SUFFIX:
        raise ExportError(
            f"A table cannot be written as “{target.name}”.",
            f"Let the name end in {_TABLE_SUFFIX}.",
        )
    return csv_paths(target, tables)


def _require_places(tables: Iterable[Path], reports: Sequence[Path], *, replaces: bool) -> None:
    for path in tables:
        require_place(path, replaces=replaces)
        if any(path.resolve() == report.resolve() for report in reports):
            raise WrongUsageError(
                "The table and the report would be one file.", "Give them different names."
            )
    if reports:
        from mockinterview.report.writing import place_for

        for report in reports:
            place_for(report, replaces=replaces)


def _write(
    found: ClassMarks,
    tables: Sequence[ClassOverview],
    over: AgreementOverAnswers,
    written: Sequence[Path],
) -> None:
    for name, reason in found.unreadable.items():
        output.write_status(f"{name}: {reason}")
    if found.kept_back:
        answers = "1 answer" if len(found.kept_back) == 1 else f"{len(found.kept_back)} answers"
        output.write_status(
            f"What others marked on {answers} is kept back until you finish your first pass."
            + (" Where you have not begun, --uncover shows it." if found.not_begun else "")
        )
    for table in tables:
        output.write_text(f"{table.rubric.title}")
        for number, criterion in enumerate(table.rubric.criteria, start=1):
            output.write_paragraph(f"{number:>2}  {criterion.text}", "  ")
        numbers = [str(place + 1) for place in range(len(table.rubric.criteria))]
        rows = [_cells(table, place) for place in range(len(table.rows))]
        output.write_table([("", "", *numbers, "overall"), *rows])
        output.write_text()
    output.write_text("M met or seen, P partly, N not met or avoided, ? can't tell, – not marked")
    if len(over.markers) > 1:
        output.write_text(f"\nAgreement of {', '.join(over.markers)}")
        for estimate in over.together:
            output.write_paragraph(estimate.sentence, "  ")
    for one in over.criteria:
        if one.advice:
            output.write_paragraph(f"{one.rubric}: {one.criterion.text} {one.advice}")
    for path in written:
        output.write_text(f"Written: {path}")


def _cells(table: ClassOverview, place: int) -> tuple[str, ...]:
    row = table.rows[place]
    submission = row.submission
    overall = submission.marking.overall
    return (
        submission.candidate or "Unnamed",
        f"{submission.attempt.created:%Y-%m-%d}",
        *(_SHORT[verdict] if verdict else "–" for verdict in row.verdicts),
        OVERALL_WORDS[overall] if overall is not None else "–",
    )


def _data_of(
    found: ClassMarks,
    tables: Sequence[ClassOverview],
    over: AgreementOverAnswers,
    written: Sequence[Path],
) -> dict[str, Any]:
    return {
        "candidates": found.candidates,
        "kept_back": [folder.id for folder in found.kept_back],
        "markers": list(over.markers),
        "tables": [_table_data(table) for table in tables],
        "agreement": {
            "together": [_plain(one) for one in over.together],
            "criteria": [
                {
                    "rubric": one.rubric,
                    "id": one.criterion.id,
                    "text": one.criterion.text,
                    "verdicts": {verdict.value: number for verdict, number in one.verdicts.items()},
                    "figures": [_plain(figure) for figure in one.figures],
                    "wordings": one.wordings,
                    "advice": one.advice,
                }
                for one in over.criteria
            ],
        },
        "written": [str(path) for path in written],
        "unreadable": found.unreadable,
    }


def _table_data(table: ClassOverview) -> dict[str, Any]:
    criteria = table.rubric.criteria
    return {
        "rubric": table.rubric.rubric,
        "title": table.rubric.title,
        "criteria": [{"id": one.id, "kind": one.kind, "text": one.text} for one in criteria],
        "answers": [
            {
                "candidate": row.submission.candidate,
                "attempt": row.submission.attempt.id,
                "question": row.submission.attempt.question.id,
                "verdicts": {
                    one.id: verdict.value if verdict else None
                    for one, verdict in zip(criteria, row.verdicts, strict=True)
                },
                "words": {
                    one.id: verdict_word(verdict, one.kind)
                    for one, verdict in zip(criteria, row.verdicts, strict=True)
                    if verdict
                },
                "overall": row.submission.marking.overall,
                "next_time": row.submission.marking.next_time,
                "has_other_scheme": row.has_other_scheme,
            }
            for row in table.rows
        ],
    }


def _plain(estimate: Estimate) -> Any:
    return TypeAdapter(Estimate).dump_python(estimate, mode="json")
