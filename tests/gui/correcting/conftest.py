"""An attempt whose transcript is corrected, and who does that."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from mockinterview.files.attempts import AttemptFolder
from tests.gui.conftest import MakeWindow, PlayedServices
from tests.gui.correcting.room import Marker
from tests.gui.marking_attempts import make_attempt


@pytest.fixture
def folder(services: PlayedServices) -> AttemptFolder:
    return make_attempt(services.library, content=services.content)


@pytest.fixture
def marker(qtbot: QtBot, folder: AttemptFolder, make_window: MakeWindow) -> Marker:
    return Marker(qtbot, make_window(), folder)
