"""Takes of several minutes, joined from clips of human speech with short pauses between them."""

from __future__ import annotations

import csv
import random
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from mockinterview.speech.audio_input import read_mono
from mockinterview.speech.decoding import MODEL_RATE_HZ

ODD = {
    *("mfa_um", "mfa_uh", "mfa_cutoff", "mfa_hes", "mfa_internalsil", "mfa_breaths"),
    *("mfa_youknow", "mfa_whisper"),
}
"""Single words in odd phonations: they are for other measurements."""

PEAK = 0.3
ROOM_TONE = 1e-4
PAUSE_SECONDS = (0.3, 1.0)


@dataclass(frozen=True)
class Clip:
    """One recording and what is said in it."""

    name: str
    samples: NDArray[np.float32]
    text: str


@dataclass(frozen=True)
class JoinedTake:
    """A take of mono sound at 16 kHz, and what is said in it."""

    samples: NDArray[np.float32]
    text: str

    @property
    def seconds(self) -> float:
        """Its length."""
        return self.samples.size / MODEL_RATE_HZ


def clips_in(folder: Path) -> list[Clip]:
    """The clips of a folder that have a text: by its `manifest.tsv`, or a `.txt` beside each."""
    manifest = folder / "manifest.tsv"
    if manifest.is_file():
        with manifest.open(encoding="utf-8", newline="") as lines:
            texts = {
                row["file"]: row["reference transcript"]
                for row in csv.DictReader(lines, delimiter="\t")
                if row["reference grade"] != "none"
            }
    else:
        texts = {
            path.with_suffix(".flac").name: path.read_text(encoding="utf-8")
            for path in sorted(folder.glob("*.txt"))
        }
    return [
        Clip(Path(name).stem, read_mono(folder / name), text)
        for name, text in sorted(texts.items())
        if Path(name).stem not in ODD and (folder / name).is_file()
    ]


def joined(clips: list[Clip], seconds: float, seed: int) -> JoinedTake:
    """Whole clips in a random order, levelled, until about so many seconds are full."""
    choice = random.Random(seed)
    noise = np.random.default_rng(seed)
    parts: list[NDArray[np.float32]] = []
    texts: list[str] = []
    length = 0.0
    while length < seconds:
        for clip in choice.sample(clips, len(clips)):
            if length >= seconds:
                break
            pause = round(choice.uniform(*PAUSE_SECONDS) * MODEL_RATE_HZ)
            parts.append(clip.samples * np.float32(PEAK / np.abs(clip.samples).max()))
            parts.append((ROOM_TONE * noise.standard_normal(pause)).astype(np.float32))
            texts.append(clip.text)
            length += (clip.samples.size + pause) / MODEL_RATE_HZ
    return JoinedTake(np.concatenate(parts), " ".join(texts))
