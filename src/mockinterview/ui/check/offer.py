"""What the one main key of the sound check does at each moment, and what its buttons say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from mockinterview.audio.check.findings import Grade


class Act(StrEnum):
    """What Enter does."""

    RECORD = "record"
    LOOK_AGAIN = "look-again"
    ACCEPT = "accept"


@dataclass(frozen=True)
class Offer:
    """What Enter does (None: nothing now), and the words of three buttons; one without is hidden.

    `record` stands beside the microphone, `accept` and `second` beneath everything.
    """

    act: Act | None
    record: str
    accept: str = ""
    second: str = ""


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
    if has_problem:
        offer = Offer(Act.LOOK_AGAIN, "Look again", second="Go on without a microphone")
    elif is_recording:
        offer = Offer(None, "Recording …", second="Skip the check")
    elif not grades:
        offer = Offer(Act.RECORD, "Record a test", second="Skip the check")
    elif Grade.BAD in grades:
        offer = Offer(Act.RECORD, "Record again", second="Go on all the same")
    else:
        works = "Everything works" if set(grades) == {Grade.GOOD} else "Good enough"
        end = "continue" if is_before_practice else "done"
        offer = Offer(Act.ACCEPT, "Record again", accept=f"{works} – {end}")
    return offer if is_before_practice else replace(offer, second="")
