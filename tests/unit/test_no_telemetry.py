"""Nothing leaves the computer: no library that the program loads tells anybody of it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

IMPORTS = "import onnxruntime, time; time.sleep(1)"

#: What makes onnxruntime 1.32 keep still by itself (the names stand in its library): a user's
#: computer has none of them, so neither test may have.
TOLD_TO_BE_STILL = (
    "ORT_DISABLE_TELEMETRY",
    "CI",
    "TF_BUILD",
    "GITHUB_ACTIONS",
    "GITLAB_CI",
    "CIRCLECI",
    "TRAVIS",
    "JENKINS_URL",
    "CODEBUILD_BUILD_ID",
    "BUILDKITE",
    "TEAMCITY_VERSION",
    "APPVEYOR",
    "BITBUCKET_BUILD_NUMBER",
)


def files_left_by(code: str, home: Path) -> list[str]:
    """What lies in an empty home afterwards."""
    home.mkdir()
    ordinary = {name: value for name, value in os.environ.items() if name not in TOLD_TO_BE_STILL}
    environment = {**ordinary, "HOME": str(home), "XDG_CACHE_HOME": str(home / "cache")}
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
