"""The recorder keeps what was said, exactly, through every fault that there is."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import soundfile

from mockinterview.audio.devices import find_input
from mockinterview.audio.file_source import file_source
from mockinterview.audio.recorder import Health, Recorder, RecorderState
from mockinterview.audio.streams import microphone
from mockinterview.errors import (
    AudioError,
    AudioFileError,
    DeviceBusyError,
    DeviceLostError,
    DiskFullError,
    LibraryError,
)
from mockinterview.files.atomic import as_library_error
from mockinterview.files.wav import WavWriter, repair_wav
from tests import fakes
from tests.fakes import FakeSound, device_info
from tests.rig.waiting import wait_for

RATE_HZ = 48000
SPEECH = Path(__file__).parents[1] / "data" / "two_cities.flac"


class Clock:
    """A clock that the test turns."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def sound(monkeypatch: pytest.MonkeyPatch) -> FakeSound:
    return FakeSound(device_info("Mono", inputs=1)).install(monkeypatch)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def recorder(sound: FakeSound, clock: Clock, tmp_path: Path) -> Iterator[Recorder]:
    recorder = Recorder(tmp_path / "take.wav", microphone(find_input()), clock=clock)
    recorder.start()
    yield recorder
    recorder.stop()


def block(value: int = 1000, frames: int = 480) -> np.ndarray[tuple[int], np.dtype[np.int16]]:
    return np.full(frames, value, dtype=np.int16)


def written(path: Path) -> np.ndarray[tuple[int], np.dtype[np.int16]]:
    samples: np.ndarray[tuple[int], np.dtype[np.int16]]
    samples, _ = soundfile.read(path, dtype="int16")
    return samples


def wait_until_written(recorder: Recorder, frames: int) -> Health:
    wait_for(lambda: recorder.health().frames_written >= frames, f"{frames} frames")
    return recorder.health()


def wait_for_fault(recorder: Recorder) -> AudioError | LibraryError:
    fault = wait_for(lambda: recorder.health().fault, "a fault")
    assert fault is not None
    wait_for(lambda: recorder.health().state is RecorderState.ENDED, "the end")
    return fault


def test_every_block_is_written_as_it_was_when_it_came(
    sound: FakeSound, recorder: Recorder, tmp_path: Path
) -> None:
    assert recorder.health().state is RecorderState.WAITING
    for value in range(1, 201):
        sound.stream.hear(block(value))
    result = recorder.stop()
    assert (result.frames, result.rate_hz, result.seconds) == (96000, RATE_HZ, 2.0)
    assert result.fault is None
    assert np.array_equal(written(result.path), np.repeat(np.arange(1, 201), 480))
    assert recorder.health().state is RecorderState.ENDED
    assert recorder.stop() is result
    assert sound.stream.closed


def test_what_the_driver_holds_when_it_is_stopped_is_recorded(
    sound: FakeSound, recorder: Recorder
) -> None:
    sound.stream.hear(block())
    sound.stream.before_stop = lambda: sound.stream.hear(block(7))
    assert recorder.stop().frames == 960


def test_a_driver_that_hangs_while_stopping_does_not_keep_the_take(
    sound: FakeSound, recorder: Recorder, clock: Clock, tmp_path: Path
) -> None:
    sound.stream.hear(block())
    wait_until_written(recorder, 480)
    hanging = threading.Event()
    sound.stream.before_stop = lambda: assert_set(hanging)
    stopper = threading.Thread(target=recorder.stop)
    stopper.start()
    clock.now += 1.5
    wait_for(lambda: recorder.health().state is RecorderState.ENDED, "the finished take")
    assert recorder.health().fault is None
    assert len(written(tmp_path / "take.wav")) == 480
    hanging.set()
    stopper.join()


def assert_set(event: threading.Event) -> None:
    assert event.wait(10)


def test_two_channels_are_averaged(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    sound = FakeSound(device_info("Interface", inputs=8)).install(monkeypatch)
    recorder = Recorder(tmp_path / "take.wav", microphone(find_input()))
    recorder.start()
    sound.stream.hear([(0, 2000), (30000, 32000), (-32768, -32768)])
    result = recorder.stop()
    assert sound.stream.channels == 2
    assert written(result.path).tolist() == [1000, 31000, -32768]
    assert soundfile.info(result.path).channels == 1


def test_the_limit_is_exact_in_frames(sound: FakeSound, tmp_path: Path) -> None:
    limit = 0.12345
    recorder = Recorder(tmp_path / "take.wav", microphone(find_input()), max_seconds=limit)
    recorder.start()
    for _ in range(20):
        sound.stream.hear(block())
    assert recorder.wait_until_ended(timeout_seconds=10)
    sound.stream.hear(block())
    result = recorder.stop()
    assert result.frames == round(limit * RATE_HZ) == len(written(result.path))
    assert result.fault is None


def test_a_take_without_a_limit_ends_where_a_wav_file_ends(
    sound: FakeSound, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A RIFF size has 32 bits: forgotten over night, the take would not be repaired nor read."""
    monkeypatch.setattr("mockinterview.files.wav.LARGEST_SIZE", 2 * 1000 + 44)
    recorder = Recorder(tmp_path / "take.wav", microphone(find_input()))
    recorder.start()
    for _ in range(3):
        sound.stream.hear(block())
    assert recorder.wait_until_ended(timeout_seconds=20)
    result = recorder.stop()
    assert (result.frames, result.fault) == (1000, None)
    assert len(written(result.path)) == 1000


def test_the_level_is_the_peak_since_the_last_look(sound: FakeSound, recorder: Recorder) -> None:
    sound.stream.hear(block(-16384))
    sound.stream.hear(block(8192))
    health = recorder.health()
    assert health.state is RecorderState.RECORDING
    assert health.level_dbfs == pytest.approx(-6.02, abs=0.01)
    assert recorder.health().level_dbfs == -96
    sound.stream.hear(block(-32768))
    assert recorder.health().level_dbfs == 0
    assert recorder.health().peak == 1


def test_overflows_are_counted(sound: FakeSound, recorder: Recorder) -> None:
    sound.stream.hear(block(), overflow=True)
    sound.stream.hear(block())
    sound.stream.hear(block(), overflow=True)
    assert recorder.health().overflows == 2
    assert recorder.stop().overflows == 2


def test_three_seconds_of_exact_zeros_are_a_warning_and_no_end(
    sound: FakeSound, recorder: Recorder
) -> None:
    for _ in range(299):
        sound.stream.hear(block(0))
    assert recorder.health().warning == ""
    sound.stream.hear(block(0))
    health = recorder.health()
    assert health.silent_for_seconds == 3
    assert "gives no sound at all" in health.warning
    assert health.state is RecorderState.RECORDING
    sound.stream.hear(block(1))
    assert recorder.health().warning == ""
    assert recorder.stop().frames == 301 * 480


def test_a_device_that_vanishes_ends_the_take_which_is_kept(
    sound: FakeSound, recorder: Recorder, tmp_path: Path
) -> None:
    sound.stream.hear(block())
    sound.stream.vanish()
    fault = wait_for_fault(recorder)
    assert type(fault) is DeviceLostError
    assert "is kept" in fault.hint
    assert len(written(tmp_path / "take.wav")) == 480
    assert recorder.stop().fault is fault


def test_a_defect_while_writing_is_seen_and_the_take_kept(
    sound: FakeSound, recorder: Recorder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sound.stream.hear(block())
    wait_until_written(recorder, 480)

    def fail(*_: object) -> None:
        raise ValueError("unforeseen")

    monkeypatch.setattr(WavWriter, "write", fail)
    sound.stream.hear(block())
    fault = wait_for_fault(recorder)
    assert type(fault) is LibraryError
    assert "is kept" in fault.hint
    assert "unforeseen" in fault.detail
    assert recorder._writer is not None
    assert recorder._writer._file._stream.closed
    assert len(written(tmp_path / "take.wav")) == 480
    assert recorder.stop().fault is fault


def test_a_defect_while_the_file_is_closed_is_seen(
    sound: FakeSound, recorder: Recorder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    finish = WavWriter.close

    def fail(file: WavWriter) -> None:
        finish(file)
        raise ValueError("unforeseen")

    monkeypatch.setattr(WavWriter, "close", fail)
    sound.stream.hear(block())
    result = recorder.stop()
    assert type(result.fault) is LibraryError
    assert "unforeseen" in result.fault.detail
    assert recorder.health().state is RecorderState.ENDED
    assert len(written(tmp_path / "take.wav")) == 480


@pytest.mark.slow
def test_a_device_that_falls_quiet_without_a_word_is_lost_after_three_seconds(
    sound: FakeSound, recorder: Recorder, clock: Clock
) -> None:
    sound.stream.hear(block())
    wait_until_written(recorder, 480)
    clock.now += 2.9
    assert not recorder.wait_until_ended(timeout_seconds=0.3)
    clock.now += 0.2
    assert type(wait_for_fault(recorder)) is DeviceLostError
    assert recorder.stop().frames == 480


@pytest.mark.slow
def test_the_first_block_may_be_late_but_has_to_come(
    sound: FakeSound, recorder: Recorder, clock: Clock, tmp_path: Path
) -> None:
    clock.now += 4.9
    assert not recorder.wait_until_ended(timeout_seconds=0.3)
    clock.now += 0.2
    fault = wait_for_fault(recorder)
    assert type(fault) is AudioError
    assert "does not answer" in fault.message
    assert recorder.stop().frames == 0
    assert not (tmp_path / "take.wav").exists()


@pytest.mark.parametrize("moment", ["open", "start"])
def test_a_microphone_that_cannot_be_used_leaves_no_file(
    sound: FakeSound, tmp_path: Path, moment: str
) -> None:
    error = fakes.portaudio_error(fakes.DEVICE_BUSY)
    if moment == "open":
        sound.open_errors = [error]
    else:
        sound.start_error = error
    recorder = Recorder(tmp_path / "take.wav", microphone(find_input()))
    with pytest.raises(DeviceBusyError):
        recorder.start()
    assert list(tmp_path.iterdir()) == []
    assert all(stream.closed for stream in sound.streams)
    assert not [thread for thread in threading.enumerate() if thread.name == "take writer"]


def test_a_folder_that_cannot_be_written_gives_the_device_back(
    sound: FakeSound, tmp_path: Path
) -> None:
    recorder = Recorder(tmp_path / "none" / "take.wav", microphone(find_input()))
    with pytest.raises(LibraryError):
        recorder.start()
    assert sound.stream.closed


def test_a_full_disk_ends_the_take_and_keeps_what_fitted(
    sound: FakeSound, recorder: Recorder, tmp_path: Path
) -> None:
    path = tmp_path / "take.wav"
    sound.stream.hear(block())
    wait_until_written(recorder, 480)
    full = os.open("/dev/full", os.O_WRONLY)
    assert recorder._writer is not None
    os.dup2(full, recorder._writer._file._stream.fileno())
    os.close(full)
    sound.stream.hear(block())
    fault = wait_for_fault(recorder)
    assert type(fault) is DiskFullError
    assert len(written(path)) == 480
    assert recorder.stop().fault is fault


@pytest.mark.slow
def test_sound_is_forced_to_the_disk_at_least_every_half_second(
    sound: FakeSound, recorder: Recorder, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[float] = []
    monkeypatch.setattr(os, "fsync", lambda _: synced.append(clock.now))
    frames = 0
    for _ in range(200):
        clock.now += 0.01
        sound.stream.hear(block())
        frames += 480
        wait_until_written(recorder, frames)
    gaps = np.diff([100.0, *synced])
    assert len(synced) >= 4
    assert max(gaps) <= 0.5


def test_a_file_in_the_place_of_the_microphone_gives_every_sample(tmp_path: Path) -> None:
    started = time.monotonic()
    recorder = Recorder(tmp_path / "take.wav", file_source(SPEECH, speed=0))
    recorder.start()
    assert recorder.wait_until_ended(timeout_seconds=60)
    result = recorder.stop()
    assert result.fault is None
    assert np.array_equal(written(result.path), written(SPEECH))
    assert time.monotonic() - started < 20  # the clip lasts 44 s


@pytest.mark.slow
def test_a_file_source_keeps_to_its_speed_and_stops_at_once(tmp_path: Path) -> None:
    recorder = Recorder(tmp_path / "take.wav", file_source(SPEECH, speed=4))
    started = time.monotonic()
    recorder.start()
    wait_until_written(recorder, 2 * RATE_HZ)
    elapsed = time.monotonic() - started
    assert 0.45 < elapsed < 3
    result = recorder.stop()
    assert time.monotonic() - started < elapsed + 1
    assert 2 <= result.seconds < 12


def test_a_file_source_never_runs_far_ahead_of_the_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    recorder = Recorder(tmp_path / "take.wav", file_source(SPEECH, speed=0))
    let_go = threading.Event()
    monkeypatch.setattr(os, "fsync", lambda _: assert_set(let_go))
    monkeypatch.setattr("mockinterview.audio.take_writer.SYNC_SECONDS", 0.0)
    recorder.start()
    wait_for(lambda: recorder._intake.queue.qsize() > 64, "the backlog")
    assert recorder._intake.queue.qsize() <= 66
    let_go.set()
    assert recorder.wait_until_ended(timeout_seconds=60)
    assert recorder.stop().frames == soundfile.info(SPEECH).frames


def test_a_file_source_that_is_no_sound(tmp_path: Path) -> None:
    (tmp_path / "text.wav").write_text("not sound")
    recorder = Recorder(tmp_path / "take.wav", file_source(tmp_path / "text.wav"))
    with pytest.raises(AudioFileError):
        recorder.start()


KILLED = """
import sys
from pathlib import Path
from mockinterview.audio.file_source import file_source
from mockinterview.audio.recorder import Recorder
recorder = Recorder(Path(sys.argv[1]), file_source(Path(sys.argv[2])))
recorder.start()
while True:
    recorder.wait_until_ended(timeout_seconds=0.02)
    print(recorder._intake.last_block_at, recorder.health().seconds, flush=True)
"""


@pytest.mark.slow
def test_a_killed_program_leaves_a_playable_take_to_the_last_half_second(tmp_path: Path) -> None:
    path = tmp_path / "take.wav"
    with subprocess.Popen(
        [sys.executable, "-c", KILLED, str(path), str(SPEECH)], stdout=subprocess.PIPE, text=True
    ) as program:
        assert program.stdout is not None
        started = 0.0
        for line in program.stdout:
            first, seconds = line.split()
            if first != "None" and not started:
                started = time.monotonic() - float(seconds)
            if float(seconds) > 2:
                break
        program.send_signal(signal.SIGKILL)
        spoken = time.monotonic() - started
        program.wait()
    playable = soundfile.info(path).duration
    assert spoken - 0.5 <= playable <= spoken + 0.1
    repaired = repair_wav(path)
    assert repaired >= playable
    take = written(path)
    assert np.array_equal(take, written(SPEECH)[: len(take)])


def speak(sound: FakeSound, recorder: Recorder, clock: Clock, seconds: float) -> None:
    """Blocks that come when they are due."""
    for _ in range(round(seconds * 10)):
        clock.now += 0.1
        sound.stream.hear(block(frames=4800))
    wait_until_written(recorder, recorder._intake.frames)


def test_a_take_without_gaps_says_nothing(
    sound: FakeSound, recorder: Recorder, clock: Clock
) -> None:
    speak(sound, recorder, clock, 3)
    clock.now += 0.3
    result = recorder.stop()
    assert result.wall_seconds == pytest.approx(3.2)
    assert (result.overflows, result.missing_seconds, result.remark) == (0, 0, "")


def test_gaps_are_counted_and_told_in_seconds(
    sound: FakeSound, recorder: Recorder, clock: Clock
) -> None:
    speak(sound, recorder, clock, 2)
    clock.now += 0.8
    speak(sound, recorder, clock, 2)
    clock.now += 0.7
    sound.stream.hear(block(frames=4800), overflow=True)
    health = recorder.health()
    assert health.missing_seconds == pytest.approx(1.4, abs=0.11)
    assert health.overflows == 3
    result = recorder.stop()
    assert (result.overflows, result.fault) == (3, None)
    assert result.missing_seconds == pytest.approx(1.4, abs=0.11)
    assert result.remark.startswith("3 gaps: about 1.")
    assert result.remark.endswith(" s of sound is missing.")


def test_sound_that_comes_late_and_whole_is_no_gap(
    sound: FakeSound, recorder: Recorder, clock: Clock
) -> None:
    speak(sound, recorder, clock, 2)
    clock.now += 2
    for _ in range(20):
        sound.stream.hear(block(frames=4800))
    speak(sound, recorder, clock, 1)
    result = recorder.stop()
    assert (result.overflows, result.missing_seconds, result.remark) == (0, 0, "")


def test_a_short_overflow_is_told_as_a_gap(
    sound: FakeSound, recorder: Recorder, clock: Clock
) -> None:
    speak(sound, recorder, clock, 1)
    sound.stream.hear(block(), overflow=True)
    assert recorder.stop().remark == "1 gap: less than half a second of sound is missing."


def test_missing_sound_that_nobody_reported_is_a_gap_all_the_same(
    sound: FakeSound, recorder: Recorder, clock: Clock
) -> None:
    for _ in range(40):
        clock.now += 0.12
        sound.stream.hear(block(frames=4800))
    wait_until_written(recorder, 40 * 4800)
    result = recorder.stop()
    assert result.remark == "1 gap: about 0.7 s of sound is missing."


def test_a_take_that_was_removed_is_made_again_with_every_sample(
    sound: FakeSound, recorder: Recorder, clock: Clock, tmp_path: Path
) -> None:
    sound.stream.hear(block(1))
    wait_until_written(recorder, 480)
    (tmp_path / "take.wav").unlink()
    clock.now += 0.5
    sound.stream.hear(block(2))
    wait_for((tmp_path / "take.wav").exists, "the take to be made again")
    sound.stream.hear(block(3))
    result = recorder.stop()
    assert result.fault is None
    assert np.array_equal(written(result.path), np.repeat([1, 2, 3], 480))
    assert "was made again; no sound was lost" in result.remark


def test_a_take_removed_in_the_last_moment_is_made_again(
    sound: FakeSound, recorder: Recorder, tmp_path: Path
) -> None:
    sound.stream.hear(block(1))
    wait_until_written(recorder, 480)
    (tmp_path / "take.wav").unlink()
    assert np.array_equal(written(recorder.stop().path), np.repeat([1], 480))


def test_a_folder_that_was_moved_ends_the_take_which_is_kept_there(
    sound: FakeSound, clock: Clock, tmp_path: Path
) -> None:
    takes, moved = tmp_path / "takes", tmp_path / "moved"
    takes.mkdir()
    recorder = Recorder(takes / "take.wav", microphone(find_input()), clock=clock)
    recorder.start()
    sound.stream.hear(block())
    wait_until_written(recorder, 480)
    takes.rename(moved)
    clock.now += 0.5
    fault = wait_for_fault(recorder)
    assert type(fault) is LibraryError
    assert fault.message == f"The folder {takes} is not there any more."
    assert "What you had said is kept." in fault.hint
    recorder.stop()
    assert len(written(moved / "take.wav")) == 480


def test_a_take_ends_at_the_reserve_and_the_sound_is_kept(
    sound: FakeSound, recorder: Recorder, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    sound.stream.hear(block())
    wait_until_written(recorder, 480)
    monkeypatch.setattr("mockinterview.files.room.free_bytes", lambda _: 4 * 1024 * 1024)
    clock.now += 0.5
    fault = wait_for_fault(recorder)
    assert type(fault) is DiskFullError
    assert fault.message == "The disk is nearly full, so nothing more can be recorded."
    assert fault.hint.startswith("What you had said is kept. Free some space")
    assert recorder.stop().frames == 480


def test_no_take_is_begun_without_room(
    sound: FakeSound, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mockinterview.files.room.free_bytes", lambda _: 4 * 1024 * 1024)
    recorder = Recorder(tmp_path / "take.wav", microphone(find_input()))
    with pytest.raises(DiskFullError):
        recorder.start()
    assert sound.stream.closed
    assert list(tmp_path.iterdir()) == []


def test_a_disk_that_becomes_read_only_ends_the_take_which_is_kept(
    sound: FakeSound, recorder: Recorder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As Linux does with a file system that it finds damaged."""
    sound.stream.hear(block())
    wait_until_written(recorder, 480)
    refusal = OSError(errno.EROFS, os.strerror(errno.EROFS))

    def refuse(*_: object) -> None:
        raise as_library_error(refusal, tmp_path / "take.wav") from refusal

    monkeypatch.setattr(WavWriter, "write", refuse)
    sound.stream.hear(block())
    fault = wait_for_fault(recorder)
    assert "Read-only file system" in fault.message
    assert "What you had said is kept." in fault.hint
    assert len(written(tmp_path / "take.wav")) == 480


def test_a_device_that_came_since_the_start_is_found_when_it_is_opened(
    sound: FakeSound, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    device = find_input()
    gone = list(sound.devices)
    sound.devices.clear()

    def plug_in() -> None:
        sound.devices.extend(gone)

    monkeypatch.setattr("sounddevice._initialize", plug_in)
    recorder = Recorder(tmp_path / "take.wav", microphone(device))
    recorder.start()
    sound.stream.hear(block())
    assert recorder.stop().frames == 480
