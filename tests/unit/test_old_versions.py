"""What earlier versions wrote is opened; what newer ones wrote is refused, and left as it is."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest

from mockinterview.core.marking import Marking
from mockinterview.core.model import Model
from mockinterview.errors import LibraryError, NewerVersionError
from mockinterview.files import migrations
from mockinterview.files.attempts import AttemptFolder, Library
from mockinterview.files.content import Content, content_paths, read_content
from mockinterview.files.diary import Diary
from mockinterview.files.migrations import understood
from mockinterview.files.next_time import read_next_time
from mockinterview.files.recovery import ATTEMPT_FILE
from mockinterview.files.sittings import Sittings
from mockinterview.files.values import read_value
from mockinterview.files.wishes import Wish, save_wish, wish_for
from mockinterview.keeping.restoring import restore
from mockinterview.measuring import KeptMeasures
from mockinterview.pack.reading import inspect
from mockinterview.services import Services
from mockinterview.settings import Settings, load_settings, save_settings
from mockinterview.ui.marking.opening import read_attempt
from tests.unit.kept_examples import places_in, tree_of, write

OLD: Final = Path(__file__).parents[1] / "data" / "old"
SAMPLES: Final = sorted(path.name for path in OLD.iterdir() if path.is_dir())
NEWEST: Final = SAMPLES[-1]
NAME: Final = "2026-11-24-194012-leader-or-follower"
KINDS: Final = sorted(
    str(path.relative_to(OLD / NEWEST / "library"))
    for path in (OLD / NEWEST / "library").rglob("*.json")
)
"""Every kind of JSON file in a library, by a sample of it."""


def copied(sample: str, tmp_path: Path) -> Path:
    shutil.copytree(OLD / sample, tmp_path / sample)
    return tmp_path / sample


def read_attempt_folder(folder: AttemptFolder) -> Iterator[tuple[str, Model]]:
    """Every value in it with the file that it was read from."""
    attempt = folder.load()
    yield ATTEMPT_FILE, attempt
    for take in attempt.takes:
        number = take.number
        for path, value in (
            (folder.transcript_path(number), folder.transcript(number)),
            (folder.correction_path(number), folder.correction(number)),
            (folder.wish_path(number), wish_for(folder, number)),
        ):
            if value is not None:
                yield str(path.relative_to(folder.path)), value
        if folder.measures_path(number).is_file():
            yield (
                f"measures/take-{number}.json",
                read_value(folder.measures_path(number), KeptMeasures),
            )
    for path in sorted(folder.path.glob("markings/*.json")):
        yield f"markings/{path.name}", read_value(path, Marking)
    if (answer := read_next_time(folder)) is not None:
        yield "next_time.json", answer


@pytest.mark.parametrize("sample", SAMPLES)
def test_what_an_earlier_version_wrote_is_opened(sample: str, tmp_path: Path) -> None:
    home = copied(sample, tmp_path)
    before = tree_of(home)
    library = Library(home / "library")
    listing = library.listing()
    assert listing.unreadable == {}
    ((folder, attempt),) = listing.attempts
    assert (folder.id, len(attempt.takes)) == (NAME, 2)
    assert "".join(attempt.notes) == "leadership: cadets"
    words = folder.current_transcript(1)
    assert words is not None
    assert words.text == "I lead and I follow."
    marking = folder.newest_marking()
    assert (marking.next_time, marking.overall) == ("Begin with the example.", 3)
    read = {name for name, _ in read_attempt_folder(folder)}
    there = {str(path.relative_to(folder.path)) for path in folder.path.rglob("*.json")}
    assert read == there, "every file was read"
    sittings = list((home / "library" / "sittings").glob("*.json"))
    assert len(Sittings(library).listing()) == len(sittings)
    assert load_settings(home / "settings.json").extra_time_percent == 25
    library.recover()
    assert tree_of(home) == before, "reading changes nothing"


@pytest.mark.parametrize("sample", [name for name in SAMPLES if (OLD / name / "own").is_dir()])
def test_the_banks_of_an_earlier_version_are_read(sample: str) -> None:
    own = OLD / sample / "own"
    assert read_content(content_paths(own)).problems == []


def test_a_pack_a_diary_and_a_backup_of_an_earlier_version_are_read(tmp_path: Path) -> None:
    for pack in OLD.glob("*/*.mockinterview"):
        assert len(inspect(pack).attempts) == 1
    listing = Diary(OLD / NEWEST / "library").listing()
    assert (len(listing.entries), listing.unreadable) == (1, {})
    for backup in OLD.glob("*/*.mockinterview-backup"):
        assert restore(backup, places_in(tmp_path)).added == 1


def test_every_kind_of_file_carries_its_version() -> None:
    for kind in KINDS:
        assert json.loads((OLD / NEWEST / "library" / kind).read_bytes())["version"] == 1
    assert json.loads((OLD / NEWEST / "settings.json").read_bytes())["version"] == 1


def made_newer(path: Path) -> bytes:
    """Let a file say what a newer program would. Returns: its bytes."""
    value = json.loads(path.read_bytes()) | {"version": 2, "invented_since": ["x"]}
    path.write_text(json.dumps(value), encoding="utf-8")
    return path.read_bytes()


@pytest.mark.parametrize("kind", KINDS)
def test_a_newer_file_is_left_alone_and_the_others_are_read(kind: str, tmp_path: Path) -> None:
    library = Library(copied(NEWEST, tmp_path) / "library")
    shutil.copytree(library.folder / NAME, library.folder / f"{NAME}-2")
    path = library.folder / kind
    newer = made_newer(path)
    listing = library.listing()
    is_attempt = path.name == ATTEMPT_FILE
    assert len(listing.attempts) == (1 if is_attempt else 2)
    assert [*listing.unreadable] == ([NAME] if is_attempt else [])
    assert len(Sittings(library).listing()) == (0 if "sittings" in kind else 1)
    diary = Diary(library.folder).listing()
    assert len(diary.entries) == (0 if "diary" in kind else 1)
    if is_attempt:
        assert "newer version" in listing.unreadable[NAME]
    library.recover()
    assert path.read_bytes() == newer
    assert dict(read_attempt_folder(library.open(f"{NAME}-2"))), "the other attempt is whole"


def test_a_newer_file_is_told_as_such(tmp_path: Path) -> None:
    folder = Library(copied(NEWEST, tmp_path) / "library").open(NAME)
    for path in (folder.path / ATTEMPT_FILE, folder.transcript_path(1)):
        made_newer(path)
    with pytest.raises(NewerVersionError, match="newer version of Mock Interview"):
        folder.load()
    with pytest.raises(NewerVersionError) as told:
        folder.transcript(1)
    assert "left as it is" in told.value.hint


def test_nothing_is_written_over_a_newer_file(tmp_path: Path) -> None:
    folder = Library(copied(NEWEST, tmp_path) / "library").open(NAME)
    transcript, marking = folder.transcript(1), folder.marking()
    assert transcript is not None
    newer = [
        made_newer(path)
        for path in (folder.transcript_path(1), folder.path / "markings" / "candidate-1.json")
    ]
    with pytest.raises(NewerVersionError):
        folder.save_transcript(1, transcript)
    with pytest.raises(NewerVersionError):
        folder.save_marking(marking)
    made_newer(folder.wish_path(2))
    with pytest.raises(NewerVersionError):
        save_wish(folder, 2, Wish())
    assert folder.transcript_path(1).read_bytes() == newer[0]
    assert (folder.path / "markings" / "candidate-1.json").read_bytes() == newer[1]


def test_newer_settings_are_not_written_over(tmp_path: Path) -> None:
    path = copied(NEWEST, tmp_path) / "settings.json"
    newer = made_newer(path)
    assert load_settings(path) == Settings()
    with pytest.raises(NewerVersionError):
        save_settings(Settings(), path)
    services = Services(load_settings(path), path, Content())
    try:
        with pytest.raises(NewerVersionError):
            services.change_settings(blind_first=True)
        assert services.settings.blind_first, "it holds until the program ends"
    finally:
        services.close()
    assert path.read_bytes() == newer
    assert [one.name for one in path.parent.glob("settings.json*")] == ["settings.json"]


@pytest.mark.parametrize("text", ["{", '{"version": 2}'])
def test_damaged_marks_of_the_candidate_keep_no_tutor_from_marking(
    tmp_path: Path, text: str
) -> None:
    folder = Library(copied(NEWEST, tmp_path) / "library").open(NAME)
    damaged = write(folder.path / "markings" / "candidate-2.json", text)
    found = read_attempt(folder, None, role="tutor", name="Ms Shah")
    folder.unlock_marking()
    assert (found.candidate, found.work.marking.marker) == (None, "Ms Shah")
    assert found.candidate_problem is not None
    assert str(damaged) in found.candidate_problem.message
    assert damaged.read_text(encoding="utf-8") == text
    with pytest.raises(LibraryError):
        read_attempt(folder, None)


class Told(Model):
    """A kind of file of which there have been three versions."""

    version: int = 3
    words: tuple[str, ...] = ()


def _split(value: dict[str, Any]) -> dict[str, Any]:
    return {"version": 2, "text": value["text"].split()}


def _renamed(value: dict[str, Any]) -> dict[str, Any]:
    return {"version": 3, "words": value["text"]}


@pytest.mark.parametrize(
    "text", ['{"text": "I lead"}', '{"version": 2, "text": ["I", "lead"]}',
             '{"version": 3, "words": ["I", "lead"]}']
)  # fmt: skip
def test_an_older_version_is_brought_up_step_by_step(
    text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(migrations, "MIGRATIONS", {Told: {1: _split, 2: _renamed}})
    assert understood(text.encode(), Told, Path("told.json")) == Told(words=("I", "lead"))
