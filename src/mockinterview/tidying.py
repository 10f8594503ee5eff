"""What is set right in the library after a start, one attempt after the other and without haste."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator
from typing import Final

from mockinterview.audio.compression import needs_compressing
from mockinterview.audio.joining import join_left_parts
from mockinterview.core.attempt import Attempt
from mockinterview.errors import LibraryError
from mockinterview.files.attempts import AttemptFolder, Library
from mockinterview.files.bin import empty_old
from mockinterview.files.diary import Diary
from mockinterview.transcribing.backlog import unfinished
from mockinterview.transcribing.job import Job

logger = logging.getLogger(__name__)

NEWEST: Final = 200
"""So many attempts are recovered before anything is told: where a crash was is among them."""


def tidied(library: Library, compress: Callable[[AttemptFolder], object]) -> Iterator[Job]:
    """Recover what is older, empty the bin, join, compress. Takes long: for an executor.

    Behind the newest attempts it rests as long as it works, so that a window with ten thousand of
    them stays quick. Nothing is in memory but the attempt it is at.

    Yields: what is to be transcribed, newest first.
    """
    Diary(library.folder).remove_old(library.now())
    for place, (folder, found) in enumerate(library.each()):
        began = time.monotonic()
        attempt = found
        if place >= NEWEST:
            attempt = _recovered(folder, found)
        if empty_old(library, [(folder, attempt)]) and not folder.path.exists():
            continue
        if attempt.unjoined_parts:
            join_left_parts(folder)
            compress(folder)
        elif needs_compressing(folder, attempt):
            compress(folder)
        yield from unfinished([(folder, attempt)])
        if place >= NEWEST:
            time.sleep(time.monotonic() - began)


def _recovered(folder: AttemptFolder, attempt: Attempt) -> Attempt:
    try:
        return folder.load() if folder.recover() else attempt
    except LibraryError as error:
        logger.warning("%s could not be recovered: %s", folder.id, error)
        return attempt
