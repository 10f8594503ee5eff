"""One import of one or more files, in the background, with its progress and what came of it."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Final

from mockinterview.core.content import Bank, Format, Question
from mockinterview.errors import ImportCancelled, MockInterviewError
from mockinterview.files.attempts import AttemptFolder
from mockinterview.services import Services
from mockinterview.ui.wording import count, length_words

TELLING_SECONDS: Final = 0.1
"""How often progress is told, so that a fast computer does not flood the window."""
SURE_SECONDS: Final = 1.5
"""Before that the time left is only guessed."""

Tell = Callable[[int, float, str], None]
"""Hears the number of the file, from 0, the part done of all, 0 to 1, and the time left."""


@dataclass
class ImportOutcome:
    """What came of it; files that were imported before it was cancelled stay."""

    wanted: int
    folders: list[AttemptFolder] = field(default_factory=list)
    problems: list[MockInterviewError] = field(default_factory=list)
    is_cancelled: bool = False

    @property
    def words(self) -> str:
        """“3 recordings were imported.”"""
        number = len(self.folders)
        return f"{count(number, 'recording')} {'was' if number == 1 else 'were'} imported."


class ImportRun:
    """Imports files one after the other. `run` is for the work executor; `cancel` for anybody."""

    def __init__(
        self,
        services: Services,
        paths: Sequence[Path],
        answered: tuple[Bank, Question],
        rules: Format,
        tell: Tell,
    ) -> None:
        self._services = services
        self._paths = list(paths)
        self._answered = answered
        self._rules = rules
        self._tell = tell
        self._cancelled = threading.Event()
        self._began = self._told = time.monotonic()

    def cancel(self) -> None:
        """Stop within a moment; nothing is kept of the file under way."""
        self._cancelled.set()

    def run(self) -> ImportOutcome:
        """Import all; a file that cannot be imported does not stop the others."""
        outcome = ImportOutcome(len(self._paths))
        bank, question = self._answered
        for number, path in enumerate(self._paths):
            try:
                folder = self._services.import_recording(
                    path,
                    bank,
                    question,
                    self._rules,
                    on_progress=partial(self._advance, number),
                    is_cancelled=self._cancelled.is_set,
                )
            except ImportCancelled:
                outcome.is_cancelled = True
                break
            except MockInterviewError as error:
                outcome.problems.append(error)
            else:
                outcome.folders.append(folder)
        return outcome

    def _advance(self, number: int, part: float) -> None:
        now = time.monotonic()
        if now - self._told < TELLING_SECONDS:
            return
        self._told = now
        done = (number + part) / len(self._paths)
        passed = now - self._began
        is_sure = passed > SURE_SECONDS and done > 0
        left = f"about {length_words(passed / done * (1 - done))} left" if is_sure else ""
        self._tell(number, done, left)
