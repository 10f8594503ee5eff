"""Deletes a model that was fetched: only from the program's own cache, and never one in use."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

from mockinterview.errors import SpeechError, UsageError
from mockinterview.speech.models.catalogue import OfficialModel
from mockinterview.speech.models.checksums import ChecksumMemory
from mockinterview.speech.models.download import Download
from mockinterview.speech.models.usage import is_in_use
from mockinterview.speech.models.weights import Origin, SpeechModel, models_folder, sums_file


def reason_to_keep(model: SpeechModel) -> str:
    """Why this model cannot be deleted here; empty when it can. Whether it is in use is another
    question, which changes from one moment to the next.
    """
    if model.origin is Origin.PACKAGE:
        return "It comes with the program's packages and is deleted with them, by pip."
    if not _is_ours(model.path):
        return "It lies outside the program's own folder; delete it where it lies."
    return ""


def bytes_freed(model: SpeechModel) -> int:
    """How much room its deletion gives back: the file and what was made of it."""
    return sum(_size(path) for path in _of(model))


def remove(model: SpeechModel) -> int:
    """Delete a model and the forms that were made of it. Gives the bytes that this freed.

    Raises:
        UsageError: it is not to be deleted here.
        SpeechError: it is in use, or the system refuses.
    """
    reason = reason_to_keep(model)
    if reason:
        raise UsageError(f"The model {model.name} cannot be deleted here.", reason)
    if is_in_use(model.name):
        raise SpeechError(
            f"The model {model.name} is in use.",
            "Wait until the transcript is there, or choose another model, and try again.",
        )
    freed = bytes_freed(model)
    try:
        for path in _of(model):
            if path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink(missing_ok=True)
    except OSError as error:
        raise SpeechError(
            f"The model {model.name} could not be deleted: {error.strerror or error}.",
            "Another program may have it open; close it and try again.",
            str(error),
        ) from error
    ChecksumMemory(sums_file()).forget(model.path)
    return freed


def remove_part(official: OfficialModel) -> int:
    """Delete what an unfinished download has left. Gives the bytes that this freed.

    Raises:
        SpeechError: it is being fetched, or the system refuses.
    """
    return Download(official).discard()


def _of(model: SpeechModel) -> Iterator[Path]:
    """The file, and the model in another engine's form (`preparation`)."""
    yield model.path
    made = models_folder() / "converted"
    # By the digest that follows the name: `small` is not to take `small.en` with it.
    yield from made.glob(f"{model.name}-????????????")


def _is_ours(path: Path) -> bool:
    """Whether a file really lies in the model cache, links followed."""
    return path.resolve().is_relative_to(models_folder().resolve())


def _size(path: Path) -> int:
    if path.is_dir():
        return sum(file.stat().st_size for file in path.rglob("*") if file.is_file())
    return path.stat().st_size if path.is_file() else 0
