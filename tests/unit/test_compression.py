"""Takes become FLAC: equal or not at all, whatever goes wrong and wherever it is interrupted."""

from __future__ import annotations

import datetime as dt
import errno
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import psutil  # type: ignore[import-untyped, unused-ignore]  # it has no types of its own
import pytest
import soundfile

from mockinterview.audio import compression
from mockinterview.audio.compression import Compressor, compress_attempt, needs_compressing
from mockinterview.audio.export_sound import export_sound
from mockinterview.audio.player import Player
from mockinterview.audio.sound_file import open_sound
from mockinterview.core.attempt import Take, TakeState
from mockinterview.errors import AudioFileError, DiskFullError, ExportError, LibraryError
from mockinterview.files import atomic
from mockinterview.files.attempts import AttemptFolder, Library
from mockinterview.files.bin import bin_attempt, bin_take, empty_old
from mockinterview.files.content import Content
from mockinterview.files.locks import COMPRESSING_LOCK, claimed
from mockinterview.services import Services
from mockinterview.settings import Settings
from mockinterview.speech.audio_input import read_mono
from tests.unit.test_attempts import MOMENT, make_attempt

RATE_HZ = 16_000
LONG_AGO = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return Library(tmp_path / "library", now=lambda: MOMENT)


def noise(seconds: float, seed: int = 1) -> np.ndarray[Any, np.dtype[np.int16]]:
    frames = round(seconds * RATE_HZ)
    return np.random.default_rng(seed).integers(-9000, 9000, frames, dtype=np.int16)


def recorded(library: Library, seconds: float = 3.0, number: int = 1) -> AttemptFolder:
    """An attempt with one finished take of noise."""
    folder = library.create(make_attempt())
    take = folder.new_take(number, MOMENT)
    folder.make_room(take)
    soundfile.write(folder.take_path(take), noise(seconds), RATE_HZ, subtype="PCM_16")
    done = {"state": TakeState.FINISHED, "seconds": seconds, "rate_hz": RATE_HZ}
    folder.save(folder.load().with_take(take.model_copy(update=done)))
    return folder


def sound_files(folder: AttemptFolder) -> list[str]:
    return sorted(path.name for path in folder.path.glob("takes/*"))


def sound_of(folder: AttemptFolder) -> np.ndarray[Any, Any]:
    samples: np.ndarray[Any, Any]
    samples, _ = soundfile.read(folder.take_path(folder.load().take(1)), dtype="int16")
    return samples


def assert_still_wav(folder: AttemptFolder) -> None:
    assert sound_files(folder) == ["take-1.wav"]
    assert folder.load().take(1).file == "takes/take-1.wav"
    assert np.array_equal(sound_of(folder), noise(3.0))


def test_a_finished_take_becomes_flac_and_sounds_the_same(library: Library) -> None:
    folder = recorded(library)
    assert needs_compressing(folder, folder.load())
    assert compress_attempt(folder) == 1
    assert sound_files(folder) == ["take-1.flac"]
    take = folder.load().take(1)
    assert (take.file, take.seconds, take.state) == ("takes/take-1.flac", 3.0, TakeState.FINISHED)
    assert np.array_equal(sound_of(folder), noise(3.0))
    assert not needs_compressing(folder, folder.load())
    assert compress_attempt(folder) == 0


def test_who_still_has_the_old_name_finds_the_sound(library: Library) -> None:
    folder = recorded(library)
    before = folder.load().take(1)
    old_path = folder.take_path(before)
    compress_attempt(folder)
    assert folder.take_path(before).name == "take-1.flac"
    assert len(read_mono(old_path)) == 3 * RATE_HZ


def test_a_player_and_an_export_that_have_the_old_name_find_the_sound(
    library: Library, tmp_path: Path
) -> None:
    """An answer is opened for marking at once; a moment later it is compressed."""
    folder = recorded(library)
    old_path = folder.take_path(folder.load().take(1))
    player = Player(old_path)
    compress_attempt(folder)
    assert player.duration == 3.0
    exported = tmp_path / "answer.wav"
    exported.touch()
    assert export_sound(old_path, exported, replaces=True) == 3.0
    with pytest.raises(ExportError, match="the take itself"):
        export_sound(old_path, old_path.with_suffix(".flac"), replaces=True)


def test_a_take_compressed_between_the_look_and_the_opening_is_opened(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = recorded(library)
    path = folder.take_path(folder.load().take(1))
    open_file = soundfile.SoundFile

    def compress_first(name: str) -> Any:
        monkeypatch.setattr(soundfile, "SoundFile", open_file)
        compress_attempt(folder)
        return open_file(name)

    monkeypatch.setattr(soundfile, "SoundFile", compress_first)
    with open_sound(path) as sound:
        assert sound.seconds == 3.0


@pytest.mark.parametrize("state", [TakeState.INTERRUPTED, TakeState.RECOVERED])
def test_takes_cut_short_are_compressed_too(library: Library, state: TakeState) -> None:
    folder = recorded(library)
    take = folder.load().take(1).model_copy(update={"state": state})
    folder.save(folder.load().with_take(take))
    assert compress_attempt(folder) == 1
    assert folder.load().take(1).state is state


def test_a_take_that_is_being_recorded_is_left_alone(library: Library) -> None:
    folder = recorded(library)
    take = folder.load().take(1).model_copy(update={"state": TakeState.RECORDING})
    folder.save(folder.load().with_take(take))
    assert compress_attempt(folder) == 0
    assert sound_files(folder) == ["take-1.wav"]


def test_an_interview_that_runs_is_left_alone(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(compression, "FREE_SECONDS", 0.05)
    folder = recorded(library)
    holder = AttemptFolder(folder.path)
    assert holder.lock()
    assert compress_attempt(folder) == 0
    assert_still_wav(folder)
    holder.unlock()
    assert compress_attempt(folder) == 1


def test_two_programs_do_not_compress_the_same_take(library: Library) -> None:
    folder = recorded(library)
    with claimed(folder.path, COMPRESSING_LOCK) as is_mine:
        assert is_mine
        assert compress_attempt(folder) == 0
    assert_still_wav(folder)


def test_an_interview_that_begins_meanwhile_keeps_its_folder(
    library: Library, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    folder = recorded(library)
    holder = AttemptFolder(folder.path)
    monkeypatch.setattr("mockinterview.files.attempts.CHANGE_SECONDS", 0.05)
    encode = compression._encode

    def encode_then_begin(*arguments: Any) -> bool:
        done = encode(*arguments)
        assert holder.lock()
        return done

    monkeypatch.setattr(compression, "_encode", encode_then_begin)
    assert compress_attempt(folder) == 0
    assert "An interview is running" in caplog.text
    assert_still_wav(folder)
    holder.unlock()


def test_a_take_shorter_than_it_should_be_stays_as_it_is(
    library: Library, caplog: pytest.LogCaptureFixture
) -> None:
    folder = recorded(library)
    take = folder.load().take(1).model_copy(update={"seconds": 3.5})
    folder.save(folder.load().with_take(take))
    assert compress_attempt(folder) == 0
    assert "not as long" in caplog.text
    assert_still_wav(folder)


def test_what_is_no_sound_stays_as_it_is(
    library: Library, caplog: pytest.LogCaptureFixture
) -> None:
    folder = recorded(library)
    folder.take_path(folder.load().take(1)).write_bytes(b"not sound at all")
    assert compress_attempt(folder) == 0
    assert sound_files(folder) == ["take-1.wav"]
    assert "cannot be read" in caplog.text


def test_floats_stay_as_they_are(library: Library) -> None:
    folder = recorded(library)
    path = folder.take_path(folder.load().take(1))
    soundfile.write(path, noise(3.0) / 32768, RATE_HZ, subtype="FLOAT")
    assert compress_attempt(folder) == 0
    assert sound_files(folder) == ["take-1.wav"]


def test_stereo_and_24_bits_are_kept_exactly(library: Library) -> None:
    folder = recorded(library)
    path = folder.take_path(folder.load().take(1))
    samples = np.random.default_rng(2).integers(-(2**23), 2**23, (3 * RATE_HZ, 2)) << 8
    soundfile.write(path, samples.astype(np.int32), RATE_HZ, subtype="PCM_24")
    assert compress_attempt(folder) == 1
    back, _ = soundfile.read(path.with_suffix(".flac"), dtype="int32")
    assert np.array_equal(back, samples)


@pytest.mark.parametrize("damage", ["one sample", "one frame less", "cut off"])
def test_an_unequal_copy_is_thrown_away(
    library: Library, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, damage: str
) -> None:
    folder = recorded(library)
    encode = compression._encode

    def encode_and_damage(wav: Path, part: Path, *rest: Any) -> bool:
        done = encode(wav, part, *rest)
        samples = noise(3.0)
        if damage == "cut off":
            part.write_bytes(part.read_bytes()[: part.stat().st_size // 2])
            return done
        if damage == "one sample":
            samples[-1] += 1
        else:
            samples = samples[:-1]
        soundfile.write(part, samples, RATE_HZ, format="FLAC", subtype="PCM_16")
        return done

    monkeypatch.setattr(compression, "_encode", encode_and_damage)
    assert compress_attempt(folder) == 0
    assert "take 1 of" in caplog.text
    assert_still_wav(folder)


def _full(*_: object) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


def _break_writing(monkeypatch: pytest.MonkeyPatch) -> None:
    original = soundfile.SoundFile.write

    def write(self: Any, data: Any) -> None:
        original(self, data)
        raise soundfile.LibsndfileError(2, "System error.")

    monkeypatch.setattr(soundfile.SoundFile, "write", write)


def _break_forcing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.fsync", _full)


def _break_renaming(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(atomic, "move_into_place", _as_full_disk)


def _break_saving(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(atomic, "write_text", _as_full_disk)


def _as_full_disk(*_: object) -> None:
    raise DiskFullError("The disk is full.")


@pytest.mark.parametrize("fault", [_break_writing, _break_forcing, _break_renaming, _break_saving])
def test_a_full_disk_at_any_step_leaves_the_wav(
    library: Library,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    fault: Callable[[pytest.MonkeyPatch], None],
) -> None:
    folder = recorded(library)
    with monkeypatch.context() as broken:
        fault(broken)
        assert compress_attempt(folder) == 0
    assert "stays as it is" in caplog.text
    assert_still_wav(folder)
    assert compress_attempt(folder) == 1


def test_a_wav_that_cannot_be_removed_yet_is_removed_next_time(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = recorded(library)
    unlink = Path.unlink

    def in_use(self: Path, *, missing_ok: bool = False) -> None:
        if self.suffix == ".wav":
            raise PermissionError(13, "in use by another program")
        unlink(self, missing_ok=missing_ok)

    with monkeypatch.context() as windows:
        windows.setattr(Path, "unlink", in_use)
        assert compress_attempt(folder) == 1
    assert sound_files(folder) == ["take-1.flac", "take-1.wav"]
    assert folder.load().take(1).file == "takes/take-1.flac"
    assert needs_compressing(folder, folder.load())
    compress_attempt(folder)
    assert sound_files(folder) == ["take-1.flac"]


def both_there(library: Library, named: str) -> AttemptFolder:
    """As a crash leaves it: between renaming and writing down, or before the WAV was removed."""
    folder = recorded(library)
    soundfile.write(folder.path / "takes/take-1.flac", noise(3.0), RATE_HZ, subtype="PCM_16")
    take = folder.load().take(1).model_copy(update={"file": f"takes/take-1.{named}"})
    folder.save(folder.load().with_take(take))
    return folder


@pytest.mark.parametrize("named", ["wav", "flac"])
def test_of_two_equal_files_the_flac_stays(library: Library, named: str) -> None:
    folder = both_there(library, named)
    assert library.recover() == []
    assert sound_files(folder) == ["take-1.flac", "take-1.wav"], "recovery compares no sound"
    compress_attempt(folder)
    assert sound_files(folder) == ["take-1.flac"]
    assert folder.load().take(1).file == "takes/take-1.flac"
    assert np.array_equal(sound_of(folder), noise(3.0))


@pytest.mark.parametrize("damage", ["other sound", "no sound", "empty"])
def test_a_damaged_flac_gives_way_to_the_wav(library: Library, damage: str) -> None:
    folder = both_there(library, "flac")
    flac = folder.path / "takes/take-1.flac"
    if damage == "other sound":
        soundfile.write(flac, noise(3.0, seed=2), RATE_HZ, subtype="PCM_16")
    else:
        flac.write_bytes(b"" if damage == "empty" else b"fLaC, or not")
    compress_attempt(folder)
    assert_still_wav(folder)
    assert compress_attempt(folder) == 1
    assert np.array_equal(sound_of(folder), noise(3.0))


def test_a_damaged_wav_beside_a_flac_harms_nothing(library: Library) -> None:
    folder = both_there(library, "flac")
    (folder.path / "takes/take-1.wav").write_bytes(b"half a header")
    compress_attempt(folder)
    assert folder.load().take(1).file == "takes/take-1.flac"
    assert np.array_equal(sound_of(folder), noise(3.0))


def test_nothing_outside_the_attempt_is_touched(library: Library, tmp_path: Path) -> None:
    folder = recorded(library)
    outside = tmp_path / "precious.wav"
    soundfile.write(outside, noise(3.0), RATE_HZ, subtype="PCM_16")
    for name in (str(outside), "../../precious.wav"):
        take = folder.load().take(1).model_copy(update={"file": name})
        folder.save(folder.load().with_take(take))
        assert not needs_compressing(folder, folder.load())
        assert compress_attempt(folder) == 0
    assert outside.is_file()
    assert not outside.with_suffix(".flac").exists()


@pytest.mark.slow
def test_an_hour_is_compressed_in_flat_memory(library: Library) -> None:
    folder = library.create(make_attempt())
    take = folder.new_take(1, MOMENT)
    folder.make_room(take)
    block = noise(60.0)
    with soundfile.SoundFile(folder.take_path(take), "w", RATE_HZ, 1, "PCM_16") as file:
        for _ in range(60):
            file.write(block)
    done = {"state": TakeState.FINISHED, "seconds": 3600.0}
    folder.save(folder.load().with_take(take.model_copy(update=done)))
    process = psutil.Process()
    before = process.memory_info().rss
    largest = [before]
    ended = threading.Event()

    def watch() -> None:
        while not ended.wait(0.01):
            largest.append(process.memory_info().rss)

    watcher = threading.Thread(target=watch)
    watcher.start()
    assert compress_attempt(folder) == 1
    ended.set()
    watcher.join()
    assert max(largest) - before < 20_000_000


@pytest.fixture
def executor() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(2) as executor:
        yield executor


def wait_for(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 20
    while not condition():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.005)


def test_attempts_are_compressed_in_the_background(
    library: Library, executor: ThreadPoolExecutor
) -> None:
    folders = [recorded(library, 1.0) for _ in range(4)]
    compressor = Compressor(executor.submit)
    for folder in [*folders, *folders]:
        compressor.later(folder)
    wait_for(lambda: all(sound_files(folder) == ["take-1.flac"] for folder in folders))


def test_only_one_attempt_at_a_time(
    library: Library, executor: ThreadPoolExecutor, monkeypatch: pytest.MonkeyPatch
) -> None:
    running: list[int] = []
    done: list[str] = []

    def compress(folder: AttemptFolder, _: object) -> int:
        running.append(1)
        assert len(running) == 1
        time.sleep(0.01)
        running.pop()
        done.append(folder.id)
        if len(done) == 1:
            raise ZeroDivisionError  # a defect in one must not stop the others
        return 1

    monkeypatch.setattr(compression, "compress_attempt", compress)
    folders = [recorded(library, 0.1) for _ in range(5)]
    compressor = Compressor(executor.submit)
    for folder in folders:
        compressor.later(folder)
    wait_for(lambda: done == [folder.id for folder in folders])


def test_closing_gives_up_at_once_and_keeps_the_wav(
    library: Library, executor: ThreadPoolExecutor, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = recorded(library)
    has_begun, may_go_on = threading.Event(), threading.Event()
    monkeypatch.setattr(compression, "BLOCK_FRAMES", 1000)
    blocks = compression._blocks

    def slow(source: Any, path: Path, is_cancelled: Callable[[], bool]) -> Iterator[Any]:
        for block in blocks(source, path, is_cancelled):
            has_begun.set()
            assert may_go_on.wait(20)
            yield block

    monkeypatch.setattr(compression, "_blocks", slow)
    compressor = Compressor(executor.submit)
    compressor.later(folder)
    compressor.later(recorded(library))
    assert has_begun.wait(20)
    assert (folder.path / "takes/take-1.flac.part").is_file()
    compressor.close()
    may_go_on.set()
    executor.shutdown(wait=True)
    compressor.later(folder)  # too late: nothing happens, nothing is raised
    for attempt_folder, _ in library.each():
        assert sound_files(attempt_folder) == ["take-1.wav"]


def test_a_take_that_was_removed_meanwhile_is_told(library: Library) -> None:
    folder = recorded(library)
    take: Take = folder.load().take(1)
    folder.save(make_attempt().model_copy(update={"id": folder.id}))
    with pytest.raises(LibraryError, match="changed while"):
        compression.compress_take(folder, take)
    assert sound_files(folder) == ["take-1.wav"]


def test_the_sound_of_a_take_removed_for_good_does_not_come_back(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = recorded(library)
    require_equal = compression._require_equal

    def compare_then_remove(*arguments: Any) -> None:
        require_equal(*arguments)
        bin_take(folder, 1, LONG_AGO)
        assert empty_old(library) == 1

    monkeypatch.setattr(compression, "_require_equal", compare_then_remove)
    assert compress_attempt(folder) == 0
    assert sound_files(folder) == []


def test_a_single_take_says_why_it_failed(library: Library) -> None:
    folder = recorded(library)
    take = folder.load().take(1).model_copy(update={"seconds": 1.0})
    with pytest.raises(AudioFileError, match="not as long"):
        compression.compress_take(folder, take)


def test_a_take_without_sound_is_left_alone(
    library: Library, caplog: pytest.LogCaptureFixture
) -> None:
    folder = recorded(library, seconds=0.0)
    assert not needs_compressing(folder, folder.load())
    assert compress_attempt(folder) == 0
    assert caplog.text == ""


def test_the_services_tidy_the_library_in_the_background(tmp_path: Path) -> None:
    library = Library(tmp_path / "library")
    loud, binned = recorded(library), recorded(library)
    services = Services(Settings(library=library.folder), tmp_path / "settings.json", Content())
    try:
        bin_attempt(binned, LONG_AGO)
        services.tidy_library()
        wait_for(lambda: sound_files(loud) == ["take-1.flac"] and not binned.path.exists())
        later = recorded(library)
        services.compress_later(later)
        wait_for(lambda: sound_files(later) == ["take-1.flac"])
    finally:
        services.close()
    services.compress_later(recorded(library))  # too late: nothing happens, nothing is raised
