"""`mockinterview measure`: a take of the library, or any sound file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from mockinterview import app
from mockinterview.files.attempts import Library
from tests.gui.marking_attempts import make_attempt
from tests.unit.measuring.signals import RATE_HZ, noise

DATA = Path(__file__).parents[2] / "data"


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = app.main(["measure", *arguments])
    told = capsys.readouterr()
    return code, told.out, told.err


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / "home"))


@pytest.mark.slow
def test_a_sound_file_is_measured(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, str(DATA / "two_cities.flac"), "--json")
    assert code == 0
    found = {one["name"]: one for one in json.loads(out)}
    assert found["time_used"]["figures"]["seconds"] == pytest.approx(44, abs=1)
    assert found["interruptions"]["is_known"], "the model for voices is there"
    assert not found["pace"]["is_known"]
    assert found["loudness"]["source"]["title"] == "ITU-R BS.1770-4"


def test_for_people_it_is_a_table_in_words(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    import soundfile

    soundfile.write(tmp_path / "a.wav", noise(4, -60), RATE_HZ)
    code, out, _ = run(capsys, str(tmp_path / "a.wav"))
    assert code == 0
    assert "Pauses: No voice was heard" in out
    assert "never mark" in out
    assert "docs/measures.md" in out


def test_a_take_is_measured_with_the_words_that_are_there(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = make_attempt(Library(tmp_path), text="yeah I mean we met [4.0] " + "and talked " * 20)
    attempt_id, library = folder.path.name, ("--library", str(tmp_path))
    code, out, _ = run(capsys, attempt_id, "--json", *library)
    assert code == 0
    found = {one["name"]: one for one in json.loads(out)}
    assert found["pace"]["figures"]["words_per_minute"] > 60
    assert [place["words"] for place in found["informal_words"]["places"]] == ["yeah"]
    code, out, _ = run(capsys, attempt_id, *library)
    assert "at 0:00 “yeah”" in out
    assert "at 0:00 (slower, 89 words a minute)" in out
    code, _, err = run(capsys, attempt_id, "--take", "7", *library)
    assert code == 1
    assert "There is no take 7 with sound" in err
    assert "Takes with sound: 1." in err


def test_a_take_without_words_is_not_written_down_unasked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = make_attempt(Library(tmp_path), text=None)
    code, out, _ = run(capsys, folder.path.name, "--library", str(tmp_path))
    assert code == 0
    assert "Pace: Not known without a transcript" in out
    assert folder.current_transcript(1) is None


def test_bad_input_is_told_in_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, _, err = run(capsys, "no-such-attempt", "--library", str(tmp_path))
    assert code == 1
    assert "no-such-attempt" in err
    (tmp_path / "text.wav").write_text("no sound")
    code, _, err = run(capsys, str(tmp_path / "text.wav"))
    assert code == 1
    assert "cannot be read as sound" in err
    code, _, err = run(capsys, str(tmp_path / "text.wav"), "--take", "1")
    assert code == 2
    assert "--take goes with an attempt" in err
