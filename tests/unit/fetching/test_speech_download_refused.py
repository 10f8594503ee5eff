"""A fetch that a server, a proxy, the network or the disk refuses: told, and nothing is left."""

from __future__ import annotations

import shutil
import socket
import threading
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from mockinterview.errors import DownloadError
from mockinterview.speech.models.connection import explain, proxy_of
from mockinterview.speech.models.download import Download, DownloadCancelledError
from mockinterview.speech.models.part_file import PartFile
from tests.unit.fetching.downloads import MakeDownload, fail, ignore
from tests.unit.model_site import CONTENT, MODEL, Site, serving


@pytest.mark.parametrize(
    ("status", "told", "asked"),
    [
        (404, "the server does not have it any more", 1),
        (410, "the server does not have it any more", 1),
        (403, "the server refused it", 1),
        (418, "the server answered 418", 1),
        (500, "the server answered 500", 3),
        (503, "the server answered 503", 3),
        (429, "the server answered 429", 3),
    ],
)
def test_what_a_server_refuses_is_told_and_tried_again_only_where_that_may_help(
    status: int, told: str, asked: int, site: Site, download: MakeDownload
) -> None:
    site.statuses = [status] * 9
    fail(download(tries=2), told)
    assert len(site.ranges) == asked


def test_a_busy_server_is_asked_again(site: Site, download: MakeDownload) -> None:
    site.statuses = [503, 500]
    assert download(tries=2).run(ignore).read_bytes() == CONTENT


def test_a_redirect_on_this_computer_is_followed(site: Site, download: MakeDownload) -> None:
    site.redirect = "/elsewhere"
    assert download().run(ignore).read_bytes() == CONTENT
    assert site.paths[-1] == "/elsewhere"


@pytest.mark.parametrize(
    "address", ["http://models.example/small.pt", "ftp://models.example/small", "file:///etc/hosts"]
)
def test_a_redirect_to_an_unsafe_place_is_not(
    address: str, site: Site, download: MakeDownload
) -> None:
    site.redirect = address
    fail(download(tries=2), "the server led to")
    assert len(site.paths) == 1


def test_a_redirect_in_a_circle_ends(site: Site, download: MakeDownload) -> None:
    site.redirect = f"{site.base_url}/again/small.pt"
    fail(download(), "the server led from one address to the next, and nowhere")
    assert len(site.paths) < 12


def test_a_server_that_nobody_vouches_for_is_not_trusted(folder: Path) -> None:
    with serving(Site(), tls=True) as site:
        job = Download(MODEL, folder=folder, base_url=site.base_url, pauses_seconds=())
        error = fail(job, "the server could not prove who it is")
        assert "date" in error.hint
        assert site.paths == []


def test_a_server_that_speaks_no_tls_is_told(site: Site, folder: Path) -> None:
    address = site.base_url.replace("http:", "https:")
    fail(Download(MODEL, folder=folder, base_url=address), "no safe connection could be made")


def test_only_https_leaves_the_computer(folder: Path) -> None:
    job = Download(MODEL, folder=folder, base_url="http://models.example")
    fail(job, "an address that is not safe")


def test_no_server(folder: Path) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{unused.getsockname()[1]}"
        job = Download(MODEL, folder=folder, base_url=address)
        fail(job, "the server refused the connection")


def test_offline(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_names(*_: object, **__: object) -> None:
        raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")

    monkeypatch.setattr(socket, "getaddrinfo", no_names)
    error = fail(Download(MODEL, folder=folder), "this computer seems to be offline")
    assert error.hint == "Connect it to the internet and try again."
    unreachable = OSError(101, "Network is unreachable")
    assert explain(unreachable, MODEL.url()).what == "this computer seems to be offline"


@pytest.mark.parametrize(
    ("status", "told"),
    [(407, "asks for a name and a password"), (502, r"refused the connection \(502\)")],
)
def test_a_proxy_that_refuses_is_told(
    status: int, told: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(request: BaseHTTPRequestHandler) -> None:
        request.send_error(status)

    with serving(Site(), refuse) as proxy:
        port = proxy.base_url.rpartition(":")[2]
        monkeypatch.setenv("https_proxy", f"http://me:secret@127.0.0.1:{port}")
        job = Download(MODEL, folder=folder, base_url="https://models.example")
        error = fail(job, rf"the proxy 127\.0\.0\.1:{port} {told}")
        assert "secret" not in f"{error} {error.detail}"


def test_a_proxy_that_is_not_there_is_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
        monkeypatch.setenv("https_proxy", f"127.0.0.1:{port}")
        assert proxy_of("https://models.example") == f"127.0.0.1:{port}"
        job = Download(MODEL, folder=folder, base_url="https://models.example")
        fail(job, f"the proxy 127.0.0.1:{port} refused the connection")
    monkeypatch.setenv("no_proxy", "models.example")
    assert proxy_of("https://models.example") == ""


def test_no_room(site: Site, download: MakeDownload, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = shutil.disk_usage("/")
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage._replace(free=1_000_000))
    fail(download(), "There is no room for the model small: it needs 202 MB")
    assert site.ranges == []


def test_the_disk_fills_up_in_the_middle(
    download: MakeDownload, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(PartFile, "forget", lambda _: None)  # it would remove what stands for it
    job = download(tries=3)
    job.part.parent.mkdir()
    job.part.symlink_to("/dev/full")  # the system itself says that there is no room
    error = fail(job, "the disk is full")
    assert error.hint == "Free some space and try again."


def test_a_folder_that_cannot_be_made(site: Site, tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.touch()
    fail(Download(MODEL, folder=blocked / "models", base_url=site.base_url), "not a directory")


def test_a_folder_that_may_not_be_written_to(
    download: MakeDownload, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An administrator may write anywhere, so it is played."""
    job = download(tries=3)

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    fail(job, "its folder cannot be written to")


def test_a_folder_in_the_place_of_the_part_is_told(download: MakeDownload) -> None:
    job = download()
    job.part.mkdir(parents=True)
    fail(job, "could not be fetched")


def test_the_same_model_is_fetched_once_at_a_time(site: Site, download: MakeDownload) -> None:
    site.stall_after = 300_000
    first = download(stall_seconds=15)
    begun = threading.Event()
    outcome: list[Exception] = []

    def run() -> None:
        try:
            first.run(lambda done, _: begun.set() if done else None)
        except DownloadError as error:
            outcome.append(error)

    thread = threading.Thread(target=run)
    thread.start()
    assert begun.wait(10)
    second = download()
    error = fail(second, "is being fetched already")
    assert "wait for it, or cancel it there" in error.hint
    first.cancel()
    thread.join(10)
    assert isinstance(outcome[0], DownloadCancelledError)
    site.stall_after = None
    assert second.run(ignore).read_bytes() == CONTENT
