"""How the inbox is told in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from mockinterview.inbox import Inbox, InboxItem, InboxState
from mockinterview.ui.tutor.arrivals import Arrivals
from mockinterview.ui.wording import count

UNNAMED = "Unnamed candidate"
CHANGED_SCHEME = "The mark scheme has changed since; this answer is marked by that of its day."


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
    return f"{words} · older scheme" if item.is_changed_scheme else words


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
    refused = ""
    if found.refused:
        number = len(found.refused)
        refused = f"{count(number, 'pack')} could not be taken in."
    details = "\n".join(f"{name}: {reason}" for name, reason in found.refused.items())
    message = " ".join(parts) or refused or "There was nothing in it."
    hint = refused if parts else ""
    return message, hint, details


def return_name(items: Sequence[InboxItem]) -> str:
    """A file name that says for whom: “Marks for Ann Smith.mockinterview”."""
    names = {candidate_words(item.candidate) for item in items}
    who = next(iter(names)) if len(names) == 1 else count(len(names), "candidate")
    kept = "".join(letter for letter in who if letter.isalnum() or letter in " -_'.").strip(" .")
    return f"Marks for {kept or UNNAMED}.mockinterview"
