"""How the takes of an attempt are told in words: which one, how long, in how many parts."""

from __future__ import annotations

from mockinterview.core.attempt import Attempt, Take
from mockinterview.ui.wording import clock_words


def answer_length(attempt: Attempt, take: Take) -> str:
    """How long a take is; of an answer that is not joined, what all of it comes to as well."""
    length = clock_words(take.seconds)
    parts = [part for part in attempt.parts_up_to(take) if part.seconds > 0]
    if len(parts) < 2 or attempt.joined_from(take) is not None:
        return length
    whole = clock_words(sum(part.seconds for part in parts))
    return f"{length} of {whole} in {len(parts)} parts"


def take_place(attempt: Attempt, take: Take) -> str:
    """Which take it is: “Take 2 of 3”, or “Take 3” where some takes are parts of it or empty."""
    joined = attempt.joined_from(take)
    if joined is not None:
        return f"Take {take.number}, part of take {joined.number}"
    is_counted = len(attempt.answers) == len(attempt.takes)
    return f"Take {take.number} of {len(attempt.takes)}" if is_counted else f"Take {take.number}"
