"""The corrected words of a take on the disk: beside the original, never lost, never in its way."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mockinterview.core.correction import Correction, delete_words, insert_words, replace_words
from mockinterview.core.transcript import Segment, Transcript, TranscriptStage, Word
from mockinterview.errors import LibraryError, NewerVersionError
from mockinterview.files import bin as waste
from mockinterview.files.attempts import AttemptFolder, Library
from tests.unit.test_attempts import MOMENT, make_attempt
from tests.unit.test_bin import DAY, Clock, files, practised


def heard(*texts: str, stage: TranscriptStage = TranscriptStage.WHOLE) -> Transcript:
    words = tuple(
        Word(word=text, start=index / 4, end=index / 4 + 0.2, probability=0.5)
        for index, text in enumerate(texts)
    )
    segment = Segment(start=0, end=1, text=" ".join(texts), words=words)
    return Transcript(
        engine="e",
        model="m",
        stage=stage,
        audio_seconds=1,
        elapsed_seconds=1,
        segments=(segment,),
    )


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def library(tmp_path: Path, clock: Clock) -> Library:
    return Library(tmp_path / "library", now=clock)


@pytest.fixture
def folder(library: Library) -> AttemptFolder:
    folder = practised(library)
    folder.save_transcript(1, heard("I", "lead"))
    return folder


def correct(folder: AttemptFolder, text: str = "follow") -> Correction:
    transcript = folder.transcript(1)
    assert transcript is not None
    correction = replace_words(Correction.of(transcript), 1, 1, text).after
    folder.save_correction(1, correction)
    return correction


def test_a_correction_is_there_after_reopening_and_the_original_is_kept(
    folder: AttemptFolder,
) -> None:
    assert folder.correction(1) is None
    assert folder.current_transcript(1) == folder.transcript(1) == heard("I", "lead")
    correction = correct(folder)
    again = AttemptFolder(folder.path)
    assert again.correction(1) == correction
    assert again.transcript(1) == heard("I", "lead")
    current = again.current_transcript(1)
    assert current is not None
    assert current.text == "I follow"
    assert current.model_copy(update={"segments": ()}) == heard().model_copy(
        update={"segments": ()}
    ), "what made it stays"


def test_giving_all_corrections_up_leads_back_to_the_original(folder: AttemptFolder) -> None:
    correct(folder)
    folder.remove_correction(1)
    folder.remove_correction(1)
    assert folder.correction(1) is None
    assert folder.current_transcript(1) == heard("I", "lead")


def test_an_empty_correction_is_not_none(folder: AttemptFolder) -> None:
    empty = delete_words(Correction.of(heard("I", "lead")), 0, 1).after
    folder.save_correction(1, empty)
    assert folder.correction(1) == empty
    current = folder.current_transcript(1)
    assert current is not None
    assert current.text == ""


def test_a_better_hearing_never_touches_the_correction(folder: AttemptFolder) -> None:
    correction = correct(folder)
    refined = heard("Aye", "lead", stage=TranscriptStage.REFINED)
    folder.save_transcript(1, refined)
    assert folder.correction(1) == correction
    current = folder.current_transcript(1)
    assert current is not None
    assert current.text == "I follow"
    assert current.stage is TranscriptStage.WHOLE, "that is the hearing of these words"
    assert correction.made_from == heard("I", "lead"), "what was changed can still be told"


def test_the_correction_is_there_without_its_original(folder: AttemptFolder) -> None:
    correct(folder)
    folder.transcript_path(1).write_text("{", encoding="utf-8")
    current = folder.current_transcript(1)
    assert current is not None
    assert current.text == "I follow"
    folder.transcript_path(1).unlink()
    assert folder.current_transcript(1) == current


def test_each_take_has_its_own(folder: AttemptFolder) -> None:
    correct(folder)
    assert folder.correction(2) is None
    other = folder.current_transcript(2)
    assert other is not None
    assert other.text == ""


@pytest.mark.parametrize("text", ["", "{", "[]", '{"version": 1}', "\0"])
def test_a_damaged_correction_has_a_sentence_and_the_original_is_shown(
    folder: AttemptFolder, text: str
) -> None:
    folder.correction_path(1).write_text(text, encoding="utf-8")
    with pytest.raises(LibraryError, match="cannot be understood"):
        folder.correction(1)
    assert folder.current_transcript(1) == heard("I", "lead")


def test_one_of_a_newer_program_is_not_guessed_at_and_kept_aside(folder: AttemptFolder) -> None:
    correct(folder)
    path = folder.correction_path(1)
    newer = json.dumps(json.loads(path.read_text("utf-8")) | {"version": 2, "speakers": []})
    path.write_text(newer, encoding="utf-8")
    with pytest.raises(NewerVersionError, match="newer version"):
        folder.correction(1)
    correction = correct(folder)
    assert folder.correction(1) == correction
    aside = path.with_name("take-1.corrected.unreadable-1.json")
    assert aside.read_text("utf-8") == newer
    path.write_text("{", encoding="utf-8")
    folder.remove_correction(1)
    assert not path.exists()
    assert path.with_name("take-1.corrected.unreadable-2.json").read_text("utf-8") == "{"
    assert set(folder.transcript_paths(1)) >= {aside, path}


@pytest.mark.slow
@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(place=st.floats(0, 1), piece=st.binary(max_size=6), length=st.integers(0, 40))
def test_damage_anywhere_gives_a_sentence_or_a_text_in_order(
    folder: AttemptFolder, place: float, piece: bytes, length: int
) -> None:
    correct(folder)
    path = folder.correction_path(1)
    whole = path.read_bytes()
    at = round(place * len(whole))
    path.write_bytes(whole[:at] + piece + whole[at + length :])
    try:
        correction = folder.correction(1)
    except LibraryError:
        assert folder.current_transcript(1) == folder.transcript(1)
        return
    assert correction is not None
    times = [moment for word in correction.words for moment in (word.start, word.end)]
    assert times == sorted(times)
    assert insert_words(correction, 0, "so").after.words[0].word == "so"


def test_it_is_removed_for_good_with_its_take(
    library: Library, folder: AttemptFolder, clock: Clock
) -> None:
    correction = correct(folder)
    folder.correction_path(1).write_text("{", encoding="utf-8")
    folder.save_correction(1, correction)
    kept = {name for name in files(folder) if "corrected" in name}
    assert len(kept) == 2
    size = waste.contents(library)
    assert size == []
    waste.bin_take(folder, 1, clock())
    words = sum((folder.path / name).stat().st_size for name in kept)
    assert waste.size_of(waste.contents(library)).size > words
    assert folder.correction(1) == correction, "in the bin nothing moves"
    clock.moment += 31 * DAY
    waste.empty_old(library)
    assert not any("take-1" in name for name in files(folder))
    with pytest.raises(LibraryError, match="corrections were not kept"):
        folder.save_correction(1, correction)
    assert not folder.correction_path(1).exists()


def test_nothing_is_written_where_the_attempt_was_moved_away(
    library: Library, tmp_path: Path
) -> None:
    folder = library.create(make_attempt())
    correction = Correction.of(heard("I", "lead"))
    folder.path.rename(tmp_path / "moved")
    with pytest.raises(LibraryError):
        folder.save_correction(1, correction)
    assert not folder.path.exists()


def test_half_a_file_is_a_left_over_and_is_removed(folder: AttemptFolder) -> None:
    import os

    correct(folder)
    half = folder.correction_path(1).with_name(".take-1.corrected.json.abc.part")
    half.write_text("{", encoding="utf-8")
    old = MOMENT.timestamp() - 3600
    os.utime(half, (old, old))
    folder.recover()
    assert not half.exists()
    assert folder.correction(1) is not None
