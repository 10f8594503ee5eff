"""A model is fetched from a real server on this computer, which cuts off, stalls and lies."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import pytest

from mockinterview.speech.models.checksums import ChecksumMemory
from mockinterview.speech.models.download import Download, DownloadCancelledError
from tests.unit.fetching.downloads import (
    ONE_LESS,
    MakeDownload,
    fail,
    ignore,
)
from tests.unit.model_site import CONTENT, MODEL, Site


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
