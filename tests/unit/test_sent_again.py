"""What comes twice: marks sent again, an answer in two versions, two people of one name."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from mockinterview.class_marks import class_in_library, class_in_packs
from mockinterview.core.class_overview import overviews
from mockinterview.core.marking import MarkerRole, Marking, Verdict
from mockinterview.files.attempts import AttemptFolder, Library
from mockinterview.inbox import Inbox, InboxState, read_inbox, return_marks
from mockinterview.indexing import Indexing
from mockinterview.looking_back import marked_answer
from mockinterview.pack.choice import Choice
from mockinterview.pack.gathering import Parcel
from mockinterview.pack.reading import inspect
from mockinterview.pack.received import receipt_of, show_all_the_same
from mockinterview.pack.senders import FILE, distinct_names, sender_of
from mockinterview.pack.writing import write_pack
from mockinterview.pack_exchange import take_over
from tests.pack_examples import CREATED, NOW, make_attempt, put_attempt
from tests.unit.test_pack_commands import Run, run

__all__ = ["run"]

SILENT = Choice(sound="none")


def marks(verdict: Verdict, role: MarkerRole = "candidate", name: str = "") -> Marking:
    marker = name or ("Candidate" if role == "candidate" else "Dr Finch")
    marking = Marking(role=role, marker=marker)
    for criterion in ("limit", "blame"):
        marking = marking.with_verdict(criterion, verdict)
    return marking


def packed(path: Path, folder: AttemptFolder, name: str, days: int = 0) -> Path:
    """A pack that was written so many days after the others."""
    moment = NOW + dt.timedelta(days=days)
    write_pack(path, [Parcel(folder, name)], SILENT, convert=None, now=moment, replaces=True)  # type: ignore[arg-type]
    return path


def inbox_of(library: Library) -> Inbox:
    index = Indexing(None).of(library)
    index.update()
    return read_inbox(index.records(), {})


@pytest.fixture
def tutor(tmp_path: Path) -> Library:
    return Library(tmp_path / "tutor")


def answer(home: Path, *markings: Marking) -> AttemptFolder:
    return put_attempt(home, make_attempt(), markings)


def only(library: Library) -> AttemptFolder:
    [(folder, _)] = library.listing().attempts
    return folder


def test_marks_that_a_candidate_sends_again_take_the_place_of_the_old_ones(
    tutor: Library, tmp_path: Path
) -> None:
    ann = answer(tmp_path / "ann", marks(Verdict.NOT_MET))
    take_over(packed(tmp_path / "one.mockinterview", ann, "Ann"), tutor)
    ann.save_marking(marks(Verdict.MET))
    take_over(packed(tmp_path / "two.mockinterview", ann, "Ann", days=2), tutor)
    ann.save_marking(marks(Verdict.PARTLY))
    take_over(packed(tmp_path / "older.mockinterview", ann, "Ann", days=1), tutor)
    folder = only(tutor)
    show_all_the_same(folder)
    found = marked_answer(folder, folder.load()).markings
    assert {name: one.mark("limit").verdict for name, one in found.items()} == {
        "Candidate": Verdict.MET
    }


def test_two_tutors_of_one_name_are_told_as_such(run: Run, tmp_path: Path) -> None:
    ann = answer(tmp_path / "anna", marks(Verdict.MET))
    for number, verdict in enumerate((Verdict.MET, Verdict.NOT_MET)):
        there = Library(tmp_path / f"tutor-{number}")
        take_over(packed(tmp_path / "ann.mockinterview", ann, "Ann"), there)
        folder = only(there)
        folder.save_marking(marks(verdict, "tutor"))
        second = folder.newest_marking("tutor").model_copy(update={"pass_number": 2})
        folder.save_marking(second)
        back = tmp_path / f"back-{number}.mockinterview"
        return_marks(there, inbox_of(there).items, back)
        take_over(back, Library(tmp_path / "anna"))
    code, out, _ = run("anna", "agreement", ann.id)
    assert code == 0
    assert "Different marks came from “Dr Finch”" in " ".join(out.split())
    assert "changed since the first pass" not in run("anna", "show", ann.id)[1]


def test_what_others_marked_waits_for_the_first_pass(
    run: Run, tutor: Library, tmp_path: Path
) -> None:
    ann = answer(tmp_path / "ann", marks(Verdict.MET))
    take_over(packed(tmp_path / "one.mockinterview", ann, "Ann"), tutor)
    folder = only(tutor)
    page = tmp_path / "page.html"
    assert run("tutor", "export", folder.id, "--to", str(page))[0] == 0
    assert "Met" not in page.read_text(encoding="utf-8")
    folder.save_marking(marks(Verdict.PARTLY, "tutor").with_blind(is_blind=True))
    assert list(marked_answer(folder, folder.load()).markings) == ["Dr Finch"]
    code, _, err = run("tutor", "agreement", folder.id)
    assert (code, "is kept back until you have finished" in err) == (1, True)
    folder.save_marking(Marking(role="tutor"))
    assert run("tutor", "agreement", folder.id, "--uncover")[0] == 1, (
        "nobody to be compared with, and no secret any more"
    )
    assert list(marked_answer(folder, folder.load()).markings) == ["Candidate"]
    assert folder.newest_marking("tutor").was_uncovered


def two_versions(tutor: Library, tmp_path: Path) -> tuple[AttemptFolder, AttemptFolder]:
    """One answer that was sent, edited, and sent again."""
    ann = answer(tmp_path / "ann", marks(Verdict.MET))
    take_over(packed(tmp_path / "one.mockinterview", ann, "Ann"), tutor)
    ann.save(ann.load().model_copy(update={"notes": "One more line."}))
    take_over(packed(tmp_path / "two.mockinterview", ann, "Ann", days=1), tutor)
    folders = [folder for folder, _ in tutor.listing().attempts]
    first, second = sorted(folders, key=lambda folder: len(folder.id))
    return first, second


def test_an_answer_in_two_versions_counts_once_in_its_class(tutor: Library, tmp_path: Path) -> None:
    first, second = two_versions(tutor, tmp_path)
    assert [one.folder and one.folder.id for one in class_in_library(tutor).answers] == [second.id]
    first.save_marking(marks(Verdict.MET, "tutor"))
    found = class_in_library(tutor)
    assert [one.folder and one.folder.id for one in found.answers] == [first.id], "it is marked"
    [table] = overviews(found.submissions())
    assert len(table.rows) == 1


def test_both_versions_go_back_one_after_the_other(tutor: Library, tmp_path: Path) -> None:
    for folder in two_versions(tutor, tmp_path):
        folder.save_marking(marks(Verdict.MET, "tutor"))
    due = inbox_of(tutor).due
    assert len(due) == 2
    assert return_marks(tutor, due, tmp_path / "back.mockinterview") == 1
    [left] = inbox_of(tutor).due
    assert left.receipt.packed == NOW, "the later version went first"
    assert return_marks(tutor, [left], tmp_path / "back-2.mockinterview") == 1
    assert {item.state for item in inbox_of(tutor).items} == {InboxState.RETURNED}


def test_two_candidates_of_one_name_stay_two(tutor: Library, tmp_path: Path) -> None:
    for number in range(2):
        created = CREATED + dt.timedelta(minutes=number)
        folder = put_attempt(tmp_path / f"ann-{number}", make_attempt(created=created), ())
        pack = packed(tmp_path / f"{number}.mockinterview", folder, "Ann Smith", days=number)
        take_over(pack, tutor)
    inbox = inbox_of(tutor)
    assert inbox.candidates == ["Ann Smith", "Ann Smith (2)"]
    assert class_in_library(tutor).candidates.count("Ann Smith") == 1
    assert class_in_packs([tmp_path]).candidates == ["Ann Smith", "Ann Smith (2)"]
    for item in inbox.items:
        item.folder.save_marking(marks(Verdict.MET, "tutor"))
    again = next(item for item in inbox_of(tutor).due if item.candidate == "Ann Smith (2)")
    return_marks(tutor, [again], tmp_path / "back.mockinterview")
    [one] = inspect(tmp_path / "back.mockinterview").attempts
    receipt = receipt_of(again.folder)
    assert receipt is not None
    assert (one.candidate, one.sender) == ("Ann Smith", receipt.sender)


def test_a_library_keeps_its_number(tmp_path: Path) -> None:
    library = tmp_path / "library"
    library.mkdir()
    drawn = sender_of(library)
    assert len(drawn) == 16
    assert sender_of(library) == drawn
    (library / FILE).write_text("{", encoding="utf-8")
    assert sender_of(library) == "", "a damaged one is left alone"
    assert (library / FILE).read_text(encoding="utf-8") == "{"


def test_names_are_made_distinct_in_the_order_in_which_they_come() -> None:
    whose = [("Ann", "a"), ("", "b"), ("Ann", "c"), ("Ann", "a"), ("", "d")]
    assert distinct_names(whose) == {
        ("Ann", "a"): "Ann",
        ("", "b"): "",
        ("Ann", "c"): "Ann (2)",
        ("", "d"): "Unnamed candidate (2)",
    }


def test_of_packs_the_later_one_counts_whatever_they_are_called(tmp_path: Path) -> None:
    ann = answer(tmp_path / "ann", marks(Verdict.MET))
    first = packed(tmp_path / "z-first.mockinterview", ann, "Ann")
    first.rename(first.with_suffix(".MOCKINTERVIEW"))
    ann.save_marking(marks(Verdict.NOT_MET))
    packed(tmp_path / "a-final.mockinterview", ann, "Ann", days=1)
    [found] = class_in_packs([tmp_path]).answers
    assert found.markings["Candidate"].mark("limit").verdict is Verdict.NOT_MET


def test_of_several_answers_it_is_told_which_are_kept_back(
    run: Run, tutor: Library, tmp_path: Path
) -> None:
    for number in range(2):
        created = CREATED + dt.timedelta(minutes=number)
        ann = put_attempt(tmp_path / "ann", make_attempt(created=created), (marks(Verdict.MET),))
        take_over(packed(tmp_path / f"{number}.mockinterview", ann, "Ann"), tutor)
    first, second = (folder for folder, _ in tutor.listing().attempts)
    first.save_marking(marks(Verdict.PARTLY, "tutor"))
    code, out, err = run("tutor", "agreement", first.id, second.id)
    assert (code, "Candidate and Dr Finch" in out) == (0, True)
    assert f"{second.id}: what others marked is kept back" in err
    assert first.id not in err
