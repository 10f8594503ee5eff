"""All that the Progress page tells, read from real folders: what changed is read again."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from mockinterview import paths
from mockinterview.core.marking import Verdict
from mockinterview.errors import LibraryError
from mockinterview.files.attempts import AttemptFolder, Library
from mockinterview.files.content import Content, load_content
from mockinterview.progress_overview import OverviewReader
from tests.practised_library import MET, NOT_MET, marked, practise, weeks_of_practice


@pytest.fixture(scope="module")
def content() -> Content:
    return load_content([paths.content_folder()])


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return Library(tmp_path / "library")


@pytest.fixture
def loaded(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The attempts that are read, in order."""
    names: list[str] = []
    load = AttemptFolder.load

    def counted(folder: AttemptFolder) -> object:
        names.append(folder.id)
        return load(folder)

    monkeypatch.setattr(AttemptFolder, "load", counted)
    return names


def settle(library: Library) -> None:
    """As if all had been written long ago."""
    for path in library.folder.rglob("*"):
        if path.is_dir():
            os.utime(path, (1_000_000_000, 1_000_000_000))


def test_everything_is_told_of_weeks_of_practice(library: Library, content: Content) -> None:
    weeks_of_practice(library, content, tutor="Dr Finch")
    found = OverviewReader(library).read([each for _, each in content.questions])
    assert (len(found.practised), found.marked) == (10, 10)
    assert [one.rule for one in found.suggestions] == ["new-theme"] * 3
    (tutor,) = found.tutors
    assert (tutor.tutor, len(tutor.points)) == ("Dr Finch", 10)
    assert 0 < tutor.agreed < tutor.compared
    assert found.prompts["leader-or-follower"] == "Are you a leader or a follower?"
    assert sum(theme.answers for theme in found.themes) == 10
    rubrics = {id(one.attempt.rubric) for one in found.practised}
    assert len(rubrics) == 4  # one copy of each scheme, though each attempt has its own


def test_only_what_changed_is_read_again(
    library: Library, content: Content, loaded: list[str]
) -> None:
    folders = [practise(library, content, "define-resilience", day) for day in range(3)]
    settle(library)
    reader = OverviewReader(library)
    reader.read([])
    assert len(loaded) == 3
    loaded.clear()
    reader.read([])
    assert loaded == []
    verdicts: list[Verdict | None] = [MET, NOT_MET]
    folders[1].save_marking(marked(folders[1].load(), verdicts))
    loaded.clear()
    found = reader.read([])
    assert loaded == [folders[1].id]
    assert found.marked == 1


def test_what_was_just_written_is_read_each_time(
    library: Library, content: Content, loaded: list[str]
) -> None:
    practise(library, content, "define-resilience", 1)
    reader = OverviewReader(library)
    reader.read([])
    reader.read([])
    assert len(loaded) == 2


def test_it_is_told_how_far_the_reading_is(library: Library, content: Content) -> None:
    practise(library, content, "define-resilience", 1)
    practise(library, content, "define-resilience", 2)
    told: list[tuple[int, int]] = []
    OverviewReader(library).read([], lambda done, total: told.append((done, total)))
    assert told == [(1, 2), (2, 2)]


def test_a_library_that_is_not_there_is_empty(library: Library) -> None:
    found = OverviewReader(library).read([])
    assert (len(found.practised), dict(found.unreadable)) == (0, {})


def test_a_library_that_is_no_folder_is_refused(library: Library) -> None:
    library.folder.write_text("a file in its place", encoding="utf-8")
    with pytest.raises(LibraryError):
        OverviewReader(library).read([])


def test_what_cannot_be_read_is_named_and_the_rest_told(library: Library, content: Content) -> None:
    practise(library, content, "define-resilience", 1)
    damaged = library.folder / "2026-10-09-101500-duties-of-a-doctor"
    damaged.mkdir()
    (damaged / "attempt.json").write_text("{", encoding="utf-8")
    found = OverviewReader(library).read([])
    assert len(found.practised) == 1
    assert list(found.unreadable) == [damaged.name]
