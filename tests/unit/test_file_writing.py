"""Files as they are written: who may read them, what is left of a failure, and what is told."""

from __future__ import annotations

import os
import stat
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from mockinterview.errors import DiskFullError, ExportError, LibraryError
from mockinterview.files import atomic, export_place, room
from mockinterview.files.attempts import Library
from mockinterview.files.export_place import require_free, require_place, unwritten
from mockinterview.report.writing import place_for
from tests.pack_examples import make_attempt

posix = pytest.mark.skipif(os.name == "nt", reason="Windows has no umask")


@pytest.fixture
def umask() -> Iterator[None]:
    before = os.umask(0o027)
    yield
    os.umask(before)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@posix
@pytest.mark.usefixtures("umask")
def test_a_file_may_be_read_by_whom_the_umask_lets_read_it(tmp_path: Path) -> None:
    target, other = tmp_path / "report.html", tmp_path / "other"
    atomic.write_text(target, "one")
    other.write_text("another", encoding="utf-8")
    assert mode(target) == mode(other) == 0o640
    os.umask(0o022)
    atomic.write_text(target, "two")
    assert mode(target) == 0o644
    os.umask(0o077)
    atomic.write_bytes(target, b"three")
    assert mode(target) == 0o600


@posix
@pytest.mark.usefixtures("umask")
def test_the_folders_of_the_program_let_nobody_else_in(tmp_path: Path) -> None:
    chosen = tmp_path / "shared"
    chosen.mkdir(mode=0o755)
    library = Library(chosen / "mine" / "library")
    folder = library.create(make_attempt())
    assert mode(library.folder) == mode(library.folder.parent) == 0o700
    assert mode(chosen) == 0o750, "what was there stays as it was"
    assert folder.path.is_dir()
    atomic.write_text(tmp_path / "config" / "mockinterview" / "settings.json", "{}")
    assert mode(tmp_path / "config" / "mockinterview") == 0o700


def test_a_file_in_the_place_of_a_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "library").write_text("", encoding="utf-8")
    with pytest.raises(LibraryError):
        atomic.write_text(tmp_path / "library" / "one.json", "{}")


def test_many_threads_write_one_file_and_one_of_them_wins(tmp_path: Path) -> None:
    target = tmp_path / "attempt.json"
    texts = [str(number) * 10_000 for number in range(8)]
    threads = [threading.Thread(target=atomic.write_text, args=(target, one)) for one in texts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert target.read_text(encoding="utf-8") in texts
    assert [path.name for path in tmp_path.iterdir()] == ["attempt.json"]


def test_what_fails_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "attempt.json"
    atomic.write_text(target, "old")

    def fail(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("mockinterview.files.atomic.os.fsync", fail)
    with pytest.raises(DiskFullError):
        atomic.write_text(target, "new")
    assert target.read_text(encoding="utf-8") == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["attempt.json"]


def test_a_part_of_somebody_else_is_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mockinterview.files.atomic.secrets.token_hex", lambda _: "0")
    part = tmp_path / ".attempt.json.0.part"
    part.write_text("theirs", encoding="utf-8")
    with pytest.raises(LibraryError):
        atomic.write_text(tmp_path / "attempt.json", "mine")
    assert part.read_text(encoding="utf-8") == "theirs"


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="only Linux has /proc")
def test_a_place_that_counts_no_room_is_not_full() -> None:
    assert room.free_bytes(Path("/proc")) is None
    error = unwritten(Path("/proc/x.pdf"), "No such file or directory")
    assert error.message == "Nothing can be written into /proc."


def test_a_place_where_nothing_may_be_written_is_not_full(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(export_place, "free_bytes", lambda _: 0)
    assert "is full" in unwritten(tmp_path / "x.pdf", "").message
    monkeypatch.setattr("mockinterview.files.export_place.os.access", lambda *_: False)
    assert "Nothing can be written into" in unwritten(tmp_path / "x.pdf", "").message


def test_a_place_that_cannot_be_looked_at_is_told(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="Nothing can be written into"):
        require_free(tmp_path / ("a" * 300), replaces=True)


def test_a_folder_must_be_there_before_anything_is_made_for_it(tmp_path: Path) -> None:
    target = tmp_path / "gone" / "class.csv"
    with pytest.raises(ExportError, match="Nothing can be written into"):
        require_place(target, replaces=True)
    with pytest.raises(ExportError, match="Nothing can be written into"):
        place_for(target, replaces=True)
    require_place(tmp_path / "class.csv", replaces=False)
