"""The command that brings recordings in: import."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from mockinterview.cli import output
from mockinterview.cli.transcribe import progress_teller, write_words
from mockinterview.core.attempt import Attempt
from mockinterview.core.content import Bank, Format, Question
from mockinterview.errors import MockInterviewError, SpeechError, WrongUsageError
from mockinterview.files.attempts import AttemptFolder
from mockinterview.pack.layout import SUFFIX
from mockinterview.services import Services

TELLING_STEP = 0.05
"""Progress is told whenever this much more is done."""


def import_files(services: Services, arguments: argparse.Namespace) -> int:
    """Each file becomes an attempt; one that cannot be read does not stop the others."""
    packs = [path for path in arguments.files if path.suffix.lower() == SUFFIX]
    if packs:
        return _import_packs(services, arguments, packs)
    if arguments.mine:
        raise WrongUsageError(
            "Recordings are your own in any case.", "Leave out --mine; it is for packs."
        )
    if not arguments.question:
        raise WrongUsageError(
            "The question that the recordings answer is missing.",
            "Give it with --question; “mockinterview questions” lists them.",
        )
    bank, question = services.content.question(arguments.question)
    rules = _rules(services, arguments, bank, question)
    imported: list[dict[str, object]] = []
    failed: list[dict[str, object]] = []
    has_transcripts = True
    for path in arguments.files:
        try:
            folder = services.import_recording(
                path, bank, question, rules, on_progress=file_teller(arguments, "Importing", path)
            )
        except MockInterviewError as error:
            failed.append({"file": str(path), "error": error.message, "hint": error.hint})
            output.write_status(f"mockinterview: {error}")
            continue
        attempt = folder.load()
        entry = _imported(path, folder, attempt)
        if not arguments.json:
            _tell_imported(path, folder, attempt)
        if arguments.transcribe:
            has_transcripts = _transcribe(services, arguments, folder, entry) and has_transcripts
        imported.append(entry)
    if arguments.json:
        output.write_json({"imported": imported, "failed": failed})
    return output.DONE if not failed and has_transcripts else output.PROBLEM


def _import_packs(services: Services, arguments: argparse.Namespace, packs: list[Path]) -> int:
    from mockinterview.cli.packs import import_packs

    is_mixed = len(packs) < len(arguments.files)
    if is_mixed:
        raise WrongUsageError(
            "Here are packs and recordings at once.", "Import packs and recordings separately."
        )
    if arguments.question or arguments.format or arguments.transcribe:
        raise WrongUsageError(
            "--question, --format and --transcribe are about recordings.",
            "Leave them out: a pack knows its questions.",
        )
    return import_packs(services, arguments)


def _rules(
    services: Services, arguments: argparse.Namespace, bank: Bank, question: Question
) -> Format:
    if not arguments.format:
        return services.format_for(bank, question)
    chosen = services.content.format(arguments.format)
    return chosen.with_extra_time(services.settings.extra_time_percent)


def _imported(path: Path, folder: AttemptFolder, attempt: Attempt) -> dict[str, object]:
    take = attempt.take(1)
    return {
        "file": str(path),
        "attempt": folder.id,
        "folder": str(folder.path),
        "question": attempt.question.id,
        "seconds": take.seconds,
        "recorded": take.started.isoformat(),
        "remark": take.problem,
    }


def _tell_imported(path: Path, folder: AttemptFolder, attempt: Attempt) -> None:
    take = attempt.take(1)
    output.write_text(f"{folder.id}  {output.as_minutes(take.seconds)}  {path.name}")
    if take.problem:
        output.write_status(f"  {take.problem}")


def _transcribe(
    services: Services,
    arguments: argparse.Namespace,
    folder: AttemptFolder,
    entry: dict[str, object],
) -> bool:
    """Make the transcript; without one the attempt is there all the same."""
    try:
        transcript = services.transcribe_take(folder, 1, progress_teller(arguments))
    except SpeechError as error:
        entry |= {"transcript": None, "error": error.message, "hint": error.hint}
        output.write_status(f"mockinterview: {error}")
        return False
    entry["transcript"] = transcript.text
    if not arguments.json:
        write_words(transcript, "  ")
    return True


def file_teller(arguments: argparse.Namespace, verb: str, path: Path) -> Callable[[float], None]:
    """Tells on a terminal how far it is; silent where nobody is looking."""
    told = 0.0
    is_watched = not arguments.json and sys.stderr.isatty()

    def tell(part_done: float) -> None:
        nonlocal told
        if is_watched and part_done - told >= TELLING_STEP:
            told = part_done
            text = f"{verb} {path.name}: {part_done:.0%}"
            output.rewrite_status(text, is_last=part_done >= 1)

    return tell
