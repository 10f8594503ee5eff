"""WAV files: whole after every write, repaired after every kind of cut, never made worse."""

from __future__ import annotations

import os
import struct
import subprocess
import sys
import wave
from pathlib import Path

import numpy as np
import pytest
import soundfile
from hypothesis import given
from hypothesis import strategies as st

from mockinterview.errors import DiskFullError, LibraryError
from mockinterview.files.takes import length_of
from mockinterview.files.wav import HEADER_BYTES, WavWriter, missing_frames, repair_wav

RATE_HZ = 16000
SAMPLES = (np.sin(np.arange(RATE_HZ) / 10) * 20000).astype("<i2")


def written(path: Path, samples: bytes = SAMPLES.tobytes()) -> Path:
    writer = WavWriter(path, RATE_HZ)
    writer.write(samples)
    writer.close()
    return path


def frames_by_the_standard_library(path: Path) -> int:
    with wave.open(str(path)) as reader:
        return len(reader.readframes(reader.getnframes())) // 2


def test_what_is_written_is_read_back_by_others(tmp_path: Path) -> None:
    path = written(tmp_path / "a.wav")
    samples, rate_hz = soundfile.read(path, dtype="int16")
    assert rate_hz == RATE_HZ
    assert np.array_equal(samples, SAMPLES)
    assert soundfile.info(path).subtype == "PCM_16"
    assert frames_by_the_standard_library(path) == len(SAMPLES)


def test_the_file_is_whole_after_every_write_before_it_is_closed(tmp_path: Path) -> None:
    path = tmp_path / "a.wav"
    writer = WavWriter(path, RATE_HZ)
    for count in range(1, 4):
        writer.write(SAMPLES[:500].tobytes())
        assert frames_by_the_standard_library(path) == 500 * count == writer.frames
    writer.close()
    writer.close()


def test_a_take_is_never_overwritten(tmp_path: Path) -> None:
    path = written(tmp_path / "a.wav")
    before = path.read_bytes()
    with pytest.raises(LibraryError):
        WavWriter(path, RATE_HZ)
    assert path.read_bytes() == before


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(LibraryError):
        WavWriter(tmp_path / "none" / "a.wav", RATE_HZ)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="/dev/full is a thing of Linux")
def test_a_full_disk_is_told_by_its_name(tmp_path: Path) -> None:
    writer = WavWriter(tmp_path / "a.wav", RATE_HZ)
    full = os.open("/dev/full", os.O_WRONLY)
    os.dup2(full, writer._stream.fileno())
    os.close(full)
    with pytest.raises(DiskFullError, match="full"):
        writer.write(SAMPLES.tobytes())
    with pytest.raises(LibraryError):
        writer.close()
    writer.close()


def test_a_removed_file_is_put_back_whole_or_not_at_all(tmp_path: Path) -> None:
    """A disk that takes only a part of what is written says so with the next write, if at all."""
    code = (
        "import pathlib, resource, signal, sys\n"
        "from mockinterview.errors import LibraryError\n"
        "from mockinterview.files.wav import WavWriter\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "path = pathlib.Path(sys.argv[1])\n"
        "writer = WavWriter(path, 16000)\n"
        "writer.write(bytes(100_000))\n"
        "path.unlink()\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (80_000, 80_000))\n"
        "try:\n"
        "    writer.put_back()\n"
        "except LibraryError:\n"
        "    print('told', path.exists())\n"
        "else:\n"
        "    print(path.stat().st_size)\n"
    )
    path = tmp_path / "a.wav"
    command = [sys.executable, "-c", code, str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout == "told False\n"


def test_repair_leaves_a_good_file_alone(tmp_path: Path) -> None:
    path = written(tmp_path / "a.wav")
    before = path.read_bytes()
    assert repair_wav(path) == 1.0
    assert path.read_bytes() == before


def test_repair_leaves_chunks_after_the_sound_alone(tmp_path: Path) -> None:
    path = tmp_path / "titled.wav"
    with soundfile.SoundFile(path, "w", RATE_HZ, 2, "PCM_16") as sound:
        sound.write(np.zeros((RATE_HZ, 2), dtype=np.int16))
        sound.title = "My answer"
    before = path.read_bytes()
    assert repair_wav(path) == 1.0
    assert path.read_bytes() == before
    # The same with only the outer size wrong: the chunks are still not taken for sound.
    path.write_bytes(before[:4] + struct.pack("<I", 0) + before[8:])
    assert repair_wav(path) == 1.0
    assert path.read_bytes() == before


def test_repair_of_a_header_with_sizes_of_zero(tmp_path: Path) -> None:
    path = written(tmp_path / "a.wav")
    content = bytearray(path.read_bytes())
    content[4:8] = content[40:44] = bytes(4)
    path.write_bytes(content)
    with pytest.raises((wave.Error, EOFError, AssertionError)):
        assert frames_by_the_standard_library(path) == RATE_HZ
    assert repair_wav(path) == 1.0
    assert frames_by_the_standard_library(path) == RATE_HZ


def test_repair_of_a_file_shorter_than_it_says(tmp_path: Path) -> None:
    path = written(tmp_path / "a.wav")
    os.truncate(path, HEADER_BYTES + RATE_HZ + 1)
    assert repair_wav(path) == 0.5
    assert frames_by_the_standard_library(path) == RATE_HZ // 2
    assert path.stat().st_size == HEADER_BYTES + RATE_HZ


@given(told=st.integers(0, 4000), there=st.integers(0, 4000), silent=st.booleans())
def test_repair_keeps_every_whole_frame_that_reached_the_disk(
    tmp_path_factory: pytest.TempPathFactory, told: int, there: int, silent: bool
) -> None:
    path = tmp_path_factory.mktemp("wav") / "a.wav"
    sound = bytes(there) if silent else (b"\x01\xf0" * there)[:there]
    written(path, b"")
    header = bytearray(path.read_bytes())
    header[4:8] = struct.pack("<I", told + 36)
    header[40:44] = struct.pack("<I", told)
    path.write_bytes(bytes(header) + sound)
    assert repair_wav(path) == there // 2 / RATE_HZ
    samples, _ = soundfile.read(path, dtype="int16")
    assert samples.tobytes() == sound[: there - there % 2]


@pytest.mark.parametrize("content", [b"", b"RIFF", b"fLaC" + bytes(100), b"RIFF" + bytes(60)])
def test_what_is_no_wav_file_is_told_and_left_alone(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.wav"
    path.write_bytes(content)
    with pytest.raises(LibraryError, match="cannot be repaired"):
        repair_wav(path)
    assert path.read_bytes() == content


@pytest.mark.parametrize("length", range(HEADER_BYTES))
def test_a_torn_header_is_told(tmp_path: Path, length: int) -> None:
    path = written(tmp_path / "a.wav")
    os.truncate(path, length)
    with pytest.raises(LibraryError):
        repair_wav(path)


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(LibraryError):
        repair_wav(tmp_path / "none.wav")


def test_24_bits_are_written_and_read_back_by_others(tmp_path: Path) -> None:
    values = np.array([0, 1, -1, 8_388_607, -8_388_608], dtype="<i4")
    path = tmp_path / "a.wav"
    writer = WavWriter(path, RATE_HZ, sample_bytes=3)
    writer.write(values.view(np.uint8).reshape(-1, 4)[:, :3].tobytes())
    assert writer.frames == len(values)
    writer.close()
    read, rate_hz = soundfile.read(path, dtype="int32")
    assert rate_hz == RATE_HZ
    assert soundfile.info(path).subtype == "PCM_24"
    assert np.array_equal(read >> 8, values)
    assert length_of(path).frames == len(values)
    path.write_bytes(path.read_bytes()[:-1])  # half a frame at the end, as after a kill
    assert repair_wav(path) == 4 / RATE_HZ


def test_what_a_file_that_was_cut_off_lacks_is_counted(tmp_path: Path) -> None:
    path = written(tmp_path / "a.wav")
    assert missing_frames(path) == 0
    path.write_bytes(path.read_bytes()[:-200])
    assert missing_frames(path) == 100


@pytest.mark.parametrize("size", [0, 0xFFFF_FFFF])
def test_a_length_that_was_left_open_is_nothing_missing(tmp_path: Path, size: int) -> None:
    path = written(tmp_path / "a.wav")
    content = bytearray(path.read_bytes())
    content[40:44] = struct.pack("<I", size)
    path.write_bytes(content)
    assert missing_frames(path) == 0
    (tmp_path / "b.wav").write_bytes(b"no sound at all")
    assert missing_frames(tmp_path / "b.wav") == 0
