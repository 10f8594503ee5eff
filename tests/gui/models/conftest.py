"""Settings on a computer without a model, where two are to be fetched."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from mockinterview.ui.window import MainWindow
from tests.gui.models.room import Look, looks, play_measurements, site_of_a_model, two_models
from tests.unit.model_site import Site


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return two_models(tmp_path, monkeypatch)


@pytest.fixture
def section(cache: Path, qtbot: QtBot, window: MainWindow) -> Look:
    return looks(qtbot, window)


@pytest.fixture
def site(cache: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    with site_of_a_model(monkeypatch) as served:
        yield served


@pytest.fixture
def _measured(monkeypatch: pytest.MonkeyPatch) -> None:
    play_measurements(monkeypatch)
