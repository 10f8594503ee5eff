"""How many hesitations are found, how many are invented, and what it costs.

    python -m benchmarks.fillers [FOLDER]... [--engine E]... [--model M]

Recall is measured on the recordings of tests/data that have the time of every word beside them,
with hesitations: one is found if it is told less than 0.1 s away from where it is. False alarms are
counted there too, and on every FOLDER (by default ../shared/speech where it is there): the
recordings whose `.txt` has none. What costs nothing extra, the model's own words, is a line apart.
The extra processor time is a share of that of the transcript.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.chosen_engines import add_arguments, each_engine, transcribed
from benchmarks.timed_clips import TimedClip, TimedWord, timed_clips
from mockinterview.core.transcript import Filler
from mockinterview.speech.audio_input import read_mono
from mockinterview.speech.engines import Engine
from mockinterview.speech.fillers import find_fillers, is_filler
from mockinterview.speech.take_hearing import TakeHearing

DEVELOPMENT_SPEECH = Path(__file__).parents[2] / "shared" / "speech"
NEAR_SECONDS = 0.1


@dataclass(frozen=True)
class Outcome:
    """One clip; times are of the processor, all threads, without and for the hesitations."""

    seconds: float
    there: int
    found: int
    written: int
    false_alarms: tuple[Filler, ...]
    transcript_seconds: float
    extra_seconds: float


def measure(engine: Engine, clip: TimedClip) -> Outcome:
    began = time.process_time()
    transcript = transcribed(engine, TakeHearing(clip.path))
    whole = time.process_time() - began
    samples = read_mono(clip.path)
    began = time.process_time()
    fillers = find_fillers(engine, samples, transcript.segments)
    extra = time.process_time() - began
    found = [one for one in clip.fillers if any(_is_near(one, filler) for filler in fillers)]
    return Outcome(
        seconds=transcript.audio_seconds,
        there=len(clip.fillers),
        found=len(found),
        written=sum(filler.is_written for filler in fillers),
        false_alarms=tuple(
            filler for filler in fillers if not any(_is_near(one, filler) for one in clip.fillers)
        ),
        transcript_seconds=max(whole - extra, 1e-9),  # `transcribed` looks for them as well
        extra_seconds=extra,
    )


def _is_near(known: TimedWord, filler: Filler) -> bool:
    return min(known.end, filler.end) > max(known.start, filler.start) - NEAR_SECONDS


def without_fillers(folders: Sequence[Path]) -> list[TimedClip]:
    """The recordings whose text is known and has no hesitation in it."""
    clips = []
    for folder in folders:
        for path in sorted(folder.glob("*.flac")):
            text = path.with_suffix(".txt")
            if text.is_file() and not any(map(is_filler, text.read_text("utf-8").split())):
                clips.append(TimedClip(path, ()))
    return clips


def line(name: str, outcomes: Sequence[Outcome]) -> str:
    there, found = sum(one.there for one in outcomes), sum(one.found for one in outcomes)
    alarms = sum(len(one.false_alarms) for one in outcomes)
    minutes = sum(one.seconds for one in outcomes) / 60
    extra = sum(one.extra_seconds for one in outcomes)
    share = 100 * extra / sum(one.transcript_seconds for one in outcomes)
    return (
        f"{name:28} {60 * minutes:6.0f} s  {found:2d} of {there:2d}"
        f" ({sum(one.written for one in outcomes)} written)"
        f"  {alarms} false, {alarms / minutes:.1f} a minute  extra processor time {share:3.0f} %"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folders", nargs="*", type=Path)
    add_arguments(parser)
    arguments = parser.parse_args()
    folders = arguments.folders or [folder for folder in [DEVELOPMENT_SPEECH] if folder.is_dir()]
    for engine in each_engine(arguments):
        with_them: list[Outcome] = []
        without: list[Outcome] = []
        for clip in [*timed_clips(), *without_fillers(folders)]:
            outcome = measure(engine, clip)
            print(line(clip.path.stem, [outcome]), *outcome.false_alarms, flush=True)
            (with_them if clip.fillers else without).append(outcome)
        print(line("with hesitations", with_them))
        print(line("without", without))


if __name__ == "__main__":
    main()
