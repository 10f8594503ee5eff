"""Words laid out as subtitles: lines that fit, cues that can be read and never overlap."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from mockinterview.core.transcript import Filler, Word, ends_sentence, silence_between

LINE_CHARACTERS = 42
LINES = 2
"""Both as broadcasters in Europe and North America ask for Latin script."""

LONGEST_SECONDS = 7.0
"""A cue stands no longer than this, as long as it can be parted."""

SHORTEST_SECONDS = 1.0
"""A cue stands at least this long where the next one leaves the time."""

CHARACTERS_A_SECOND = 17.0
"""How fast people read subtitles with ease; a cue stays longer for it where there is time."""

PAUSE_SECONDS = 1.0
"""A cue never goes on over a pause of this length."""

MILLISECOND = 0.001

_CLINGING_WORDS = (
    "a an the my your his her its our their this that and or but nor so if as of to in on at by "
    "for from with into than i we you he she it they who which was were is are am be been had have "
    "has would could should will can not very"
)
CLINGING = frozenset(_CLINGING_WORDS.split())
"""Words that belong to the next one: a line or cue that ends with one is harder to read."""

CLINGING_COST = 0.2
"""What parting behind one costs, as a share of the text by which the parts may differ instead."""


@dataclass(frozen=True)
class Cue:
    """One or two lines that are shown from `start` to `end`, in seconds, whole milliseconds."""

    start: float
    end: float
    lines: tuple[str, ...]


def cues(words: Sequence[Word], seconds: float, fillers: Sequence[Filler] = ()) -> list[Cue]:
    """The words of a take of so many seconds as cues, in order.

    A cue ends with its sentence or before a pause, which no hesitation fills; a sentence that is
    too long for one is parted where it breathes. Short sentences that follow each other share one.
    """
    short = [piece for word in words for piece in _short(word)]
    parts = [part for phrase in _phrases(short, fillers) for part in _parted(phrase)]
    return _timed([_cue(part) for part in _joined(parts, fillers)], seconds)


def _short(word: Word) -> Iterator[Word]:
    """A word in pieces of a line each: one without spaces, as of Chinese, may be longer."""
    count = -(-len(word.word) // LINE_CHARACTERS)
    if count <= 1:
        yield word
        return
    share = (word.end - word.start) / count
    for number in range(count):
        text = word.word[number * LINE_CHARACTERS : (number + 1) * LINE_CHARACTERS]
        start = word.start + number * share
        end = word.end if number == count - 1 else start + share
        yield word.model_copy(update={"word": text, "start": start, "end": end})


def _phrases(words: Sequence[Word], fillers: Sequence[Filler]) -> Iterator[Sequence[Word]]:
    """The words up to each end of a sentence and each pause."""
    begin = 0
    for index, (word, following) in enumerate(pairwise(words), start=1):
        if ends_sentence(word.word) or _is_pause(word, following, fillers):
            yield words[begin:index]
            begin = index
    if words:
        yield words[begin:]


def _parted(phrase: Sequence[Word]) -> Iterator[Sequence[Word]]:
    """A phrase as parts that fit, each parted near its middle: at a comma, or where it pauses."""
    waiting = [phrase]
    while waiting:
        part = waiting.pop()
        if len(part) == 1 or _fits(part):
            yield part
            continue
        at = _parting(part)
        waiting += [part[at:], part[:at]]


def _parting(words: Sequence[Word]) -> int:
    """Before which word it is best to part: near the middle, better at a comma or a pause."""
    total = len(_text(words))
    gone = 0
    best, least = 1, float("inf")
    for index, (word, following) in enumerate(pairwise(words), start=1):
        gone += len(word.word) + 1
        cost = abs(2 * gone - total) / total + _clinging_cost(word.word)
        if word.word.endswith((",", ";", ":", "–", "—")):
            cost -= 0.4
        cost -= min(0.4, following.start - word.end)
        if cost < least:
            best, least = index, cost
    return best


def _joined(parts: Sequence[Sequence[Word]], fillers: Sequence[Filler]) -> Iterator[Sequence[Word]]:
    """Parts of which the one before is short, as cues together."""
    held: Sequence[Word] = ()
    for part in parts:
        if held:
            follows = not _is_pause(held[-1], part[0], fillers)
            if _is_short(held) and follows and _fits([*held, *part]):
                held = [*held, *part]
                continue
            yield held
        held = part
    if held:
        yield held


def _is_short(words: Sequence[Word]) -> bool:
    is_brief = words[-1].end - words[0].start < SHORTEST_SECONDS
    return is_brief or len(_text(words)) < LINE_CHARACTERS // 2


def _is_pause(word: Word, following: Word, fillers: Sequence[Filler]) -> bool:
    if following.start - word.end < PAUSE_SECONDS:
        return False
    return silence_between(word, following, fillers) >= PAUSE_SECONDS


def _fits(words: Sequence[Word]) -> bool:
    return words[-1].end - words[0].start <= LONGEST_SECONDS and bool(_lines(words))


def _lines(words: Sequence[Word]) -> tuple[str, ...]:
    """The words in one line, or in two as equal as they can be; empty where they do not fit."""
    text = _text(words)
    if len(text) <= LINE_CHARACTERS:
        return (text,)
    if len(text) > LINES * LINE_CHARACTERS + 1:
        return ()
    spaces = [index for index, character in enumerate(text) if character == " "]
    fitting = [
        space
        for space in spaces
        if space <= LINE_CHARACTERS and len(text) - space - 1 <= LINE_CHARACTERS
    ]
    if not fitting:
        return ()
    space = min(fitting, key=lambda place: _line_cost(text, place))
    return text[:space], text[space + 1 :]


def _line_cost(text: str, space: int) -> float:
    last = text[:space].rpartition(" ")[2]
    return abs(2 * space - len(text)) / len(text) + _clinging_cost(last)


def _clinging_cost(text: str) -> float:
    return CLINGING_COST if text.lower() in CLINGING else 0.0


def _text(words: Sequence[Word]) -> str:
    return " ".join(word.word for word in words)


def _cue(words: Sequence[Word]) -> Cue:
    return Cue(words[0].start, words[-1].end, _lines(words))


def _timed(found: Sequence[Cue], seconds: float) -> list[Cue]:
    """The cues long enough to be read where there is time, none before the end of the last."""
    timed: list[Cue] = []
    moment = 0.0
    for index, cue in enumerate(found):
        limit = found[index + 1].start if index + 1 < len(found) else seconds
        characters = sum(len(line) for line in cue.lines)
        wanted = max(SHORTEST_SECONDS, characters / CHARACTERS_A_SECOND)
        start = max(round(cue.start, 3), moment)
        end = round(max(cue.end, min(cue.start + wanted, limit)), 3)
        moment = max(end, round(start + MILLISECOND, 3))
        timed.append(replace(cue, start=start, end=moment))
    return timed
