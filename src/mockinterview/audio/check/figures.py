"""All figures of a test recording: a moment of quiet, then somebody speaks."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from mockinterview.audio.check import levels
from mockinterview.audio.check.hum import Hum, find_hum
from mockinterview.audio.sound_file import open_sound
from mockinterview.audio.waveform import dbfs

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Samples = npt.NDArray[np.float32]

SETTLING_SECONDS: Final = 0.3
"""Left out at the beginning: the click of the key, and what a microphone does when it wakes."""
LEAST_SPEECH_DECIBELS: Final = 6.0
"""Speech is heard when its power with the background's is four times the background's."""


@dataclass(frozen=True)
class SoundCheck:
    """The figures of one test recording.

    `is_silent`: nothing but exact zeros. `peak_dbfs` is the loudest sample. `speech_dbfs` is the
    active speech level and `signal_to_noise_decibels` how far the speech itself, without the
    background in it, stands above that; both None when nobody was heard. `background_dbfs` is
    the level in the pause. `clipped_percent` of the samples are cut off at full scale.
    """

    seconds: float
    is_silent: bool
    peak_dbfs: float
    clipped_percent: float
    background_dbfs: float
    speech_dbfs: float | None
    signal_to_noise_decibels: float | None
    hum: Hum | None


def check_file(path: Path, quiet_seconds: float) -> SoundCheck:
    """Measure a test recording. Takes some tenths of a second.

    Raises:
        AudioFileError: it cannot be read.
    """
    with open_sound(path) as sound:
        samples = sound.read(sound.frames).mean(axis=1)
        return check_samples(samples, sound.rate_hz, quiet_seconds)


def check_samples(samples: Samples, rate_hz: int, quiet_seconds: float) -> SoundCheck:
    """Measure samples of shape (frames,), whose first `quiet_seconds` nobody was to speak in.

    What is no number counts as silence. A recording too short for a frame has no speech.
    """
    import numpy as np

    samples = levels.clean(samples)
    peak = float(np.abs(samples).max(initial=0.0))
    split = min(len(samples), round(quiet_seconds * rate_hz))
    settled = min(split, round(SETTLING_SECONDS * rate_hz))
    sound = levels.audible(samples, rate_hz)
    quiet, speaking = sound[settled:split], sound[split:]
    powers = levels.frame_powers(speaking, rate_hz)
    background = levels.background_power(levels.frame_powers(quiet, rate_hz), powers)
    active = levels.active_power(powers, background)
    is_heard = active > background * 10 ** (LEAST_SPEECH_DECIBELS / 10)
    background_dbfs = levels.power_dbfs(background)
    return SoundCheck(
        seconds=len(samples) / rate_hz,
        is_silent=peak == 0,
        peak_dbfs=dbfs(peak),
        clipped_percent=100 * levels.clipped_share(samples),
        background_dbfs=background_dbfs,
        speech_dbfs=levels.power_dbfs(active) if is_heard else None,
        signal_to_noise_decibels=(
            levels.power_dbfs(active - background) - background_dbfs if is_heard else None
        ),
        hum=find_hum(quiet, rate_hz),
    )
