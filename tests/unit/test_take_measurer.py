"""What is measured on a take is kept beside it, and its sound is read only once."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from mockinterview.core.attempt import Attempt
from mockinterview.core.measures import Measure, MeasureName
from mockinterview.errors import AudioFileError
from mockinterview.files.attempts import AttemptFolder, Library
from mockinterview.measures import scanning
from mockinterview.measures.take import TakeWords
from mockinterview.measuring import TakeMeasurer
from mockinterview.speech import voice
from tests.gui.marking_attempts import make_attempt, make_words

WORDS = TakeWords(make_words())


@pytest.fixture
def scans(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Which sound was read."""
    read: list[Path] = []
    real = scanning.scan_file

    def scan(path: Path, *_: object) -> scanning.SoundScan:
        read.append(path)
        return real(path)

    monkeypatch.setattr(scanning, "scan_file", scan)
    return read


@pytest.fixture
def folder(tmp_path: Path) -> AttemptFolder:
    return make_attempt(Library(tmp_path / "library"))


def measure(
    folder: AttemptFolder,
    measurer: TakeMeasurer | None = None,
    text: TakeWords | None = WORDS,
    own: Path = Path("none.yaml"),
) -> dict[MeasureName, Measure]:
    attempt: Attempt = folder.load()
    found = (measurer or TakeMeasurer(own)).measure(folder, attempt, attempt.takes[0], text)
    return {one.name: one for one in found}


def test_another_start_finds_what_was_measured(folder: AttemptFolder, scans: list[Path]) -> None:
    first = measure(folder)
    assert first[MeasureName.PACE].is_known
    assert measure(folder) == first
    assert len(scans) == 1


def test_corrected_words_do_not_read_the_sound_again(
    folder: AttemptFolder, scans: list[Path]
) -> None:
    measurer = TakeMeasurer(Path("none.yaml"))
    measure(folder, measurer)
    fewer = measure(folder, measurer, TakeWords(WORDS.words[:60]))
    assert fewer != measure(folder, measurer)
    assert not measure(folder, measurer, None)[MeasureName.PACE].is_known
    assert len(scans) == 1


def test_it_is_measured_again_when_a_voice_can_be_told_from_other_sounds(
    folder: AttemptFolder, scans: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(voice, "has_voice_model", lambda: False)
    measure(folder)
    measure(folder)
    assert len(scans) == 1
    monkeypatch.setattr(voice, "has_voice_model", lambda: True)
    measure(folder)
    assert len(scans) == 2


def test_what_was_kept_and_is_damaged_is_measured_again(
    folder: AttemptFolder, scans: list[Path]
) -> None:
    first = measure(folder)
    folder.measures_path(1).write_text("{", encoding="utf-8")
    assert measure(folder) == first
    assert len(scans) == 2


def test_ones_own_list_of_words_counts_at_once(folder: AttemptFolder, tmp_path: Path) -> None:
    own = tmp_path / "own.yaml"
    before = measure(folder, own=own)[MeasureName.INFORMAL_WORDS]
    assert [place.words for place in before.places] == ["alright"]
    text = "version: 1\ngroups:\n  - reason: Ours.\n    words: [cadets, on the ward]\n"
    own.write_text(text, encoding="utf-8")
    after = measure(folder, own=own)[MeasureName.INFORMAL_WORDS]
    assert [place.words for place in after.places] == ["cadets", "on the ward"]


def test_a_slip_in_the_list_hides_no_other_measure(folder: AttemptFolder, tmp_path: Path) -> None:
    own = tmp_path / "own.yaml"
    own.write_text("version: 1\ngroups: [\n", encoding="utf-8")
    found = measure(folder, own=own)
    assert not found[MeasureName.INFORMAL_WORDS].is_known
    assert str(own) in found[MeasureName.INFORMAL_WORDS].value
    assert found[MeasureName.PACE].is_known


def test_an_attempt_that_went_away_is_not_made_anew(
    folder: AttemptFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    attempt = folder.load()
    real = scanning.scan_file

    def scan_and_remove(path: Path, *_: object) -> scanning.SoundScan:
        scan = real(path)
        shutil.rmtree(folder.path)
        return scan

    monkeypatch.setattr(scanning, "scan_file", scan_and_remove)
    measurer = TakeMeasurer(Path("none.yaml"))
    assert measurer.measure(folder, attempt, attempt.takes[0], WORDS)
    assert not folder.path.exists()


def test_without_its_sound_the_words_of_a_take_are_measured(folder: AttemptFolder) -> None:
    folder.take_path(folder.load().takes[0]).unlink()
    found = measure(folder)
    assert found[MeasureName.PACE].is_known
    assert found[MeasureName.PACE].figures["words_per_minute_without_pauses"] is None
    assert found[MeasureName.DISCOURSE_MARKERS].is_known
    assert not found[MeasureName.LOUDNESS].is_known
    assert "sound of this take is missing" in found[MeasureName.PAUSES].value
    assert list(found) == list(MeasureName)
    assert not folder.measures_path(1).exists()


def test_without_sound_and_words_there_is_nothing_to_measure(folder: AttemptFolder) -> None:
    folder.take_path(folder.load().takes[0]).unlink()
    with pytest.raises(AudioFileError):
        measure(folder, text=None)
    assert not folder.measures_path(1).exists()
