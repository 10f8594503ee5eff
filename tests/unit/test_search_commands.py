"""`mockinterview attempts` with something to look for, and `library`: what they tell."""

from __future__ import annotations

import json

from mockinterview.core.marking import Verdict
from mockinterview.files.attempts import AttemptFolder, Library
from mockinterview.files.bin import bin_attempt
from tests.unit.test_bin import practised
from tests.unit.test_bin_commands import Run, as_json, folder, library, run

__all__ = ["folder", "library", "run"]


def test_the_ends_of_the_calendar_are_days_like_others(run: Run, folder: AttemptFolder) -> None:
    ends = ("--since", "0001-01-01", "--until", "9999-12-31")
    (found,) = as_json(run("attempts", *ends, "--json"))["attempts"]
    assert found["attempt"] == folder.id
    assert run("attempts", "--until", "0001-01-01") == (0, "Nothing fits.\n", "")
    assert run("attempts", "--since", "9999-12-31") == (0, "Nothing fits.\n", "")


def test_what_no_attempt_has_is_told_with_what_there_is(
    run: Run, library: Library, folder: AttemptFolder
) -> None:
    attempt = folder.load()
    theme, bank = str(attempt.question.theme), attempt.bank
    rows = (
        ("--theme", "of the theme", theme),
        ("--bank", "of the bank", bank),
    )
    for option, what, known in rows:
        code, out, err = run("attempts", option, "Nonesuch")
        assert (code, out) == (0, "Nothing fits.\n")
        told = f"There is no attempt {what} “Nonesuch”. There are attempts {what} “{known}”.\n"
        assert err == told
        assert run("attempts", option, known)[2] == ""
    assert run("attempts", "--theme", theme, "--unmarked") == (0, "Nothing fits.\n", "")
    answer = run("attempts", "--theme", "Nonesuch", "--json")
    assert as_json(answer)["attempts"] == []
    assert "“Nonesuch”" in answer[2]


def test_who_marked_nothing_is_told(run: Run, library: Library, folder: AttemptFolder) -> None:
    told = "There is no attempt marked by “Dr Finch”. "
    answer = run("attempts", "--marker", "Dr Finch")
    there = "There are attempts marked by “Candidate”.\n"
    assert answer == (0, "Nothing fits.\n", told + there)
    marking = folder.newest_marking("tutor")
    criterion = folder.load().rubric.criteria[0].id
    named = marking.model_copy(update={"marker": "Ann", "role": "tutor"})
    folder.save_marking(named.with_verdict(criterion, Verdict.MET))
    err = run("attempts", "--marker", "Dr Finch")[2]
    assert err.endswith("There are attempts marked by “Ann”, “Candidate”.\n")
    bin_attempt(folder, library.now())
    err = run("attempts", "--marker", "Ann")[2]
    assert err.endswith("Nobody has marked any.\n"), "what is in the bin is not found"


def test_checking_the_library_fails_when_an_attempt_cannot_be_read(
    run: Run, library: Library, folder: AttemptFolder
) -> None:
    assert run("library", "check")[0] == 0
    other = practised(library)
    (other.path / "attempt.json").write_text("{", encoding="utf-8")
    code, out, err = run("library", "check")
    assert (code, out.startswith("1 attempt, ")) == (1, True)
    assert err.startswith(f"{other.id}: ")
    code, out, _ = run("library", "check", "--json")
    assert (code, list(json.loads(out)["unreadable"])) == (1, [other.id])
    assert run("library", "size")[0] == 0, "it was asked for nothing but the size"
