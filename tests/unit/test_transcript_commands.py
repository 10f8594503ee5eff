"""The terminal on transcripts: export, show and transcribe use what a person corrected."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import webvtt

from mockinterview import app
from mockinterview.core.attempt import TakeState
from mockinterview.core.correction import Correction, delete_words, replace_words
from mockinterview.core.transcript import Filler, Transcript, TranscriptStage
from mockinterview.files import bin as waste
from mockinterview.files.attempts import AttemptFolder, Library
from mockinterview.services import Services
from tests.made_recordings import write_sound
from tests.unit.correction_examples import make_transcript, make_word
from tests.unit.test_attempts import MOMENT, make_attempt
from tests.unit.test_exchange_commands import Run, as_json, run

__all__ = ["run"]

WORDS = (
    make_word("I", 0.0, 0.2, 0.9),
    make_word("lead", 0.3, 0.6, 0.3),
    make_word("cadets.", 0.6, 1.0, 0.9),
)
HEARD = make_transcript(WORDS, seconds=2).model_copy(
    update={
        "stage": TranscriptStage.REFINED,
        "fillers": (Filler(start=1.2, end=1.5, text="um"),),
    }
)


@pytest.fixture
def folder(tmp_path: Path) -> AttemptFolder:
    """An attempt with a take and its transcript, in the library of `run`."""
    folder = Library(tmp_path / "library").create(make_attempt())
    take = folder.new_take(1, MOMENT)
    folder.make_room(take)
    write_sound(folder.take_path(take))
    done = {"state": TakeState.FINISHED, "seconds": 2.0}
    folder.save(folder.load().with_take(take.model_copy(update=done)))
    folder.save_transcript(1, HEARD)
    return folder


@pytest.fixture
def corrected(folder: AttemptFolder) -> AttemptFolder:
    folder.save_correction(1, replace_words(Correction.of(HEARD), 1, 1, "led").after)
    return folder


def test_the_ending_tells_what_is_exported(run: Run, folder: AttemptFolder, tmp_path: Path) -> None:
    for suffix in ("txt", "srt", "vtt", "json", "csv"):
        told = as_json(run("export", folder.id, "--to", f"out.{suffix}", "--json"))
        assert told == {
            "attempt": folder.id,
            "take": 1,
            "file": f"out.{suffix}",
            "format": suffix,
            "words": 3,
            "is_corrected": False,
            "stage": "refined",
            "fillers_at_least": 1,
        }
    assert (tmp_path / "out.txt").read_text("utf-8") == "I lead cadets.\n"
    assert webvtt.read(str(tmp_path / "out.vtt")).captions[0].text == "I lead cadets."
    assert b"\r\n" in (tmp_path / "out.srt").read_bytes()
    assert len((tmp_path / "out.csv").read_text("utf-8").splitlines()) == 5
    code, out, _ = run("export", folder.id, "--to", "other.SRT")
    assert (code, out) == (0, "other.SRT  3 words  SubRip subtitles\n")
    assert not list(tmp_path.glob(".*")), "nothing half written is left"


def test_what_was_corrected_is_exported_unless_the_original_is_wished(
    run: Run, corrected: AttemptFolder, tmp_path: Path
) -> None:
    told = as_json(run("export", corrected.id, "--to", "out.txt", "--json"))
    assert told["is_corrected"]
    assert (tmp_path / "out.txt").read_text("utf-8") == "I led cadets.\n"
    told = as_json(run("export", corrected.id, "--to", "was.txt", "--original", "--json"))
    assert not told["is_corrected"]
    assert (tmp_path / "was.txt").read_text("utf-8") == "I lead cadets.\n"
    run("export", corrected.id, "--to", "out.json")
    assert json.loads((tmp_path / "out.json").read_text("utf-8"))["is_corrected"]


def test_an_empty_correction_is_exported_as_nothing(
    run: Run, folder: AttemptFolder, tmp_path: Path
) -> None:
    folder.save_correction(1, delete_words(Correction.of(HEARD), 0, 2).after)
    code, out, _ = run("export", folder.id, "--to", "out.txt")
    assert (code, out) == (0, "out.txt  0 words  Text\n")
    assert (tmp_path / "out.txt").read_bytes() == b""


def test_damaged_corrections_are_told_and_the_original_is_exported(
    run: Run, corrected: AttemptFolder, tmp_path: Path
) -> None:
    corrected.correction_path(1).write_text("{", encoding="utf-8")
    code, _, err = run("export", corrected.id, "--to", "out.txt")
    assert code == 0
    assert "cannot be understood" in err
    assert "The original is exported." in err
    assert (tmp_path / "out.txt").read_text("utf-8") == "I lead cadets.\n"
    words = as_json(run("show", corrected.id, "--json"))["transcripts"]["1"]
    assert (words["is_corrected"], words["text"]) == (False, "I lead cadets.")
    assert "cannot be understood" in words["problem"]
    _, out, _ = run("show", corrected.id)
    assert "cannot be understood" in out
    assert "I lead cadets." in out


def test_uncertain_words_are_marked_when_it_is_wished(
    run: Run, folder: AttemptFolder, tmp_path: Path
) -> None:
    run("export", folder.id, "--to", "out.txt", "--mark-uncertain")
    assert (tmp_path / "out.txt").read_text("utf-8") == "I [lead?] cadets.\n"


def test_nothing_is_written_over_but_by_force(
    run: Run, folder: AttemptFolder, tmp_path: Path
) -> None:
    (tmp_path / "out.srt").write_text("mine", encoding="utf-8")
    code, _, err = run("export", folder.id, "--to", "out.srt")
    assert code == 1
    assert "There is a file out.srt already." in err
    assert "In the terminal, --force replaces it." in err
    assert (tmp_path / "out.srt").read_text("utf-8") == "mine"
    code, _, _ = run("export", folder.id, "--to", "out.srt", "--force")
    assert code == 0
    assert (tmp_path / "out.srt").read_text("utf-8").startswith("1\n")
    (tmp_path / "folder.txt").mkdir()
    code, _, err = run("export", folder.id, "--to", "folder.txt", "--force")
    assert code == 1
    assert "is a folder" in err
    code, _, err = run("export", folder.id, "--to", "gone/out.txt")
    assert code == 1
    assert "Nothing can be written into gone." in err


def test_a_full_disk_is_told_and_leaves_nothing(
    run: Run, folder: AttemptFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("mockinterview.files.atomic.os.fsync", fail)
    monkeypatch.setattr("mockinterview.files.export_place.free_bytes", lambda _: 4096)
    code, _, err = run("export", folder.id, "--to", "out.txt")
    assert code == 1
    assert "is full." in err
    assert not list(tmp_path.glob("*out*"))


def test_without_a_transcript_it_says_what_to_do(run: Run, folder: AttemptFolder) -> None:
    folder.transcript_path(1).unlink()
    code, _, err = run("export", folder.id, "--to", "out.txt")
    assert code == 1
    assert "Take 1 has no transcript." in err


def test_a_take_that_is_gone_has_nothing_to_export(run: Run, folder: AttemptFolder) -> None:
    waste.bin_take(folder, 1, MOMENT)
    waste.remove_all(waste.contents(Library(folder.path.parent)))
    code, _, err = run("export", folder.id, "--to", "out.txt", "--take", "1")
    assert code == 1
    assert "There is nothing in it to export." in err


def test_show_tells_what_was_corrected_and_heard(run: Run, corrected: AttemptFolder) -> None:
    words = as_json(run("show", corrected.id, "--json"))["transcripts"]["1"]
    assert (words["text"], words["original_text"]) == ("I led cadets.", "I lead cadets.")
    assert (words["is_corrected"], words["stage"], words["fillers_at_least"]) == (
        True,
        "refined",
        1,
    )
    _, out, _ = run("show", corrected.id)
    assert "I led cadets." in out
    assert "(corrected, at least 1 hesitation)" in out


class HeardSpeech:
    def transcribe(self, *_: Any, **__: Any) -> Transcript:
        return HEARD


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> Callable[[], int]:
    """The speech process hears `HEARD`. Returns: how often it was asked."""
    asked = 0

    def speech(_: Services) -> HeardSpeech:
        nonlocal asked
        asked += 1
        return HeardSpeech()

    monkeypatch.setattr(Services, "speech", property(speech))
    return lambda: asked


def test_a_sound_file_is_transcribed_into_a_file(
    run: Run, heard: Callable[[], int], tmp_path: Path
) -> None:
    sound = str(write_sound(tmp_path / "answer.wav"))
    code, out, _ = run("transcribe", sound, "--to", "out.srt")
    assert (code, out) == (0, "Written: out.srt\n")
    assert "I lead cadets." in (tmp_path / "out.srt").read_text("utf-8")
    told = as_json(run("transcribe", sound, "--to", "out.txt", "--mark-uncertain", "--json"))
    assert (told["file"], told["text"]) == ("out.txt", "I lead cadets.")
    assert (tmp_path / "out.txt").read_text("utf-8") == "I [lead?] cadets.\n"
    assert heard() == 2


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("out.mp3", "A transcript cannot be written as “out.mp3”."),
        ("there.srt", "There is a file there.srt already."),
    ],
)
def test_a_bad_name_is_told_before_minutes_are_spent(
    name: str, sentence: str, run: Run, heard: Callable[[], int], tmp_path: Path
) -> None:
    sound = str(write_sound(tmp_path / "answer.wav"))
    (tmp_path / "there.srt").touch()
    code, out, err = run("transcribe", sound, "--to", name)
    assert (code, out) == (1, "")
    assert sentence in err
    assert heard() == 0


@pytest.mark.parametrize("option", ["--force", "--mark-uncertain"])
def test_what_is_about_a_file_needs_one(
    option: str, run: Run, heard: Callable[[], int], tmp_path: Path
) -> None:
    code, _, err = run("transcribe", str(write_sound(tmp_path / "answer.wav")), option)
    assert code == 2
    assert "Name it with --to" in err
    assert heard() == 0


def test_help_names_every_ending(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        app.main(["export", "--help"])
    told = capsys.readouterr().out
    for suffix in (".wav", ".flac", ".mp3", ".opus", ".txt", ".srt", ".vtt", ".json", ".csv"):
        assert suffix in told
