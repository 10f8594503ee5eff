"""The window over a library of its own, with devices and speech that the test plays."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from mockinterview import paths
from mockinterview.core.measures import Measure
from mockinterview.core.suggestion import Place
from mockinterview.files.content import Content, load_content
from mockinterview.services import Services
from mockinterview.settings import CheckedDevices, DeviceChoice, Settings, load_settings
from mockinterview.ui import interview as interview_module
from mockinterview.ui.tasks import Tasks
from mockinterview.ui.theme import Theme
from mockinterview.ui.window import MainWindow
from tests.fakes import FakeSound, device_info
from tests.gui.quiet_speech import QuietSpeech
from tests.gui.room import Room
from tests.model_cache import model_cache_in

CHECKED = CheckedDevices(
    input=DeviceChoice(name="Built-in Audio", host_api="ALSA"),
    output=DeviceChoice(name="Speakers", host_api="ALSA"),
)
"""What the devices of `sound` are: somebody has accepted the sound check before."""


class PlayedServices(Services):
    """The real services but for what takes long to load: speech, and the sentence encoder."""

    def __init__(self, home: Path, content: Content) -> None:
        settings = Settings(
            library=home / "library", own_content=home / "own", checked_devices=CHECKED
        )
        super().__init__(
            settings, home / "settings.json", content, content_cache=home / "content.json"
        )
        self.settings_path = home / "settings.json"
        self.quiet_speech = QuietSpeech()

    @property
    def speech(self) -> QuietSpeech:  # type: ignore[override]
        """Speech that costs no time."""
        return self.quiet_speech

    def measure(self, *_: object) -> Sequence[Measure]:
        """None: reading the sound takes longer than most tests."""
        return ()

    def suggest_places(self, _rubric: object, _words: object) -> dict[str, tuple[Place, ...]]:
        """None: the encoder takes longer to load than most tests."""
        return {}

    @property
    def written_settings(self) -> Settings:
        """What is on the disk."""
        return load_settings(self.settings_path)


@pytest.fixture(scope="session", autouse=True)
def model_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """An empty one, for all tests here that do not choose another."""
    with model_cache_in(tmp_path_factory.mktemp("models")) as folder:
        yield folder


@pytest.fixture
def sound(monkeypatch: pytest.MonkeyPatch) -> FakeSound:
    """A computer with two microphones and a loudspeaker."""
    return FakeSound(
        device_info("Built-in Audio", inputs=1),
        device_info("USB Headset", inputs=1),
        device_info("Speakers", outputs=2),
    ).install(monkeypatch)


@pytest.fixture(scope="session")
def shipped_content() -> Content:
    """The real questions, read once."""
    return load_content([paths.content_folder()])


@pytest.fixture
def services(
    tmp_path: Path, sound: FakeSound, shipped_content: Content
) -> Iterator[PlayedServices]:
    """Real content, an empty library."""
    services = PlayedServices(tmp_path, dataclasses.replace(shipped_content, problems=[]))
    yield services
    services.close()
    assert all(stream.closed for stream in sound.streams), "a device was not given back"


@pytest.fixture(scope="session")
def theme(qapp: QApplication) -> Theme:
    """The one theme of the application."""
    return Theme(qapp)


MakeWindow = Callable[[], MainWindow]


@pytest.fixture
def make_window(qtbot: QtBot, services: PlayedServices, theme: Theme) -> Iterator[MakeWindow]:
    """Opens the window and waits until it has read the library."""
    made: list[MainWindow] = []

    def make() -> MainWindow:
        window = MainWindow(services, theme, Tasks(services.work))
        made.append(window)
        # An interview that a failed test leaves would ask before the window closes.
        qtbot.addWidget(window, before_close_func=lambda _: window.shut_down())
        window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        qtbot.waitUntil(lambda: window.keeper.is_read)
        return window

    yield make
    for window in made:
        window.watch.stop()  # these may not ask for work after the services have ended
        window.keeper.stop()


@pytest.fixture
def window(make_window: MakeWindow) -> MainWindow:
    """The window over an empty library."""
    return make_window()


@pytest.fixture
def _quick_ears(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stages listen to their key at once."""
    monkeypatch.setattr(interview_module, "DEAF_SECONDS", {})
    monkeypatch.setattr(interview_module, "DEAF_AFTER_TYPING_SECONDS", 0.0)


@pytest.fixture
def room(
    qtbot: QtBot,
    window: MainWindow,
    services: PlayedServices,
    sound: FakeSound,
    _quick_ears: None,
) -> Room:
    return Room(qtbot, window, services, sound)
