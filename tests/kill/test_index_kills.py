"""The index while programs die and meet: it is made anew, and the library is never touched."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from benchmarks.library import make_library

from tests.rig import processes
from tests.rig.program import private_environment

pytestmark = pytest.mark.process

NUMBER = 400


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    library = tmp_path_factory.mktemp("index") / "library"
    make_library(library, NUMBER)
    for path in library.rglob("*.json"):
        os.utime(path, (1_700_000_000, 1_700_000_000))  # else all is looked at twice
    return library


def start(library: Path, *arguments: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "mockinterview", "--library", str(library), *arguments]
    home = library.parent / "home"
    home.mkdir(exist_ok=True)
    log = library.parent / f"{time.monotonic_ns()}.log"
    return processes.start(command, log=log, environment=private_environment(home))


def ask(library: Path, *arguments: str) -> dict[str, object]:
    home = library.parent / "home"
    home.mkdir(exist_ok=True)
    answer = subprocess.run(
        [sys.executable, "-m", "mockinterview", "--library", str(library), *arguments, "--json"],
        env=private_environment(home),
        capture_output=True,
        check=True,
        timeout=60,
    )
    told: dict[str, object] = json.loads(answer.stdout)
    return told


def contents(library: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in library.rglob("*.json")}


@pytest.mark.parametrize("seconds", [0.7, 1.0, 1.3])
def test_killed_while_it_is_made(library: Path, seconds: float) -> None:
    before = contents(library)
    process = start(library, "library", "rebuild")
    time.sleep(seconds)
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert ask(library, "library", "check")["attempts"] == NUMBER
    assert ask(library, "library", "check")["changed"] == 0
    assert contents(library) == before


def test_made_by_two_at_once(library: Path) -> None:
    both = [start(library, "library", "rebuild") for _ in range(2)]
    assert [process.wait(timeout=60) for process in both] == [0, 0]
    assert ask(library, "library", "check")["attempts"] == NUMBER
