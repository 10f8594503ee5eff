"""The shipped banks and mark schemes hold what a candidate and a tutor are promised of them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from mockinterview import paths
from mockinterview.core.content import (
    Bank,
    Category,
    Criterion,
    CriterionKind,
    Question,
    Rubric,
    Source,
)
from mockinterview.files.check import check_content
from mockinterview.files.content import Content, content_paths, load_content

LEAST_QUESTIONS = 40
ANSWER_WORDS = range(200, 301)
EXAMPLES = range(3, 41)
SHARED_WORDS = 6
"""So many words in a row in an example and in a model answer are no chance."""

CONTENT = load_content([paths.content_folder()])
QUESTIONS = {question.id: (bank, question) for bank, question in CONTENT.questions}
PLAIN_RUBRICS = {
    file.value.rubric: file.value for file in CONTENT.files if isinstance(file.value, Rubric)
}
CRITERIA = {
    f"{name}/{criterion.id}": criterion
    for name, rubric in PLAIN_RUBRICS.items()
    for criterion in rubric.criteria
}

each_question = pytest.mark.parametrize(("bank", "question"), QUESTIONS.values(), ids=QUESTIONS)
each_criterion = pytest.mark.parametrize("criterion", CRITERIA.values(), ids=CRITERIA)


def words_of(text: str) -> list[str]:
    """The words without case, punctuation and kinds of apostrophe."""
    return re.findall(r"[a-z0-9]+(?:'[a-z]+)*", text.casefold().replace("’", "'"))


def runs_of(text: str) -> set[tuple[str, ...]]:
    """Every run of `SHARED_WORDS` words."""
    words = words_of(text)
    last = len(words) - SHARED_WORDS
    return {tuple(words[start : start + SHARED_WORDS]) for start in range(last + 1)}


@pytest.fixture(scope="module")
def answered() -> dict[tuple[str, ...], str]:
    """Every run of words in a model answer, with the question that it answers."""
    return {
        run: question.id
        for _, question in CONTENT.questions
        for answer in question.model_answers
        for run in runs_of(" ".join(paragraph.text for paragraph in answer.paragraphs))
    }


def test_check_finds_neither_problem_nor_warning() -> None:
    folder = paths.content_folder()
    report = check_content([], [folder])
    assert [str(problem) for problem in report.problems] == []
    assert report.files == len(content_paths(folder))


def test_there_are_many_questions_and_each_has_an_id_of_its_own() -> None:
    ids = [question.id for _, question in CONTENT.questions]
    assert len(ids) >= LEAST_QUESTIONS
    assert len(ids) == len(set(ids))
    prompts = [question.prompt for _, question in CONTENT.questions]
    assert len(prompts) == len(set(prompts))


def test_the_readme_tells_how_many() -> None:
    text = (paths.content_folder() / "README.md").read_text(encoding="utf-8")
    told = re.search(r"(\d+) questions in (\w+) banks", text)
    assert told is not None
    numbers = ("seven", "eight", "nine", "ten", "eleven", "twelve")
    assert (int(told[1]), told[2]) == (len(QUESTIONS), numbers[len(CONTENT.banks) - 7])


def test_the_four_questions_of_imperial_are_among_them() -> None:
    assert [question.id for question in CONTENT.banks["imperial-asynchronous"].questions] == [
        "duties-of-a-doctor",
        "why-imperial",
        "leader-or-follower",
        "define-resilience",
    ]


@each_question
def test_a_question_is_whole(bank: Bank, question: Question) -> None:
    assert question.candidate_note or question.tutor_note
    assert CONTENT.prompt_file(bank, question) is not None, "its prompt is recorded"
    assert CONTENT.format_of(bank, question).source.confidence
    assert question.model_answers
    for answer in question.model_answers:
        assert answer.words in ANSWER_WORDS, answer.title


@each_question
def test_the_model_answers_of_a_question_meet_its_mark_scheme(
    bank: Bank, question: Question
) -> None:
    rubric = CONTENT.rubric_of(question)
    wanted = {
        criterion.id for criterion in rubric.section(CriterionKind.POSITIVE, Category.CONTENT)
    }
    shown = {
        criterion
        for answer in question.model_answers
        for paragraph in answer.paragraphs
        for criterion in paragraph.shows
    }
    assert wanted, f"{bank.bank}: something that can be said well"
    assert sorted(wanted - shown) == []
    pitfalls = {criterion.id for criterion in rubric.section(CriterionKind.PITFALL)}
    assert sorted(pitfalls & shown) == [], "a good answer falls into no pit"


@each_criterion
def test_a_criterion_helps_its_marker(criterion: Criterion) -> None:
    assert len(criterion.examples) in EXAMPLES
    told = (*criterion.examples, *criterion.counter_examples)
    assert len(set(told)) == len(told)
    assert criterion.marker_note
    levels = criterion.levels
    assert levels is not None
    assert levels.met
    assert levels.partly
    assert levels.not_met


@each_criterion
def test_examples_come_from_other_mouths_than_the_model_answers(
    criterion: Criterion, answered: dict[tuple[str, ...], str]
) -> None:
    shared = {
        example: answered[run]
        for example in (*criterion.examples, *criterion.counter_examples)
        for run in runs_of(example)
        if run in answered
    }
    assert shared == {}


def test_words_taken_from_a_model_answer_would_be_seen(
    answered: dict[tuple[str, ...], str],
) -> None:
    taken = "Last autumn TWO of our strongest players left – and we lost."
    assert {answered.get(run) for run in runs_of(taken)} >= {"leader-or-follower"}


def test_everything_says_where_it_comes_from_and_how_sure_that_is() -> None:
    sources: dict[str, Source | None] = {
        **{bank.bank: bank.source for bank in CONTENT.banks.values()},
        **{name: rubric.source for name, rubric in PLAIN_RUBRICS.items()},
        **{name: rules.source for name, rules in CONTENT.formats.items()},
    }
    assert [name for name, source in sources.items() if source is None] == []
    assert all(source.title and source.confidence for source in sources.values() if source)


def test_samples_answer_a_shipped_question_in_sound() -> None:
    assert CONTENT.samples
    for sample in CONTENT.samples.values():
        assert CONTENT.sample_file(sample).is_file()
        assert sample.question in QUESTIONS


def test_no_sound_file_lies_there_unused() -> None:
    folder = paths.content_folder() / "questions"
    used = {folder / question.audio for _, question in CONTENT.questions if question.audio}
    used |= {CONTENT.sample_file(sample) for sample in CONTENT.samples.values()}
    assert _sounds(folder) == used


def test_delivery_is_shared_except_by_resilience() -> None:
    delivery = {criterion.id for criterion in CONTENT.rubrics["delivery"].criteria}
    assert delivery == {"enthusiasm", "speaking-space", "professional-tone"}
    for name in ("gmc-duties", "imperial-contribution", "leader-and-follower"):
        assert delivery <= _criteria_of(CONTENT, name)
    assert not delivery & _criteria_of(CONTENT, "resilience")


def test_formats_carry_their_source() -> None:
    imperial = CONTENT.format("imperial-2023")
    assert (imperial.preparation_seconds, imperial.answer_seconds, imperial.retakes) == (60, 300, 0)
    assert imperial.source.confidence == "third-party"
    assert CONTENT.format("practice").answer_seconds is None
    assert CONTENT.format("sammi-5").break_seconds == 60
    longer = imperial.with_extra_time(25)
    assert (longer.preparation_seconds, longer.answer_seconds) == (75, 375)


def _criteria_of(content: Content, rubric: str) -> set[str]:
    return {criterion.id for criterion in content.rubrics[rubric].criteria}


def _sounds(folder: Path) -> set[Path]:
    return set(folder.rglob("*.flac"))
