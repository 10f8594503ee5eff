"""The ends of a citation, earlier or later: to the edges of words, or freely. Qt-free."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from enum import Enum

from mockinterview.core.marking import Evidence
from mockinterview.ui.marking.transcript_text import (
    SHORTEST_SPAN_SECONDS,
    Stretch,
    TranscriptText,
)

FREE_STEP_SECONDS = 0.1
"""What a key trims where there are no words."""

_SAME_SECONDS = 0.005
"""Two moments that are no further apart are the same."""


class Edge(Enum):
    """One end of a stretch."""

    START = "start"
    END = "end"


def stepped(
    stretch: Stretch, edge: Edge, step: int, text: TranscriptText, seconds: float
) -> Stretch:
    """The stretch with one end a word (-1, 1) earlier or later; a tenth of a second without words.

    Args:
        stretch: the stretch.
        edge: which end moves.
        step: -1 earlier, 1 later.
        text: the words of the take.
        seconds: how long the take is.

    Returns: the same stretch where that end can go no further.
    """
    now = stretch.start if edge is Edge.START else stretch.end
    edges = word_edges(text, edge)
    if not edges:
        return moved(stretch, edge, round(now + step * FREE_STEP_SECONDS, 3), seconds)
    later = [moment for moment in edges if moment > now + _SAME_SECONDS]
    earlier = [moment for moment in edges if moment < now - _SAME_SECONDS]
    if not (later if step > 0 else earlier):
        return stretch
    wanted = later[0] if step > 0 else earlier[-1]
    there = moved(stretch, edge, wanted, seconds)
    return there if text.words_within(there.start, there.end) else stretch


def moved(stretch: Stretch, edge: Edge, moment: float, seconds: float) -> Stretch:
    """The stretch with one end at this moment, within the take and never shorter than a sound."""
    moment = min(max(0.0, moment), seconds)
    if edge is Edge.START:
        return Stretch(max(0.0, min(moment, stretch.end - SHORTEST_SPAN_SECONDS)), stretch.end)
    return Stretch(stretch.start, max(moment, stretch.start + SHORTEST_SPAN_SECONDS))


def snapped(moment: float, edge: Edge, text: TranscriptText) -> float:
    """The edge of a word that is nearest to a moment; the moment itself where there are none."""
    edges = word_edges(text, edge)
    if not edges:
        return moment
    place = bisect_left(edges, moment)
    return min(edges[max(0, place - 1) : place + 1], key=lambda each: abs(each - moment))


def word_edges(text: TranscriptText, edge: Edge) -> Sequence[float]:
    """Where words begin, or where they end, in order, in seconds."""
    return sorted({word.start if edge is Edge.START else word.end for word in text.words})


def cited_stretch(take: int, stretch: Stretch, text: TranscriptText) -> Evidence:
    """The stretch as evidence, with the words that are said in it."""
    inside = text.words_within(stretch.start, stretch.end)
    words = text.plain(inside[0], inside[-1]) if inside else ""
    return Evidence(take=take, start=stretch.start, end=stretch.end, words=words)
