"""What is being done with a model, and how far it is, in words."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field
from enum import Enum
from typing import TypeVar

from mockinterview.core.sizes import size_words
from mockinterview.ui.wording import length_words

Result = TypeVar("Result")

SILENT_SECONDS = 5.0
"""So long without a byte is worth a word."""
RATE_AFTER_SECONDS = 2.0
"""Before, a rate is chance."""


class Doing(Enum):
    """The kinds of job."""

    FETCH = "Fetching"
    MEASURE = "Measuring"
    VERIFY = "Verifying"
    DELETE = "Deleting"


@dataclass
class Job:
    """One job with one model.

    Attributes:
        doing: its kind.
        name: the model's `ModelEntry.choice`.
        words: how far it is.
        fraction: the same, 0 to 1; None where nobody knows.
        cancel: ends it soon; None where it cannot be ended.
    """

    doing: Doing
    name: str
    words: str = ""
    fraction: float | None = None
    cancel: Callable[[], None] | None = None


@dataclass
class FetchProgress:
    """How far a download is, how fast it is, and since when nothing has come."""

    first_bytes: int
    began: float = field(default_factory=time.monotonic)
    arrived: int = 0
    total: int = 0
    trouble: str = ""
    _heard: float = field(default_factory=time.monotonic)

    def advance(self, arrived: int, total: int) -> None:
        """So much is here."""
        self.arrived, self.total, self.trouble = arrived, total, ""
        self._heard = time.monotonic()

    @property
    def fraction(self) -> float | None:
        """0 to 1, or None before anything is known."""
        return self.arrived / self.total if self.total else None

    @property
    def words(self) -> str:
        """For the person who waits."""
        if self.trouble:
            return f"{self.trouble[:1].upper()}{self.trouble[1:]}; trying again …"
        silent = time.monotonic() - self._heard
        if not self.total:
            return "Connecting …"
        told = f"{size_words(self.arrived)} of {size_words(self.total)}"
        if self.arrived >= self.total:
            return f"{told} · checking …"
        if silent >= SILENT_SECONDS:
            return f"{told} · nothing has come for {round(silent)} s"
        seconds = time.monotonic() - self.began
        fetched = self.arrived - self.first_bytes
        if seconds < RATE_AFTER_SECONDS or fetched <= 0:
            return told
        rate = fetched / seconds
        left = length_words((self.total - self.arrived) / rate)
        return f"{told} · {size_words(rate)} a second · about {left} left"


def run_apart(work: Callable[[], Result]) -> Future[Result]:
    """Do `work` on a thread of its own, which the end of the program does not wait for.

    An hour of fetching is not to hold a thread that others need to save what they have.
    """
    future: Future[Result] = Future()

    def run() -> None:
        future.set_running_or_notify_cancel()
        try:
            future.set_result(work())
        except BaseException as error:  # noqa: BLE001  (whoever asks for the result is told)
            future.set_exception(error)

    threading.Thread(target=run, name="model", daemon=True).start()
    return future
