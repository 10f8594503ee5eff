"""From arguments to a command, and from any expected problem to a sentence and an exit code."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from mockinterview import paths
from mockinterview.cli import output
from mockinterview.errors import MockInterviewError
from mockinterview.services import Services, open_services
from mockinterview.settings import Settings, load_settings

Command = Callable[[Services, argparse.Namespace], int]


def run_command(arguments: argparse.Namespace) -> int:
    """Do what was asked. Returns the exit code: 0 done, 1 a problem told in a sentence."""
    try:
        services = open_services(settings_for(arguments), paths.settings_file())
    except MockInterviewError as error:
        output.write_problem(error, as_json=arguments.json)
        return output.PROBLEM
    try:
        return _command(arguments.command)(services, arguments)
    except MockInterviewError as error:
        output.write_problem(error, as_json=arguments.json)
        return output.PROBLEM
    finally:
        services.close()


def settings_for(arguments: argparse.Namespace) -> Settings:
    """The person's settings with what this one call changes."""
    changes = {
        name: value
        for name in ("library", "engine", "model")
        if (value := getattr(arguments, name, None)) is not None
    }
    return load_settings(paths.settings_file()).model_copy(update=changes)


def _command(name: str) -> Command:
    """The function of a command; each is imported only when it is called for."""
    if name in {"questions", "attempts", "show"}:
        from mockinterview.cli import library

        return {
            "questions": library.list_questions,
            "attempts": library.list_attempts,
            "show": library.show_attempt,
        }[name]
    if name in {"devices", "doctor"}:
        from mockinterview.cli import doctor

        return {"devices": doctor.list_devices, "doctor": doctor.examine}[name]
    if name == "record":
        from mockinterview.cli.record import record

        return record
    from mockinterview.cli import transcribe

    return {"transcribe": transcribe.transcribe_file, "demo": transcribe.demonstrate}[name]
