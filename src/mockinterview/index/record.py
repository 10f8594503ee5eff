"""What lists tell of an attempt, in one small value: thousands of them are held at once."""

from __future__ import annotations

import datetime as dt
import logging
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from mockinterview.core.attempt import Attempt, Take, TakeState
from mockinterview.core.content import Category
from mockinterview.core.lengths import as_clock
from mockinterview.core.marking import MarkerRole, Marking
from mockinterview.errors import LibraryError
from mockinterview.files.attempts import AttemptFolder

logger = logging.getLogger(__name__)

NOT_MARKED: Final = "not marked"
DAMAGED_MARKS: Final = "marks unreadable"
_LEAST_SECONDS = 1.0
"""With less time left there is nothing to go on with."""


@dataclass(frozen=True, slots=True)
class AttemptRecord:
    """One attempt with the marks that are told of it in words: one's own, as candidate or as tutor.

    `path` is its folder. `transcript` is a few words on its state, `marks` “3 of 5 content · 1 of 3
    communication”, `met` “6 of 8 met” and `share` the same as a number (0 to 1; 0 while nothing was
    marked). `takes` counts all, `answers` those that count. `length` is that of the latest answer,
    as told; `seconds` of it. `is_cut_off` says that its last answer did not end and has time left.
    `markers` are those who marked it, by name. `candidate` is whose it is where it came in a pack.
    `conflicts` are the names of files that a synchronised folder left beside the true ones.
    `has_bin` says that it, or a take of it, is in the bin. `size` is what it takes, in bytes.
    """

    path: Path
    created: dt.datetime
    bank: str
    bank_title: str
    question_id: str
    prompt: str
    theme: str
    rubric: str
    origin: str
    candidate: str
    sitting: str
    takes: int
    answers: int
    seconds: float
    length: str
    transcript: str
    marks: str
    met: str
    share: float
    markers: tuple[str, ...]
    next_time: str
    is_recovered: bool
    has_sound: bool
    is_cut_off: bool
    is_binned: bool
    has_bin: bool
    conflicts: tuple[str, ...] = ()
    size: int = 0
    can_go_on: bool = False

    @property
    def id(self) -> str:
        """The attempt's id, which is the folder's name."""
        return self.path.name

    @property
    def folder(self) -> AttemptFolder:
        """The attempt on the disk."""
        return AttemptFolder(self.path)

    @property
    def is_marked(self) -> bool:
        """Whether any verdict was given here."""
        return self.marks != NOT_MARKED


def describe(
    folder: AttemptFolder,
    attempt: Attempt,
    marking: Marking | None,
    transcript: str,
    *,
    markers: tuple[str, ...] = (),
    candidate: str = "",
    conflicts: tuple[str, ...] = (),
    size: int = 0,
) -> AttemptRecord:
    """The record of an attempt that was read; `marking` None: its marks cannot be read."""
    take = attempt.latest_take
    met, total, words = _verdicts(attempt, marking) if marking else (0, 0, DAMAGED_MARKS)
    return AttemptRecord(
        path=folder.path,
        created=attempt.created,
        bank=attempt.bank,
        bank_title=attempt.bank_title,
        question_id=attempt.question.id,
        prompt=attempt.question.prompt,
        theme=str(attempt.question.theme),
        rubric=attempt.rubric.rubric,
        origin=attempt.origin,
        candidate=candidate,
        sitting=attempt.sitting,
        takes=len(attempt.takes),
        answers=len(attempt.answers),
        seconds=take.seconds if take else 0.0,
        length=answer_length(attempt, take) if take else "",
        transcript=transcript,
        marks=words,
        met=words if words in {NOT_MARKED, DAMAGED_MARKS} else f"{met} of {total} met",
        share=met / total if total else 0.0,
        markers=markers,
        next_time=marking.next_time if marking else "",
        is_recovered=any(take.state is TakeState.RECOVERED for take in attempt.answers),
        has_sound=any(take.seconds > 0 for take in attempt.kept_takes),
        is_cut_off=_is_cut_off(attempt),
        is_binned=attempt.binned is not None,
        has_bin=attempt.binned is not None or bool(attempt.binned_takes),
        conflicts=conflicts,
        size=size,
    )


def readable_marking(folder: AttemptFolder, role: MarkerRole = "candidate") -> Marking | None:
    """The newest marks of a role; None when they cannot be read: the rest of it still can."""
    try:
        return folder.newest_marking(role)
    except LibraryError as error:
        logger.warning("%s (%s)", error, error.detail)
        return None


def answer_length(attempt: Attempt, take: Take) -> str:
    """How long a take is; of an answer that is not joined, what all of it comes to as well."""
    length = as_clock(take.seconds)
    parts = [part for part in attempt.parts_up_to(take) if part.seconds > 0]
    if len(parts) < 2 or attempt.joined_from(take) is not None:
        return length
    whole = as_clock(sum(part.seconds for part in parts))
    return f"{length} of {whole} in {len(parts)} parts"


def transcript_words(folder: AttemptFolder, attempt: Attempt) -> tuple[str, str]:
    """How it stands with the words of the latest answer, and those words.

    What is wrong with them is told in the first; nothing is raised.
    """
    take = attempt.latest_take
    if take is None and attempt.binned_takes:
        return "takes in the bin", ""
    if take is None or take.seconds == 0:
        return "no sound", ""
    try:
        transcript = folder.current_transcript(take.number)
    except LibraryError:
        return "transcript unreadable", ""
    if transcript is None:
        return "no transcript", ""
    return ("transcript" if transcript.text else "no speech heard"), transcript.text


def _verdicts(attempt: Attempt, marking: Marking) -> tuple[int, int, str]:
    """How many positive criteria are met, of how many, and both categories in words."""
    counts = {category: marking.count(attempt.rubric, category) for category in Category}
    met, total = (sum(getattr(c, name) for c in counts.values()) for name in ("met", "total"))
    if not any(count.marked for count in counts.values()):
        return 0, total, NOT_MARKED
    words = " · ".join(
        f"{count.met} of {count.total} {category}"
        for category, count in counts.items()
        if count.total
    )
    return met, total, words


def _is_cut_off(attempt: Attempt) -> bool:
    """Whether the last recording is part of an answer that did not end, with time left for it."""
    last = attempt.recorded[-1] if attempt.recorded else None
    if last is None or last.binned is not None or attempt.origin != "microphone":
        return False
    limit = attempt.format.answer_seconds
    has_time = limit is None or limit - attempt.answered_seconds >= _LEAST_SECONDS
    return last.state in {TakeState.INTERRUPTED, TakeState.RECOVERED} and has_time
