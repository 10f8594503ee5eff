"""The commands that ask the library's index: finding attempts, and looking after the index."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import TYPE_CHECKING

from mockinterview.cli import output
from mockinterview.core.sizes import size_words
from mockinterview.errors import LibraryError
from mockinterview.index.places import HIT_END, HIT_START, first_place
from mockinterview.index.query import Query, SortBy
from mockinterview.services import Services

if TYPE_CHECKING:
    from mockinterview.index.record import AttemptRecord

_SHOWN = 200
"""For so many attempts it is looked up where the words stand."""


def query_of(arguments: argparse.Namespace) -> Query:
    """What was asked for; `Query()` when nothing was."""
    is_by_name = arguments.sort in {SortBy.QUESTION, SortBy.CANDIDATE}
    return Query(
        words=arguments.search,
        bank=arguments.bank,
        theme=arguments.theme,
        since=arguments.since,
        until=arguments.until,
        is_marked=arguments.is_marked,
        marker=arguments.marker,
        sort=arguments.sort,
        is_ascending=is_by_name != arguments.reverse,
    )


def find_attempts(services: Services, arguments: argparse.Namespace) -> int:
    """The attempts that fit, and where the words stand."""
    query, index = query_of(arguments), services.index
    index.update()
    records = {record.id: record for record in index.records()}
    for hint in _unknown(query, [one for one in records.values() if not one.is_binned]):
        output.write_status(hint)
    found = [records[name] for name in index.find(query) if name in records]
    names = [record.id for record in found[:_SHOWN]]
    snippets = index.snippets(query.words, names) if query.words else {}
    if arguments.json:
        rows = [_row(record, snippets.get(record.id, ""), query.words) for record in found]
        output.write_json({"attempts": rows, "unreadable": index.problems()})
        return output.DONE
    if not found:
        output.write_text("Nothing fits.")
        return output.DONE
    for record in found:
        remarks = (record.length, record.marks, record.theme, record.candidate)
        told = " · ".join(remark for remark in remarks if remark)
        output.write_text(f"{record.id}\n  {record.prompt}\n  {told}")
        if record.id in snippets:
            output.write_paragraph(_in_brackets(snippets[record.id]), "  ")
    return output.DONE


def _unknown(query: Query, records: Sequence[AttemptRecord]) -> list[str]:
    """What is asked for and no attempt has, and which there are instead."""
    banks = {record.bank for record in records}
    themes = {record.theme for record in records}
    markers = {name for record in records for name in record.markers}
    asked = (
        ("of the bank", query.bank, banks, "There is no other."),
        ("of the theme", query.theme, themes, "There is no other."),
        ("marked by", query.marker, markers, "Nobody has marked any."),
    )
    hints = []
    for what, wanted, known, nothing in asked:
        if wanted and wanted not in known:
            names = ", ".join(f"“{name}”" for name in sorted(known - {""}, key=str.casefold))
            there = f"There are attempts {what} {names}." if names else nothing
            hints.append(f"There is no attempt {what} “{wanted}”. {there}")
    return hints


def look_after_library(services: Services, arguments: argparse.Namespace) -> int:
    """The size of the library, or its index checked or made anew.

    Checking ends with 1 where an attempt cannot be read.
    """
    index = services.index
    if arguments.what == "rebuild":
        read = index.rebuild(_progress).read
        return _tell(arguments, {"read": read}, f"The index was made anew of {read:,} attempts.")
    update = index.update()
    records, problems = index.records(), index.problems()
    facts: dict[str, object] = {
        "library": str(services.library.folder),
        "attempts": len(records),
        "unreadable": problems,
        "conflicts": {record.id: record.conflicts for record in records if record.conflicts},
        "bytes": sum(record.size for record in records),
    }
    if arguments.what == "check":
        facts |= {"changed": update.read, "gone": update.gone}
    noun = "attempt" if len(records) == 1 else "attempts"
    size = size_words(sum(record.size for record in records))
    words = f"{len(records):,} {noun}, {size}, in {services.library.folder}"
    _tell(arguments, facts, words)
    if not arguments.json:
        _write_troubles(facts)
    return output.PROBLEM if problems and arguments.what == "check" else output.DONE


def _write_troubles(facts: dict[str, object]) -> None:
    unreadable, conflicts = facts["unreadable"], facts["conflicts"]
    if isinstance(unreadable, dict) and isinstance(conflicts, dict):
        for name, reason in unreadable.items():
            output.write_status(f"{name}: {reason}")
        for name, copies in conflicts.items():
            output.write_status(f"{name}: {_copies(copies)}")


def _copies(names: object) -> str:
    listed = ", ".join(names) if isinstance(names, tuple) else ""
    return f"another computer left copies beside the files, which are not used: {listed}"


def _tell(arguments: argparse.Namespace, facts: dict[str, object], words: str) -> int:
    if arguments.json:
        output.write_json(facts)
    else:
        output.write_text(words)
    return output.DONE


def _progress(done: int, number: int) -> None:
    if done % 1000 == 0 or done == number:
        output.write_status(f"{done:,} of {number:,}")


def _row(record: AttemptRecord, snippet: str, words: str) -> dict[str, object]:
    row: dict[str, object] = {
        "attempt": record.id,
        "folder": str(record.folder.path),
        "created": record.created.isoformat(),
        "bank": record.bank,
        "question": record.question_id,
        "prompt": record.prompt,
        "theme": record.theme,
        "seconds": record.seconds,
        "transcript": record.transcript,
        "marks": record.marks,
        "markers": list(record.markers),
        "candidate": record.candidate,
        "next_time": record.next_time,
        "conflicts": list(record.conflicts),
        "bytes": record.size,
    }
    if snippet:
        row["found"] = _in_brackets(snippet)
        row["place"] = _place(record, words)
    return row


def _place(record: AttemptRecord, words: str) -> dict[str, object] | None:
    """The take and the second at which the first of the words is said; None: they are not."""
    folder = record.folder
    try:
        take = folder.load().latest_take
        transcript = folder.current_transcript(take.number) if take else None
    except LibraryError:
        return None
    word = first_place(transcript.words, words) if transcript else None
    return {"take": take.number, "seconds": word.start} if take and word else None


def _in_brackets(snippet: str) -> str:
    return snippet.replace(HIT_START, "[").replace(HIT_END, "]").replace("\n", " ")
