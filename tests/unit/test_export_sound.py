"""Exporting a take: whole, of the right length and pitch, never over another file."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import soundfile

from mockinterview.audio.export_sound import EXPORT_FORMATS, export_sound
from mockinterview.errors import AudioFileError, ExportCancelled, ExportError
from mockinterview.files import export_place
from tests.made_recordings import PEAK, PITCH_HZ, SECONDS, pitch_of, tone, write_sound

RATES_HZ = [8_000, 11_025, 16_000, 22_050, 32_000, 44_100, 48_000, 96_000, 192_000]
LENGTH_SECONDS = 0.001
"""Nothing is lost to codec padding: libsndfile notes it in the file."""


@pytest.fixture
def take(tmp_path: Path) -> Path:
    return write_sound(tmp_path / "take-1.flac")


def left_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.slow
@pytest.mark.parametrize("rate_hz", RATES_HZ)
@pytest.mark.parametrize("suffix", [kind.suffix for kind in EXPORT_FORMATS])
def test_length_pitch_and_level_are_right(suffix: str, rate_hz: int, tmp_path: Path) -> None:
    take = write_sound(tmp_path / "take-1.wav", tone(rate_hz=rate_hz), samplerate=rate_hz)
    target = tmp_path / f"out{suffix}"
    told: list[float] = []
    seconds = export_sound(take, target, on_progress=told.append)
    samples, written_hz = soundfile.read(target)
    assert seconds == len(samples) / written_hz == pytest.approx(SECONDS, abs=LENGTH_SECONDS)
    assert pitch_of(samples, written_hz) == pytest.approx(PITCH_HZ, abs=1)
    middle = samples[len(samples) // 4 : -len(samples) // 4]
    assert np.abs(middle).max() == pytest.approx(PEAK, rel=0.15)
    assert told == sorted(told)
    assert told[-1] == 1
    assert left_in(tmp_path) == [f"out{suffix}", "take-1.wav"]


@pytest.mark.parametrize(
    ("suffix", "container", "subtype"),
    [
        (".wav", "WAV", "PCM_16"),
        (".flac", "FLAC", "PCM_16"),
        (".mp3", "MP3", "MPEG_LAYER_III"),
        (".opus", "OGG", "OPUS"),
        (".OPUS", "OGG", "OPUS"),
    ],
)
def test_the_ending_tells_the_kind_of_file(
    suffix: str, container: str, subtype: str, take: Path, tmp_path: Path
) -> None:
    target = tmp_path / f"out{suffix}"
    export_sound(take, target)
    found = soundfile.info(target)
    assert (found.format, found.subtype) == (container, subtype)


@pytest.mark.parametrize("subtype", ["PCM_16", "PCM_24"])
@pytest.mark.parametrize("suffix", [".wav", ".flac"])
def test_not_a_bit_is_lost(suffix: str, subtype: str, tmp_path: Path) -> None:
    noise = np.random.default_rng(1).uniform(-1, 1, 48_000).astype(np.float32)
    take = write_sound(tmp_path / "take-1.flac", noise, subtype=subtype)
    target = tmp_path / f"out{suffix}"
    export_sound(take, target)
    assert soundfile.info(target).subtype == subtype
    before, _ = soundfile.read(take, dtype="int32")
    after, _ = soundfile.read(target, dtype="int32")
    assert np.array_equal(before, after)


@pytest.mark.parametrize("suffix", [kind.suffix for kind in EXPORT_FORMATS])
def test_nothing_is_said_on_the_terminal(
    suffix: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    noise = np.random.default_rng(1).uniform(-0.5, 0.5, 20 * 16_000).astype(np.float32)
    take = write_sound(tmp_path / "take-1.wav", noise, samplerate=16_000)
    assert export_sound(take, tmp_path / f"out{suffix}") == pytest.approx(20, abs=LENGTH_SECONDS)
    assert capfd.readouterr() == ("", "")


def test_what_cannot_be_read_back_is_not_kept(
    take: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = soundfile.SoundFile.read

    def fail(file: Any, *arguments: Any, **options: Any) -> Any:
        if b".part" in os.fsencode(file.name):
            raise soundfile.LibsndfileError(2, "System error.")
        return read(file, *arguments, **options)

    monkeypatch.setattr(soundfile.SoundFile, "read", fail)
    with pytest.raises(ExportError, match="cannot be read back"):
        export_sound(take, tmp_path / "out.mp3")
    assert left_in(tmp_path) == ["take-1.flac"]


def test_opus_is_written_at_a_rate_that_it_knows(tmp_path: Path) -> None:
    take = write_sound(tmp_path / "take-1.wav", tone(rate_hz=44_100), samplerate=44_100)
    export_sound(take, tmp_path / "out.opus")
    assert soundfile.info(tmp_path / "out.opus").samplerate == 48_000


@pytest.mark.parametrize("name", ["out", "out.txt", "out.m4a", "out.wav.exe"])
def test_another_ending_is_refused(name: str, take: Path, tmp_path: Path) -> None:
    with pytest.raises(ExportError) as caught:
        export_sound(take, tmp_path / name)
    assert caught.value.message == f"A take cannot be written as “{name}”."
    assert left_in(tmp_path) == ["take-1.flac"]


def test_nothing_is_written_over_unless_it_is_wanted(take: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.wav"
    target.write_text("mine", encoding="utf-8")
    with pytest.raises(ExportError) as caught:
        export_sound(take, target)
    assert caught.value.message == "There is a file out.wav already."
    assert target.read_text(encoding="utf-8") == "mine"
    export_sound(take, target, replaces=True)
    assert soundfile.info(target).duration == SECONDS


def test_a_file_that_appears_meanwhile_is_not_written_over(take: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.wav"

    def interfere(_: float) -> None:
        target.write_text("mine", encoding="utf-8")

    with pytest.raises(ExportError, match="already"):
        export_sound(take, target, on_progress=interfere)
    assert target.read_text(encoding="utf-8") == "mine"
    assert left_in(tmp_path) == ["out.wav", "take-1.flac"]


def test_the_take_itself_is_never_written_over(take: Path, tmp_path: Path) -> None:
    before = take.read_bytes()
    (tmp_path / "there").mkdir()
    roundabout = tmp_path / "there" / ".." / "take-1.flac"
    with pytest.raises(ExportError) as caught:
        export_sound(take, roundabout, replaces=True)
    assert caught.value.message == "This is the take itself, which is never written over."
    assert take.read_bytes() == before


def test_a_folder_that_is_not_there(take: Path, tmp_path: Path) -> None:
    with pytest.raises(ExportError) as caught:
        export_sound(take, tmp_path / "gone" / "out.wav")
    assert caught.value.message == f"Nothing can be written into {tmp_path / 'gone'}."


def test_a_folder_in_the_place_of_a_file(take: Path, tmp_path: Path) -> None:
    (tmp_path / "out.wav").mkdir()
    with pytest.raises(ExportError, match="is a folder"):
        export_sound(take, tmp_path / "out.wav", replaces=True)


def test_a_full_disk_is_told_and_nothing_is_left(
    take: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: Any) -> None:
        raise soundfile.LibsndfileError(2, "System error.")

    monkeypatch.setattr(soundfile.SoundFile, "write", fail)
    monkeypatch.setattr(export_place, "free_bytes", lambda _: 4096)
    with pytest.raises(ExportError) as caught:
        export_sound(take, tmp_path / "out.wav")
    assert caught.value.message == f"The disk that holds {tmp_path} is full."
    assert left_in(tmp_path) == ["take-1.flac"]


def test_what_comes_out_too_short_is_not_kept(
    take: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = soundfile.SoundFile.write
    monkeypatch.setattr(soundfile.SoundFile, "write", lambda file, data: write(file, data[::2]))
    with pytest.raises(ExportError, match="as long as the take"):
        export_sound(take, tmp_path / "out.mp3")
    assert left_in(tmp_path) == ["take-1.flac"]


def test_cancelling_leaves_nothing(take: Path, tmp_path: Path) -> None:
    calls = iter([False, True])
    with pytest.raises(ExportCancelled):
        export_sound(take, tmp_path / "out.mp3", is_cancelled=lambda: next(calls))
    assert left_in(tmp_path) == ["take-1.flac"]


def test_a_take_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "take-1.wav").write_text("no sound", encoding="utf-8")
    with pytest.raises(AudioFileError):
        export_sound(tmp_path / "take-1.wav", tmp_path / "out.mp3")


@pytest.mark.skipif(os.name == "nt", reason="names are text on Windows")
def test_a_name_need_not_be_text(take: Path, tmp_path: Path) -> None:
    odd = Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.mp3"))
    assert export_sound(take, odd) == pytest.approx(SECONDS, abs=LENGTH_SECONDS)
    assert odd.is_file()
