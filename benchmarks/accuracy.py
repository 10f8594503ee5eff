"""How exact and how fast each engine is on a folder of recordings with their texts.

    python benchmarks/accuracy.py FOLDER [--engine E]... [--model M]... [--skip PATTERN]...

Every sound file in FOLDER that has a `.txt` of the same name beside it is transcribed. Printed
are the word error rate (after Whisper's English normaliser) and the real-time factor, loading
not counted, by clip and in total.
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from pathlib import Path

import jiwer
from whisper.normalizers import EnglishTextNormalizer

from mockinterview.core.transcript import Transcript
from mockinterview.speech.engines import installed_engines
from mockinterview.speech.process import SpeechProcess

SOUND_SUFFIXES = {".flac", ".wav", ".ogg", ".mp3"}


@dataclass(frozen=True)
class Result:
    """One clip through one engine and model."""

    clip: str
    errors: int
    words: int
    transcript: Transcript

    @property
    def row(self) -> str:
        """One line of the table."""
        length, elapsed = self.transcript.audio_seconds, self.transcript.elapsed_seconds
        return table_row(self.clip, self.words, self.errors, length, elapsed)


def table_row(name: str, words: int, errors: int, seconds: float, elapsed: float) -> str:
    return (
        f"{name:28} {seconds:8.1f} {words:6d} {100 * errors / max(words, 1):7.1f} %"
        f" {elapsed / seconds:7.3f}"
    )


def measure(clip: Path, speech: SpeechProcess) -> Result:
    normalise = EnglishTextNormalizer()
    reference = normalise(clip.with_suffix(".txt").read_text(encoding="utf-8"))
    transcript = speech.transcribe(clip)
    counts = jiwer.process_words(reference, normalise(transcript.text))
    errors = counts.substitutions + counts.deletions + counts.insertions
    return Result(clip.stem, errors, len(reference.split()), transcript)


def clips_in(folder: Path, skipped: list[str]) -> list[Path]:
    return [
        path
        for path in sorted(folder.iterdir())
        if path.suffix in SOUND_SUFFIXES
        and path.with_suffix(".txt").is_file()
        and not any(path.match(pattern) for pattern in skipped)
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--engine", action="append", help="default: all that are installed")
    parser.add_argument("--model", action="append", help="default: base")
    parser.add_argument("--skip", action="append", default=[], help="file pattern to leave out")
    arguments = parser.parse_args()
    clips = clips_in(arguments.folder, arguments.skip)
    if not clips:
        parser.error(f"no recording with a text beside it in {arguments.folder}")
    for engine in arguments.engine or installed_engines():
        for model in arguments.model or ["base"]:
            print(f"\n{engine}, {model}")
            print(f"{'clip':28} {'seconds':>8} {'words':>6} {'WER':>9} {'RTF':>7}")
            with SpeechProcess(engine, model) as speech:
                ready = speech.warm()
                results = []
                for clip in clips:
                    results.append(measure(clip, speech))
                    print(results[-1].row, flush=True)
            seconds = sum(result.transcript.audio_seconds for result in results)
            elapsed = sum(result.transcript.elapsed_seconds for result in results)
            errors = sum(result.errors for result in results)
            words = sum(result.words for result in results)
            print(table_row("total", words, errors, seconds, elapsed))
            print(f"start {ready.seconds:.1f} s")


if __name__ == "__main__":
    main()
