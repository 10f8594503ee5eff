"""The diary on disk: whole after a crash, civil to what it does not understand, fast."""

from __future__ import annotations

import datetime as dt
import errno
import json
import re
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from mockinterview.core.diary import Entry, Telling
from mockinterview.errors import LibraryError, UsageError
from mockinterview.files import atomic
from mockinterview.files import diary as diary_files
from mockinterview.files.diary import Diary
from mockinterview.files.ours import Kind, kind_in_library

NOW = dt.datetime(2026, 7, 14, 10, 15, tzinfo=dt.UTC)
NAME = "2026-07-14-101500"
"""Of the first entry that was begun then."""
DAY = dt.timedelta(days=1)


@pytest.fixture
def diary(tmp_path: Path) -> Diary:
    return Diary(tmp_path)


def made(diary: Diary, **fields: object) -> Entry:
    return diary.create(Entry.model_validate({"created": NOW, **fields}))


def put(diary: Diary, name: str, text: str) -> Path:
    diary.folder.mkdir(exist_ok=True)
    path = diary.folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_an_entry_comes_back_as_it_was_and_can_be_read_without_the_program(diary: Diary) -> None:
    text = "“Whose shift is it?”\nNobody knew – naïve of me.\u2028\U0001f9e1"
    entry = made(diary, title="A ward", saw=text, tags=("empathy", "starr/reflection"))
    assert entry.id == NAME
    assert diary.load(entry.id) == entry
    plain = (diary.folder / f"{entry.id}.json").read_text(encoding="utf-8")
    assert "Whose shift is it?" in plain
    assert "naïve" in plain


def test_two_entries_of_one_second_have_names_of_their_own(diary: Diary) -> None:
    assert [made(diary, title=name).id for name in "ab"] == [
        NAME,
        f"{NAME}-2",
    ]
    assert [entry.title for entry in diary.listing().entries] == ["b", "a"]


def test_what_two_windows_change_is_kept_of_both(diary: Diary) -> None:
    name = made(diary, title="A ward").id
    other = Diary(diary.folder.parent)
    telling = Telling(attempt="a", day=NOW.date())
    diary.change(name, lambda entry: entry.model_copy(update={"hard": "The waiting."}))
    other.change(name, lambda entry: entry.with_told(telling))
    assert (diary.load(name).hard, diary.load(name).told) == ("The waiting.", (telling,))


def test_a_crash_while_writing_leaves_the_entry_before(
    diary: Diary, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = made(diary, title="Before").id

    def crash(_part: Path, _path: Path) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(atomic, "_replace", crash)
        with pytest.raises(KeyboardInterrupt):
            diary.change(name, lambda entry: entry.model_copy(update={"title": "After"}))
    listing = diary.listing()
    assert [entry.title for entry in listing.entries] == ["Before"]
    assert not listing.unreadable


def test_the_bin_keeps_an_entry_for_thirty_days(diary: Diary) -> None:
    name = made(diary, title="A ward").id
    diary.delete(name, NOW)
    assert diary.delete(name, NOW + DAY).binned == NOW
    assert [entry.id for entry in diary.listing().binned] == [name]
    assert diary.remove_old(NOW + 29 * DAY) == 0
    assert diary.restore(name).binned is None
    diary.delete(name, NOW)
    assert diary.remove_old(NOW + 31 * DAY) == 1
    assert diary.listing().binned == []
    with pytest.raises(UsageError, match="no entry"):
        diary.load(name)


def test_an_entry_in_which_nothing_was_written_goes(diary: Diary) -> None:
    blank, full = made(diary).id, made(diary, title="A ward").id
    assert diary.discard_if_blank(blank)
    assert not diary.discard_if_blank(blank)
    assert not diary.discard_if_blank(full)


@pytest.mark.parametrize("name", ["../attempt", "/etc/passwd", "a/b", ".lock", "", "nothing"])
def test_a_name_leads_nowhere_else(diary: Diary, tmp_path: Path, name: str) -> None:
    (tmp_path / "attempt.json").write_text("{}", encoding="utf-8")
    with pytest.raises(UsageError, match="no entry"):
        diary.load(name)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "null",
        "[1]",
        "{",
        '{"version": 1}',
        '{"version": 1, "created": "2026-07-14T10:15:00Z", "surprise": 1}',
        '{"version": 1, "created": "2026-07-14T10:15:00Z", "tags": ["../../x"]}',
        '{"version": 1, "created": "2026-07-14T10:15:00Z", "saw": 12}',
        '{"version": 0, "created": "2026-07-14T10:15:00Z"}',
        '{"version": NaN}',
        "[" * 100_000,
        json.dumps({"version": 1, "created": "2026-07-14T10:15:00Z", "saw": "x" * 20_001}),
        "x" * 2_000_001,
    ],
)
def test_what_cannot_be_understood_is_named_and_left_alone(diary: Diary, text: str) -> None:
    good = made(diary, title="A ward")
    path = put(diary, "bad.json", text)
    listing = diary.listing()
    assert listing.entries == [good]
    assert list(listing.unreadable) == ["bad.json"]
    assert path.read_text(encoding="utf-8") == text


def test_bytes_that_are_no_text_are_named(diary: Diary) -> None:
    put(diary, "bad.json", "").write_bytes(b"\xff\xfe{\x00")
    assert list(diary.listing().unreadable) == ["bad.json"]


def test_a_newer_entry_is_refused_politely_and_left_alone(diary: Diary) -> None:
    path = put(diary, "new.json", '{"version": 2, "mood": "calm"}')
    with pytest.raises(LibraryError, match="newer version"):
        diary.change("new", lambda entry: entry)
    assert "mood" in path.read_text(encoding="utf-8")


def test_an_older_entry_is_brought_to_this_version(
    diary: Diary, monkeypatch: pytest.MonkeyPatch
) -> None:
    def rename(value: dict[str, object]) -> dict[str, object]:
        return {"version": 1, "created": value["made"], "title": value["name"]}

    monkeypatch.setitem(diary_files.MIGRATIONS, 0, rename)
    put(diary, "old.json", '{"version": 0, "made": "2026-07-14T10:15:00Z", "name": "A ward"}')
    assert diary.load("old").title == "A ward"


def test_a_conflict_copy_is_an_entry_of_its_own(diary: Diary) -> None:
    entry = made(diary, title="A ward")
    copy = diary.folder / f"{entry.id} (conflicted copy).json"
    copy.write_bytes((diary.folder / f"{entry.id}.json").read_bytes())
    names = [one.id for one in diary.listing().entries]
    assert sorted(names) == [entry.id, f"{entry.id} (conflicted copy)"]
    assert diary.change(names[0], lambda one: one.model_copy(update={"hard": "x"})).hard == "x"


def test_all_of_it_belongs_to_the_library(diary: Diary) -> None:
    """Backup and “delete everything” go by these names."""
    made(diary, title="A ward")
    kinds = {kind_in_library(f"diary/{path.name}") for path in diary.folder.iterdir()}
    assert kinds <= {Kind.KEPT, Kind.PASSING}


def test_a_new_entry_makes_the_library_on_a_fresh_start(tmp_path: Path) -> None:
    diary = Diary(tmp_path / "new" / "library")
    assert diary.load(made(diary, title="A ward").id).title == "A ward"


@pytest.mark.parametrize(
    "act",
    [
        lambda diary: diary.change(NAME, lambda entry: entry),
        lambda diary: diary.delete(NAME, NOW),
        lambda diary: diary.restore(NAME),
        lambda diary: diary.discard_if_blank(NAME),
    ],
)
def test_a_library_that_is_gone_is_told_and_not_made_anew(
    tmp_path: Path, act: Callable[[Diary], object]
) -> None:
    library = tmp_path / "stick" / "library"
    diary = Diary(library)
    assert made(diary, title="A ward").id == NAME
    shutil.move(tmp_path / "stick", tmp_path / "pulled out")
    with pytest.raises(
        LibraryError, match=rf"The folder {re.escape(str(library))} is gone\."
    ) as told:
        act(diary)
    assert told.value.hint == "Check that the disk with your library is connected."
    assert diary.listing().entries == []
    assert not (tmp_path / "stick").exists()


def test_a_disk_that_fails_at_any_question_is_told(
    diary: Diary, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A stick that is pulled out and still mounted answers so."""
    name = made(diary, title="A ward").id

    def fail(_: Path) -> bool:
        raise OSError(errno.EIO, "Input/output error")

    for question in ("is_dir", "is_file"):
        with monkeypatch.context() as patch:
            patch.setattr(Path, question, fail)
            with pytest.raises(LibraryError, match="Input/output error"):
                diary.change(name, lambda entry: entry)


@pytest.mark.slow
def test_a_thousand_entries_are_read_in_a_second(diary: Diary) -> None:
    diary.folder.mkdir()
    for number in range(1000):
        entry = Entry(created=NOW + number * DAY, title=f"Day {number}", saw="word " * 300)
        path = diary.folder / f"entry-{number:04}.json"
        path.write_text(entry.model_dump_json(), encoding="utf-8")
    started = time.perf_counter()
    entries = diary.listing().entries
    assert time.perf_counter() - started < 1
    assert entries[0].title == "Day 999"
