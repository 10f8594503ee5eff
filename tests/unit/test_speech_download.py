"""A model is fetched from a real server on this computer: whole, in pieces, wrong, cut off."""

from __future__ import annotations

import hashlib
import shutil
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from mockinterview.errors import DownloadError
from mockinterview.speech.catalogue import OfficialModel
from mockinterview.speech.download import Download, DownloadCancelledError

CONTENT = bytes(range(256)) * 4096
MODEL = OfficialModel("small", hashlib.sha256(CONTENT).hexdigest(), len(CONTENT))


@dataclass
class Site:
    """What the server has, how it behaves, and what it was asked for."""

    content: bytes = CONTENT
    takes_ranges: bool = True
    cut_after: int | None = None
    status: int | None = None
    ranges: list[str | None] = field(default_factory=list)
    base_url: str = ""

    def answer(self, request: BaseHTTPRequestHandler) -> None:
        asked = request.headers.get("Range")
        self.ranges.append(asked)
        first = int(asked.removeprefix("bytes=").rstrip("-")) if asked else 0
        if self.status is not None or request.path != f"/{MODEL.sha256}/small.pt":
            request.send_error(self.status or 404)
        elif asked and self.takes_ranges and first >= len(self.content):
            request.send_response(416)
            request.send_header("Content-Range", f"bytes */{len(self.content)}")
            request.send_header("Content-Length", "0")
            request.end_headers()
        else:
            is_part = asked is not None and self.takes_ranges
            body = self.content[first if is_part else 0 :]
            request.send_response(206 if is_part else 200)
            request.send_header("Content-Length", str(len(body)))
            request.end_headers()
            request.wfile.write(body if self.cut_after is None else body[: self.cut_after])


@pytest.fixture
def site() -> Iterator[Site]:
    served = Site()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            served.answer(self)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002  (its name there)
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        served.base_url = f"http://127.0.0.1:{server.server_port}"
        yield served
        server.shutdown()
        thread.join()


@pytest.fixture
def download(site: Site, tmp_path: Path) -> Callable[[], Download]:
    return lambda: Download(MODEL, folder=tmp_path / "models", base_url=site.base_url)


def ignore(_: int, __: int) -> None:
    pass


def test_whole_file(download: Callable[[], Download]) -> None:
    told: list[tuple[int, int]] = []
    job = download()
    path = job.run(lambda done, total: told.append((done, total)))
    assert path.read_bytes() == CONTENT
    assert path.name == "small.pt"
    assert not job.part.exists()
    assert told[0] == (0, len(CONTENT))
    assert told[-1] == (len(CONTENT), len(CONTENT))
    assert told == sorted(told)


def test_cut_off_and_taken_up_again(site: Site, download: Callable[[], Download]) -> None:
    site.cut_after = 400_000
    with pytest.raises(DownloadError, match="could not be fetched") as caught:
        download().run(ignore)
    assert "try again to go on" in caught.value.hint
    assert download().arrived_bytes == 400_000
    site.cut_after = None
    assert download().run(ignore).read_bytes() == CONTENT
    assert site.ranges == [None, "bytes=400000-"]


def test_server_without_ranges_sends_it_all_again(
    site: Site, download: Callable[[], Download]
) -> None:
    site.cut_after = 400_000
    with pytest.raises(DownloadError):
        download().run(ignore)
    site.cut_after, site.takes_ranges = None, False
    assert download().run(ignore).read_bytes() == CONTENT


def test_cancelled_and_taken_up_again(site: Site, download: Callable[[], Download]) -> None:
    job = download()
    with pytest.raises(DownloadCancelledError):
        job.run(lambda done, _: job.cancel() if done > 100_000 else None)
    arrived = job.arrived_bytes
    assert 100_000 < arrived < len(CONTENT)
    assert not job.target.exists()
    assert download().run(ignore).read_bytes() == CONTENT
    assert site.ranges[-1] == f"bytes={arrived}-"


def test_wrong_bytes_are_thrown_away(site: Site, download: Callable[[], Download]) -> None:
    site.content = CONTENT[:-1] + b"!"
    job = download()
    with pytest.raises(DownloadError, match="is not the model small"):
        job.run(ignore)
    assert not job.part.exists()
    assert not job.target.exists()


def test_part_that_is_whole_only_needs_its_sum(
    site: Site, download: Callable[[], Download]
) -> None:
    job = download()
    job.part.parent.mkdir()
    job.part.write_bytes(CONTENT)
    assert job.run(ignore).read_bytes() == CONTENT
    assert site.ranges == [f"bytes={len(CONTENT)}-"]


def test_part_that_is_too_long_is_begun_again(site: Site, download: Callable[[], Download]) -> None:
    job = download()
    job.part.parent.mkdir()
    job.part.write_bytes(CONTENT + b"more")
    assert job.run(ignore).read_bytes() == CONTENT
    assert site.ranges[-1] is None


def test_server_that_refuses(site: Site, download: Callable[[], Download]) -> None:
    site.status = 503
    with pytest.raises(DownloadError, match="the server answered 503"):
        download().run(ignore)


def test_no_connection(tmp_path: Path) -> None:
    job = Download(MODEL, folder=tmp_path, base_url="http://127.0.0.1:9")
    with pytest.raises(DownloadError, match="the connection failed"):
        job.run(ignore)


def test_no_room(
    site: Site, download: Callable[[], Download], monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = shutil.disk_usage("/")
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage._replace(free=1_000_000))
    with pytest.raises(DownloadError, match="no room for the model small"):
        download().run(ignore)
    assert site.ranges == []


def test_folder_that_cannot_be_written(site: Site, tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.touch()
    with pytest.raises(DownloadError, match="could not be fetched"):
        Download(MODEL, folder=blocked / "models", base_url=site.base_url).run(ignore)
