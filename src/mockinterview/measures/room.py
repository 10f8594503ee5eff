"""The room: how loud it is when nobody speaks, how far the voice stands out, what interrupts."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from mockinterview.measures.scanning import LEVEL_SECONDS, SILENT_POWER, SoundScan, decibels
from mockinterview.measures.voice_activity import Activity, mask_of

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

FEWEST_QUIET_SECONDS: Final = 0.5
"""From less silence nothing is told of the room."""
EDGE_FRAMES: Final = 5
"""50 ms at both ends of a voice belong to it: it rises and dies away."""
INTERRUPTION_SECONDS: Final = 0.15
BELOW_VOICE_DECIBELS: Final = 10.0
"""A sound that is no voice interrupts when it is not more than this below the voice."""

Span = tuple[float, float]


def room_noise_dbfs(scan: SoundScan, activity: Activity) -> float | None:
    """The usual (median) level of the frames of 10 ms in which nobody speaks, unweighted.

    Sounds that are no voice are left out: they are told by themselves. None when there is less
    than half a second of it. Digital silence is -120.
    """
    import numpy as np

    quiet = _quiet(scan, activity)
    if len(quiet) * LEVEL_SECONDS < FEWEST_QUIET_SECONDS:
        return None
    return decibels(float(np.median(quiet)))


def signal_to_noise_decibels(scan: SoundScan, activity: Activity) -> float | None:
    """By how much the voice is stronger than the room: the mean powers of both, voice alone.

    The room goes on while somebody speaks, so that its power is taken from that of the speech.
    None when either is missing or the room is mostly digital silence.
    """
    import numpy as np

    quiet = _quiet(scan, activity)
    speaking = scan.powers[mask_of(activity.speech, len(scan.powers))]
    if len(quiet) * LEVEL_SECONDS < FEWEST_QUIET_SECONDS or not len(speaking):
        return None
    noise, both = float(quiet.mean()), float(speaking.mean())
    if float(np.median(quiet)) <= SILENT_POWER or both <= noise:
        return None
    return 10 * math.log10((both - noise) / noise)


def interruptions(scan: SoundScan, activity: Activity) -> tuple[Span, ...] | None:
    """Sounds that are no voice, for 0.15 s or more, at most 10 dB quieter than the voice.

    None where no model tells voices from other sounds, or nobody speaks.
    """
    if not activity.has_model or not activity.speech:
        return None
    speaking = scan.powers[mask_of(activity.speech, len(scan.powers))]
    least = float(speaking.mean()) * 10 ** (-BELOW_VOICE_DECIBELS / 10)
    found = []
    for start, end in activity.others:
        part = scan.powers[round(start / LEVEL_SECONDS) : round(end / LEVEL_SECONDS)]
        if end - start >= INTERRUPTION_SECONDS and float(part.mean()) >= least:
            found.append((start, end))
    return tuple(found)


def _quiet(scan: SoundScan, activity: Activity) -> npt.NDArray[np.float64]:
    """The powers of the frames that lie away from every sound."""
    import numpy as np

    sounding = mask_of((*activity.speech, *activity.others), len(scan.powers))
    if not len(sounding):
        return scan.powers
    # The whole and then its middle: `mode="same"` gives as many as the longer of the two.
    spread = np.convolve(sounding, np.ones(2 * EDGE_FRAMES + 1))
    near = spread[EDGE_FRAMES : EDGE_FRAMES + len(sounding)] > 0
    return scan.powers[~near]
