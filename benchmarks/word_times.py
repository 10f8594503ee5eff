"""How exactly words are timed, and whether a cited stretch holds just its words.

    python -m benchmarks.word_times [FOLDER]... [--engine E]... [--model M] [--spans 40]

A FOLDER holds recordings with a `.words.tsv` beside each (start, end, word); by default those of
tests/data, aligned by the Montreal Forced Aligner and by PocketSphinx. Printed are the distance of
word starts and ends from these, of all words that the transcript has right; and what happens to
citations: stretches of 3 to 8 words, cut out with some padding and transcribed on their own. A word
is cut if the first or last one is not heard any more, and caught if there is one more at an end.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.head_start import loaded, transcribed
from benchmarks.timed_clips import TIMED_FOLDERS, TimedClip, matched, plain, timed_clips
from mockinterview.core.transcript import Transcript, Word
from mockinterview.speech.audio_input import read_mono
from mockinterview.speech.decoding import MODEL_RATE_HZ, READING_AHEAD
from mockinterview.speech.engines import Engine, installed_engines
from mockinterview.speech.take_hearing import TakeHearing

PADDINGS_SECONDS = (0.0, 0.1, 0.2)
CITED = replace(READING_AHEAD, most_tokens=40)


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


def heard_back(
    engine: Engine, samples: NDArray[np.float32], cited: Sequence[Word], padding: float
) -> tuple[bool, bool]:
    """Whether a word of the citation was cut, and whether one beside it was caught."""
    first = max(0, round((cited[0].start - padding) * MODEL_RATE_HZ))
    piece = samples[first : round((cited[-1].end + padding) * MODEL_RATE_HZ)]
    heard = [
        plain(word.word)
        for one in engine.transcribe(piece, CITED)
        for word in one.segment.words
    ]
    expected = [plain(word.word) for word in cited]
    start, end = expected[0], expected[-1]
    is_cut = start not in heard[:3] or end not in heard[-3:]
    is_caught = (start in heard[1:3] and start != heard[0]) or (
        end in heard[-3:-1] and end != heard[-1]
    )
    return is_cut, is_caught


def citations(
    engine: Engine, clips: Sequence[TimedClip], transcripts: Sequence[Transcript], count: int
) -> list[str]:
    """One line for each padding."""
    choice = random.Random(7)
    spans = []
    for _ in range(count):
        place = choice.randrange(len(clips))
        words = list(transcripts[place].words)
        length = choice.randint(3, 8)
        first = choice.randrange(len(words) - length)
        spans.append((place, words[first : first + length]))
    sounds = [read_mono(clip.path) for clip in clips]
    lines = []
    for padding in PADDINGS_SECONDS:
        outcomes = [heard_back(engine, sounds[place], cited, padding) for place, cited in spans]
        cut, caught = (100 * float(np.mean(column)) for column in zip(*outcomes, strict=True))
        lines.append(f"padding {padding * 1000:3.0f} ms: {cut:3.0f} % cut, {caught:3.0f} % caught")
    return lines


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--engine", action="append", help="default: all that are installed")
    parser.add_argument("--model", default="base")
    parser.add_argument("--spans", type=int, default=40, help="citations cut out of them")
    arguments = parser.parse_args()
    clips = timed_clips(arguments.folders or TIMED_FOLDERS)
    for name in arguments.engine or installed_engines():
        engine = loaded(name, arguments.model)
        transcripts = [transcribed(engine, TakeHearing(clip.path)) for clip in clips]
        print(f"\n{name}, {arguments.model}")
        print(*distances(clips, transcripts), sep="\n")
        print(*citations(engine, clips, transcripts, arguments.spans), sep="\n")


if __name__ == "__main__":
    main()
