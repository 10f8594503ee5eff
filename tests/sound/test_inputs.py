"""Microphones of every number of channels and every rate, through real PortAudio."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
import soundfile

from tests.rig.sound import VirtualSound
from tests.rig.waiting import wait_for

pytestmark = pytest.mark.sound

TONE_HZ = 440.0
SECONDS = 3.0

RECORD = """
import dataclasses, json, sys
from pathlib import Path
from mockinterview.audio import streams
from mockinterview.audio.devices import input_named
from mockinterview.audio.recorder import Recorder
path, opened, rate_hz = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
if opened:
    streams.channels_to_open = lambda _: opened  # as hardware of so many channels
device = dataclasses.replace(input_named("interface"), rate_hz=rate_hz)
recorder = Recorder(path, streams.microphone(device), max_seconds=float(sys.argv[4]))
recorder.start()
assert recorder.wait_until_ended(timeout_seconds=30)
result = recorder.stop()
print(json.dumps({"rate_hz": result.rate_hz, "frames": result.frames, "remark": result.remark,
    "fault": str(result.fault or ""), "opened": recorder._stream.channels}))
"""

SURROUND = (
    *("front-left", "front-right", "rear-left", "rear-right"),
    *("front-center", "lfe", "side-left", "side-right"),
)


@dataclass(frozen=True)
class Input:
    """An interface and how it is opened; `opened` 0 leaves the channels to the program."""

    channels: int
    rate_hz: int
    opened: int
    opened_hz: int
    voice_on: int = 0

    @property
    def channel_map(self) -> str:
        """PulseAudio mixes by name; what it calls aux it gives to no other name than mono."""
        if self.channels == 1:
            return "mono"
        more = (f"aux{place}" for place in range(self.channels - len(SURROUND)))
        return ",".join((*SURROUND[: self.channels], *more))


INPUTS = [
    Input(1, 8_000, 0, 8_000),
    Input(1, 192_000, 0, 192_000),
    Input(2, 44_100, 0, 44_100, voice_on=1),
    Input(2, 16_000, 2, 48_000, voice_on=1),
    Input(4, 22_050, 4, 22_050, voice_on=3),
    Input(6, 48_000, 0, 48_000),
    Input(8, 96_000, 8, 96_000, voice_on=7),
    Input(32, 48_000, 0, 48_000),
    Input(32, 48_000, 32, 48_000),
]


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Iterator[VirtualSound]:
    """A sound server with a microphone named `interface`, made anew for each test."""
    with VirtualSound(tmp_path_factory.mktemp("interfaces")) as sound:
        alsa = Path(sound.environment["ALSA_CONFIG_PATH"])
        device = 'pcm.interface { type pulse device "interface.monitor" }\n'
        alsa.write_text(alsa.read_text(encoding="utf-8") + device, encoding="utf-8")
        yield sound


def pulse(sound: VirtualSound, *command: str) -> str:
    return subprocess.run(
        command,
        env={**os.environ, **sound.environment},
        check=True,
        capture_output=True,
        text=True,
    ).stdout.strip()


@contextmanager
def tone_on_an_interface(sound: VirtualSound, folder: Path, source: Input) -> Iterator[None]:
    """An interface with a tone on one of its channels and zeros on the others."""
    names, rate_hz = source.channel_map, source.rate_hz
    shape = (f"rate={rate_hz}", f"channels={source.channels}", f"channel_map={names}")
    module = pulse(sound, "pactl", "load-module", "module-null-sink", "sink_name=interface", *shape)
    samples = np.zeros((20 * rate_hz, source.channels), dtype=np.int16)
    times = np.arange(len(samples)) / rate_hz
    samples[:, source.voice_on] = 9830 * np.sin(2 * np.pi * TONE_HZ * times)
    (folder / "tone.raw").write_bytes(samples.tobytes())
    command = ["pacat", "--device=interface", "--raw", "--format=s16le", f"--rate={rate_hz}"]
    command += [f"--channels={source.channels}", f"--channel-map={names}"]
    player = subprocess.Popen(
        [*command, str(folder / "tone.raw")], env={**os.environ, **sound.environment}
    )
    try:
        wait_for(lambda: pulse(sound, "pactl", "list", "short", "sink-inputs"), "the tone")
        yield
    finally:
        player.terminate()
        player.wait()
        pulse(sound, "pactl", "unload-module", module)


def pitch(samples: npt.NDArray[np.float64], rate_hz: int) -> float:
    spectrum = np.abs(np.fft.rfft(samples * np.hanning(len(samples)), 4 * rate_hz))
    return float(np.argmax(spectrum)) / 4


@pytest.mark.parametrize("source", INPUTS, ids=str)
def test_any_input_gives_mono_of_the_right_pitch_and_length(
    sound: VirtualSound, tmp_path: Path, source: Input
) -> None:
    take = tmp_path / "take.wav"
    with tone_on_an_interface(sound, tmp_path, source):
        arguments = [str(take), str(source.opened), str(source.opened_hz), str(SECONDS)]
        started = time.monotonic()
        answer = subprocess.run(
            [sys.executable, "-c", RECORD, *arguments],
            env={**os.environ, **sound.environment},
            check=True,
            stdout=subprocess.PIPE,
            text=True,
        )
        elapsed = time.monotonic() - started
    said: dict[str, Any] = json.loads(answer.stdout)
    assert (said["fault"], said["remark"]) == ("", "")
    assert said["rate_hz"] == source.opened_hz
    assert said["opened"] == (source.opened or 2)
    samples, take_hz = soundfile.read(take)
    assert (take_hz, samples.shape) == (source.opened_hz, (round(SECONDS * source.opened_hz),))
    assert elapsed > SECONDS
    # The last second: PulseAudio may fade in what it had to wake up.
    heard = samples[-take_hz:]
    assert pitch(heard, take_hz) == pytest.approx(TONE_HZ, abs=0.5)
    assert np.abs(heard).max() > 0.1
    if source.channels in {1, source.opened}:
        assert np.abs(heard).max() == pytest.approx(0.3, rel=0.03)


def test_every_sound_is_on_the_disk_within_half_a_second(
    sound: VirtualSound, tmp_path: Path
) -> None:
    """Read from outside while it is being recorded: the file never falls behind the clock."""
    take = tmp_path / "take.wav"
    with tone_on_an_interface(sound, tmp_path, Input(2, 48_000, 0, 48_000)):
        arguments = [str(take), "0", "48000", "6"]
        with subprocess.Popen(
            [sys.executable, "-c", RECORD, *arguments],
            env={**os.environ, **sound.environment},
            stdout=subprocess.DEVNULL,
        ) as program:
            wait_for(lambda: take.exists() and take.stat().st_size > 1000, "the first sound")
            began = time.monotonic()
            worst = 0.0
            while program.poll() is None and time.monotonic() < began + 5:
                on_disk = (take.stat().st_size - 44) / (2 * 48_000)
                worst = max(worst, time.monotonic() - began - on_disk)
                time.sleep(0.005)
    assert program.returncode == 0
    assert worst < 0.5
