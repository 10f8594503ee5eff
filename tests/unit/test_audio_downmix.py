"""Any number of channels become one, as loud as the voice, without a click; any rate and format."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
import soundfile

from mockinterview.audio.devices import find_input
from mockinterview.audio.downmix import Downmix
from mockinterview.audio.file_source import file_source
from mockinterview.audio.recorder import Recorder
from mockinterview.audio.streams import microphone
from tests.fakes import FakeSound, device_info

Samples = npt.NDArray[np.int16]

TONE_HZ = 440.0
BLOCK = 480


def tone(seconds: float, rate_hz: int, amplitude: float = 0.3) -> npt.NDArray[np.float64]:
    times = np.arange(round(seconds * rate_hz)) / rate_hz
    return amplitude * np.sin(2 * np.pi * TONE_HZ * times)


def pitch(samples: npt.NDArray[np.float64], rate_hz: int) -> float:
    """The strongest frequency, to 0.5 Hz."""
    spectrum = np.abs(np.fft.rfft(samples * np.hanning(len(samples)), 2 * rate_hz))
    return float(np.argmax(spectrum)) / 2


def mixed(channels: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """What the downmix makes of samples from -1 to 1, block by block."""
    whole: Samples = np.rint(channels * 32767).astype(np.int16)
    downmix = Downmix(whole.shape[1])
    blocks = [downmix.mix(whole[start : start + BLOCK]) for start in range(0, len(whole), BLOCK)]
    return np.concatenate(blocks) / 32767


def test_one_channel_is_not_touched() -> None:
    block: Samples = np.array([[-32768], [0], [32767]], dtype=np.int16)
    assert Downmix(1).mix(block).tolist() == [-32768, 0, 32767]


@pytest.mark.parametrize("place", [0, 4, 31])
def test_a_voice_on_one_of_many_channels_keeps_its_level(place: int) -> None:
    sound = np.zeros((48_000, 32))
    sound[:, place] = tone(1, 48_000)
    assert np.abs(mixed(sound) - sound[:, place]).max() < 2 / 32767


def test_faint_noise_on_unused_inputs_does_not_lower_the_voice() -> None:
    noise = np.random.default_rng(1).normal(0, 0.0005, (48_000, 8))
    noise[:, 2] += tone(1, 48_000)
    loudness = np.sqrt(np.mean(mixed(noise)[BLOCK:] ** 2))
    assert loudness == pytest.approx(0.3 / np.sqrt(2), rel=0.02)


def test_two_channels_with_the_voice_are_averaged() -> None:
    voice = tone(1, 48_000)
    assert np.abs(mixed(np.stack([voice, 0.5 * voice], axis=1)) - 0.75 * voice).max() < 1e-4


def test_a_channel_that_comes_in_later_makes_no_click() -> None:
    voice = tone(1, 48_000)
    sound = np.stack([voice, np.where(np.arange(48_000) < 24_000, 0, 0.2 * voice)], axis=1)
    heard = mixed(sound)
    steepest = np.abs(np.diff(voice)).max()
    assert np.abs(np.diff(heard)).max() < 1.1 * steepest
    assert np.abs(heard[-480:] - 0.6 * voice[-480:]).max() < 1e-4


def test_the_two_wires_of_a_balanced_microphone_do_not_cancel_each_other() -> None:
    voice = tone(1, 48_000)
    heard = mixed(np.stack([voice, -voice], axis=1))
    assert np.sqrt(np.mean(heard**2)) == pytest.approx(0.3 / np.sqrt(2), rel=0.01)


def test_full_scale_never_wraps_around() -> None:
    block: Samples = np.full((10, 3), -32768, dtype=np.int16)
    assert set(Downmix(3).mix(block).tolist()) == {-32768}


SHAPES = [
    (8_000, 1, "PCM_16"),
    (11_025, 2, "PCM_24"),
    (16_000, 4, "PCM_32"),
    (22_050, 32, "PCM_16"),
    (44_100, 6, "FLOAT"),
    (48_000, 8, "PCM_24"),
    (88_200, 3, "PCM_32"),
    (96_000, 16, "FLOAT"),
    (192_000, 2, "PCM_24"),
    (192_000, 32, "PCM_32"),
]


@pytest.mark.slow
@pytest.mark.parametrize(("rate_hz", "channels", "subtype"), SHAPES)
def test_any_rate_channels_and_format_give_mono_of_the_right_pitch_and_length(
    tmp_path: Path, rate_hz: int, channels: int, subtype: str
) -> None:
    source = tmp_path / "source.wav"
    sound = np.zeros((2 * rate_hz, channels))
    sound[:, channels - 1] = tone(2, rate_hz)
    soundfile.write(source, sound, rate_hz, subtype=subtype)
    recorder = Recorder(tmp_path / "take.wav", file_source(source, speed=0))
    recorder.start()
    assert recorder.wait_until_ended(timeout_seconds=60)
    result = recorder.stop()
    take, take_hz = soundfile.read(tmp_path / "take.wav")
    assert (result.fault, result.remark) == (None, "")
    assert (take_hz, take.shape) == (rate_hz, (2 * rate_hz,))
    assert pitch(take, take_hz) == TONE_HZ
    assert np.abs(take).max() == pytest.approx(0.3, abs=0.001)


@pytest.mark.parametrize("channels", [1, 2, 5, 8, 18, 32])
def test_all_channels_of_an_interface_are_opened(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, channels: int
) -> None:
    info = device_info("Interface: USB Audio (hw:1,0)", inputs=channels, rate_hz=96_000)
    sound = FakeSound(info).install(monkeypatch)
    recorder = Recorder(tmp_path / "take.wav", microphone(find_input()))
    recorder.start()
    assert (sound.stream.channels, sound.stream.samplerate) == (channels, 96_000)
    block = np.zeros((960, channels), dtype=np.int16)
    block[:, -1] = 5000
    sound.stream.hear(block)
    result = recorder.stop()
    assert result.rate_hz == 96_000
    assert soundfile.read(result.path, dtype="int16")[0].tolist() == [5000] * 960


def test_a_mixing_plugin_is_asked_for_two_of_the_channels_it_could_make(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    sound = FakeSound(device_info("pulse", inputs=32)).install(monkeypatch)
    recorder = Recorder(tmp_path / "take.wav", microphone(find_input()))
    recorder.start()
    assert sound.stream.channels == 2
    recorder.stop()
