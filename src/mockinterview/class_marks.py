"""A class: answers of others with the marks on them, from this library or from packs.

Answers that came in a pack are somebody else's: together they are the class of this library.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from mockinterview.core.agreement import latest_of_each
from mockinterview.core.agreement_over_answers import MarkedAnswer
from mockinterview.core.attempt import Attempt
from mockinterview.core.class_overview import Submission
from mockinterview.core.marking import Marking
from mockinterview.errors import LibraryError, MockInterviewError
from mockinterview.files.attempts import AttemptFolder, Library
from mockinterview.looking_back import marked_answer
from mockinterview.pack.reading import inspect
from mockinterview.pack.received import RECEIPT, receipt_of

PACK_SUFFIX = ".mockinterview"


@dataclass(frozen=True)
class ClassAnswer:
    """One answer of a candidate, with everybody's last marks by the name of the marker.

    `folder` is None where it was only looked at in a pack.
    """

    candidate: str
    attempt: Attempt
    markings: Mapping[str, Marking]
    folder: AttemptFolder | None = None

    @property
    def marked(self) -> MarkedAnswer:
        """The same for figures of agreement."""
        return MarkedAnswer(self.attempt.id, self.attempt.rubric, self.markings)


@dataclass
class ClassMarks:
    """The answers, in the order in which they were found.

    `unreadable` says, by the name of a folder or file, why something is left out.
    """

    answers: list[ClassAnswer] = field(default_factory=list)
    unreadable: dict[str, str] = field(default_factory=dict)

    @property
    def tutors(self) -> list[str]:
        """Who marked besides the candidates; first who marked most."""
        found = Counter(
            name
            for answer in self.answers
            for name, marking in answer.markings.items()
            if marking.role == "tutor"
        )
        return [name for name, _ in found.most_common()]

    @property
    def candidates(self) -> list[str]:
        """Whose answers they are, each once."""
        return list(dict.fromkeys(answer.candidate for answer in self.answers))

    def submissions(self, marker: str = "") -> list[Submission]:
        """Every answer with the marks of this marker, or with blank ones.

        Without a name: of the tutor who marked most of them; where there is none, the candidates'.
        """
        name = marker or next(iter(self.tutors), "Candidate")
        return [
            Submission(one.candidate, one.attempt, one.markings.get(name, Marking(role="tutor")))
            for one in self.answers
        ]

    @property
    def marked_answers(self) -> list[MarkedAnswer]:
        """For figures of agreement."""
        return [answer.marked for answer in self.answers]


def class_in_library(library: Library) -> ClassMarks:
    """The answers in this library that came in packs, newest first; for an executor.

    One's own answers are not even read.
    """
    found = ClassMarks()
    for path in sorted(library.folder.glob(f"*/{RECEIPT}"), reverse=True):
        folder = AttemptFolder(path.parent)
        receipt = receipt_of(folder)
        if receipt is not None and receipt.is_own:
            continue
        try:
            attempt = folder.load()
        except LibraryError as error:
            found.unreadable[folder.id] = str(error)
            continue
        if receipt is None:
            found.unreadable[folder.id] = "It cannot be read how it came here."
        elif attempt.binned is None:
            markings = marked_answer(folder, attempt).markings
            found.answers.append(ClassAnswer(receipt.candidate, attempt, markings, folder))
    return found


def class_in_packs(paths: Iterable[Path]) -> ClassMarks:
    """The answers in these packs and in the packs of these folders; nothing is taken over.

    One answer that is in several packs, such as the marks of two tutors, is one with all its
    marks. A pack that is refused is told in `unreadable`.
    """
    found = ClassMarks()
    by_key: dict[str, ClassAnswer] = {}
    marks: dict[str, list[Marking]] = {}
    for path in _packs(paths):
        try:
            contents = inspect(path)
        except MockInterviewError as error:
            found.unreadable[path.name] = str(error)
            continue
        for one in contents.attempts:
            known = by_key.setdefault(one.key, ClassAnswer(one.candidate, one.attempt, {}))
            if one.candidate and not known.candidate:
                by_key[one.key] = replace(known, candidate=one.candidate)
            marks.setdefault(one.key, []).extend(one.markings)
    for key, answer in by_key.items():
        found.answers.append(replace(answer, markings=latest_of_each(marks[key])))
    return found


def _packs(paths: Iterable[Path]) -> Sequence[Path]:
    """The files, and those of the folders in the order of their names; each once."""
    found: list[Path] = []
    for path in paths:
        found.extend(sorted(path.glob(f"*{PACK_SUFFIX}")) if path.is_dir() else [path])
    return list(dict.fromkeys(found))
