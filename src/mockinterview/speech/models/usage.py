"""Which models are loaded, so that none is deleted while somebody transcribes with it.

Each speech process holds a lock in the model cache for as long as it lives; the system lets go of
it even when the process is killed. So every window and every command sees what the others use.
"""

from __future__ import annotations

import contextlib
import os
import re
from pathlib import Path

from filelock import BaseFileLock, FileLock, Timeout

from mockinterview.speech.models.weights import models_folder


def hold(name: str, instead_of: BaseFileLock | None = None) -> BaseFileLock | None:
    """Say that this process uses a model, until it ends or the lock is released.

    `instead_of` is the lock of what it used before. `None` is given where the model cache cannot
    be written to: nothing in it can be deleted then either.
    """
    if instead_of is not None:
        instead_of.release()
    lock = FileLock(_folder() / f"{_file_part(name)}.{os.getpid()}.lock")
    try:
        _folder().mkdir(parents=True, exist_ok=True)
        lock.acquire(timeout=0)
    except (OSError, Timeout):
        return None
    return lock


def is_in_use(name: str) -> bool:
    """Whether any process has this model loaded; what ended ones left is cleared away."""
    return any(_is_held(path) for path in _folder().glob(f"{_file_part(name)}.*.lock"))


def _is_held(path: Path) -> bool:
    lock = FileLock(path)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        return True
    except OSError:
        return False
    lock.release()
    with contextlib.suppress(OSError):
        path.unlink(missing_ok=True)
    return False


def _folder() -> Path:
    return models_folder() / "in-use"


def _file_part(name: str) -> str:
    """A name that no file system minds; the dots of `tiny.en` must not end it."""
    return re.sub(r"[^A-Za-z0-9_-]", "_", name)
