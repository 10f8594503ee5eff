"""Reading content: files are found and put together, and wrong ones told with their place."""

from __future__ import annotations

from pathlib import Path

import pytest

from mockinterview import paths
from mockinterview.core.content import Rubric
from mockinterview.errors import ContentError, UsageError
from mockinterview.files.content import Content, load_content
from mockinterview.files.content_file import parse_content


@pytest.fixture(scope="module")
def shipped() -> Content:
    return load_content([paths.content_folder()])


def test_unknown_names_are_told_with_the_known_ones(shipped: Content) -> None:
    with pytest.raises(UsageError, match="leader-or-follower"):
        shipped.question("nothing")
    with pytest.raises(UsageError, match="imperial-2023"):
        shipped.format("nothing")


RUBRIC = """\
rubric: own
version: 1
title: Own
criteria:
  - id: a
    kind: positive
    text: Does a thing.
"""
BANK = """\
bank: own
version: 1
title: Own
questions:
  - id: one
    prompt: One?
    theme: Test
    rubric: own
    model_answers:
      - title: An answer
        paragraphs:
          - text: It goes like this.
            shows: [a]
"""
FORMATS = """\
version: 1
formats:
  - format: practice
    title: Practice
    source: {title: none, confidence: own, date: 2023}
"""


def write_content(folder: Path, bank: str = BANK, rubric: str = RUBRIC) -> Path:
    for name, text in (
        ("questions/own.yaml", bank),
        ("questions/formats.yaml", FORMATS),
        ("rubrics/own.yaml", rubric),
    ):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def test_own_content_is_found_behind_the_shipped(tmp_path: Path) -> None:
    content = load_content([paths.content_folder(), write_content(tmp_path)])
    told = [problem.message for problem in content.problems]
    assert len(told) == 1
    assert told[0].startswith("The format id “practice” is used already in ")
    assert "formats.yaml, line" in told[0]
    assert content.question("one")[0].bank == "own"
    assert next(iter(content.banks)) == "imperial-asynchronous"
    assert list(content.banks)[-1] == "own"


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("rubric: own", "rubric: other", "no mark scheme “other”"),
        ("shows: [a]", "shows: [b]", "no criterion “b”"),
        ("theme: Test", "theme: Test\n    format: fast", "no format “fast”"),
        ("theme: Test", "theme: Test\n    audio: ../../secret.wav", "not lie in the folder"),
        ("theme: Test", "theme: Test\n    audio: /secret.wav", "not lie in the folder"),
        ("theme: Test", "", "“theme” is missing"),
        ("theme: Test", "theme: Test\n    colour: red", "“colour” does not exist"),
        ("theme: Test", "theme: Test\n    theme: Again", "written already on line 7"),
        ("theme: Test", "theme: [Test", "A bracket is opened here"),
        ("id: one", "id: One Two", "“One Two” is none"),
    ],
)
def test_a_wrong_bank_is_told_and_not_loaded(tmp_path: Path, old: str, new: str, told: str) -> None:
    write_content(tmp_path, BANK.replace(old, new))
    content = load_content([paths.content_folder(), tmp_path])
    assert "own" not in content.banks
    assert "imperial-asynchronous" in content.banks, "a bad file hides no good one"
    assert any(told in problem.message for problem in content.problems)


def test_a_problem_names_line_and_column() -> None:
    file = parse_content(BANK.replace("prompt: One?", "prompt: 3"), Path("b.yaml"))
    assert file.value is None
    assert [(problem.line, problem.column) for problem in file.problems] == [(6, 13)]
    assert str(file.problems[0]).startswith("b.yaml:6:13  YAML reads “3” as a number")


def test_two_files_with_one_id_are_both_named(tmp_path: Path) -> None:
    write_content(tmp_path)
    second = tmp_path / "questions" / "second.yaml"
    second.write_text(BANK.replace("bank: own", "bank: second"), encoding="utf-8")
    content = load_content([tmp_path])
    assert list(content.banks) == ["own"]
    (problem,) = content.problems
    assert (problem.file, problem.line, problem.column) == (second, 5, 9)
    assert f"{tmp_path / 'questions' / 'own.yaml'}, line 5" in problem.message


def test_a_link_that_leads_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    secret = tmp_path / "secret.flac"
    secret.write_bytes(b"sound")
    folder = write_content(
        tmp_path / "own", BANK.replace("theme: Test", "theme: Test\n    audio: audio/a.flac")
    )
    (folder / "questions" / "audio").symlink_to(tmp_path)
    (tmp_path / "a.flac").write_bytes(b"sound")
    content = load_content([paths.content_folder(), folder])
    assert "own" not in content.banks
    assert [problem.code for problem in content.problems][-1] == "audio-path"


def test_a_bank_without_its_sound_can_still_be_practised(tmp_path: Path) -> None:
    write_content(tmp_path, BANK.replace("theme: Test", "theme: Test\n    audio: a.flac"))
    content = load_content([tmp_path])
    bank, question = content.question("one")
    assert content.prompt_file(bank, question) is None
    assert [problem.code for problem in content.problems] == ["missing-audio"]


def test_an_include_circle_ends_and_own_criteria_replace() -> None:
    def rubric(name: str, include: str, text: str) -> Rubric:
        criteria = [
            {"id": "shared", "kind": "positive", "text": text},
            {"id": name, "kind": "positive", "text": name},
        ]
        return Rubric.model_validate(
            {
                "rubric": name,
                "version": 1,
                "title": name,
                "include": [include],
                "criteria": criteria,
            }
        )

    rubrics = {"a": rubric("a", "b", "of a"), "b": rubric("b", "a", "of b")}
    resolved = rubrics["a"].including(rubrics)
    assert [criterion.id for criterion in resolved.criteria] == ["a", "shared", "b"]
    assert resolved.criteria[1].text == "of a"


def test_no_questions_at_all_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match="No questions"):
        load_content([tmp_path])
