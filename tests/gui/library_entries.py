"""Attempts put into a library without an interview."""

from __future__ import annotations

import datetime as dt
import wave
from pathlib import Path

from mockinterview.core.attempt import Attempt, TakeState
from mockinterview.core.marking import Verdict
from mockinterview.files.attempts import AttemptFolder
from mockinterview.services import Services

RATE_HZ = 8000
MOMENT = dt.datetime(2026, 11, 24, 19, 40, tzinfo=dt.UTC)


def add_attempt(
    services: Services,
    question_id: str = "leader-or-follower",
    *,
    day: int = 0,
    state: TakeState = TakeState.FINISHED,
) -> AttemptFolder:
    """An attempt with one take of a second, `day` days after the first."""
    bank, question = services.content.question(question_id)
    moment = MOMENT + dt.timedelta(days=day)
    folder = services.library.create(
        Attempt(
            id="new",
            created=moment,
            bank=bank.bank,
            question=question,
            rubric=services.content.rubric_of(question),
            format=services.format_for(bank, question),
        )
    )
    take = folder.new_take(1, moment)
    folder.make_room(take)
    write_wav(folder.take_path(take))
    seconds = 0.0 if state is TakeState.RECORDING else 1.0
    done = take.model_copy(update={"state": state, "seconds": seconds, "rate_hz": RATE_HZ})
    folder.save(folder.load().with_take(done))
    return folder


def mark(folder: AttemptFolder, met: int, next_time: str = "") -> None:
    """Mark the first `met` criteria as met and write what to do next time."""
    marking = folder.marking().with_next_time(next_time)
    for criterion in folder.load().rubric.criteria[:met]:
        marking = marking.with_verdict(criterion.id, Verdict.MET)
    folder.save_marking(marking)


def write_wav(path: Path) -> None:
    """A second of a square wave."""
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE_HZ)
        file.writeframes((b"\x00\x10" * 20 + b"\x00\xf0" * 20) * (RATE_HZ // 40))
