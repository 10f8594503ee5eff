"""docs/models.md is true: each of the tests that it names is there."""

from __future__ import annotations

import re
from pathlib import Path

from mockinterview.speech.models.download import PAUSES_SECONDS, STALL_SECONDS
from mockinterview.speech.models.speeds import SHORTEST_SECONDS

REPOSITORY = Path(__file__).parents[2]
TEXT = (REPOSITORY / "docs" / "models.md").read_text(encoding="utf-8")


def test_every_row_names_a_test() -> None:
    modules = sorted((REPOSITORY / "tests/unit/fetching").glob("test_speech_download*.py"))
    tests = "\n".join(module.read_text(encoding="utf-8") for module in modules)
    named = re.findall(r"`(test_\w+)`", TEXT)
    assert len(named) >= 20
    assert [name for name in named if f"def {name}(" not in tests] == []


def test_its_figures_are_those_of_the_code() -> None:
    assert f"more than {STALL_SECONDS:.0f} s" in TEXT
    assert f"at least {SHORTEST_SECONDS:.0f} s" in TEXT
    assert ("tried again three times" in TEXT) == (len(PAUSES_SECONDS) == 3)
