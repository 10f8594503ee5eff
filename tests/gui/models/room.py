"""The models in Settings before a person: opened, waited for, and a measurement that is played."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from mockinterview.errors import TranscriptionCancelled
from mockinterview.speech.engines import engine_with_version
from mockinterview.speech.models import catalogue, download, overview, speeds, weights
from mockinterview.speech.models.speeds import Speed, SpeedMemory
from mockinterview.speech.protocol import Event, Loading, Progress
from mockinterview.ui.models.row import ModelRow
from mockinterview.ui.models.section import SpeechSection
from mockinterview.ui.window import MainWindow
from tests.unit.model_cache import MEDIUM, SMALL, empty_cache
from tests.unit.model_site import MODEL, Site, serving

Key = Qt.Key
Look = Callable[[], SpeechSection]


def two_models(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The model cache of a computer without a model; two are to be fetched."""
    folder = empty_cache(tmp_path, monkeypatch)
    monkeypatch.setattr(catalogue, "OFFICIAL_MODELS", (SMALL, MEDIUM))
    return folder


def looks(qtbot: QtBot, window: MainWindow) -> Look:
    """Opens Settings and waits until it has looked."""

    def look() -> SpeechSection:
        window.show_page("settings")
        found = window.pages.settings.speech
        qtbot.waitUntil(lambda: found.has_looked and all(row.isVisible() for row in found.rows))
        return found

    return look


@contextlib.contextmanager
def site_of_a_model(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """A server with a model `small` of its own."""
    for module in (catalogue, overview, weights):
        monkeypatch.setattr(module, "OFFICIAL_MODELS", (MODEL, MEDIUM))
    with serving(Site()) as served:
        monkeypatch.setattr(download, "OFFICIAL_BASE_URL", served.base_url)
        monkeypatch.setattr(download, "PAUSES_SECONDS", ())
        yield served


def settle(qtbot: QtBot, found: SpeechSection) -> None:
    """Wait until nothing is under way and the last look is over."""
    qtbot.waitUntil(lambda: not found.desk.jobs)
    with qtbot.waitSignal(found.desk.changed):
        found.refresh()


def make_current(row: ModelRow) -> ModelRow:
    row.wanted.emit()
    return row


class PlayedMeasurement:
    """A measurement that waits until it is let go or cancelled."""

    def __init__(self, engine: str, model: str, sample: Path) -> None:
        self.asked = (engine, model, sample.suffix)
        self.may_end = threading.Event()
        self.is_cancelled = False
        made.append(self)

    def run(self, on_event: Callable[[Event], None]) -> Speed:
        on_event(Loading("Loading the model small"))
        on_event(Progress(30, 60))
        assert self.may_end.wait(20)
        if self.is_cancelled:
            raise TranscriptionCancelled("The transcription was cancelled.")
        engine = engine_with_version("faster-whisper")
        speed = Speed(engine, "small", speeds.this_machine(), "cpu", 60.0, 11.8, True)
        SpeedMemory().remember(speed)
        return speed

    def cancel(self) -> None:
        self.is_cancelled = True
        self.may_end.set()


made: list[PlayedMeasurement] = []


def play_measurements(monkeypatch: pytest.MonkeyPatch) -> None:
    """From now on; `made` has them."""
    made.clear()
    monkeypatch.setattr(speeds, "SpeedMeasurement", PlayedMeasurement)
