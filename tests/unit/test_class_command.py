"""`mockinterview class`: from packs and from the library, as text, JSON, CSV and report."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from mockinterview import app
from mockinterview.class_marks import class_in_library, class_in_packs
from mockinterview.core.marking import Marking, Verdict
from mockinterview.files.attempts import AttemptFolder, Library
from mockinterview.pack.choice import Choice, MarkingChoice
from mockinterview.pack_exchange import take_over
from tests.pack_examples import CREATED, make_attempt, make_marking, pack, put_attempt

Run = Callable[..., tuple[int, str]]
SILENT = Choice(sound="none")


def answer(home: Path, candidate: str, *markings: Marking) -> AttemptFolder:
    """An answer of a candidate, in a library of their own."""
    moment = CREATED.replace(microsecond=len(candidate), minute=len(candidate))
    return put_attempt(home / candidate, make_attempt(created=moment), markings)


def tutors(name: str, verdict: Verdict, overall: int = 3) -> Marking:
    marking = Marking(role="tutor", marker=name).with_verdict("limit", verdict)
    return marking.with_overall(overall).with_next_time("Say why.")


@pytest.fixture
def packs(tmp_path: Path) -> Path:
    """Two candidates; Dr Finch has marked both, Sam one of them in a pack of his own."""
    folder = tmp_path / "packs"
    folder.mkdir()
    anna = answer(tmp_path, "Anna", make_marking(), tutors("Dr Finch", Verdict.MET))
    ben = answer(tmp_path, "Benedict", tutors("Dr Finch", Verdict.NOT_MET, 2))
    pack(folder / "a.mockinterview", anna, choice=SILENT, name="Anna")
    pack(folder / "b.mockinterview", ben, choice=SILENT, name="=Benedict")
    anna.save_marking(tutors("Sam", Verdict.PARTLY))
    marks = Choice(kind="markings", markings=MarkingChoice.of(["marker:Sam"]))
    pack(folder / "c.mockinterview", anna, choice=marks)
    return folder


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    for name in ("HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / "home"))

    def call(*arguments: str) -> tuple[int, str]:
        code = app.main(["class", *arguments, "--library", str(tmp_path / "library")])
        found = capsys.readouterr()
        return code, found.out + found.err

    return call


def test_one_answer_of_several_packs_has_all_its_marks(packs: Path) -> None:
    found = class_in_packs([packs, packs / "a.mockinterview"])
    assert found.candidates == ["Anna", "=Benedict"]
    assert found.tutors == ["Dr Finch", "Sam"]
    assert list(found.answers[0].markings) == ["Candidate", "Dr Finch", "Sam"]
    verdicts = [one.marking.mark("limit").verdict for one in found.submissions()]
    assert verdicts == [Verdict.MET, Verdict.NOT_MET]
    assert [one.marking.is_blank for one in found.submissions("Sam")] == [False, True]


def test_a_table_for_people(packs: Path, run: Run) -> None:
    code, told = run(str(packs))
    assert code == 0
    lines = told.splitlines()
    assert any(line.startswith("Anna") and " M " in line and "Sound" in line for line in lines)
    assert any(line.startswith("=Benedict") and " N " in line for line in lines)
    assert "Agreement of Candidate, Dr Finch, Sam" in told
    assert "Only" in told or "fewer" in told or "answers" in told


def test_data_and_csv_for_programs(packs: Path, run: Run, tmp_path: Path) -> None:
    target = tmp_path / "class.csv"
    code, told = run(str(packs), "--json", "--csv", str(target), "--marker", "Sam")
    assert code == 0
    data = json.loads(told)
    (table,) = data["tables"]
    assert [one["verdicts"]["limit"] for one in table["answers"]] == [None, "partly"]
    assert [one["candidate"] for one in table["answers"]] == ["=Benedict", "Anna"]
    assert data["written"] == [str(target)]
    rows = list(csv.reader(io.StringIO(target.read_text(encoding="utf-8-sig"))))
    assert rows[1][0] == "'=Benedict", "no spreadsheet takes a name for a formula"
    assert rows[2][3:] == ["Partly", "", "3", "Say why."]


@pytest.mark.slow
def test_a_report(packs: Path, run: Run, tmp_path: Path) -> None:
    target = tmp_path / "class.html"
    code, _ = run(str(packs), "--report", str(target), "--title", "Thursday group")
    assert code == 0
    text = target.read_text(encoding="utf-8")
    assert "Thursday group" in text
    assert "Anna" in text


def test_a_file_that_is_there_is_replaced_only_on_demand(
    packs: Path, run: Run, tmp_path: Path
) -> None:
    target = tmp_path / "class.csv"
    target.write_text("mine", encoding="utf-8")
    code, told = run(str(packs), "--csv", str(target))
    assert (code, "There is a file class.csv already." in told) == (1, True)
    assert target.read_text(encoding="utf-8") == "mine"
    assert run(str(packs), "--csv", str(target), "--force")[0] == 0
    assert target.read_text(encoding="utf-8-sig").startswith("candidate,")


@pytest.mark.parametrize("name", ["a.mockinterview", "class.xlsx", "class", "class.csv.exe"])
def test_a_table_is_written_only_as_csv(packs: Path, run: Run, name: str) -> None:
    before = {path.name: path.read_bytes() for path in packs.iterdir()}
    code, told = run(str(packs), "--csv", str(packs / name), "--force")
    assert (code, f"A table cannot be written as “{name}”." in told) == (1, True)
    assert {path.name: path.read_bytes() for path in packs.iterdir()} == before


def test_no_folder_is_made_for_a_table(packs: Path, run: Run, tmp_path: Path) -> None:
    code, told = run(str(packs), "--csv", str(tmp_path / "gone" / "class.csv"))
    assert (code, "Check that the folder exists" in told) == (1, True)
    assert not (tmp_path / "gone").exists()


def test_nothing_is_written_unless_all_may_be(packs: Path, run: Run, tmp_path: Path) -> None:
    table, report = tmp_path / "class.csv", tmp_path / "class.html"
    report.write_text("mine", encoding="utf-8")
    for name in ("class.html", "class.doc", "gone/class.html", "class.csv"):
        code, told = run(str(packs), "--csv", str(table), "--report", str(tmp_path / name))
        assert code in {1, 2}, told
        assert not table.exists(), name
    assert report.read_text(encoding="utf-8") == "mine"
    table.write_text("mine", encoding="utf-8")
    (tmp_path / "new").mkdir()
    new = tmp_path / "new" / "class.html"
    assert run(str(packs), "--csv", str(table), "--report", str(new))[0] == 1
    assert not new.exists()


@pytest.mark.slow
def test_table_and_report_are_replaced_together(packs: Path, run: Run, tmp_path: Path) -> None:
    table, report = tmp_path / "class.csv", tmp_path / "class.json"
    for path in (table, report):
        path.write_text("mine", encoding="utf-8")
    options = ("--csv", str(table), "--report", str(report), "--force", "--json")
    code, told = run(str(packs), *options)
    assert (code, json.loads(told)["written"]) == (0, [str(table), str(report)])
    assert json.loads(report.read_text(encoding="utf-8"))["kind"] == "class"
    assert "mine" not in table.read_text(encoding="utf-8")


def test_the_class_of_the_library_are_the_answers_that_came(
    packs: Path, run: Run, tmp_path: Path
) -> None:
    library = Library(tmp_path / "library")
    put_attempt(tmp_path / "library")
    code, told = run()
    assert code == 1
    assert "No answers of others are in this library." in told
    take_over(packs / "b.mockinterview", library)
    found = class_in_library(library)
    assert found.candidates == ["=Benedict"]
    assert found.answers[0].folder is not None
    code, told = run("--json")
    assert code == 0
    assert json.loads(told)["candidates"] == ["=Benedict"]


def test_what_cannot_be_read_of_the_class_is_told(packs: Path, run: Run, tmp_path: Path) -> None:
    library = Library(tmp_path / "library")
    take_over(packs / "a.mockinterview", library)
    take_over(packs / "b.mockinterview", library)
    anna, ben = (one.folder for one in class_in_library(library).answers)
    assert anna is not None
    assert ben is not None
    (anna.path / "received.json").write_text("{", encoding="utf-8")
    code, told = run()
    assert code == 1
    assert f"{anna.id}: It cannot be read how it came here." in told
    (ben.path / "attempt.json").write_text("{", encoding="utf-8")
    assert set(class_in_library(library).unreadable) == {anna.id, ben.id}


def test_a_pack_that_is_refused_is_told_and_the_others_are_used(packs: Path, run: Run) -> None:
    (packs / "d.mockinterview").write_bytes(b"PK nothing")
    code, told = run(str(packs))
    assert code == 1
    assert "d.mockinterview: " in told
    assert "Anna" in told


def test_what_cannot_be_asked_for_is_told(packs: Path, run: Run, tmp_path: Path) -> None:
    code, told = run(str(packs), "--marker", "Nobody")
    assert code == 1
    assert "There are marks of Dr Finch, Sam, Candidate." in told
    (tmp_path / "empty").mkdir()
    code, told = run(str(tmp_path / "empty"))
    assert code == 1
    assert "There is no pack in this folder." in told
    code, told = run(str(tmp_path / "gone.mockinterview"))
    assert code == 1
    assert "None of these packs can be used." in told
