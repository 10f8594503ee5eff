"""Reads an openai-whisper checkpoint (`.pt`): tensors and numbers only, never code."""

from __future__ import annotations

import pickle
from pathlib import Path
from typing import Any

import torch
import whisper

from mockinterview.errors import ModelDamagedError


def read_checkpoint(path: Path) -> dict[str, Any]:
    """The dictionary in a checkpoint: `dims`, `model_state_dict`, perhaps `alignment_heads`.

    Raises:
        ModelDamagedError: the file is something else, cut off, or holds code.
    """
    try:
        checkpoint = torch.load(str(path), map_location="cpu", weights_only=True)
        if not {"dims", "model_state_dict"} <= checkpoint.keys():
            raise ValueError("dims or model_state_dict is missing")
    except (
        RuntimeError,
        ValueError,
        AttributeError,
        EOFError,
        OSError,
        pickle.UnpicklingError,
    ) as error:
        raise damaged_checkpoint(path, error) from error
    found: dict[str, Any] = checkpoint
    return found


def damaged_checkpoint(path: Path, error: Exception) -> ModelDamagedError:
    """The error for a checkpoint that does not hold what it should."""
    return ModelDamagedError(
        f"The speech model file {path} cannot be understood.",
        "Fetch the model again in Settings, or choose another one.",
        f"{type(error).__name__}: {error}",
    )


def alignment_heads(checkpoint: dict[str, Any], model_name: str) -> bytes | None:
    """Which heads time the words, as `Whisper.set_alignment_heads` takes them.

    Official checkpoints do not say; openai-whisper keeps their heads by name. `None` means that
    nobody knows: openai-whisper then uses the last half of the decoder's layers.
    """
    own: bytes | None = checkpoint.get("alignment_heads")
    known: dict[str, bytes] = whisper._ALIGNMENT_HEADS  # noqa: SLF001  (published nowhere else)
    return own or known.get(model_name)
