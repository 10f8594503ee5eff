"""How far measures are from known truth on made signals, and how long a take of five minutes takes.

    python -m benchmarks.measures [FILE]

FILE is a recording to be repeated to five minutes (default: the tests' clip of human speech).
"""

from __future__ import annotations

import argparse
import platform
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import soundfile
from tests.unit.measuring.signals import noise, scan, silence, spoken, tone, voice

from mockinterview.measures.loudness import clipped_places, integrated_loudness, loudness_range
from mockinterview.measures.pace import pace
from mockinterview.measures.pauses import pauses
from mockinterview.measures.room import room_noise_dbfs, signal_to_noise_decibels
from mockinterview.measures.take import measure_take
from mockinterview.measures.voice_activity import activity
from mockinterview.speech.voice import voice_model

CLIP = Path(__file__).parents[1] / "tests" / "data" / "two_cities.flac"
FIVE_MINUTES = 300.0


def peak_for(lufs: float) -> float:
    """Of a sine of 1 kHz in one channel."""
    return float(10 ** ((lufs + 3.01) / 20))


def speech_in(room_dbfs: float, pause_seconds: float = 2.0) -> np.ndarray:
    """Three stretches of a made voice at -26 dBFS, with pauses, in a room."""
    parts = [silence(2)]
    for seed in (2, 3, 4):
        parts += [voice(3, -26, seed), silence(pause_seconds)]
    sound = np.concatenate(parts)
    return sound + noise(len(sound) / 16_000, room_dbfs)


def worst(values: list[float], measured: Callable[[float], float | None]) -> float:
    """The largest difference between what was made and what was measured."""
    return max(abs((measured(value) or np.inf) - value) for value in values)


def errors() -> list[tuple[str, str, str]]:
    """What was measured, on what, and the largest error."""

    def loudness(lufs: float) -> float | None:
        return integrated_loudness(scan(tone(20, peak_for(lufs))).loud_powers)

    def spread(range_lu: float) -> float | None:
        parts = (tone(20, peak_for(-20)), tone(20, peak_for(-20 - range_lu)))
        return loudness_range(scan(*parts).loud_powers)

    def ratio(decibels: float) -> float | None:
        found = scan(speech_in(-26 - decibels))
        return signal_to_noise_decibels(found, activity(found))

    def room(dbfs: float) -> float | None:
        found = scan(speech_in(dbfs))
        return room_noise_dbfs(found, activity(found))

    def pause(seconds: float) -> float:
        found = pauses(activity(scan(speech_in(-65, seconds))))
        return found.seconds / 2

    def clipping(seconds: float) -> float:
        found = scan(tone(1, 0.5), np.clip(tone(seconds, 3), -1, 1), tone(1, 0.5))
        [(start, end)] = clipped_places(found.clipped)
        return end - start

    def words(per_minute: float) -> float | None:
        found = pace(spoken("word " * 60, words_per_minute=per_minute))
        return found.with_pauses if found else None

    levels = [-40.0, -33.0, -23.0]
    return [
        ("loudness", "tones of -40 to -23 LUFS", f"{worst(levels, loudness):.2f} LU"),
        ("loudness range", "two tones 5 to 15 LU apart", f"{worst([5.0, 10, 15], spread):.2f} LU"),
        ("voice above the room", "10 to 45 dB", f"{worst([10.0, 20, 30, 45], ratio):.2f} dB"),
        ("room noise", "-70 to -40 dBFS", f"{worst([-70.0, -55, -40], room):.2f} dB"),
        ("pauses", "0.15 to 3 s", f"{1000 * worst([0.15, 0.5, 1.5, 3], pause):.0f} ms"),
        ("clipping", "places of 10 to 100 ms", f"{1000 * worst([0.01, 0.1], clipping):.1f} ms"),
        (
            "pace",
            "90 to 240 words a minute",
            f"{worst([90.0, 150, 240], words):.1f} words a minute",
        ),
    ]


def seconds_for_five_minutes(clip: Path) -> tuple[float, float]:
    """How long all measures of a take take, with the model for voices and without, in seconds."""
    sound, rate = soundfile.read(clip, dtype="float32")
    repeats = int(np.ceil(FIVE_MINUTES * rate / len(sound)))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "take.wav"
        soundfile.write(path, np.tile(sound, repeats)[: round(FIVE_MINUTES * rate)], rate)
        took = []
        for model in (voice_model(), None):
            measure_take(path, None, voice=model)
            started = time.perf_counter()
            measure_take(path, None, voice=model)
            took.append(time.perf_counter() - started)
    return took[0], took[1]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path, nargs="?", default=CLIP)
    wanted = parser.parse_args()
    print(f"Python {platform.python_version()}, {platform.machine()}\n")
    print("| measure | made | largest error |\n|---|---|---|")
    for row in errors():
        print(f"| {' | '.join(row)} |")
    with_model, without = seconds_for_five_minutes(wanted.file)
    print(f"\nFive minutes: {with_model:.1f} s, without the model for voices {without:.1f} s")


if __name__ == "__main__":
    main()
