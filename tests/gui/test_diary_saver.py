"""What is typed into an entry reaches the disk, though another entry cannot be written."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from mockinterview.core.diary import Entry
from mockinterview.errors import LibraryError, MockInterviewError, UsageError
from mockinterview.files.diary import Diary
from mockinterview.files.locks import INTERVIEW_LOCK, FolderLock
from mockinterview.ui.diary import saver as saver_module
from mockinterview.ui.diary.saver import SOON_MILLISECONDS, EntrySaver
from mockinterview.ui.tasks import Tasks

pytestmark = pytest.mark.slow

NOW = dt.datetime(2026, 7, 14, 10, 15, tzinfo=dt.UTC)
LONG_MILLISECONDS = 60_000
"""Longer than any test: what failed is not tried again by itself."""


@pytest.fixture
def executor() -> Iterator[ThreadPoolExecutor]:
    executor = ThreadPoolExecutor(1)
    yield executor
    executor.shutdown()


@pytest.fixture
def saver(executor: ThreadPoolExecutor, qapp: QApplication) -> Iterator[EntrySaver]:
    saver = EntrySaver(Tasks(executor, qapp), qapp)
    yield saver
    shiboken6.delete(saver)  # what failed would be tried again while other tests run


@pytest.fixture
def diary(tmp_path: Path) -> Diary:
    return Diary(tmp_path / "library")


def made(diary: Diary) -> str:
    return diary.create(Entry(created=NOW)).id


def path_of(diary: Diary, name: str) -> Path:
    return diary.folder / f"{name}.json"


def removed(path: Path) -> None:
    path.unlink()


def turned_into_a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def damaged(path: Path) -> None:
    path.write_text("{", encoding="utf-8")


BREAKS = pytest.mark.parametrize("spoil", [removed, turned_into_a_folder, damaged])
Spoil = Callable[[Path], None]


@BREAKS
def test_another_entry_is_written_after_the_pause(
    qtbot: QtBot, saver: EntrySaver, diary: Diary, spoil: Spoil, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(saver_module, "AGAIN_MILLISECONDS", LONG_MILLISECONDS)
    bad, good = made(diary), made(diary)
    spoil(path_of(diary, bad))
    with qtbot.waitSignal(saver.failed):
        saver.put(diary, bad, {"saw": "A"})
    with qtbot.waitSignals([saver.saved, saver.failed], timeout=10 * SOON_MILLISECONDS):
        saver.put(diary, good, {"saw": "B"})
    assert diary.load(good).saw == "B"
    assert not saver.is_idle, "what failed is still to be written"
    assert saver.unwritten(diary, bad) == {"saw": "A"}
    assert saver.unwritten(diary, good) == {}


@BREAKS
def test_all_that_waits_behind_a_failure_is_written_at_once(
    qtbot: QtBot, saver: EntrySaver, diary: Diary, spoil: Spoil, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(saver_module, "AGAIN_MILLISECONDS", LONG_MILLISECONDS)
    names = [made(diary) for _ in range(4)]
    for name in names[:2]:
        spoil(path_of(diary, name))
    for name in names:
        saver.put(diary, name, {"saw": name})
    with qtbot.waitSignals([saver.failed, saver.failed, saver.saved, saver.saved]):
        saver.hurry()
    assert [diary.load(name).saw for name in names[2:]] == names[2:]


@BREAKS
def test_a_flush_writes_all_that_can_be_and_raises_the_first_error(
    saver: EntrySaver, diary: Diary, spoil: Spoil
) -> None:
    bad, good, worse, last = (made(diary) for _ in range(4))
    spoil(path_of(diary, bad))
    path_of(diary, worse).unlink()
    for name in (bad, good, worse, last):
        saver.put(diary, name, {"saw": name})
    with pytest.raises(MockInterviewError, match=bad):
        saver.flush()
    assert [diary.load(name).saw for name in (good, last)] == [good, last]
    assert saver.unwritten(diary, bad) == {"saw": bad}
    assert saver.unwritten(diary, worse) == {"saw": worse}


def test_a_flush_after_failures_writes_what_was_typed_last(
    qtbot: QtBot, saver: EntrySaver, diary: Diary
) -> None:
    bad, good = made(diary), made(diary)
    path_of(diary, bad).unlink()
    saver.put(diary, bad, {"saw": "A"})
    with qtbot.waitSignal(saver.failed):
        saver.hurry()
    saver.put(diary, good, {"saw": "B"})
    with pytest.raises(UsageError, match=bad):
        saver.flush()
    assert diary.load(good).saw == "B"


def test_a_flush_while_a_write_is_stuck_writes_the_others_first(
    qtbot: QtBot, saver: EntrySaver, diary: Diary, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(saver_module, "FLUSH_SECONDS", 0.1)
    other = Diary(tmp_path / "other")
    stuck, good = made(diary), made(other)
    claim = FolderLock(diary.folder, INTERVIEW_LOCK)
    assert claim.take()
    saver.put(diary, stuck, {"saw": "A"})
    saver.hurry()
    saver.put(other, good, {"saw": "B"})
    with pytest.raises(LibraryError, match="another window"):
        saver.flush()
    assert other.load(good).saw == "B"
    claim.free()
    saver.flush()
    assert saver.is_idle
    assert diary.load(stuck).saw == "A"


def test_what_failed_is_tried_again_with_what_was_typed_since(
    qtbot: QtBot, saver: EntrySaver, diary: Diary, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(saver_module, "AGAIN_MILLISECONDS", 50)
    bad, good = made(diary), made(diary)
    path, aside = path_of(diary, bad), diary.folder / "aside"
    path.rename(aside)
    with qtbot.waitSignals([saver.failed] * 2):
        saver.put(diary, bad, {"saw": "A", "hard": "H"})
    saver.put(diary, good, {"saw": "B"})
    saver.put(diary, bad, {"saw": "A, and more"})
    assert saver.unwritten(diary, bad) == {"saw": "A, and more", "hard": "H"}
    aside.rename(path)
    qtbot.waitUntil(lambda: saver.is_idle)
    assert (diary.load(bad).saw, diary.load(bad).hard) == ("A, and more", "H")
    assert diary.load(good).saw == "B"


def test_a_library_that_was_taken_out_is_not_made_anew_and_the_next_one_is_written(
    qtbot: QtBot, saver: EntrySaver, tmp_path: Path
) -> None:
    stick, home = Diary(tmp_path / "stick"), Diary(tmp_path / "home")
    name = made(stick)
    assert made(home) == name, "as in a copy of the library"
    shutil.move(tmp_path / "stick", tmp_path / "pulled out")
    with qtbot.waitSignal(saver.failed):
        saver.put(stick, name, {"saw": "on the stick"})
    with qtbot.waitSignal(saver.saved):
        saver.put(home, name, {"saw": "at home"})
    with pytest.raises(LibraryError, match="is gone"):
        saver.flush()
    assert home.load(name).saw == "at home"
    assert not (tmp_path / "stick").exists()

    shutil.move(tmp_path / "pulled out", tmp_path / "stick")
    saver.flush()
    assert stick.load(name).saw == "on the stick"
    assert home.load(name).saw == "at home"
