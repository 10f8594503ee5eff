"""A computer with nothing but a model cache of its own, and models that cost no room."""

from __future__ import annotations

import hashlib
import pickle
import struct
import zipfile
from pathlib import Path

import pytest

from mockinterview.speech.models import accuracies, overview, preparation, soundness, weights
from mockinterview.speech.models.catalogue import OfficialModel

SMALL = OfficialModel("small", hashlib.sha256(b"weights").hexdigest(), 7, "A note.", "Small")
MEDIUM = OfficialModel("medium", hashlib.sha256(b"more").hexdigest(), 4, "Bigger.", "Medium")


def empty_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The model cache of a computer that has no model, where two can be fetched."""
    folder = tmp_path / "models"
    monkeypatch.setenv(weights.MODELS_VARIABLE, str(folder))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    for module in (weights, preparation, soundness):
        monkeypatch.setattr(module, "CARRIERS", ())
    for module in (weights, overview, soundness):
        monkeypatch.setattr(module, "OFFICIAL_MODELS", (SMALL, MEDIUM))
    monkeypatch.setattr(overview, "ACCURACIES", {"small": accuracies.Accuracy(4.0, "people", "x")})
    return folder


def fetched(folder: Path, content: bytes = b"weights", name: str = "small.pt") -> Path:
    """A model as if it had been fetched."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(content)
    return folder / name


def model_bin(*tensors: tuple[str, bytes], spec: str = "WhisperSpec", version: int = 6) -> bytes:
    """A `model.bin` with tensors of one dimension, as CTranslate2 writes them."""

    def text(words: str) -> bytes:
        return struct.pack("<H", len(words) + 1) + words.encode() + b"\0"

    out = struct.pack("<I", version) + text(spec) + struct.pack("<II", 3, len(tensors))
    for name, data in tensors:
        out += text(name) + struct.pack("<BIBI", 1, len(data), 1, len(data)) + data
    return out


def own_folder(folder: Path, weights_bytes: bytes | None = None) -> Path:
    """A folder for faster-whisper that a person may pick."""
    folder.mkdir(parents=True)
    (folder / "model.bin").write_bytes(weights_bytes or model_bin(("a", b"12"), ("b", b"3456")))
    for name in ("config.json", "tokenizer.json", "vocabulary.json"):
        (folder / name).write_text("{}")
    return folder


def own_checkpoint(path: Path, *keys: str) -> Path:
    """A `.pt` file as PyTorch writes it, with these keys."""
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(f"{path.stem}/data.pkl", pickle.dumps(dict.fromkeys(keys, 1)))
    return path
