"""The words of the takes of one attempt: as they were heard, and as a person corrected them.

The folder `transcripts/` holds for each take

    take-1.json                          as it was heard; only a better hearing replaces it
    take-1.corrected.json                the whole text as it was corrected, if it was; read upon a
                                         better hearing, it goes over to that (`core.rehearing`)
    take-1.corrected.unreadable-1.json   a corrected one that could not be read, kept aside
    take-1.wanted.json                   that the words are asked for and not there yet (`wishes`)
"""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Final

from mockinterview.core.attempt import Attempt
from mockinterview.core.correction import Correction, corrected_transcript
from mockinterview.core.rehearing import heard_again
from mockinterview.core.transcript import Transcript
from mockinterview.errors import LibraryError
from mockinterview.files import atomic
from mockinterview.files.recovery import ATTEMPT_FILE
from mockinterview.files.values import read_value, write_value

logger = logging.getLogger(__name__)

TRANSCRIPTS: Final = "transcripts"
"""The folder of an attempt in which they are."""


class TranscriptFiles:
    """The transcripts in an attempt's folder. Every `save_…` is atomic."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def transcript_path(self, take_number: int) -> Path:
        """Where the words of a take are as they were heard, or would be."""
        return self.path / TRANSCRIPTS / f"take-{take_number}.json"

    def correction_path(self, take_number: int) -> Path:
        """Where the words of a take are as they were corrected, or would be."""
        return self.path / TRANSCRIPTS / f"take-{take_number}.corrected.json"

    def wish_path(self, take_number: int) -> Path:
        """Where it is kept that the words of a take are asked for, until they are there."""
        return self.path / TRANSCRIPTS / f"take-{take_number}.wanted.json"

    def transcript_paths(self, take_number: int) -> list[Path]:
        """Every file that holds words of a take, or would."""
        corrected = self.correction_path(take_number)
        aside = corrected.parent.glob(f"{corrected.stem}.unreadable-*.json")
        names = (self.transcript_path(take_number), corrected, self.wish_path(take_number))
        return [*names, *sorted(aside)]

    def transcript(self, take_number: int) -> Transcript | None:
        """The words of a take as they were heard, or None when no transcript was made.

        Raises:
            LibraryError: they cannot be understood.
        """
        path = self.transcript_path(take_number)
        return read_value(path, Transcript) if path.is_file() else None

    def correction(self, take_number: int) -> Correction | None:
        """The words of a take as a person corrected them, or None when nobody did.

        Raises:
            LibraryError: they cannot be understood; the original can be shown all the same.
        """
        path = self.correction_path(take_number)
        return read_value(path, Correction) if path.is_file() else None

    def current_transcript(self, take_number: int) -> Transcript | None:
        """The transcript of a take with what a person corrected in it, or None without any.

        A correction that cannot be read does not count: `correction` tells why. One that can be
        read counts even when the original is lost.

        Raises:
            LibraryError: nothing of it can be understood.
        """
        try:
            correction = self.correction(take_number)
        except LibraryError as error:
            logger.warning("The original is used: %s (%s)", error.message, error.detail)
            correction = None
        try:
            original = self.transcript(take_number)
        except LibraryError as error:
            if correction is None:
                raise
            logger.warning("The corrected text is used: %s (%s)", error.message, error.detail)
            original = None
        if original is None and correction is not None:
            original = correction.made_from
        if original is None or correction is None:
            return original
        return corrected_transcript(original, heard_again(correction, original))

    def save_transcript(self, take_number: int, transcript: Transcript) -> None:
        """Write the words of a take as they were heard; what a person corrected stays.

        Raises:
            LibraryError: the take was removed for good meanwhile, or nothing can be written.
        """
        self._require_take(take_number, "The transcript was")
        write_value(self.path, self.transcript_path(take_number), transcript)

    def save_correction(self, take_number: int, correction: Correction) -> None:
        """Write the words of a take as a person corrected them.

        What is there and cannot be read, damaged or of a newer program, is kept aside first.

        Raises:
            LibraryError: the take was removed for good meanwhile, or nothing can be written.
        """
        self._require_take(take_number, "The corrections were")
        self._keep_unreadable(take_number)
        write_value(self.path, self.correction_path(take_number), correction)

    def remove_correction(self, take_number: int) -> None:
        """Give all corrections of a take up: its words are again as they were heard.

        Raises:
            LibraryError: they cannot be removed.
        """
        self._keep_unreadable(take_number)
        path = self.correction_path(take_number)
        try:
            path.unlink(missing_ok=True)
        except OSError as error:
            raise atomic.as_library_error(error, path) from error

    def _keep_unreadable(self, take_number: int) -> None:
        path = self.correction_path(take_number)
        try:
            self.correction(take_number)
        except LibraryError:
            names = (path.with_suffix(f".unreadable-{number}.json") for number in range(1, 100))
            aside = next((name for name in names if not name.exists()), None)
            if aside is not None:
                atomic.move_into_place(path, aside)

    def _require_take(self, take_number: int, what_was: str) -> None:
        path = self.path / ATTEMPT_FILE
        takes = read_value(path, Attempt).takes if path.is_file() else None
        if takes is None or any(take.is_removed for take in takes if take.number == take_number):
            raise LibraryError(
                f"{what_was} not kept: its take was removed for good meanwhile.",
                detail=str(self.path),
            )
