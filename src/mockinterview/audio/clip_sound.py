"""Cuts a stretch of a take into a small MP3 in memory, which every phone plays."""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from mockinterview.audio.downmix import Downmix
from mockinterview.audio.export_sound import MP3_RATES_HZ
from mockinterview.audio.sound_file import SoundFile, open_sound
from mockinterview.errors import AudioFileError

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

AROUND_SECONDS: Final = 0.25
"""Heard before and after a stretch, so that no word is cut where its time is a little off."""
MOST_HZ: Final = 24_000
"""Carries all of speech that matters."""
BLOCK_FRAMES: Final = 1 << 14
MP3_KIND: Final = "audio/mpeg"


@dataclass(frozen=True)
class CutSound:
    """A whole MP3 file, and its length in seconds."""

    content: bytes
    seconds: float


def cut_mp3(take: Path, start: float | None = None, end: float | None = None) -> CutSound:
    """A stretch of a take with a quarter of a second around it, or all of it, as mono MP3.

    Args:
        take: the sound file.
        start: from this second; None: from the beginning, and nothing around.
        end: to this second; None: to the end.

    Raises:
        AudioFileError: it cannot be read, or there is no sound in that stretch.
    """
    import numpy as np
    import soundfile
    import soxr

    with open_sound(take) as source:
        first, last = _frames(source, start, end)
        rate_hz = next(rate for rate in MP3_RATES_HZ if rate >= min(source.rate_hz, MOST_HZ))
        target = io.BytesIO()
        mix = Downmix(source.channels)
        written = 0
        resampler = soxr.ResampleStream(source.rate_hz, rate_hz, 1, dtype="float32")
        with soundfile.SoundFile(
            target, "w", rate_hz, 1, format="MP3", subtype="MPEG_LAYER_III"
        ) as mp3:
            source.seek(first)
            left = last - first
            while left > 0 and len(block := source.read(min(left, BLOCK_FRAMES))):
                left -= len(block)
                written += _write(mp3, resampler.resample_chunk(mix.mix_floats(block)))
            nothing = np.zeros(0, dtype=np.float32)
            written += _write(mp3, resampler.resample_chunk(nothing, last=True))
    if not written:
        raise AudioFileError(f"There is no sound in that stretch of {take.name}.")
    return CutSound(target.getvalue(), written / rate_hz)


def _write(mp3: Any, samples: npt.NDArray[np.float32]) -> int:
    """Returns: how many samples were written."""
    mp3.write(samples)
    return len(samples)


def _frames(source: SoundFile, start: float | None, end: float | None) -> tuple[int, int]:
    """The first frame and the one behind the last, within the file."""
    first = 0 if start is None else round((start - AROUND_SECONDS) * source.rate_hz)
    last = source.frames if end is None else round((end + AROUND_SECONDS) * source.rate_hz)
    return max(0, first), min(source.frames, last)
