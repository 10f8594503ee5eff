"""The models in Settings: fetched, measured, verified, deleted."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from mockinterview.speech.models.usage import hold
from mockinterview.ui.models import jobs
from mockinterview.ui.window import MainWindow
from tests.gui.conftest import PlayedServices
from tests.gui.models.room import (
    Look,
    made,
    make_current,
    settle,
)
from tests.unit.model_cache import fetched
from tests.unit.model_site import CONTENT, Site

pytestmark = pytest.mark.slow

Key = Qt.Key


def test_a_model_is_fetched_and_then_used(
    qtbot: QtBot, section: Look, site: Site, cache: Path, services: PlayedServices
) -> None:
    site.drip = 200_000
    found = section()
    row = make_current(found.row("small"))
    row.fetch_button.click()
    assert row.progress.isVisible()
    assert not row.buttons.isVisible()
    qtbot.waitUntil(lambda: "of 1 MB" in row.words.text())
    qtbot.waitUntil(lambda: services.written_settings.model == "small")
    settle(qtbot, found)
    assert (cache / "small.pt").read_bytes() == CONTENT
    assert row.outcome.text() == "Fetched and verified; it is used from now on."
    assert row.facts.text().startswith("Verified · ")
    assert row.entry.is_chosen
    assert not row.progress.isVisible()


def test_a_failed_download_is_told_by_its_model_and_goes_on(
    qtbot: QtBot, section: Look, site: Site
) -> None:
    site.cut_after = 400_000
    found = section()
    row = make_current(found.row("small"))
    row.fetch_button.click()
    qtbot.waitUntil(row.problem.isVisible)
    settle(qtbot, found)
    assert "the connection was cut off" in row.problem.text()
    assert row.outcome.text() == "Check the connection. What has arrived is kept."
    assert row.facts.text().startswith("400 KB of 1 MB are here")
    assert row.fetch_button.text() == "Go on, 649 KB"
    site.cut_after = None
    row.fetch_button.click()
    settle(qtbot, found)
    assert not row.problem.isVisible()
    assert site.ranges[-1] == "bytes=400000-"


def test_a_download_is_cancelled_and_what_is_there_deleted(
    qtbot: QtBot, section: Look, site: Site, cache: Path, window: MainWindow
) -> None:
    site.stall_after = 300_000
    found = section()
    row = make_current(found.row("small"))
    row.fetch_button.click()
    qtbot.waitUntil(lambda: "300 KB" in row.words.text())
    row.cancel_button.click()
    assert row.words.text() == "Cancelling …"
    assert not row.cancel_button.isEnabled()
    settle(qtbot, found)
    assert row.outcome.text() == "Cancelled. What has arrived is kept."
    row.delete_button.click()
    sheet = window.pages.settings.deletion
    assert sheet.title.text() == "Delete what has arrived of Small?"
    QTest.keyClick(sheet, Key.Key_R)
    settle(qtbot, found)
    assert row.outcome.text() == "Deleted; 300 KB are free again."
    assert not (cache / "small.pt.part").exists()


def test_a_download_that_nothing_comes_for_says_so() -> None:
    progress = jobs.FetchProgress(0)
    assert progress.words == "Connecting …"
    progress.advance(50_000_000, 100_000_000)
    assert progress.words == "50 MB of 100 MB"
    progress.began -= 10
    assert progress.words == "50 MB of 100 MB · 5 MB a second · about 10 s left"
    progress._heard -= 12
    assert progress.words == "50 MB of 100 MB · nothing has come for 12 s"
    progress.trouble = "the connection was cut off"
    assert progress.words == "The connection was cut off; trying again …"
    progress.advance(100_000_000, 100_000_000)
    assert progress.words == "100 MB of 100 MB · checking …"
    assert progress.fraction == 1


def test_a_fetch_ends_with_the_window(
    qtbot: QtBot, section: Look, site: Site, window: MainWindow
) -> None:
    site.stall_after = 300_000
    found = section()
    row = make_current(found.row("small"))
    row.fetch_button.click()
    qtbot.waitUntil(lambda: "300 KB" in row.words.text())
    window.pages.settings.close_down()
    qtbot.waitUntil(lambda: not found.desk.jobs)


def test_damage_is_found_and_told(qtbot: QtBot, section: Look, cache: Path) -> None:
    path = fetched(cache)
    fetched(cache, b"more", "medium.pt")
    found = section()
    row = make_current(found.row("small"))
    assert row.verify_button.text() == "Verify now"
    row.verify_button.click()
    settle(qtbot, found)
    assert row.facts.text().startswith("Verified")
    assert row.verify_button.text() == "Verify again"
    before = path.stat()
    path.write_bytes(b"weightz")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    row.verify_button.click()
    settle(qtbot, found)
    assert row.problem.text() == "Its file is not as it was published, so it is not used."
    assert row.fetch_button.text().startswith("Fetch again")
    assert not row.use_button.isVisible()


@pytest.mark.usefixtures("_measured")
def test_the_speed_is_measured(qtbot: QtBot, section: Look, cache: Path) -> None:
    fetched(cache)
    found = section()
    row = found.row("small")
    assert "Speed not measured yet" in row.facts.text()
    row.measure_button.click()
    qtbot.waitUntil(lambda: row.words.text() == "Listening to the sample answer …")
    assert row.bar.value() == 500
    assert made[0].asked == ("faster-whisper", "small", ".flac")
    made[0].may_end.set()
    settle(qtbot, found)
    assert "A minute of speech takes 12 s on the processor" in row.facts.text()
    assert row.measure_button.text() == "Measure again"


@pytest.mark.usefixtures("_measured")
def test_a_measurement_ends_when_the_page_is_left(
    qtbot: QtBot, section: Look, cache: Path, window: MainWindow
) -> None:
    fetched(cache)
    found = section()
    found.row("small").measure_button.click()
    qtbot.waitUntil(lambda: bool(made))
    window.show_page("practise")
    qtbot.waitUntil(lambda: not found.desk.jobs)
    assert made[0].is_cancelled
    window.show_page("settings")
    assert found.row("small").outcome.text() == "The measurement was cancelled."


def test_a_model_is_deleted_after_a_question(
    qtbot: QtBot, section: Look, cache: Path, window: MainWindow
) -> None:
    fetched(cache)
    fetched(cache, b"more", "medium.pt")
    found = section()
    small, medium = found.row("small"), make_current(found.row("medium"))
    assert not small.delete_button.isEnabled()
    medium.delete_button.click()
    sheet = window.pages.settings.deletion
    assert sheet.isVisible()
    assert sheet.title.text() == "Delete the model Medium?"
    assert sheet.consequence.text().startswith("1 KB will be free again.")
    QTest.keyClick(sheet, Key.Key_Escape)
    assert (cache / "medium.pt").exists()
    medium.delete_button.click()
    QTest.keyClick(sheet, Key.Key_R)
    settle(qtbot, found)
    assert not (cache / "medium.pt").exists()
    assert found.row("medium").outcome.text() == "Deleted; 1 KB are free again."
    assert found.row("medium").fetch_button.isVisible()


def test_a_model_in_use_is_not_deleted(
    qtbot: QtBot, section: Look, cache: Path, window: MainWindow
) -> None:
    fetched(cache)
    fetched(cache, b"more", "medium.pt")
    lock = hold("medium")
    assert lock is not None
    found = section()
    row = make_current(found.row("medium"))
    row.delete_button.click()
    QTest.keyClick(window.pages.settings.deletion, Key.Key_R)
    qtbot.waitUntil(row.problem.isVisible)
    assert row.problem.text() == "The model medium is in use."
    assert (cache / "medium.pt").exists()
    lock.release()
