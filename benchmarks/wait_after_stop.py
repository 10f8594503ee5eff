"""How long a person waits for the transcript after Stop, in real time, with and without head start.

    python -m benchmarks.wait_after_stop FOLDER [--length SECONDS]... [--stops 5] [--engine E]...
    python -m benchmarks.wait_after_stop FOLDER --quick

FOLDER holds clips of human speech with their texts. Answers joined from them are written to a WAV
file block by block as the recorder writes it, at the speed at which they would be spoken, and
stopped at a random moment, in the middle of a sentence or not. The wait is from the moment the file
is closed until the whole transcript is with the program. Processor time is that of the speech
process, the second hearing included, as a share of a run of the same sound afterwards.

`python -m benchmarks.recording --head-start` tells what it costs the real recorder.
"""

from __future__ import annotations

import argparse
import random
import statistics
import tempfile
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import psutil  # type: ignore[import-untyped, unused-ignore]  # it has no types of its own
from numpy.typing import NDArray

from benchmarks.joined_takes import Clip, clips_in, joined
from mockinterview.files.wav import WavWriter
from mockinterview.speech.decoding import MODEL_RATE_HZ
from mockinterview.speech.engines import installed_engines
from mockinterview.speech.process import SpeechProcess

BLOCK_SECONDS = 0.04
STOP_SPREAD = 0.15
"""Stops lie within so much of the length asked for."""
LENGTHS_SECONDS = (30.0, 120.0, 300.0)
QUICK_LENGTH_SECONDS = 30.0
QUICK_STOPS = 2


@dataclass(frozen=True)
class Answer:
    """One answer given with the head start, and the same sound without it."""

    wait_seconds: float
    wait_without_seconds: float
    processor_share: float


def record(path: Path, samples: NDArray[np.float32]) -> float:
    """Write a take at the speed at which it is spoken; when it was closed."""
    whole = np.round(samples * 32767).astype("<i2")
    block = round(BLOCK_SECONDS * MODEL_RATE_HZ)
    writer = WavWriter(path, MODEL_RATE_HZ)
    began = time.monotonic()
    for number, first in enumerate(range(0, whole.size, block), start=1):
        time.sleep(max(0.0, began + number * BLOCK_SECONDS - time.monotonic()))
        writer.write(whole[first : first + block].tobytes())
    writer.close()
    return time.monotonic()


def processor_seconds() -> float:
    """What the processes that this one started have used so far: the speech process is one."""
    times = [child.cpu_times() for child in psutil.Process().children()]
    return float(sum(one.user + one.system for one in times))


def answer(speech: SpeechProcess, samples: NDArray[np.float32], folder: Path) -> Answer:
    """Give one answer, then have the same sound transcribed afterwards."""
    path = folder / "take-1.wav"
    before = processor_seconds()
    stopped: list[float] = []
    recorder = threading.Thread(target=lambda: stopped.append(record(path, samples)))
    speech.follow(path)
    recorder.start()
    recorder.join()
    transcript = speech.transcribe(path)
    wait = time.monotonic() - stopped[0]
    speech.refine(path, transcript)
    with_head_start = processor_seconds() - before
    began = time.monotonic()
    speech.transcribe(path)
    without = time.monotonic() - began
    plain = processor_seconds() - before - with_head_start
    path.unlink()
    return Answer(wait, without, with_head_start / plain)


def stop_points(length_seconds: float, stops: int, seed: int) -> list[float]:
    """Random moments about a length."""
    choice = random.Random(seed)
    spread = STOP_SPREAD * length_seconds
    return [length_seconds + choice.uniform(-spread, spread) for _ in range(stops)]


def share(values: Sequence[float], percent: float) -> float:
    """The value below which so many per cent of the values lie."""
    return float(np.percentile(values, percent))


def print_row(engine: str, length: float, answers: Sequence[Answer]) -> None:
    for name, waits, ratio in (
        ("on", [a.wait_seconds for a in answers], [a.processor_share for a in answers]),
        ("off", [a.wait_without_seconds for a in answers], [1.0]),
    ):
        print(
            f"{engine:16} {length:6.0f} s {name:>10} {len(answers):6d}"
            f" {statistics.median(waits):8.2f} {share(waits, 95):8.2f} {max(waits):8.2f}"
            f" {statistics.mean(ratio):10.2f}",
            flush=True,
        )


def measure(
    speech: SpeechProcess, clips: list[Clip], length: float, stops: int, seed: int
) -> list[Answer]:
    """Answers of about one length."""
    answers = []
    with tempfile.TemporaryDirectory() as folder:
        for number, end in enumerate(stop_points(length, stops, seed)):
            take = joined(clips, end, seed + number)
            sound = take.samples[: round(end * MODEL_RATE_HZ)]
            answers.append(answer(speech, sound, Path(folder)))
    return answers


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--length", type=float, action="append", help="30, 120 and 300 s")
    parser.add_argument("--stops", type=int, default=5, help="answers of each length")
    parser.add_argument("--engine", action="append", help="default: all that are installed")
    parser.add_argument("--model", default="base")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--quick", action="store_true", help="two answers of 30 s")
    arguments = parser.parse_args()
    clips = clips_in(arguments.folder)
    if not clips:
        parser.error(f"no recording with a text in {arguments.folder}")
    lengths = arguments.length or LENGTHS_SECONDS
    stops = arguments.stops
    if arguments.quick:
        lengths, stops = [QUICK_LENGTH_SECONDS], QUICK_STOPS
    print(
        "engine           length  head start  stops   median      95%    worst"
        "  processor\n"
        "                                          s after Stop                share"
    )
    for engine in arguments.engine or installed_engines():
        waits: list[float] = []
        with SpeechProcess(engine, arguments.model) as speech:
            speech.warm()
            for length in lengths:
                answers = measure(speech, clips, length, stops, arguments.seed)
                print_row(engine, length, answers)
                waits += [one.wait_seconds for one in answers]
        print(
            f"{engine}, all with head start: median {statistics.median(waits):.2f} s,"
            f" 95 % {share(waits, 95):.2f} s"
        )


if __name__ == "__main__":
    main()
