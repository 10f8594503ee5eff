"""Fixtures that every test may use: the virtual screen and the virtual microphone."""

from __future__ import annotations

import ctypes.util
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest

from tests.rig.browser import Browser
from tests.rig.processes import MissingToolError
from tests.rig.screen import VirtualScreen
from tests.rig.sound import VirtualSound

# Widgets under pytest-qt need no screen; the real program gets one from `virtual_screen`.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# How long an example takes says more of what else the machine does than of the code.
hypothesis.settings.register_profile("unhurried", deadline=None)
hypothesis.settings.load_profile("unhurried")

HAS_PORTAUDIO = ctypes.util.find_library("portaudio") is not None
"""The shared library behind sounddevice; on Linux a system package."""


def pytest_report_header() -> str | None:
    """Tell that tests are left out, and how to have them."""
    if HAS_PORTAUDIO or os.environ.get("CI"):
        return None
    return "PortAudio is missing: tests with devices are left out. script/bootstrap installs it."


def pytest_ignore_collect(collection_path: Path) -> bool | None:
    """Without PortAudio, and not in CI, leave out what cannot even be imported."""
    if HAS_PORTAUDIO or os.environ.get("CI"):
        return None
    if collection_path.name in {"gui", "test_fakes.py"}:
        return True
    is_test = collection_path.match("test_*.py")
    return True if is_test and "tests.fakes" in collection_path.read_text("utf-8") else None


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


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """A browser without a window, for the whole run."""
    found = Browser(tmp_path_factory.mktemp("browser"))
    try:
        found.start()
    except MissingToolError as error:
        _skip_outside_ci(error)
    yield found
    found.stop()


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
