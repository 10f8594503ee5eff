"""The test sound: two notes of a bell, a fifth apart, made by arithmetic."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from mockinterview.files.wav import WavWriter

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Samples = npt.NDArray[np.float32]
    Ringing = npt.NDArray[np.complex128]

SECONDS: Final = 1.3
RATE_HZ: Final = 48_000
_NOTES: Final = ((587.33, 0.0), (880.0, 0.3))
"""Pitch in Hz (D and A above middle C) and beginning in seconds."""
_PARTIALS: Final = ((1, 1.0), (2, 0.45), (4, 0.2))
"""Multiple of the pitch, and strength. Not the third: of both notes no two tones may be closer than
100 Hz, so that each is found by itself."""
_DECAY_SECONDS: Final = 0.35
_ATTACK_SECONDS: Final = 0.008
_FADE_SECONDS: Final = 0.15
_PEAK: Final = 0.4
"""About as loud as the spoken prompts, whose peaks are near -6 dBFS and whose level is lower."""


def tones(rate_hz: int) -> list[Ringing]:
    """The tones that make up the chime, each of its whole length, as complex signals.

    The real parts add up to `chime`; the complex ones find a tone whatever its phase has become
    in loudspeaker and room.
    """
    import numpy as np

    times = np.arange(round(SECONDS * rate_hz)) / rate_hz
    found = [
        strength * _envelope(times, begins) * np.exp(2j * np.pi * multiple * hz * (times - begins))
        for hz, begins in _NOTES
        for multiple, strength in _PARTIALS
    ]
    loudest = np.abs(sum(tone.imag for tone in found)).max()
    # Turned by a quarter, so that each tone begins at zero.
    return [-1j * _PEAK / loudest * tone for tone in found]


def chime(rate_hz: int = RATE_HZ) -> Samples:
    """The sound itself, mono, at this rate."""
    import numpy as np

    sound: Samples = np.sum([tone.real for tone in tones(rate_hz)], axis=0).astype(np.float32)
    return sound


def write_chime(path: Path) -> None:
    """Write the sound as a WAV file.

    Raises:
        LibraryError: it cannot be written.
    """
    import numpy as np

    file = WavWriter(path, RATE_HZ)
    file.write(np.rint(chime() * 32767).astype("<i2").tobytes())
    file.close()


def _envelope(times: npt.NDArray[np.float64], begins: float) -> npt.NDArray[np.float64]:
    """Struck, ringing out, and faded at the very end."""
    import numpy as np

    since = times - begins
    attack = np.clip(since / _ATTACK_SECONDS, 0, 1)
    fade = np.clip((SECONDS - times) / _FADE_SECONDS, 0, 1)
    ringing: npt.NDArray[np.float64] = (
        attack**2 * (3 - 2 * attack) * np.exp(-np.maximum(since, 0) / _DECAY_SECONDS) * fade
    )
    return ringing
