"""How the takes of an attempt are told in words: which one, how long, in how many parts."""

from __future__ import annotations

from mockinterview.core.attempt import Attempt, Take


def take_place(attempt: Attempt, take: Take) -> str:
    """Which take it is: “Take 2 of 3”, or “Take 3” where some takes are parts of it or empty."""
    joined = attempt.joined_from(take)
    if joined is not None:
        return f"Take {take.number}, part of take {joined.number}"
    is_counted = len(attempt.answers) == len(attempt.takes)
    return f"Take {take.number} of {len(attempt.takes)}" if is_counted else f"Take {take.number}"
