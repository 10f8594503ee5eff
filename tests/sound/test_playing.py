"""The player through a real sound server: it begins where it was sent and follows the device."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest
import soundfile

from mockinterview.files.wav import repair_wav
from tests.rig.sound import VirtualSound
from tests.rig.waiting import wait_for

pytestmark = pytest.mark.sound

RATE_HZ = 48_000
LOWEST_HZ, HZ_A_SECOND = 400.0, 200.0
SECONDS = 20


@pytest.fixture(scope="module")
def chirp(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Twenty seconds whose pitch tells the place: 400 Hz, rising by 200 Hz a second."""
    times = np.arange(SECONDS * RATE_HZ) / RATE_HZ
    phase = 2 * np.pi * (LOWEST_HZ * times + HZ_A_SECOND / 2 * times**2)
    path = tmp_path_factory.mktemp("chirp") / "chirp.wav"
    soundfile.write(path, 0.5 * np.sin(phase), RATE_HZ)
    return path


def place_of(samples: np.ndarray, rate_hz: int) -> float:
    """The place in the chirp of the middle of these samples, from their zero crossings."""
    crossings = np.flatnonzero((samples[:-1] < 0) & (samples[1:] >= 0))
    exact = crossings - samples[crossings] / (samples[crossings + 1] - samples[crossings])
    hz = (len(exact) - 1) / (exact[-1] - exact[0]) * rate_hz
    middle = (exact[0] + exact[-1]) / 2 / rate_hz
    return float((hz - LOWEST_HZ) / HZ_A_SECOND - middle + len(samples) / rate_hz / 2)


@contextmanager
def playing(sound: VirtualSound, chirp: Path, start: float) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-m", "tests.sound.playback_child", str(chirp), str(start)]
    with subprocess.Popen(
        command,
        env={**os.environ, **sound.environment},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as child:
        yield child
        assert child.stdin is not None
        child.stdin.close()
        assert child.wait(20) == 0


def wait_until_at(child: subprocess.Popen[str], seconds: float) -> float:
    """Read what the child says until it is past this moment."""
    assert child.stdout is not None
    for line in child.stdout:
        said = json.loads(line)
        assert said["event"] == "moved", said
        if said["seconds"] >= seconds:
            return float(said["seconds"])
    raise AssertionError("the child ended")


@pytest.mark.parametrize("start", [0.0, 3.21, 11.5])
def test_it_begins_within_twenty_milliseconds_of_where_it_was_sent(
    virtual_sound: VirtualSound, chirp: Path, tmp_path: Path, start: float
) -> None:
    heard = tmp_path / "heard.wav"
    command = ["parecord", "--device=loudspeaker.monitor", "--file-format=wav", str(heard)]
    with subprocess.Popen(command, env={**os.environ, **virtual_sound.environment}) as listener:
        wait_for(lambda: heard.exists() and heard.stat().st_size > 10_000, "the listener")
        with playing(virtual_sound, chirp, start) as child:
            wait_until_at(child, start + 1.0)
        size = heard.stat().st_size
        wait_for(lambda: heard.stat().st_size > size + 44_100, "what was played")
        listener.terminate()
    repair_wav(heard)
    samples, rate_hz = soundfile.read(heard)
    mono = samples[:, 0]
    first = int(np.flatnonzero(np.abs(mono) > 0.01)[0])
    window = round(0.2 * rate_hz)
    place = place_of(mono[first : first + window], rate_hz) - 0.1
    assert place == pytest.approx(start, abs=0.02)


def test_it_goes_on_at_the_same_place_when_the_sound_server_comes_back(
    tmp_path: Path, chirp: Path
) -> None:
    with (
        VirtualSound(tmp_path / "sound") as sound,
        playing(sound, chirp, 2.0) as child,
    ):
        before = wait_until_at(child, 3.0)
        sound.kill()
        sound.start()
        after = wait_until_at(child, before + 1.0)
        assert after < before + 3.0, "nothing was skipped"
