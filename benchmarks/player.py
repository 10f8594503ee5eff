"""How exactly the player seeks and keeps pitch and place, and how fast an outline is drawn.

    python -m benchmarks.player

Sound is taken from the player's own callback, as a loudspeaker would take it, so that nothing but
the player is measured. The file is a click every second over a quiet tone; ten minutes of speech
are the outline's.
"""

from __future__ import annotations

import os
import platform
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import numpy as np
import soundfile

from mockinterview.audio.devices import Device
from mockinterview.audio.player import Player
from mockinterview.audio.waveform import OUTLINE_BUCKETS, outline, peaks

SPEECH: Final = Path(__file__).parents[1] / "tests" / "data" / "two_cities.flac"
RATE_HZ: Final = 48_000
TONE_HZ: Final = 200.0
CLICK_SECONDS: Final = 0.05
SPEEDS: Final = (0.5, 0.75, 1.0, 1.25, 1.5, 2.0)
SEEKS: Final = 40
BLOCK_FRAMES: Final = 480
OUTLINE_LIMIT_SECONDS: Final = 0.3
SEEK_LIMIT_SECONDS: Final = 0.02


class Ear:
    """A loudspeaker that keeps what it is given."""

    def __init__(self, callback: Callable[[Any, int, Any, Any], None]) -> None:
        self.samplerate = float(RATE_HZ)
        self.channels = 1
        self._callback = callback

    def start(self) -> None:
        """Nothing has to be started."""

    def stop(self) -> None:
        """Nothing has to be stopped."""

    def close(self) -> None:
        """Nothing has to be closed."""

    def hear(self, seconds: float) -> np.ndarray:
        """This much sound, waiting for the player where it is behind."""
        pieces: list[np.ndarray] = []
        missing = round(seconds * RATE_HZ)
        while missing > 0:
            out = np.zeros((BLOCK_FRAMES, 1), dtype=np.float32)
            self._callback(out, BLOCK_FRAMES, None, None)
            # What the player could not fill is exact silence, which the file has nowhere.
            filled = int(np.flatnonzero(out[:, 0])[-1]) + 1 if out.any() else 0
            pieces.append(out[:filled, 0])
            missing -= filled
            if filled < BLOCK_FRAMES:
                time.sleep(0.001)
        return np.concatenate(pieces)


def open_player(path: Path) -> tuple[Player, list[Ear]]:
    """A player, and the loudspeakers that it opens."""
    ears: list[Ear] = []

    def open_output(
        device: Device,  # noqa: ARG001  (the player's names)
        callback: Callable[[Any, int, Any, Any], None],
        on_finished: Callable[[], None],  # noqa: ARG001
    ) -> Ear:
        ears.append(Ear(callback))
        return ears[-1]

    device = Device("benchmark", "none", 1, RATE_HZ, is_default=True, index=0)
    return Player(path, find_device=lambda: device, open_output=open_output), ears


def write_clicks(path: Path, seconds: int) -> None:
    """A click at every full second; the tone beneath tells the pitch."""
    times = np.arange(seconds * RATE_HZ) / RATE_HZ
    samples = 0.05 * np.sin(2 * np.pi * TONE_HZ * times)
    for second in range(1, seconds):
        place = slice(second * RATE_HZ, second * RATE_HZ + round(CLICK_SECONDS * RATE_HZ))
        samples[place] = 0.6 * np.sin(2 * np.pi * 1000 * times[place])
    soundfile.write(path, samples, RATE_HZ)


def first_click(samples: np.ndarray) -> float:
    """Seconds to the first click."""
    return float(np.flatnonzero(np.abs(samples) > 0.3)[0]) / RATE_HZ


def seek_errors(path: Path) -> list[float]:
    """How far from where it was sent the player begins, in seconds."""
    player, ears = open_player(path)
    player.play(0.0)
    chance = np.random.default_rng(7)
    errors = []
    for moment in chance.uniform(0.2, 50.0, SEEKS):
        player.seek(float(moment))
        due = np.ceil(moment + 0.01) - moment
        errors.append(first_click(ears[-1].hear(due + 0.3)) - due)
    player.stop()
    return errors


def speed_errors(path: Path, speed: float) -> tuple[float, float]:
    """The worst place of a click (seconds in the file) and the pitch against the file's."""
    player, ears = open_player(path)
    player.set_speed(speed)
    player.play(0.5)
    heard = ears[-1].hear(10 / speed)
    player.stop()
    loud = np.flatnonzero(np.abs(heard) > 0.3)
    onsets = loud[np.flatnonzero(np.diff(loud, prepend=-RATE_HZ) > 0.2 * RATE_HZ)]
    places = 0.5 + onsets / RATE_HZ * speed
    quiet = heard[: round(0.3 * RATE_HZ / speed)]
    spectrum = np.abs(np.fft.rfft(quiet * np.hanning(len(quiet)), 1 << 18))
    pitch_hz = float(np.argmax(spectrum)) * RATE_HZ / (1 << 18)
    worst = max((abs(place - round(place)) for place in places), default=0.0)
    return float(worst), pitch_hz / TONE_HZ


def outline_seconds(folder: Path) -> dict[str, float]:
    """How long the outline of ten minutes of speech takes: from WAV, from FLAC, kept."""
    speech, rate_hz = soundfile.read(SPEECH, dtype="int16")
    minutes = np.tile(speech, 600 * rate_hz // len(speech) + 1)[: 600 * rate_hz]
    wav, flac, kept = folder / "a.wav", folder / "a.flac", folder / "kept.npy"
    soundfile.write(wav, minutes, rate_hz)
    soundfile.write(flac, minutes, rate_hz)
    outline(wav, kept)
    return {
        "WAV, as at the end of an answer": _best(lambda: peaks(wav, OUTLINE_BUCKETS)),
        "kept beside the take": _best(lambda: outline(flac, kept)),
        "FLAC, nothing kept": _best(lambda: peaks(flac, OUTLINE_BUCKETS)),
    }


def _best(work: Any) -> float:
    times = []
    for _ in range(5):
        started = time.perf_counter()
        work()
        times.append(time.perf_counter() - started)
    return min(times)


def main() -> int:
    """Measure and print; 1 when a limit is broken."""
    print(f"Python {platform.python_version()}, {platform.machine()}, {os.cpu_count()} cores\n")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        clicks = folder / "clicks.wav"
        write_clicks(clicks, 60)
        errors = [abs(error) for error in seek_errors(clicks)]
        print(
            f"Seeking, {SEEKS} places: median {1000 * statistics.median(errors):.2f} ms,", end=" "
        )
        print(f"worst {1000 * max(errors):.2f} ms from where it was sent\n")
        print("| speed | worst place of a sound | pitch |\n|---|---|---|")
        for speed in SPEEDS:
            worst, pitch = speed_errors(clicks, speed)
            errors.append(worst)
            print(f"| {speed:g} | {1000 * worst:.0f} ms | {100 * pitch:.1f} % |")
        print("\n| outline of 10 minutes | time |\n|---|---|")
        found = outline_seconds(folder)
        for what, seconds in found.items():
            print(f"| {what} | {1000 * seconds:.0f} ms |")
    is_quick = max(list(found.values())[:2]) < OUTLINE_LIMIT_SECONDS
    return 0 if is_quick and max(errors) < SEEK_LIMIT_SECONDS else 1


if __name__ == "__main__":
    sys.exit(main())
