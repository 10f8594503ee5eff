"""What would make content that works better: warnings for the authors of banks and mark schemes."""

from __future__ import annotations

from collections.abc import Iterator

from mockinterview.core.content import Category, Question, Rubric
from mockinterview.files.collection import Content
from mockinterview.files.content_file import Kind, Places
from mockinterview.files.problems import Problem, quoted

LONGEST_PROMPT_WORDS = 60


def advise(content: Content, places: Places) -> list[Problem]:
    """The warnings for content that can be used; files with errors are left alone.

    With a bank that cannot be read, nothing is said of what no bank uses or shows.
    """
    banks = [file for file in content.files if file.kind in {None, Kind.BANK}]
    has_bad_bank = len(banks) > len(content.banks)
    rubrics = {
        file.value.rubric: file.value for file in content.files if isinstance(file.value, Rubric)
    }
    found = [*_about_banks(content, places), *_about_examples(content, rubrics, places)]
    if has_bad_bank:
        return found
    return [
        *found,
        *_about_showing(content, rubrics, places),
        *_about_use(content, rubrics, places),
    ]


def _about_banks(content: Content, places: Places) -> Iterator[Problem]:
    for bank in content.banks.values():
        path = content.bank_files[bank.bank]
        for index, question in enumerate(bank.questions):
            words = len(question.prompt.split())
            if words > LONGEST_PROMPT_WORDS:
                message = f"The prompt of {quoted(question.id)} has {words} words."
                hint = f"Up to {LONGEST_PROMPT_WORDS} can be taken in when they are heard once."
                at = ("questions", index, "prompt")
                yield places.problem(path, at, "long-prompt", message, hint)
            if not question.model_answers:
                message = f"The question {quoted(question.id)} has no model answer."
                hint = "People mark themselves better with a good answer to compare with."
                at = ("questions", index, "id")
                yield places.problem(path, at, "no-model-answer", message, hint)


def _about_examples(
    content: Content, rubrics: dict[str, Rubric], places: Places
) -> Iterator[Problem]:
    for name, path in content.rubric_files.items():
        for index, criterion in enumerate(rubrics[name].criteria):
            if not criterion.examples:
                message = f"The criterion {quoted(criterion.id)} has no examples."
                hint = "Add three to eight ways in which it may be said."
                at = ("criteria", index, "id")
                yield places.problem(path, at, "no-examples", message, hint)


def _about_showing(
    content: Content, rubrics: dict[str, Rubric], places: Places
) -> Iterator[Problem]:
    """What a model answer could show and none does; how it is said cannot be read in a text."""
    for name, shown in _shown(content, rubrics).items():
        path = content.rubric_files[name]
        for index, criterion in enumerate(rubrics[name].criteria):
            can_be_shown = not criterion.is_pitfall and criterion.category is Category.CONTENT
            if can_be_shown and criterion.id not in shown:
                message = f"No model answer shows the criterion {quoted(criterion.id)}."
                hint = "Add it to the “shows” of a paragraph that meets it, or write one that does."
                at = ("criteria", index, "id")
                yield places.problem(path, at, "never-shown", message, hint)


def _about_use(content: Content, rubrics: dict[str, Rubric], places: Places) -> Iterator[Problem]:
    used = {question.rubric for _, question in content.questions}
    for rubric in rubrics.values():
        used |= set(rubric.include)
    for name, path in content.rubric_files.items():
        if name not in used:
            message = f"No question and no other mark scheme uses {quoted(name)}."
            hint = f"Write “rubric: {name}” in a question, or “include: [{name}]” in a scheme."
            yield places.problem(path, ("rubric",), "never-used", message, hint)


def _shown(content: Content, rubrics: dict[str, Rubric]) -> dict[str, set[str]]:
    """By mark scheme, what the model answers of questions that use it show, through includes too.

    Schemes that no question with a model answer uses are not in it.
    """
    shown: dict[str, set[str]] = {}
    for _, question in content.questions:
        if question.model_answers:
            names = _names_shown(question)
            for name in _with_included(question.rubric, rubrics):
                shown.setdefault(name, set()).update(names)
    return shown


def _names_shown(question: Question) -> set[str]:
    return {
        name
        for answer in question.model_answers
        for paragraph in answer.paragraphs
        for name in paragraph.shows
    }


def _with_included(name: str, rubrics: dict[str, Rubric]) -> set[str]:
    found: set[str] = set()
    ahead = [name]
    while ahead:
        one = ahead.pop()
        if one not in found:
            found.add(one)
            ahead.extend(rubrics[one].include)
    return found
