"""The story of an answer: which stretches of a take a person called situation, task, action, …"""

from __future__ import annotations

from collections.abc import Sequence

from pydantic import Field, model_validator

from mockinterview.core.content import StarrRole
from mockinterview.core.model import Model

SHORTEST_SECONDS = 0.05
"""What is left of a part that was laid over is a part only from this length on."""


class Part(Model):
    """A stretch of a take, in seconds, and its step in a STARR story, as a person placed it."""

    take: int = Field(ge=1)
    start: float = Field(ge=0)
    end: float = Field(ge=0)
    role: StarrRole

    @model_validator(mode="after")
    def _ends_after_its_start(self) -> Part:
        if self.end <= self.start:
            message = "a part must end after it starts"
            raise ValueError(message)
        return self

    @property
    def seconds(self) -> float:
        """How long it is."""
        return self.end - self.start


def with_part(parts: Sequence[Part], new: Part) -> tuple[Part, ...]:
    """The parts with one more, in order of time.

    A moment has one part: what lay under the new one is cut back, split, or gone. Parts of the
    same step that touch become one.
    """
    left = [piece for part in parts for piece in _beside(part, new)]
    return _joined([*left, new])


def without_stretch(parts: Sequence[Part], take: int, start: float, end: float) -> tuple[Part, ...]:
    """The parts with nothing between two moments of a take any more."""
    gone = Part(take=take, start=start, end=end, role=StarrRole.SITUATION)
    return _joined([piece for part in parts for piece in _beside(part, gone)])


def with_changed(parts: Sequence[Part], old: Part, new: Part) -> tuple[Part, ...]:
    """The parts with another one in the place of one of them; what lies under it is cut back."""
    return with_part([part for part in parts if part != old], new)


def without_part(parts: Sequence[Part], gone: Part) -> tuple[Part, ...]:
    """The parts without one of them."""
    return tuple(part for part in parts if part != gone)


def parts_of(parts: Sequence[Part], take: int) -> list[Part]:
    """Those of one take, in order of time."""
    return [part for part in parts if part.take == take]


def seconds_by_role(parts: Sequence[Part], take: int) -> dict[StarrRole, float]:
    """How long each step is in a take; 0 for a step that was not placed. In STARR order."""
    found = dict.fromkeys(StarrRole, 0.0)
    for part in parts_of(parts, take):
        found[part.role] += part.seconds
    return found


def _beside(part: Part, new: Part) -> list[Part]:
    """What of a part lies outside a new one."""
    if part.take != new.take or part.end <= new.start or part.start >= new.end:
        return [part]
    ends = [(part.start, new.start), (new.end, part.end)]
    return [
        part.model_copy(update={"start": start, "end": end})
        for start, end in ends
        if end - start >= SHORTEST_SECONDS
    ]


def _joined(parts: Sequence[Part]) -> tuple[Part, ...]:
    joined: list[Part] = []
    for part in sorted(parts, key=lambda each: (each.take, each.start)):
        last = joined[-1] if joined else None
        is_more = last is not None and (last.take, last.role) == (part.take, part.role)
        if last is not None and is_more and part.start - last.end < SHORTEST_SECONDS:
            joined[-1] = last.model_copy(update={"end": max(last.end, part.end)})
        else:
            joined.append(part)
    return tuple(joined)
