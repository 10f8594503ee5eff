"""The models in Settings: chosen, fetched, measured, verified, deleted, one's own; by keyboard."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from mockinterview.errors import TranscriptionCancelled
from mockinterview.speech import catalogue, download, overview, speeds, weights
from mockinterview.speech.engines import engine_with_version
from mockinterview.speech.protocol import Event, Loading, Progress
from mockinterview.speech.speeds import Speed, SpeedMemory
from mockinterview.speech.usage import hold
from mockinterview.ui.models import jobs
from mockinterview.ui.models.row import ModelRow
from mockinterview.ui.models.section import SpeechSection
from mockinterview.ui.settings import SettingsPage
from mockinterview.ui.window import MainWindow
from tests.gui.conftest import PlayedServices
from tests.unit.model_cache import MEDIUM, SMALL, empty_cache, fetched, own_folder
from tests.unit.model_site import CONTENT, MODEL, Site, serving

Key = Qt.Key
Look = Callable[[], SpeechSection]


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = empty_cache(tmp_path, monkeypatch)
    monkeypatch.setattr(catalogue, "OFFICIAL_MODELS", (SMALL, MEDIUM))
    return folder


@pytest.fixture
def section(cache: Path, qtbot: QtBot, window: MainWindow) -> Look:
    """Opens Settings and waits until it has looked."""

    def look() -> SpeechSection:
        window.show_page("settings")
        found = window.pages.settings.speech
        qtbot.waitUntil(lambda: found.has_looked and all(row.isVisible() for row in found.rows))
        return found

    return look


@pytest.fixture
def site(cache: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
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


def test_without_a_model_it_says_what_to_do(section: Look) -> None:
    found = section()
    assert "There is no model on this computer yet." in found.problem.text()
    assert [row.entry.name for row in found.rows] == ["small", "medium"]
    row = make_current(found.row("small"))
    assert row.fetch_button.isVisible()
    assert row.fetch_button.text() == "Fetch, 1 KB"
    assert not row.use_button.isVisible()
    assert "only thing that Mock Interview ever uses the network for" in row.kept.text()


def test_another_model_and_the_automatic_one_are_chosen(
    qtbot: QtBot, section: Look, cache: Path, services: PlayedServices
) -> None:
    fetched(cache)
    fetched(cache, b"more", "medium.pt")
    found = section()
    assert found.row("small").entry.is_chosen
    assert found.row("small").state.text() == "In use · 1 KB"
    assert not found.automatic_button.isVisible()
    make_current(found.row("medium")).use_button.click()
    chosen = [services.written_settings.model]
    qtbot.waitUntil(lambda: found.row("medium").entry.is_chosen)
    assert not found.row("medium").use_button.isVisible()
    found.automatic_button.click()
    chosen.append(services.written_settings.model)
    assert chosen == ["medium", None]
    qtbot.waitUntil(lambda: found.row("small").entry.is_chosen)


def test_the_engine_is_chosen(qtbot: QtBot, section: Look, services: PlayedServices) -> None:
    found = section()
    found.engine.setCurrentIndex(found.engine.findData("openai-whisper"))
    assert services.written_settings.engine == "openai-whisper"
    qtbot.waitUntil(lambda: found.desk.overview.engine == "openai-whisper")
    found.engine.setCurrentIndex(0)
    assert services.written_settings.engine is None


def test_up_and_down_go_through_the_models(section: Look, cache: Path) -> None:
    fetched(cache)
    found = section()
    small, medium = found.rows
    small.setFocus()
    assert [row.is_current for row in found.rows] == [True, False]
    QTest.keyClick(small, Key.Key_Down)
    assert medium.hasFocus()
    assert [row.is_current for row in found.rows] == [False, True]
    assert medium.buttons.isVisible()
    assert not small.buttons.isVisible()
    QTest.keyClick(medium, Key.Key_Down)
    assert medium.hasFocus()
    QTest.keyClick(medium, Key.Key_Up)
    assert small.hasFocus()
    QTest.keyClick(small, Key.Key_Tab)
    assert small.open_button.hasFocus()
    QTest.mouseClick(medium, Qt.MouseButton.LeftButton)
    assert [row.is_current for row in found.rows] == [False, True]


def test_the_page_follows_the_keyboard(
    qtbot: QtBot, section: Look, cache: Path, window: MainWindow
) -> None:
    fetched(cache)
    window.resize(1100, 700)
    found = section()
    small, medium = found.rows
    area = window.pages.settings.area
    area.verticalScrollBar().setValue(0)
    small.setFocus()
    QTest.keyClick(small, Key.Key_Down)

    def is_in_view() -> bool:
        top = medium.mapTo(area.viewport(), QPoint(0, 0)).y()
        return top >= 0 and top + medium.height() <= area.viewport().height()

    qtbot.waitUntil(is_in_view)


def test_a_screen_reader_is_told_all_of_it(section: Look, cache: Path) -> None:
    fetched(cache)
    row = section().row("small")
    assert row.accessibleName() == "Small · In use · 1 KB"
    assert row.accessibleDescription() == (
        "A note. Not verified yet · Speed not measured yet. 4.0 of 100 words wrong on people"
    )


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


@pytest.fixture
def _measured(monkeypatch: pytest.MonkeyPatch) -> None:
    made.clear()
    monkeypatch.setattr(speeds, "SpeedMeasurement", PlayedMeasurement)


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


def test_ones_own_folder_is_looked_at_and_used(
    qtbot: QtBot,
    section: Look,
    services: PlayedServices,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    own = own_folder(tmp_path / "my model")
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(own))
    found = section()
    found.folder_button.click()
    qtbot.waitUntil(lambda: services.written_settings.model == str(own))
    qtbot.waitUntil(lambda: any(row.entry.name == "my model" for row in found.rows))
    row = make_current(found.row("my model"))
    assert row.path.text() == str(own)
    assert "delete it where it lies" in row.kept.text()
    assert not row.delete_button.isVisible()
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    row.open_button.click()
    assert [url.toLocalFile() for url in opened] == [str(own)]
    (own / "model.bin").unlink()
    with qtbot.waitSignal(found.desk.changed):
        found.refresh()
    assert "model.bin is missing" in found.problem.text()


def test_ones_own_may_have_the_name_of_another(
    qtbot: QtBot, section: Look, cache: Path, services: PlayedServices, tmp_path: Path
) -> None:
    fetched(cache)
    own = own_folder(tmp_path / "small")
    services.change_settings(model=str(own))
    found = section()
    assert [row.entry.choice for row in found.rows] == [str(own), "small", "medium"]
    mine, theirs = found.rows[:2]
    assert [row.is_current for row in found.rows] == [True, False, False]
    theirs.verify_button.click()
    settle(qtbot, found)
    assert [row.facts.text().partition(" · ")[0] for row in (mine, theirs)] == [
        "Not verified yet",
        "Verified",
    ]
    theirs.use_button.click()
    assert services.written_settings.model == "small"


def test_what_is_wrong_with_ones_own_file_is_said(
    qtbot: QtBot, section: Look, window: MainWindow, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine = cache.with_name("mine.pt")
    mine.write_bytes(b"PK no")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(mine), ""))
    section().file_button.click()
    page: SettingsPage = window.pages.settings
    qtbot.waitUntil(page.banner.isVisible)
    assert "cannot be used as a speech model" in page.banner.message.text()
    assert page.speech.desk.overview.chosen is None
