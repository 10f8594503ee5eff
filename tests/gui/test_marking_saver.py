"""Marks are written in order, the last one always, and what fails is kept."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from mockinterview.core.marking import Marking, Verdict
from mockinterview.errors import DiskFullError, MockInterviewError
from mockinterview.ui.marking.desk import MarkingDesk, Step
from mockinterview.ui.marking.saver import SAVE_AGAIN_MILLISECONDS, MarkingSaver
from mockinterview.ui.marking.work import Work
from mockinterview.ui.tasks import Tasks


class Disk:
    """Keeps what was written; waits while it is closed, fails while it is full."""

    def __init__(self) -> None:
        self.written: list[Work] = []
        self.is_open = threading.Event()
        self.is_open.set()
        self.is_full = False

    def save(self, work: Work) -> None:
        self.is_open.wait(10)
        if self.is_full:
            raise DiskFullError("The disk is full.")
        self.written.append(work)


@pytest.fixture
def disk() -> Disk:
    return Disk()


@pytest.fixture
def saver(disk: Disk, qapp: QApplication) -> Iterator[MarkingSaver]:
    executor = ThreadPoolExecutor(2)
    yield MarkingSaver(Tasks(executor, qapp), disk.save, qapp)
    disk.is_open.set()
    executor.shutdown()


def overall(value: int) -> Work:
    return Work(Marking().with_overall(value))


def test_changes_during_a_write_become_one_write_of_the_last(
    qtbot: QtBot, saver: MarkingSaver, disk: Disk
) -> None:
    disk.is_open.clear()
    with qtbot.waitSignal(saver.saved):
        for value in (1, 2, 3, 4):
            saver.put(overall(value))
        disk.is_open.set()
    assert disk.written == [overall(1), overall(4)]
    assert saver.is_idle


def test_a_flush_waits_for_the_write_under_way_and_writes_the_last(
    saver: MarkingSaver, disk: Disk
) -> None:
    disk.is_open.clear()
    saver.put(overall(1))
    saver.put(overall(2))
    threading.Timer(0.05, disk.is_open.set).start()
    saver.flush()
    assert disk.written == [overall(1), overall(2)]


def test_what_could_not_be_written_is_written_by_the_next_try(
    qtbot: QtBot, saver: MarkingSaver, disk: Disk
) -> None:
    disk.is_full = True
    with qtbot.waitSignal(saver.failed) as told:
        saver.put(overall(1))
    assert isinstance(told.args[0], DiskFullError)
    assert not saver.is_idle
    disk.is_full = False
    with qtbot.waitSignal(saver.saved):
        saver.retry()
    assert disk.written == [overall(1)]


@pytest.mark.slow
def test_what_could_not_be_written_is_tried_again_by_itself(
    qtbot: QtBot, saver: MarkingSaver, disk: Disk
) -> None:
    disk.is_full = True
    with qtbot.waitSignals([saver.failed] * 2, timeout=2 * SAVE_AGAIN_MILLISECONDS):
        saver.put(overall(1))
    assert isinstance(saver.problem, DiskFullError)
    disk.is_full = False
    with qtbot.waitSignal(saver.saved, timeout=2 * SAVE_AGAIN_MILLISECONDS):
        pass
    assert disk.written == [overall(1)]
    assert saver.problem is None


@pytest.mark.slow
def test_what_is_given_up_is_not_tried_again(qtbot: QtBot, saver: MarkingSaver, disk: Disk) -> None:
    disk.is_full = True
    with qtbot.waitSignal(saver.failed):
        saver.put(overall(1))
    saver.close()
    disk.is_full = False
    qtbot.wait(SAVE_AGAIN_MILLISECONDS + 200)
    assert not disk.written


def test_a_flush_after_a_failure_tries_once_more_and_tells(
    qtbot: QtBot, saver: MarkingSaver, disk: Disk
) -> None:
    disk.is_full = True
    with qtbot.waitSignal(saver.failed):
        saver.put(overall(1))
    with pytest.raises(MockInterviewError, match="The disk is full"):
        saver.flush()
    disk.is_full = False
    saver.flush()
    assert disk.written == [overall(1)]


@pytest.mark.slow
def test_typing_is_saved_as_it_rests_and_is_one_step_of_undo(
    qtbot: QtBot, saver: MarkingSaver, disk: Disk
) -> None:
    desk = MarkingDesk(Work(Marking()), saver)
    for text in ("W", "Wh", "Why"):
        desk.type_note("both", text)
    qtbot.waitUntil(lambda: bool(disk.written))
    assert disk.written[-1].marking.mark("both").note == "Why"
    desk.type_note("both", "Why?")
    desk.set_verdict("both", Verdict.MET)
    assert desk.undo() == Step("both")
    assert desk.marking.mark("both").note == "Why?"
    assert desk.undo() == Step("both")
    assert desk.marking == Marking()
    assert not desk.can_undo
    qtbot.waitUntil(lambda: saver.is_idle)
    assert disk.written[-1] == Work(Marking())


@pytest.mark.slow
def test_text_typed_and_taken_back_is_written_as_it_was(
    qtbot: QtBot, saver: MarkingSaver, disk: Disk
) -> None:
    desk = MarkingDesk(Work(Marking()), saver)
    desk.type_next_time("Breathe")
    qtbot.waitUntil(lambda: bool(disk.written))
    desk.type_next_time("")
    desk.settle()
    qtbot.waitUntil(lambda: saver.is_idle)
    assert disk.written[-1] == Work(Marking())
    assert not desk.can_undo


def test_a_write_that_still_queues_never_lands_on_top_of_the_last(
    qtbot: QtBot, disk: Disk, qapp: QApplication
) -> None:
    with ThreadPoolExecutor(1) as busy:
        is_free = threading.Event()
        busy.submit(is_free.wait, 10)
        saver = MarkingSaver(Tasks(busy, qapp), disk.save, qapp)
        saver.put(overall(1))
        saver.put(overall(2))
        saver.flush()
        is_free.set()
        assert disk.written == [overall(2)]
        with qtbot.waitSignal(saver.saved):
            saver.put(overall(3))
    assert disk.written == [overall(2), overall(3)]
