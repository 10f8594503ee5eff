"""All banks, mark schemes, formats and samples: the shipped ones, then the person's own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from mockinterview.core.content import (
    Bank,
    Format,
    FormatFile,
    Question,
    Rubric,
    Sample,
    SampleFile,
)
from mockinterview.core.model import Model
from mockinterview.errors import ContentError, UsageError
from mockinterview.files.yaml_file import Problem, read

_NOT_BANKS = {"formats.yaml", "samples.yaml"}

ModelType = TypeVar("ModelType", bound=Model)


@dataclass
class Content:
    """Everything that can be practised. `rubrics` have their includes resolved.

    `folders` tells, by bank id, the folder that the bank's `audio:` paths start from.
    """

    banks: dict[str, Bank] = field(default_factory=dict)
    rubrics: dict[str, Rubric] = field(default_factory=dict)
    formats: dict[str, Format] = field(default_factory=dict)
    samples: dict[str, Sample] = field(default_factory=dict)
    folders: dict[str, Path] = field(default_factory=dict)
    sample_folder: Path = Path()
    problems: list[Problem] = field(default_factory=list)

    @property
    def questions(self) -> Iterator[tuple[Bank, Question]]:
        """Every question with its bank, in the order of the files."""
        for bank in self.banks.values():
            for question in bank.questions:
                yield bank, question

    def question(self, name: str) -> tuple[Bank, Question]:
        """The question with this id.

        Raises:
            UsageError: there is none.
        """
        for bank, question in self.questions:
            if question.id == name:
                return bank, question
        known = ", ".join(question.id for _, question in self.questions)
        raise UsageError(f"There is no question “{name}”.", f"Known questions: {known}.")

    def rubric_of(self, question: Question) -> Rubric:
        """The mark scheme of a question; loading has made sure that it is there."""
        return self.rubrics[question.rubric]

    def format(self, name: str) -> Format:
        """The format with this id.

        Raises:
            UsageError: there is none.
        """
        if name not in self.formats:
            known = ", ".join(self.formats)
            raise UsageError(f"There is no format “{name}”.", f"Known formats: {known}.")
        return self.formats[name]

    def format_of(self, bank: Bank, question: Question) -> Format:
        """The format that a question is practised in unless the person chooses another."""
        return self.format(question.format or bank.format or next(iter(self.formats)))

    def prompt_file(self, bank: Bank, question: Question) -> Path | None:
        """The recorded prompt, or None when there is none on disk."""
        if question.audio is None:
            return None
        path = self.folders[bank.bank] / question.audio
        return path if path.is_file() else None

    def sample_file(self, sample: Sample) -> Path:
        """The sound file of a sample answer."""
        return self.sample_folder / sample.audio


def load_content(folders: Iterable[Path]) -> Content:
    """Read `questions` and `rubrics` under each folder; a bad file never hides the good ones.

    Raises:
        ContentError: the first folder, which is the shipped one, holds no question at all.
    """
    content = Content()
    raw: dict[str, tuple[Rubric, Path]] = {}
    searched = list(folders)
    for folder in searched:
        _read_rubrics(folder / "rubrics", raw, content.problems)
        _read_formats(folder / "questions" / "formats.yaml", content)
        _read_samples(folder / "questions" / "samples.yaml", content)
    content.rubrics = _resolve(raw, content.problems)
    for folder in searched:
        for path in _yaml_files(folder / "questions"):
            if path.name not in _NOT_BANKS:
                _read_bank(path, content)
    if not content.banks:
        where = ", ".join(str(folder / "questions") for folder in searched)
        raise ContentError(
            "No questions were found.",
            f"Looked in {where}. Install the program again if these folders are missing.",
            "\n".join(str(problem) for problem in content.problems),
        )
    return content


def _yaml_files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.glob("*.yaml") if path.is_file())


def _read_one(path: Path, model: type[ModelType], problems: list[Problem]) -> ModelType | None:
    value, found = read(path, model)
    problems.extend(found)
    return value


def _read_rubrics(
    folder: Path, raw: dict[str, tuple[Rubric, Path]], problems: list[Problem]
) -> None:
    for path in _yaml_files(folder):
        rubric = _read_one(path, Rubric, problems)
        if rubric is None:
            continue
        if rubric.rubric in raw:
            other = raw[rubric.rubric][1]
            problems.append(_twice(path, "mark scheme", rubric.rubric, other))
            continue
        raw[rubric.rubric] = (rubric, path)


def _resolve(raw: dict[str, tuple[Rubric, Path]], problems: list[Problem]) -> dict[str, Rubric]:
    plain = {name: rubric for name, (rubric, _) in raw.items()}
    resolved = {}
    for name, (rubric, path) in raw.items():
        try:
            resolved[name] = rubric.including(plain)
        except KeyError as missing:
            text = f"The mark scheme includes “{missing.args[0]}”, which does not exist."
            problems.append(Problem(path, 1, 1, text))
    return resolved


def _read_formats(path: Path, content: Content) -> None:
    if not path.is_file():
        return
    file = _read_one(path, FormatFile, content.problems)
    for entry in file.formats if file else ():
        if entry.format in content.formats:
            content.problems.append(
                Problem(path, 1, 1, f"The format id “{entry.format}” is used already.")
            )
            continue
        content.formats[entry.format] = entry


def _read_samples(path: Path, content: Content) -> None:
    if not path.is_file():
        return
    file = _read_one(path, SampleFile, content.problems)
    if file:
        content.samples |= {sample.sample: sample for sample in file.samples}
        content.sample_folder = path.parent


def _read_bank(path: Path, content: Content) -> None:
    bank = _read_one(path, Bank, content.problems)
    if bank is None:
        return
    if bank.bank in content.banks:
        other = content.folders[bank.bank]
        content.problems.append(_twice(path, "bank", bank.bank, other))
        return
    found = list(_wrong_references(bank, path, content))
    if found:
        content.problems.extend(found)
        return
    content.banks[bank.bank] = bank
    content.folders[bank.bank] = path.parent


def _wrong_references(bank: Bank, path: Path, content: Content) -> Iterator[Problem]:
    """What a bank names that does not exist: mark schemes, criteria, formats, sound files."""
    taken = {question.id: other.title for other, question in content.questions}
    for name in (bank.format, *(question.format for question in bank.questions)):
        if name is not None and name not in content.formats:
            yield Problem(path, 1, 1, f"The format “{name}” does not exist.")
    for question in bank.questions:
        where = f"Question “{question.id}”"
        if question.id in taken:
            yield Problem(path, 1, 1, f"{where} is also in the bank “{taken[question.id]}”.")
        if not _stays_inside(question.audio):
            yield Problem(path, 1, 1, f"{where}: audio must lie in the bank's own folder.")
        rubric = content.rubrics.get(question.rubric)
        if rubric is None:
            yield Problem(path, 1, 1, f"{where}: no mark scheme “{question.rubric}” exists.")
            continue
        known = {criterion.id for criterion in rubric.criteria}
        for answer in question.model_answers:
            for paragraph in answer.paragraphs:
                for name in set(paragraph.shows) - known:
                    text = f"{where}: the mark scheme has no criterion “{name}”."
                    yield Problem(path, 1, 1, text)


def _stays_inside(audio: str | None) -> bool:
    """Whether a path in a bank is relative and climbs nowhere (banks come from strangers)."""
    if audio is None:
        return True
    parts = audio.replace("\\", "/").split("/")
    return ".." not in parts and not audio.startswith(("/", "\\")) and ":" not in audio


def _twice(path: Path, what: str, name: str, other: Path) -> Problem:
    return Problem(path, 1, 1, f"The {what} id “{name}” is used already in {other}.")
