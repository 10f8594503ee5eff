"""One engine with one model over many recordings: what it heard, and what that took."""

from __future__ import annotations

import functools
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path

import jiwer
import psutil  # type: ignore[import-untyped, unused-ignore]  # it has no types of its own
import soundfile
from tests.non_speech import LEVELS_DBFS, NON_SPEECH, RATE_HZ
from whisper.normalizers import EnglishTextNormalizer

from benchmarks.accuracy.clips import Clip
from mockinterview.core.model import Model
from mockinterview.core.transcript import Transcript
from mockinterview.speech.process import SpeechProcess


class Run(Model):
    """What one engine made of all recordings with one model.

    `processor_seconds` and `peak_bytes` are those of its process, loading not counted in the first.
    """

    engine: str
    model: str
    load_seconds: float
    processor_seconds: float
    peak_bytes: int
    transcripts: dict[str, Transcript]
    invented: dict[str, tuple[str, ...]]
    """The words printed for each sound without speech, one entry for each of its levels."""

    @property
    def audio_seconds(self) -> float:
        """How much speech was transcribed."""
        return sum(transcript.audio_seconds for transcript in self.transcripts.values())

    @property
    def elapsed_seconds(self) -> float:
        """How long that took by the clock."""
        return sum(transcript.elapsed_seconds for transcript in self.transcripts.values())

    @property
    def invented_words(self) -> int:
        """How many words it printed where nobody speaks."""
        return sum(len(text.split()) for texts in self.invented.values() for text in texts)


def measure(engine: str, model: str, clips: Iterable[Clip], on_clip: Callable[[str], None]) -> Run:
    """Transcribe everything in a fresh process."""
    others = set(psutil.Process().children())
    with SpeechProcess(engine, model) as speech:
        ready = speech.warm()
        child = _newest(others)
        before = _processor_seconds(child)
        transcripts = {}
        for clip in clips:
            on_clip(clip.name)
            transcripts[clip.name] = speech.transcribe(clip.path)
        spent = _processor_seconds(child) - before
        invented = _listen_where_nobody_speaks(speech, on_clip)
        peak_bytes = _peak_bytes(child)
    return Run(
        engine=engine,
        model=model,
        load_seconds=ready.seconds,
        processor_seconds=spent,
        peak_bytes=peak_bytes,
        transcripts=transcripts,
        invented=invented,
    )


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


def normalised(text: str) -> str:
    """The text as Whisper's English normaliser writes it."""
    return str(_normaliser()(text))


@functools.cache
def _normaliser() -> EnglishTextNormalizer:
    return EnglishTextNormalizer()


def _listen_where_nobody_speaks(
    speech: SpeechProcess, on_clip: Callable[[str], None]
) -> dict[str, tuple[str, ...]]:
    invented = {}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "sound.wav"
        for sound in NON_SPEECH:
            on_clip(sound.name)
            texts = []
            for level in LEVELS_DBFS:
                soundfile.write(path, sound.samples(level), RATE_HZ, subtype="PCM_16")
                texts.append(speech.transcribe(path).text)
            invented[sound.name] = tuple(texts)
    return invented


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
