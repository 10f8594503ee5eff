"""How the inbox is told in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from mockinterview.inbox import Inbox, InboxItem, InboxState
from mockinterview.ui.tutor.arrivals import Arrivals
from mockinterview.ui.wording import count

UNNAMED = "Unnamed candidate"
CHANGED_SCHEME = (
    "Your mark scheme of this name is another one; this answer is marked by the one it came with."
)
NAME_FIRST = "Write your name first: it stands on the marks that you return."
WITHOUT_NAME = "Enter goes on to the answer. Without a name they are signed “Tutor”."
_LONGEST_NAME = 48
"""Letters of a file's name that are told in a sentence; the whole name is among the details."""


def candidate_words(name: str) -> str:
    """A candidate as named in the pack."""
    return name or UNNAMED


def state_words(item: InboxItem) -> str:
    """How far it is marked."""
    words = {
        InboxState.UNMARKED: "not marked",
        InboxState.BEGUN: _begun_words(item),
        InboxState.MARKED: "marked",
        InboxState.RETURNED: "returned",
        InboxState.CHANGED: "changed since returned",
    }[item.state]
    return f"{words} · other scheme" if item.is_changed_scheme else words


def _begun_words(item: InboxItem) -> str:
    if item.marked == item.total:
        return "first pass, blind, not finished"
    return f"{item.marked} of {item.total} marked"


def summary_words(inbox: Inbox) -> str:
    """“12 of 30 answers marked · 3 to return”."""
    if not inbox.items:
        return ""
    done = sum(not item.is_open for item in inbox.items)
    parts = [f"{done} of {count(len(inbox.items), 'answer')} marked"]
    if inbox.due:
        parts.append(f"{len(inbox.due)} to return")
    return " · ".join(parts)


def arrived_words(found: Arrivals) -> tuple[str, str, str]:
    """What came of packs: the sentence, what follows from it, and details."""
    parts = []
    if found.added:
        whose = Counter(candidate_words(name) for name in found.added)
        by = next(iter(whose)) if len(whose) == 1 else count(len(whose), "candidate")
        parts.append(f"{count(len(found.added), 'answer')} by {by} came in.")
    if found.marked:
        parts.append(f"Marks on {count(len(found.marked), 'answer')} came in.")
    if found.known:
        were = "was" if found.known == 1 else "were"
        parts.append(f"{count(found.known, 'answer')} {were} here already.")
    if found.strange:
        parts.append(f"Marks on {count(found.strange, 'answer')} that you do not have were left.")
    if not found.refused:
        return " ".join(parts) or "There was nothing in it.", "", ""
    message, reason, details = _refused_words(found.refused)
    return (
        (" ".join(parts), f"{message} {reason}", details) if parts else (message, reason, details)
    )


def _refused_words(refused: Mapping[str, str]) -> tuple[str, str, str]:
    """That packs were refused, why the first was, and all of it where that does not tell it."""
    (name, reason), *others = refused.items()
    shown = _shortened(name)
    details = "\n".join(f"{each}: {why}" for each, why in refused.items())
    message = f"{count(len(refused), 'pack')} could not be taken in."
    tells_name = name in reason
    if others:
        first = reason if tells_name else f"{shown}: {reason}"
        return message, f"{first} And {len(others)} more.", details
    if tells_name:
        return message, reason, ""
    return f"{shown} could not be taken in.", reason, "" if shown == name else details


def _shortened(name: str) -> str:
    """A file's name with its end, which tells what it is."""
    if len(name) <= _LONGEST_NAME:
        return name
    half = _LONGEST_NAME // 2
    return f"{name[:half]}…{name[-half:]}"


def return_name(items: Sequence[InboxItem]) -> str:
    """A file name that says for whom: “Marks for Ann Smith.mockinterview”."""
    names = {candidate_words(item.candidate) for item in items}
    who = next(iter(names)) if len(names) == 1 else count(len(names), "candidate")
    kept = "".join(letter for letter in who if letter.isalnum() or letter in " -_'.").strip(" .")
    return f"Marks for {kept or UNNAMED}.mockinterview"
