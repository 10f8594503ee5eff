"""`mockinterview backup`, `restore`, `storage`, `delete-everything`: what they print and do."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from mockinterview import app, paths
from mockinterview.files.attempts import AttemptFolder, Library
from mockinterview.files.presence import Presence
from mockinterview.files.recovery import remove_attempt
from mockinterview.keeping.deleting import CONFIRMATION
from mockinterview.keeping.layout import SUFFIX
from mockinterview.settings import Settings, load_settings, save_settings
from tests.unit.kept_examples import tree_of, write
from tests.unit.test_bin import practised

pytestmark = pytest.mark.slow

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return Library(tmp_path / "home" / "library")


@pytest.fixture
def folder(library: Library) -> AttemptFolder:
    return practised(library, takes=1)


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
    monkeypatch.setenv("MOCKINTERVIEW_MODELS", str(tmp_path / "home" / "models"))

    def call(*arguments: str) -> tuple[int, str, str]:
        code = app.main([*arguments, "--library", str(library.folder)])
        told = capsys.readouterr()
        return code, told.out, told.err

    return call


def as_json(answer: tuple[int, str, str]) -> Any:
    assert answer[0] == 0, answer
    return json.loads(answer[1])


def test_a_backup_goes_and_comes_back(run: Run, folder: AttemptFolder, tmp_path: Path) -> None:
    target = tmp_path / f"kept{SUFFIX}"
    code, out, err = run("backup", "--to", str(target))
    assert (code, err) == (0, "")
    assert out.startswith(f"kept{SUFFIX}: 1 attempt, 4 files, ")
    assert out.endswith("read back and whole.\n")
    assert run("backup", "--to", str(target))[0] == 1
    told = as_json(run("backup", "--to", str(target), "--force", "--json"))
    assert (told["attempts"], told["files"], told["left_out"]) == (1, 4, [])

    remove_attempt(folder.path)
    code, out, _ = run("restore", str(target))
    assert (code, out.splitlines()[0]) == (0, "1 attempt added.")
    told = as_json(run("restore", str(target), "--json"))
    assert told["attempts"] == {"added": 0, "here": 1, "completed": 0, "beside": []}


def test_settings_come_back_where_there_are_none_or_as_it_is_wished(
    run: Run, folder: AttemptFolder, tmp_path: Path
) -> None:
    target = str(tmp_path / f"kept{SUFFIX}")
    there = Settings(extra_time_percent=25, model="tiny.en", own_content=tmp_path / "mine")
    save_settings(there, paths.settings_file())
    run("backup", "--to", target)
    paths.settings_file().unlink()
    assert "The settings were taken over" in run("restore", target)[1]
    assert load_settings(paths.settings_file()) == Settings(extra_time_percent=25)

    save_settings(Settings(model="base", marker_name="Ms Shah"), paths.settings_file())
    assert "Your settings stay as they are." in run("restore", target)[1]
    run("restore", target, "--settings")
    assert load_settings(paths.settings_file()) == Settings(extra_time_percent=25, model="base")
    assert folder.load().takes


def test_what_is_no_backup_is_told(run: Run, folder: AttemptFolder, tmp_path: Path) -> None:
    no_backup = write(tmp_path / f"no{SUFFIX}", "PK\x03\x04 but no more")
    code, _, err = run("restore", str(no_backup))
    assert (code, "is not whole" in err) == (1, True)
    assert run("restore", str(no_backup), "--take", "1")[0] == 2
    assert run("restore", folder.id, "--settings")[0] == 2


def test_storage_tells_what_lies_where(run: Run, folder: AttemptFolder) -> None:
    told = as_json(run("storage", "--json"))
    assert told["attempts"] == 1
    assert told["parts"]["attempts"]["place"] == str(folder.path.parent)
    assert told["parts"]["attempts"]["size_bytes"] > 16_000
    code, out, _ = run("storage")
    assert (code, out.splitlines()[0].split()[0]) == (0, "Attempts")
    assert "as of " in out


def test_deleting_everything_wants_the_words(
    run: Run, folder: AttemptFolder, tmp_path: Path
) -> None:
    before = tree_of(folder.path)
    for words in ((), ("--confirm", "yes")):
        code, out, err = run("delete-everything", *words)
        assert (code, "not confirmed" in err) == (2, True)
        assert "It cannot be undone." in out
    assert tree_of(folder.path) == before
    target = tmp_path / f"kept{SUFFIX}"
    code, out, _ = run("delete-everything", "--confirm", CONFIRMATION, "--backup", str(target))
    assert (code, "Nothing is left." in out) == (0, True)
    assert not folder.path.parent.exists()
    assert not tree_of(tmp_path / "home")
    assert run("restore", str(target))[1].startswith("1 attempt added")


def test_what_is_left_is_told(run: Run, folder: AttemptFolder) -> None:
    letter = write(folder.path / "letter.docx", "dear")
    told = as_json(run("delete-everything", "--confirm", CONFIRMATION, "--json"))
    assert [left["file"] for left in told["left"]] == [str(letter)]
    assert letter.exists()


def test_what_will_stay_is_told_before_of_the_parts_that_go(
    run: Run, folder: AttemptFolder
) -> None:
    write(folder.path / "letter.docx", "dear")
    write(paths.own_content_folder() / "notes.pdf", "mine")
    answer = run("delete-everything")
    assert "2 files in them are not of Mock Interview and will stay." in answer[1]
    answer = run("delete-everything", "--keep-banks")
    assert "1 file in these folders is not of Mock Interview and will stay." in answer[1]


def test_a_library_that_is_open_is_not_deleted(
    run: Run, folder: AttemptFolder, library: Library
) -> None:
    window = Presence()
    window.stay_in(library.folder)
    code, _, err = run("delete-everything", "--confirm", CONFIRMATION)
    assert (code, "Another window" in err) == (1, True)
    assert folder.load().takes
    window.leave()
