"""Everything that can be practised: banks, mark schemes, formats and samples that fit together."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from mockinterview.core.content import Bank, Format, Question, Rubric, Sample
from mockinterview.core.diary_guide import DiaryGuide
from mockinterview.errors import UsageError
from mockinterview.files.content_file import ContentFile
from mockinterview.files.problems import Problem, did_you_mean

LISTED_NAMES = 60
FIRST_BANK = "imperial-asynchronous"
"""The interview that most people come for; it stands before the others in every list."""


class Banks(Mapping[str, Bank]):
    """Banks by id: `FIRST_BANK`, then the others in the order of the files.

    A bank that is kept in the cache is read when it is wanted.
    """

    def __init__(self) -> None:
        self._files: dict[str, ContentFile] = {}

    def add(self, file: ContentFile) -> None:
        """A file that holds a bank."""
        self._files[file.id] = file

    def owner(self, question_id: str) -> Bank | None:
        """The bank with this question; no other one is read."""
        for name, file in self._files.items():
            if question_id in file.names:
                return self[name]
        return None

    def question_ids(self) -> Iterator[str]:
        """The ids of all questions; no bank is read."""
        for name in self:
            yield from self._files[name].names

    def __getitem__(self, name: str) -> Bank:
        value = self._files[name].value
        if not isinstance(value, Bank):
            raise KeyError(name)
        return value

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(self._files, key=lambda name: name != FIRST_BANK))

    def __len__(self) -> int:
        return len(self._files)


@dataclass
class Content:
    """Everything that can be practised. `rubrics` have their includes resolved.

    `folders` tells, by bank id, the folder that the bank's `audio:` paths start from; `bank_files`,
    `rubric_files` and `format_files` tell, by id, the file; `phrases` and `diary` have the person's
    own before the shipped ones; `files` is everything that was read, good and bad.
    """

    banks: Banks = field(default_factory=Banks)
    rubrics: dict[str, Rubric] = field(default_factory=dict)
    formats: dict[str, Format] = field(default_factory=dict)
    samples: dict[str, Sample] = field(default_factory=dict)
    folders: dict[str, Path] = field(default_factory=dict)
    bank_files: dict[str, Path] = field(default_factory=dict)
    rubric_files: dict[str, Path] = field(default_factory=dict)
    format_files: dict[str, Path] = field(default_factory=dict)
    sample_folders: dict[str, Path] = field(default_factory=dict)
    phrases: list[str] = field(default_factory=list)
    diary: DiaryGuide = field(default_factory=DiaryGuide)
    files: list[ContentFile] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    @property
    def questions(self) -> Iterator[tuple[Bank, Question]]:
        """Every question with its bank, in the order of the banks."""
        for bank in self.banks.values():
            for question in bank.questions:
                yield bank, question

    def question(self, name: str) -> tuple[Bank, Question]:
        """The question with this id.

        Raises:
            UsageError: there is none.
        """
        bank = self.banks.owner(name)
        if bank is not None:
            return bank, next(question for question in bank.questions if question.id == name)
        names = list(self.banks.question_ids())
        near = did_you_mean(name, names)
        known = f"Did you mean “{near}”? " if near else ""
        known += f"Known questions: {', '.join(names[:LISTED_NAMES])}"
        raise UsageError(
            f"There is no question “{name}”.",
            f"{known}{' …' if len(names) > LISTED_NAMES else '.'}",
        )

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
        """The recorded prompt, or None when there is none inside the bank's folder."""
        folder = self.folders[bank.bank]
        if question.audio is None or not lies_inside(question.audio, folder):
            return None
        path = folder / question.audio
        return path if os.path.isfile(path) else None  # noqa: PTH113  (never raises)

    def sample_file(self, sample: Sample) -> Path:
        """The sound file of a sample answer."""
        return self.sample_folders[sample.sample] / sample.audio


def lies_inside(audio: str, folder: Path) -> bool:
    """Whether a path in a bank stays in the bank's folder; banks come from strangers.

    Absolute paths, drives and `..` are refused as written, on every system alike, and so are links
    that lead out.
    """
    parts = audio.replace("\\", "/").split("/")
    if ".." in parts or audio.startswith(("/", "\\", "~")) or ":" in audio or "\0" in audio:
        return False
    try:
        home = os.path.realpath(folder)
        return Path(os.path.realpath(folder / audio)).is_relative_to(home)
    except (OSError, ValueError):
        return False
