"""Nothing is clipped, pale, nameless or out of Tab's reach in any state of the window."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path

import pytest
from tools.screenshots.states import STATES

ROOT = Path(__file__).resolve().parents[2]
LARGE_TEXT, ORDINARY_TEXT = "150", "100"
SECONDS = 500

SLOW_TO_COME = (
    *("answer_*", "listen_*", "prepare_*", "silence_*", "disk_full", "saved_*", "interrupted_*"),
    *(
        "sitting_b*",
        "sitting_s*",
        "check_[qscb]*",
        "models_[fsmdup]*",
        "import_[srf]*",
        "imported",
        "leaving",
    ),
    *("marking_suggestions_[bkcd]*", "marking_measures_[bcpu]*", "marking_w*", "marking_imperial"),
    *("marking_n*", "marking_citations_[lu]*", "marking_other*", "practise_[pn]*", "check_ready"),
    *(
        "transcript_[!hcwl]*",
        "bin_[rqe]*",
        "exported",
        "export_r*",
        "takes",
        "marking_citations_o*",
        "marking_comment_*",
    ),
    *(
        "agreeing_two",
        "class_empty",
        "diary_end",
        "diary_told",
    ),
)
"""Seconds each, and much like their neighbours; `python -m tests.looks.walk` has them too."""
AT_BOTH_SIZES = (
    "marking_marked",
    "marking_structure",
    "practise",
    "attempts",
    "settings",
    "banks_tutor",
    "formats",
    "saved",
)


WALKS = {
    "pages": (LARGE_TEXT, ("[!mt]*",)),
    "marking": (LARGE_TEXT, ("marking", "marking_[!s]*")),
    "words": (LARGE_TEXT, ("marking_s*", "transcript*", "take*", "models*")),
    "ordinary": (ORDINARY_TEXT, AT_BOTH_SIZES),
}


@pytest.fixture(scope="module")
def walks(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Walk]]:
    """All of them at the same time: what takes long is that layouts come to rest."""
    folder = tmp_path_factory.mktemp("walks")
    started = {name: Walk(folder / name, *walk) for name, walk in WALKS.items()}
    yield started
    for walk in started.values():
        walk.end()


class Walk:
    """A walk through states in a program of its own, in which the text has this size."""

    def __init__(self, told: Path, text: str, patterns: tuple[str, ...]) -> None:
        states = [
            name
            for name in STATES
            if any(fnmatch(name, pattern) for pattern in patterns)
            and not any(fnmatch(name, pattern) for pattern in SLOW_TO_COME)
        ]
        command = [sys.executable, "-m", "tests.looks.walk", "--text", text, "--states", *states]
        self._told = told
        with told.open("wb") as output:
            self._process = subprocess.Popen(command, cwd=ROOT, stdout=output, stderr=output)

    def outcome(self) -> tuple[int, str]:
        """Its exit code and what it told, when it is over."""
        code = self._process.wait(SECONDS)
        return code, self._told.read_text(encoding="utf-8")[-6000:]

    def end(self) -> None:
        """Whatever it is doing."""
        self._process.kill()
        self._process.wait()


@pytest.mark.slow
@pytest.mark.timeout(SECONDS + 20)
@pytest.mark.parametrize("name", WALKS)
def test_nothing_looks_wrong_in_any_state(walks: dict[str, Walk], name: str) -> None:
    code, told = walks[name].outcome()
    assert code == 0, told
