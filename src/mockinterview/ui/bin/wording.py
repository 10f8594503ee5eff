"""How what is in the bin is told: in a line, in the list, and before it is removed for good."""

from __future__ import annotations

import datetime as dt

from mockinterview.core.attempt import Take
from mockinterview.core.sizes import size_words
from mockinterview.files.bin import KEPT_DAYS, BinEntry, BinSize
from mockinterview.ui.banks.entry_list import Entry
from mockinterview.ui.wording import clock_words, count, day_words

KEPT_SENTENCE = f"It is removed for good after {KEPT_DAYS} days."


def bin_line(size: BinSize) -> str:
    """How much there is: “3 items, 12 MB”."""
    return f"{count(size.items, 'item')}, {size_words(size.size)}" if size.items else "empty"


def key_of(entry: BinEntry) -> str:
    """What tells an entry from the others."""
    return f"{entry.folder.id}/{entry.take.number}" if entry.take else entry.folder.id


def sound_of(entry: BinEntry) -> Take | None:
    """The take to hear: the one in the bin, or of a whole attempt the one that counts."""
    take = entry.take or entry.attempt.counting_take
    return take if take is not None and take.seconds > 0 else None


def listed(entry: BinEntry, now: dt.datetime) -> Entry:
    """The entry as the list shows it."""
    parts = (
        _what(entry),
        f"deleted {day_words(entry.binned.astimezone(now.tzinfo))}",
        _left(entry, now),
        size_words(entry.size),
    )
    return Entry(key_of(entry), entry.attempt.question.prompt, " · ".join(parts))


def restored_words(prompt: str, take: Take | None = None) -> str:
    """What is told when a take, or a whole attempt, of this question was put back."""
    if take is not None:
        return f"Take {take.number} of “{prompt}” is back in its attempt."
    return f"“{prompt}” is back among your attempts."


def removal_words(entry: BinEntry) -> tuple[str, str]:
    """The question before one thing is removed for good, and what goes."""
    attempt = entry.attempt
    prompt, day = f"“{attempt.question.prompt}”", day_words(attempt.created)
    if entry.take is not None:
        number, length = entry.take.number, clock_words(entry.take.seconds)
        goes = f"The sound ({length}) and the transcript of take {number} of {prompt}, {day}, are"
        return f"Remove take {number} for good?", _consequence(goes, entry.size)
    takes = len(attempt.answers) + len(attempt.binned_takes)
    sound = ("", "take, transcript, ", f"{takes} takes, transcripts, ")[min(takes, 2)]
    goes = f"{prompt}, {day}, with its {sound}notes and marks is"
    return "Remove this attempt for good?", _consequence(goes, entry.size)


def emptying_words(size: BinSize) -> tuple[str, str]:
    """The question before all of it is removed for good, and what goes."""
    parts = []
    if size.attempts:
        whose = "it" if size.attempts == 1 else "them"
        parts.append(f"{count(size.attempts, 'attempt')} with all that belongs to {whose}")
    if size.takes:
        parts.append(f"{count(size.takes, 'take')} deleted alone")
    goes = f"{' and '.join(parts)} {'is' if size.items == 1 else 'are'}"
    return "Empty the bin?", _consequence(goes, size.size)


def _consequence(goes: str, size: int) -> str:
    return f"{goes} removed, {size_words(size)} in all. This cannot be undone."


def _what(entry: BinEntry) -> str:
    attempt = entry.attempt
    day = day_words(attempt.created)
    if entry.take is not None:
        length = clock_words(entry.take.seconds)
        return f"Take {entry.take.number} of the attempt of {day} · {length}"
    takes = attempt.answers
    if not takes:
        return f"Attempt of {day} · no takes"
    length = clock_words(sum(take.seconds for take in takes))
    return f"Attempt of {day} · {count(len(takes), 'take')}, {length}"


def _left(entry: BinEntry, now: dt.datetime) -> str:
    days = entry.days_left(now)
    return f"{count(days, 'day')} left" if days else "goes at the next start"
