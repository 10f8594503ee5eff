"""Reports in the terminal: what export, compare and agreement write for people to read."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import Any, Final

from mockinterview.cli import output
from mockinterview.cli.exchange import file_teller
from mockinterview.core.sizes import size_words
from mockinterview.errors import UsageError, WrongUsageError
from mockinterview.files.attempts import AttemptFolder
from mockinterview.report.choice import REPORT_FORMATS, ReportChoice, ReportSound
from mockinterview.report.writing import WrittenReport
from mockinterview.services import Services

SOUNDS: Final = {
    "none": ReportSound.NONE,
    "cited": ReportSound.CLIPS,
    "all": ReportSound.ALL,
}
WHAT_ENDINGS: Final = (".json", ".csv")
"""They may hold the transcript or the marks; every other ending says what it holds."""


def is_report(arguments: argparse.Namespace) -> bool:
    """Whether `export` is to write a report or the marks.

    Raises:
        WrongUsageError: --what does not go with the ending.
    """
    suffix = arguments.to.suffix.lower()
    read = {one.suffix for one in REPORT_FORMATS if one.is_read}
    if arguments.what == "marks" and suffix not in {*read, *WHAT_ENDINGS}:
        raise WrongUsageError(
            "Marks are written as .html, .pdf, .csv or .json.", "Let the name end in one of them."
        )
    if arguments.what == "transcript" and suffix in read:
        raise WrongUsageError(
            "A report is more than a transcript.", "Leave out --what, or write a .txt."
        )
    return suffix in read or arguments.what == "marks"


def refuse_what_is_about_reports(arguments: argparse.Namespace) -> None:
    """That --clips and --no-words stand only where a report is written.

    Raises:
        WrongUsageError: they stand elsewhere.
    """
    if arguments.clips or arguments.no_words:
        raise WrongUsageError(
            "--clips and --no-words are about a report.",
            "Leave them out, or write one with --to FILE.html.",
        )


def export_report(services: Services, arguments: argparse.Namespace) -> int:
    """Write one attempt with everybody's marks."""
    from mockinterview.reporting import report_attempt

    if arguments.take is not None:
        raise WrongUsageError("A report tells of the take that counts.", "Leave out --take.")
    folder = services.library.open(arguments.attempt)
    written = report_attempt(services, folder, arguments.to, **_options(arguments))
    return _tell(written, arguments, {"attempt": folder.id})


def write_comparison(
    services: Services, folders: Sequence[AttemptFolder], arguments: argparse.Namespace
) -> int:
    """Write two attempts at one question side by side."""
    from mockinterview.reporting import report_comparison

    one, other = folders
    written = report_comparison(services, one, other, arguments.to, **_options(arguments))
    return _tell(written, arguments, {"attempts": [one.id, other.id]})


def write_agreement(services: Services, arguments: argparse.Namespace) -> int:
    """Write two people's marks on one attempt side by side."""
    from mockinterview.looking_back import marked_answer
    from mockinterview.reporting import report_agreement

    if len(arguments.attempts) > 1:
        raise WrongUsageError(
            "A report on agreement is about one attempt.", "Name one attempt, or leave out --to."
        )
    folder = services.library.open(arguments.attempts[0])
    markers = arguments.between or list(marked_answer(folder, folder.load()).markings)[:2]
    if len(markers) < 2:
        raise UsageError(
            "This attempt does not have the marks of two people.",
            "Import the pack that a tutor sent back, or mark it in the other role.",
        )
    yours, theirs = markers
    written = report_agreement(services, folder, yours, theirs, arguments.to, **_options(arguments))
    return _tell(written, arguments, {"attempt": folder.id, "between": list(markers)})


def _options(arguments: argparse.Namespace) -> dict[str, Any]:
    return {
        "choice": ReportChoice(
            sound=SOUNDS[arguments.clips or "cited"], has_words=not arguments.no_words
        ),
        "replaces": arguments.force,
        "on_progress": file_teller(arguments, "Exporting", arguments.to),
    }


def _tell(written: WrittenReport, arguments: argparse.Namespace, about: dict[str, Any]) -> int:
    if arguments.json:
        kind = written.path.suffix.lower().lstrip(".")
        told = {"file": str(written.path), "format": kind, "size_bytes": written.size_bytes}
        output.write_json(about | told)
    else:
        output.write_text(f"{written.path}  {size_words(written.size_bytes)}  {written.title}")
    return output.DONE
