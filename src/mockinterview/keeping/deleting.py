"""Deletes all that the program keeps, for good; what is not the program's stays and is named.

What is to go is written down first, beside the settings, and that note goes last: a program that
is killed meanwhile is told of by the next start, and goes on where it was. An attempt loses its
`attempt.json` last, the settings (which know where the library is) go after everything else.
"""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from mockinterview.core.model import Model
from mockinterview.errors import LibraryError
from mockinterview.files import atomic
from mockinterview.files.locks import KEEPING_LOCK
from mockinterview.files.ours import Found, Kind
from mockinterview.files.presence import Presence, held_attempt
from mockinterview.files.recovery import ATTEMPT_FILE
from mockinterview.files.values import read_value
from mockinterview.keeping.places import Places
from mockinterview.keeping.restoring import claimed_library
from mockinterview.keeping.sizes import Part, all_files

logger = logging.getLogger(__name__)

OnProgress = Callable[[float], None]

CONFIRMATION: Final = "delete everything"
"""What is typed to say that it is meant."""
NOTE: Final = "deleting.json"
_STEP: Final = 50
_OWN_NAMES: Final = {"mockinterview", "Mock Interview"}
"""How the folders are called that systems make for the program around ours."""
_OF_ATTEMPTS: Final = (
    "markings/received",
    "markings",
    "takes",
    "transcripts",
    "outlines",
    "measures",
)
_OF_LIBRARIES: Final = ("sittings", "diary", "importing", ".open")


class Note(Model):
    """That everything is being deleted: what is to go, and where the library is."""

    version: Literal[1] = 1
    library: Path
    own_content: Path
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class Left:
    """A file that is still there, and why; `is_foreign` where it is not the program's."""

    path: Path
    reason: str
    is_foreign: bool = False


@dataclass(frozen=True)
class Deleted:
    """What deleting led to: how much is gone, and what is left."""

    files: int
    size_bytes: int
    left: tuple[Left, ...]

    @property
    def failed(self) -> tuple[Left, ...]:
        """What should have gone."""
        return tuple(one for one in self.left if not one.is_foreign)


def parts_to_delete(*, own_banks: bool, models: bool) -> tuple[Part, ...]:
    """The parts that go: everything, with the person's own banks and the models as they say."""
    spared = {Part.BANKS: not own_banks, Part.MODELS: not models}
    return tuple(part for part in Part if not spared.get(part, False))


def unfinished_note(places: Places) -> Note | None:
    """What was being deleted when the program ended; None: nothing."""
    path = places.settings.with_name(NOTE)
    if not path.is_file():
        return None
    try:
        return read_value(path, Note)
    except LibraryError as error:
        logger.warning("%s (%s)", error, error.detail)
        return None


def forget_note(places: Places) -> None:
    """Leave what is left of a deletion that was cut off as it is."""
    with contextlib.suppress(OSError):
        places.settings.with_name(NOTE).unlink(missing_ok=True)


def require_deletable(places: Places, presence: Presence) -> None:
    """That nobody works in the library.

    Raises:
        LibraryError: an interview runs, or another window has it open.
    """
    if others := presence.others_in(places.library):
        windows = "Another window" if others == 1 else f"{others} other windows"
        has = "has" if others == 1 else "have"
        raise LibraryError(
            f"{windows} of Mock Interview {has} this library open.",
            "Close the other windows first; nothing was deleted.",
            str(places.library),
        )
    if name := held_attempt(places.library):
        raise LibraryError(
            "An interview is running in this library.",
            "Finish it first; nothing was deleted.",
            name,
        )


def delete_everything(
    places: Places,
    parts: Iterable[Part],
    presence: Presence,
    *,
    on_progress: OnProgress = lambda _: None,
) -> Deleted:
    """Delete these parts for good. Takes long, and cannot be cancelled half-way.

    Raises:
        LibraryError: an interview runs, another window has the library, or nothing can be written
            down; nothing was deleted.
    """
    wanted = tuple(parts)
    require_deletable(places, presence)
    with claimed_library(places.library):
        note = Note(library=places.library, own_content=places.own_content, parts=wanted)
        atomic.write_text(places.settings.with_name(NOTE), note.model_dump_json(indent=2) + "\n")
        presence.leave()
        found = list(_in_order(all_files(places, wanted)))
        deleted = _delete(found, on_progress)
    forget_note(places)
    _remove_folders(places, found)
    return deleted


def _in_order(files: Iterable[tuple[Part, Found]]) -> Iterator[Found]:
    """The files in the order in which they go: of an attempt `attempt.json` after its others."""
    waiting: list[Found] = []
    attempt = ""
    for _, found in files:
        if found.attempt != attempt:
            yield from waiting
            waiting, attempt = [], found.attempt
        if found.attempt and found.name in {ATTEMPT_FILE, ".lock"}:
            waiting.append(found)
        else:
            yield found
    yield from waiting


def _delete(files: list[Found], on_progress: OnProgress) -> Deleted:
    number = size_bytes = 0
    left = []
    for done, found in enumerate(files):
        if done % _STEP == 0:
            on_progress(done / len(files))
        if found.name == KEEPING_LOCK:
            continue  # held by ourselves
        if found.kind is Kind.FOREIGN:
            left.append(Left(found.path, "It is not of Mock Interview.", is_foreign=True))
            continue
        try:
            found.path.unlink(missing_ok=True)
        except OSError as error:
            logger.warning("%s could not be deleted: %s", found.path, error)
            left.append(Left(found.path, f"It could not be deleted: {error.strerror or error}."))
            continue
        number += 1
        size_bytes += found.size_bytes
    on_progress(1.0)
    return Deleted(number, size_bytes, tuple(left))


def _remove_folders(places: Places, files: Iterable[Found]) -> None:
    """Remove the folders that are empty now, the innermost first; others stay."""
    roots = {places.library, places.own_content, places.cache, places.models}
    roots |= {places.settings.parent, places.log.parent}
    folders = set(roots)
    for found in files:
        folders |= {one for one in found.path.parents if roots.intersection(one.parents)}
        if found.attempt:
            attempt = places.library / found.attempt
            folders |= {attempt / name for name in _OF_ATTEMPTS}
    folders |= {places.library / name for name in _OF_LIBRARIES}
    folders |= {one.parent for one in roots if one.parent.name in _OWN_NAMES}
    for folder in sorted(folders, key=lambda path: -len(path.parts)):
        with contextlib.suppress(OSError):
            if not folder.is_symlink():
                folder.rmdir()  # never what is not empty
