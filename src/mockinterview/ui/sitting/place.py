"""Where in a sitting a question stands, for the interview screen."""

from __future__ import annotations

from dataclasses import dataclass

from mockinterview.core.content import Format
from mockinterview.core.sitting import between_seconds


@dataclass(frozen=True)
class Place:
    """One question of a sitting, counted from 1; or the practice question before it."""

    number: int
    total: int
    rules: Format
    is_practice: bool = False

    @property
    def is_last(self) -> bool:
        """Whether no question follows."""
        return self.number >= self.total and not self.is_practice

    @property
    def changeover_seconds(self) -> float:
        """The time until the next question begins; 0 when somebody has to ask for it."""
        return 0.0 if self.is_last or self.is_practice else between_seconds(self.rules)

    @property
    def has_break(self) -> bool:
        """Whether the format sets the time between the questions."""
        return self.rules.break_seconds > 0

    @property
    def where(self) -> str:
        """What the top of the screen says."""
        if self.is_practice:
            return "Practice question · nothing of it is kept"
        return f"Question {self.number} of {self.total}"

    @property
    def leaving(self) -> str:
        """What leaving now means for the sitting."""
        if self.is_practice:
            return "Nothing of this try is kept. The sitting can be gone on with later."
        if self.rules.resumable:
            return "The sitting is kept as unfinished. You can go on with it later."
        return (
            "The sitting is kept as unfinished. As in the real thing, this format does not let you"
            " go on with it later."
        )
