"""`mockinterview pack`, `inspect`, and `import` and `export` of packs: print, leave, end."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from mockinterview import app
from mockinterview.class_marks import class_in_library
from mockinterview.files.attempts import AttemptFolder, Library
from mockinterview.inbox import Inbox, InboxState, read_inbox
from mockinterview.indexing import Indexing
from mockinterview.pack.received import is_received, role_here
from tests.pack_examples import make_marking, put_whole_attempt

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command over the library of this name. Returns: code, stdout, stderr."""
    for name in ("HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)

    def call(library: str, *arguments: str) -> tuple[int, str, str]:
        code = app.main([*arguments, "--library", str(tmp_path / library)])
        told = capsys.readouterr()
        return code, told.out, told.err

    return call


@pytest.fixture
def attempt(tmp_path: Path) -> AttemptFolder:
    return put_whole_attempt(tmp_path / "anna")


def inbox_of(library: Path) -> Inbox:
    index = Indexing(None).of(Library(library))
    index.update()
    return read_inbox(index.records(), {})


def as_json(answer: tuple[int, str, str], code: int = 0) -> Any:
    assert answer[0] == code, answer
    return json.loads(answer[1])


def test_an_attempt_goes_to_a_tutor_and_its_marks_come_back(
    run: Run, attempt: AttemptFolder, tmp_path: Path
) -> None:
    pack = ("pack", attempt.id, "--to", "anna.mockinterview", "--candidate", "Ann Other", "--json")
    written = as_json(run("anna", *pack))
    assert (written["attempts"], written["markings"], written["kind"]) == (1, 2, "attempt")
    assert written["size_bytes"] == (tmp_path / "anna.mockinterview").stat().st_size

    (entry,) = as_json(run("tutor", "import", "anna.mockinterview", "--json"))["imported"]
    assert (entry["outcome"], entry["candidate"]) == ("new", "Ann Other")
    (listed,) = as_json(run("tutor", "attempts", "--json"))["attempts"]
    assert listed["attempt"] == entry["attempt"] == attempt.id
    assert listed["candidate"] == "Ann Other"
    (found,) = as_json(run("tutor", "attempts", "--theme", listed["theme"], "--json"))["attempts"]
    for name in ("folder", "created", "bank", "question", "prompt", "candidate"):
        assert found[name] == listed[name], "looked for or not, it is told in the same way"
    assert run("tutor", "attempts")[1].rstrip().endswith("Ann Other")

    AttemptFolder(Path(entry["folder"])).save_marking(make_marking("tutor"))
    back = ("pack", entry["attempt"], "--to", "back.mockinterview", "--markings", "tutor")
    code, out, err = run("tutor", *back, "--only-markings")
    assert (code, err[:6]) == (0, "About ")
    assert out.startswith("back.mockinterview  ")
    [item] = inbox_of(tmp_path / "tutor").items
    assert item.state is InboxState.RETURNED, "the window knows that they went back"
    assert out.endswith("  1 attempt\n")

    code, out, err = run("anna", "import", "back.mockinterview")
    assert (code, err) == (0, "")
    assert out == f"{attempt.id}  Ann Other  here already; 1 marking added\n"


def test_an_attempt_in_the_bin_is_told_to_be_there(run: Run, attempt: AttemptFolder) -> None:
    run("anna", "pack", attempt.id, "--to", "a.mockinterview")
    run("anna", "delete", attempt.id)
    _, out, _ = run("anna", "import", "a.mockinterview")
    assert "here already; it is in the bin, “mockinterview restore” takes it out" in out


def test_ones_own_attempt_is_carried_to_another_computer(
    run: Run, attempt: AttemptFolder, tmp_path: Path
) -> None:
    run("anna", "pack", attempt.id, "--to", "anna.mockinterview", "--candidate", "Ann Other")
    [entry] = as_json(run("desk", "import", "anna.mockinterview", "--mine", "--json"))["imported"]
    assert entry["outcome"] == "new"
    folder = AttemptFolder(Path(entry["folder"]))
    assert not is_received(folder)
    assert role_here(folder) == "candidate"
    assert folder.newest_marking().marks == attempt.newest_marking().marks != {}
    assert class_in_library(Library(tmp_path / "desk")).answers == []
    [again] = as_json(run("desk", "import", "anna.mockinterview", "--json"))["imported"]
    assert again["outcome"] == "here"
    assert not is_received(folder), "taking it in again does not give it away"


def test_by_themselves_only_ones_own_marks_as_a_tutor_go_back(
    run: Run, attempt: AttemptFolder, tmp_path: Path
) -> None:
    run("anna", "pack", attempt.id, "--to", "anna.mockinterview")
    run("tutor", "import", "anna.mockinterview")
    code, _, err = run("tutor", "pack", attempt.id, "--to", "back.mockinterview", "--only-markings")
    assert (code, "no marks to give back" in err) == (1, True)
    Library(tmp_path / "tutor").open(attempt.id).save_marking(make_marking("tutor"))
    run("tutor", "pack", attempt.id, "--to", "back.mockinterview", "--only-markings")
    told = as_json(run("tutor", "inspect", "back.mockinterview", "--json"))
    assert [one["role"] for one in told["attempts"][0]["markings"]] == ["tutor"]


def test_damaged_marks_are_not_left_out_in_silence(
    run: Run, attempt: AttemptFolder, tmp_path: Path
) -> None:
    damaged = attempt.path / "markings" / "candidate-1.json"
    damaged.write_text("{", encoding="utf-8")
    code, _, err = run("anna", "pack", attempt.id, "--to", "anna.mockinterview")
    assert (code, "markings/candidate-1.json" in err) == (1, True)
    assert run("anna", "export", attempt.id, "--to", "page.html")[0] == 1
    assert "candidate-1.json" in run("anna", "agreement", attempt.id)[2]
    silent = ("--markings", "none", "--sound", "none")
    assert run("anna", "pack", attempt.id, "--to", "anna.mockinterview", *silent)[0] == 0
    run("tutor", "import", "anna.mockinterview")
    there = Library(tmp_path / "tutor").open(attempt.id)
    there.save_marking(make_marking("tutor"))
    (there.path / "markings" / "tutor-1.json").write_text("{", encoding="utf-8")
    code, _, err = run("tutor", "class")
    assert (code, "Marks cannot be understood: tutor-1.json." in err) == (1, True)


def test_inspect_tells_what_is_in_it(run: Run, attempt: AttemptFolder) -> None:
    run("anna", "pack", attempt.id, "--to", "a.mockinterview", "--sound", "none")
    told = as_json(run("anna", "inspect", "a.mockinterview", "--json"))
    (one,) = told["attempts"]
    assert (told["kind"], one["candidate"], one["sound"]) == ("attempt", "", "none")
    assert one["markings"] == [
        {"marker": "Candidate", "role": "candidate", "pass": 1},
        {"marker": "Candidate", "role": "candidate", "pass": 2},
    ]
    code, out, err = run("anna", "inspect", "a.mockinterview")
    assert (code, err) == (0, "")
    assert "unnamed  asked-for-help  2026-11-24  0:00  no sound  2 markings" in out
    assert told["content"] in out


def test_export_writes_a_pack_too_and_never_over_a_file(run: Run, attempt: AttemptFolder) -> None:
    export = ("export", attempt.id, "--to", "whole.mockinterview")
    assert as_json(run("anna", *export, "--json"))["markings"] == 2
    code, _, err = run("anna", *export)
    assert code == 1
    assert "There is a file whole.mockinterview already." in err
    assert run("anna", *export, "--force")[0] == 0
    assert run("anna", *export, "--force", "--take", "1")[0] == 2


def test_a_bad_pack_does_not_stop_the_others(
    run: Run, attempt: AttemptFolder, tmp_path: Path
) -> None:
    run("anna", "pack", attempt.id, "--to", "good.mockinterview")
    (tmp_path / "bad.mockinterview").write_bytes(b"no pack")
    answer = run("tutor", "import", "bad.mockinterview", "good.mockinterview", "--json")
    told = as_json(answer, 1)
    assert [one["outcome"] for one in told["imported"]] == ["new"]
    assert told["failed"][0]["error"] == "“bad.mockinterview” is no pack of Mock Interview."
    hint = "It was not written by Mock Interview, or it is damaged."
    assert told["failed"][0]["hint"] == hint, "its name does end as those of packs do"


def test_wrong_usage_is_told(run: Run, attempt: AttemptFolder) -> None:
    pack = ("pack", attempt.id, "--to", "a.mockinterview")
    assert "names no marks" in run("anna", *pack, "--markings", "examiner")[2]
    code, _, err = run("anna", "import", "memo.m4a")
    assert (code, "--question" in err) == (2, True)
    code, _, err = run("anna", "import", "a.mockinterview", "memo.m4a")
    assert (code, "Import packs and recordings separately." in err) == (2, True)
    code, _, err = run("anna", "import", "a.mockinterview", "--transcribe")
    assert (code, "a pack knows its questions" in err) == (2, True)
    assert run("anna", "inspect", "gone.mockinterview")[0] == 1
