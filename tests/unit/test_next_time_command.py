"""`mockinterview next-time` over a real library: what is listed, what a person says of it."""

from __future__ import annotations

from pathlib import Path

from mockinterview.core.next_time import Happened
from mockinterview.files.attempts import AttemptFolder
from mockinterview.files.next_time import read_next_time
from tests.marked_examples import MET, marked
from tests.unit.test_looking_back_commands import put
from tests.unit.test_pack_commands import Run, as_json, run

__all__ = ["run"]


def two_answers(tmp_path: Path) -> tuple[AttemptFolder, AttemptFolder]:
    sentence = marked(limit=MET).with_next_time("End on medicine.")
    return put(tmp_path, 1, sentence), put(tmp_path, 4, marked(limit=MET))


def test_sentences_are_listed_with_what_came_of_them(run: Run, tmp_path: Path) -> None:
    first, later = two_answers(tmp_path)
    (told,) = as_json(run("anna", "next-time", "--json"))["next_time"]
    assert told == {
        "attempt": first.id,
        "question": "asked",
        "sentence": "End on medicine.",
        "later": later.id,
        "happened": None,
    }
    code, out, err = run("anna", "next-time")
    assert (code, err) == (0, "")
    assert "not said whether it happened" in out
    assert "“End on medicine.”" in out


def test_a_person_says_whether_it_happened(run: Run, tmp_path: Path) -> None:
    first, later = two_answers(tmp_path)
    assert run("anna", "next-time", first.id, "partly")[0] == 0
    said = read_next_time(first)
    assert said is not None
    assert (said.happened, said.later_attempt) == (Happened.PARTLY, later.id)
    (told,) = as_json(run("anna", "next-time", "--json"))["next_time"]
    assert told["happened"] == "partly"


def test_what_cannot_be_said_is_refused(run: Run, tmp_path: Path) -> None:
    first, later = two_answers(tmp_path)
    assert run("anna", "next-time", first.id)[0] == 2
    code, _, err = run("anna", "next-time", later.id, "yes")
    assert code == 1
    assert "no “next time” sentence" in err
    later.save_marking(marked(limit=MET).with_next_time("Slower."))
    code, _, err = run("anna", "next-time", later.id, "yes")
    assert code == 1
    assert "has not been answered again" in err


def test_an_empty_library_says_so(run: Run) -> None:
    code, out, _ = run("anna", "next-time")
    assert code == 0
    assert "No attempt has a “next time” sentence yet." in out
