"""Evidence follows the words that it cites when a person corrects them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from operator import attrgetter

from mockinterview.core.correction import Edit
from mockinterview.core.marking import Evidence, Mark, Marking
from mockinterview.core.transcript import Word

SHORTEST_SECONDS = 0.05
"""Evidence is never made shorter than this: a clip must be heard."""


def moved_marking(marking: Marking, take: int, edit: Edit) -> Marking:
    """Marks whose evidence in this take follows an edit of its words."""
    return _with_each(marking, take, lambda evidence: moved_evidence(evidence, edit))


def marking_cited_again(marking: Marking, take: int, words: Sequence[Word]) -> Marking:
    """Marks whose evidence in this take keeps its time and has the words said in it now.

    For a text that was replaced as a whole: all corrections given up, or another transcript.
    """
    return _with_each(marking, take, lambda evidence: cited_again(evidence, words))


def cited_again(evidence: Evidence, words: Sequence[Word]) -> Evidence:
    """The same stretch of the take with the words that are said in it now."""
    said = " ".join(words[index].word for index in _cited(words, evidence))
    return evidence if said == evidence.words else evidence.model_copy(update={"words": said})


def moved_evidence(evidence: Evidence, edit: Edit) -> Evidence:
    """Evidence on the take of an edit, as it is after it.

    What cites no word of the edit stays as it is. Else it cites what stands for its words now,
    from the first to the last. Where all of them were deleted it keeps its stretch, since the
    sound is still there; words that are typed in that place later become its own.
    """
    if not edit.is_change:
        return evidence
    before, after = edit.words_before, edit.words_after
    cited = _cited(before, evidence)
    if not cited:
        edited = [after[index] for index in edit.edited]
        may_cite = not evidence.words or any(_is_cited(word, evidence) for word in edited)
        return cited_again(evidence, after) if may_cite else evidence
    wanted = _wanted(evidence, edit, cited)
    if not evidence.words or _is_elsewhere(edit, cited, wanted):
        return evidence
    if not wanted:
        return cited_again(evidence, after)
    start, end = _stretch(evidence, edit, (cited[0], cited[-1]), (wanted[0], wanted[-1]))
    said = " ".join(word.word for word in after[wanted[0] : wanted[-1] + 1])
    return evidence.model_copy(update={"start": start, "end": end, "words": said})


def _wanted(evidence: Evidence, edit: Edit, cited: Sequence[int]) -> list[int]:
    """The words after the edit that stand for the cited ones, in order.

    Of the edited words all, when they stand between cited ones or for nothing but cited ones; else
    those that are said in the stretch, unless a cited word made room for them.
    """
    kept = [index for index in map(edit.moved, cited) if index is not None]
    taken = len(cited) - len(kept)
    is_between = not edit.removed and cited[0] < edit.first <= cited[-1]
    if is_between or 0 < taken == edit.removed:
        return sorted([*kept, *edit.edited])
    before, after = edit.words_before, edit.words_after
    if not taken:
        edge = cited[0] if edit.first <= cited[0] else cited[-1]
        moved = kept[0] if edit.first <= cited[0] else kept[-1]
        if (before[edge].start, before[edge].end) != (after[moved].start, after[moved].end):
            return kept
    put = [index for index in edit.edited if _is_cited(after[index], evidence)]
    return sorted([*kept, *put])


def _is_elsewhere(edit: Edit, cited: Sequence[int], wanted: Sequence[int]) -> bool:
    """Whether the cited words are the same as before, in the same time."""
    if [edit.moved(index) for index in cited] != wanted:
        return False
    before, after = edit.words_before, edit.words_after
    is_start_kept = before[cited[0]].start == after[wanted[0]].start
    return is_start_kept and before[cited[-1]].end == after[wanted[-1]].end


def _stretch(
    evidence: Evidence, edit: Edit, cited: tuple[int, int], wanted: tuple[int, int]
) -> tuple[float, float]:
    """The stretch of evidence that cited the words from one to another and now cites others.

    It never reaches so far that it cites a neighbour too.
    """
    first, last = wanted
    start = _edge(evidence.start, edit, cited[0], first, edge_of=attrgetter("start"), outer=min)
    end = _edge(evidence.end, edit, cited[1], last, edge_of=attrgetter("end"), outer=max)
    after = edit.words_after
    if first and _middle(after[first - 1]) >= start:
        start = after[first - 1].end
    if last + 1 < len(after) and _middle(after[last + 1]) <= end:
        end = after[last + 1].start
    if end - start < SHORTEST_SECONDS:
        limit = max(edit.after.seconds, evidence.end)
        end = min(start + SHORTEST_SECONDS, limit)
        start = max(0.0, min(start, end - SHORTEST_SECONDS))
    return start, end


def _edge(
    chosen: float,
    edit: Edit,
    cited: int,
    wanted: int,
    *,
    edge_of: Callable[[Word], float],
    outer: Callable[[float, float], float],
) -> float:
    """Where evidence begins or ends whose outermost word was `cited` and now is `wanted`.

    What a person chose stays where that word did not move or was deleted, and reaches further
    where a word was put beside it.
    """
    before, after = edge_of(edit.words_before[cited]), edge_of(edit.words_after[wanted])
    moved = edit.moved(cited)
    if moved is None and wanted not in edit.edited:
        return chosen
    if moved not in {None, wanted}:
        return outer(chosen, after)
    return chosen if before == after else after


def _cited(words: Sequence[Word], evidence: Evidence) -> range:
    """The words whose middle lies in the evidence; they are in order."""
    first = bisect_left(words, evidence.start, key=_middle)
    return range(first, max(first, bisect_right(words, evidence.end, key=_middle)))


def _is_cited(word: Word, evidence: Evidence) -> bool:
    return evidence.start <= _middle(word) <= evidence.end


def _middle(word: Word) -> float:
    return (word.start + word.end) / 2


def _with_each(marking: Marking, take: int, function: Callable[[Evidence], Evidence]) -> Marking:
    marks: dict[str, Mark] = {}
    for criterion_id, mark in marking.marks.items():
        evidence = tuple(function(item) if item.take == take else item for item in mark.evidence)
        is_same = evidence == mark.evidence
        marks[criterion_id] = mark if is_same else mark.model_copy(update={"evidence": evidence})
    return marking if marks == marking.marks else marking.model_copy(update={"marks": marks})
