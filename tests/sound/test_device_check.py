"""The sound check on a real sound server: known noise, hum and leaks through a real microphone."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import soundfile

from mockinterview.audio import faults
from tests.rig import processes
from tests.rig.program import Program
from tests.rig.sound import RATE_HZ, ROOM, VirtualSound

pytestmark = pytest.mark.sound

SECONDS = 30.0
SETTINGS = Path("home", ".config", "mockinterview", "settings.json")


@pytest.fixture(scope="module")
def humming_room(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Noise of -50 dBFS with a hum of -42 dBFS."""
    times = np.arange(round(SECONDS * RATE_HZ)) / RATE_HZ
    hum = math.sqrt(2) * 10 ** (-42 / 20) * np.sin(2 * np.pi * 50 * times)
    path = tmp_path_factory.mktemp("room") / "hum.wav"
    soundfile.write(path, _noise(-50) + hum, RATE_HZ, subtype="FLOAT")
    return path


@pytest.fixture(scope="module")
def quiet_room(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Noise of -60 dBFS."""
    path = tmp_path_factory.mktemp("room") / "quiet.wav"
    soundfile.write(path, _noise(-60), RATE_HZ, subtype="FLOAT")
    return path


def _noise(dbfs: float) -> np.ndarray:
    chance = np.random.default_rng(5)
    return np.asarray(chance.standard_normal(round(SECONDS * RATE_HZ)) * 10 ** (dbfs / 20))


@contextmanager
def sounding(sound: VirtualSound, path: Path) -> Iterator[None]:
    speaker = sound.start_speaking(path)
    try:
        yield
    finally:
        processes.stop(speaker)


def check(
    folder: Path, sound: VirtualSound, *arguments: str, sink: str = "", volume: int = 100
) -> dict[str, Any]:
    """What the check says; the loudspeaker is this sink, else one that nobody hears."""
    program = Program(folder, "devices", "--check", "--json", *arguments, sound=sound)
    if sink:
        program.environment["PULSE_SINK"] = sink
    settings = folder / SETTINGS
    settings.parent.mkdir(parents=True, exist_ok=True)
    settings.write_text(json.dumps({"volume_percent": volume}))
    answer = program.run()
    found: dict[str, Any] = json.loads(answer.stdout)
    is_bad = any(finding["grade"] == "bad" for finding in found["findings"])
    assert answer.returncode == (1 if is_bad else 0), answer.stderr
    return found


def sentences(found: dict[str, Any]) -> list[str]:
    return [finding["sentence"] for finding in found["findings"]]


def test_noise_and_hum_are_measured_and_no_leak_is_found(
    tmp_path: Path, virtual_sound: VirtualSound, humming_room: Path
) -> None:
    with sounding(virtual_sound, humming_room):
        found = check(tmp_path, virtual_sound, "--seconds", "1")
    assert found["seconds"] == pytest.approx(2.5, abs=0.01)
    assert found["background_dbfs"] == pytest.approx(-41.4, abs=1)
    assert found["hum"]["mains_hz"] == 50
    assert found["hum"]["dbfs"] == pytest.approx(-42, abs=1)
    assert found["speech_dbfs"] is None
    assert found["echo"]["leak"] == "none"
    assert "The mains can be heard as a hum." in sentences(found)
    assert "The loudspeakers cannot be heard in the microphone." in sentences(found)


@pytest.mark.parametrize(("volume", "decibels"), [(100, 0.0), (50, -10.0)])
def test_a_loudspeaker_in_the_room_is_heard_as_loud_as_it_is(
    tmp_path: Path, virtual_sound: VirtualSound, quiet_room: Path, volume: int, decibels: float
) -> None:
    with sounding(virtual_sound, quiet_room):
        found = check(tmp_path, virtual_sound, "--seconds", "0.5", sink=ROOM, volume=volume)
    assert found["echo"]["leak"] == "heard"
    assert found["echo"]["decibels"] == pytest.approx(decibels, abs=1.5)
    assert "Your loudspeakers can be heard in the microphone." in sentences(found)


def test_a_muted_microphone_is_told(tmp_path: Path, virtual_sound: VirtualSound) -> None:
    virtual_sound.set_microphone_mute(muted=True)
    try:
        found = check(tmp_path, virtual_sound, "--seconds", "0.5")
    finally:
        virtual_sound.set_microphone_mute(muted=False)
    assert found["is_silent"]
    assert found["echo"]["leak"] == "silent"
    assert sentences(found) == [faults.SILENT_SENTENCE], "it is said once"
    assert found["findings"][0]["grade"] == "bad"


def test_a_sentence_is_understood_in_words_and_no_sound_is_played_unasked(
    tmp_path: Path, virtual_sound: VirtualSound
) -> None:
    speech = Path(__file__).parents[1] / "data" / "two_cities.flac"
    arguments = ("devices", "--check", "--no-sound", "--device", "default")
    program = Program(tmp_path, *arguments, sound=virtual_sound)
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    program.environment["TMPDIR"] = str(temporary)
    with sounding(virtual_sound, speech):
        answer = program.run()
    assert answer.returncode == 0, answer.stderr
    assert answer.stderr.splitlines() == [
        "Microphone: default.",
        "Be quiet for a moment …",
        "Now say a sentence.",
        *(["Measuring …"] if "Measuring" in answer.stderr else []),
    ]
    assert answer.stdout.startswith("good  Good level: you can be heard well. (voice −")
    assert "loudspeaker" not in answer.stdout
    assert list(temporary.iterdir()) == []
