"""The player plays the right samples, tells where it is, and tells every fault."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import soundfile

from mockinterview.audio import player as player_module
from mockinterview.audio.devices import Device, find_output
from mockinterview.audio.player import Player, PlayerState
from mockinterview.audio.volume import gain_of
from mockinterview.errors import (
    AudioError,
    AudioFileError,
    DeviceBusyError,
    DeviceLostError,
    NoDeviceError,
)
from tests import fakes
from tests.fakes import FakeSound, device_info
from tests.rig.waiting import wait_for

RATE_HZ = 8000
RAMP = np.linspace(0, 0.9, 2 * RATE_HZ, dtype=np.float32)


@pytest.fixture
def sound(monkeypatch: pytest.MonkeyPatch) -> FakeSound:
    return FakeSound(device_info("Speakers", outputs=2, rate_hz=float(RATE_HZ))).install(
        monkeypatch
    )


@pytest.fixture
def ramp(tmp_path: Path) -> Path:
    """Two seconds whose every sample tells its own time."""
    path = tmp_path / "ramp.wav"
    soundfile.write(path, RAMP, RATE_HZ, subtype="FLOAT")
    return path


@pytest.fixture
def finished() -> threading.Event:
    return threading.Event()


@pytest.fixture
def player(sound: FakeSound, ramp: Path, finished: threading.Event) -> Iterator[Player]:
    player = Player(ramp, on_finished=finished.set)
    yield player
    player.stop()


def state_of(player: Player) -> PlayerState:
    """The state, asked anew each time (a type checker takes a property for constant)."""
    return player.state


def hear(sound: FakeSound, frames: int) -> np.ndarray:
    """That many frames of sound, waiting for the reader where it is behind."""
    pieces: list[np.ndarray] = []

    def ask() -> bool:
        while sound.stream.active and sum(map(len, pieces)) < frames:
            out = sound.stream.ask(80)
            assert np.array_equal(out[:, 0], out[:, 1])
            pieces.append(out[:, 0][out[:, 0] != 0])
            if not len(pieces[-1]):
                return False  # the reader is behind: wait for it
        return True

    wait_for(ask, f"{frames} frames of sound")
    return np.concatenate(pieces)


def test_the_whole_file_is_played_sample_for_sample(
    sound: FakeSound, player: Player, finished: threading.Event
) -> None:
    assert player.duration == 2
    player.play()
    assert state_of(player) is PlayerState.PLAYING
    assert np.array_equal(hear(sound, len(RAMP)), RAMP[1:])
    assert finished.wait(10)
    assert state_of(player) is PlayerState.STOPPED
    assert player.position == 2
    assert player.fault is None


def test_it_plays_from_a_position_and_tells_where_it_is(sound: FakeSound, player: Player) -> None:
    player.play(0.5)
    heard = hear(sound, 800)
    assert np.array_equal(heard[:800], RAMP[4000:4800])
    assert player.position == pytest.approx(0.5 + len(heard) / RATE_HZ)


def test_a_clip_ends_where_it_should(
    sound: FakeSound, player: Player, finished: threading.Event
) -> None:
    player.play_clip(0.25, 0.75)
    assert np.array_equal(hear(sound, 10**6), RAMP[2000:6000])
    assert finished.wait(10)
    assert player.position == 0.75
    player.play()
    assert hear(sound, 80)[0] == RAMP[6000]


def test_the_volume_changes_what_is_heard_at_once_and_without_a_click(
    sound: FakeSound, ramp: Path
) -> None:
    gains = [0.5]
    player = Player(ramp, gain=lambda: gains[0])
    try:
        player.play(1.0)
        assert np.allclose(hear(sound, 160)[:160], 0.5 * RAMP[RATE_HZ : RATE_HZ + 160])
        first = player.position
        gains[0] = 0.1
        heard = hear(sound, 160)
    finally:
        player.stop()
    start = round(first * RATE_HZ)
    expected = RAMP[start : start + 80] * np.linspace(0.5, 0.1, 80)
    assert np.allclose(heard[:80], expected, atol=1e-4)
    assert np.abs(np.diff(heard[:80])).max() < 0.01, "no step"
    assert np.allclose(heard[80:160], 0.1 * RAMP[start + 80 : start + 160], atol=1e-4)


def test_no_volume_is_silence(sound: FakeSound, ramp: Path) -> None:
    player = Player(ramp, gain=lambda: 0.0)
    try:
        player.play(1.0)
        wait_for(lambda: not sound.stream.ask(80).any() and player.position > 1.0, "some blocks")
    finally:
        player.stop()


@pytest.mark.parametrize(
    ("percent", "decibels"), [(100, 0.0), (50, -10.03), (25, -20.07), (10, -33.3)]
)
def test_half_the_volume_is_ten_decibels_less(percent: int, decibels: float) -> None:
    assert 20 * np.log10(gain_of(percent)) == pytest.approx(decibels, abs=0.05)
    assert (gain_of(0), gain_of(-5), gain_of(140)) == (0, 0, 1)


def test_pause_is_silence_and_resume_goes_on_at_the_same_sample(
    sound: FakeSound, player: Player
) -> None:
    player.play()
    before = hear(sound, 800)
    player.pause()
    assert state_of(player) is PlayerState.PAUSED
    position = player.position
    assert not sound.stream.ask(4000).any()
    assert player.position == position
    player.resume()
    after = hear(sound, 80)
    assert after[0] == RAMP[1 + len(before)]


def test_seek_while_playing_while_paused_and_beyond_the_end(
    sound: FakeSound, player: Player
) -> None:
    player.play()
    hear(sound, 80)
    player.seek(1.5)
    assert player.position == 1.5
    assert hear(sound, 80)[0] == RAMP[12000]
    player.pause()
    player.seek(0.5)
    assert state_of(player) is PlayerState.PAUSED
    player.resume()
    assert hear(sound, 80)[0] == RAMP[4000]
    assert len(sound.streams) == 1
    player.seek(99)
    assert player.position == 2
    player.stop()
    player.seek(-1)
    assert player.position == 0


def test_stop_keeps_the_position_gives_the_device_back_and_tells_no_end(
    sound: FakeSound, player: Player, finished: threading.Event
) -> None:
    player.play(1.0)
    heard = hear(sound, 80)
    player.stop()
    player.stop()
    assert sound.stream.closed
    assert player.position == pytest.approx(1 + len(heard) / RATE_HZ)
    assert state_of(player) is PlayerState.STOPPED
    assert not finished.wait(0.1)


def test_playing_again_after_the_end_begins_at_the_beginning(
    sound: FakeSound, player: Player, finished: threading.Event
) -> None:
    player.play(1.9)
    hear(sound, 10**6)
    assert finished.wait(10)
    player.play()
    assert hear(sound, 80)[0] == RAMP[1]
    assert sound.streams[0].closed


@pytest.mark.parametrize("speed", [0.5, 2.0])
def test_speed_changes_the_length_and_the_position_follows_the_file(
    sound: FakeSound, player: Player, finished: threading.Event, speed: float
) -> None:
    player.set_speed(speed)
    player.play(1.0)
    first = hear(sound, 800)
    assert player.position == pytest.approx(1 + speed * len(first) / RATE_HZ, abs=0.02)
    rest = hear(sound, 10**6)
    # The last hundredths of a second may be silence, which `hear` takes for a wait.
    assert len(first) + len(rest) == pytest.approx(RATE_HZ / speed, abs=0.05 * RATE_HZ)
    assert finished.wait(10)
    assert player.position == 2
    with pytest.raises(ValueError, match="speed"):
        player.set_speed(3)


def test_changing_the_speed_while_playing_goes_on_from_there(
    sound: FakeSound, player: Player
) -> None:
    player.play()
    heard = hear(sound, 4000)
    player.set_speed(1.5)
    assert player.position == pytest.approx(len(heard) / RATE_HZ, abs=0.02)
    assert hear(sound, 80)[0] == pytest.approx(RAMP[len(heard)], abs=0.01)


def test_another_rate_is_resampled_and_two_channels_are_mixed(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    sound = FakeSound(device_info("Speakers", outputs=2, rate_hz=48000.0)).install(monkeypatch)
    path = tmp_path / "tone.wav"
    tone = 0.5 * np.sin(2 * np.pi * 440 * np.arange(16000) / 16000)
    soundfile.write(path, np.stack([tone, tone], axis=1), 16000)
    finished = threading.Event()
    player = Player(path, on_finished=finished.set)
    player.play()
    heard = hear(sound, 10**6)
    assert finished.wait(10)
    player.stop()
    assert len(heard) == pytest.approx(48000, rel=0.01)
    spectrum = np.abs(np.fft.rfft(heard))
    assert np.argmax(spectrum) * 48000 / len(heard) == pytest.approx(440, abs=3)


def test_no_loudspeaker(monkeypatch: pytest.MonkeyPatch, ramp: Path) -> None:
    FakeSound().install(monkeypatch)
    player = Player(ramp)
    with pytest.raises(NoDeviceError, match="No loudspeaker"):
        player.play()
    assert state_of(player) is PlayerState.STOPPED


@pytest.mark.parametrize("moment", ["open", "start"])
def test_a_loudspeaker_in_use(sound: FakeSound, player: Player, moment: str) -> None:
    error = fakes.portaudio_error(fakes.DEVICE_BUSY, "Error opening OutputStream")
    if moment == "open":
        sound.open_errors = [error]
    else:
        sound.start_error = error
    with pytest.raises(DeviceBusyError, match="loudspeaker"):
        player.play()
    assert state_of(player) is PlayerState.STOPPED
    assert all(stream.closed for stream in sound.streams)
    sound.start_error = None
    player.play()
    assert hear(sound, 80)[0] == RAMP[1]


def test_a_loudspeaker_that_vanishes(
    sound: FakeSound, player: Player, finished: threading.Event
) -> None:
    player.play()
    heard = hear(sound, 80)
    sound.stream.vanish()
    assert finished.wait(10)
    assert type(player.fault) is DeviceLostError
    assert state_of(player) is PlayerState.STOPPED
    assert player.position == pytest.approx(len(heard) / RATE_HZ, abs=0.02)
    player.play()
    assert player.fault is None


@pytest.mark.parametrize("asks", [0, 1])
def test_a_loudspeaker_that_asks_for_nothing(
    sound: FakeSound,
    player: Player,
    finished: threading.Event,
    monkeypatch: pytest.MonkeyPatch,
    asks: int,
) -> None:
    monkeypatch.setattr(player_module, "FIRST_BLOCK_SECONDS", 0.2)
    monkeypatch.setattr(player_module, "NEXT_BLOCK_SECONDS", 0.2)
    player.play()
    for _ in range(asks):
        sound.stream.ask(80)
    assert finished.wait(10)
    assert type(player.fault) is (DeviceLostError if asks else AudioError)


def test_a_file_that_cannot_be_read(sound: FakeSound, tmp_path: Path) -> None:
    for name in ("text.wav", "none.wav"):
        if name == "text.wav":
            (tmp_path / name).write_text("not sound")
        player = Player(tmp_path / name)
        with pytest.raises(AudioFileError):
            player.play()
        assert state_of(player) is PlayerState.STOPPED


def test_going_on_after_a_pause_hears_two_seconds_again(sound: FakeSound, player: Player) -> None:
    player.play(1.0)
    hear(sound, 4000)
    player.pause()
    player.resume(0.3)
    assert player.position == pytest.approx(1.2, abs=0.02)
    assert hear(sound, 80)[0] == pytest.approx(RAMP[round(1.2 * RATE_HZ)], abs=0.01)


def test_going_on_never_leaves_a_clip_or_the_file(sound: FakeSound, player: Player) -> None:
    player.play_clip(0.5, 1.5)
    hear(sound, 800)
    player.pause()
    player.resume(2.0)
    assert player.position == pytest.approx(0.5, abs=0.005)
    player.play(0.2)
    hear(sound, 80)
    player.pause()
    player.resume(2.0)
    assert player.position == pytest.approx(0.0, abs=0.005)


def test_a_clip_loops_without_a_gap(sound: FakeSound, player: Player) -> None:
    player.play_clip(1.0, 1.25, loops=True)
    heard = hear(sound, 3 * 2000)
    clip = RAMP[8000:10000]
    assert np.allclose(heard[:6000], np.tile(clip, 3), atol=1e-4)
    assert player.is_looping
    assert 1.0 <= player.position <= 1.25
    assert state_of(player) is PlayerState.PLAYING
    player.stop()
    assert not player.is_looping


@pytest.mark.parametrize("speed", [0.5, 2.0])
def test_the_position_in_a_loop_stays_in_it_at_any_speed(
    sound: FakeSound, player: Player, speed: float
) -> None:
    player.set_speed(speed)
    player.play_clip(0.5, 1.0, loops=True)
    for _ in range(20):
        hear(sound, 700)
        assert 0.5 <= player.position <= 1.0
    player.set_speed(1.0)
    assert player.is_looping, "another speed does not end the loop"


def test_a_clip_too_short_to_loop_is_played_once(
    sound: FakeSound, player: Player, finished: threading.Event
) -> None:
    player.play_clip(1.0, 1.01, loops=True)
    assert len(hear(sound, 10**6)) == 80
    assert finished.wait(10)


@pytest.mark.parametrize("moment", [0.0, 0.123, 0.5, 1.337, 1.9])
def test_seeking_is_exact_to_a_frame(sound: FakeSound, player: Player, moment: float) -> None:
    player.play()
    hear(sound, 80)
    player.seek(moment)
    assert hear(sound, 80)[0] == pytest.approx(RAMP[max(1, round(moment * RATE_HZ))], abs=1e-3)


def test_the_device_is_asked_for_whenever_it_is_opened(sound: FakeSound, ramp: Path) -> None:
    asked: list[str] = []

    def find() -> Device:
        asked.append("now")
        return find_output()

    player = Player(ramp, find_device=find)
    player.play()
    player.stop()
    player.play()
    player.stop()
    assert asked == ["now", "now"]
