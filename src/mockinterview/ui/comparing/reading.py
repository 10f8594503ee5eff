"""Reading two attempts to be compared. Qt-free; for the work executor."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from mockinterview.core.comparison import Comparison, compare
from mockinterview.core.transcript import Word
from mockinterview.errors import LibraryError, UsageError
from mockinterview.files.attempts import AttemptFolder
from mockinterview.looking_back import side
from mockinterview.services import Services


@dataclass(frozen=True)
class Compared:
    """Both answers, the earlier first, with their folders and the words of each take."""

    found: Comparison
    folders: tuple[AttemptFolder, AttemptFolder]
    words: tuple[Mapping[int, Sequence[Word]], Mapping[int, Sequence[Word]]] = field(
        default=({}, {})
    )


def read_compared(services: Services, one: AttemptFolder, other: AttemptFolder) -> Compared:
    """Read both, measure both. Takes seconds where they were not measured before.

    Raises:
        UsageError: they answer different questions.
        LibraryError: something of them cannot be read.
    """
    attempts = one.load(), other.load()
    if one.path == other.path or attempts[0].question.id != attempts[1].question.id:
        raise UsageError(
            "These are not two answers to one question.",
            "Choose two attempts at one and the same question.",
        )
    found = compare(side(services, one, attempts[0]), side(services, other, attempts[1]))
    is_turned = found.before.attempt is attempts[1]
    folders = (other, one) if is_turned else (one, other)
    return Compared(found, folders, (_words(folders[0]), _words(folders[1])))


def _words(folder: AttemptFolder) -> Mapping[int, Sequence[Word]]:
    """By take, so that a clip begins and ends between words; nothing where there are none."""
    found: dict[int, Sequence[Word]] = {}
    for take in folder.load().answers:
        try:
            transcript = folder.current_transcript(take.number)
        except LibraryError:
            continue
        if transcript is not None:
            found[take.number] = tuple(transcript.words)
    return found
