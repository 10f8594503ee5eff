"""`mockinterview export`, `compare` and `agreement` write reports; the old endings stay."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from mockinterview.files.attempts import AttemptFolder, Library
from tests.report_examples import MOMENT, TUTOR, put_marked
from tests.unit.test_pack_commands import Run, as_json, run

__all__ = ["run"]

pytestmark = pytest.mark.slow


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return Library(tmp_path / "anna", lambda: MOMENT)


@pytest.fixture
def folder(library: Library) -> AttemptFolder:
    return put_marked(library)


def test_the_ending_says_what_is_written(run: Run, folder: AttemptFolder, tmp_path: Path) -> None:
    sizes = {}
    for name in ("page.html", "paper.pdf"):
        told = as_json(run("anna", "export", folder.id, "--to", name, "--json"))
        assert (told["attempt"], told["format"]) == (folder.id, name.rpartition(".")[2])
        assert told["size_bytes"] == (tmp_path / name).stat().st_size
        sizes[name] = told["size_bytes"]
    page = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert page.count("<audio") == 7
    assert "Um, so I think" in page
    assert (tmp_path / "paper.pdf").read_bytes().startswith(b"%PDF-")
    code, out, err = run("anna", "export", folder.id, "--to", "page.html")
    assert (code, out) == (1, "")
    assert "There is a file page.html already." in err
    assert run("anna", "export", folder.id, "--to", "page.html", "--force")[0] == 0


def test_json_and_csv_are_the_transcript_unless_marks_are_asked_for(
    run: Run, folder: AttemptFolder, tmp_path: Path
) -> None:
    for name in ("words.json", "words.csv"):
        assert run("anna", "export", folder.id, "--to", name)[0] == 0
    assert "segments" in json.loads((tmp_path / "words.json").read_text("utf-8"))
    assert (tmp_path / "words.csv").read_text("utf-8").startswith("start,end,word")
    for name in ("marks.json", "marks.csv"):
        assert run("anna", "export", folder.id, "--what", "marks", "--to", name)[0] == 0
    marks = json.loads((tmp_path / "marks.json").read_text("utf-8"))
    markers = [one["marker"] for one in marks["attempts"][0]["markings"]]
    assert markers == ["Candidate", TUTOR]
    with (tmp_path / "marks.csv").open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert len(rows) == 2 * len(folder.load().rubric.criteria)


def test_clips_and_words_can_be_left_out_or_the_answer_put_in_whole(
    run: Run, folder: AttemptFolder, tmp_path: Path
) -> None:
    for wish, count in (("none", 0), ("cited", 7), ("all", 8)):
        target = f"{wish}.html"
        options = ("--to", target, "--clips", wish, "--no-words")
        assert run("anna", "export", folder.id, *options)[0] == 0
        page = (tmp_path / target).read_text(encoding="utf-8")
        assert page.count("<audio") == count
        assert ">What was said</h2>" not in page
        assert "Notes from the preparation" not in page


def test_a_take_without_its_sound_has_a_report_without_clips(
    run: Run, folder: AttemptFolder, tmp_path: Path
) -> None:
    folder.take_path(folder.load().takes[0]).unlink()
    assert run("anna", "export", folder.id, "--to", "mute.html", "--clips", "all")[0] == 0
    page = (tmp_path / "mute.html").read_text(encoding="utf-8")
    assert "<audio" not in page
    assert "Um, so I think" in page
    assert "Hesitations" in page, "the words alone are measured"


def test_two_attempts_and_two_markers_are_written_side_by_side(
    run: Run, library: Library, folder: AttemptFolder, tmp_path: Path
) -> None:
    later = put_marked(library, day=3, shift=2)
    told = as_json(run("anna", "compare", later.id, folder.id, "--to", "both.html", "--json"))
    assert told["attempts"] == [later.id, folder.id]
    page = (tmp_path / "both.html").read_text(encoding="utf-8")
    assert page.index("Before, 24 Nov 2026") < page.index("After, 27 Nov 2026")
    told = as_json(run("anna", "agreement", folder.id, "--to", "pair.html", "--json"))
    assert told["between"] == ["Candidate", TUTOR]
    assert f"Candidate saw it and {TUTOR} did not" in (tmp_path / "pair.html").read_text("utf-8")
    named = ("agreement", folder.id, "--to", "turned.html", "--between", TUTOR, "Candidate")
    assert run("anna", *named)[0] == 0
    page = (tmp_path / "turned.html").read_text(encoding="utf-8")
    assert f"Candidate saw it and {TUTOR} did not" in page


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("export", "ID", "--to", "x.mp3", "--what", "marks"), "Marks are written as .html"),
        (("export", "ID", "--to", "x.pdf", "--what", "transcript"), "more than a transcript"),
        (("export", "ID", "--to", "x.mp3", "--clips", "all"), "about a report"),
        (("export", "ID", "--to", "x.html", "--take", "1"), "the take that counts"),
        (("export", "ID", "--to", "x.html", "--original"), "about a transcript"),
        (("agreement", "ID", "--between", "A", "B"), "--between is about a report"),
        (("agreement", "ID", "--to", "x.html", "--between", "A", "B"), "no marks of A"),
        (("agreement", "ID", "ID", "--to", "x.html"), "about one attempt"),
        (("export", "ID", "--to", "gone/x.html"), "Nothing can be written into"),
        (("export", "ID", "--to", "x.docx"), "Nothing can be exported as"),
    ],
)
def test_what_does_not_go_together_is_told(
    run: Run, folder: AttemptFolder, tmp_path: Path, arguments: tuple[str, ...], told: str
) -> None:
    code, out, err = run("anna", *(folder.id if one == "ID" else one for one in arguments))
    assert (code != 0, out) == (True, "")
    assert told in err
    assert sorted(path.name for path in tmp_path.iterdir()) == ["anna", "home"]


def test_two_answers_to_different_questions_are_no_comparison(
    run: Run, library: Library, folder: AttemptFolder
) -> None:
    other = put_marked(library, day=1)
    asked = other.load().question.model_copy(update={"id": "another"})
    other.change(lambda one: one.model_copy(update={"question": asked}))
    code, _, err = run("anna", "compare", folder.id, other.id, "--to", "x.html")
    assert code == 1
    assert "different questions" in err
