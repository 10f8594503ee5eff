"""What the sender of a pack chose: how the sound goes along, and whose marks."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from mockinterview.core.marking import Marking
from mockinterview.errors import UsageError
from mockinterview.pack.layout import PackKind, SoundKind
from mockinterview.pack.manifest import CANDIDATE_LIMIT

_MARKER: Final = "marker:"
_ROLE: Final = re.compile(r"(candidate|tutor)(-[1-9][0-9]{0,3}(:.*)?)?")


@dataclass(frozen=True)
class MarkingChoice:
    """Which marks go along: those that any of the words names.

    `all`; a role (`candidate`, `tutor`); a role and pass (`candidate-2`), also of one marker
    (`tutor-1:NAME`, see `word_for`); `marker:NAME`. No word at all chooses none.
    """

    words: tuple[str, ...] = ("all",)

    @classmethod
    def of(cls, words: Iterable[str]) -> MarkingChoice:
        """The choice that was typed; `none` stands for no word.

        Raises:
            UsageError: a word names no marks.
        """
        kept = tuple(word.strip() for word in words if word.strip() != "none")
        for word in kept:
            if word != "all" and not _ROLE.fullmatch(word) and not word.startswith(_MARKER):
                raise UsageError(
                    f"“{word}” names no marks.",
                    "Give all, none, candidate, tutor, candidate-2, tutor-1:NAME or marker:NAME.",
                )
        return cls(kept)

    def takes(self, marking: Marking) -> bool:
        """Whether these marks go along."""
        names = {
            "all",
            marking.role,
            f"{marking.role}-{marking.pass_number}",
            word_for(marking),
            _MARKER + marking.marker,
        }
        return not names.isdisjoint(self.words)


def word_for(marking: Marking) -> str:
    """The word that chooses one pass of one marker."""
    return f"{marking.role}-{marking.pass_number}:{marking.marker}"


@dataclass(frozen=True)
class Choice:
    """All that the sender chose.

    `kind` attempt: to be heard and marked. `kind` markings: only the marks, for who sent the
    attempts; `sound` does not count then. `own_only` leaves out what others sent, of whatever name.
    """

    kind: PackKind = "attempt"
    sound: SoundKind = "opus"
    markings: MarkingChoice = MarkingChoice()
    own_only: bool = False


def candidate_name(text: str) -> str:
    """A candidate's name as it stands in a pack.

    Raises:
        UsageError: it is too long, or has characters that cannot be shown.
    """
    name = " ".join(text.split())
    if len(name) > CANDIDATE_LIMIT or not name.isprintable():
        raise UsageError(
            "This name cannot be given to a pack.",
            f"Give one of up to {CANDIDATE_LIMIT} letters, without control characters.",
        )
    return name
