"""How exactly words are timed, and whether a cited stretch holds just its words.

    python -m benchmarks.word_times [FOLDER]... [--engine E]... [--model M] [--spans 40]

A FOLDER holds recordings with a `.words.tsv` beside each (start, end, word); by default those of
tests/data, aligned by the Montreal Forced Aligner and by PocketSphinx. Printed are the distance of
word starts and ends from these, of all words that the transcript has right; and what happens to
citations: stretches of 3 to 8 words, cut out with some padding. A word is cut if the first or last
one is not heard any more when the piece is transcribed on its own, and caught if the one beside it
is heard too; by the clock, if that is so for more than 0.1 s of a word by the reference.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.chosen_engines import add_arguments, each_engine, transcribed
from benchmarks.timed_clips import TIMED_FOLDERS, TimedClip, TimedWord, matched, plain, timed_clips
from mockinterview.core.transcript import Transcript
from mockinterview.speech.audio_input import read_mono
from mockinterview.speech.decoding import MODEL_RATE_HZ, Decoding
from mockinterview.speech.engines import Engine
from mockinterview.speech.take_hearing import TakeHearing

PADDINGS = (0.0, 0.05)
CITED = Decoding(temperatures=(0.0,), most_tokens=40)
NOTICED_SECONDS = 0.1
"""Less of a word is not missed, and not heard where it is too much."""


def distances(clips: Sequence[TimedClip], transcripts: Sequence[Transcript]) -> list[str]:
    """One line for starts and one for ends."""
    pairs = [
        pair
        for clip, transcript in zip(clips, transcripts, strict=True)
        for pair in matched(clip.words, list(transcript.words))
    ]
    lines = []
    for name, errors in (
        ("start", np.array([heard.start - known.start for known, heard in pairs])),
        ("end", np.array([heard.end - known.end for known, heard in pairs])),
    ):
        away = np.abs(errors) * 1000
        lines.append(
            f"{name:6} {len(errors):4d} words, median {np.median(away):4.0f} ms, 90 of 100 within"
            f" {np.percentile(away, 90):4.0f} ms, bias {np.median(errors) * 1000:+4.0f} ms"
        )
    return lines


@dataclass(frozen=True)
class Citation:
    """Some words of a transcript, those beside them, and when they are said by the reference."""

    sound: NDArray[np.float32]
    words: tuple[str, ...]
    before: str
    after: str
    told: tuple[float, float]
    known: tuple[float, float]
    neighbours: tuple[float, float]
    """Where the word before ends and the word after begins, by the reference."""


def chosen(
    clips: Sequence[TimedClip], transcripts: Sequence[Transcript], count: int
) -> list[Citation]:
    """Stretches of 3 to 8 words that the transcript and the reference have both."""
    choice = random.Random(7)
    pairs = [
        list(matched(clip.words, list(transcript.words)))
        for clip, transcript in zip(clips, transcripts, strict=True)
    ]
    sounds = [read_mono(clip.path) for clip in clips]
    made: list[Citation] = []
    while len(made) < count:
        place = choice.randrange(len(clips))
        length = choice.randint(3, 8)
        first = choice.randrange(1, len(pairs[place]) - length - 1)
        around = pairs[place][first - 1 : first + length + 1]
        (before, _), *cited, (after, _) = around
        if is_contiguous(clips[place], [before, *(known for known, _ in cited), after]):
            made.append(
                Citation(
                    sounds[place],
                    tuple(plain(word.word) for _, word in cited),
                    plain(before.word),
                    plain(after.word),
                    (cited[0][1].start, cited[-1][1].end),
                    (cited[0][0].start, cited[-1][0].end),
                    (before.end, after.start),
                )
            )
    return made


def is_contiguous(clip: TimedClip, words: Sequence[TimedWord]) -> bool:
    """Whether no other word is said between these."""
    first, last = clip.words.index(words[0]), clip.words.index(words[-1])
    return last - first + 1 == len(words)


def heard_back(engine: Engine, one: Citation, start: float, end: float) -> tuple[bool, bool]:
    """Whether a word at an end was cut, and whether the one beside it was caught."""
    first = max(0, round(start * MODEL_RATE_HZ))
    piece = np.pad(one.sound[first : round(end * MODEL_RATE_HZ)], round(0.3 * MODEL_RATE_HZ))
    heard = [
        plain(word.word) for part in engine.transcribe(piece, CITED) for word in part.segment.words
    ]
    is_cut = one.words[0] not in heard[:2] or one.words[-1] not in heard[-2:]
    is_caught = heard[:2] == [one.before, one.words[0]] or heard[-2:] == [one.words[-1], one.after]
    return is_cut, is_caught


def by_reference(one: Citation, start: float, end: float) -> tuple[bool, bool]:
    """The same by the clock: more than so much of a word is missing, or of the next is there."""
    is_cut = start > one.known[0] + NOTICED_SECONDS or end < one.known[1] - NOTICED_SECONDS
    is_caught = (
        start < one.neighbours[0] - NOTICED_SECONDS or end > one.neighbours[1] + NOTICED_SECONDS
    )
    return is_cut, is_caught


def citations(engine: Engine, cited: Sequence[Citation]) -> Iterator[str]:
    """One line for each padding, and one for the times of the reference."""
    for name, padding in (("by the reference", None), *((f"{p:.2f} s", p) for p in PADDINGS)):
        spans = [
            one.known if padding is None else (one.told[0] - padding, one.told[1] + padding)
            for one in cited
        ]
        back = [heard_back(engine, one, *span) for one, span in zip(cited, spans, strict=True)]
        clock = [by_reference(one, *span) for one, span in zip(cited, spans, strict=True)]
        shares = [100 * float(np.mean(column)) for column in (*zip(*back), *zip(*clock))]  # noqa: B905
        yield (
            f"padding {name:16}: heard back {shares[0]:3.0f} % cut, {shares[1]:3.0f} % caught;"
            f" by the clock {shares[2]:3.0f} % cut, {shares[3]:3.0f} % caught"
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folders", nargs="*", type=Path)
    add_arguments(parser)
    parser.add_argument("--spans", type=int, default=40, help="citations cut out of them")
    arguments = parser.parse_args()
    clips = timed_clips(arguments.folders or TIMED_FOLDERS)
    for engine in each_engine(arguments):
        transcripts = [transcribed(engine, TakeHearing(clip.path)) for clip in clips]
        print(*distances(clips, transcripts), sep="\n")
        for line in citations(engine, chosen(clips, transcripts, arguments.spans)):
            print(line, flush=True)


if __name__ == "__main__":
    main()
