"""Reads the tensors of a CTranslate2 `model.bin`.

The layout is that of `ModelSpec._serialize` (ctranslate2/specs/model_spec.py), little-endian:
version, name of the spec, revision, number of variables; for each its name, rank, shape, type,
number of bytes and bytes; then the aliases. A string is its length with the final zero, its
characters and the zero.
"""

from __future__ import annotations

import math
import struct
from pathlib import Path
from typing import IO, Any, Final

import numpy as np
from numpy.typing import NDArray

from mockinterview.errors import ModelDamagedError

SUPPORTED_VERSION: Final = 6
LARGEST_RANK: Final = 8
LARGEST_TENSOR_BYTES: Final = 1 << 32

DTYPES: Final[dict[int, np.dtype[Any]]] = {
    0: np.dtype("<f4"),
    1: np.dtype("i1"),
    2: np.dtype("<i2"),
    3: np.dtype("<i4"),
    4: np.dtype("<f2"),
}
"""By type number (include/ctranslate2/types.h); 5, bfloat16, has no counterpart in numpy."""

Tensors = dict[str, NDArray[np.generic]]


def read_tensors(path: Path) -> Tensors:
    """Every variable in a `model.bin` of a Whisper model, by name; aliases are left out.

    Raises:
        ModelDamagedError: the file is cut off or is something else.
        OSError: it cannot be read.
    """
    with path.open("rb") as stream:
        try:
            return _read(stream)
        except (struct.error, UnicodeDecodeError, ValueError) as error:
            raise ModelDamagedError(
                f"The speech model file {path} cannot be understood.",
                "Fetch or install the model again, or choose another one.",
                str(error),
            ) from error


def _read(stream: IO[bytes]) -> Tensors:
    version = _number(stream, "<I")
    if version != SUPPORTED_VERSION:
        raise ValueError(f"version {version} is not {SUPPORTED_VERSION}")
    name = _string(stream)
    if name != "WhisperSpec":
        raise ValueError(f"{name} is not a Whisper model")
    _number(stream, "<I")  # the revision of the spec
    tensors: Tensors = {}
    for _ in range(_number(stream, "<I")):
        variable = _string(stream)
        tensors[variable] = _tensor(stream, variable)
    return tensors


def _tensor(stream: IO[bytes], name: str) -> NDArray[np.generic]:
    rank = _number(stream, "<B")
    if rank > LARGEST_RANK:
        raise ValueError(f"{name} has rank {rank}")
    shape = tuple(_number(stream, "<I") for _ in range(rank))
    type_number = _number(stream, "<B")
    byte_count = _number(stream, "<I")
    dtype = DTYPES.get(type_number)
    if dtype is None:
        raise ValueError(f"{name} is stored as type {type_number}")
    if byte_count != math.prod(shape) * dtype.itemsize or byte_count > LARGEST_TENSOR_BYTES:
        raise ValueError(f"{name} has {byte_count} bytes for shape {shape}")
    data = stream.read(byte_count)
    if len(data) != byte_count:
        raise ValueError(f"the file ends inside {name}")
    array: NDArray[np.generic] = np.frombuffer(data, dtype=dtype).reshape(shape)
    return array


def _number(stream: IO[bytes], layout: str) -> int:
    value: int = struct.unpack(layout, stream.read(struct.calcsize(layout)))[0]
    return value


def _string(stream: IO[bytes]) -> str:
    length = _number(stream, "<H")
    data = stream.read(length)
    if len(data) != length or not data.endswith(b"\0"):
        raise ValueError("a name is cut off")
    return data[:-1].decode("utf-8")
