"""The command that measures an answer: measure."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from mockinterview.cli import output
from mockinterview.core.measures import Measure, MeasurePlace
from mockinterview.core.transcript import Transcript
from mockinterview.errors import UsageError, WrongUsageError
from mockinterview.files.attempts import AttemptFolder
from mockinterview.measures.take import TakeWords
from mockinterview.measuring import measure_file
from mockinterview.services import Services


def measure(services: Services, arguments: argparse.Namespace) -> int:
    """Every measure of a take of the library, or of a sound file."""
    path = Path(arguments.measured)
    if path.is_file():
        if arguments.take is not None:
            raise WrongUsageError("--take goes with an attempt.", "Leave it out for a sound file.")
        text = None
        if arguments.transcribe:
            text = _words(services.speech.transcribe(path))
        found: Sequence[Measure] = measure_file(path, text)
    else:
        found = _of_attempt(services, services.library.open(arguments.measured), arguments)
    if arguments.json:
        output.write_json([one.model_dump(mode="json") for one in found])
    else:
        _write(found)
    return output.DONE


def _of_attempt(
    services: Services, folder: AttemptFolder, arguments: argparse.Namespace
) -> Sequence[Measure]:
    attempt = folder.load()
    take = attempt.counting_take
    if arguments.take is not None:
        take = next((one for one in attempt.takes if one.number == arguments.take), None)
    if take is None or take.seconds <= 0:
        numbers = ", ".join(str(one.number) for one in attempt.answers if one.seconds > 0)
        which = f"take {arguments.take} with sound" if arguments.take else "sound"
        raise UsageError(
            f"There is no {which} in this attempt.", f"Takes with sound: {numbers or 'none'}."
        )
    transcript = folder.current_transcript(take.number)
    if transcript is None and arguments.transcribe:
        transcript = services.transcribe_take(folder, take.number)
    return services.measure(folder, attempt, take, _words(transcript) if transcript else None)


def _words(transcript: Transcript) -> TakeWords:
    return TakeWords(tuple(transcript.words), transcript.fillers, transcript.unheard)


def _write(found: Sequence[Measure]) -> None:
    """For people: what is measured, where it occurs, what is ordinary and who says so."""
    for one in found:
        output.write_text(f"{one.title}: {'; '.join((one.value, *one.remarks))}")
        if one.places:
            output.write_paragraph("at " + ", ".join(_place(place) for place in one.places), "  ")
        output.write_paragraph(f"Ordinary: {one.ordinary}", "  ")
    output.write_text()
    output.write_text("Measures inform and never mark. Definitions: docs/measures.md")


def _place(place: MeasurePlace) -> str:
    told = f" “{place.words}”" if place.words else ""
    if place.remark and not told:
        told = f" ({place.remark})"
    return f"{output.as_minutes(place.start)}{told}"
