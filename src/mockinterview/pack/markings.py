"""Marks from packs find their place: one's own are never written over, the same never doubled."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

from mockinterview.core.marking import Marking
from mockinterview.files.attempts import AttemptFolder
from mockinterview.files.values import write_value
from mockinterview.pack.contents import PackContents
from mockinterview.pack.received import (
    ReceivedMarking,
    all_markings,
    has_own,
    own_path,
    save_received,
)


def place_new_markings(
    folder: AttemptFolder, markings: Sequence[Marking], packed: dt.datetime, arrived: dt.datetime
) -> None:
    """Put the marks of an attempt that is new here where they belong.

    The candidate's stand where the candidate's marks of an attempt always stand; those of tutors
    beside, since who opens the pack may be a tutor and mark it, too.

    Raises:
        LibraryError: they cannot be written.
    """
    for marking in markings:
        if marking.role == "candidate" and not has_own(folder, marking):
            write_value(folder.path, own_path(folder, marking), marking)
        else:
            received = ReceivedMarking(marking=marking, packed=packed, arrived=arrived)
            save_received(folder, received)


def merge_markings(
    folder: AttemptFolder, markings: Sequence[Marking], contents: PackContents, now: dt.datetime
) -> list[Path]:
    """Add the marks to an attempt that is here already. Returns: the new files.

    Marks that are here are left out. All others lie beside, but for those of the candidate in a
    pack of attempts where there are none here and no window has the marks open.

    Raises:
        LibraryError: they cannot be written; those before are there.
    """
    added: list[Path] = []
    known = all_markings(folder)
    for marking in markings:
        if marking in known or marking.is_blank:
            continue
        if contents.kind == "attempt" and _place_own(folder, marking):
            added.append(own_path(folder, marking))
        else:
            received = ReceivedMarking(marking=marking, packed=contents.created, arrived=now)
            added.append(save_received(folder, received))
    return added


def _place_own(folder: AttemptFolder, marking: Marking) -> bool:
    """Write the candidate's marks where there are none; False when there may be some."""
    if marking.role != "candidate" or not folder.lock_marking():
        return False
    try:
        if has_own(folder, marking):
            return False
        folder.save_marking(marking)
        return True
    finally:
        folder.unlock_marking()
