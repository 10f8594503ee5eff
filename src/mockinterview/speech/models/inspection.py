"""Looks at a model that a person picks before it is accepted, and says what is wrong with it.

Only names, sizes and headers are read: nothing of the file is run, and no engine is loaded.
"""

from __future__ import annotations

import json
import pickletools
import struct
import zipfile
import zlib
from pathlib import Path
from typing import IO, Final, NoReturn

from mockinterview.errors import ModelDamagedError
from mockinterview.speech.engines import WeightsFormat
from mockinterview.speech.models.weights import SpeechModel, find_model

BIN_VERSION: Final = 6
"""Of CTranslate2's model.bin; see `tensors`."""

MOST_VERSIONS: Final = 1000
"""Beyond, it is no version but something else."""

VOCABULARIES: Final = ("vocabulary.json", "vocabulary.txt")
WANTED_IN_CHECKPOINT: Final = {"dims", "model_state_dict"}
MOST_NAMES: Final = 20_000
_UNREADABLE: Final = (
    *(zipfile.BadZipFile, zlib.error, EOFError, ValueError),
    RuntimeError,  # it is encrypted, or packed in a way that Python does not know
)
"""What reading a damaged or odd archive and the pickle in it can raise."""

LEGACY_START: Final = b"\x80\x02\x8a\nl\xfc\x9cF\xf9 j\xa8P\x19."
"""How files of PyTorch before 1.6 begin; those are left for PyTorch to judge."""

_HINT: Final = "Choose another one: a .pt file of openai-whisper, or a folder for faster-whisper."


def accept_own(path: Path) -> SpeechModel:
    """The model in a folder or file of the person's own, when it can be one.

    Raises:
        ModelMissingError: something is not there.
        ModelDamagedError: it is something else, or cut off.
    """
    model = find_model(str(path))
    try:
        if model.weights_format is WeightsFormat.CTRANSLATE2:
            _look_at_folder(model.path)
        else:
            _look_at_checkpoint(model.path)
    except OSError as error:
        _refuse(path, f"it cannot be read ({error.strerror or error})")
    return model


def _look_at_folder(folder: Path) -> None:
    if not any((folder / name).is_file() for name in VOCABULARIES):
        _refuse(folder, "its vocabulary is missing (vocabulary.json or vocabulary.txt)")
    for name in ("config.json", "tokenizer.json"):
        try:
            json.loads((folder / name).read_bytes())
        except ValueError:
            _refuse(folder, f"{name} cannot be understood")
    with (folder / "model.bin").open("rb") as stream:
        try:
            _look_at_bin(stream, (folder / "model.bin").stat().st_size)
        except _UnfitError as error:
            _refuse(folder, str(error))
        except (struct.error, UnicodeDecodeError):
            _refuse(folder, "model.bin is not the weights of a model")


class _UnfitError(Exception):
    """Why a file is not a model."""


def _look_at_bin(stream: IO[bytes], size_bytes: int) -> None:
    """Go through the headers of the tensors; the numbers between them are stepped over."""
    (version,) = struct.unpack("<I", stream.read(4))
    if version > MOST_VERSIONS:
        raise _UnfitError("model.bin is not the weights of a model")
    name = _string(stream) if version <= BIN_VERSION else ""
    if name and name != "WhisperSpec":
        raise _UnfitError(f"model.bin is of another kind of model ({name})")
    if version != BIN_VERSION:
        raise _UnfitError(f"model.bin is of version {version}, and {BIN_VERSION} is needed")
    _, count = struct.unpack("<II", stream.read(8))
    if not 0 < count < MOST_NAMES:
        raise _UnfitError("model.bin holds nothing that can be used")
    for _ in range(count):
        _string(stream)
        (rank,) = struct.unpack("<B", stream.read(1))
        stream.seek(4 * rank + 1, 1)
        (byte_count,) = struct.unpack("<I", stream.read(4))
        if stream.seek(byte_count, 1) > size_bytes:
            raise _UnfitError("model.bin is cut off")


def _string(stream: IO[bytes]) -> str:
    (length,) = struct.unpack("<H", stream.read(2))
    return stream.read(length).rstrip(b"\0").decode("utf-8")


def _look_at_checkpoint(path: Path) -> None:
    with path.open("rb") as stream:
        if stream.read(len(LEGACY_START)) == LEGACY_START:
            return
    try:
        with zipfile.ZipFile(path) as archive:
            found = [name for name in archive.namelist() if name.endswith("/data.pkl")]
            if not found:
                _refuse(path, "it holds no weights")
            words = _words_in(archive.read(found[0]))
    except _UNREADABLE:
        _refuse(path, "it is no checkpoint of PyTorch, or cut off")
    missing = WANTED_IN_CHECKPOINT - words
    if missing:
        _refuse(path, "it is of another kind of model than Whisper")


def _words_in(pickled: bytes) -> set[str]:
    """The strings in a pickle, which is read and not run."""
    return {argument for _, argument, _ in pickletools.genops(pickled) if isinstance(argument, str)}


def _refuse(path: Path, why: str) -> NoReturn:
    raise ModelDamagedError(f"{path} cannot be used as a speech model: {why}.", _HINT)
