"""Reading and writing the JSON files of an attempt: one value each, refused when not understood."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from mockinterview.core.model import Model
from mockinterview.errors import LibraryError
from mockinterview.files import atomic, locks
from mockinterview.files.migrations import looks_newer, newer_version, understood

ModelType = TypeVar("ModelType", bound=Model)


def read_value(path: Path, model: type[ModelType]) -> ModelType:
    """What a file says.

    Raises:
        NewerVersionError: a newer version of the program wrote it.
        LibraryError: it is missing or cannot be understood.
    """
    try:
        return understood(path.read_bytes(), model, path)
    except OSError as error:
        raise LibraryError(
            f"{path} cannot be read.", "The other files of the attempt are untouched.", str(error)
        ) from error
    except ValidationError as error:
        raise LibraryError(
            f"{path} cannot be understood.",
            "It seems to be damaged; nothing was changed.",
            str(error),
        ) from error


def write_value(folder: Path, path: Path, value: Model) -> None:
    """Write a file of the attempt in `folder`, which is never made anew: it may have been moved.

    What was written in its old place would be in its way when it is put back.

    Raises:
        NewerVersionError: what is there was written by a newer version of the program.
        LibraryError: the folder is gone or cannot be written to.
    """
    if not folder.is_dir():
        raise locks.folder_gone(folder)
    if looks_newer(path, type(value)):
        raise newer_version(path)
    atomic.write_text(path, value.model_dump_json(indent=2) + "\n")
