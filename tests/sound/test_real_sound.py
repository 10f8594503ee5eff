"""Real PortAudio on a private sound server: recording, playing, and what breaks in between."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import soundfile

from mockinterview.files.wav import repair_wav
from tests.rig.sound import VirtualSound
from tests.rig.waiting import wait_for

pytestmark = pytest.mark.sound

SPEECH = Path(__file__).parents[1] / "data" / "two_cities.flac"


@pytest.fixture
def own_sound(tmp_path: Path) -> Iterator[VirtualSound]:
    """A sound server that this test may break."""
    with VirtualSound(tmp_path / "sound") as sound:
        yield sound


@pytest.fixture(scope="module")
def ten_seconds(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The first ten seconds of the speech."""
    path = tmp_path_factory.mktemp("speech") / "ten.wav"
    samples, rate_hz = soundfile.read(SPEECH, dtype="int16", frames=480_000)
    soundfile.write(path, samples, rate_hz)
    return path


class Recording:
    """The program of `recording_child`, whose events are read as they come."""

    def __init__(self, path: Path, sound: VirtualSound, *arguments: str) -> None:
        self.path = path
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.sound.recording_child", str(path), *arguments],
            env={**os.environ, **sound.environment},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def __enter__(self) -> Recording:
        return self

    def __exit__(self, *_: object) -> None:
        self.process.kill()
        self.process.communicate()

    def next(self, event: str, **what: Any) -> dict[str, Any]:
        """The next event of this name with these values."""
        assert self.process.stdout is not None
        for line in self.process.stdout:
            said: dict[str, Any] = json.loads(line)
            if said["event"] == event and what.items() <= said.items():
                return said
        raise AssertionError(f"no {event} {what} was said")

    def wait_until_recording(self) -> None:
        self.next("health", state="recording")

    def stop(self) -> dict[str, Any]:
        assert self.process.stdin is not None
        self.process.stdin.close()
        self.process.stdin = None
        return self.next("result")


def loudness(path: Path) -> float:
    """Root mean square, 0 to 1."""
    samples, _ = soundfile.read(path)
    return float(np.sqrt(np.mean(samples**2)))


def test_speech_is_recorded_whole(
    virtual_sound: VirtualSound, tmp_path: Path, ten_seconds: Path
) -> None:
    with Recording(tmp_path / "take.wav", virtual_sound) as recording:
        recording.wait_until_recording()
        virtual_sound.speak(ten_seconds)
        result = recording.stop()
    assert result["fault"] == ""
    assert result["overflows"] == 0
    take = soundfile.info(tmp_path / "take.wav")
    assert take.frames == result["frames"]
    spoken, spoken_hz = soundfile.read(ten_seconds)
    heard, heard_hz = soundfile.read(tmp_path / "take.wav")
    assert abs(stretch_of_sound(heard, heard_hz) - stretch_of_sound(spoken, spoken_hz)) < 0.3
    assert loudness(tmp_path / "take.wav") > 0.5 * loudness(ten_seconds)


def stretch_of_sound(samples: np.ndarray, rate_hz: int) -> float:
    """Seconds from the first to the last sample that can be heard."""
    heard = np.flatnonzero(np.abs(samples) > 0.02)
    return float(heard[-1] - heard[0]) / rate_hz


def test_the_limit_is_exact(virtual_sound: VirtualSound, tmp_path: Path) -> None:
    with Recording(tmp_path / "take.wav", virtual_sound, "1.5") as recording:
        result = recording.next("result")
    assert result["frames"] == round(1.5 * result["rate_hz"])


def test_a_killed_program_leaves_a_playable_take(
    virtual_sound: VirtualSound, tmp_path: Path, ten_seconds: Path
) -> None:
    path = tmp_path / "take.wav"
    with Recording(path, virtual_sound) as recording:
        recording.wait_until_recording()
        started = time.monotonic()
        speaker = virtual_sound.start_speaking(ten_seconds)
        wait_for(lambda: soundfile.info(path).duration > 2, "two seconds on the disk")
        recording.process.kill()
        recording.process.wait()
        spoken = time.monotonic() - started
        speaker.terminate()
        speaker.wait()
    assert soundfile.info(path).duration > spoken - 0.5
    assert repair_wav(path) > spoken - 0.5
    assert loudness(path) > 0.01


def test_a_sound_server_that_dies_ends_the_take_and_keeps_it(
    own_sound: VirtualSound, tmp_path: Path
) -> None:
    path = tmp_path / "take.wav"
    with Recording(path, own_sound) as recording:
        recording.wait_until_recording()
        wait_for(lambda: soundfile.info(path).duration > 1, "a second on the disk")
        own_sound.kill()
        health = recording.next("health", state="ended")
        result = recording.next("result")
        assert recording.process.wait(10) == 0
    assert health["fault"] == result["fault"] == "DeviceLostError"
    assert soundfile.info(path).duration == pytest.approx(result["seconds"])
    assert result["seconds"] > 1


def test_a_muted_microphone_is_told_and_does_not_end_the_take(
    own_sound: VirtualSound, tmp_path: Path
) -> None:
    with Recording(tmp_path / "take.wav", own_sound) as recording:
        recording.wait_until_recording()
        own_sound.set_microphone_mute(muted=True)
        health = recording.next("health", fault="")
        while not health["warning"]:
            health = recording.next("health")
        assert health["state"] == "recording"
        assert health["silent_for_seconds"] >= 3
        result = recording.stop()
    assert result["fault"] == ""


def test_a_microphone_pulled_out_is_noticed(
    own_sound: VirtualSound, tmp_path: Path, ten_seconds: Path
) -> None:
    """PulseAudio goes on with zeros, or with nothing for a while: told one way or the other."""
    with Recording(tmp_path / "take.wav", own_sound) as recording:
        recording.wait_until_recording()
        speaker = own_sound.start_speaking(ten_seconds)
        while recording.next("health")["level_dbfs"] < -30:
            pass
        own_sound.remove_microphone()
        removed = time.monotonic()
        health = recording.next("health")
        while not (health["warning"] or health["fault"]):
            health = recording.next("health")
        assert time.monotonic() - removed < 8
        recording.stop()
        speaker.terminate()
        speaker.wait()
    assert float(np.abs(soundfile.read(tmp_path / "take.wav")[0]).max()) > 0.03


def test_no_sound_server_is_no_microphone(tmp_path: Path) -> None:
    sound = VirtualSound(tmp_path / "sound")  # made, and never started
    with Recording(tmp_path / "take.wav", sound) as recording:
        refused = recording.next("refused")
    assert refused["kind"] == "NoDeviceError"
    assert not (tmp_path / "take.wav").exists()


PLAY = """
import sys, threading
from pathlib import Path
from mockinterview.audio.player import Player
finished = threading.Event()
player = Player(Path(sys.argv[1]), on_finished=finished.set)
player.set_speed(float(sys.argv[2]))
player.play_clip(1.0, 3.0)
assert finished.wait(30)
player.stop()
print(player.position, player.fault)
"""


@pytest.mark.parametrize(("speed", "seconds"), [(1.0, 2.0), (2.0, 1.0)])
def test_a_clip_is_heard_at_the_loudspeaker(
    virtual_sound: VirtualSound, tmp_path: Path, speed: float, seconds: float
) -> None:
    environment = {**os.environ, **virtual_sound.environment}
    tone, heard = tmp_path / "tone.wav", tmp_path / "heard.wav"
    soundfile.write(tone, 0.3 * np.sin(2 * np.pi * 300 * np.arange(5 * 48_000) / 48_000), 48_000)
    command = ["parecord", "--device=loudspeaker.monitor", "--file-format=wav", str(heard)]
    with subprocess.Popen(command, env=environment) as listener:
        wait_for(lambda: heard.exists() and heard.stat().st_size > 10_000, "the listener")
        said = subprocess.run(
            [sys.executable, "-c", PLAY, str(tone), str(speed)],
            env=environment,
            capture_output=True,
            check=True,
            text=True,
            timeout=60,
        )
        size = heard.stat().st_size
        # What was played is in the monitor by then; two more seconds of silence follow it.
        wait_for(lambda: heard.stat().st_size > size + 2 * 4 * 44_100, "what was played")
        listener.terminate()
    assert said.stdout.split() == ["3.0", "None"]
    repair_wav(heard)
    samples, rate_hz = soundfile.read(heard)
    assert stretch_of_sound(samples[:, 0], rate_hz) == pytest.approx(seconds, abs=0.1)
