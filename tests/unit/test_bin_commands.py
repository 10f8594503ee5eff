"""`mockinterview attempts --bin`, `delete` and `restore`: what they print, do and end with."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from mockinterview import app
from mockinterview.files.attempts import AttemptFolder, Library
from mockinterview.files.bin import contents, remove_all
from tests.unit.test_bin import practised

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return Library(tmp_path / "library")


@pytest.fixture
def folder(library: Library) -> AttemptFolder:
    """An attempt with two takes of a second."""
    return practised(library)


@pytest.fixture
def run(
    tmp_path: Path,
    library: Library,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Run:
    """Runs a command over this library. Returns: code, stdout, stderr."""
    for name in ("HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / "home"))

    def call(*arguments: str) -> tuple[int, str, str]:
        code = app.main([*arguments, "--library", str(library.folder)])
        told = capsys.readouterr()
        return code, told.out, told.err

    return call


def as_json(answer: tuple[int, str, str]) -> Any:
    assert answer[0] == 0, answer
    return json.loads(answer[1])


def test_an_attempt_goes_into_the_bin_and_comes_back(run: Run, folder: AttemptFolder) -> None:
    code, out, err = run("delete", folder.id)
    assert (code, err) == (0, "")
    assert out.endswith("is in the bin. It is removed for good after 30 days.\n")
    assert as_json(run("attempts", "--json"))["attempts"] == []
    assert "In the bin since" in run("show", folder.id)[1]
    (entry,) = as_json(run("attempts", "--bin", "--json"))["bin"]
    assert (entry["attempt"], entry["take"]) == (folder.id, None)
    assert (entry["seconds"], entry["days_left"]) == (2.0, 30)
    code, out, _ = run("restore", folder.id)
    assert (code, out.endswith("is not in the bin any more.\n")) == (0, True)
    assert len(as_json(run("attempts", "--json"))["attempts"]) == 1
    assert run("attempts", "--bin")[1] == "The bin is empty.\n"


def test_a_take_goes_alone(run: Run, folder: AttemptFolder) -> None:
    told = as_json(run("delete", folder.id, "--take", "2", "--json"))
    assert (told["attempt"], told["take"]) == (folder.id, 2)
    assert told["binned"] == folder.load().take(2).binned.isoformat()  # type: ignore[union-attr]
    (attempt,) = as_json(run("attempts", "--json"))["attempts"]
    assert attempt["seconds"] == 1.0, "only what is kept counts"
    line, total = run("attempts", "--bin")[1].splitlines()
    assert line.split("  ") == [folder.id, "take 2", "0:01", "30 days left", "17 KB"]
    assert total == "1 item, 17 KB. “mockinterview restore” puts one back."
    told = as_json(run("restore", folder.id, "--take", "2", "--json"))
    assert told == {"attempt": folder.id, "take": 2, "binned": None}
    assert len(folder.load().kept_takes) == 2


def test_what_is_not_in_the_bin_is_told(run: Run, folder: AttemptFolder) -> None:
    code, out, err = run("restore", folder.id)
    assert (code, out) == (1, "")
    assert err.endswith("is not in the bin. “mockinterview attempts --bin” lists what is.\n")
    run("delete", folder.id)
    assert "The whole attempt is: leave out --take." in run("restore", folder.id, "--take", "1")[2]
    assert run("restore", folder.id)[0] == 0
    assert run("restore", folder.id)[0] == 1
    run("delete", folder.id, "--take", "2")
    code, _, err = run("restore", folder.id)
    assert (code, "Of its takes there are: 2. Add --take." in err) == (1, True)
    assert run("restore", folder.id, "--take", "1")[0] == 1
    assert run("restore", folder.id, "--take", "2")[0] == 0
    code, out, _ = run("restore", folder.id, "--take", "2", "--json")
    assert (code, "Take 2" in json.loads(out)["error"]) == (1, True)
    assert "no take 7" in run("restore", folder.id, "--take", "7")[2]


def test_what_is_gone_is_told(run: Run, folder: AttemptFolder, library: Library) -> None:
    run("delete", folder.id, "--take", "2")
    assert remove_all(contents(library)).number == 1
    code, _, err = run("delete", folder.id, "--take", "2")
    assert (code, err) == (1, "mockinterview: Take 2 was removed for good.\n")
    code, _, err = run("restore", folder.id, "--take", "2")
    assert code == 1
    assert "its sound was removed from the bin" in err
    assert "removed for good" in run("show", folder.id)[1]
    assert "no take 7" in run("delete", folder.id, "--take", "7")[2]
    assert run("delete", "nothing")[0] == 1


def test_nothing_is_deleted_while_an_interview_runs(
    run: Run, folder: AttemptFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mockinterview.files.attempts.CHANGE_SECONDS", 0.05)
    assert folder.lock()
    code, _, err = run("delete", folder.id)
    folder.unlock()
    assert code == 1
    assert "An interview is running in this attempt." in err
    assert folder.load().binned is None
