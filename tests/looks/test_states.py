"""Nothing is clipped, pale, nameless or out of Tab's reach in any state of the window."""

from __future__ import annotations

import subprocess
import sys
from fnmatch import fnmatch
from pathlib import Path

import pytest
from tools.screenshots.states import STATES

ROOT = Path(__file__).resolve().parents[2]
LARGE_TEXT, ORDINARY_TEXT = "150", "100"
SECONDS = 280

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


def walked(text: str, patterns: tuple[str, ...]) -> None:
    """Walk through states in a program of its own, in which the text has this size."""
    states = [
        name
        for name in STATES
        if any(fnmatch(name, pattern) for pattern in patterns)
        and not any(fnmatch(name, pattern) for pattern in SLOW_TO_COME)
    ]
    command = [sys.executable, "-m", "tests.looks.walk", "--text", text, "--states", *states]
    done = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, timeout=SECONDS, check=False
    )
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr[-2000:]}"


@pytest.mark.slow
@pytest.mark.parametrize(
    "patterns",
    [
        ("[!mt]*",),
        ("marking", "marking_[!s]*"),
        ("marking_s*", "transcript*", "take*", "models*"),
    ],
    ids=["pages", "marking", "words"],
)
def test_large_text_in_every_state(patterns: tuple[str, ...]) -> None:
    walked(LARGE_TEXT, patterns)


@pytest.mark.slow
def test_ordinary_text_in_the_states_seen_most() -> None:
    walked(ORDINARY_TEXT, AT_BOTH_SIZES)
