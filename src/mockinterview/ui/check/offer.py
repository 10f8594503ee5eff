"""What the one main key of the sound check does at each moment, and what its buttons say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from mockinterview.audio.check.findings import Grade


class Act(StrEnum):
    """What Enter does."""

    RECORD = "record"
    LOOK_AGAIN = "look-again"
    ACCEPT = "accept"


@dataclass(frozen=True)
class Offer:
    """The words of the main button, what it does (None: nothing now), and the second button's."""

    main: str
    act: Act | None
    second: str


def offer_for(
    grades: Sequence[Grade], *, is_recording: bool, has_problem: bool, is_before_practice: bool
) -> Offer:
    """What to offer: Enter always does what helps most, S always goes on without a check.

    Args:
        grades: of what a test recording showed; empty before one was made.
        is_recording: a test is being recorded.
        has_problem: the microphone cannot be used.
        is_before_practice: a practice waits behind the check; otherwise there is nothing to skip.
    """
    without = "Skip the check"
    if has_problem:
        main, act, without = "Look again", Act.LOOK_AGAIN, "Go on without a microphone"
    elif is_recording:
        main, act = "Recording …", None
    elif not grades:
        main, act = "Record a test", Act.RECORD
    elif Grade.BAD in grades:
        main, act, without = "Record again", Act.RECORD, "Go on all the same"
    else:
        works = "Everything works" if set(grades) == {Grade.GOOD} else "Good enough"
        end = "continue" if is_before_practice else "done"
        main, act = f"{works} – {end}", Act.ACCEPT
        without = ""
    return Offer(main, act, without if is_before_practice else "")
