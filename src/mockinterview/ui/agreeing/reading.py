"""Reading whose marks there are on an answer; off the GUI thread."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from mockinterview.core.agreement import marker_name
from mockinterview.core.attempt import Attempt
from mockinterview.core.marking import MarkerRole, Marking
from mockinterview.core.passes import keeps_others_back
from mockinterview.core.transcript import Word
from mockinterview.errors import LibraryError
from mockinterview.files.attempts import AttemptFolder
from mockinterview.looking_back import marked_answer
from mockinterview.pack.received import others_receipt

YOU = "You"


@dataclass(frozen=True)
class MarkedBy:
    """An answer with everybody's last marks on it.

    `markings` and `shown` go by the marker's name; `shown` is what a heading says: “You” for those
    made here, and the candidate of a pack by their name. `mine` is the name of one's own, or
    empty. `is_kept_back` says that one is marking blind, or will as soon as one begins
    (`is_begun`): nothing of others may be shown. `words` are those of each take that is cited,
    where there is a transcript. `doubled` are the names under which different marks came.
    """

    folder: AttemptFolder
    attempt: Attempt
    markings: Mapping[str, Marking]
    shown: Mapping[str, str]
    mine: str = ""
    is_kept_back: bool = False
    is_begun: bool = True
    words: Mapping[int, Sequence[Word]] = field(default_factory=dict)
    doubled: Sequence[str] = ()

    @property
    def others(self) -> list[str]:
        """The names of all but oneself."""
        return [name for name in self.markings if name != self.mine]


def read_marked_by(
    folder: AttemptFolder,
    role: MarkerRole,
    *,
    blind_first: bool = False,
    has_words: bool = True,
) -> MarkedBy:
    """Whose marks there are; for the work executor.

    Args:
        folder: the attempt. On somebody else's one marks as a tutor, whatever `role` says.
        role: that in which one marks here.
        blind_first: whether a tutor who has not begun will mark blind; on somebody else's answer
            one always does.
        has_words: read the words of the takes, too, by which clips are cut.

    Raises:
        LibraryError: the attempt or one's own marks cannot be understood.
    """
    attempt = folder.load()
    receipt = others_receipt(folder)
    role = "tutor" if receipt is not None else role
    answer = marked_answer(folder, attempt, has_kept_back=True)
    found = dict(answer.markings)
    own = folder.newest_marking(role)
    mine = marker_name(own) if not own.is_blank and marker_name(own) in found else ""
    if not mine and len(found) == 1 and marker_name(own) not in found:
        mine = marker_name(own)  # there is somebody to be read, if not yet to be compared with
        found = {mine: own, **found}
    candidate = receipt.candidate if receipt is not None and receipt.candidate else ""
    shown = {name: candidate if name == "Candidate" and candidate else name for name in found}
    if mine:
        shown[mine] = YOU
    is_kept_back = own.role == "tutor" and keeps_others_back(
        own, is_blind_wanted=blind_first or receipt is not None
    )
    words = _words(folder, found) if has_words else {}
    return MarkedBy(
        folder,
        attempt,
        found,
        shown,
        mine,
        is_kept_back,
        is_begun=not own.is_blank,
        words=words,
        doubled=answer.doubled,
    )


def _words(folder: AttemptFolder, markings: Mapping[str, Marking]) -> dict[int, Sequence[Word]]:
    takes = {
        evidence.take
        for marking in markings.values()
        for mark in marking.marks.values()
        for evidence in mark.evidence
    }
    takes |= {comment.take for marking in markings.values() for comment in marking.comments}
    found: dict[int, Sequence[Word]] = {}
    for take in takes:
        try:
            transcript = folder.current_transcript(take)
        except LibraryError:  # the clip is heard all the same, cut where it was cited
            continue
        if transcript is not None:
            found[take] = tuple(transcript.words)
    return found
