"""The real window, open on a virtual screen with a virtual microphone."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.e2e.candidate import Candidate, accept_devices
from tests.rig.program import Program
from tests.rig.screen import VirtualScreen
from tests.rig.sound import VirtualSound


@pytest.fixture
def candidate(
    tmp_path: Path, virtual_screen: VirtualScreen, virtual_sound: VirtualSound
) -> Iterator[Candidate]:
    """Somebody who has checked their devices before."""
    accept_devices(tmp_path)
    with opened(tmp_path, virtual_screen, virtual_sound) as candidate:
        yield candidate


@pytest.fixture
def newcomer(
    tmp_path: Path, virtual_screen: VirtualScreen, virtual_sound: VirtualSound
) -> Iterator[Candidate]:
    """Somebody who opens the program for the first time."""
    with opened(tmp_path, virtual_screen, virtual_sound) as candidate:
        yield candidate


@contextmanager
def opened(folder: Path, screen: VirtualScreen, sound: VirtualSound) -> Iterator[Candidate]:
    with Program(folder, screen=screen, sound=sound) as program:
        candidate = Candidate(program, sound)
        candidate.open()
        yield candidate
        assert "Traceback" not in program.output()
        assert program.process.poll() is None, "the window is still open at the end"
