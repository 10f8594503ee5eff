"""`mockinterview import` and `export`: what they print, what they leave, how they end."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import soundfile

from mockinterview import app
from mockinterview.errors import ModelMissingError
from mockinterview.services import Services
from tests.made_recordings import SECONDS, write_media, write_sound

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command over a library of its own. Returns: code, stdout, stderr."""
    for name in ("HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)

    def call(*arguments: str) -> tuple[int, str, str]:
        code = app.main([*arguments, "--library", str(tmp_path / "library")])
        told = capsys.readouterr()
        return code, told.out, told.err

    return call


@pytest.fixture
def memo(tmp_path: Path) -> Path:
    return write_media(tmp_path / "memo.m4a", kind="ipod")


def as_json(answer: tuple[int, str, str], code: int = 0) -> Any:
    assert answer[0] == code, answer
    return json.loads(answer[1])


def test_one_file_becomes_an_attempt_that_is_listed(run: Run, memo: Path) -> None:
    code, out, err = run("import", str(memo), "--question", "leader-or-follower")
    name, length, file = out.split()
    assert (code, err) == (0, "")
    assert (length, file) == ("0:03", "memo.m4a")
    (attempt,) = as_json(run("attempts", "--json"))["attempts"]
    assert attempt["attempt"] == name
    assert (attempt["origin"], attempt["question"]) == ("import", "leader-or-follower")
    assert attempt["seconds"] == pytest.approx(SECONDS, abs=0.02)


def test_a_bad_file_does_not_stop_the_others(run: Run, memo: Path, tmp_path: Path) -> None:
    (tmp_path / "bad.wav").write_text("no sound", encoding="utf-8")
    good = write_sound(tmp_path / "good.flac")
    files = [str(tmp_path / "bad.wav"), str(memo), "gone.mp3", str(good)]
    arguments = ("import", *files, "--question", "define-resilience", "--json")
    told = as_json(run(*arguments), code=1)
    assert [entry["file"] for entry in told["imported"]] == [str(memo), str(good)]
    assert [entry["error"] for entry in told["failed"]] == [
        "bad.wav is a text file, not a recording.",
        "There is no file gone.mp3.",
    ]
    assert len(as_json(run("attempts", "--json"))["attempts"]) == 2


def test_the_format_may_be_chosen_and_what_is_longer_is_told(run: Run, tmp_path: Path) -> None:
    import numpy as np

    long = write_sound(tmp_path / "long.wav", np.full(8000 * 90, 0.1, np.float32), samplerate=8000)
    options = ("--question", "leader-or-follower", "--format", "casper-video")
    code, _, err = run("import", str(long), *options)
    assert code == 0
    assert err == "  It is 1:30 long; the format gives 1:00.\n"


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (("--question", "no-such"), "There is no question “no-such”."),
        (("--question", "define-resilience", "--format", "no-such"), "There is no format"),
    ],
)
def test_unknown_names_are_told_before_anything_is_done(
    options: tuple[str, ...], sentence: str, run: Run, memo: Path, tmp_path: Path
) -> None:
    code, out, err = run("import", str(memo), *options)
    assert (code, out) == (1, "")
    assert sentence in err
    assert not (tmp_path / "library").exists()


@pytest.mark.parametrize("arguments", [("import",), ("import", "--question", "x")])
def test_wrong_usage(arguments: tuple[str, ...], run: Run) -> None:
    with pytest.raises(SystemExit) as caught:
        run(*arguments)
    assert caught.value.code == 2


def test_without_a_model_the_attempt_is_there_and_the_reason_is_told(
    run: Run, memo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise ModelMissingError("There is no speech model on this computer.", "Fetch one.")

    monkeypatch.setattr(Services, "transcribe_take", fail)
    arguments = ("import", str(memo), "--question", "leader-or-follower", "--transcribe")
    code, out, err = run(*arguments)
    assert code == 1
    assert "memo.m4a" in out
    assert err == "mockinterview: There is no speech model on this computer. Fetch one.\n"
    (entry,) = as_json(run(*arguments, "--json"), code=1)["imported"]
    assert (entry["transcript"], entry["hint"]) == (None, "Fetch one.")


@pytest.fixture
def attempt(run: Run, memo: Path) -> str:
    """The id of an imported attempt."""
    arguments = ("import", str(memo), "--question", "leader-or-follower", "--json")
    name: str = as_json(run(*arguments))["imported"][0]["attempt"]
    return name


@pytest.mark.slow
@pytest.mark.parametrize("suffix", ["wav", "flac", "mp3", "opus"])
def test_a_take_is_exported_as_its_name_says(
    suffix: str, run: Run, attempt: str, tmp_path: Path
) -> None:
    told = as_json(run("export", attempt, "--to", f"out.{suffix}", "--json"))
    assert told == {
        "attempt": attempt,
        "take": 1,
        "file": f"out.{suffix}",
        "format": suffix,
        "seconds": pytest.approx(SECONDS, abs=0.02),
    }
    assert soundfile.info(tmp_path / f"out.{suffix}").duration == told["seconds"]


def test_export_writes_nothing_over_but_by_force(run: Run, attempt: str, tmp_path: Path) -> None:
    (tmp_path / "out.wav").write_text("mine", encoding="utf-8")
    code, _, err = run("export", attempt, "--to", "out.wav")
    assert code == 1
    assert "There is a file out.wav already." in err
    assert (tmp_path / "out.wav").read_text(encoding="utf-8") == "mine"
    code, out, _ = run("export", attempt, "--to", "out.wav", "--take", "1", "--force")
    assert (code, out) == (0, "out.wav  0:03  WAV\n")


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (("--to", "out.doc"), "Nothing can be exported as “out.doc”."),
        (("--to", "out.wav", "--take", "7"), "There is no take 7 in this attempt. It has: 1."),
        (("--to", "gone/out.wav"), "Nothing can be written into gone."),
    ],
)
def test_what_cannot_be_exported_has_its_sentence(
    options: tuple[str, ...], sentence: str, run: Run, attempt: str
) -> None:
    code, out, err = run("export", attempt, *options)
    assert (code, out) == (1, "")
    assert sentence in err


@pytest.mark.parametrize("option", ["--original", "--mark-uncertain"])
def test_sound_has_no_words_to_choose_or_to_mark(
    option: str, run: Run, attempt: str, tmp_path: Path
) -> None:
    code, out, err = run("export", attempt, "--to", "out.wav", option)
    assert (code, out) == (2, "")
    assert "--original and --mark-uncertain are about a transcript." in err
    assert not (tmp_path / "out.wav").exists()


def test_an_attempt_that_is_not_there(run: Run) -> None:
    code, _, err = run("export", "no-such", "--to", "out.wav")
    assert code == 1
    assert "There is no attempt “no-such”" in err
