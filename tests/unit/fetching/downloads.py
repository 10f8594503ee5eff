"""Downloads of a small model from a server of the test's own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from mockinterview.errors import DownloadError
from mockinterview.speech.models.download import Download, DownloadCancelledError
from tests.unit.model_site import CONTENT, MODEL, Site

ONE_LESS = CONTENT[:-1] + b"!"
MakeDownload = Callable[..., Download]


def without_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever this computer is told about proxies is forgotten."""
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


def downloads(site: Site, folder: Path) -> MakeDownload:
    """Makes downloads that give up at the first fault, unless told otherwise."""

    def make(tries: int = 0, stall_seconds: float = 5.0) -> Download:
        return Download(
            MODEL,
            folder=folder,
            base_url=site.base_url,
            stall_seconds=stall_seconds,
            pauses_seconds=(0.01,) * tries,
        )

    return make


def ignore(_: int, __: int) -> None:
    pass


def fail(job: Download, match: str) -> DownloadError:
    """The error that the download ends with; no file has the model's name then."""
    with pytest.raises(DownloadError, match=match) as caught:
        job.run(ignore)
    assert not job.target.exists()
    assert not isinstance(caught.value, DownloadCancelledError)
    return caught.value
