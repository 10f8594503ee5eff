"""Packs made to harm, or damaged: each refused in a sentence, and nothing written anywhere."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from mockinterview.errors import PackError
from mockinterview.files.attempts import Library
from mockinterview.pack.reading import inspect
from mockinterview.pack.received import received_markings
from mockinterview.pack_exchange import take_over
from tests.fuzz_packs import SLOW_CASES, run, use
from tests.pack_corpus import CASES, MANIFEST, MARKS, Parts, truncated
from tests.pack_examples import seed_pack


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return seed_pack(tmp_path_factory.mktemp("seed"))


def refusal(data: bytes, place: Path) -> PackError:
    """How a pack is refused; nothing but itself may lie in the place afterwards."""
    path = place / "class.mockinterview"
    path.write_bytes(data)
    with pytest.raises(PackError) as told:
        take_over(path, Library(place / "library"))
    left = {found.relative_to(place).as_posix() for found in place.rglob("*")}
    assert left <= {"class.mockinterview", "library"}
    return told.value


def test_the_pack_that_they_are_made_of_is_whole(whole: bytes, tmp_path: Path) -> None:
    path = tmp_path / "class.mockinterview"
    path.write_bytes(Parts.of(whole).packed())
    assert len(inspect(path).attempts) == 1
    assert [one.outcome for one in take_over(path, Library(tmp_path / "library"))] == ["new"]


SLOW = {"much_text_in_all", "many_marks", "many_places", *SLOW_CASES}


@pytest.mark.parametrize(
    "name",
    [pytest.param(name, marks=pytest.mark.slow if name in SLOW else ()) for name in CASES],
)
def test_it_is_refused_in_a_sentence(whole: bytes, tmp_path: Path, name: str) -> None:
    told = refusal(CASES[name](whole), tmp_path)
    assert "“class.mockinterview”" in told.message
    assert told.message.endswith(".")
    assert told.hint.endswith(".")
    assert all(character.isprintable() for character in told.message)
    assert len(told.message) < 200


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("manifest_newer_version", "was written by a newer version of Mock Interview."),
        ("name_up", "holds a file “../escaped.json”, which belongs into no pack."),
        ("link", "“attempts/1/markings/1.json” is a link or a folder, not a file."),
        ("encrypted", "is locked with a password."),
        ("bomb_by_count", "says that it holds more than 10000 files."),
        ("bomb_by_ratio", "“attempts/1/transcripts/take-1.json” is packed as no pack does it."),
        ("many_marks", "holds marks on more than 500 criteria."),
        ("many_places", "holds marks at more than 2000 places."),
        ("many_markings", "holds more than 100 people’s marks."),
        ("many_criteria", "holds more than 500 criteria."),
        ("same_marks_twice", "holds marks that are in it twice."),
        ("much_text_in_all", "holds more than 30 MB of text."),
        ("checksum_mismatch", "is not what was sent: its checksum is another one."),
        ("trailing_garbage", "is not whole: its end is missing, or something stands behind it."),
        ("name_twice", "holds “attempts/1/markings/1.json” twice."),
        ("value_cited_nan", "“attempts/1/markings/1.json” cannot be understood."),
        ("value_seconds_infinite", "holds a number that cannot be."),
        ("value_started_never", "holds a date that cannot be."),
        ("sound_text", "“attempts/1/takes/take-1.flac” is no sound that can be played."),
        ("no_zip", "is no pack of Mock Interview."),
    ],
)
def test_the_sentence_says_what_is_wrong(
    whole: bytes, tmp_path: Path, name: str, sentence: str
) -> None:
    assert sentence in refusal(CASES[name](whole), tmp_path).message


@pytest.mark.slow
def test_cut_off_anywhere_it_is_refused(whole: bytes, tmp_path: Path) -> None:
    path = tmp_path / "class.mockinterview"
    for name, data in truncated(whole).items():
        path.write_bytes(data)
        with pytest.raises(PackError):
            inspect(path)
        assert len(data) < len(whole), name


def test_a_file_that_is_not_there_or_a_folder_is_told(tmp_path: Path) -> None:
    for path in (tmp_path / "gone.mockinterview", tmp_path):
        with pytest.raises(PackError, match="cannot be read"):
            inspect(path)


def test_mutations_are_refused_or_harmless(tmp_path: Path) -> None:
    figures = run(150, seed=3, place=tmp_path)
    assert figures.inputs == 150
    assert figures.refused > 100


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    pipe = tmp_path / "class.mockinterview"
    os.mkfifo(pipe)
    with pytest.raises(PackError, match="it is no file"):
        inspect(pipe)


def test_a_moment_without_a_time_zone_does_no_harm(whole: bytes, tmp_path: Path) -> None:
    """Two packs of marks for one attempt, the second written at no particular place on Earth."""
    library = Library(tmp_path / "library")
    moments = ("2026-11-27T09:30:00Z", "2026-11-28T09:30:00", "2026-11-26T09:30:00")
    for number, created in enumerate(moments):
        parts = Parts.of(whole)
        parts.put(MARKS, parts.json(MARKS) | {"marker": f"Dr {number}", "role": "tutor"})
        parts.put(MANIFEST, parts.json(MANIFEST) | {"created": created})
        path = tmp_path / f"{number}.mockinterview"
        path.write_bytes(parts.packed())
        take_over(path, library)
    use(library)
    [folder] = [folder for folder, _ in library.listing().attempts]
    markers = [one.marking.marker for one in received_markings(folder)]
    assert [name for name in markers if name[-1].isdigit()] == ["Dr 2", "Dr 0", "Dr 1"]
