"""What the library holds for looking back: marked answers, progress and sides to compare."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from mockinterview.core.agreement import latest_of_each, marker_name
from mockinterview.core.agreement_over_answers import MarkedAnswer
from mockinterview.core.attempt import Attempt
from mockinterview.core.comparison import Side
from mockinterview.core.marking import Marking
from mockinterview.core.measures import Measure
from mockinterview.core.next_time import Intention, NextTimeAnswer, intentions
from mockinterview.core.progress import Practised, in_order
from mockinterview.errors import AudioFileError, LibraryError
from mockinterview.files.attempts import AttemptFolder, Library
from mockinterview.files.next_time import read_next_time
from mockinterview.measures.take import TakeWords
from mockinterview.pack.received import (
    ReceivedMarking,
    all_markings,
    is_kept_back,
    is_received,
    receipt_of,
    received_markings,
    role_here,
)
from mockinterview.services import Services

logger = logging.getLogger(__name__)


@dataclass
class LookingBack:
    """What was practised, oldest first, and what was meant to be different.

    `unreadable` says, by the attempt's id, why something of it is left out.
    """

    practised: list[Practised] = field(default_factory=list)
    intentions: list[Intention] = field(default_factory=list)
    unreadable: dict[str, str] = field(default_factory=dict)


def marked_answer(
    folder: AttemptFolder, attempt: Attempt, *, has_kept_back: bool = False
) -> MarkedAnswer:
    """An attempt with the last pass of each marker.

    Marks from a pack that differ from one's own of the same name stand apart as “… (received)”:
    whether they are of the same person, nobody can tell. On somebody else's answer all marks of
    the candidate came in packs, and those of the latest pack count.

    Args:
        folder: the attempt's folder.
        attempt: what lies in it.
        has_kept_back: tell the marks of others also where they are kept back, since the tutor here
            has not finished marking blind (`pack.received.is_kept_back`).
    """
    received = received_markings(folder)
    theirs = [one.marking for one in received]
    own = [marking for marking in all_markings(folder) if marking not in theirs]
    if is_received(folder):
        own, theirs = _with_latest_of_candidate(folder, own, received)
    same = [marking for marking in theirs if _is_own(folder, marking)]
    found = latest_of_each([*own, *same])
    others = [one for one in theirs if one not in same]
    for name, marking in latest_of_each(others).items():
        found[name if name not in found else f"{name} (received)"] = marking
    if not has_kept_back and is_kept_back(folder):
        found = {name: one for name, one in found.items() if _is_own(folder, one)}
        found.pop("Candidate", None)
    passes = Counter((marker_name(one), one.pass_number) for one in others)
    doubled = {name for (name, _), number in passes.items() if number > 1 and name in found}
    return MarkedAnswer(attempt.id, attempt.rubric, found, tuple(sorted(doubled)))


def _with_latest_of_candidate(
    folder: AttemptFolder, own: Sequence[Marking], received: Sequence[ReceivedMarking]
) -> tuple[list[Marking], list[Marking]]:
    """Marks made here and received, but of the candidate those of the latest pack alone."""
    sent_again = [one for one in received if one.marking.role == "candidate"]
    if not sent_again:
        return list(own), [one.marking for one in received]
    latest = max(one.packed for one in sent_again)
    receipt = receipt_of(folder)
    if receipt is not None and receipt.packed > latest:
        return list(own), [one.marking for one in received if one not in sent_again]
    kept = [one.marking for one in received if one not in sent_again or one.packed == latest]
    return [one for one in own if one.role != "candidate"], kept


@dataclass(frozen=True)
class Answered:
    """One answer of one's own practice; `problem` says what of it cannot be read, or is empty."""

    practised: Practised
    said: NextTimeAnswer | None = None
    problem: str = ""


def answered(folder: AttemptFolder, attempt: Attempt) -> Answered | None:
    """What counts of an attempt; None for a sample, for one from a pack, and without sound."""
    if not _is_own_practice(folder, attempt):
        return None
    try:
        marking = folder.newest_marking()
    except LibraryError as error:
        return Answered(Practised(attempt, Marking()), problem=str(error))
    practised = Practised(attempt, marking)
    try:
        return Answered(practised, read_next_time(folder))
    except LibraryError as error:
        return Answered(practised, problem=str(error))


def put_together(answers: Iterable[Answered], unreadable: Mapping[str, str]) -> LookingBack:
    """All answers in order, with the sentences and what came of them."""
    found = LookingBack(unreadable=dict(unreadable))
    said: dict[str, NextTimeAnswer] = {}
    for one in answers:
        name = one.practised.attempt.id
        found.practised.append(one.practised)
        if one.said is not None:
            said[name] = one.said
        if one.problem:
            found.unreadable[name] = one.problem
    found.practised = in_order(found.practised)
    sentences = [(one.attempt, one.marking.next_time) for one in found.practised]
    found.intentions = intentions(sentences, said)
    return found


def look_back(library: Library) -> LookingBack:
    """Everything that was answered and is not in the bin. Reads all attempts: for an executor.

    Attempts that came in a pack are somebody else's, and samples nobody's: they do not count.
    """
    listing = library.listing()
    answers = (answered(folder, attempt) for folder, attempt in listing.attempts)
    return put_together((one for one in answers if one is not None), listing.unreadable)


def side(services: Services, folder: AttemptFolder, attempt: Attempt) -> Side:
    """An attempt to be compared: one's own newest marks, measures and words. Takes long.

    On somebody else's answer one's own are those of a tutor.

    Raises:
        LibraryError: its marks or its words cannot be understood.
    """
    marking = folder.newest_marking(role_here(folder))
    take = attempt.counting_take
    if take is None or take.seconds <= 0:
        return Side(attempt, marking)
    transcript = folder.current_transcript(take.number)
    words = None
    if transcript is not None:
        words = TakeWords(tuple(transcript.words), transcript.fillers, transcript.unheard)
    measures: Sequence[Measure] = ()
    try:
        measures = services.measure(folder, attempt, take, words)
    except AudioFileError as error:
        logger.info("%s is not measured: %s", folder.id, error)
    return Side(attempt, marking, measures, transcript.text if transcript else "")


def _is_own(folder: AttemptFolder, marking: Marking) -> bool:
    """Whether the very same marks are one's own, too."""
    try:
        return folder.marking(marking.role, marking.pass_number) == marking
    except LibraryError:
        return False


def _is_own_practice(folder: AttemptFolder, attempt: Attempt) -> bool:
    is_practice = attempt.origin != "sample" and any(take.seconds > 0 for take in attempt.answers)
    return is_practice and not is_received(folder)
