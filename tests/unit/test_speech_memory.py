"""A model for which there is no memory is told in a sentence, before or when it happens."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from mockinterview.errors import ModelTooBigError
from mockinterview.speech import memory
from mockinterview.speech.decoding import DECODING, Decoding
from mockinterview.speech.engines import HeardSegment, WeightsFormat
from mockinterview.speech.process import SpeechProcess
from tests.unit import speech_sounds as sounds
from tests.unit.fake_engines import EchoEngine, OnceEngine

CTRANSLATE2 = WeightsFormat.CTRANSLATE2


class GreedyEngine(OnceEngine):
    """Takes memory, a gigabyte at a time, until there is none; it never touches it."""

    def misbehave(self) -> None:
        self.taken = [np.zeros(1 << 30, dtype=np.uint8) for _ in range(200)]


class GreedyToLoadEngine(EchoEngine):
    """Does so while it loads."""

    def load(self, weights: Path | None) -> None:
        GreedyEngine.misbehave(self)  # type: ignore[arg-type]  # it is no method of ours


class AbortingEngine(OnceEngine):
    """Ends as native code does that cannot have memory."""

    def misbehave(self) -> None:
        os.write(2, b"terminate called after throwing an instance of 'std::bad_alloc'\n")
        os.abort()


class ComplainingEngine(EchoEngine):
    """Says in PyTorch's words that there is no memory."""

    def transcribe(
        self, samples: NDArray[np.float32], decoding: Decoding = DECODING
    ) -> list[HeardSegment]:
        raise RuntimeError(
            "[enforce fail at alloc_cpu.cpp:117] DefaultCPUAllocator: can't allocate memory: you"
            " tried to allocate 9663676416 bytes. Error code 12 (Cannot allocate memory)"
        )


@pytest.fixture
def clip(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("FAKE_ENGINE_ONCE", str(tmp_path / "once"))
    return sounds.write(tmp_path / "clip.wav", sounds.babble(2.0))


def named(engine: type) -> str:
    return f"{__name__}:{engine.__name__}"


@pytest.mark.slow
@pytest.mark.parametrize("engine", [GreedyEngine, AbortingEngine])
def test_memory_that_runs_out_costs_one_job(engine: type, clip: Path) -> None:
    with SpeechProcess(named(engine)) as speech:
        with pytest.raises(ModelTooBigError, match="more memory than this computer has free"):
            speech.transcribe(clip)
        assert speech.transcribe(clip).text


@pytest.mark.slow
@pytest.mark.parametrize("engine", [GreedyToLoadEngine, ComplainingEngine])
def test_whatever_notices_it_the_sentence_is_the_same(engine: type, clip: Path) -> None:
    with SpeechProcess(named(engine)) as speech, pytest.raises(ModelTooBigError) as caught:
        speech.transcribe(clip)
    assert caught.value.hint.startswith("Choose a smaller one in Settings")


def test_a_model_that_cannot_fit_is_refused_before_it_is_loaded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    weights = tmp_path / "large"
    weights.mkdir()
    with (weights / "model.bin").open("wb") as file:
        file.truncate(3 << 30)
    monkeypatch.setattr(memory, "available_bytes", lambda: 4 << 30)
    with pytest.raises(ModelTooBigError, match="The model large needs more memory") as caught:
        memory.refuse_too_big("large", weights, CTRANSLATE2)
    assert caught.value.detail == "needs about 4758 MB, 4096 MB are free"
    monkeypatch.setattr(memory, "available_bytes", lambda: 5 << 30)
    memory.refuse_too_big("large", weights, CTRANSLATE2)
    monkeypatch.setattr(memory, "available_bytes", lambda: None)
    memory.refuse_too_big("large", weights, CTRANSLATE2)


def test_a_container_may_allow_less_than_the_computer_has(tmp_path: Path) -> None:
    (tmp_path / "memory.max").write_text("1073741824\n", encoding="ascii")
    (tmp_path / "memory.current").write_text("73741824\n", encoding="ascii")
    assert memory._left_in_container(tmp_path) == 1_000_000_000
    (tmp_path / "memory.max").write_text("max\n", encoding="ascii")
    assert memory._left_in_container(tmp_path) is None
