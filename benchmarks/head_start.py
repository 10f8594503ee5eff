"""What the head start costs and how exact it is, faster than real time.

    python -m benchmarks.head_start FOLDER [--seconds 300] [--takes 2] [--engine E]... [--model M]

FOLDER holds clips of human speech with their texts. Takes joined from them are heard three times by
the same engine: whole and afterwards; as they come, half a second at a time; and then the doubtful
stretches again. Printed are the word error rates, the processor time as a share of the first, and
how long the longest last stretch took, which is the wait after Stop.
"""

from __future__ import annotations

import argparse
import functools
import os
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import jiwer
import numpy as np

from benchmarks.chosen_engines import add_arguments, each_engine, transcribed
from benchmarks.joined_takes import JoinedTake, clips_in, joined
from mockinterview.core.transcript import Transcript
from mockinterview.files.wav import WavWriter
from mockinterview.speech.decoding import MODEL_RATE_HZ
from mockinterview.speech.engines import Engine
from mockinterview.speech.reading_ahead import ReadingAhead
from mockinterview.speech.refining import refine_with
from mockinterview.speech.take_hearing import TakeHearing

STEP_SECONDS = 0.5


@functools.cache
def normaliser() -> Callable[[str], str]:
    """Whisper's own; imported late, since what it imports reads the environment."""
    from whisper.normalizers import EnglishTextNormalizer

    made: Callable[[str], str] = EnglishTextNormalizer()
    return made


def normalise(text: str) -> str:
    return normaliser()(text)


@dataclass(frozen=True)
class Run:
    """One way to hear a take; `processor_seconds` of all threads of this process."""

    transcript: Transcript
    processor_seconds: float
    seconds: float
    end_seconds: float = 0.0

    def errors(self, take: JoinedTake) -> int:
        """Words that are wrong, missing or invented."""
        counts = jiwer.process_words(normalise(take.text), normalise(self.transcript.text))
        return counts.substitutions + counts.deletions + counts.insertions


def afterwards(engine: Engine, path: Path) -> Run:
    began, before = time.monotonic(), time.process_time()
    transcript = transcribed(engine, TakeHearing(path))
    return Run(transcript, time.process_time() - before, time.monotonic() - began)


def as_it_comes(engine: Engine, take: JoinedTake, path: Path) -> Run:
    """Write the take and hear it in turns."""
    samples = np.round(take.samples * 32767).astype("<i2")
    step = round(STEP_SECONDS * MODEL_RATE_HZ)
    writer = WavWriter(path, MODEL_RATE_HZ)
    hearing = TakeHearing(path)
    ahead = ReadingAhead(hearing, engine)
    began, before = time.monotonic(), time.process_time()
    for first in range(0, samples.size, step):
        writer.write(samples[first : first + step].tobytes())
        while ahead.step():
            pass
    writer.close()
    stopped = time.monotonic()
    transcript = transcribed(engine, hearing, ahead)
    ended = time.monotonic()
    return Run(transcript, time.process_time() - before, ended - began, ended - stopped)


def heard_again(engine: Engine, path: Path, first: Transcript) -> Run:
    began, before = time.monotonic(), time.process_time()
    transcript = refine_with(engine, path, first, on_event=lambda _: None)
    return Run(transcript, time.process_time() - before, time.monotonic() - began)


def measure(engine: Engine, take: JoinedTake, folder: Path, number: int) -> list[str]:
    path = folder / f"take-{number}.wav"
    first = as_it_comes(engine, take, path)
    again = heard_again(engine, path, first.transcript)
    plain = afterwards(engine, path)
    words = len(normalise(take.text).split())
    doubtful = sum(span.end - span.start for span in first.transcript.doubtful)
    rates = [100 * run.errors(take) / words for run in (plain, first, again)]
    ratios = [
        run / plain.processor_seconds
        for run in (
            first.processor_seconds,
            first.processor_seconds + again.processor_seconds,
        )
    ]
    return [
        f"{number:4d} {take.seconds:8.0f} {words:6d}",
        *(f"{rate:7.2f} %" for rate in rates),
        f"{100 * doubtful / take.seconds:7.0f} %",
        f"{plain.processor_seconds:8.1f} s",
        *(f"{ratio:7.2f}" for ratio in ratios),
        f"{first.end_seconds:7.2f} s",
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seconds", type=float, default=300.0)
    parser.add_argument("--takes", type=int, default=2)
    add_arguments(parser)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    clips = clips_in(arguments.folder)
    if not clips:
        parser.error(f"no recording with a text in {arguments.folder}")
    os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")  # as in the speech process
    for engine in each_engine(arguments):
        print(
            "take  seconds  words     plain     first   refined  doubtful  plain CPU"
            "   first  +again  after Stop"
        )
        with tempfile.TemporaryDirectory() as folder:
            for number in range(arguments.takes):
                take = joined(clips, arguments.seconds, arguments.seed + number)
                print(" ".join(measure(engine, take, Path(folder), number)), flush=True)


if __name__ == "__main__":
    main()
