"""A tutor's inbox: the answers that came in packs, how far each is marked, and what went back."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path
from typing import Final, Literal

from mockinterview.core.attempt import Attempt
from mockinterview.core.content import Rubric
from mockinterview.core.marking import Marking
from mockinterview.core.model import Model, Moment
from mockinterview.core.passes import FIRST
from mockinterview.errors import LibraryError
from mockinterview.files.attempts import AttemptFolder, Library
from mockinterview.files.values import read_value, write_value
from mockinterview.index.record import AttemptRecord
from mockinterview.pack.arriving import OnProgress
from mockinterview.pack.choice import Choice, MarkingChoice
from mockinterview.pack.gathering import Parcel
from mockinterview.pack.received import Receipt, is_received, receipt_of
from mockinterview.pack.senders import distinct_names
from mockinterview.pack_exchange import hand_over

RETURNED_FILE: Final = "returned.json"


GIVEN_BACK: Final = Choice(kind="markings", markings=MarkingChoice(("tutor",)), own_only=True)
"""What goes back to a candidate: the marks of the tutor here, without what others sent."""


class InboxState(StrEnum):
    """How far an answer is marked by the tutor here."""

    UNMARKED = "unmarked"
    BEGUN = "begun"
    """Not every criterion has a verdict, or the blind first pass is not finished."""
    MARKED = "marked"
    RETURNED = "returned"
    CHANGED = "changed"
    """Returned, and the marks were changed since."""


class Returned(Model):
    """That marks went back: `content` is their checksum, `moment` when the pack was written."""

    version: Literal[1] = 1
    content: str
    moment: Moment


@dataclass(frozen=True)
class InboxItem:
    """An answer of a candidate.

    `candidate` is whose it is, as the pack says, made distinct where two senders wrote the same
    name; empty for somebody without a name. `marked` of `total` criteria have a verdict.
    `is_changed_scheme` says that the mark scheme of this id is another one now; the answer is
    marked by that of its day.
    """

    folder: AttemptFolder
    candidate: str
    attempt: Attempt
    receipt: Receipt
    marking: Marking
    state: InboxState
    marked: int
    total: int
    is_changed_scheme: bool = False

    @property
    def is_open(self) -> bool:
        """Whether it waits to be marked."""
        return self.state in {InboxState.UNMARKED, InboxState.BEGUN}

    @property
    def is_due(self) -> bool:
        """Whether marks on it wait to go back."""
        return self.state in {InboxState.MARKED, InboxState.CHANGED}


@dataclass
class Inbox:
    """The answers, in the order in which they came; `unreadable` says why others are left out."""

    items: list[InboxItem] = field(default_factory=list)
    unreadable: dict[str, str] = field(default_factory=dict)

    def next_open(self, besides: Path | None = None) -> InboxItem | None:
        """The next answer to be marked: one that was begun first, else the oldest.

        `besides` is the folder of one that is not meant, however it stands.
        """
        waiting = [item for item in self.items if item.is_open and item.folder.path != besides]
        begun = (item for item in waiting if item.state is InboxState.BEGUN)
        return next(begun, next(iter(waiting), None))

    @property
    def due(self) -> list[InboxItem]:
        """Answers of which marks wait to go back."""
        return [item for item in self.items if item.is_due]

    @property
    def candidates(self) -> list[str]:
        """Whose answers there are, each once, in the order of the alphabet."""
        return sorted({item.candidate for item in self.items}, key=str.casefold)


def read_inbox(records: Sequence[AttemptRecord], rubrics: Mapping[str, Rubric]) -> Inbox:
    """The inbox as it is now; for an executor.

    Args:
        records: what the library holds, of which those that came in packs are read.
        rubrics: the mark schemes as they are now, by id.
    """
    inbox = Inbox()
    for record in records:
        folder = record.folder
        if record.is_binned or not is_received(folder):
            continue
        receipt = receipt_of(folder)
        if receipt is None:
            inbox.unreadable[folder.id] = "How it came here cannot be read."
            continue
        try:
            inbox.items.append(_item(folder, receipt, rubrics))
        except LibraryError as error:
            inbox.unreadable[folder.id] = str(error)
    inbox.items.sort(key=lambda item: (item.receipt.arrived, item.folder.id))
    names = distinct_names(item.receipt.who for item in inbox.items)
    inbox.items = [replace(item, candidate=names[item.receipt.who]) for item in inbox.items]
    return inbox


def return_marks(
    library: Library,
    items: Sequence[InboxItem],
    target: Path,
    *,
    replaces: bool = False,
    on_progress: OnProgress = lambda _: None,
) -> int:
    """Write the tutor's marks on these answers as one pack and note that they went back.

    The pack holds marks alone: who gave the answers has the sound. Of an answer that is there in
    two versions the later one counts. Returns: how many answers.

    Raises:
        MockInterviewError: it cannot be written; nothing is noted.
    """
    items = one_of_each(items)
    parcels = [Parcel(item.folder) for item in items]
    going = marks_going(parcels, GIVEN_BACK)
    hand_over(target, parcels, GIVEN_BACK, library, replaces=replaces, on_progress=on_progress)
    note_returned(going, library.now())
    return len(items)


def one_of_each(items: Sequence[InboxItem]) -> list[InboxItem]:
    """These answers without other versions of the same one; the version that came last counts.

    A pack has one set of marks for an answer. What is left out stays to be returned.
    """
    newest: dict[str, InboxItem] = {}
    for item in sorted(items, key=lambda one: one.receipt.packed):
        newest[item.receipt.key] = item
    return [item for item in items if newest[item.receipt.key] is item]


def marks_going(parcels: Sequence[Parcel], choice: Choice) -> list[tuple[AttemptFolder, str]]:
    """The folders whose tutor's marks a pack of marks takes back, with the checksum of those.

    Asked before the pack is written: what is changed meanwhile then counts as changed since.

    Raises:
        LibraryError: the marks cannot be read.
    """
    if choice.kind != "markings":
        return []
    going = []
    for folder in (parcel.folder for parcel in parcels):
        marking = folder.newest_marking("tutor")
        if is_received(folder) and choice.markings.takes(marking) and not marking.is_blank:
            going.append((folder, content_of(marking)))
    return going


def note_returned(going: Sequence[tuple[AttemptFolder, str]], moment: dt.datetime) -> None:
    """Write down that these marks went back.

    Raises:
        LibraryError: it cannot be written.
    """
    for folder, content in going:
        note = Returned(content=content, moment=moment)
        write_value(folder.path, folder.path / RETURNED_FILE, note)


def content_of(marking: Marking) -> str:
    """The checksum of marks."""
    return hashlib.sha256(marking.model_dump_json().encode()).hexdigest()


def _item(folder: AttemptFolder, receipt: Receipt, rubrics: Mapping[str, Rubric]) -> InboxItem:
    attempt = folder.load()
    marking = folder.newest_marking("tutor")
    criteria = attempt.rubric.criteria
    marked = sum(marking.mark(criterion.id).verdict is not None for criterion in criteria)
    now = rubrics.get(attempt.rubric.rubric)
    return InboxItem(
        folder=folder,
        candidate=receipt.candidate,
        attempt=attempt,
        receipt=receipt,
        marking=marking,
        state=_state(folder, marking, is_complete=marked == len(criteria)),
        marked=marked,
        total=len(criteria),
        is_changed_scheme=now is not None and now != attempt.rubric,
    )


def _state(folder: AttemptFolder, marking: Marking, *, is_complete: bool) -> InboxState:
    returned = _returned(folder)
    is_blind = marking.is_blind and marking.pass_number == FIRST
    if marking.is_blank:
        return InboxState.UNMARKED
    if returned is not None and returned.content == content_of(marking):
        return InboxState.RETURNED
    if not is_complete or is_blind:
        return InboxState.BEGUN
    return InboxState.MARKED if returned is None else InboxState.CHANGED


def _returned(folder: AttemptFolder) -> Returned | None:
    path = folder.path / RETURNED_FILE
    try:
        return read_value(path, Returned) if path.is_file() else None
    except LibraryError:
        return None
