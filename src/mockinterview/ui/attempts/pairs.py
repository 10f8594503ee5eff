"""Which two answers are compared, of what is chosen in the list. Qt-free."""

from __future__ import annotations

from collections.abc import Sequence

from mockinterview.index.record import AttemptRecord

Pair = tuple[AttemptRecord, AttemptRecord]

SEVERAL = "Several attempts are chosen."
TO_COMPARE = "Two answers to one and the same question can be compared."


def pair_of(chosen: Sequence[AttemptRecord], of_question: Sequence[AttemptRecord]) -> Pair | None:
    """The two that are chosen, or the one with the answer before it; None where that is no pair.

    Args:
        chosen: the attempts of the chosen rows.
        of_question: those with sound on the question of the first of them, newest first.
    """
    if len(chosen) == 2:
        one, other = chosen
        is_pair = one.question_id == other.question_id and one.has_sound and other.has_sound
        return (one, other) if is_pair else None
    if len(chosen) != 1 or not chosen[0].has_sound:
        return None
    ids = [record.id for record in of_question]
    place = ids.index(chosen[0].id) + 1 if chosen[0].id in ids else len(ids)
    return (chosen[0], of_question[place]) if place < len(of_question) else None


def compare_words(chosen: int) -> tuple[str, str]:
    """What the button says when so many rows are chosen, and what that means in full."""
    if chosen == 2:
        return "Compare the two", "Compare the two chosen answers"
    return "Compare", "Compare with the answer before it"
