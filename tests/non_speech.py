"""Twenty-three sounds in which nobody speaks, 5 to 60 seconds long, the same at every call.

They are what a microphone in a bedroom or a library hears: rooms, machines, hands, weather, music.
Each is made of numbers alone, with a seed of its own, and comes at the level that is asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

RATE_HZ: Final = 16_000

LEVELS_DBFS: Final = (-15.0, -30.0, -50.0)
"""RMS over the whole clip: too loud, as an ordinary voice, and far away."""

Samples = NDArray[np.float32]
_Signal = NDArray[np.float64]


@dataclass(frozen=True)
class NonSpeech:
    """One sound; `make` gives it at any level."""

    name: str
    seconds: float
    make: Callable[[_Clock, np.random.Generator], _Signal]

    def samples(self, level_dbfs: float) -> Samples:
        """Mono at `RATE_HZ` with this RMS level, peaks held below full scale."""
        clock = _Clock(self.seconds)
        seed = int.from_bytes(self.name.encode(), "little") % 2**32
        signal = self.make(clock, np.random.default_rng(seed))
        rms = float(np.sqrt(np.mean(signal**2)))
        if rms > 0:
            signal = signal * (10 ** (level_dbfs / 20) / rms)
        return np.clip(signal, -1.0, 1.0).astype(np.float32)


class _Clock:
    """The moments of a clip."""

    def __init__(self, seconds: float) -> None:
        self.count = round(seconds * RATE_HZ)
        self.times = np.arange(self.count) / RATE_HZ
        self.seconds = seconds

    def tone(self, hz: float) -> _Signal:
        return np.asarray(np.sin(2 * np.pi * hz * self.times))

    def moments(self, random: np.random.Generator, a_second: float) -> Iterator[int]:
        """Places of events that come by chance, so many a second on average."""
        for _ in range(round(self.seconds * a_second)):
            yield int(random.integers(0, self.count))


def _noise(clock: _Clock, random: np.random.Generator, slope: float) -> _Signal:
    """Noise whose amplitude falls with the frequency to this power: 0 white, 0.5 pink, 1 brown."""
    spectrum = np.fft.rfft(random.standard_normal(clock.count))
    frequencies = np.fft.rfftfreq(clock.count, 1 / RATE_HZ)
    spectrum /= np.maximum(frequencies, 20.0) ** slope
    noise = np.fft.irfft(spectrum, clock.count)
    return np.asarray(noise / np.std(noise))


def _band(clock: _Clock, random: np.random.Generator, low_hz: float, high_hz: float) -> _Signal:
    spectrum = np.fft.rfft(random.standard_normal(clock.count))
    frequencies = np.fft.rfftfreq(clock.count, 1 / RATE_HZ)
    spectrum[(frequencies < low_hz) | (frequencies > high_hz)] = 0
    noise = np.fft.irfft(spectrum, clock.count)
    return np.asarray(noise / np.std(noise))


def _swelling(clock: _Clock, hz: float, depth: float) -> _Signal:
    """A level that rises and falls."""
    return np.asarray(1 - depth + depth * 0.5 * (1 + np.sin(2 * np.pi * hz * clock.times)))


def _add(signal: _Signal, place: int, event: _Signal) -> None:
    end = min(signal.size, place + event.size)
    signal[place:end] += event[: end - place]


def _burst(random: np.random.Generator, seconds: float, decay_seconds: float) -> _Signal:
    """A short noise that dies away."""
    times = np.arange(round(seconds * RATE_HZ)) / RATE_HZ
    return np.asarray(random.standard_normal(times.size) * np.exp(-times / decay_seconds))


def _ring(hz: float, seconds: float, decay_seconds: float) -> _Signal:
    """A struck thing that rings."""
    times = np.arange(round(seconds * RATE_HZ)) / RATE_HZ
    return np.asarray(np.sin(2 * np.pi * hz * times) * np.exp(-times / decay_seconds))


def _silence(clock: _Clock, _random: np.random.Generator) -> _Signal:
    return np.zeros(clock.count)


def _room(clock: _Clock, random: np.random.Generator) -> _Signal:
    return _noise(clock, random, 0.7) * _swelling(clock, 0.05, 0.3)


def _white(clock: _Clock, random: np.random.Generator) -> _Signal:
    return _noise(clock, random, 0.0)


def _pink(clock: _Clock, random: np.random.Generator) -> _Signal:
    return _noise(clock, random, 0.5)


def _brown(clock: _Clock, random: np.random.Generator) -> _Signal:
    return _noise(clock, random, 1.0)


def _fan(clock: _Clock, random: np.random.Generator) -> _Signal:
    blades = sum(clock.tone(118.0 * k) / k for k in range(1, 6))
    return np.asarray((_noise(clock, random, 0.5) + 0.5 * blades) * _swelling(clock, 0.3, 0.9))


def _hum(clock: _Clock, random: np.random.Generator) -> _Signal:
    mains = sum(clock.tone(50.0 * k) / k for k in (1, 2, 3, 4, 5, 7, 9, 15))
    return np.asarray(mains + 0.02 * _noise(clock, random, 0.5))


def _typing(clock: _Clock, random: np.random.Generator) -> _Signal:
    signal = 0.002 * _noise(clock, random, 0.5)
    for place in clock.moments(random, 5.0):
        _add(signal, place, _burst(random, 0.03, 0.006) * random.uniform(0.3, 1.0))
    return signal


def _chair(clock: _Clock, random: np.random.Generator) -> _Signal:
    signal = 0.002 * _noise(clock, random, 0.7)
    for place in clock.moments(random, 0.5):
        length = random.uniform(0.2, 0.7)
        times = np.arange(round(length * RATE_HZ)) / RATE_HZ
        pitch = random.uniform(180, 500) * (1 + 0.4 * times / length)
        # A creak sticks and slips: a train of pulses whose rate glides.
        creak = np.sign(np.sin(2 * np.pi * np.cumsum(pitch) / RATE_HZ)) * np.hanning(times.size)
        _add(signal, place, creak * random.uniform(0.3, 1.0))
    return signal


def _breathing(clock: _Clock, random: np.random.Generator) -> _Signal:
    breath = np.maximum(0.0, np.sin(2 * np.pi * 0.3 * clock.times)) ** 2
    return np.asarray(_band(clock, random, 300, 3500) * breath + 0.003 * _noise(clock, random, 0.5))


def _steady_tone(clock: _Clock, _random: np.random.Generator) -> _Signal:
    return clock.tone(1000.0)


def _telephone(clock: _Clock, _random: np.random.Generator) -> _Signal:
    """A British ringing tone: 0.4 s on, 0.2 s off, 0.4 s on, 2 s off."""
    inside = np.mod(clock.times, 3.0)
    is_on = (inside < 0.4) | ((inside >= 0.6) & (inside < 1.0))
    return (clock.tone(400.0) + clock.tone(450.0)) * is_on


def _note(hz: float, seconds: float) -> _Signal:
    return np.asarray(sum(_ring(hz * k, seconds, 0.5 / k) / k for k in range(1, 6)))


def _chords(clock: _Clock, _random: np.random.Generator) -> _Signal:
    signal = np.zeros(clock.count)
    progression = ((0, 4, 7), (-3, 0, 4), (-7, -3, 0), (-5, -1, 2))
    for number in range(int(clock.seconds / 1.5)):
        for step in progression[number % 4]:
            _add(signal, round(number * 1.5 * RATE_HZ), _note(261.6 * 2 ** (step / 12), 1.6))
    return signal


def _melody(clock: _Clock, random: np.random.Generator) -> _Signal:
    signal = np.zeros(clock.count)
    scale = (0, 2, 4, 5, 7, 9, 11, 12)
    for number in range(int(clock.seconds / 0.35)):
        step = scale[int(random.integers(0, len(scale)))]
        _add(signal, round(number * 0.35 * RATE_HZ), _note(392.0 * 2 ** (step / 12), 0.5))
    return signal


def _rain(clock: _Clock, random: np.random.Generator) -> _Signal:
    signal = 0.3 * _band(clock, random, 800, 7000)
    for place in clock.moments(random, 60.0):
        _add(signal, place, _burst(random, 0.02, 0.003) * random.exponential(1.0))
    return signal


def _doors(clock: _Clock, random: np.random.Generator) -> _Signal:
    signal = 0.003 * _noise(clock, random, 0.7)
    for place in clock.moments(random, 0.4):
        _add(signal, place, _burst(random, 0.6, 0.05) + 2 * _ring(70.0, 0.6, 0.12))
    return signal


def _traffic(clock: _Clock, random: np.random.Generator) -> _Signal:
    signal = 0.15 * _noise(clock, random, 1.0)
    engine = _noise(clock, random, 0.8)
    for place in clock.moments(random, 0.12):
        passing = np.exp(-0.5 * ((clock.times - place / RATE_HZ) / 1.6) ** 2)
        signal += engine * passing
    return signal


def _footsteps(clock: _Clock, random: np.random.Generator) -> _Signal:
    signal = 0.002 * _noise(clock, random, 0.7)
    for number in range(int(clock.seconds / 0.55)):
        place = round((number * 0.55 + random.uniform(0, 0.04)) * RATE_HZ)
        _add(signal, place, _burst(random, 0.15, 0.02) + _ring(110.0, 0.15, 0.04))
    return signal


def _paper(clock: _Clock, random: np.random.Generator) -> _Signal:
    signal = 0.003 * _noise(clock, random, 0.5)
    for place in clock.moments(random, 1.2):
        rustle = random.standard_normal(round(random.uniform(0.1, 0.5) * RATE_HZ))
        crackle = rustle * (random.random(rustle.size) < 0.05) * np.hanning(rustle.size)
        _add(signal, place, crackle)
    return signal


def _clockwork(clock: _Clock, random: np.random.Generator) -> _Signal:
    signal = 0.001 * _noise(clock, random, 0.7)
    for second in range(int(clock.seconds)):
        _add(signal, second * RATE_HZ, _ring(2400.0 if second % 2 else 2000.0, 0.02, 0.004))
    return signal


def _handling(clock: _Clock, random: np.random.Generator) -> _Signal:
    signal = 0.01 * _noise(clock, random, 0.7)
    for place in clock.moments(random, 2.0):
        _add(signal, place, _ring(random.uniform(40, 160), 0.3, 0.06) * random.uniform(0.5, 1.0))
    return signal


def _coughs(clock: _Clock, random: np.random.Generator) -> _Signal:
    signal = 0.003 * _noise(clock, random, 0.7)
    voiced = _band(clock, random, 350, 2500)
    for place in clock.moments(random, 0.5):
        length = min(round(0.25 * RATE_HZ), clock.count - place)
        shape = np.exp(-np.arange(length) / RATE_HZ / 0.08)
        _add(signal, place, voiced[place : place + length] * shape)
    return signal


def _tap(clock: _Clock, random: np.random.Generator) -> _Signal:
    signal = 0.002 * _noise(clock, random, 0.7)
    for number in range(int(clock.seconds / 0.9)):
        _add(signal, round(number * 0.9 * RATE_HZ), _ring(random.uniform(900, 1400), 0.08, 0.02))
    return signal


NON_SPEECH: Final = (
    NonSpeech("digital silence", 30.0, _silence),
    NonSpeech("room tone", 60.0, _room),
    NonSpeech("white noise", 20.0, _white),
    NonSpeech("pink noise", 30.0, _pink),
    NonSpeech("brown noise", 45.0, _brown),
    NonSpeech("fan that swells", 60.0, _fan),
    NonSpeech("mains hum", 20.0, _hum),
    NonSpeech("typing", 30.0, _typing),
    NonSpeech("creaking chair", 15.0, _chair),
    NonSpeech("breathing", 30.0, _breathing),
    NonSpeech("steady tone", 10.0, _steady_tone),
    NonSpeech("ringing tone", 20.0, _telephone),
    NonSpeech("chords", 40.0, _chords),
    NonSpeech("melody", 25.0, _melody),
    NonSpeech("rain", 60.0, _rain),
    NonSpeech("slamming doors", 10.0, _doors),
    NonSpeech("traffic", 45.0, _traffic),
    NonSpeech("footsteps", 12.0, _footsteps),
    NonSpeech("paper", 15.0, _paper),
    NonSpeech("ticking clock", 60.0, _clockwork),
    NonSpeech("handled microphone", 5.0, _handling),
    NonSpeech("coughs", 8.0, _coughs),
    NonSpeech("dripping tap", 20.0, _tap),
)
