"""Reading an attempt for the marking page: all of it at once, off the GUI thread."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from mockinterview.audio.joining import join_left_parts
from mockinterview.core.attempt import Attempt, Take
from mockinterview.core.correction import Correction
from mockinterview.core.marking import MarkerRole, Marking
from mockinterview.core.transcript import Transcript
from mockinterview.errors import LibraryError
from mockinterview.files.attempts import AttemptFolder
from mockinterview.pack.received import is_received
from mockinterview.settings import Settings
from mockinterview.ui.marking.work import Work

_UNREAD = "The corrections of this take cannot be read; the original is shown."
_NO_CANDIDATE = "The candidate's own marks cannot be read; yours are kept apart from them."


@dataclass(frozen=True)
class OpenedAttempt:
    """What was read from an attempt's folder.

    `is_ours` is false while another window marks it. `candidate` are the candidate's own newest
    marks where a tutor marks; `candidate_problem` says why they cannot be read. `unread` says of
    which takes the correction cannot be understood, and why: the original is shown then, and
    nothing is written over it.
    """

    folder: AttemptFolder
    attempt: Attempt
    take: Take | None
    transcript: Transcript | None
    transcript_problem: LibraryError | None
    work: Work
    candidate: Marking | None
    candidate_problem: LibraryError | None
    unread: Mapping[int, LibraryError]
    is_ours: bool

    @property
    def notices(self) -> list[tuple[str, str, str]]:
        """What is to be told of it, the last most: a sentence, what to do, details."""
        told: list[tuple[str, str, str]] = []
        unread = self.unread.get(self.take.number) if self.take is not None else None
        if unread is not None:
            told.append((_UNREAD, unread.hint, f"{unread.message} {unread.detail}"))
        if self.take is not None and self.take.problem:
            told.append((self.take.problem, "", ""))
        damaged = self.candidate_problem
        if damaged is not None:
            told.append((_NO_CANDIDATE, damaged.hint, f"{damaged.message} {damaged.detail}"))
        return told


def marks_as(folder: AttemptFolder, settings: Settings) -> tuple[MarkerRole, str]:
    """In which role, and under which name, the person marks this attempt.

    What came in a pack is somebody else's and is marked by a tutor, whatever the settings say.
    """
    role: MarkerRole = "tutor" if is_received(folder) else settings.marker_role
    return role, settings.marker_name


def read_attempt(
    folder: AttemptFolder,
    take_number: int | None,
    *,
    is_ours: bool = False,
    role: MarkerRole = "candidate",
    name: str = "",
) -> OpenedAttempt:
    """Everything that the page shows, from the disk; for the work executor.

    `is_ours` says that the marks of this very folder are claimed already. `name` is whose marks a
    tutor begins; marks that are there already keep theirs.

    Raises:
        LibraryError: the attempt, or the marks of this role, cannot be understood.
    """
    # Claimed first: what another window saves before it lets go is read below.
    has_claimed = not is_ours and _claim(folder)
    try:
        found = _read(folder, take_number, role, is_ours=is_ours or has_claimed)
    except LibraryError:
        if has_claimed:
            folder.unlock_marking()
        raise
    return replace(found, work=_signed(found.work, name))


def _signed(work: Work, name: str) -> Work:
    marking = work.marking
    if marking.role != "tutor" or not marking.is_blank:
        return work
    return work.with_marking(marking.model_copy(update={"marker": name.strip() or "Tutor"}))


def _read(
    folder: AttemptFolder, take_number: int | None, role: MarkerRole, *, is_ours: bool
) -> OpenedAttempt:
    if is_ours:
        join_left_parts(folder)
    attempt = folder.load()
    known = {take.number: take for take in attempt.takes}
    take = known.get(take_number) if take_number is not None else attempt.counting_take
    transcript, problem = None, None
    if take is not None:
        try:
            transcript = folder.transcript(take.number)
        except LibraryError as error:
            problem = error
    corrections, unread = _read_corrections(folder, attempt)
    if transcript is None and problem is None and take is not None and take.number in corrections:
        transcript = corrections[take.number].made_from
    first = folder.marking(role) if folder.has_second_pass(role) else None
    work = Work(folder.newest_marking(role), corrections, first)
    candidate, candidate_problem = _read_candidate(folder) if role == "tutor" else (None, None)
    return OpenedAttempt(
        folder=folder,
        attempt=attempt,
        take=take,
        transcript=transcript,
        transcript_problem=problem,
        work=work,
        candidate=candidate,
        candidate_problem=candidate_problem,
        unread=unread,
        is_ours=is_ours,
    )


def _read_candidate(folder: AttemptFolder) -> tuple[Marking | None, LibraryError | None]:
    """The candidate's own marks; damaged ones do not keep a tutor from marking, and are kept."""
    try:
        return folder.newest_marking(), None
    except LibraryError as error:
        return None, error


def _read_corrections(
    folder: AttemptFolder, attempt: Attempt
) -> tuple[dict[int, Correction], dict[int, LibraryError]]:
    """Those of every take: one may be shown, corrected and undone after another."""
    corrections: dict[int, Correction] = {}
    unread: dict[int, LibraryError] = {}
    for take in attempt.takes:
        try:
            correction = folder.correction(take.number)
        except LibraryError as error:
            unread[take.number] = error
            continue
        if correction is not None:
            corrections[take.number] = correction
    return corrections, unread


def _claim(folder: AttemptFolder) -> bool:
    """Whether the marks may be changed here; where nothing can be written, saving will say so."""
    try:
        return folder.lock_marking()
    except LibraryError:
        return True
