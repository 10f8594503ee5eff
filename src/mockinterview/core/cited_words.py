"""Evidence follows the words that it cites when a person corrects them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

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
    said = " ".join(word.word for word in words if _is_cited(word, evidence))
    return evidence if said == evidence.words else evidence.model_copy(update={"words": said})


def moved_evidence(evidence: Evidence, edit: Edit) -> Evidence:
    """Evidence on the take of an edit, as it is after it.

    What cites no word of the edit stays as it is. Else it cites what stands for its words now,
    from the first to the last. Where all of them were deleted it keeps its stretch, since the
    sound is still there; words that are typed in that place later become its own.
    """
    if not edit.is_change:
        return evidence
    before, after = edit.before.words, edit.after.words
    cited = [index for index, word in enumerate(before) if _is_cited(word, evidence)]
    if not cited:
        is_touched = any(_is_cited(after[index], evidence) for index in edit.edited)
        return cited_again(evidence, after) if is_touched else evidence
    if not evidence.words:
        return evidence
    wanted = _wanted(evidence, edit, cited)
    if not wanted:
        return cited_again(evidence, after)
    first, last = wanted[0], wanted[-1]
    old_first, old_last = before[cited[0]], before[cited[-1]]
    is_elsewhere = (
        len(wanted) == len(cited)
        and [edit.moved(index) for index in cited] == wanted
        and old_first.start == after[first].start
        and old_last.end == after[last].end
    )
    if is_elsewhere:
        return evidence
    is_first_gone = edit.moved(cited[0]) is None and first not in edit.edited
    is_last_gone = edit.moved(cited[-1]) is None and last not in edit.edited
    stays = is_first_gone or old_first.start == after[first].start
    start = evidence.start if stays else after[first].start
    stays = is_last_gone or old_last.end == after[last].end
    end = evidence.end if stays else after[last].end
    if first and _middle(after[first - 1]) >= start:
        start = after[first - 1].end
    if last + 1 < len(after) and _middle(after[last + 1]) <= end:
        end = after[last + 1].start
    if end - start < SHORTEST_SECONDS:
        end = min(max(start + SHORTEST_SECONDS, end), max(edit.after.seconds, evidence.end))
        start = max(0.0, min(start, end - SHORTEST_SECONDS))
    words = " ".join(word.word for word in after[first : last + 1])
    return evidence.model_copy(update={"start": start, "end": end, "words": words})


def _wanted(evidence: Evidence, edit: Edit, cited: Sequence[int]) -> list[int]:
    """The words after the edit that stand for the cited ones, in order."""
    kept = [index for index in map(edit.moved, cited) if index is not None]
    taken = len(cited) - len(kept)
    if taken == edit.removed:
        is_inside = taken > 0 or cited[0] < edit.first <= cited[-1]
        put = list(edit.edited) if is_inside else []
    else:
        words = edit.after.words
        put = [index for index in edit.edited if taken and _is_cited(words[index], evidence)]
    return sorted([*kept, *put])


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
