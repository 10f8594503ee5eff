"""Waits for a condition instead of sleeping for a guess."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

Answer = TypeVar("Answer")

POLL_SECONDS = 0.02


def wait_for(condition: Callable[[], Answer], what: str, *, seconds: float = 10.0) -> Answer:
    """Ask `condition` until its answer is true, and return that answer.

    Args:
        condition: asked every 20 ms; must not block.
        what: what is waited for, for the message ("a window named ...").
        seconds: how long to wait at most.

    Raises:
        TimeoutError: the answer was never true in that time.
    """
    deadline = time.monotonic() + seconds
    while True:
        answer = condition()
        if answer:
            return answer
        if time.monotonic() > deadline:
            raise TimeoutError(f"Waited {seconds:g} s in vain for {what}.")
        time.sleep(POLL_SECONDS)
