"""The command that looks after speech models: list, fetch, verify, measure, delete."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from mockinterview.cli import output
from mockinterview.core.sizes import size_words
from mockinterview.errors import ModelDamagedError, UsageError, WrongUsageError
from mockinterview.services import Services
from mockinterview.speech.models.catalogue import (
    OfficialModel,
    official_model,
    official_names,
)
from mockinterview.speech.models.download import Download, DownloadCancelledError
from mockinterview.speech.models.inspection import accept_own
from mockinterview.speech.models.installation import INSTALL_AGAIN
from mockinterview.speech.models.overview import ModelEntry, Overview, look
from mockinterview.speech.models.removal import remove, remove_part
from mockinterview.speech.models.soundness import Soundness, soundness, verify
from mockinterview.speech.models.speeds import SpeedMeasurement
from mockinterview.speech.models.weights import Origin, SpeechModel, available_models, find_model
from mockinterview.speech.models.wording import (
    SOUNDNESS_WORDS,
    accuracy_words,
    soundness_words,
    speed_words,
)
from mockinterview.speech.protocol import Event, Loading

Action = Callable[[Services, argparse.Namespace], int]

_TELLING_SECONDS = 0.5


def look_after_models(services: Services, arguments: argparse.Namespace) -> int:
    """Do what was asked with the models."""
    actions: dict[str, Action] = {
        "list": _list,
        "fetch": _fetch,
        "verify": _verify,
        "measure": _measure,
        "delete": _delete,
    }
    return actions[arguments.action](services, arguments)


def _list(services: Services, arguments: argparse.Namespace) -> int:
    if arguments.names:
        raise WrongUsageError("“models list” lists them all.", "Leave the name out.")
    overview = look(services.settings.engine, services.settings.model)
    if arguments.json:
        output.write_json(_as_json(overview))
        return output.DONE
    for entry in overview.entries:
        mark = "*" if entry.is_chosen else " "
        told = (f"{size_words(entry.size_bytes)}.", entry.note, f"{soundness_words(entry)}.")
        output.write_text(f"{mark} {entry.name}: {' '.join(part for part in told if part)}")
        if entry.model is not None:
            output.write_paragraph(
                f"{speed_words(entry.speed)}. {accuracy_words(entry.accuracy)}.", "    "
            )
            output.write_text(f"    {entry.model.path}")
    output.write_text("\n* is used. Others can be fetched: mockinterview models fetch NAME")
    if overview.problem:
        output.write_status(f"mockinterview: {overview.problem}")
        return output.PROBLEM
    return output.DONE


def _fetch(_: Services, arguments: argparse.Namespace) -> int:
    official = _official(_one_name(arguments))
    path = _path_of_sound(official.name)
    is_new = path is None
    if path is None:
        path = _download(official, arguments)
    if arguments.json:
        output.write_json({"name": official.name, "path": str(path), "verified": True})
    else:
        how = "here" if is_new else "here already,"
        output.write_text(f"The model {official.name} is {how} and verified: {path}")
    return output.DONE


def _path_of_sound(name: str) -> Path | None:
    """Where a model lies that need not be fetched: it is here, as it was published."""
    model = next((each for each in available_models() if each.name == name), None)
    if model is None:
        return None
    found = soundness(model)
    if found is Soundness.UNCHECKED:
        found = verify(model)
    if found is Soundness.DAMAGED and model.origin is Origin.PACKAGE:  # it would come first again
        raise ModelDamagedError(
            f"The model {name} came with a package and is damaged.", INSTALL_AGAIN
        )
    return model.path if found is Soundness.VERIFIED else None


def _download(official: OfficialModel, arguments: argparse.Namespace) -> Path:
    download = Download(official)
    tell = _ProgressTeller(is_wanted=sys.stderr.isatty() and not arguments.json)
    if not arguments.json:
        size = size_words(download.model.size_bytes)
        output.write_status(f"Fetching the model {download.model.name}, {size} …")
    try:
        return download.run(tell.advance, tell.trouble)
    except KeyboardInterrupt:
        raise DownloadCancelledError(
            f"The download of {download.model.name} was stopped.",
            "What has arrived is kept; start again to go on from there.",
        ) from None
    finally:
        tell.end()


def _verify(services: Services, arguments: argparse.Namespace) -> int:
    found: dict[str, Soundness] = {}
    for model in _models(services, arguments):
        found[model.name] = verify(model)
        if not arguments.json:
            output.write_text(f"{model.name}: {SOUNDNESS_WORDS[found[model.name]]}. {model.path}")
    if arguments.json:
        output.write_json({name: str(sound) for name, sound in found.items()})
    damaged = [name for name, sound in found.items() if sound is Soundness.DAMAGED]
    if not damaged:
        return output.DONE
    names = ", ".join(damaged)
    problem = ModelDamagedError(
        f"Damaged: {names}.", "Delete it and fetch it again, or install its package again."
    )
    output.write_problem(problem, as_json=False)
    return output.PROBLEM


def _measure(services: Services, arguments: argparse.Namespace) -> int:
    sample = next(iter(services.content.samples.values()), None)
    if sample is None:
        raise UsageError("No sample answer is installed.", "Install the program again.")
    overview = look(services.settings.engine, services.settings.model)
    figures = []
    for model in _models(services, arguments):
        choice = next((e.choice for e in overview.entries if e.model == model), model.name)
        path = services.content.sample_file(sample)
        measurement = SpeedMeasurement(overview.engine, choice, path)
        speed = measurement.run(None if arguments.json else partial(_tell_loading, model.name))
        figures.append(
            {
                "name": model.name,
                "engine": speed.engine,
                "machine": speed.machine,
                "processor": speed.processor,
                "seconds_a_minute": round(speed.seconds_a_minute, 2),
            }
        )
        if not arguments.json:
            output.write_text(f"{model.name}, {speed.engine}: {speed_words(speed)}.")
    if arguments.json:
        output.write_json(figures)
    return output.DONE


def _delete(services: Services, arguments: argparse.Namespace) -> int:
    name = _one_name(arguments)
    overview = look(services.settings.engine, services.settings.model)
    entry = overview.entry(name)
    if entry is None:
        raise UsageError(f"There is no speech model {name}.", _names_hint(overview))
    freed = remove(entry.model) if entry.model else remove_part(_official(name))
    if entry.is_chosen and services.settings.model is not None:
        services.change_settings(model=None)
    if arguments.json:
        output.write_json({"name": name, "freed_bytes": freed})
    elif freed:
        output.write_text(f"{name} was deleted; {size_words(freed)} are free again.")
    else:
        output.write_text(f"Nothing of {name} is on this computer.")
    return output.DONE


def _models(services: Services, arguments: argparse.Namespace) -> list[SpeechModel]:
    """Those that were named, or all that are here."""
    if arguments.names:
        return [
            accept_own(Path(name)) if Path(name).exists() else find_model(name)
            for name in arguments.names
        ]
    overview = look(services.settings.engine, services.settings.model)
    here = [entry.model for entry in overview.entries if entry.model is not None]
    return here or [find_model(None)]


def _one_name(arguments: argparse.Namespace) -> str:
    if len(arguments.names) != 1:
        raise WrongUsageError(
            f"“models {arguments.action}” needs the name of one model.",
            "“mockinterview models” lists them.",
        )
    name: str = arguments.names[0]
    return name


def _official(name: str) -> OfficialModel:
    model = official_model(name)
    if model is None:
        names = ", ".join(official_names())
        raise UsageError(f"There is no model {name} to be fetched.", f"There are: {names}.")
    return model


def _names_hint(overview: Overview) -> str:
    return f"There are: {', '.join(entry.name for entry in overview.entries)}."


def _tell_loading(name: str, event: Event) -> None:
    if isinstance(event, Loading):
        output.write_status(f"{name}: {event.step} …")


def _as_json(overview: Overview) -> dict[str, object]:
    return {
        "engine": overview.engine or None,
        "problem": overview.problem or None,
        "models": [_entry_as_json(entry) for entry in overview.entries],
    }


def _entry_as_json(entry: ModelEntry) -> dict[str, object]:
    return {
        "name": entry.name,
        "title": entry.title,
        "bytes": entry.size_bytes,
        "is_here": entry.model is not None,
        "is_used": entry.is_chosen,
        "path": str(entry.model.path) if entry.model else None,
        "soundness": entry.soundness,
        "arrived_bytes": entry.arrived_bytes,
        "seconds_a_minute": round(entry.speed.seconds_a_minute, 2) if entry.speed else None,
        "wrong_percent": entry.accuracy.wrong_percent if entry.accuracy else None,
        "can_be_deleted": entry.model is not None and not entry.kept_because,
    }


class _ProgressTeller:
    """How far a download is, on one line of a terminal."""

    def __init__(self, *, is_wanted: bool) -> None:
        self._is_wanted = is_wanted
        self._began = self._told = time.monotonic()
        self._first: int | None = None
        self._is_open = False

    def advance(self, arrived: int, total: int) -> None:
        """So much is here."""
        now = time.monotonic()
        if self._first is None:
            self._first = arrived
        if not self._is_wanted or (now - self._told < _TELLING_SECONDS and arrived < total):
            return
        self._told = now
        rate = (arrived - self._first) / max(now - self._began, 0.1)
        text = f"{size_words(arrived)} of {size_words(total)}, {size_words(rate)} a second"
        output.rewrite_status(f"{text}   ")
        self._is_open = True

    def trouble(self, what: str) -> None:
        """It is tried again."""
        self.end()
        output.write_status(f"{what[:1].upper()}{what[1:]}; trying again …")

    def end(self) -> None:
        """Leave the line."""
        if self._is_open:
            output.write_status("")
            self._is_open = False
