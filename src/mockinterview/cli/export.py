"""The command that takes sound or words of an attempt out: export."""

from __future__ import annotations

import argparse
from pathlib import Path

from mockinterview.audio.export_sound import EXPORT_FORMATS, export_format, export_sound
from mockinterview.audio.joining import join_left_parts
from mockinterview.cli import output
from mockinterview.cli.exchange import file_teller
from mockinterview.cli.reports import export_report, is_report, refuse_what_is_about_reports
from mockinterview.core.attempt import Attempt, Take
from mockinterview.core.transcript import Transcript
from mockinterview.core.transcript_formats import TRANSCRIPT_FORMATS, transcript_format
from mockinterview.errors import ExportError, LibraryError, UsageError, WrongUsageError
from mockinterview.files.attempts import AttemptFolder
from mockinterview.files.export_transcript import export_transcript
from mockinterview.pack.layout import SUFFIX
from mockinterview.report.choice import REPORT_FORMATS
from mockinterview.services import Services


def export_attempt(services: Services, arguments: argparse.Namespace) -> int:
    """Write something of an attempt as a file for others; its ending tells what."""
    target: Path = arguments.to
    if is_report(arguments):
        _refuse_what_is_about_words(arguments)
        return export_report(services, arguments)
    refuse_what_is_about_reports(arguments)
    if target.suffix.lower() == SUFFIX:
        return _export_pack(services, arguments)
    is_transcript = transcript_format(target.suffix) is not None
    if not is_transcript:
        _require_ending(target)
        _refuse_what_is_about_words(arguments)
    folder = services.library.open(arguments.attempt)
    folder.recover()
    join_left_parts(folder)
    take = _take(folder.load(), arguments.take)
    if is_transcript:
        told, line = _export_transcript(folder, take, arguments)
    else:
        told, line = _export_sound(folder, take, arguments)
    if arguments.json:
        common = {"attempt": folder.id, "take": take.number, "file": str(target)}
        output.write_json(common | {"format": target.suffix.lower().lstrip(".")} | told)
    else:
        output.write_text(f"{target}  {line}")
    return output.DONE


def _export_pack(services: Services, arguments: argparse.Namespace) -> int:
    from mockinterview.cli.packs import export_whole

    _refuse_what_is_about_words(arguments)
    if arguments.take is not None:
        raise WrongUsageError("A pack holds all answers of an attempt.", "Leave out --take.")
    return export_whole(services, arguments)


def _require_ending(target: Path) -> None:
    suffixes = [one.suffix for one in EXPORT_FORMATS]
    suffixes += [one.suffix for one in TRANSCRIPT_FORMATS]
    suffixes += [*(one.suffix for one in REPORT_FORMATS if one.is_read), SUFFIX]
    if target.suffix.lower() not in suffixes:
        raise ExportError(
            f"Nothing can be exported as “{target.name}”.",
            f"Let the name end in {', '.join(suffixes[:-1])} or {suffixes[-1]}.",
        )


def _refuse_what_is_about_words(arguments: argparse.Namespace) -> None:
    if arguments.original or arguments.mark_uncertain:
        suffixes = ", ".join(one.suffix for one in TRANSCRIPT_FORMATS)
        raise WrongUsageError(
            "--original and --mark-uncertain are about a transcript.",
            f"Leave them out, or let the name end in one of {suffixes}.",
        )


def _export_sound(
    folder: AttemptFolder, take: Take, arguments: argparse.Namespace
) -> tuple[dict[str, object], str]:
    """Write the sound. Returns: what to tell as JSON, and as a line."""
    if take.seconds == 0:
        raise UsageError(
            "There is no sound in it to export.", "“mockinterview show” lists its takes."
        )
    seconds = export_sound(
        folder.take_path(take),
        arguments.to,
        replaces=arguments.force,
        on_progress=file_teller(arguments, "Exporting", arguments.to),
    )
    line = f"{output.as_minutes(seconds)}  {export_format(arguments.to).title}"
    return {"seconds": seconds}, line


def _export_transcript(
    folder: AttemptFolder, take: Take, arguments: argparse.Namespace
) -> tuple[dict[str, object], str]:
    """Write the words. Returns: what to tell as JSON, and as a line."""
    transcript, is_corrected = _transcript(folder, take, wants_original=arguments.original)
    kind = export_transcript(
        transcript,
        arguments.to,
        is_corrected=is_corrected,
        is_marked=arguments.mark_uncertain,
        replaces=arguments.force,
    )
    words = sum(1 for _ in transcript.words)
    told: dict[str, object] = {
        "words": words,
        "is_corrected": is_corrected,
        "stage": transcript.stage.value,
        "fillers_at_least": len(transcript.fillers),
    }
    return told, f"{words} {'word' if words == 1 else 'words'}  {kind.title}"


def _transcript(
    folder: AttemptFolder, take: Take, *, wants_original: bool
) -> tuple[Transcript, bool]:
    """The words of a take, and whether a person corrected them; damaged corrections are told."""
    is_corrected = False
    if not wants_original:
        try:
            is_corrected = folder.correction(take.number) is not None
        except LibraryError as error:
            output.write_status(f"mockinterview: {error} The original is exported.")
    found = (
        folder.current_transcript(take.number) if is_corrected else folder.transcript(take.number)
    )
    if found is None:
        raise UsageError(
            f"Take {take.number} has no transcript.",
            "Open the attempt in the window: one can be made there.",
        )
    return found, is_corrected


def _take(attempt: Attempt, number: int | None) -> Take:
    """The take that was asked for, or the one that counts."""
    if number is None:
        take = attempt.counting_take
    else:
        take = next((one for one in attempt.takes if one.number == number), None)
        if take is None:
            numbers = ", ".join(str(one.number) for one in attempt.takes) or "none"
            raise UsageError(f"There is no take {number} in this attempt.", f"It has: {numbers}.")
    if take is None or take.is_removed:
        raise UsageError(
            "There is nothing in it to export.", "“mockinterview show” lists its takes."
        )
    return take
