"""A class: answers of others with the marks on them, from this library or from packs.

Answers that came in a pack are somebody else's: together they are the class of this library.
"""

from __future__ import annotations

import datetime as dt
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
from mockinterview.files.seen_packs import is_pack
from mockinterview.looking_back import marked_answer
from mockinterview.pack.contents import AttemptInPack
from mockinterview.pack.reading import inspect
from mockinterview.pack.received import (
    RECEIPT,
    Receipt,
    all_markings,
    is_kept_back,
    receipt_of,
    unreadable_markings,
)
from mockinterview.pack.senders import distinct_names


@dataclass(frozen=True)
class ClassAnswer:
    """One answer of a candidate, with everybody's last marks by the name of the marker.

    `folder` is None where it was only looked at in a pack. `has_kept_back` says that others have
    marked it, too, whose marks are kept back from the tutor here who has not finished marking.
    """

    candidate: str
    attempt: Attempt
    markings: Mapping[str, Marking]
    folder: AttemptFolder | None = None
    has_kept_back: bool = False

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

    @property
    def kept_back(self) -> list[AttemptFolder]:
        """The answers of which marks of others are kept back."""
        return [
            answer.folder
            for answer in self.answers
            if answer.has_kept_back and answer.folder is not None
        ]

    @property
    def not_begun(self) -> list[AttemptFolder]:
        """Those of them that the tutor here has not begun to mark."""
        begun = [answer.folder for answer in self.answers if answer.markings]
        return [folder for folder in self.kept_back if folder not in begun]

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

    One's own answers are not even read. Marks of others are kept back as everywhere. Of an answer
    that is here in several versions one is told: that which a tutor marked, else the latest.
    """
    found = ClassMarks()
    read: list[tuple[Receipt, ClassAnswer]] = []
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
            if damaged := unreadable_markings(folder):
                files = ", ".join(path.name for path in damaged)
                found.unreadable[folder.id] = f"Marks cannot be understood: {files}."
            has_more = is_kept_back(folder) and bool(all_markings(folder))
            answer = ClassAnswer(receipt.candidate, attempt, markings, folder, has_more)
            read.append((receipt, answer))
    names = distinct_names(receipt.who for receipt, _ in sorted(read, key=_when_arrived))
    versions: dict[str, list[tuple[Receipt, ClassAnswer]]] = {}
    for receipt, answer in read:
        versions.setdefault(receipt.key, []).append((receipt, answer))
    for same in versions.values():
        receipt, answer = max(same, key=_how_telling)
        found.answers.append(replace(answer, candidate=names[receipt.who]))
    return found


def _when_arrived(one: tuple[Receipt, ClassAnswer]) -> tuple[dt.datetime, str]:
    return one[0].arrived, one[1].attempt.id


def _how_telling(one: tuple[Receipt, ClassAnswer]) -> tuple[bool, dt.datetime]:
    receipt, answer = one
    return any(each.role == "tutor" for each in answer.markings.values()), receipt.packed


def class_in_packs(paths: Iterable[Path]) -> ClassMarks:
    """The answers in these packs and in the packs of these folders; nothing is taken over.

    One answer that is in several packs, such as the marks of two tutors, is one with all its
    marks; of what was sent twice the later pack counts. A pack that is refused is told in
    `unreadable`.
    """
    found = ClassMarks()
    read: list[tuple[dt.datetime, AttemptInPack]] = []
    for path in _packs(paths):
        try:
            contents = inspect(path)
        except MockInterviewError as error:
            found.unreadable[path.name] = str(error)
            continue
        read += [(contents.created, one) for one in contents.attempts]
    latest: dict[str, AttemptInPack] = {}
    whose: dict[str, tuple[str, str]] = {}
    marks: dict[str, list[Marking]] = {}
    for _, one in sorted(read, key=lambda item: item[0]):
        latest[one.key] = one
        if one.sender or one.candidate:  # a pack of marks may name nobody
            whose[one.key] = _better(whose.get(one.key, ("", "")), (one.candidate, one.sender))
        marks.setdefault(one.key, []).extend(one.markings)
    names = distinct_names(whose.values())
    for key, one in latest.items():
        name = names.get(whose.get(key, ("", "")), "")
        found.answers.append(ClassAnswer(name, one.attempt, latest_of_each(marks[key])))
    return found


def _better(known: tuple[str, str], other: tuple[str, str]) -> tuple[str, str]:
    """Name and sender, each from whichever pack says it."""
    return other[0] or known[0], other[1] or known[1]


def _packs(paths: Iterable[Path]) -> Sequence[Path]:
    """The files, and those of the folders in the order of their names; each once."""
    found: list[Path] = []
    for path in paths:
        found.extend(sorted(filter(is_pack, path.glob("*"))) if path.is_dir() else [path])
    return list(dict.fromkeys(found))
