"""The command for “next time” sentences: which there are, and whether they happened."""

from __future__ import annotations

import argparse

from mockinterview.cli import output
from mockinterview.core.next_time import Happened, Intention, NextTimeAnswer
from mockinterview.errors import UsageError, WrongUsageError
from mockinterview.files.next_time import save_next_time
from mockinterview.looking_back import look_back
from mockinterview.services import Services


def next_time(services: Services, arguments: argparse.Namespace) -> int:
    """List the sentences; or keep what a person says of the one in an attempt."""
    if arguments.attempt is None:
        return _list(services, as_json=arguments.json)
    if arguments.happened is None:
        raise WrongUsageError(
            "It is not said whether it happened.", "Write yes, partly or no behind the attempt."
        )
    return _say(services, arguments.attempt, Happened(arguments.happened), as_json=arguments.json)


def _list(services: Services, *, as_json: bool) -> int:
    found = look_back(services.library)
    if as_json:
        output.write_json({"next_time": [_data(one) for one in found.intentions]})
        return output.DONE
    for name, reason in found.unreadable.items():
        output.write_status(f"{name}: {reason}")
    if not found.intentions:
        output.write_text("No attempt has a “next time” sentence yet.")
    for one in found.intentions:
        output.write_text(f"{one.attempt}  {_state(one)}")
        output.write_paragraph(f"“{one.sentence.strip()}”", "  ")
    return output.DONE


def _say(services: Services, name: str, happened: Happened, *, as_json: bool) -> int:
    folder = services.library.open(name)
    intentions = look_back(services.library).intentions
    one = next((each for each in intentions if each.attempt == folder.id), None)
    if one is None:
        raise UsageError(
            f"{name} has no “next time” sentence of your own practice.",
            "“mockinterview next-time” lists them; samples and answers of others have none.",
        )
    if one.is_open:
        raise UsageError(
            f"The question of {name} has not been answered again since.",
            "Whether it happened can be said after the next answer.",
        )
    save_next_time(
        folder,
        NextTimeAnswer(sentence=one.sentence, later_attempt=one.later_attempt, happened=happened),
    )
    if as_json:
        output.write_json({"attempt": name, "later": one.later_attempt, "happened": happened})
    else:
        output.write_text(f"{name}: {happened}, in {one.later_attempt}")
    return output.DONE


def _state(one: Intention) -> str:
    if one.is_open:
        return "not answered again yet"
    said = one.happened if one.happened is not None else "not said whether it happened"
    return f"answered again in {one.later_attempt}: {said}"


def _data(one: Intention) -> dict[str, str | None]:
    return {
        "attempt": one.attempt,
        "question": one.question,
        "sentence": one.sentence,
        "later": one.later_attempt or None,
        "happened": one.happened,
    }
