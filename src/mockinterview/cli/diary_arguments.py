"""What may be typed after `mockinterview diary`."""

from __future__ import annotations

import argparse
from pathlib import Path

from mockinterview.core.diary import DiaryField, EntryKind, read_day


def add_diary(command: argparse.ArgumentParser) -> None:
    """What can be done with the diary; without a word the entries are listed."""
    command.set_defaults(kind=None, tag=[], search="", bin=False)
    actions = command.add_subparsers(dest="diary", metavar="ACTION")

    def action(name: str, text: str) -> argparse.ArgumentParser:
        parser = actions.add_parser(name, help=text, description=text, allow_abbrev=False)
        # Not of the common options: their defaults would undo what stands before the action.
        hidden = argparse.SUPPRESS
        parser.add_argument("--json", action="store_true", default=hidden, help="answer in JSON")
        parser.add_argument(
            "--library", type=Path, metavar="DIR", default=hidden, help="keep the diary in DIR"
        )
        return parser

    listing = action("list", "List the entries, newest first.")
    listing.add_argument("--search", default="", metavar="WORDS", help="those with these words")
    _add_kind(listing)
    listing.add_argument(
        "--tag", action="append", default=[], metavar="TAG", help="those with this tag"
    )
    listing.add_argument("--bin", action="store_true", help="list what is in the bin instead")
    _add_fields(action("add", "Write a new entry; each option is one of its fields."))
    edit = action("edit", "Change an entry; only what is named is changed.")
    _add_entry(edit)
    _add_fields(edit)
    edit.add_argument(
        "--untag", action="append", default=[], metavar="TAG", help="take this tag away"
    )
    _add_entry(action("show", "Show one entry."))
    _add_entry(action("delete", "Put an entry into the bin, for 30 days."))
    _add_entry(action("restore", "Take an entry out of the bin again."))
    export = action("export", "Write all entries as one text to read, in Markdown.")
    export.add_argument("--to", required=True, type=Path, metavar="FILE", help="where to")
    export.add_argument("--force", action="store_true", help="replace a file that is there")
    fitting = action("fitting", "List the entries that may fit a question, and why.")
    fitting.add_argument("question", metavar="QUESTION", help="the question's id")
    action("resources", "List free ways to see medicine and care at work.")


def _add_entry(command: argparse.ArgumentParser) -> None:
    command.add_argument("entry", metavar="ENTRY", help="the entry's id")


def _add_kind(command: argparse.ArgumentParser) -> None:
    names = ", ".join(EntryKind)
    command.add_argument("--kind", type=_kind, metavar="KIND", help=f"one of: {names}")


def _add_fields(command: argparse.ArgumentParser) -> None:
    command.add_argument("--title", metavar="TEXT", help="what it was, in a few words")
    _add_kind(command)
    command.add_argument("--place", metavar="TEXT", help="where it was")
    command.add_argument("--date", type=_day, metavar="DAY", help="2026-07-14 or 14 July 2026")
    for field in DiaryField:
        option = f"--{field.value.replace('_', '-')}"
        command.add_argument(option, metavar="TEXT", help="one of the things that are asked")
    command.add_argument(
        "--tag",
        action="append",
        default=[],
        metavar="TAG",
        help="an attribute or a criterion as scheme/criterion; may be given again",
    )


def _kind(text: str) -> EntryKind:
    try:
        return EntryKind(text)
    except ValueError:
        message = f"“{text}” is no kind of entry; there are {', '.join(EntryKind)}"
        raise argparse.ArgumentTypeError(message) from None


def _day(text: str) -> object:
    try:
        day = read_day(text)
    except ValueError:
        day = None
    if day is None:
        message = f"“{text}” is no day; write it as 2026-07-14 or “14 July 2026”"
        raise argparse.ArgumentTypeError(message)
    return day
