"""How much the probability of a word tells, for each engine, and where underlining should begin.

    python -m benchmarks.calibration [FOLDER]... [--engine E]... [--model M] [--all] [--svg FILE]

FOLDER holds human speech with its texts (default: ../shared/speech where it is there, else the clip
of the tests). Every recording is transcribed as it is and in one of four worse conditions in turn
(`--all`: in all four): noise, telephone, low level. Every printed word is aligned with what was
said. Printed are the reliability curve and, for several thresholds, what underlining all words
below it would do. `--svg` draws the curves. `--keep FOLDER` as in benchmarks.accuracy.
"""

from __future__ import annotations

import argparse
import json
import platform
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import soundfile

from benchmarks.accuracy.clips import DEVELOPMENT_SPEECH, Clip, clips_in
from benchmarks.calibration.degrading import CONDITIONS, Samples
from benchmarks.calibration.drawing import reliability_svg
from benchmarks.calibration.judging import (
    THRESHOLDS,
    Judged,
    expected_calibration_error,
    judged_words,
    reliability,
    underlinings,
)
from benchmarks.joined_takes import ODD
from mockinterview.core.transcript import UNCERTAIN_BELOW
from mockinterview.speech.audio_input import read_mono
from mockinterview.speech.decoding import MODEL_RATE_HZ
from mockinterview.speech.engines import installed_engines
from mockinterview.speech.process import SpeechProcess

TESTED_SPEECH: Final = Path(__file__).resolve().parents[2] / "tests" / "data"


def main() -> None:
    """Transcribe, align, print, draw."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("folders", nargs="*", type=Path, metavar="FOLDER")
    parser.add_argument("--engine", action="append", help="default: all that are installed")
    parser.add_argument("--model", default="base")
    parser.add_argument("--all", action="store_true", help="every recording in every condition")
    parser.add_argument("--svg", type=Path, metavar="FILE")
    parser.add_argument("--keep", type=Path, metavar="FOLDER")
    arguments = parser.parse_args()
    usual = DEVELOPMENT_SPEECH if DEVELOPMENT_SPEECH.is_dir() else TESTED_SPEECH
    clips = [
        clip
        for folder in arguments.folders or [usual]
        for clip in clips_in(folder)
        if clip.text and clip.name not in ODD
    ]
    print(f"python -m benchmarks.calibration {' '.join(sys.argv[1:])}".rstrip())
    print(f"{platform.system()}, {platform.machine()}, {len(clips)} recordings\n")
    judged = {}
    for engine in arguments.engine or installed_engines():
        judged[engine] = _judged(engine, arguments.model, clips, arguments)
        print(f"{engine}, {arguments.model}", *_lines(judged[engine]), "", sep="\n")
    if arguments.svg is not None:
        arguments.svg.parent.mkdir(parents=True, exist_ok=True)
        arguments.svg.write_text(reliability_svg(judged, UNCERTAIN_BELOW), "utf-8")


def _judged(
    engine: str, model: str, clips: list[Clip], arguments: argparse.Namespace
) -> list[Judged]:
    """Judge every word that this engine prints, or read what was judged before."""
    kept: Path | None = arguments.keep and arguments.keep / f"words-{engine}-{model}.json"
    words: dict[str, list[Judged]] = {}
    if kept is not None and kept.is_file():
        words = json.loads(kept.read_text("utf-8"))
    with tempfile.TemporaryDirectory() as folder, SpeechProcess(engine, model) as speech:
        path = Path(folder) / "clip.wav"
        for name, text, samples in _sounds(clips, in_all=arguments.all):
            if name in words:
                continue
            print(f"{engine}: {name}", file=sys.stderr)
            soundfile.write(path, samples, MODEL_RATE_HZ, subtype="PCM_16")
            words[name] = judged_words(speech.transcribe(path), text)
            if kept is not None:
                kept.parent.mkdir(parents=True, exist_ok=True)
                kept.write_text(json.dumps(words), "utf-8")
    return [(each[0], each[1]) for of_clip in words.values() for each in of_clip]


def _sounds(clips: list[Clip], *, in_all: bool) -> Iterator[tuple[str, str, Samples]]:
    """Name, text and sound of every recording in every condition in which it is heard."""
    worse = list(CONDITIONS)[1:]
    for number, clip in enumerate(clips):
        samples = read_mono(clip.path)
        for condition in ["clean", *(worse if in_all else [worse[number % len(worse)]])]:
            yield f"{clip.name}, {condition}", clip.text, CONDITIONS[condition](samples)


def _lines(judged: list[Judged]) -> Iterator[str]:
    wrong = sum(not is_right for _, is_right in judged)
    error = expected_calibration_error(judged)
    yield f"{len(judged)} words, {wrong} wrong, calibration error {100 * error:.1f} %"
    yield "probability   words   right"
    for one in reliability(judged):
        yield f"{one.probability:11.2f} {one.words:7d} {100 * one.share_right:6.1f} %"
    yield "underlined below   of all words   wrong among them   of all wrong ones"
    for each in underlinings(judged, THRESHOLDS):
        yield (
            f"{each.below:16.2f} {100 * each.share_of_words:12.1f} %"
            f" {100 * each.precision:16.1f} % {100 * each.recall:17.1f} %"
        )


if __name__ == "__main__":
    main()
