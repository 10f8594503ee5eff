"""What may be typed of reports, after export, compare and agreement."""

from __future__ import annotations

import argparse
from pathlib import Path


def add_report_export(export: argparse.ArgumentParser) -> None:
    """The options of `export` that are about reports and marks."""
    export.add_argument(
        "--what",
        choices=("transcript", "marks"),
        help="what .json and .csv hold; default: the transcript",
    )
    _add_content(export)


def add_report(command: argparse.ArgumentParser) -> None:
    """The options of a command that writes a report where --to is given."""
    command.add_argument(
        "--to", type=Path, metavar="FILE", help="write it as a report: .html, .pdf, .csv or .json"
    )
    _add_content(command)
    command.add_argument("--force", action="store_true", help="replace a file that is there")


def add_agreement_report(agreement: argparse.ArgumentParser) -> None:
    """The options of a report on the marks of two people."""
    agreement.add_argument(
        "--between",
        nargs=2,
        metavar="NAME",
        help="with --to: whose marks; default: the first two there are",
    )
    add_report(agreement)


def _add_content(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--clips",
        choices=("none", "cited", "all"),
        help="sound in a report as .html: none, what is cited (default), or the whole answer too",
    )
    command.add_argument(
        "--no-words", action="store_true", help="a report without the transcript and the notes"
    )
