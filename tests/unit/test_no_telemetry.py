"""Nothing leaves the computer: no library that the program loads tells anybody of it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

IMPORTS = "import onnxruntime, time; time.sleep(1)"


def files_left_by(code: str, home: Path) -> list[str]:
    """What lies in an empty home afterwards."""
    home.mkdir()
    environment = {**os.environ, "HOME": str(home), "XDG_CACHE_HOME": str(home / "cache")}
    environment.pop("ORT_DISABLE_TELEMETRY", None)
    subprocess.run([sys.executable, "-c", code], env=environment, check=True, timeout=60)
    return [str(path.relative_to(home)) for path in home.rglob("*") if path.is_file()]


def test_the_library_of_the_encoder_writes_no_id_and_no_events(tmp_path: Path) -> None:
    assert files_left_by(f"import mockinterview; {IMPORTS}", tmp_path / "ours") == []


def test_without_being_told_it_would(tmp_path: Path) -> None:
    """Else the test above could not fail."""
    left = files_left_by(IMPORTS, tmp_path / "theirs")
    assert any("onnxruntime" in name for name in left), left


def test_the_speech_process_is_told_too() -> None:
    code = "import mockinterview.speech.worker, os; print(os.environ['ORT_DISABLE_TELEMETRY'])"
    environment = {name: value for name, value in os.environ.items() if "TELEMETRY" not in name}
    answer = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, check=True, text=True
    )
    assert answer.stdout.strip() == "1"
