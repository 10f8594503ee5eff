"""`mockinterview diary`: what it prints, writes and ends with."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from mockinterview import app
from mockinterview.files.diary import Diary

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs `diary` over an empty library. Returns: code, stdout, stderr."""
    for name in ("HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / "home"))

    def call(*arguments: str) -> tuple[int, str, str]:
        code = app.main(["--library", str(tmp_path / "library"), "diary", *arguments])
        told = capsys.readouterr()
        return code, told.out, told.err

    return call


def as_json(answer: tuple[int, str, str]) -> Any:
    assert answer[0] == 0, answer
    return json.loads(answer[1])


def test_an_entry_is_written_found_changed_and_read_aloud(run: Run, tmp_path: Path) -> None:
    assert run()[1] == "No entry is here yet.\n"
    added = as_json(
        run(
            *("add", "--title", "A morning with the porters", "--kind", "volunteering"),
            *("--date", "14 July 2026", "--done-well", "She knelt down.", "--tag", "empathy"),
            "--json",
        )
    )
    assert Diary(tmp_path / "library").load(added["id"]).done_well == "She knelt down."
    assert "14 July 2026  Volunteering  A morning with the porters" in run("list")[1]
    assert as_json(run("list", "--search", "knelt", "--json"))["entries"] == [added]
    assert run("list", "--kind", "job")[1] == "No entry fits.\n"
    assert run("list", "--tag", "teamwork")[1] == "No entry fits.\n"
    run("edit", added["id"], "--hard", "The lifts.", "--tag", "teamwork", "--untag", "empathy")
    shown = run("show", added["id"])[1]
    assert "What was done well\n  She knelt down." in shown
    assert "What I found hard\n  The lifts." in shown
    assert "Shows\n  Teamwork" in shown


def test_json_may_stand_before_the_action(run: Run) -> None:
    assert as_json(run("--json", "list")) == {"entries": [], "unreadable": {}}


def test_a_name_is_warned_of_and_kept(run: Run, tmp_path: Path) -> None:
    code, _, told = run("add", "--saw", "Mrs Patel was cold.")
    assert code == 0
    assert "“Mrs Patel” looks like somebody’s name" in told
    (entry,) = Diary(tmp_path / "library").listing().entries
    assert entry.saw == "Mrs Patel was cold."


def test_an_entry_goes_into_the_bin_and_comes_back(run: Run) -> None:
    name = as_json(run("add", "--title", "A ward", "--json"))["id"]
    assert "is in the bin, for 30 days" in run("delete", name)[1]
    assert run("list")[1] == "No entry is here yet.\n"
    assert name in run("list", "--bin")[1]
    assert "It is in the bin." in run("show", name)[1]
    run("restore", name)
    assert run("list", "--bin")[1] == "The bin of the diary is empty.\n"


def test_the_diary_is_written_as_one_text(run: Run, tmp_path: Path) -> None:
    run("add", "--title", "A ward", "--enjoyed", "The tea round.")
    target = tmp_path / "diary.md"
    assert "holds 1 entry" in run("export", "--to", str(target))[1]
    assert "### What I enjoyed\n\nThe tea round." in target.read_text(encoding="utf-8")
    code, _, told = run("export", "--to", str(target))
    assert code == 1
    assert "is there already" in told
    assert as_json(run("export", "--to", str(target), "--force", "--json"))["entries"] == 1


def test_fitting_entries_come_with_their_reason(run: Run) -> None:
    tag = "leader-and-follower/leading-example"
    name = as_json(run("add", "--title", "Cadets", "--tag", tag, "--json"))["id"]
    (fit,) = as_json(run("fitting", "leader-or-follower", "--json"))
    assert fit["entry"] == name
    assert "a criterion of this question" in fit["reason"]
    assert run("fitting", "nonsense")[0] == 1


def test_resources_tell_when_they_were_true_and_who_says_so(run: Run) -> None:
    told = run("resources")[1]
    assert "Observe GP  https://www.rcgp.org.uk/observegp" in told
    assert "As of 2026-11-27. Source:" in told


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("add",), "There is nothing to write down."),
        (("add", "--title", "x" * 201), "too long"),
        (("add", "--tag", "empathie"), "Did you mean “empathy”?"),
        (("show", "../attempt"), "There is no entry"),
        (("edit", "nothing", "--title", "x"), "There is no entry"),
    ],
)
def test_what_cannot_be_done_is_told(
    run: Run, tmp_path: Path, arguments: tuple[str, ...], sentence: str
) -> None:
    (tmp_path / "library").mkdir()
    code, out, told = run(*arguments)
    assert (code, out) == (1, "")
    assert sentence in told


def test_a_library_that_is_not_there_is_told_and_not_made_by_a_change(
    run: Run, tmp_path: Path
) -> None:
    code, out, told = run("edit", "nothing", "--title", "x")
    assert (code, out) == (1, "")
    assert f"The folder {tmp_path / 'library'} is gone." in told
    assert not (tmp_path / "library").exists()


@pytest.mark.parametrize("option", [("--kind", "ward"), ("--date", "soon")])
def test_what_is_no_kind_or_day_is_refused(
    run: Run, capsys: pytest.CaptureFixture[str], option: tuple[str, str]
) -> None:
    with pytest.raises(SystemExit):
        run("add", *option)
    assert f"“{option[1]}” is no" in capsys.readouterr().err


def test_a_damaged_entry_is_told_and_the_others_listed(run: Run, tmp_path: Path) -> None:
    run("add", "--title", "A ward")
    (tmp_path / "library" / "diary" / "bad.json").write_text("{", encoding="utf-8")
    code, out, told = run("list")
    assert code == 0
    assert "A ward" in out
    assert "bad.json cannot be read" in told
