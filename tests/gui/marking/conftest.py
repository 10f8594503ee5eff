"""The marking page alone, with an attempt to mark."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from mockinterview.files.attempts import AttemptFolder, Library
from mockinterview.files.content import Content
from mockinterview.ui.marking.page import MarkingPage
from mockinterview.ui.tasks import Tasks
from mockinterview.ui.theme import Theme
from tests.fakes import FakeSound, device_info
from tests.gui.marking.room import (
    SilentServices,
)
from tests.gui.marking_attempts import (
    RATE_HZ,
    make_attempt,
)


@pytest.fixture
def sound(monkeypatch: pytest.MonkeyPatch) -> FakeSound:
    speakers = device_info("Speakers", outputs=2, rate_hz=float(RATE_HZ))
    return FakeSound(speakers).install(monkeypatch)


@pytest.fixture
def services(
    tmp_path: Path, shipped_content: Content, sound: FakeSound
) -> Iterator[SilentServices]:
    services = SilentServices(tmp_path, shipped_content)
    yield services
    services.fake_speech.may_end.set()
    services.close()


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return Library(tmp_path / "library")


@pytest.fixture
def new_page(qtbot: QtBot, services: SilentServices, theme: Theme) -> Callable[[], MarkingPage]:
    """Another page on the same services, as after a new start."""

    def make() -> MarkingPage:
        page = MarkingPage(services, theme, Tasks(services.work))
        qtbot.addWidget(page)
        return page

    return make


@pytest.fixture
def page(
    qtbot: QtBot, services: SilentServices, new_page: Callable[[], MarkingPage]
) -> Iterator[MarkingPage]:
    page = new_page()
    page.resize(1100, 760)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    yield page
    services.fake_speech.may_end.set()
    page.close_down()


@pytest.fixture
def folder(library: Library, shipped_content: Content) -> AttemptFolder:
    return make_attempt(library, content=shipped_content)
