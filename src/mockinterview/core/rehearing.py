"""A correction goes over to a better hearing of its take: what a person touched stays theirs.

Three texts are merged: the first hearing, what a person made of it, and the second hearing. Where
the person touched nothing the second one is taken; in the time of what they touched, theirs.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mockinterview.core.changes import runs
from mockinterview.core.correction import TYPED_PROBABILITY, Correction
from mockinterview.core.transcript import Transcript, TranscriptStage, Word
from mockinterview.core.word_row import WordRow


@dataclass(frozen=True)
class _Touched:
    """A stretch that a person changed, deleted, inserted or said to be right.

    Attributes:
        original: its words in the first hearing.
        texts: what stands there now.
        start: where it begins in the take, in seconds.
        end: where it ends.
    """

    original: range
    texts: tuple[str, ...]
    start: float
    end: float


def heard_again(correction: Correction, transcript: Transcript) -> Correction:
    """The correction upon a better hearing; the very same where there is none.

    Nothing that a person typed or said to be right is lost or stands in another order, and what
    they took out does not come back.
    """
    is_first = correction.made_from.stage is TranscriptStage.FIRST
    if not is_first or transcript.stage is TranscriptStage.FIRST:
        return correction
    again = Correction.of(transcript)
    original, refined = correction.original_words, again.words
    touched = list(_touched(original, correction.words))
    places = _places(original, refined, touched)
    row = WordRow(again.segments, again.seconds, transcript.fillers)
    for one, place in reversed(list(zip(touched, places, strict=True))):
        row.replace(place.start, len(place), one.texts, TYPED_PROBABILITY)
    return again.model_copy(update={"segments": row.segments()})


def _touched(original: Sequence[Word], corrected: Sequence[Word]) -> Iterator[_Touched]:
    there = [word.word for word in original]
    here = [word.word for word in corrected]
    for is_equal, before, after in runs(there, here):
        if not is_equal:
            yield _stretch(original, corrected, before, after)
            continue
        for index, now in zip(before, after, strict=True):
            if original[index].probability != corrected[now].probability:
                single = range(index, index + 1), range(now, now + 1)
                yield _stretch(original, corrected, *single)


def _stretch(
    original: Sequence[Word], corrected: Sequence[Word], before: range, after: range
) -> _Touched:
    """In the time that it had; what was inserted has that which it was given."""
    words = [original[index] for index in before] or [corrected[index] for index in after]
    texts = tuple(corrected[index].word for index in after)
    return _Touched(before, texts, words[0].start, words[-1].end)


def _places(
    original: Sequence[Word], refined: Sequence[Word], touched: Sequence[_Touched]
) -> list[range]:
    """The words of the better hearing that each stretch replaces, in order, none twice.

    Words that are in both hearings hold them together; between them the time decides.
    """
    pairs = _same_words(original, refined)
    places: list[range] = []
    done, pair = 0, 0
    for one in touched:
        while pair < len(pairs) and pairs[pair][0] < one.original.start:
            done = max(done, pairs[pair][1] + 1)
            pair += 1
        behind = pair
        while behind < len(pairs) and pairs[behind][0] < one.original.stop:
            behind += 1
        limit = pairs[behind][1] if behind < len(pairs) else len(refined)
        taken = [there for _, there in pairs[pair:behind]]
        said = [
            index
            for index in range(done, limit)
            if one.start <= (refined[index].start + refined[index].end) / 2 <= one.end
        ]
        its = sorted([*taken, *said])
        if its:
            place = range(its[0], its[-1] + 1)
        else:
            at = done
            while at < limit and refined[at].end <= one.start:
                at += 1
            place = range(at, at)
        places.append(place)
        done, pair = place.stop, behind
    return places


def _same_words(original: Sequence[Word], refined: Sequence[Word]) -> list[tuple[int, int]]:
    """The words that are in both hearings, whatever their case and the signs around them."""
    there = [_plain(word) for word in original]
    here = [_plain(word) for word in refined]
    return [
        pair
        for is_equal, before, after in runs(there, here)
        if is_equal
        for pair in zip(before, after, strict=True)
    ]


def _plain(word: Word) -> str:
    text = word.word.casefold()
    return "".join(filter(str.isalnum, text)) or text
