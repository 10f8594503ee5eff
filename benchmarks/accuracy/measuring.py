"""One engine with one model over many recordings: what it heard, and what that took."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path

import jiwer
import psutil  # type: ignore[import-untyped, unused-ignore]  # it has no types of its own
import soundfile
from pydantic import Field
from tests.non_speech import LEVELS_DBFS, NON_SPEECH, RATE_HZ, NonSpeech
from tests.word_error_rate import normalised

from benchmarks.accuracy.clips import Clip
from mockinterview.core.model import Model
from mockinterview.core.transcript import Transcript
from mockinterview.speech.process import SpeechProcess


class Run(Model):
    """What one engine made of recordings with one model, so far.

    `processor_seconds` are those of its process for each recording; `invented` are the words
    printed for each sound without speech, one text for each of its levels.
    """

    engine: str
    model: str
    load_seconds: float = 0.0
    peak_bytes: int = 0
    transcripts: dict[str, Transcript] = Field(default_factory=dict)
    processor_seconds: dict[str, float] = Field(default_factory=dict)
    invented: dict[str, tuple[str, ...]] = Field(default_factory=dict)

    @property
    def audio_seconds(self) -> float:
        """How much speech was transcribed."""
        return sum(transcript.audio_seconds for transcript in self.transcripts.values())

    @property
    def elapsed_seconds(self) -> float:
        """How long that took by the clock."""
        return sum(transcript.elapsed_seconds for transcript in self.transcripts.values())

    @property
    def processor_share(self) -> float:
        """Processor seconds for a second of speech."""
        return sum(self.processor_seconds.values()) / self.audio_seconds

    @property
    def invented_words(self) -> int:
        """How many words it printed where nobody speaks."""
        return sum(len(text.split()) for texts in self.invented.values() for text in texts)


def measure(before: Run, clips: Iterable[Clip], on_step: Callable[[str, Run], None]) -> Run:
    """Transcribe what is not transcribed yet, in a fresh process.

    Args:
        before: what was measured earlier, for its engine and model.
        clips: every recording.
        on_step: told after each recording of its name and of everything so far.
    """
    missing = [clip for clip in clips if clip.name not in before.transcripts]
    sounds = [sound for sound in NON_SPEECH if sound.name not in before.invented]
    if not missing and not sounds:
        return before
    others = set(psutil.Process().children())
    with SpeechProcess(before.engine, before.model) as speech:
        run = before.model_copy(update={"load_seconds": speech.warm().seconds})
        child = _newest(others)
        for clip in missing:
            started = _processor_seconds(child)
            heard = speech.transcribe(clip.path)
            spent = _processor_seconds(child) - started
            run = run.model_copy(
                update={
                    "transcripts": run.transcripts | {clip.name: heard},
                    "processor_seconds": run.processor_seconds | {clip.name: spent},
                    "peak_bytes": max(run.peak_bytes, _peak_bytes(child)),
                }
            )
            on_step(clip.name, run)
        for sound in sounds:
            printed = tuple(_printed(speech, sound, level) for level in LEVELS_DBFS)
            run = run.model_copy(update={"invented": run.invented | {sound.name: printed}})
            on_step(sound.name, run)
    return run


def word_errors(reference: str, heard: str) -> tuple[int, int]:
    """Words that are wrong, missing or invented, and the words of the reference.

    Both texts go through Whisper's English normaliser first, which also drops fillers.
    """
    wanted, got = normalised(reference), normalised(heard)
    if not wanted:
        return len(got.split()), 0
    counts = jiwer.process_words(wanted, got)
    errors = counts.substitutions + counts.deletions + counts.insertions
    return errors, len(wanted.split())


def _printed(speech: SpeechProcess, sound: NonSpeech, level_dbfs: float) -> str:
    """What is printed for a sound in which nobody speaks."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "sound.wav"
        soundfile.write(path, sound.samples(level_dbfs), RATE_HZ, subtype="PCM_16")
        return speech.transcribe(path).text


def _newest(others: set[psutil.Process]) -> psutil.Process:
    """The speech process: the busiest child that was not there before."""
    children = set(psutil.Process().children()) - others
    return max(children, key=lambda child: child.memory_info().rss)


def _processor_seconds(process: psutil.Process) -> float:
    times = process.cpu_times()
    return float(times.user + times.system)


def _peak_bytes(process: psutil.Process) -> int:
    """The most memory it had, where the system tells; else what it has now."""
    status = Path(f"/proc/{process.pid}/status")
    if status.is_file():
        for line in status.read_text("ascii", "replace").splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) * 1024
    return int(process.memory_info().rss)
