"""`mockinterview show`: whose marks there are, in which pass, and what moved between two."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from mockinterview import app
from mockinterview.core.comments import Comment
from mockinterview.core.marking import Marking, Verdict
from mockinterview.core.passes import second_pass
from mockinterview.files.attempts import AttemptFolder, Library
from tests.unit.test_bin import practised

Show = Callable[..., str]


@pytest.fixture
def folder(tmp_path: Path) -> AttemptFolder:
    return practised(Library(tmp_path / "library"))


@pytest.fixture
def show(
    tmp_path: Path,
    folder: AttemptFolder,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Show:
    """Runs `show` on the attempt. Returns: what it prints."""
    for name in ("HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / "home"))
    library = str(folder.path.parent)

    def call(*arguments: str) -> str:
        assert app.main(["show", folder.id, *arguments, "--library", library]) == 0
        return capsys.readouterr().out

    return call


def ids(folder: AttemptFolder) -> list[str]:
    return [criterion.id for criterion in folder.load().rubric.criteria]


def two_passes(folder: AttemptFolder) -> Marking:
    """Saves a blind first pass and a second one in which the first criterion moved."""
    criterion = ids(folder)[0]
    first = Marking(is_blind=True).with_verdict(criterion, Verdict.PARTLY)
    second = second_pass(first).with_verdict(criterion, Verdict.MET).with_overall(4)
    folder.save_marking(first)
    folder.save_marking(second.with_next_time("Say what came of it."))
    return second


def test_nobody_has_marked(folder: AttemptFolder, show: Show) -> None:
    (folder.path / "markings" / "candidate-1.json").unlink()
    told = show()
    assert "[ ]" in told
    assert "pass" not in told


def test_one_pass_of_one_person_needs_no_heading(folder: AttemptFolder, show: Show) -> None:
    folder.save_marking(Marking().with_verdict(ids(folder)[0], Verdict.MET))
    told = show()
    assert told.count("[Met]") == 1
    assert "first pass" not in told


def test_of_two_passes_the_second_and_what_moved(folder: AttemptFolder, show: Show) -> None:
    two_passes(folder)
    told = show()
    count = len(ids(folder))
    assert "Candidate, second pass" in told
    assert told.count("[Met]") == 1
    assert "[Partly]" not in told, "the first pass is told as what moved"
    assert "Overall: Strong" in told
    assert "Next time: Say what came of it." in told
    assert f"1 of {count} changed since the first pass" in told
    assert "  Partly, then met: " in told


def test_a_tutor_stands_behind_the_candidate(folder: AttemptFolder, show: Show) -> None:
    two_passes(folder)
    tutor = Marking(role="tutor", marker="Ms Shah").with_verdict(ids(folder)[0], Verdict.NOT_MET)
    folder.save_marking(tutor)
    told = show()
    assert told.index("Candidate, second pass") < told.index("Ms Shah, first pass")
    assert told.count("[Not met]") == 1


def test_a_script_gets_every_pass_of_everybody(folder: AttemptFolder, show: Show) -> None:
    two_passes(folder)
    folder.save_marking(Marking(role="tutor").with_overall(2))
    told = json.loads(show("--json"))["markings"]
    assert [(one["marker"], one["role"], one["pass"]) for one in told] == [
        ("Candidate", "candidate", 1),
        ("Candidate", "candidate", 2),
        ("Tutor", "tutor", 1),
    ]
    assert [one["overall"] for one in told] == [None, 4, 2]
    assert [one["is_blind"] for one in told] == [True, True, False]
    assert not any(one["was_uncovered"] for one in told)
    assert told[0]["criteria"][0]["verdict"] == "partly"


def test_comments_are_shown_with_their_moment(folder: AttemptFolder, show: Show) -> None:
    comment = Comment(take=1, start=62.4, end=70.0, text="Say whose idea it was.")
    folder.save_marking(Marking().with_comment(comment))
    assert "Comment (take 1, 1:02): Say whose idea it was." in show()
    told = json.loads(show("--json"))
    assert comment.model_dump(mode="json") in told["markings"][0]["comments"]


def test_marks_that_cannot_be_read_are_told(folder: AttemptFolder, show: Show) -> None:
    folder.save_marking(Marking(role="tutor").with_verdict(ids(folder)[0], Verdict.MET))
    (folder.path / "markings" / "candidate-1.json").write_text("not JSON", encoding="utf-8")
    told = show()
    assert "candidate-1.json" in told
    assert "Tutor, first pass" in told
