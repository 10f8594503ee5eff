"""What of an attempt is handed over: all about the answer, nothing about the computer.

Left out are names of devices and of files, remarks that may hold such names, the sitting, what is
in the bin, and parts of an answer that was joined; of a take that is left out the number stays.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from typing import Final

from mockinterview.core.attempt import Attempt, Take, TakeState
from mockinterview.core.correction import Correction
from mockinterview.core.transcript import Transcript
from mockinterview.pack.layout import SoundKind

_SUFFIXES: Final = {"opus": "opus", "flac": "flac", "none": "flac"}


def key_of(attempt: Attempt) -> str:
    """What tells that two attempts are the same one, on whatever computer they lie.

    It is made of what never changes: the moment, to the microsecond, and the question.
    """
    moment = attempt.created.astimezone(dt.UTC).isoformat(timespec="microseconds")
    text = f"{moment}\n{attempt.bank}\n{attempt.question.id}"
    return hashlib.sha256(text.encode()).hexdigest()


def handed_takes(attempt: Attempt) -> tuple[Take, ...]:
    """The takes that are handed over: answers, not in the bin, and not being recorded now."""
    takes = (take for take in attempt.answers if take.state is not TakeState.RECORDING)
    return tuple(sorted(takes, key=lambda take: take.number))


def for_others(attempt: Attempt, sound: SoundKind) -> Attempt:
    """The attempt as it is handed over; what has been handed over once stays as it is."""
    handed = {take.number for take in handed_takes(attempt)}
    takes = tuple(
        _take_for_others(take, sound) if take.number in handed else _trace(take)
        for take in attempt.takes
    )
    return attempt.model_copy(
        update={
            "id": f"{attempt.created:%Y-%m-%d-%H%M%S}-{attempt.question.id}",
            "question": attempt.question.model_copy(update={"audio": None}),
            "source_file": "",
            "sitting": "",
            "takes": takes,
            "chosen_take": attempt.chosen_take if attempt.chosen_take in handed else None,
            "binned": None,
        }
    )


def transcript_for_others(transcript: Transcript) -> Transcript:
    """The words, without the folder of the model and how fast the computer was."""
    model = transcript.model.replace("\\", "/").rstrip("/").rsplit("/", 1)[-1]
    return transcript.model_copy(update={"model": model, "elapsed_seconds": 0.0})


def correction_for_others(correction: Correction) -> Correction:
    """The corrected words, with what they were made from as it is handed over."""
    made_from = transcript_for_others(correction.made_from)
    return correction.model_copy(update={"made_from": made_from})


def _take_for_others(take: Take, sound: SoundKind) -> Take:
    file = f"takes/take-{take.number}.{_SUFFIXES[sound]}"
    return take.model_copy(update={"file": file, "device": "", "problem": ""})


def _trace(take: Take) -> Take:
    """What is left of a take that is not handed over, as of one that was removed for good."""
    return Take(
        number=take.number,
        file=f"takes/take-{take.number}.flac",
        started=take.started,
        state=TakeState.FINISHED,
        binned=take.started,
        is_removed=True,
    )
