"""The commands for people who write banks and mark schemes: check, new, convert."""

from __future__ import annotations

import argparse
from pathlib import Path

from mockinterview import paths
from mockinterview.cli import output
from mockinterview.errors import UsageError
from mockinterview.files import atomic
from mockinterview.files.check import Report, check_content
from mockinterview.files.spreadsheet import convert_csv
from mockinterview.files.templates import template
from mockinterview.settings import load_settings


def run_authoring(arguments: argparse.Namespace) -> int:
    """One of the three commands; none needs a library or a working content.

    Raises:
        MockInterviewError: a file cannot be read or written.
    """
    commands = {"check": check, "new": write_template, "convert": convert}
    return commands[arguments.command](arguments)


def check(arguments: argparse.Namespace) -> int:
    """Every problem in the files that were named, or in all content that the program finds."""
    own = load_settings(paths.settings_file()).own_content or paths.own_content_folder()
    report = check_content(arguments.paths, [paths.content_folder(), own])
    is_ok = report.is_ok(strict=arguments.strict)
    if arguments.json:
        problems = [problem.as_data() for problem in report.problems]
        output.write_json({"ok": is_ok, "files": report.files, "problems": problems})
    else:
        for problem in report.problems:
            output.write_text(f"{problem.shown()}\n")
        output.write_text(_summary(report))
    return output.DONE if is_ok else output.PROBLEM


def write_template(arguments: argparse.Namespace) -> int:
    """A commented bank or mark scheme to fill in."""
    _refuse_existing(arguments.file)
    atomic.write_text(arguments.file, template(arguments.kind, arguments.file))
    if arguments.json:
        output.write_json({"file": str(arguments.file)})
        return output.DONE
    output.write_text(f"{arguments.file} is ready to be filled in.")
    output.write_text(f"Then: mockinterview check {arguments.file}")
    return output.DONE


def convert(arguments: argparse.Namespace) -> int:
    """A spreadsheet as a bank and its mark schemes; what could not be mapped is told by row."""
    conversion = convert_csv(arguments.table, arguments.file)
    for path in conversion.files:
        _refuse_existing(path)
    for path, text in conversion.files.items():
        atomic.write_text(path, text)
    if arguments.json:
        output.write_json(
            {
                "ok": not conversion.remarks,
                "files": [str(path) for path in conversion.files],
                "questions": conversion.questions,
                "remarks": [
                    {"row": remark.row, "message": remark.message} for remark in conversion.remarks
                ],
            }
        )
    else:
        for remark in conversion.remarks:
            output.write_text(f"{arguments.table}, row {remark.row}: {remark.message}")
        for path in conversion.files:
            output.write_text(f"Written: {path}")
        noun = "question" if conversion.questions == 1 else "questions"
        output.write_text(f"{conversion.questions} {noun}. Next: mockinterview check")
    return output.PROBLEM if conversion.remarks else output.DONE


def _refuse_existing(path: Path) -> None:
    if path.exists():
        raise UsageError(f"{path} is there already.", "Choose another name, or remove it first.")


def _summary(report: Report) -> str:
    files = _count(report.files, "file")
    if not report.problems:
        return f"{files}: no problems."
    errors, warnings = _count(report.errors, "error"), _count(report.warnings, "warning")
    return f"{files}: {errors}, {warnings}."


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
