"""Reading content: the shipped files are right, and wrong ones are told with their place."""

from __future__ import annotations

from pathlib import Path

import pytest

from mockinterview import paths
from mockinterview.core.content import Bank, Category, CriterionKind, Rubric
from mockinterview.errors import ContentError, UsageError
from mockinterview.files.content import Content, load_content
from mockinterview.files.yaml_file import parse

FOUR = ["duties-of-a-doctor", "why-imperial", "leader-or-follower", "define-resilience"]


@pytest.fixture(scope="module")
def shipped() -> Content:
    return load_content([paths.content_folder()])


def test_the_shipped_content_has_no_problem(shipped: Content) -> None:
    assert shipped.problems == []
    assert [question.id for _, question in shipped.questions] == FOUR


@pytest.mark.parametrize("name", FOUR)
def test_a_shipped_question_is_whole(shipped: Content, name: str) -> None:
    bank, question = shipped.question(name)
    rubric = shipped.rubric_of(question)
    assert shipped.prompt_file(bank, question) is not None
    shown = {
        criterion
        for answer in question.model_answers
        for paragraph in answer.paragraphs
        for criterion in paragraph.shows
    }
    content = rubric.section(CriterionKind.POSITIVE, Category.CONTENT)
    assert content
    assert {criterion.id for criterion in content} <= shown, "the model answer meets its scheme"
    for answer in question.model_answers:
        assert 200 <= answer.words <= 300
    for criterion in rubric.criteria:
        assert criterion.examples, criterion.id
        assert criterion.marker_note, criterion.id


def test_delivery_is_shared_except_by_resilience(shipped: Content) -> None:
    delivery = {criterion.id for criterion in shipped.rubrics["delivery"].criteria}
    assert delivery == {"enthusiasm", "speaking-space", "professional-tone"}
    for name in ("gmc-duties", "imperial-contribution", "leader-and-follower"):
        assert delivery <= {criterion.id for criterion in shipped.rubrics[name].criteria}
    assert not delivery & {criterion.id for criterion in shipped.rubrics["resilience"].criteria}


def test_formats_carry_their_source(shipped: Content) -> None:
    imperial = shipped.format("imperial-2023")
    assert (imperial.preparation_seconds, imperial.answer_seconds, imperial.retakes) == (60, 300, 0)
    assert imperial.source.confidence == "third-party"
    assert shipped.format("practice").answer_seconds is None
    assert shipped.format("sammi-5").break_seconds == 60
    longer = imperial.with_extra_time(25)
    assert (longer.preparation_seconds, longer.answer_seconds) == (75, 375)


def test_the_sample_answer_is_there(shipped: Content) -> None:
    sample = next(iter(shipped.samples.values()))
    assert shipped.sample_file(sample).is_file()
    assert sample.question in FOUR


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
    assert told == ["The format id “practice” is used already."]
    assert content.question("one")[0].bank == "own"


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("rubric: own", "rubric: other", "no mark scheme “other” exists"),
        ("shows: [a]", "shows: [b]", "no criterion “b”"),
        ("theme: Test", "theme: Test\n    format: fast", "format “fast” does not exist"),
        ("theme: Test", "theme: Test\n    audio: ../../secret.wav", "own folder"),
        ("theme: Test", "theme: Test\n    audio: /secret.wav", "own folder"),
        ("theme: Test", "", "Field required"),
        ("theme: Test", "theme: Test\n    colour: red", "Extra inputs"),
        ("theme: Test", "theme: Test\n    theme: Again", "written twice"),
        ("theme: Test", "theme: [Test", "Not valid YAML"),
        ("id: one", "id: One Two", "String should match"),
    ],
)
def test_a_wrong_bank_is_told_and_not_loaded(tmp_path: Path, old: str, new: str, told: str) -> None:
    write_content(tmp_path, BANK.replace(old, new))
    content = load_content([paths.content_folder(), tmp_path])
    assert "own" not in content.banks
    assert set(content.banks) == {"imperial-asynchronous"}, "a bad file hides no good one"
    assert any(told in problem.message for problem in content.problems)


def test_a_problem_names_line_and_column() -> None:
    value, problems = parse(BANK.replace("prompt: One?", "prompt: 3"), Path("b.yaml"), Bank)
    assert value is None
    assert [(problem.line, problem.column) for problem in problems] == [(6, 5)]
    assert str(problems[0]).startswith("b.yaml:6:5  “prompt”: ")


def test_too_deep_and_aliases_are_refused() -> None:
    for text in ("a: " + "[" * 30 + "]" * 30, "a: &x [1]\nb: *x", "? [a]\n: b"):
        value, problems = parse(text, Path("b.yaml"), Bank)
        assert value is None
        assert len(problems) == 1


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
