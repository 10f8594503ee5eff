"""Fixtures that every test may use: the virtual screen and the virtual microphone."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator

import pytest

from tests.rig.processes import MissingToolError
from tests.rig.screen import VirtualScreen
from tests.rig.sound import VirtualSound

# Widgets under pytest-qt need no screen; the real program gets one from `virtual_screen`.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@pytest.fixture(scope="session")
def virtual_sound(tmp_path_factory: pytest.TempPathFactory) -> Iterator[VirtualSound]:
    """A private sound server with a virtual microphone, for the whole run."""
    sound = VirtualSound(tmp_path_factory.mktemp("sound"))
    try:
        sound.start()
    except MissingToolError as error:
        _skip_outside_ci(error)
    yield sound
    sound.stop()


@pytest.fixture(scope="session")
def virtual_screen(tmp_path_factory: pytest.TempPathFactory) -> Iterator[VirtualScreen]:
    """A private screen of 1440 x 900 pixels, for the whole run."""
    screen = VirtualScreen(tmp_path_factory.mktemp("screen"))
    try:
        screen.start()
    except MissingToolError as error:
        _skip_outside_ci(error)
    yield screen
    screen.stop()


def pytest_sessionfinish() -> None:
    """Empty Qt's clipboard while Python is still there.

    Without a screen Qt destroys what was copied only when the process exits, after Python has
    ended, and crashes when it was a Python object.
    """
    if "PySide6.QtGui" in sys.modules:
        from PySide6.QtGui import QGuiApplication

        if QGuiApplication.instance() is not None:
            QGuiApplication.clipboard().clear()


def _skip_outside_ci(error: MissingToolError) -> None:
    if os.environ.get("CI"):
        raise error
    pytest.skip(str(error))
