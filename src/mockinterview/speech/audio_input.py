"""Reads any sound file into what Whisper wants: one channel of 32-bit floats at 16 kHz."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import soundfile
import soxr
from numpy.typing import NDArray

from mockinterview.errors import AudioFileError
from mockinterview.files.takes import present_path
from mockinterview.speech.decoding import MODEL_RATE_HZ

BLOCK_FRAMES = 1 << 18
"""Read at a time: about 6 s at 44.1 kHz, so that a long file in many channels stays small."""

SHORTEST_SECONDS = 0.1
"""Nothing shorter can hold a word."""


def read_mono(path: Path) -> NDArray[np.float32]:
    """The sound in `path`: mean of the channels, 16 kHz, -1 to 1, shape (samples,).

    Reads what libsndfile reads (WAV, FLAC, OGG, MP3 and more), also a WAV whose header was never
    completed because the recorder was killed. A take that is compressed at this very moment is read
    under its new name.

    Raises:
        AudioFileError: the file is missing, empty, or not sound.
    """
    path = present_path(path)
    if not path.is_file():
        raise AudioFileError(
            f"There is no sound file {path}.", "Check the name and the folder of the file."
        )
    try:
        samples = _read(path)
    except (soundfile.LibsndfileError, OSError, RuntimeError) as error:
        if present_path(path) != path:  # it was compressed between the look and the opening
            return read_mono(path)
        raise AudioFileError(
            f"{path} cannot be read as sound.",
            "Use a WAV, FLAC, OGG or MP3 file, and check that it is complete.",
            str(error),
        ) from error
    if samples.size < SHORTEST_SECONDS * MODEL_RATE_HZ:
        raise AudioFileError(f"{path} holds no sound.", "Record it again, or choose another file.")
    return samples


def _read(path: Path) -> NDArray[np.float32]:
    """All blocks of the file, mixed and resampled one by one."""
    with soundfile.SoundFile(path) as source:
        resampler = soxr.ResampleStream(source.samplerate, MODEL_RATE_HZ, 1, dtype="float32")
        parts = [
            resampler.resample_chunk(block.mean(axis=1, dtype=np.float32))
            for block in source.blocks(BLOCK_FRAMES, dtype="float32", always_2d=True)
        ]
        parts.append(resampler.resample_chunk(np.zeros(0, dtype=np.float32), last=True))
    samples: NDArray[np.float32] = np.concatenate(parts)
    # A damaged float file can hold NaN, which would silence the whole spectrogram.
    return np.nan_to_num(samples, copy=False, nan=0.0, posinf=1.0, neginf=-1.0)
