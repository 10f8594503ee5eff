"""One speech process per engine for all tests here: loading takes longer than transcribing."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from mockinterview.speech.process import SpeechProcess
from mockinterview.speech.weights import MODELS_VARIABLE


@pytest.fixture(scope="session", autouse=True)
def model_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """An empty model cache, so that joining and converting are part of the test."""
    before = os.environ.get(MODELS_VARIABLE)
    folder = tmp_path_factory.mktemp("models")
    os.environ[MODELS_VARIABLE] = str(folder)
    yield folder
    if before is None:
        del os.environ[MODELS_VARIABLE]
    else:
        os.environ[MODELS_VARIABLE] = before


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
