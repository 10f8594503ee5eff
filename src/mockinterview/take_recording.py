"""One take on the audio executor: written down, its device opened, finished, and what it became.

The order is fixed: a take is written into `attempt.json` before its device is opened, so that a
crash at any later moment leaves a take that the next start can recover.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from mockinterview.audio.recorder import Recorder, TakeResult
from mockinterview.core.attempt import Attempt, Take, TakeState
from mockinterview.errors import LibraryError, MockInterviewError
from mockinterview.files.attempts import AttemptFolder


def _unwatched(*_: object) -> None:
    """Nobody wants to know."""


@dataclass(frozen=True)
class Input:
    """A recorder that is ready to start, the name of what it listens to, and who watches it.

    `began` is called when it records, `ended` with what became of the take, before that is written
    down; neither may fail.
    """

    recorder: Recorder
    device: str
    began: Callable[[], object] = _unwatched
    ended: Callable[[Take], object] = _unwatched


OpenInput = Callable[[Path, float | None], Input]
"""Finds the microphone and makes a recorder for a file and a limit in seconds.

Called on the audio executor. It may raise `AudioError`, for example when there is no device."""


@dataclass(frozen=True)
class Opened:
    """A take that was begun under a free name: `used` records it, else `problem` says why not."""

    take: Take
    used: Input | None
    problem: MockInterviewError | None


@dataclass(frozen=True)
class Closed:
    """A finished take; `written` is what was saved with it, else `problem` says why not."""

    take: Take
    written: Attempt | None
    problem: MockInterviewError | None


def open_take(
    folder: AttemptFolder,
    take: Take,
    attempt: Attempt,
    open_input: OpenInput,
    limit_seconds: float | None,
) -> Opened:
    """First the record of the take, then the device."""
    take = take.model_copy(update={"file": folder.new_take(take.number, take.started).file})
    try:
        folder.save(attempt.with_take(take))
        folder.make_room(take)
        used = open_input(folder.take_path(take), limit_seconds)
        used.recorder.start()
        used.began()
    except MockInterviewError as error:
        return Opened(take, None, error)
    return Opened(take, used, None)


def close_take(folder: AttemptFolder, used: Input | None, take: Take, attempt: Attempt) -> Closed:
    """Finish the file, then write what it became."""
    if used is not None:
        result = used.recorder.stop()
        changes = {"device": used.device} | _outcome(result)
        take = _with_remark(take.model_copy(update=changes), result.remark)
        used.ended(take)
    attempt = attempt.with_take(take)
    try:
        folder.save(attempt)
    except LibraryError as error:
        return Closed(take, None, error)
    return Closed(take, attempt, None)


def _outcome(result: TakeResult) -> dict[str, object]:
    """What `attempt.json` says of a recording; a fault of its own outweighs what was planned."""
    outcome: dict[str, object] = {
        "seconds": result.seconds,
        "rate_hz": result.rate_hz,
        "overflows": result.overflows,
        "wall_seconds": round(result.wall_seconds, 3),
    }
    if result.fault is not None:
        outcome |= {"problem": str(result.fault), "state": TakeState.INTERRUPTED}
    return outcome


def _with_remark(take: Take, remark: str) -> Take:
    """A take on which gaps and the like are told, behind what is told already."""
    told = " ".join(part for part in (take.problem, remark) if part)
    return take.model_copy(update={"problem": told})
