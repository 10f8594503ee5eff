"""Where a part goes that a person gives to a stretch of the answer. Qt-free."""

from __future__ import annotations

from collections.abc import Sequence

from mockinterview.core.content import StarrRole
from mockinterview.core.structure import Part
from mockinterview.ui.marking.transcript_text import Stretch, TranscriptText

BREATH_SECONDS = 1.0
"""Without a transcript, two parts of one step that are no further apart are one."""


def placed(
    stretch: Stretch, role: StarrRole, take: int, parts: Sequence[Part], text: TranscriptText
) -> Part:
    """The part that a stretch becomes.

    It goes up to a neighbour of the same step where nothing is said between them, so that one
    sentence behind the other makes one part.

    Args:
        stretch: what was chosen.
        role: the step.
        take: the take.
        parts: what is placed already.
        text: the words of the take; none without a transcript.
    """
    start, end = stretch.start, stretch.end
    for part in parts:
        if (part.take, part.role) != (take, role):
            continue
        if part.end < start and _is_silent(part.end, start, parts, text):
            start = part.end
        elif part.start > end and _is_silent(end, part.start, parts, text):
            end = part.start
    return Part(take=take, start=start, end=end, role=role)


def _is_silent(start: float, end: float, parts: Sequence[Part], text: TranscriptText) -> bool:
    """Whether nothing is said between two moments, and no other part lies there."""
    if any(part.start < end and part.end > start for part in parts):
        return False
    if not text.words:
        return end - start <= BREATH_SECONDS
    return not text.words_within(start, end)
