"""Marks on a disk that is full for a while: none is lost, and no attempt stays locked."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from mockinterview.core.marking import Verdict
from mockinterview.core.transcript import Transcript
from mockinterview.files.attempts import AttemptFolder
from mockinterview.ui.marking import saver as saver_module
from mockinterview.ui.marking.opening import OpenedAttempt
from mockinterview.ui.marking.page import MarkingPage
from mockinterview.ui.window import MainWindow
from tests.gui.conftest import MakeWindow, PlayedServices
from tests.gui.marking_attempts import make_attempt, make_transcript
from tests.gui.room import PATIENCE_MILLISECONDS
from tests.sound.mounts import fill, small_disks

pytestmark = [pytest.mark.qt_log_ignore("does not support propagateSizeHints"), pytest.mark.slow]

DISK_KIBIBYTES = 2000


class Disk:
    """A disk of its own in memory that holds the library; filled to the last byte, then freed."""

    def __init__(self, place: Path) -> None:
        self.place = place
        self._ballast = place / "ballast"

    def fill(self) -> None:
        fill(self._ballast)

    def free(self) -> None:
        self._ballast.unlink()


@pytest.fixture
def disk(tmp_path: Path, services: PlayedServices) -> Iterator[Disk]:
    with small_disks(tmp_path) as disks:
        place = disks.small("disk", DISK_KIBIBYTES)
        services.settings = services.settings.model_copy(update={"library": place})
        yield Disk(place)


@pytest.fixture
def attempts(services: PlayedServices, disk: Disk) -> list[AttemptFolder]:
    return [
        make_attempt(services.library, question_id=question, content=services.content)
        for question in ("leader-or-follower", "duties-of-a-doctor")
    ]


@pytest.fixture
def window(attempts: list[AttemptFolder], make_window: MakeWindow) -> MainWindow:
    return make_window()


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """The next try comes soon."""
    monkeypatch.setattr(saver_module, "SAVE_AGAIN_MILLISECONDS", 100)


def wait(qtbot: QtBot, condition: Callable[[], bool]) -> None:
    qtbot.waitUntil(condition, timeout=PATIENCE_MILLISECONDS)


def open_attempt(qtbot: QtBot, window: MainWindow, folder: AttemptFolder) -> MarkingPage:
    page = window.pages.marking
    with qtbot.waitSignal(page.opened):
        window.open_attempt(AttemptFolder(folder.path))
    return page


def criteria(folder: AttemptFolder) -> list[str]:
    return [criterion.id for criterion in folder.load().rubric.criteria]


def mark_on_the_full_disk(
    qtbot: QtBot, window: MainWindow, folder: AttemptFolder, disk: Disk
) -> MarkingPage:
    """One mark is saved; the two after it are not."""
    page = open_attempt(qtbot, window, folder)
    page.marker.mark_and_move_on(Verdict.MET)
    wait(qtbot, lambda: page.header.status.text() == "Saved")
    disk.fill()
    page.marker.mark_and_move_on(Verdict.PARTLY)
    page.marker.mark_and_move_on(Verdict.NOT_MET)
    wait(qtbot, lambda: page.header.status.text() == "Not saved")
    assert len(folder.marking().marks) == 1
    return page


def verdicts(folder: AttemptFolder) -> list[Verdict | None]:
    marking = folder.marking()
    return [marking.mark(criterion).verdict for criterion in criteria(folder)[:3]]


ALL_THREE = [Verdict.MET, Verdict.PARTLY, Verdict.NOT_MET]


@pytest.mark.usefixtures("quick")
def test_the_banner_takes_room_only_while_it_is_seen(
    qtbot: QtBot, window: MainWindow, attempts: list[AttemptFolder], disk: Disk
) -> None:
    assert window.pages.y() == 0
    mark_on_the_full_disk(qtbot, window, attempts[0], disk)
    window.show_page("attempts")
    wait(qtbot, window.unsaved.isVisible)
    wait(qtbot, lambda: window.pages.y() > window.unsaved.height())
    disk.free()
    wait(qtbot, lambda: window.unsaved.isHidden() and window.pages.y() == 0)


@pytest.mark.usefixtures("quick")
def test_marks_are_tried_again_by_themselves_after_another_attempt_was_opened(
    qtbot: QtBot, window: MainWindow, attempts: list[AttemptFolder], disk: Disk
) -> None:
    page = mark_on_the_full_disk(qtbot, window, attempts[0], disk)
    page.back_requested.emit()
    assert window.unsaved.isVisible(), "on the page that is in front"
    question = attempts[0].load().question.prompt
    assert window.unsaved.message.text() == f"Changes to “{question}” are not saved yet."
    assert "is full." in window.unsaved.hint.text()
    open_attempt(qtbot, window, attempts[1])
    assert window.unsaved.isVisible()
    assert not AttemptFolder(attempts[0].path).lock_marking(), "the claim is kept"
    disk.free()
    wait(qtbot, lambda: page.is_saved)
    assert verdicts(attempts[0]) == ALL_THREE
    assert window.unsaved.isHidden()
    other = AttemptFolder(attempts[0].path)
    assert other.lock_marking(), "the claim is given back behind the last mark"
    other.unlock_marking()


def test_an_attempt_with_unsaved_marks_is_opened_again_with_them(
    qtbot: QtBot, window: MainWindow, attempts: list[AttemptFolder], disk: Disk
) -> None:
    page = mark_on_the_full_disk(qtbot, window, attempts[0], disk)
    window.show_page("practise")
    open_attempt(qtbot, window, attempts[1])
    open_attempt(qtbot, window, attempts[0])
    assert page.banner.isHidden(), "this is no other window"
    assert page.header.status.text() == "Not saved"
    assert page.marking is not None
    assert len(page.marking.marks) == 3
    page.marker.undo()
    page.marker.redo()
    disk.free()
    window.unsaved.action_button.click()
    wait(qtbot, lambda: page.header.status.text() == "Saved")
    assert verdicts(attempts[0]) == ALL_THREE
    assert window.unsaved.isHidden()


@pytest.mark.usefixtures("quick")
def test_the_claim_is_kept_when_the_marks_are_saved_while_the_attempt_is_opened_again(
    qtbot: QtBot, window: MainWindow, attempts: list[AttemptFolder], disk: Disk
) -> None:
    page = mark_on_the_full_disk(qtbot, window, attempts[0], disk)
    open_attempt(qtbot, window, attempts[1])
    with qtbot.waitSignal(page.opened):
        window.open_attempt(AttemptFolder(attempts[0].path))
        disk.free()
        page.marks.flush()
    assert page.is_saved
    assert page.marks.desk is not None
    assert not AttemptFolder(attempts[0].path).lock_marking()


@pytest.mark.usefixtures("quick")
def test_deleting_an_attempt_with_unsaved_marks_says_why_not_and_works_afterwards(
    qtbot: QtBot, window: MainWindow, attempts: list[AttemptFolder], disk: Disk
) -> None:
    page = mark_on_the_full_disk(qtbot, window, attempts[0], disk)
    window.show_page("attempts")
    deletion = window.pages.deletion
    record = next(
        record
        for record in window.keeper.records.attempts
        if record.folder.path == attempts[0].path
    )
    with qtbot.waitSignal(deletion.failed) as told:
        deletion.delete(record)
    assert told.args[0].message == "The marks of this attempt are not saved yet."
    assert "is full." in told.args[0].hint
    disk.free()
    wait(qtbot, lambda: page.is_saved)
    with qtbot.waitSignal(deletion.deleted):
        deletion.delete(record)
    assert verdicts(attempts[0]) == ALL_THREE


def answers(
    monkeypatch: pytest.MonkeyPatch, *wanted: str, before: Callable[[], object] = int
) -> list[str]:
    """Press these buttons, one for each question. Returns: what was asked, as it comes."""
    asked: list[str] = []

    def answer(box: QMessageBox) -> int:
        before()
        press = wanted[len(asked)]
        asked.append(f"{box.text()} {box.informativeText()}")
        next(button for button in box.buttons() if button.text() == press).click()
        return 0

    monkeypatch.setattr(QMessageBox, "exec", answer)
    return asked


def test_closing_with_unsaved_marks_asks_and_stays(
    qtbot: QtBot,
    window: MainWindow,
    attempts: list[AttemptFolder],
    disk: Disk,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page = mark_on_the_full_disk(qtbot, window, attempts[0], disk)
    asked = answers(monkeypatch, "Try again", "Stay")
    assert not window.close()
    assert len(asked) == 2
    question = attempts[0].load().question.prompt
    assert f"Changes to “{question}” are not saved yet." in asked[0]
    assert "is full." in asked[0]
    assert "If you close anyway, they are lost." in asked[0]
    assert window.isVisible()
    page.marker.set_overall(4)
    disk.free()
    assert window.close(), "nothing is asked when all can be written"
    assert verdicts(attempts[0]) == ALL_THREE
    assert attempts[0].marking().overall == 4


def test_closing_tries_again_once_there_is_room(
    qtbot: QtBot,
    window: MainWindow,
    attempts: list[AttemptFolder],
    disk: Disk,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    mark_on_the_full_disk(qtbot, window, attempts[0], disk)
    asked = answers(monkeypatch, "Try again", before=disk.free)
    assert window.close()
    assert len(asked) == 1
    assert verdicts(attempts[0]) == ALL_THREE


def test_closing_anyway_ends_every_page_and_gives_the_claim_back(  # noqa: PLR0917
    qtbot: QtBot,
    window: MainWindow,
    attempts: list[AttemptFolder],
    disk: Disk,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    mark_on_the_full_disk(qtbot, window, attempts[0], disk)
    ended: list[str] = []
    monkeypatch.setattr(window.pages.bin, "close_down", lambda: ended.append("bin"))
    asked = answers(monkeypatch, "Close anyway")
    assert window.close()
    assert len(asked) == 1
    assert ended == ["bin"]
    assert f"marks of {attempts[0].id} are lost" in caplog.text
    window.shut_down()
    disk.free()
    other = AttemptFolder(attempts[0].path)
    assert other.lock_marking()
    other.unlock_marking()
    assert verdicts(attempts[0]) == [Verdict.MET, None, None]


def test_a_page_that_cannot_be_ended_keeps_no_other_from_it(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail() -> None:
        raise ZeroDivisionError

    ended: list[str] = []
    monkeypatch.setattr(window.pages.settings, "close_down", fail)
    monkeypatch.setattr(window.pages.bin, "close_down", lambda: ended.append("bin"))
    window.shut_down()
    assert ended == ["bin"]
    assert "the page settings could not be ended" in caplog.text


def test_a_transcript_that_is_finished_while_the_attempt_is_read_is_shown_without_the_disk(
    qtbot: QtBot,
    window: MainWindow,
    services: PlayedServices,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    folder = make_attempt(services.library, text=None, content=services.content)
    page = window.pages.marking
    transcript = make_transcript()

    read = AttemptFolder.transcript

    def refuse(self: AttemptFolder, number: int) -> Transcript | None:
        if threading.current_thread() is threading.main_thread():
            raise AssertionError("read on the thread of the window")
        return read(self, number)  # the index does, for the lists

    def finish() -> None:
        page.answer.transcriptions.finished.emit(str(folder.path), 1, transcript)
        monkeypatch.setattr(AttemptFolder, "transcript", refuse)

    original = page._show

    def show(found: OpenedAttempt, *, transcribe: bool) -> None:
        finish()
        original(found, transcribe=transcribe)

    monkeypatch.setattr(page, "_show", show)
    with qtbot.waitSignal(page.opened):
        window.open_attempt(folder)
    words = page.answer.transcript.view.layout_of_words.words
    assert len(words) == len(list(transcript.words))
    assert page.answer.transcriptions.find(folder, 1) is None, "not made a second time"
