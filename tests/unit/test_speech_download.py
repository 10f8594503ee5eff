"""A model is fetched from a real server on this computer, which behaves as badly as servers do."""

from __future__ import annotations

import shutil
import socket
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from mockinterview.errors import DownloadError
from mockinterview.speech.checksums import ChecksumMemory
from mockinterview.speech.connection import explain, proxy_of
from mockinterview.speech.download import Download, DownloadCancelledError
from mockinterview.speech.part_file import PartFile
from tests.unit.model_site import CONTENT, MODEL, Site, serving

ONE_LESS = CONTENT[:-1] + b"!"
MakeDownload = Callable[..., Download]


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


@pytest.fixture
def site() -> Iterator[Site]:
    with serving(Site()) as served:
        yield served


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "models"


@pytest.fixture
def download(site: Site, folder: Path) -> MakeDownload:
    """A download that gives up at the first fault, unless told otherwise."""

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


def test_whole_file(download: MakeDownload, folder: Path) -> None:
    told: list[tuple[int, int]] = []
    job = download()
    path = job.run(lambda done, total: told.append((done, total)))
    assert path.read_bytes() == CONTENT
    assert path.name == "small.pt"
    assert told[0] == (0, len(CONTENT))
    assert told[-1] == (len(CONTENT), len(CONTENT))
    assert told == sorted(told)
    left = {found.name for found in folder.iterdir()}
    assert left == {"small.pt", "verified.json", ".small.pt.lock"}
    assert ChecksumMemory(folder / "verified.json").known(path) == MODEL.sha256


def test_only_the_request_leaves_the_computer(site: Site, download: MakeDownload) -> None:
    download().run(ignore)
    assert site.paths == [f"/{MODEL.sha256}/small.pt"]
    assert set(site.headers[0]) == {"Accept-Encoding", "Host", "User-Agent", "Connection"}
    assert site.headers[0]["User-Agent"] == "mockinterview"


def test_what_is_here_already_is_not_fetched_again(site: Site, download: MakeDownload) -> None:
    download().run(ignore)
    download().run(ignore)
    assert len(site.ranges) == 1


def test_cut_off_and_taken_up_again_by_itself(site: Site, download: MakeDownload) -> None:
    site.cut_after = 400_000
    troubles: list[str] = []
    job = download(tries=1)
    assert job.run(ignore, troubles.append).read_bytes() == CONTENT
    assert site.ranges == [None, "bytes=400000-", "bytes=800000-"]
    assert troubles == ["the connection was cut off"] * 2


def test_cut_off_and_taken_up_again_another_day(site: Site, download: MakeDownload) -> None:
    site.cut_after = 400_000
    error = fail(download(), "could not be fetched: the connection was cut off")
    assert error.hint == "Check the connection. What has arrived is kept."
    assert download().arrived_bytes == 400_000
    site.cut_after = None
    assert download().run(ignore).read_bytes() == CONTENT
    assert site.ranges == [None, "bytes=400000-"]
    assert site.headers[1]["If-Range"] == '"one"'


def test_a_server_that_hangs_up_is_tried_again_and_then_told(
    site: Site, download: MakeDownload
) -> None:
    site.hangs_up = True
    assert fail(download(tries=2), "cut off").hint == "Check the connection."
    assert len(site.ranges) == 3


def test_a_server_without_ranges_sends_it_all_again(site: Site, download: MakeDownload) -> None:
    site.cut_after = 400_000
    fail(download(), "cut off")
    site.cut_after, site.takes_ranges = None, False
    assert download().run(ignore).read_bytes() == CONTENT


def test_a_server_without_ranges_that_always_cuts_off_is_given_up(
    site: Site, download: MakeDownload
) -> None:
    site.cut_after, site.takes_ranges = 400_000, False
    fail(download(tries=3), "cut off")
    assert len(site.ranges) == 4  # the first brought something, the other three did not


def test_nothing_comes_any_more(site: Site, download: MakeDownload) -> None:
    site.stall_after = 300_000
    fail(download(stall_seconds=0.3), "nothing came any more")
    assert download().arrived_bytes == 300_000


def test_a_slow_connection_may_take_long(site: Site, download: MakeDownload) -> None:
    site.drip = 100_000
    told: list[int] = []
    job = download(stall_seconds=0.15)
    began = time.monotonic()
    job.run(lambda done, _: told.append(done))
    assert time.monotonic() - began > 0.15
    assert len(told) > 8


def test_cancelled_and_taken_up_again(site: Site, download: MakeDownload) -> None:
    job = download()
    with pytest.raises(DownloadCancelledError):
        job.run(lambda done, _: job.cancel() if done > 100_000 else None)
    arrived = job.arrived_bytes
    assert 100_000 < arrived < len(CONTENT)
    assert not job.target.exists()
    assert download().run(ignore).read_bytes() == CONTENT
    assert site.ranges[-1] == f"bytes={arrived}-"


def test_cancelled_while_nothing_comes_it_ends_at_once(site: Site, download: MakeDownload) -> None:
    site.stall_after = 300_000
    job = download(tries=3, stall_seconds=15)
    threading.Timer(0.3, job.cancel).start()
    began = time.monotonic()
    with pytest.raises(DownloadCancelledError):
        job.run(ignore)
    assert time.monotonic() - began < 5
    assert job.arrived_bytes == 300_000


def test_cancelled_between_two_tries_it_ends_at_once(site: Site, folder: Path) -> None:
    site.statuses = [503] * 9
    job = Download(MODEL, folder=folder, base_url=site.base_url, pauses_seconds=(60,))
    with pytest.raises(DownloadCancelledError):
        job.run(ignore, lambda _: job.cancel())


def test_wrong_bytes_are_thrown_away(site: Site, download: MakeDownload) -> None:
    site.content = ONE_LESS
    job = download()
    error = fail(job, "is not the model small; it was deleted")
    assert MODEL.sha256 in error.detail
    assert not job.part.exists()
    assert len(site.ranges) == 1


@pytest.mark.parametrize("length", [len(CONTENT) // 2, len(CONTENT) * 2])
def test_a_file_of_another_length_is_not_even_begun(
    length: int, site: Site, download: MakeDownload
) -> None:
    site.told_length = length
    job = download()
    fail(job, "the server has a file of")
    assert job.arrived_bytes == 0


def test_a_length_that_is_a_little_too_long_is_found_out(
    site: Site, download: MakeDownload
) -> None:
    site.told_length = len(CONTENT) + 100
    assert download(tries=1).run(ignore).read_bytes() == CONTENT
    assert site.ranges == [None, f"bytes={len(CONTENT)}-"]  # 416 tells the right one


def test_a_length_that_is_a_little_too_short_is_found_out(
    site: Site, download: MakeDownload
) -> None:
    site.told_length = len(CONTENT) - 100
    job = download()
    fail(job, "is not the model small")
    assert not job.part.exists()


def test_without_a_length_the_sum_decides(site: Site, download: MakeDownload) -> None:
    site.told_length = 0
    assert download().run(ignore).read_bytes() == CONTENT


def test_without_a_length_an_early_end_is_a_cut(site: Site, download: MakeDownload) -> None:
    site.told_length, site.cut_after = 0, 400_000
    fail(download(), "cut off")
    assert download().arrived_bytes == 400_000


def test_more_than_the_model_has_is_not_taken(site: Site, download: MakeDownload) -> None:
    site.told_length, site.extra = 0, bytes(10_000_000)
    job = download()
    fail(job, "the server sent more than the model has")
    assert job.arrived_bytes == 0


def test_a_file_that_changed_in_between_is_begun_again(site: Site, download: MakeDownload) -> None:
    site.content, site.tag, site.cut_after = ONE_LESS, '"old"', 400_000
    fail(download(), "cut off")
    site.content, site.tag, site.cut_after = CONTENT, '"new"', None
    assert download().run(ignore).read_bytes() == CONTENT


def test_the_rest_of_a_changed_file_is_not_taken(site: Site, download: MakeDownload) -> None:
    """The server sends it although it was told which file the beginning is of."""
    site.content, site.tag, site.cut_after = bytes(len(CONTENT)), '"old"', 400_000
    fail(download(), "cut off")
    site.content, site.tag, site.cut_after, site.keeps_ranges = CONTENT, '"new"', None, True
    assert download(tries=1).run(ignore).read_bytes() == CONTENT
    assert site.ranges[1:] == ["bytes=400000-", None]


def test_without_any_mark_a_changed_file_is_found_by_its_sum(
    site: Site, download: MakeDownload
) -> None:
    job = download()
    job.part.parent.mkdir()
    job.part.write_bytes(bytes(400_000))  # no mark beside it: left by an older version
    assert job.run(ignore).read_bytes() == CONTENT
    assert site.ranges == ["bytes=400000-", None]


def test_a_time_of_change_does_where_there_is_no_tag(site: Site, download: MakeDownload) -> None:
    site.tag, site.cut_after = 'W/"weak"', 400_000
    fail(download(), "cut off")
    site.cut_after = None
    download().run(ignore)
    assert site.headers[1]["If-Range"].endswith("GMT")


def test_another_part_than_was_asked_for_is_not_taken(site: Site, download: MakeDownload) -> None:
    site.cut_after = 400_000
    fail(download(), "cut off")
    site.cut_after, site.sends_range = None, (5, 10)
    assert download(tries=1).run(ignore).read_bytes() == CONTENT


def test_a_part_that_is_whole_only_needs_its_sum(site: Site, download: MakeDownload) -> None:
    job = download()
    job.part.parent.mkdir()
    job.part.write_bytes(CONTENT)
    assert job.run(ignore).read_bytes() == CONTENT
    assert site.ranges == [f"bytes={len(CONTENT)}-"]


def test_a_part_that_is_too_long_is_begun_again(site: Site, download: MakeDownload) -> None:
    job = download()
    job.part.parent.mkdir()
    job.part.write_bytes(CONTENT + b"more")
    assert job.run(ignore).read_bytes() == CONTENT
    assert site.ranges[-1] is None


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
