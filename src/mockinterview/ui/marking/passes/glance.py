"""Whether the model answer could be read while the marks of a first pass were made. Qt-free."""

from __future__ import annotations

from enum import Enum

from mockinterview.core.marking import Marking
from mockinterview.core.passes import FIRST
from mockinterview.ui.marking.passes.words import is_covered


class _Seen(Enum):
    """What a person has before them."""

    COVERED = "covered"
    OPEN = "open"
    SECOND = "second"


class Glance:
    """Follows what is shown, through steps forward, undone and made again."""

    def __init__(self) -> None:
        self._subject = ""
        self._before: _Seen | None = None

    def is_seen_in(self, subject: str, marking: Marking) -> bool:
        """Take in what is shown now. Returns: whether a first pass is not blind any more.

        It is not when the cover was taken off, when it was laid over marks that were made beside
        the model answer, or when a finished first pass was taken up again.

        Args:
            subject: the attempt.
            marking: its marks as they are shown.
        """
        before = self._before if self._subject == subject else None
        self._subject, self._before = subject, _seen(marking)
        if before is _Seen.COVERED:
            return self._before is _Seen.OPEN
        if before is _Seen.OPEN:
            return self._before is _Seen.COVERED and not marking.is_blank
        return before is _Seen.SECOND and self._before is not _Seen.SECOND


def _seen(marking: Marking) -> _Seen:
    if marking.pass_number != FIRST:
        return _Seen.SECOND
    return _Seen.COVERED if is_covered(marking) else _Seen.OPEN
