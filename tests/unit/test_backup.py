"""Backup and restoring: nothing is lost, nothing is written over, whole or not at all."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from mockinterview.errors import (
    DiskFullError,
    ExportCancelled,
    ExportError,
    LibraryError,
    RestoreCancelled,
)
from mockinterview.files import atomic
from mockinterview.files.attempts import Library
from mockinterview.files.locks import KEEPING_LOCK, claimed
from mockinterview.keeping import restoring, writing
from mockinterview.keeping.layout import SUFFIX
from mockinterview.keeping.places import Places
from mockinterview.keeping.reading import open_backup
from mockinterview.keeping.restoring import Restored, restore
from mockinterview.keeping.writing import WrittenBackup, write_backup
from mockinterview.settings import Settings
from tests.unit.kept_examples import (
    DIARY_ENTRY,
    WORDS,
    folders_of,
    lived_in,
    made_by_hand,
    places_in,
    tree_of,
    write,
)
from tests.unit.test_attempts import MOMENT

SETTINGS = Settings(extra_time_percent=25).model_dump_json().encode()


@pytest.fixture
def places(tmp_path: Path) -> Places:
    return lived_in(tmp_path / "old")


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / f"kept{SUFFIX}"


def back_up(target: Path, places: Places, **more: object) -> WrittenBackup:
    return write_backup(target, places, settings=SETTINGS, now=MOMENT, **more)  # type: ignore[arg-type]


def counts(restored: Restored) -> tuple[int, int, int, int]:
    return restored.added, restored.here, restored.completed, len(restored.beside)


def test_all_comes_back_on_another_computer(tmp_path: Path, places: Places, target: Path) -> None:
    written = back_up(target, places)
    assert (written.attempts, written.left_out, written.unread) == (2, (), ())
    assert written.size_bytes == target.stat().st_size
    new = places_in(tmp_path / "new")
    restored = restore(target, new)
    assert counts(restored) == (2, 0, 0, 0)
    assert (restored.files_added, restored.files_here) == (4, 0)
    assert made_by_hand(new) == made_by_hand(places)
    assert new.informal_words.read_text(encoding="utf-8") == WORDS
    assert restored.settings == Settings(extra_time_percent=25)
    assert not new.settings.exists(), "settings are given back, not written"
    listing = Library(new.library).listing()
    assert (len(listing.attempts), listing.unreadable) == (2, {})


def test_what_can_be_made_again_is_left_out(places: Places, target: Path) -> None:
    back_up(target, places)
    with open_backup(target) as backup:
        names = [file.name for file in backup.manifest.files]
    assert not [name for name in names if "outlines" in name or ".lock" in name or "cache" in name]
    assert not [name for name in names if "models" in name], "models are not in it"


def test_restoring_again_adds_nothing(places: Places, target: Path) -> None:
    back_up(target, places)
    before = tree_of(places.library, places.own_content)
    restored = restore(target, places)
    assert counts(restored) == (0, 2, 0, 0)
    assert (restored.files_added, restored.files_here, restored.files_beside) == (0, 4, ())
    assert tree_of(places.library, places.own_content) == before


def test_what_is_missing_is_added(places: Places, target: Path) -> None:
    back_up(target, places)
    before = tree_of(places.library)
    first, second = folders_of(places)
    shutil.rmtree(first.path)
    (second.path / "takes" / "take-1.wav").unlink()
    (places.library / DIARY_ENTRY).unlink()
    restored = restore(target, places)
    assert counts(restored) == (1, 0, 1, 0)
    assert restored.files_added == 1
    outlines = {name for name in before if name.endswith(".npy") and f"{first.id}/" in name}
    assert tree_of(places.library).keys() == before.keys() - outlines


def test_what_differs_stays_and_the_other_version_lies_beside(places: Places, target: Path) -> None:
    back_up(target, places)
    first, _ = folders_of(places)
    first.save(first.load().model_copy(update={"notes": "written after the backup"}))
    mine = write(places.own_content / "questions" / "mine.yaml", "mended: since\n")
    before = tree_of(places.library, places.own_content)
    restored = restore(target, places)
    assert counts(restored) == (0, 1, 0, 1)
    after = tree_of(places.library, places.own_content)
    assert before.items() <= after.items(), "nothing was written over"
    (name,) = restored.beside
    beside = Library(places.library).open(name)
    assert (beside.load().id, beside.load().notes) == (name, "")
    assert restored.files_beside == (mine.with_name("mine.yaml.from-backup"),)
    assert counts(restore(target, places)) == (0, 2, 0, 0), "it is not put beside twice"
    assert tree_of(places.library, places.own_content) == after


def test_a_damaged_and_a_newer_attempt_go_along_as_they_are(
    tmp_path: Path, places: Places, target: Path
) -> None:
    first, second = folders_of(places)
    (first.path / "attempt.json").write_bytes(b"\xff{")
    value = json.loads((second.path / "attempt.json").read_bytes()) | {"version": 9, "more": 1}
    write(second.path / "attempt.json", json.dumps(value))
    back_up(target, places)
    new = places_in(tmp_path / "new")
    restore(target, new)
    assert made_by_hand(new) == made_by_hand(places)


def test_what_others_put_into_the_folders_is_left_out_and_named(
    tmp_path: Path, places: Places, target: Path
) -> None:
    secret = write(tmp_path / "secret.json", "not mine to give")
    first, _ = folders_of(places)
    letter = write(places.library / "letter.docx", "dear")
    inside = write(first.path / "holiday.jpg", "x")
    link = first.path / "markings" / "candidate-3.json"
    link.symlink_to(secret)
    other = write(places.own_content / "docker-compose.yaml", "services: {}\n")
    written = back_up(target, places)
    assert set(written.left_out) == {letter, inside, link, other}
    assert b"not mine to give" not in target.read_bytes()


@pytest.mark.parametrize("part_done", [0.0, 0.3, 0.9])
def test_a_backup_that_is_cancelled_leaves_nothing(
    places: Places, target: Path, part_done: float
) -> None:
    reached = [0.0]
    with pytest.raises(ExportCancelled):
        back_up(
            target,
            places,
            on_progress=reached.append,
            is_cancelled=lambda: max(reached) >= part_done,
        )
    assert list(target.parent.iterdir()) == [target.parent / "old"]


def test_a_backup_is_written_over_only_where_that_is_wished(places: Places, target: Path) -> None:
    write(target, "an older one")
    with pytest.raises(ExportError, match="already"):
        back_up(target, places)
    assert target.read_text(encoding="utf-8") == "an older one"
    back_up(target, places, replaces=True)
    assert restore(target, places).here == 2


@pytest.mark.parametrize("place", ["library", "own_content"])
def test_a_backup_never_lies_in_what_it_is_made_of(places: Places, place: str) -> None:
    with pytest.raises(ExportError, match="folder that it is made of"):
        back_up(getattr(places, place) / f"kept{SUFFIX}", places)


def test_a_backup_is_not_begun_where_there_is_no_room(
    places: Places, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writing, "free_bytes", lambda _: 1000)
    with pytest.raises(ExportError, match="no room"):
        back_up(target, places)
    assert not target.exists()


def test_a_backup_that_did_not_come_out_right_is_not_kept(
    places: Places, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    force = atomic.force_file

    def spoil(path: Path) -> None:
        data = bytearray(path.read_bytes())
        data[len(data) // 3] ^= 1
        path.write_bytes(data)
        force(path)

    monkeypatch.setattr(atomic, "force_file", spoil)
    with pytest.raises(ExportError, match="did not come out"):
        back_up(target, places)
    assert list(target.parent.iterdir()) == [target.parent / "old"]


def test_more_than_a_zip_of_old_can_list(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("zipfile.ZIP_FILECOUNT_LIMIT", 3)
    monkeypatch.setattr("zipfile.ZIP64_LIMIT", 500)
    places = lived_in(tmp_path / "old", attempts=3)
    target = tmp_path / f"kept{SUFFIX}"
    back_up(target, places)
    assert b"PK\x06\x06" in target.read_bytes(), "it has the records of zip64"
    new = places_in(tmp_path / "new")
    assert restore(target, new).added == 3
    assert made_by_hand(new) == made_by_hand(places)


def _cancel(monkeypatch: pytest.MonkeyPatch, target: Path, new: Places) -> None:
    reached = [0.0]
    with pytest.raises(RestoreCancelled):
        restore(
            target,
            new,
            on_progress=reached.append,
            is_cancelled=lambda: max(reached) > 0.6,
        )


def _full(monkeypatch: pytest.MonkeyPatch, target: Path, new: Places) -> None:
    monkeypatch.setattr(restoring, "free_bytes", lambda _: 1000)
    with pytest.raises(DiskFullError):
        restore(target, new)


def _refused_at_the_end(monkeypatch: pytest.MonkeyPatch, target: Path, new: Places) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "no")

    monkeypatch.setattr(Path, "rename", refuse)  # attempts have appeared by then
    with pytest.raises(LibraryError):
        restore(target, new)


@pytest.mark.parametrize("fault", [_cancel, _full, _refused_at_the_end])
def test_restoring_that_fails_leaves_nothing(
    tmp_path: Path,
    places: Places,
    target: Path,
    monkeypatch: pytest.MonkeyPatch,
    fault: Callable[[pytest.MonkeyPatch, Path, Places], None],
) -> None:
    back_up(target, places)
    new = places_in(tmp_path / "new")
    fault(monkeypatch, target, new)
    assert tree_of(tmp_path / "new") == {}
    monkeypatch.undo()
    assert restore(target, new).added == 2


def test_two_programs_do_not_restore_at_the_same_time(places: Places, target: Path) -> None:
    back_up(target, places)
    with (
        claimed(places.library, KEEPING_LOCK),
        pytest.raises(LibraryError, match="Another window"),
    ):
        restore(target, places)
