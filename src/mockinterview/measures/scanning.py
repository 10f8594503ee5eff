"""Reads a take once, block by block, into the few numbers that the measures need of its sound.

An hour takes a few megabytes: of the sound itself only levels are kept.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from mockinterview.errors import AudioFileError
from mockinterview.files.takes import present_path
from mockinterview.measures.k_weighting import KWeighting

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]
    Samples = npt.NDArray[np.float32]
    VoiceModel = Callable[[Samples], Samples]

LEVEL_SECONDS: Final = 0.01
"""The time between two levels; a glottal period of a low voice fits in."""
STEP_SECONDS: Final = 0.1
"""The time between two loudness blocks: those of 0.4 s overlap by 75 % (ITU-R BS.1770-4)."""
BLOCK_SECONDS: Final = 10.0
SPEECH_BAND_HZ: Final = (200.0, 4000.0)
"""Leaves out mains hum and most of a fan, keeps vowels and the start of consonants."""
VOICE_RATE_HZ: Final = 16_000
VOICE_FRAME_SAMPLES: Final = 512
FULL_SCALE: Final = 0.999
CLIPPED_RUN: Final = 3
"""So many samples in a row at full scale are cut off; a loud peak touches it once or twice."""
SILENT_POWER: Final = 1e-12
"""-120 dBFS, below what 24 bits can hold of a room."""


@dataclass(frozen=True)
class SoundScan:
    """What is known of a take's sound.

    Attributes:
        seconds: its length.
        powers: mean square every 10 ms, shape (frames,); full scale is 1.
        band_powers: the same within 200 Hz to 4 kHz.
        loud_powers: K-weighted mean square every 100 ms, shape (steps,).
        clipped: stretches in seconds in which the sound is cut off at full scale.
        voices: the probability (0 to 1) of a voice every 10 ms; None without a model for it.
    """

    seconds: float
    powers: Floats
    band_powers: Floats
    loud_powers: Floats
    clipped: tuple[tuple[float, float], ...]
    voices: Floats | None = None


def scan_file(path: Path, voice: VoiceModel | None = None) -> SoundScan:
    """Scan a sound file: the mean of its channels, at its own rate.

    Args:
        path: what libsndfile reads; a take that is compressed at this moment is found.
        voice: gives the probability of a voice for each 512 samples at 16 kHz.

    Raises:
        AudioFileError: it is missing, empty, or not sound.
    """
    import soundfile

    path = present_path(path)
    if not path.is_file():
        raise AudioFileError(
            f"There is no sound file {path}.", "Check the name and the folder of the file."
        )
    try:
        with soundfile.SoundFile(path) as source:
            frames = round(BLOCK_SECONDS * source.samplerate)
            blocks = (
                block.mean(axis=1, dtype="float32")
                for block in source.blocks(frames, dtype="float32", always_2d=True)
            )
            scan = scan_blocks(blocks, source.samplerate, voice)
    except (soundfile.LibsndfileError, OSError, RuntimeError) as error:
        raise AudioFileError(
            f"{path} cannot be read as sound.",
            "Use a WAV, FLAC, OGG or MP3 file, and check that it is complete.",
            str(error),
        ) from error
    if scan.seconds <= 0:
        raise AudioFileError(f"{path} holds no sound.", "Record it again, or choose another file.")
    return scan


def scan_blocks(
    blocks: Iterable[Samples], rate_hz: int, voice: VoiceModel | None = None
) -> SoundScan:
    """Scan mono sound that comes in blocks of any length; full scale is 1."""
    import numpy as np

    level = _Framed(round(LEVEL_SECONDS * rate_hz), functools.partial(_powers, rate_hz=rate_hz))
    weighting = KWeighting(rate_hz)
    loud = _Framed(round(STEP_SECONDS * rate_hz), _mean_squares)
    clipping = _Clipping(rate_hz)
    voices = _Voices(rate_hz, voice) if voice is not None else None
    total = 0
    for block in blocks:
        usable = np.nan_to_num(block, nan=0.0, posinf=1.0, neginf=-1.0)
        total += len(usable)
        level.add(usable)
        loud.add(weighting.filtered(usable))
        clipping.add(usable)
        if voices is not None:
            voices.add(usable)
    both = level.joined(width=2)
    return SoundScan(
        seconds=total / rate_hz,
        powers=both[:, 0],
        band_powers=both[:, 1],
        loud_powers=loud.joined(width=1)[:, 0],
        clipped=clipping.stretches(),
        voices=voices.per_level(len(both)) if voices is not None else None,
    )


class _Framed:
    """Cuts blocks into whole frames and keeps what a function makes of each, shape (n, width)."""

    def __init__(self, frame: int, function: Callable[[Floats], Floats]) -> None:
        self._frame = max(1, frame)
        self._function = function
        self._rest: list[Floats] = []
        self._kept: list[Floats] = []

    def add(self, block: Samples | Floats) -> None:
        import numpy as np

        samples = np.concatenate([*self._rest, block])
        whole = len(samples) // self._frame * self._frame
        self._rest = [samples[whole:]]
        if whole:
            self._kept.append(self._function(samples[:whole].reshape(-1, self._frame)))

    def joined(self, width: int) -> Floats:
        import numpy as np

        joined: Floats = np.concatenate(self._kept) if self._kept else np.zeros((0, width))
        return joined


class _Clipping:
    """Finds runs of three or more samples at full scale on one side, across blocks."""

    def __init__(self, rate_hz: int) -> None:
        self._rate_hz = rate_hz
        self._done = 0
        self._tail: Samples | None = None
        self._found: list[tuple[int, int]] = []

    def add(self, block: Samples) -> None:
        import numpy as np

        tail = self._tail if self._tail is not None else block[:0]
        samples = np.concatenate((tail, block))
        begin = self._done - len(tail)
        for side in (samples >= FULL_SCALE, samples <= -FULL_SCALE):
            edges = np.flatnonzero(np.diff(np.concatenate(([0], side.view(np.int8), [0]))))
            for first, last in zip(edges[::2], edges[1::2], strict=True):
                if last - first >= CLIPPED_RUN:
                    self._found.append((begin + int(first), begin + int(last)))
        self._done += len(block)
        self._tail = samples[-(CLIPPED_RUN - 1) :]

    def stretches(self) -> tuple[tuple[float, float], ...]:
        joined: list[tuple[int, int]] = []
        for first, last in sorted(self._found):
            if joined and first <= joined[-1][1]:
                joined[-1] = (joined[-1][0], max(last, joined[-1][1]))
            else:
                joined.append((first, last))
        return tuple((first / self._rate_hz, last / self._rate_hz) for first, last in joined)


class _Voices:
    """The probability of a voice, for stretches of ten seconds at a time."""

    def __init__(self, rate_hz: int, model: VoiceModel) -> None:
        import soxr

        self._model = model
        self._resampler = soxr.ResampleStream(rate_hz, VOICE_RATE_HZ, 1, dtype="float32")
        self._frames = _Framed(VOICE_FRAME_SAMPLES, self._ask)

    def add(self, block: Samples) -> None:
        self._frames.add(self._resampler.resample_chunk(block))

    def per_level(self, count: int) -> Floats:
        """One for each level; the end of the take is as its last whole frame."""
        import numpy as np

        self.add_last()
        found = self._frames.joined(width=1)[:, 0]
        if not len(found):
            return np.zeros(count)
        middles = (np.arange(count) + 0.5) * LEVEL_SECONDS * VOICE_RATE_HZ / VOICE_FRAME_SAMPLES
        chosen: Floats = found[np.minimum(middles.astype(int), len(found) - 1)]
        return chosen

    def add_last(self) -> None:
        """What the resampler still holds."""
        import numpy as np

        self._frames.add(self._resampler.resample_chunk(np.zeros(0, np.float32), last=True))

    def _ask(self, frames: Floats) -> Floats:
        import numpy as np

        peak = float(np.abs(frames).max(initial=0.0))
        if peak == 0:
            return np.zeros((len(frames), 1))
        levelled = (frames.reshape(-1) * (0.5 / peak)).astype(np.float32)
        return np.asarray(self._model(levelled), dtype=np.float64).reshape(-1, 1)


def _mean_squares(frames: Floats) -> Floats:
    squares: Floats = (frames.astype("float64") ** 2).mean(axis=1, keepdims=True)
    return squares


def _powers(frames: Floats, rate_hz: int) -> Floats:
    """Mean square of each frame, and of its part within the speech band; shape (frames, 2)."""
    import numpy as np

    length = frames.shape[1]
    hz = np.fft.rfftfreq(length, 1 / rate_hz)
    in_band = (hz >= SPEECH_BAND_HZ[0]) & (hz <= SPEECH_BAND_HZ[1])
    spectrum = np.abs(np.fft.rfft(frames.astype(np.float64), axis=1)[:, in_band]) ** 2
    band = 2 * spectrum.sum(axis=1) / length**2
    both: Floats = np.stack((_mean_squares(frames)[:, 0], band), axis=1)
    return both


def decibels(power: float) -> float:
    """The level of a mean square in dBFS, -120 at least."""
    import math

    return 10 * math.log10(max(power, SILENT_POWER))


def stretches(mask: npt.NDArray[np.bool_], step_seconds: float) -> Iterator[tuple[float, float]]:
    """The runs of true in a row of frames, as seconds."""
    import numpy as np

    edges = np.flatnonzero(np.diff(np.concatenate(([0], mask.view(np.int8), [0]))))
    for first, last in zip(edges[::2], edges[1::2], strict=True):
        yield float(first) * step_seconds, float(last) * step_seconds
