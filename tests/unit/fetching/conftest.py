"""A server with a small model, and downloads from it that know of no proxy."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.unit.fetching.downloads import MakeDownload, downloads, without_proxy
from tests.unit.model_site import Site, serving


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    without_proxy(monkeypatch)


@pytest.fixture
def site() -> Iterator[Site]:
    with serving(Site()) as served:
        yield served


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "models"


@pytest.fixture
def download(site: Site, folder: Path) -> MakeDownload:
    return downloads(site, folder)
