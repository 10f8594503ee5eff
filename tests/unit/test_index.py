"""The index of the library: that it says what the folders say, whatever happens to either."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import sqlite3
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from benchmarks.library import make_library
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mockinterview.core.marking import Marking, Verdict
from mockinterview.core.transcript import Word
from mockinterview.files.attempts import AttemptFolder, Library
from mockinterview.files.bin import bin_attempt
from mockinterview.index.places import HIT_END, HIT_START, IN_QUESTION, first_place
from mockinterview.index.query import Query, SortBy, full_text_expression
from mockinterview.index.reading import Around
from mockinterview.index.store import LibraryIndex, Update, throw_old_ones_away
from mockinterview.indexing import Indexing, index_name
from mockinterview.pack.received import role_here, shown_markings

pytestmark = pytest.mark.slow

AROUND = Around(shown_markings, role_here, lambda _folder: "")
NUMBER = 14


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Some attempts, to be copied."""
    library = tmp_path_factory.mktemp("made") / "library"
    make_library(library, NUMBER)
    return library


@pytest.fixture
def library(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "library"))


@pytest.fixture
def index(library: Path, tmp_path: Path) -> Iterator[LibraryIndex]:
    index = LibraryIndex(library, tmp_path / "cache" / "library.sqlite", AROUND)
    index.update()
    yield index
    index.close()


def folders(library: Path) -> list[AttemptFolder]:
    return [AttemptFolder(path) for path in sorted(library.iterdir()) if path.is_dir()]


def say(folder: AttemptFolder, text: str) -> None:
    """Let this be what was said, a word a second."""
    transcript = folder.transcript(1)
    assert transcript is not None
    words = tuple(
        Word(word=word, start=place, end=place + 0.5, probability=0.9)
        for place, word in enumerate(text.split())
    )
    segment = transcript.segments[0].model_copy(update={"text": text, "words": words})
    folder.save_transcript(1, transcript.model_copy(update={"segments": (segment,)}))


def test_days_at_the_ends_of_the_calendar_leave_nothing_out(index: LibraryIndex) -> None:
    everything = index.find(Query())
    assert index.find(Query(since=dt.date.min, until=dt.date.max)) == everything
    assert index.find(Query(until=dt.date.min)) == []
    assert index.find(Query(since=dt.date.max)) == []


def test_it_holds_what_the_folders_hold(index: LibraryIndex, library: Path) -> None:
    records = {record.id: record for record in index.records()}
    assert len(records) == NUMBER
    for folder, attempt in Library(library).each():
        record = records[folder.id]
        assert record.folder.path == folder.path
        assert (record.prompt, record.bank) == (attempt.question.prompt, attempt.bank)
        assert record.created == attempt.created
        marking = folder.newest_marking()
        assert record.is_marked is bool(marking.marks)
        assert record.next_time == marking.next_time
        assert record.markers == (() if marking.is_blank else ("Candidate",))
    assert [record.created for record in index.records()] == sorted(
        (record.created for record in records.values()), reverse=True
    )


def test_only_what_changed_is_read_again(index: LibraryIndex, library: Path) -> None:
    age(library)
    assert index.update() == Update(read=NUMBER), "all were too young for their time stamps"
    assert index.update() == Update()
    folder = folders(library)[3]
    folder.save_marking(Marking(next_time="I pause before the example."))
    shutil.rmtree(folders(library)[0].path)
    assert index.update() == Update(read=1, gone=1)
    assert index.find(Query(words="pause example")) == [folder.id]
    assert len(index.records()) == NUMBER - 1


def age(library: Path) -> None:
    """Let nothing have been written in the last seconds."""
    for path in library.rglob("*.json"):
        moment = path.stat().st_mtime - 60
        os.utime(path, (moment, moment))


@pytest.mark.parametrize(
    ("searched", "is_found"),
    [
        ("cadets", True),
        ("CADETS", True),
        ("cade", True),
        ("cafe", True),
        ('"eleven cadets"', True),
        ('"eleven cadet"', False),
        ('"eleven cadet', True),
        ('"cadets eleven"', False),
        ("cadets eleven", True),
        ("cadets zebra", False),
        ("st john's", True),
        ("- ( * ^ :", False),
        ("said:cadets", False),
        ("NOT cadets", False),
        ("cadets OR zebra", False),
    ],
)
def test_words_phrases_and_beginnings(
    index: LibraryIndex, library: Path, searched: str, *, is_found: bool
) -> None:
    folder = folders(library)[5]
    say(folder, "At St John's I was in charge of eleven cadets, in a café.")
    index.update_one(folder.id)
    assert (folder.id in index.find(Query(words=searched))) is is_found


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
@given(st.text())
def test_no_search_is_a_command(index: LibraryIndex, words: str) -> None:
    found = index.find(Query(words=words))
    index.snippets(words, found)
    if words.strip() and not full_text_expression(words):
        assert found == []


def test_where_it_stands(index: LibraryIndex, library: Path) -> None:
    said, asked = folders(library)[2], folders(library)[3]
    say(said, "the kettle whistled")
    index.update_one(said.id)
    [snippet] = index.snippets("kettle", index.find(Query(words="kettle"))).values()
    assert snippet == f"the {HIT_START}kettle{HIT_END} whistled"
    word = asked.load().question.prompt.split()[-1].strip("?.")
    say(asked, "something else entirely")
    index.update_one(asked.id)
    asked.save_marking(Marking())
    told = index.snippets(word, [asked.id])
    assert told[asked.id] == IN_QUESTION or HIT_START in told[asked.id]


def test_the_place_in_the_sound() -> None:
    text = "It’s the team’s own café and the teams"
    words = [
        Word(word=word, start=place, end=place + 0.5, probability=1)
        for place, word in enumerate(text.split())
    ]

    def second(searched: str) -> float | None:
        word = first_place(words, searched)
        return word.start if word else None

    assert second("cafe") == 4
    assert second('"the team"') == 1
    assert second('"the teams"') == 6
    assert second("own ca") == 3
    assert second("zebra") is None
    assert second("…") is None


def test_filters_and_orders(index: LibraryIndex, library: Path) -> None:
    records = index.records()
    first = records[0]
    for query, fits in (
        (Query(theme=first.theme), lambda one: one.theme == first.theme),
        (Query(bank=first.bank), lambda one: one.bank == first.bank),
        (Query(is_marked=True), lambda one: one.is_marked),
        (Query(is_marked=False), lambda one: not one.is_marked),
        (Query(marker="Candidate"), lambda one: "Candidate" in one.markers),
        (Query(marker="Cand"), lambda _one: False),
        (Query(since=dt.date(2024, 11, 28)), lambda one: _day(one.created) > dt.date(2024, 11, 27)),
        (Query(until=dt.date(2024, 11, 27)), lambda one: _day(one.created) < dt.date(2024, 11, 28)),
    ):
        assert set(index.find(query)) == {one.id for one in records if fits(one)}, query
    by_name = {record.id: record for record in records}
    for sort, field in (
        (SortBy.DATE, "created"),
        (SortBy.QUESTION, "prompt"),
        (SortBy.LENGTH, "seconds"),
        (SortBy.MARKS, "share"),
    ):
        for is_ascending in (False, True):
            found = index.find(Query(sort=sort, is_ascending=is_ascending))
            values = [getattr(by_name[name], field) for name in found]
            assert values == sorted(values, reverse=not is_ascending)
            assert len(values) == NUMBER
    bin_attempt(folders(library)[0], dt.datetime(2026, 11, 24, tzinfo=dt.UTC))
    index.update()
    assert len(index.find(Query())) == NUMBER - 1, "nothing that is in the bin"


def _day(moment: dt.datetime) -> dt.date:
    return moment.astimezone().date()


def test_what_cannot_be_read_is_told(index: LibraryIndex, library: Path) -> None:
    damaged, soundless = folders(library)[:2]
    (damaged.path / "attempt.json").write_text("{", encoding="utf-8")
    (soundless.path / "attempt.json").unlink()
    index.update()
    problems = index.problems()
    assert "cannot be understood" in problems[damaged.id]
    assert "holds sound" in problems[soundless.id]
    assert len(index.records()) == NUMBER - 2


def test_copies_of_a_synchronised_folder_are_told_and_never_read(
    index: LibraryIndex, library: Path
) -> None:
    folder = folders(library)[4]
    folder.save_marking(Marking().with_verdict("starr", Verdict.MET))
    copies = (
        "attempt (conflicted copy 2026-11-27 101010).json",
        "attempt.sync-conflict-20261127-101010-ABCDEFG.json",
        "attempt-LAPTOP.json",
        "markings/candidate-1 (1).json",
        "markings/candidate-1-LAPTOP.json",
        "transcripts/take-1 2.json",
    )
    for name in copies:
        (folder.path / name).write_text(
            Marking(marker="Nobody", next_time="never").model_dump_json(), encoding="utf-8"
        )
    index.update()
    [record] = [one for one in index.records() if one.id == folder.id]
    assert sorted(record.conflicts) == sorted(copies)
    assert record.markers == ("Candidate",)
    assert not index.find(Query(words="never", marker="Nobody"))
    assert [one.conflicts for one in index.records() if one.id != folder.id] == [()] * (NUMBER - 1)


@pytest.mark.parametrize("harm", ["no database", "half", "other version", "other library"])
def test_an_index_of_no_use_is_made_anew(
    index: LibraryIndex, library: Path, tmp_path: Path, harm: str
) -> None:
    names = index.find(Query())
    index.close()
    file = tmp_path / "cache" / "library.sqlite"
    if harm == "no database":
        file.write_bytes(b"not a database, but long enough to look like something" * 99)
    elif harm == "half":
        file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])
    else:
        with sqlite3.connect(file) as connection:
            change = "PRAGMA user_version = 99"
            if harm == "other library":
                change = "UPDATE about SET library = '/elsewhere'"
            connection.execute(change)
    again = LibraryIndex(library, file, AROUND)
    try:
        assert again.find(Query()) == names
        assert len(again.records()) == NUMBER
    finally:
        again.close()


def test_where_nothing_can_be_written_it_is_kept_in_memory(library: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder", encoding="utf-8")
    index = LibraryIndex(library, tmp_path / "file" / "library.sqlite", AROUND)
    index.update()
    assert len(index.records()) == NUMBER
    assert index.find(Query(words="the"))
    index.close()


def test_two_programs_use_one_index(index: LibraryIndex, library: Path, tmp_path: Path) -> None:
    other = LibraryIndex(library, tmp_path / "cache" / "library.sqlite", AROUND)
    folder = folders(library)[6]
    folder.save_marking(Marking(next_time="Speak of the orchestra."))
    other.update()
    assert index.find(Query(words="orchestra")) == [folder.id]
    index.rebuild()
    assert other.find(Query(words="orchestra")) == [folder.id]
    other.close()


def test_an_index_that_is_in_use_is_waited_for_and_never_thrown_away(
    index: LibraryIndex, tmp_path: Path
) -> None:
    file = tmp_path / "cache" / "library.sqlite"
    before = file.stat().st_ino
    other = sqlite3.connect(file, isolation_level=None, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    threading.Timer(1.0, other.rollback).start()
    index.update_one("nothing of that name")
    assert len(index.records()) == NUMBER
    assert file.stat().st_ino == before
    other.close()


def test_a_new_index_is_asked_by_several_at_once(library: Path, tmp_path: Path) -> None:
    file = tmp_path / "new" / "library.sqlite"
    indexes = [LibraryIndex(library, file, AROUND) for _ in range(4)]
    ready = threading.Barrier(len(indexes))

    def ask(index: LibraryIndex) -> int:
        ready.wait()
        index.records()
        index.update()
        return len(index.records())

    with ThreadPoolExecutor(len(indexes)) as executor:
        assert list(executor.map(ask, indexes)) == [NUMBER] * len(indexes)
    with sqlite3.connect(file) as connection:
        assert connection.execute("SELECT count(*) FROM attempts").fetchone() == (NUMBER,)
    for index in indexes:
        assert index._file == file, "none had to be kept in memory"
        index.close()


def test_a_moved_library_gets_an_index_of_its_own(library: Path, tmp_path: Path) -> None:
    indexing = Indexing(tmp_path / "cache")
    before = indexing.of(Library(library))
    before.update()
    moved = library.rename(tmp_path / "moved")
    after = indexing.of(Library(moved))
    after.update()
    assert index_name(library) != index_name(moved)
    assert [record.path.parent for record in after.records()] == [moved] * NUMBER
    before.update()
    assert before.records() == [], "nothing is there any more"
    indexing.close()


def test_a_library_that_is_not_there_yet_is_empty(tmp_path: Path) -> None:
    index = LibraryIndex(tmp_path / "nowhere", None, AROUND)
    assert index.update() == Update()
    assert index.records() == []
    index.close()


def test_indexes_of_long_ago_are_thrown_away(index: LibraryIndex, tmp_path: Path) -> None:
    index.close()
    cache = tmp_path / "cache"
    (cache / "library-0123.sqlite").write_bytes(b"")
    (cache / "content.json").write_bytes(b"")
    now = dt.datetime.now(dt.UTC)
    throw_old_ones_away(cache, now + dt.timedelta(days=89))
    assert (cache / "library-0123.sqlite").exists()
    throw_old_ones_away(cache, now + dt.timedelta(days=91))
    assert not (cache / "library-0123.sqlite").exists()
    assert (cache / "content.json").exists()


def test_cancelled_in_the_middle_nothing_is_forgotten(index: LibraryIndex) -> None:
    index.update(is_cancelled=lambda: True)
    assert len(index.records()) == NUMBER
