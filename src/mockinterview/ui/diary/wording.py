"""How entries of the diary are told in words; no widgets."""

from __future__ import annotations

import datetime as dt

from mockinterview.core.diary import KIND_WORDS, LONGEST_TEXT, Entry, day_words
from mockinterview.core.diary_guide import Resource
from mockinterview.files.bin import KEPT_DAYS
from mockinterview.ui.wording import count

KEPT_SENTENCE = f"What is deleted is kept in the bin for {KEPT_DAYS} days."
TOO_LONG = f"A field holds {LONGEST_TEXT:,} letters; what is beyond them is not kept."
NOT_A_DAY = "Write a day as 14 July 2026."


def entry_meta(entry: Entry) -> str:
    """The quiet line of an entry: when, what, and how often it was told."""
    parts = [day_words(entry.when), KIND_WORDS[entry.kind]]
    if entry.told:
        parts.append(f"told {_times(len(entry.told))}")
    return " · ".join(parts)


def told_words(entry: Entry, but: str = "") -> str:
    """Where an entry was told before, apart from one attempt; empty when nowhere."""
    before = [one for one in entry.told if one.attempt != but]
    if not before:
        return ""
    last = before[-1]
    more = f" and {count(len(before) - 1, 'answer')} more" if len(before) > 1 else ""
    return f"Told before: {day_words(last.day)}, “{last.question}”{more}"


def resource_meta(resource: Resource) -> str:
    """Who says so, and when it was true."""
    source = resource.source
    said = ", ".join(filter(None, (source.title, source.author)))
    return f"As of {_day(resource.as_of)} · Source: {said}"


def found_words(shown: int, total: int) -> str:
    """How many entries are listed, of how many."""
    entries = count(total, "entry", "entries")
    return entries if shown == total else f"{shown} of {entries}"


def _day(text: str) -> str:
    """A day in words where it is one; files may name a year alone."""
    try:
        return day_words(dt.date.fromisoformat(text))
    except ValueError:
        return text


def _times(number: int) -> str:
    return {1: "once", 2: "twice"}.get(number, f"{number} times")
