"""What all unit tests have: a model cache of their own, and a queue of transcripts if they want."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.model_cache import model_cache_in
from tests.unit.listening import Listening, listening


@pytest.fixture(scope="session", autouse=True)
def model_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """An empty one, for all tests here that do not choose another."""
    with model_cache_in(tmp_path_factory.mktemp("models")) as folder:
        yield folder


@pytest.fixture
def program(tmp_path: Path) -> Iterator[Listening]:
    """The queue with played speech, over an empty library."""
    with listening(tmp_path / "library") as program:
        yield program
