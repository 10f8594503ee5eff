"""The sittings in the library: one small file each, beside the attempts that they lead to.

sittings/2026-11-24-194012.json     which questions, under which format, and what was answered
"""

from __future__ import annotations

import contextlib
import datetime as dt
import logging
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from pydantic import ValidationError

from mockinterview.core.content import Bank, Format, Question
from mockinterview.core.sitting import Sitting, SittingEntry
from mockinterview.errors import LibraryError, UsageError
from mockinterview.files import atomic
from mockinterview.files.attempts import Library
from mockinterview.files.migrations import understood

logger = logging.getLogger(__name__)

FOLDER: Final = "sittings"


class Sittings:
    """All sittings of one library."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self.folder = library.folder / FOLDER

    def create(
        self, title: str, rules: Format, questions: Sequence[tuple[Bank, Question]]
    ) -> Sitting:
        """Make a sitting of these questions and write it.

        Raises:
            LibraryError: the library cannot be written to.
        """
        created = self._library.now()
        sitting = Sitting(
            id=self._claim_id(created),
            created=created,
            title=title,
            format=rules,
            entries=tuple(
                SittingEntry(bank=bank.bank, question=question.id, prompt=question.prompt)
                for bank, question in questions
            ),
        )
        try:
            self.save(sitting)
        except LibraryError:
            with contextlib.suppress(OSError):
                self._path(sitting.id).unlink()  # the claim
            raise
        return sitting

    def save(self, sitting: Sitting) -> None:
        """Write a sitting.

        Raises:
            LibraryError: the library cannot be written to.
        """
        atomic.write_text(self._path(sitting.id), sitting.model_dump_json(indent=2) + "\n")

    def load(self, sitting_id: str) -> Sitting:
        """Read a sitting.

        Raises:
            UsageError: there is none of this id.
            LibraryError: it cannot be understood.
        """
        path = self._path(sitting_id)
        if Path(sitting_id).name != sitting_id or not path.is_file():
            raise UsageError(f"There is no sitting “{sitting_id}” in {self._library.folder}.")
        return _read(path)

    def listing(self) -> list[Sitting]:
        """All that can be read, newest first; the attempts of one that cannot are still there."""
        found = []
        for path in sorted(self.folder.glob("*.json")) if self.folder.is_dir() else []:
            try:
                found.append(_read(path))
            except LibraryError as error:
                logger.warning("%s", error)
        return sorted(found, key=lambda one: (one.created, one.id), reverse=True)

    def _claim_id(self, created: dt.datetime) -> str:
        """An id that nobody has, its file made at once: another program may begin this second."""
        stem = f"{created:%Y-%m-%d-%H%M%S}"
        names = [stem, *(f"{stem}-{number}" for number in range(2, 1000))]
        for name in names:
            try:
                atomic.make_private(self.folder)
                self._path(name).touch(exist_ok=False)
            except FileExistsError:
                if not self.folder.is_dir():
                    break
                continue
            except OSError as error:
                raise atomic.as_library_error(error, self._path(name)) from error
            return name
        raise LibraryError(
            f"No new sitting can be made in {self.folder}.",
            "Choose another library folder in Settings.",
        )

    def _path(self, sitting_id: str) -> Path:
        return self.folder / f"{sitting_id}.json"


def _read(path: Path) -> Sitting:
    try:
        return understood(path.read_bytes(), Sitting, path)
    except (OSError, ValidationError) as error:
        raise LibraryError(
            f"The sitting {path} cannot be read.", "Its attempts are untouched.", str(error)
        ) from error
