"""What an attempt's folder keeps of packs: where the attempt came from, and the marks of others.

received.json                     that it came in a pack, whose it is, and what was in it
markings/received/tutor-1-….json  marks that came in a pack and are not one's own
"""

from __future__ import annotations

import hashlib
import logging
import re
from pathlib import Path
from typing import Final, Literal, TypeVar

from mockinterview.core.marking import MarkerRole, Marking
from mockinterview.core.model import Model, Moment
from mockinterview.core.passes import keeps_others_back
from mockinterview.errors import LibraryError
from mockinterview.files.attempts import AttemptFolder
from mockinterview.files.values import read_value, write_value
from mockinterview.pack.layout import SoundKind

logger = logging.getLogger(__name__)

ModelType = TypeVar("ModelType", bound=Model)

RECEIPT: Final = "received.json"
_MARKINGS: Final = "markings"
_RECEIVED: Final = "markings/received"
_OWN_NAME: Final = re.compile(r"[a-z]+-\d+")


class Receipt(Model):
    """That an attempt came in a pack.

    `candidate` is whose it is, as the sender said, and `sender` the sender's number. `content` is
    the checksum of what came, without the marks. `packed` is when the pack was written, `arrived`
    when it was taken over. `is_own` says that it is of the person here, who brought it from
    another computer.
    """

    version: Literal[1] = 1
    key: str
    candidate: str = ""
    sender: str = ""
    content: str
    sound: SoundKind
    packed: Moment
    arrived: Moment
    is_own: bool = False

    @property
    def who(self) -> tuple[str, str]:
        """Whose it is: a name and the sender's number."""
        return self.candidate, self.sender


class ReceivedMarking(Model):
    """Marks that came in a pack; `packed` is when it was written, `arrived` when it was read."""

    version: Literal[1] = 1
    marking: Marking
    packed: Moment
    arrived: Moment


def receipt_of(folder: AttemptFolder) -> Receipt | None:
    """How an attempt came here; None for one that was made here, or when it cannot be read."""
    path = folder.path / RECEIPT
    if not path.is_file():
        return None
    try:
        return read_value(path, Receipt)
    except LibraryError as error:
        logger.warning("%s (%s)", error, error.detail)
        return None


def is_received(folder: AttemptFolder) -> bool:
    """Whether an attempt came in a pack and is somebody else's: it is marked as a tutor does."""
    if not (folder.path / RECEIPT).is_file():
        return False
    receipt = receipt_of(folder)
    return receipt is None or not receipt.is_own


def others_receipt(folder: AttemptFolder) -> Receipt | None:
    """How somebody else's attempt came here; None for one's own, or when it cannot be read."""
    receipt = receipt_of(folder)
    return None if receipt is None or receipt.is_own else receipt


def claim(folder: AttemptFolder) -> None:
    """Write down that an attempt that came in a pack is one's own, from another computer.

    Raises:
        LibraryError: it cannot be written.
    """
    receipt = others_receipt(folder)
    if receipt is not None:
        save_receipt(folder, receipt.model_copy(update={"is_own": True}))


def role_here(folder: AttemptFolder) -> MarkerRole:
    """The role of whom the lists tell the marks: a tutor's on what came in a pack."""
    return "tutor" if is_received(folder) else "candidate"


def shown_markings(folder: AttemptFolder) -> list[Marking]:
    """The marks that may be told: of what came in a pack those of others come after one's own.

    They are kept back until one's first pass is finished, or was begun with nothing covered.
    """
    found = all_markings(folder)
    if not is_kept_back(folder):
        return found
    own = folder.newest_marking("tutor")
    return [one for one in found if one == own]


def show_all_the_same(folder: AttemptFolder) -> None:
    """Show the marks of others to a tutor who has made none yet; theirs will not be blind.

    Where marks were begun blind nothing is done: the first pass is to be finished.

    Raises:
        LibraryError: the marks cannot be read or written.
    """
    own = folder.newest_marking("tutor")
    if own.is_blank:
        folder.save_marking(own.as_uncovered().with_blind(is_blind=False))


def is_kept_back(folder: AttemptFolder) -> bool:
    """Whether the marks of others on somebody else's answer are kept back from the tutor here."""
    if not is_received(folder):
        return False
    try:
        own = folder.newest_marking("tutor")
    except LibraryError:
        return False  # somebody has marked it, if it cannot be read
    return keeps_others_back(own, is_blind_wanted=True)


def save_receipt(folder: AttemptFolder, receipt: Receipt) -> None:
    """Write down how an attempt came here.

    Raises:
        LibraryError: it cannot be written.
    """
    write_value(folder.path, folder.path / RECEIPT, receipt)


def received_markings(folder: AttemptFolder) -> list[ReceivedMarking]:
    """The marks of others that came in packs, the oldest pack first; unreadable ones are logged."""
    found = _readable(sorted(folder.path.glob(f"{_RECEIVED}/*.json")), ReceivedMarking)
    return sorted(found, key=lambda one: (one.packed, one.arrived))


def all_markings(folder: AttemptFolder) -> list[Marking]:
    """One's own marks, and behind them those that came in packs; each once, none of them blank.

    Copies that a synchronised folder left beside them are none.
    """
    found: list[Marking] = []
    received = (one.marking for one in received_markings(folder))
    for marking in (*own_markings(folder), *received):
        if marking not in found and not marking.is_blank:
            found.append(marking)
    return found


def own_markings(folder: AttemptFolder) -> list[Marking]:
    """The marks made here, blank ones too; of what came in a pack the candidate's as well."""
    paths = sorted(folder.path.glob(f"{_MARKINGS}/*.json"))
    return _readable([path for path in paths if _is_own_name(path)], Marking)


def unreadable_markings(folder: AttemptFolder) -> list[Path]:
    """The files of marks, one's own and received, that cannot be understood."""
    paths = [
        *(path for path in folder.path.glob(f"{_MARKINGS}/*.json") if _is_own_name(path)),
        *folder.path.glob(f"{_RECEIVED}/*.json"),
    ]
    found = []
    for path in sorted(paths):
        try:
            read_value(path, Marking if path.parent.name == _MARKINGS else ReceivedMarking)
        except LibraryError:
            found.append(path)
    return found


def require_readable_markings(folder: AttemptFolder) -> None:
    """That no marks stay behind in silence when they are handed on.

    Raises:
        LibraryError: a file of marks cannot be understood.
    """
    for path in unreadable_markings(folder):
        name = path.relative_to(folder.path).as_posix()
        raise LibraryError(
            f"The marks in {name} of {folder.id} cannot be understood.",
            "Put that file somewhere else first, or leave the marks out; nothing was written.",
            str(path),
        )


def _is_own_name(path: Path) -> bool:
    return _OWN_NAME.fullmatch(path.stem) is not None


def has_own(folder: AttemptFolder, marking: Marking) -> bool:
    """Whether there are own marks of this role and pass, readable or not."""
    return own_path(folder, marking).exists()


def own_path(folder: AttemptFolder, marking: Marking) -> Path:
    """Where own marks of this role and pass lie, or would."""
    return folder.path / _MARKINGS / f"{marking.role}-{marking.pass_number}.json"


def save_received(folder: AttemptFolder, received: ReceivedMarking) -> Path:
    """Keep marks of somebody else beside one's own. Returns: the new file.

    Raises:
        LibraryError: it cannot be written.
    """
    marking = received.marking
    checksum = hashlib.sha256(marking.model_dump_json().encode()).hexdigest()[:12]
    name = f"{marking.role}-{marking.pass_number}-{checksum}.json"
    path = folder.path / _RECEIVED / name
    write_value(folder.path, path, received)
    return path


def _readable(paths: list[Path], model: type[ModelType]) -> list[ModelType]:
    found = []
    for path in paths:
        try:
            found.append(read_value(path, model))
        except LibraryError as error:
            logger.warning("%s (%s)", error, error.detail)
    return found
