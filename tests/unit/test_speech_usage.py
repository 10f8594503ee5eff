"""A loaded model is known to be in use by every process, until its process ends, however."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from mockinterview.speech.models import weights
from mockinterview.speech.models.usage import hold, is_in_use
from mockinterview.speech.process import SpeechProcess


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(weights.MODELS_VARIABLE, str(tmp_path / "models"))
    return tmp_path / "models"


def test_what_this_process_holds_is_in_use_until_it_lets_go() -> None:
    assert not is_in_use("base")
    lock = hold("base")
    assert lock is not None
    assert is_in_use("base")
    assert not is_in_use("base.en")
    other = hold("tiny.en", lock)
    assert other is not None
    assert not is_in_use("base")
    again = hold("tiny.en", other)
    assert is_in_use("tiny.en")
    assert again is not None
    again.release()
    assert not is_in_use("tiny.en")


def test_a_killed_process_lets_go(cache: Path) -> None:
    program = (
        "from mockinterview.speech.models.usage import hold; lock = hold('tiny.en');"
        " print('held', flush=True); input()"
    )
    child = subprocess.Popen(
        [sys.executable, "-c", program],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=dict(os.environ),
    )
    with child:
        assert child.stdout is not None
        assert child.stdout.readline() == "held\n"
        assert is_in_use("tiny.en")
        child.send_signal(signal.SIGKILL)
        child.wait()
    assert not is_in_use("tiny.en")
    assert list((cache / "in-use").iterdir()) == []


def test_a_cache_that_cannot_be_written_to_is_no_hindrance(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocked = tmp_path / "file"
    blocked.touch()
    monkeypatch.setenv(weights.MODELS_VARIABLE, str(blocked / "models"))
    assert hold("base") is None
    assert not is_in_use("base")


@pytest.mark.slow
def test_a_speech_process_tells_where_its_model_runs() -> None:
    with SpeechProcess("tests.unit.fake_engines:EchoEngine") as speech:
        assert speech.warm().processor == "cpu"
