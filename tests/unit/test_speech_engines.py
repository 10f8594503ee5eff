"""Which engines there are is told without importing one."""

from __future__ import annotations

import importlib.util
import subprocess
import sys

import pytest

from mockinterview.errors import EngineMissingError
from mockinterview.speech import engines
from mockinterview.speech.decoding import as_segment


def test_both_engines_are_installed_here_and_the_fastest_is_the_default() -> None:
    assert engines.installed_engines() == ("faster-whisper", "openai-whisper")
    assert engines.default_engine() == "faster-whisper"
    described = engines.describe()
    assert [line.is_default for line in described] == [True, False]
    assert all(line.version for line in described)


def without(monkeypatch: pytest.MonkeyPatch, *missing: str) -> None:
    real = importlib.util.find_spec
    monkeypatch.setattr(
        importlib.util, "find_spec", lambda name: None if name in missing else real(name)
    )


def test_without_the_fast_one(monkeypatch: pytest.MonkeyPatch) -> None:
    without(monkeypatch, "faster_whisper")
    assert engines.default_engine() == "openai-whisper"
    assert engines.describe()[0].version is None
    with pytest.raises(EngineMissingError, match="faster-whisper is not installed") as caught:
        engines.create_engine("faster-whisper")
    assert '-e ".[fast]"' in caught.value.hint


def test_without_any(monkeypatch: pytest.MonkeyPatch) -> None:
    without(monkeypatch, "faster_whisper", "whisper")
    with pytest.raises(EngineMissingError, match="No speech engine is installed"):
        engines.default_engine()


def test_unknown_engine() -> None:
    with pytest.raises(EngineMissingError, match="no speech engine called kaldi") as caught:
        engines.create_engine("kaldi")
    assert "faster-whisper and openai-whisper" in caught.value.hint


def test_engine_that_does_not_import() -> None:
    with pytest.raises(EngineMissingError, match="cannot be started"):
        engines.create_engine("tests.unit.nowhere:Engine")


def test_asking_imports_nothing_heavy() -> None:
    program = (
        "import sys; from mockinterview.speech import engines, process;"
        " from mockinterview.speech.models import download, weights;"
        " engines.describe(); weights.available_models();"
        " print({'numpy', 'torch', 'whisper', 'faster_whisper'} & set(sys.modules))"
    )
    result = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert result.stdout.strip() == "set()"


def test_segment_keeps_words_in_order_and_in_range() -> None:
    segment = as_segment(
        [
            (" Well", 1.0, 1.5, 0.9),
            (",", 1.5, 1.4, 1.2),
            (" ", 1.5, 1.6, 0.5),
            (" I", 1.3, 1.9, 0.8),
        ]
    )
    assert segment is not None
    assert segment.text == "Well,  I"
    assert [(word.word, word.start, word.end) for word in segment.words] == [
        ("Well", 1.0, 1.5),
        (",", 1.5, 1.5),
        ("I", 1.5, 1.9),
    ]
    assert segment.words[1].probability == 1.0
    assert as_segment([(" ", 0.0, 1.0, 0.5)]) is None
