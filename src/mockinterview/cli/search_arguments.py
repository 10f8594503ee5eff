"""What may be typed to find attempts, and to look after the index of the library."""

from __future__ import annotations

import argparse
import datetime as dt

from mockinterview.index.query import SortBy


def add_search(command: argparse.ArgumentParser) -> None:
    """The options that narrow a list of attempts."""
    command.add_argument(
        "--search", default="", metavar="WORDS", help="those in which these words are found"
    )
    command.add_argument("--bank", default="", metavar="ID", help="those of this bank")
    command.add_argument("--theme", default="", metavar="THEME", help="those of this theme")
    command.add_argument("--since", type=_day, metavar="DAY", help="from this day on: 2026-11-24")
    command.add_argument("--until", type=_day, metavar="DAY", help="up to this day")
    command.add_argument("--marker", default="", metavar="NAME", help="those that NAME marked")
    marked = command.add_mutually_exclusive_group()
    marked.add_argument("--marked", dest="is_marked", action="store_true", default=None)
    marked.add_argument("--unmarked", dest="is_marked", action="store_false", default=None)
    command.add_argument(
        "--sort", type=SortBy, choices=list(SortBy), default=SortBy.DATE, help="default: date"
    )
    command.add_argument("--reverse", action="store_true", help="the other way round")


def add_library(command: argparse.ArgumentParser) -> None:
    """What can be done with the index."""
    command.add_argument(
        "what",
        choices=("size", "check", "rebuild"),
        help="how large the library is; whether the index fits it; make the index anew",
    )


def _day(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        message = f"“{text}” is no day; write it as 2026-11-24"
        raise argparse.ArgumentTypeError(message) from None
