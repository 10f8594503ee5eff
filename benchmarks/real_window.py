"""The real window on a virtual screen with a virtual microphone, and somebody at its keyboard."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

from tests.e2e.candidate import Candidate, accept_devices
from tests.rig.program import Program
from tests.rig.screen import VirtualScreen
from tests.rig.sound import VirtualSound


@contextlib.contextmanager
def opened_window(folder: Path) -> Iterator[Candidate]:
    """The program with a home in this folder, opened by somebody who has checked their devices."""
    accept_devices(folder / "home")
    with (
        VirtualScreen(folder / "screen") as screen,
        VirtualSound(folder / "sound") as sound,
        Program(folder / "home", screen=screen, sound=sound) as program,
    ):
        candidate = Candidate(program, sound)
        candidate.open()
        yield candidate
