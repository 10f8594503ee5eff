"""Finds the hesitations that Whisper leaves out: “um”, “uh”, “er”.

Whisper was trained on texts that were tidied, so it drops nearly all of them. With a prompt full of
them it prints most, but then it loops and invents as well. So nothing is printed here. Where there
is a voice between two words, or a word that is drawn out far too long, the model is asked what it
would say next in these few seconds, after the words before that place and with that prompt; and a
hesitation is believed if it is likely and the sound there has a pitch. What is found is found; how
many were missed nobody knows, so whoever counts says “at least”. Measured in docs/fillers.md.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from mockinterview.core.transcript import Filler, Segment, Word
from mockinterview.speech.decoding import MODEL_RATE_HZ
from mockinterview.speech.guessing import QUESTIONS_AT_ONCE, Guess, Guesser, Question
from mockinterview.speech.pitch import is_voiced
from mockinterview.speech.silence import band_levels_dbfs
from mockinterview.speech.windows import Span
from mockinterview.speech.word_times import silent_stretches

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from mockinterview.speech.engines import Engine

HINTS: Final = "Um, uh, er, erm, hmm, um, uh, so, um, uh, er, I, uh, erm, yeah, um."
"""The prompt: with it the model writes hesitations down."""

LIKELY: Final = 0.06
"""Of a hesitation coming next. At places of read speech where somebody only paused it was never
above 0.02; where one is heard it is 0.04 to 0.9."""

VERY_LIKELY: Final = 0.5
"""Enough where no pitch is found, in a creaky or a hoarse voice. A cough had 0.4."""

RISE_ABOVE_NOISE_DB: Final = 4.0
"""Less than for speech: hesitations are said quietly."""

SHORTEST_VOICE_SECONDS: Final = 0.12
"""Shorter ones between two words are the rest of one of them."""

LONGEST_VOICE_SECONDS: Final = 3.0
"""Longer ones are no hesitation."""

LONGEST_TAIL_SECONDS: Final = 0.15
"""Of a word, behind the end that the model gave it."""

WORD_SECONDS: Final = 0.3
LETTER_SECONDS: Final = 0.06
"""A word that takes longer than `WORD_SECONDS` and so much a letter may cover a hesitation."""

WORDS_BEFORE_SECONDS: Final = 1.2
SOUND_BEFORE_SECONDS: Final = 0.15
SOUND_BEHIND_SECONDS: Final = 0.6
"""What the model hears around the place; it needs to know which words come first."""

MOST_QUESTIONS_A_MINUTE: Final = 20
"""So that a noisy take does not cost as much again as its transcript. Nor are so many asked of
somebody who speaks fluently: after eight places without a hesitation the others are left alone."""

_FILLER: Final = re.compile(r"u+[hm]+|e+r+m*|h+m+|m{2,}")
"""“um”, “uh”, “uhm”, “er”, “erm”, “hm”, “mm”, however long they are drawn."""

_BEHIND_A_WORD: Final = frozenset({",", ".", "...", "…", "?", "!", " -", "-", "—", " —"})


@dataclass(frozen=True)
class Place:
    """Where a hesitation may be.

    `sound` is where it would lie, in seconds; `index` that of the word that comes after it;
    `is_under_word`: there is no gap, but a word that is drawn out.
    """

    index: int
    sound: Span
    is_under_word: bool = False

    @property
    def promise(self) -> float:
        """The larger, the more worth asking: gaps before words, long sounds before short ones."""
        length = self.sound.end - self.sound.start
        return length if self.is_under_word else length + LONGEST_VOICE_SECONDS


def is_filler(word: str) -> bool:
    """Whether a printed word is a hesitation; “-er” is the end of another word, “ER” a place."""
    is_other = word.startswith("-") or word.isupper()
    return not is_other and _FILLER.fullmatch(_bare(word)) is not None


def find_fillers(
    engine: Engine,
    samples: NDArray[np.float32],
    segments: Sequence[Segment],
    between_questions: Callable[[], None] = lambda: None,
) -> tuple[Filler, ...]:
    """The hesitations of a take that can be told with some certainty, in order.

    Args:
        engine: one that has its model; if it is no `Guesser`, only those that stand among the
            words are found.
        samples: the take: mono, 16 kHz, shape (samples,).
        segments: what was written down of it, with settled word times.
        between_questions: called now and then; what it raises ends the work.
    """
    words = [word for segment in segments for word in segment.words]
    found = [
        Filler(start=word.start, end=word.end, text=_bare(word.word), is_written=True)
        for word in words
        if is_filler(word.word)
    ]
    if words and isinstance(engine, Guesser):
        found += _unwritten(engine, samples, words, between_questions)
    return _apart(sorted(found, key=lambda filler: (filler.start, not filler.is_written)))


def _unwritten(
    engine: Guesser,
    samples: NDArray[np.float32],
    words: Sequence[Word],
    between_questions: Callable[[], None],
) -> Iterator[Filler]:
    """Those that the model hears when it is asked, the most promising places first."""
    seconds = samples.size / MODEL_RATE_HZ
    silences = silent_stretches(band_levels_dbfs(samples), rise_db=RISE_ABOVE_NOISE_DB)
    places = _worth_asking(suspicious_places(words, silences, seconds), seconds)
    for first in range(0, len(places), QUESTIONS_AT_ONCE):
        between_questions()
        together = places[first : first + QUESTIONS_AT_ONCE]
        answers = engine.guess_next([_question(samples, words, one) for one in together], HINTS)
        found = [
            filler
            for place, guesses in zip(together, answers, strict=True)
            if (filler := _believed(samples, place.sound, guesses)) is not None
        ]
        yield from found
        if not found:
            return  # the places that are left promise less than these


def _believed(samples: NDArray[np.float32], sound: Span, guesses: Sequence[Guess]) -> Filler | None:
    """The hesitation that the model hears there, if it is likely enough for such a sound."""
    text, probability = likely_filler(guesses)
    has_pitch = is_voiced(samples, sound.start, sound.end)
    if probability < (LIKELY if has_pitch else VERY_LIKELY):
        return None
    return Filler(start=sound.start, end=sound.end, text=text)


def suspicious_places(
    words: Sequence[Word], silences: Sequence[Span], seconds: float
) -> list[Place]:
    """Where a hesitation may be: a voice without a word, or a word that takes far too long.

    Args:
        words: of the transcript, settled.
        silences: from `word_times.silent_stretches`.
        seconds: the length of the take.
    """
    places = []
    for index in range(len(words) + 1):
        before = words[index - 1] if index else None
        after = words[index] if index < len(words) else None
        start = before.end if before else max(0.0, words[0].start - LONGEST_VOICE_SECONDS)
        end = after.start if after else min(seconds, start + LONGEST_VOICE_SECONDS)
        if any(word and is_filler(word.word) for word in (before, after)):
            continue
        gap = _longest_voice([Span(start, end)], silences)
        drawn = _longest_voice(
            [*([_drawn_end(before)] if before else []), *([_drawn_start(after)] if after else [])],
            silences,
        )
        if gap is not None:
            places.append(Place(index, gap))
        elif drawn is not None:
            places.append(Place(index, drawn, is_under_word=True))
    return places


def _drawn_start(word: Word) -> Span:
    """What a word takes too long, if that is before it."""
    return Span(word.start, max(word.start, word.end - _usual_seconds(word)))


def _drawn_end(word: Word) -> Span:
    """What a word takes too long, if that is behind it."""
    return Span(min(word.end, word.start + _usual_seconds(word)), word.end)


def _usual_seconds(word: Word) -> float:
    return WORD_SECONDS + LETTER_SECONDS * len(_bare(word.word))


def _longest_voice(parts: Sequence[Span], silences: Sequence[Span]) -> Span | None:
    """The longest voice in these parts; what follows on a word without a pause counts for less."""

    def weight(pair: tuple[Span, Span]) -> float:
        part, voice = pair
        tail = LONGEST_TAIL_SECONDS if voice.start <= part.start else 0.0
        return voice.end - voice.start - tail

    voices = [(part, voice) for part in parts for voice in _voices(part, silences)]
    return max(voices, key=weight)[1] if voices else None


def _voices(part: Span, silences: Sequence[Span]) -> Iterator[Span]:
    """The stretches of a part in which the sound rises above the noise."""
    start = part.start
    for silence in [*silences, Span(part.end, part.end)]:
        if silence.end < part.start:
            continue
        end = min(silence.start, part.end)
        if SHORTEST_VOICE_SECONDS <= end - start <= LONGEST_VOICE_SECONDS:
            yield Span(start, end)
        if silence.start >= part.end:
            break
        start = max(start, silence.end)


def _worth_asking(places: list[Place], seconds: float) -> list[Place]:
    """All places, or the most promising if they are too many."""
    most = max(1, round(MOST_QUESTIONS_A_MINUTE * seconds / 60))
    return sorted(places, key=lambda place: -place.promise)[:most]


def _question(samples: NDArray[np.float32], words: Sequence[Word], place: Place) -> Question:
    """What comes after the words before that place?"""
    first = place.index
    near = words[first - 1].end if first else place.sound.start
    while first and words[first - 1].end > near - WORDS_BEFORE_SECONDS:
        first -= 1
    said = words[first : place.index]
    start = (said[0].start if said else place.sound.start) - SOUND_BEFORE_SECONDS
    end = place.sound.end + SOUND_BEHIND_SECONDS
    if place.index < len(words):
        end = max(end, min(words[place.index].end, end + SOUND_BEHIND_SECONDS))
    piece = samples[max(0, round(start * MODEL_RATE_HZ)) : round(end * MODEL_RATE_HZ)]
    return Question(piece, " ".join(word.word for word in said).rstrip(" .,;:?!…-"))


def likely_filler(guesses: Sequence[Guess]) -> tuple[str, float]:
    """The likeliest hesitation to come next, also behind a comma, and how likely any is."""
    chances: dict[str, float] = {}
    weight = 1.0
    for guess in guesses:
        for piece, probability in guess:
            if is_filler(piece):
                chances[_bare(piece)] = chances.get(_bare(piece), 0.0) + weight * probability
        text, probability = guess[0]
        if text not in _BEHIND_A_WORD:
            break
        weight *= probability
    best = max(chances, key=lambda piece: chances[piece], default="")
    return best, sum(chances.values())


def _apart(fillers: Sequence[Filler]) -> tuple[Filler, ...]:
    """Without those that lie over an earlier one: the same sound was found twice."""
    kept: list[Filler] = []
    for filler in fillers:
        if not kept or filler.start >= kept[-1].end:
            kept.append(filler)
    return tuple(kept)


def _bare(word: str) -> str:
    """A word without what stands around it, in small letters."""
    return word.strip(" .,;:?!…\"'“”‘’-–—").lower()
