"""The real window, open on a virtual screen with a virtual microphone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.candidate import Candidate
from tests.rig.program import Program
from tests.rig.screen import VirtualScreen
from tests.rig.sound import VirtualSound


@pytest.fixture
def candidate(
    tmp_path: Path, virtual_screen: VirtualScreen, virtual_sound: VirtualSound
) -> Iterator[Candidate]:
    with Program(tmp_path, screen=virtual_screen, sound=virtual_sound) as program:
        candidate = Candidate(program, virtual_sound)
        candidate.open()
        yield candidate
        assert "Traceback" not in program.output()
        assert program.process.poll() is None, "the window is still open at the end"
