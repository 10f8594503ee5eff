"""`mockinterview agreement`, `compare` and `progress` over a real library."""

from __future__ import annotations

from pathlib import Path

import pytest

from mockinterview.core.marking import Marking
from mockinterview.core.next_time import Happened, NextTimeAnswer
from mockinterview.files.attempts import AttemptFolder, Library
from mockinterview.files.next_time import read_next_time, save_next_time
from mockinterview.looking_back import look_back, marked_answer
from mockinterview.pack.received import ReceivedMarking, save_received
from tests.marked_examples import MET, NOT_MET, made_attempt, make_question, make_rubric, marked
from tests.pack_examples import NOW, heard_words, put_attempt
from tests.unit.test_pack_commands import Run, as_json, run

__all__ = ["run"]

QUESTION = make_question("asked", "Teamwork and leadership", "asking")
SCHEME = make_rubric("limit", "no-blame", rubric="asking")


def put(tmp_path: Path, day: int, *markings: Marking, question: str = "asked") -> AttemptFolder:
    wanted = QUESTION.model_copy(update={"id": question})
    attempt = made_attempt(day, wanted, SCHEME)
    return put_attempt(tmp_path / "anna", attempt, markings, heard_words())


def receive(folder: AttemptFolder, marking: Marking) -> None:
    save_received(folder, ReceivedMarking(marking=marking, packed=NOW, arrived=NOW))


def test_agreement_of_one_attempt_has_both_sides_and_says_why_no_figure_is_told(
    run: Run, tmp_path: Path
) -> None:
    folder = put(tmp_path, 1, marked(limit=MET, no_blame=NOT_MET))
    receive(folder, marked("tutor", "Dr Finch", limit=NOT_MET, no_blame=NOT_MET))
    told = as_json(run("anna", "agreement", folder.id, "--json"))
    (pair,) = told["attempts"][0]["pairs"]
    assert (pair["yours"], pair["theirs"]) == ("Candidate", "Dr Finch")
    assert (pair["agreed"], pair["compared"]) == (1, 2)
    assert [one["relation"] for one in pair["criteria"]] == ["only_you", "same"]
    (kappa, _) = told["over_answers"]["together"]
    assert (kappa["value"], kappa["answers"]) == (None, 1)
    code, out, err = run("anna", "agreement", folder.id)
    assert (code, err) == (0, "")
    assert "Candidate and Dr Finch: Agreed on 1 of 2 criteria" in out
    assert "Cohen’s kappa: Only 1 answer marked" in out


def test_agreement_over_many_attempts_has_figures(run: Run, tmp_path: Path) -> None:
    folders = []
    for day in range(12):
        verdict = MET if day % 2 else NOT_MET
        folder = put(tmp_path, day, marked(limit=verdict), marked("tutor", limit=verdict))
        if day == 0:
            folder.save_marking(marked("tutor", limit=MET))
        folders.append(folder.id)
    told = as_json(run("anna", "agreement", *folders, "--json"))
    kappa = told["over_answers"]["criteria"][0]["figures"][0]
    assert kappa["answers"] == 12
    # Agreed 11/12, by chance 1/2: 5/6 by hand.
    assert kappa["value"] == pytest.approx(5 / 6)
    out = run("anna", "agreement", *folders)[1]
    assert "Cohen’s kappa 0.83, 12 answers, 95 % interval" in out


def test_agreement_needs_two_people(run: Run, tmp_path: Path) -> None:
    folder = put(tmp_path, 1, marked(limit=MET))
    told = as_json(run("anna", "agreement", folder.id, "--json"), code=1)
    assert told["error"] == "No attempt here has marks of two people."


def test_marks_of_the_same_name_from_elsewhere_are_not_dropped(tmp_path: Path) -> None:
    folder = put(tmp_path, 1, marked("tutor", limit=MET))
    receive(folder, marked("tutor", limit=NOT_MET))
    found = marked_answer(folder, folder.load()).markings
    assert {name: one.mark("limit").verdict for name, one in found.items()} == {
        "Tutor": MET,
        "Tutor (received)": NOT_MET,
    }
    receive(folder, marked("tutor", "Dr Finch", limit=MET))
    assert "Dr Finch" in marked_answer(folder, folder.load()).markings


def test_one_s_own_marks_that_come_back_are_there_once(tmp_path: Path) -> None:
    folder = put(tmp_path, 1, marked(limit=MET))
    receive(folder, marked(limit=MET))
    assert list(marked_answer(folder, folder.load()).markings) == ["Candidate"]


@pytest.mark.slow
def test_compare_tells_what_changed(run: Run, tmp_path: Path) -> None:
    old = put(tmp_path, 1, marked(limit=NOT_MET, no_blame=MET))
    new = put(tmp_path, 5, marked(limit=MET, no_blame=MET))
    told = as_json(run("anna", "compare", new.id, old.id, "--json"))
    assert (told["before"], told["after"]) == (old.id, new.id)
    assert [one["change"] for one in told["criteria"]] == ["better", "same"]
    assert told["words"]["after"] == {"count": 2, "text": "the cat."}
    assert "pace" in [one["name"] for one in told["measures"]]
    code, out, err = run("anna", "compare", old.id, new.id)
    assert (code, err) == (0, "")
    assert "Better on 1, the same on 1, worse on 0." in out
    assert "[Not met → Met] Says limit." in out


def test_compare_refuses_what_cannot_be_compared(run: Run, tmp_path: Path) -> None:
    one, other = put(tmp_path, 1), put(tmp_path, 2, question="other")
    told = as_json(run("anna", "compare", one.id, other.id, "--json"), code=1)
    assert told["error"] == "The attempts answer different questions."
    same = run("anna", "compare", one.id, one.id)
    assert (same[0], "one and the same" in same[2]) == (2, True)


def test_progress_tells_what_is_covered_and_what_comes_next(run: Run, tmp_path: Path) -> None:
    first = put(tmp_path, 1, marked(limit=MET).with_next_time("Say what I learnt."))
    put(tmp_path, 3)
    told = as_json(run("anna", "progress", "--json"))
    assert told["answers"] == 2
    themes = {one["theme"]: one["answers"] for one in told["themes"]}
    assert (themes["Teamwork and leadership"], themes["Ethics"], len(themes)) == (2, 0, 7)
    assert [one["judged"] for one in told["domains"]] == [0, 0, 0, 0]
    (meant,) = told["next_time"]
    assert (meant["attempt"], meant["happened"]) == (first.id, None)
    assert [one["rule"] for one in told["practise_next"]] == ["new-theme"] * 3
    code, out, err = run("anna", "progress")
    assert (code, err) == (0, "")
    assert "  Ethics: no answers\n" in out
    assert "Nothing has been answered yet on “Motivation”." in out


def test_progress_of_an_empty_library(run: Run) -> None:
    assert as_json(run("anna", "progress", "--json"))["answers"] == 0


def test_unreadable_marks_are_told_and_hide_nothing_else(run: Run, tmp_path: Path) -> None:
    bad, _ = put(tmp_path, 1, marked(limit=MET)), put(tmp_path, 2, marked(limit=MET))
    (bad.path / "markings" / "candidate-1.json").write_text("{", encoding="utf-8")
    told = as_json(run("anna", "progress", "--json"))
    assert (told["answers"], list(told["unreadable"])) == (2, [bad.id])
    assert len(told["criteria"][0]["points"]) == 1


def test_samples_binned_and_received_attempts_are_not_one_s_own_practice(tmp_path: Path) -> None:
    put(tmp_path, 1)
    binned, sample = put(tmp_path, 2), put(tmp_path, 3)
    binned.save(binned.load().model_copy(update={"binned": NOW}))
    sample.save(sample.load().model_copy(update={"origin": "sample"}))
    assert len(look_back(Library(tmp_path / "anna")).practised) == 1


def test_what_a_person_says_of_a_sentence_is_kept(tmp_path: Path) -> None:
    first = put(tmp_path, 1, marked(limit=MET).with_next_time("Slower."))
    later = put(tmp_path, 2)
    assert read_next_time(first) is None
    answer = NextTimeAnswer(sentence="Slower.", later_attempt=later.id, happened=Happened.YES)
    save_next_time(first, answer)
    assert read_next_time(first) == answer
    (meant,) = look_back(Library(tmp_path / "anna")).intentions
    assert (meant.later_attempt, meant.happened) == (later.id, Happened.YES)
