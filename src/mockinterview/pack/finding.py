"""Whether an attempt that comes in a pack is in the library already, and in this very version."""

from __future__ import annotations

import logging

from mockinterview.core.attempt import Attempt
from mockinterview.errors import LibraryError
from mockinterview.files import staging
from mockinterview.files.attempts import AttemptFolder, Library
from mockinterview.pack.contents import AttemptInPack
from mockinterview.pack.for_others import for_others, key_of
from mockinterview.pack.gathering import handed_words
from mockinterview.pack.received import receipt_of

logger = logging.getLogger(__name__)


def find_here(attempt: Attempt, library: Library) -> list[AttemptFolder]:
    """The folders of the library that hold this attempt, one's own first.

    Looked for by name, since an attempt is called the same on every computer.
    """
    stem = next(staging.attempt_names(attempt))
    found = []
    for path in sorted(library.folder.glob(f"{stem}*")):
        folder = AttemptFolder(path)
        try:
            if key_of(folder.load()) == key_of(attempt):
                found.append(folder)
        except LibraryError as error:
            logger.warning("%s (%s)", error, error.detail)
    return sorted(found, key=lambda folder: receipt_of(folder) is not None)


def is_same_version(folder: AttemptFolder, packed: AttemptInPack) -> bool:
    """Whether this version is in the folder: it came so, or would be handed over so.

    Sound that was converted for the pack cannot be compared; it must be there.
    """
    receipt = receipt_of(folder)
    if receipt is not None and receipt.content == packed.content:
        return True
    try:
        attempt = folder.load()
        if for_others(attempt, packed.sound) != packed.attempt:
            return False
        takes = [attempt.take(number) for number in packed.sounds]
        has_sound = all(folder.take_path(take).is_file() for take in takes)
        return has_sound and handed_words(folder, attempt) == (packed.heard, packed.corrected)
    except LibraryError as error:
        logger.warning("%s (%s)", error, error.detail)
        return False
