"""From arguments to a command, and from any expected problem to a sentence and an exit code."""

from __future__ import annotations

import argparse
import signal
from collections.abc import Callable
from types import FrameType
from typing import Any, NoReturn

from mockinterview import paths
from mockinterview.cli import output
from mockinterview.errors import MockInterviewError, WrongUsageError
from mockinterview.services import Services, open_services
from mockinterview.settings import load_settings

Command = Callable[[Services, argparse.Namespace], int]

AUTHORING = {"check", "new", "convert"}
KEEPING = {"backup", "restore", "storage", "delete-everything"}
LOOKING_BACK = {"agreement", "class", "compare", "next-time", "progress"}


class Interrupted(KeyboardInterrupt):
    """Ctrl+C during a command.

    Not `KeyboardInterrupt` itself: CPython ends by the signal, although it was caught, when that
    very class passed through code made by `exec` (dataclasses being imported, for example).
    """


def run_command(arguments: argparse.Namespace) -> int:
    """Do what was asked.

    Returns the exit code: 0 done, 1 a problem told in a sentence, 2 the same of the call itself.
    """
    signal.signal(signal.SIGINT, _interrupt)
    if arguments.command in AUTHORING:
        return _run_authoring(arguments)
    settings = load_settings(paths.settings_file())
    try:
        services = open_services(settings, paths.settings_file(), overrides_of(arguments))
    except MockInterviewError as error:
        return _tell(error, arguments)
    try:
        return _command(arguments.command)(services, arguments)
    except MockInterviewError as error:
        return _tell(error, arguments)
    except KeyboardInterrupt:
        output.write_status(
            "Stopped. What was recorded is kept; “mockinterview attempts” lists it."
        )
        return output.PROBLEM
    finally:
        services.close()


def _tell(error: MockInterviewError, arguments: argparse.Namespace) -> int:
    """Tell a problem. Returns the exit code."""
    output.write_problem(error, as_json=arguments.json)
    return output.WRONG_USAGE if isinstance(error, WrongUsageError) else output.PROBLEM


def _interrupt(_number: int, _frame: FrameType | None) -> NoReturn:
    raise Interrupted


def _run_authoring(arguments: argparse.Namespace) -> int:
    """The commands that must work when no content does."""
    from mockinterview.cli.authoring import run_authoring

    try:
        return run_authoring(arguments)
    except MockInterviewError as error:
        return _tell(error, arguments)


def overrides_of(arguments: argparse.Namespace) -> dict[str, Any]:
    """The settings that hold for this call only."""
    return {
        name: value
        for name in ("library", "engine", "model")
        if (value := getattr(arguments, name, None)) is not None
    }


def _command(name: str) -> Command:
    """The function of a command; each is imported only when it is called for."""
    if name in {"questions", "attempts", "library", "show", *LOOKING_BACK}:
        return _library_command(name)
    if name in {"delete", *KEEPING}:
        return _keeping_command(name)
    if name in {"devices", "diary", "doctor", "integrate"}:
        from mockinterview.cli import diary, doctor, integrate

        return {
            "integrate": integrate.integrate,
            "devices": doctor.list_devices,
            "diary": diary.diary,
            "doctor": doctor.examine,
        }[name]
    if name in {"import", "export", "pack", "inspect"}:
        from mockinterview.cli import exchange, export, packs

        return {
            "import": exchange.import_files,
            "export": export.export_attempt,
            "pack": packs.pack,
            "inspect": packs.inspect_pack,
        }[name]
    if name in {"models", "record"}:
        from mockinterview.cli import models, record

        return {"models": models.look_after_models, "record": record.record}[name]
    from mockinterview.cli import measure, suggest, transcribe

    return {
        "transcribe": transcribe.transcribe_file,
        "demo": transcribe.demonstrate,
        "suggest": suggest.suggest,
        "measure": measure.measure,
    }[name]


def _keeping_command(name: str) -> Command:
    """The function of a command that deletes, brings back or keeps."""
    if name == "delete":
        from mockinterview.cli import bin as waste

        return waste.delete
    from mockinterview.cli import keeping

    return {
        "backup": keeping.backup,
        "restore": keeping.restore,
        "storage": keeping.tell_storage,
        "delete-everything": keeping.delete_everything,
    }[name]


def _library_command(name: str) -> Command:
    """The function of a command that looks at what there is."""
    if name in LOOKING_BACK:
        from mockinterview.cli import class_marks, looking_back, next_time

        return {
            "agreement": looking_back.agreement,
            "class": class_marks.class_command,
            "compare": looking_back.compare,
            "next-time": next_time.next_time,
            "progress": looking_back.progress,
        }[name]
    from mockinterview.cli import library, searching

    return {
        "questions": library.list_questions,
        "attempts": library.list_attempts,
        "library": searching.look_after_library,
        "show": library.show_attempt,
    }[name]
