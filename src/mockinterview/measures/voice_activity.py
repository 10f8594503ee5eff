"""When somebody speaks: stretches of voice and the sounds that are none, from the levels of a take.

A frame of 10 ms may be speech when its level within 200 Hz to 4 kHz, smoothed over 30 ms, is 8 dB
above the floor of the take (its tenth percentile). Where a model tells voices from other sounds, a
run of such frames counts as speech only if the model hears a voice in it or within 0.1 s of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from mockinterview.measures.scanning import LEVEL_SECONDS, SILENT_POWER, SoundScan, stretches

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]
    Mask = npt.NDArray[np.bool_]

SMOOTHING_FRAMES: Final = 3
FLOOR_PERCENTILE: Final = 10
RISE_DECIBELS: Final = 8.0
"""Steady noise stays within 2 dB of its floor, speech rises by 14 to 70 dB."""
FAINTEST_DBFS: Final = -80.0
SHORTEST_SECONDS: Final = 0.03
VOICE_PROBABILITY: Final = 0.5
NEAR_SECONDS: Final = 0.1


@dataclass(frozen=True)
class Activity:
    """Stretches in seconds, in order: those of a voice, and those of other sounds.

    `has_model` says whether a model told the two apart; without one `others` is empty.
    """

    seconds: float
    speech: tuple[tuple[float, float], ...]
    others: tuple[tuple[float, float], ...]
    has_model: bool

    @property
    def start(self) -> float | None:
        """When the first voice begins; None when nobody speaks."""
        return self.speech[0][0] if self.speech else None

    @property
    def end(self) -> float | None:
        """When the last voice ends."""
        return self.speech[-1][1] if self.speech else None

    def gaps(self, shortest_seconds: float) -> list[tuple[float, float]]:
        """The silences between voices that are at least so long."""
        ends = zip(self.speech, self.speech[1:], strict=False)
        found = [(one[1], following[0]) for one, following in ends]
        return [gap for gap in found if gap[1] - gap[0] >= shortest_seconds - 1e-9]


def activity(scan: SoundScan) -> Activity:
    """Where in a take somebody speaks."""
    runs = [
        run
        for run in stretches(_is_raised(scan.band_powers), LEVEL_SECONDS)
        if run[1] - run[0] >= SHORTEST_SECONDS
    ]
    if scan.voices is None:
        return Activity(scan.seconds, tuple(runs), (), has_model=False)
    voiced = [run for run in runs if _has_voice(scan.voices, run)]
    others = tuple(run for run in runs if run not in set(voiced))
    return Activity(scan.seconds, tuple(voiced), others, has_model=True)


def mask_of(runs: tuple[tuple[float, float], ...], count: int) -> Mask:
    """For each of `count` frames of 10 ms whether it lies in one of the stretches."""
    import numpy as np

    mask = np.zeros(count, dtype=bool)
    for start, end in runs:
        mask[round(start / LEVEL_SECONDS) : round(end / LEVEL_SECONDS)] = True
    return mask


def _is_raised(powers: Floats) -> Mask:
    import numpy as np

    if not len(powers):
        return np.zeros(0, dtype=bool)
    padded = np.pad(powers, SMOOTHING_FRAMES // 2, mode="edge")
    smooth = np.convolve(padded, np.ones(SMOOTHING_FRAMES) / SMOOTHING_FRAMES, mode="valid")
    levels = 10 * np.log10(smooth + SILENT_POWER)
    floor = float(np.percentile(levels, FLOOR_PERCENTILE))
    raised: Mask = levels > max(floor + RISE_DECIBELS, FAINTEST_DBFS)
    return raised


def _has_voice(voices: Floats, run: tuple[float, float]) -> bool:
    first = max(0, round((run[0] - NEAR_SECONDS) / LEVEL_SECONDS))
    last = round((run[1] + NEAR_SECONDS) / LEVEL_SECONDS)
    return bool((voices[first:last] >= VOICE_PROBABILITY).any())
