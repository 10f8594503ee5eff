"""The commands that make text of sound: transcribe and demo."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from mockinterview.cli import marks, output
from mockinterview.core.languages import language_sentence
from mockinterview.core.transcript import Transcript
from mockinterview.errors import SpeechError, UsageError, WrongUsageError
from mockinterview.files.export_place import require_free
from mockinterview.files.export_transcript import export_transcript, required_format
from mockinterview.sample import record_sample
from mockinterview.services import Services
from mockinterview.speech.protocol import Event, Loading, Progress


def transcribe_file(services: Services, arguments: argparse.Namespace) -> int:
    """A sound file as text, or as words with their times."""
    if not arguments.audio.is_file():
        raise UsageError(f"There is no file {arguments.audio}.", "Give the path of a sound file.")
    target: Path | None = arguments.to
    if target is None and (arguments.force or arguments.mark_uncertain):
        raise WrongUsageError(
            "--force and --mark-uncertain are about a file.",
            "Name it with --to, or leave them out.",
        )
    if target is not None:  # before minutes are spent
        required_format(target)
        require_free(target, replaces=arguments.force)
    transcript = services.speech.transcribe(arguments.audio, on_event=progress_teller(arguments))
    if target is not None:
        export_transcript(
            transcript, target, is_marked=arguments.mark_uncertain, replaces=arguments.force
        )
    if arguments.json:
        output.write_json(_as_json(transcript) | ({"file": str(target)} if target else {}))
    elif target is not None:
        output.write_text(f"Written: {target}")
    else:
        write_words(transcript)
    return output.DONE


def demonstrate(services: Services, arguments: argparse.Namespace) -> int:
    """The whole journey on a sample answer: question, recorder, transcript, checklist.

    Without a model there is no transcript; the rest is told all the same, with exit code 1.
    """
    sample = next(iter(services.content.samples.values()), None)
    if sample is None:
        raise UsageError("No sample answer is installed.", "Install the program again.")
    folder = record_sample(services, sample)
    attempt = folder.load()
    take = attempt.take(1)
    if not arguments.json:
        output.write_text(f"Question: {attempt.question.prompt}")
        output.write_text(f"Recorded: {output.as_minutes(take.seconds)} of {sample.candidate}.\n")
    transcript: Transcript | None = None
    problem: SpeechError | None = None
    try:
        transcript = services.transcribe_take(folder, take.number, progress_teller(arguments))
    except SpeechError as error:
        problem = error
    if arguments.json:
        output.write_json(
            {
                "attempt": folder.id,
                "folder": str(folder.path),
                "question": attempt.question.id,
                "prompt": attempt.question.prompt,
                "transcript": transcript.text if transcript else None,
                "reference": sample.text,
                "seconds": take.seconds,
                "engine": transcript.engine if transcript else None,
                "model": transcript.model if transcript else None,
                "criteria": marks.criteria(attempt.rubric, folder.marking()),
            }
            | ({"error": problem.message, "hint": problem.hint} if problem else {})
        )
    else:
        if transcript:
            write_words(transcript)
        output.write_text("\nNow mark it: what did you hear? The window lets you cite the words.\n")
        marks.write_checklist(attempt.rubric, folder.marking())
        output.write_text(f"\nAttempt: {folder.path}")
    if problem is None:
        return output.DONE
    output.write_status(f"mockinterview: {problem}")
    return output.PROBLEM


def write_words(transcript: Transcript, indent: str = "") -> None:
    """The words, or that there are none; and what language they may be in, to a person."""
    output.write_paragraph(transcript.text or "No speech heard.", indent)
    if transcript.heard_language:
        output.write_status(indent + language_sentence(transcript.heard_language))


def progress_teller(arguments: argparse.Namespace) -> Callable[[Event], None] | None:
    """Tells on a terminal how far the transcription is; None where nobody is looking."""
    if arguments.json or not sys.stderr.isatty():
        return None

    def tell(event: Event) -> None:
        if isinstance(event, Loading):
            output.write_status(f"{event.step} …")
        elif isinstance(event, Progress):
            done = f"{output.as_minutes(event.done_seconds)} of"
            text = f"Transcribing: {done} {output.as_minutes(event.total_seconds)}"
            output.rewrite_status(text)
            if event.done_seconds >= event.total_seconds:
                output.write_status("")

    return tell


def _as_json(transcript: Transcript) -> dict[str, object]:
    fields = transcript.model_dump(mode="json", exclude={"version"})
    return {"text": transcript.text} | fields
