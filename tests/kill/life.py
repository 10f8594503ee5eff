"""What a child told while it lived, and what its end cost."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Final

from mockinterview.core.attempt import Take

RATE_HZ: Final = 48_000
SOURCE_SECONDS: Final = 8

READY: Final = "ready"
SPOKEN: Final = "spoken"
NOTED: Final = "noted"
FINISHING: Final = "finishing"
SAVED: Final = "saved"
COMPRESSED: Final = "compressed"
JOINED: Final = "joined"
MARKED: Final = "marked"
DEFECT: Final = "defect"

Told = tuple[str, Any]
"""One of the words above, and what belongs to it."""


@dataclass
class Outcome:
    """What a kill cost. `problems` is empty when nothing that counts was lost.

    `step` names the sound files that lay there at the kill.
    """

    state: str
    number: int
    spoken_seconds: float = 0.0
    lost_seconds: float = 0.0
    marks_told: int = 0
    marks_lost: int = 0
    was_unopened: bool = False
    step: str = ""
    problems: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Life:
    """What a child told, when it was killed, and the finished take that it was given, if one."""

    told: list[Told]
    killed_at: float
    prepared: Take | None

    def said(self, what: str) -> bool:
        """Whether this was told before the kill."""
        return any(each == what for each, _ in self.told)

    def values(self, what: str) -> list[Any]:
        """All that was told under this word."""
        return [value for each, value in self.told if each == what]

    @property
    def spoken_seconds(self) -> float:
        """What had been spoken at the kill: up to the last block told, and the time since then.

        An answer that was being finished counts as it was when that began.
        """
        if self.prepared is not None:
            return self.prepared.seconds
        is_ending = self.said(FINISHING)
        end = self.told.index((FINISHING, None)) if is_ending else len(self.told)
        blocks = [value for each, value in self.told[:end] if each == SPOKEN]
        if not blocks:
            return 0.0
        frames: int = blocks[-1][0]
        moment: float = blocks[-1][1]
        since = 0.0 if is_ending else max(0.0, self.killed_at - moment)
        return min(float(SOURCE_SECONDS), frames / RATE_HZ + since)
