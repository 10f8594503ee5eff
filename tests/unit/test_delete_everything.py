"""Deleting everything: all of it, only ours, never through a link, never under somebody's hands."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from mockinterview.errors import LibraryError
from mockinterview.files import presence
from mockinterview.files.locks import INTERVIEW_LOCK, KEEPING_LOCK, FolderLock, claimed
from mockinterview.files.presence import Presence
from mockinterview.keeping.deleting import (
    Deleted,
    delete_everything,
    parts_to_delete,
    unfinished_note,
)
from mockinterview.keeping.places import Places
from mockinterview.keeping.sizes import Part, measure_storage
from tests.unit.kept_examples import folders_of, lived_in, tree_of, write
from tests.unit.test_attempts import MOMENT

ALL = parts_to_delete(own_banks=True, models=True)


@pytest.fixture
def places(tmp_path: Path) -> Places:
    return lived_in(tmp_path / "home")


def delete(places: Places, parts: tuple[Part, ...] = ALL) -> Deleted:
    return delete_everything(places, parts, Presence())


def test_nothing_is_left(tmp_path: Path, places: Places) -> None:
    told = measure_storage(places, MOMENT)
    deleted = delete(places)
    assert (deleted.left, deleted.files) == ((), sum(r.files for r in told.parts.values()))
    assert deleted.size_bytes == told.size_bytes
    folders = {path.name for path in (tmp_path / "home").rglob("*")}
    assert folders <= {"data", "config", "cache", "Documents", "log"}


def test_what_is_to_be_kept_is_kept(places: Places) -> None:
    banks, models = tree_of(places.own_content), tree_of(places.models)
    delete(places, parts_to_delete(own_banks=False, models=False))
    assert (tree_of(places.own_content), tree_of(places.models)) == (banks, models)
    assert not places.library.exists()
    assert not places.settings.exists()


def test_what_is_not_ours_stays_and_is_named(tmp_path: Path, places: Places) -> None:
    first, _ = folders_of(places)
    foreign = [
        write(places.library / "letter.docx", "dear"),
        write(places.library / "Photos" / "list.json", "mine"),
        write(first.path / "holiday.jpg", "x"),
        write(first.path / "takes" / "song.mp3", "x"),
        write(places.own_content / "docker-compose.yaml", "services: {}\n"),
        write(places.cache / "thesis.tex", "x"),
        write(places.models / "my-own.safetensors", "x"),
        write(places.settings.parent / "other.conf", "x"),
    ]
    deleted = delete(places)
    kept = tree_of(tmp_path / "home")
    assert set(kept) == {str(path) for path in foreign}
    told = {left.path for left in deleted.left}
    assert told == set(foreign[:-1]), "what only lies beside the settings is nobody's business"
    assert all(left.is_foreign for left in deleted.left)


def test_links_are_never_followed(tmp_path: Path, places: Places) -> None:
    outside = write(tmp_path / "outside" / "attempt.json", "not ours")
    write(tmp_path / "outside" / "takes" / "take-1.wav", "not ours")
    first, _ = folders_of(places)
    (places.library / "2026-11-24-194012-linked").symlink_to(outside.parent)
    (first.path / "measures").symlink_to(outside.parent / "takes")
    (first.path / "markings" / "candidate-9.json").symlink_to(outside)
    before = tree_of(tmp_path / "outside")
    deleted = delete(places)
    assert tree_of(tmp_path / "outside") == before
    assert len(deleted.left) == 3


def test_a_running_interview_is_not_deleted(
    tmp_path: Path, places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(presence, "CHANGE_SECONDS", 0.05)
    before = tree_of(tmp_path)
    with (
        claimed(folders_of(places)[1].path, INTERVIEW_LOCK),
        pytest.raises(LibraryError, match="interview is running"),
    ):
        delete(places)
    assert tree_of(tmp_path) == before


def test_an_attempt_that_is_only_being_changed_is_waited_for(places: Places) -> None:
    lock = FolderLock(folders_of(places)[0].path, INTERVIEW_LOCK)
    assert lock.take()
    threading.Timer(0.2, lock.free).start()
    assert delete(places).left == ()


def test_a_library_that_another_window_has_open_is_not_deleted(
    tmp_path: Path, places: Places
) -> None:
    mine, other = Presence(), Presence()
    mine.stay_in(places.library)
    other.stay_in(places.library)
    before = tree_of(tmp_path)
    with pytest.raises(LibraryError, match="Another window"):
        delete_everything(places, ALL, mine)
    assert tree_of(tmp_path) == before
    other.leave()
    assert delete_everything(places, ALL, mine).left == ()


def test_the_presence_of_a_program_that_was_killed_does_not_count(places: Places) -> None:
    write(places.library / ".open" / "0123456789abcdef.lock", "")
    assert Presence().others_in(places.library) == 0
    assert delete(places).left == ()


@pytest.mark.parametrize("killed_after", [0, 1, 7, 15])
def test_a_program_that_is_killed_goes_on_where_it_was(
    tmp_path: Path, places: Places, monkeypatch: pytest.MonkeyPatch, killed_after: int
) -> None:
    remove = Path.unlink
    removed: list[Path] = []

    def die(path: Path, *, missing_ok: bool = False) -> None:
        if path.name != KEEPING_LOCK and len(removed) >= killed_after:
            raise KeyboardInterrupt
        removed.append(path)
        remove(path, missing_ok=missing_ok)

    monkeypatch.setattr(Path, "unlink", die)
    with pytest.raises(KeyboardInterrupt):
        delete(places)
    monkeypatch.undo()
    note = unfinished_note(places)
    assert note is not None
    assert (note.library, note.parts) == (places.library, ALL)
    assert places.settings.exists(), "they know where the library is, and go last"
    for folder in places.library.glob("2026-*"):
        sound = list(folder.glob("takes/*.wav"))
        assert not sound or (folder / "attempt.json").exists(), "no sound without its attempt"
    assert delete(places, note.parts).left == ()
    assert unfinished_note(places) is None
    assert not tree_of(tmp_path / "home")


def test_what_cannot_be_deleted_is_told(places: Places, monkeypatch: pytest.MonkeyPatch) -> None:
    remove = Path.unlink

    def refuse(path: Path, *, missing_ok: bool = False) -> None:
        if path.suffix == ".wav":
            raise PermissionError(13, "Permission denied")
        remove(path, missing_ok=missing_ok)

    monkeypatch.setattr(Path, "unlink", refuse)
    deleted = delete(places)
    assert {left.path.name for left in deleted.failed} == {"take-1.wav"}
    assert "could not be deleted" in deleted.failed[0].reason


def test_sizes_are_those_of_the_disk(places: Places) -> None:
    storage = measure_storage(places, MOMENT)
    assert storage.attempts == 2
    on_disk = sum(path.stat().st_size for path in places.library.rglob("*") if path.is_file())
    told = sum(storage.parts[part].size_bytes for part in (Part.ATTEMPTS, Part.DIARY, Part.LIBRARY))
    assert told == on_disk
    assert storage.parts[Part.MODELS].size_bytes == len("weights")
    assert (storage.bin, storage.bin_items, storage.foreign) == (0, 0, ())
