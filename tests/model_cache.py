"""A model cache of the tests' own: what they leave there never reaches the developer's."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

from mockinterview.speech.models.weights import MODELS_VARIABLE


@contextlib.contextmanager
def model_cache_in(folder: Path) -> Iterator[Path]:
    """Let this process and those that it starts use this folder."""
    before = os.environ.get(MODELS_VARIABLE)
    os.environ[MODELS_VARIABLE] = str(folder)
    try:
        yield folder
    finally:
        if before is None:
            del os.environ[MODELS_VARIABLE]
        else:
            os.environ[MODELS_VARIABLE] = before
