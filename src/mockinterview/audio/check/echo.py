"""How much of the test sound comes back through the microphone."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Final

from mockinterview.audio.check import levels
from mockinterview.audio.check.chime import tones
from mockinterview.audio.sound_file import open_sound

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Samples = npt.NDArray[np.float32]
    Ringing = npt.NDArray[np.complex128]
    Energies = npt.NDArray[np.float64]

AUDIBLE_DECIBELS: Final = -50.0
"""What comes back weaker is not heard beside a voice: prompts and voices are about as loud in their
files, and 50 dB under speech is under the noise of any room."""
NOISE_FACTOR: Final = 5.0
"""What was found must be this much stronger than noise in its place: noise, with twelve degrees of
freedom, gets there in one of 10^7 looks."""
LEAST_CLARITY: Final = 0.25
"""Share of what sounds near the tones that the chime has to explain; of speech it explains up to
0.16."""
_BAND_HZ: Final = 25.0
_FLOOR_DECIBELS: Final = -96.0


class Leak(StrEnum):
    """What is known of the sound's way from loudspeaker to microphone.

    `UNCLEAR`: other sound was too loud; `SILENT`: the microphone gave exact zeros.
    """

    NONE = "none"
    HEARD = "heard"
    UNCLEAR = "unclear"
    SILENT = "silent"


@dataclass(frozen=True)
class Echo:
    """How much comes back.

    `decibels` is the level of the test sound in the recording against that in its file (at the
    volume that is set, so halving that halves the echo); at most this where `leak` is none.
    `clarity` (0 to 1) is how much of the sound near its tones it explains.
    """

    leak: Leak
    decibels: float
    clarity: float


def check_echo_file(path: Path, begins_seconds: float) -> Echo:
    """Measure a recording in whose `begins_seconds` the test sound began to be played.

    Raises:
        AudioFileError: it cannot be read.
    """
    with open_sound(path) as sound:
        samples = sound.read(sound.frames).mean(axis=1)
        return find_echo(samples, sound.rate_hz, begins_seconds)


def find_echo(samples: Samples, rate_hz: int, begins_seconds: float) -> Echo:
    """Look for the test sound at every moment after `begins_seconds`, before which is only noise.

    Each of its tones is correlated by itself, as a complex signal: loudspeaker, room and
    microphone change strength and phase of each, and a single correlation of the whole would
    cancel. What is found of them at one moment is added up and compared with the noise that was
    there before, and with all that sounds near the tones at that moment.
    """
    import numpy as np

    first = round(begins_seconds * rate_hz)
    samples = levels.clean(samples)
    heard, before = samples[first:], samples[:first]
    if not len(heard) or not np.any(samples):
        return Echo(Leak.SILENT, _FLOOR_DECIBELS, 0.0)
    templates = tones(rate_hz)
    energies = np.array([float((tone.real**2).sum()) for tone in templates])
    found = np.sum(
        [
            _correlate(heard, tone) / energy
            for tone, energy in zip(templates, energies, strict=True)
        ],
        axis=0,
    )
    place = int(found.argmax())
    noise = _noise_energy(before, rate_hz, templates)
    energy = max(0.0, float(found[place]) - noise)
    decibels = _decibels(energy / float(energies.sum()))
    near = _energy_near_tones(heard[place : place + len(templates[0])], rate_hz, templates)
    clarity = min(1.0, energy / near) if near else 0.0
    if decibels < AUDIBLE_DECIBELS:
        leak = Leak.NONE
    elif energy < noise * NOISE_FACTOR or clarity < LEAST_CLARITY:
        leak = Leak.UNCLEAR
    else:
        leak = Leak.HEARD
    return Echo(leak, decibels, clarity)


def _correlate(heard: Samples, tone: Ringing) -> Energies:
    """The squared magnitude of the correlation at each delay from 0 to the end."""
    import numpy as np

    size = 1 << (len(heard) + len(tone)).bit_length()
    spectrum = np.fft.fft(heard, size) * np.conj(np.fft.fft(tone, size))
    correlation: Energies = np.abs(np.fft.ifft(spectrum)[: len(heard)]) ** 2
    return correlation


def _noise_energy(before: Samples, rate_hz: int, templates: list[Ringing]) -> float:
    """What noise like that before the sound gives in the place of the found energy, on average."""
    import numpy as np

    if not len(before):
        return 0.0
    window = np.hanning(len(before))
    # The power of white noise that would be as strong near this frequency.
    powers = np.abs(np.fft.rfft(before * window)) ** 2 / (window**2).sum()
    return sum(2 * float(powers[band].mean()) for band in _bands(len(before), rate_hz, templates))


def _energy_near_tones(stretch: Samples, rate_hz: int, templates: list[Ringing]) -> float:
    """The energy of a stretch within 25 Hz of the tones."""
    import numpy as np

    powers = np.abs(np.fft.rfft(stretch)) ** 2 / max(1, len(stretch))
    return sum(2 * float(powers[band].sum()) for band in _bands(len(stretch), rate_hz, templates))


def _bands(frames: int, rate_hz: int, templates: list[Ringing]) -> list[slice]:
    """The bins of a real spectrum of so many frames near each tone."""
    import numpy as np

    found = []
    for tone in templates:
        strongest = int(np.abs(np.fft.fft(tone)).argmax()) * rate_hz / len(tone)
        first = round((strongest - _BAND_HZ) * frames / rate_hz)
        found.append(slice(max(0, first), round((strongest + _BAND_HZ) * frames / rate_hz) + 1))
    return found


def _decibels(ratio: float) -> float:
    return max(_FLOOR_DECIBELS, 10 * math.log10(ratio)) if ratio > 0 else _FLOOR_DECIBELS
