"""One speech process per engine for all tests here: loading takes longer than transcribing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from mockinterview.speech.process import SpeechProcess
from tests.model_cache import model_cache_in


@pytest.fixture(scope="session", autouse=True)
def model_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """An empty model cache, so that joining and converting are part of the test."""
    with model_cache_in(tmp_path_factory.mktemp("models")) as folder:
        yield folder


@pytest.fixture(scope="session")
def faster(model_cache: Path) -> Iterator[SpeechProcess]:
    with SpeechProcess("faster-whisper", "base") as speech:
        yield speech


@pytest.fixture(scope="session")
def original(model_cache: Path) -> Iterator[SpeechProcess]:
    with SpeechProcess("openai-whisper", "base") as speech:
        yield speech


@pytest.fixture(params=["faster", "original"])
def speech(request: pytest.FixtureRequest) -> SpeechProcess:
    """Each engine in turn."""
    process: SpeechProcess = request.getfixturevalue(request.param)
    return process
