"""The commands that look at what there is: questions, attempts, show."""

from __future__ import annotations

import argparse

from mockinterview.audio.joining import join_left_parts
from mockinterview.cli import output
from mockinterview.cli.bin import list_bin
from mockinterview.cli.marks import criteria, marking_data, write_marks
from mockinterview.cli.searching import find_attempts, query_of
from mockinterview.core.attempt import Attempt, Take
from mockinterview.core.content import Category
from mockinterview.errors import LibraryError
from mockinterview.files.attempts import AttemptFolder
from mockinterview.index.query import Query
from mockinterview.indexing import candidate_of
from mockinterview.pack.received import role_here, shown_markings
from mockinterview.services import Services


def list_questions(services: Services, arguments: argparse.Namespace) -> int:
    """Every question with its bank and theme; problems in banks are told."""
    content = services.content
    rows = [
        {
            "question": question.id,
            "prompt": question.prompt,
            "theme": question.theme,
            "bank": bank.bank,
            "rubric": question.rubric,
            "format": content.format_of(bank, question).format,
            "audio": str(content.prompt_file(bank, question) or ""),
            "model_answers": len(question.model_answers),
        }
        for bank, question in content.questions
    ]
    problems = [str(problem) for problem in content.problems]
    if arguments.json:
        output.write_json({"questions": rows, "problems": problems})
        return output.DONE
    output.write_table([(str(row["question"]), str(row["prompt"])) for row in rows])
    for problem in problems:
        output.write_status(problem)
    return output.DONE


def list_attempts(services: Services, arguments: argparse.Namespace) -> int:
    """Every attempt, newest first, after takes left open by a crash have been recovered.

    With `--bin` what is in the bin instead; with anything to look for, what fits.
    """
    if arguments.bin:
        return list_bin(services, arguments)
    if query_of(arguments) != Query():
        return find_attempts(services, arguments)
    recovered = services.library.recover()
    listing = services.library.listing()
    if any(attempt.unjoined_parts for _, attempt in listing.attempts):
        for folder, _ in listing.attempts:
            join_left_parts(folder)
        listing = services.library.listing()
    if arguments.json:
        output.write_json(
            {
                "attempts": [summary(folder, attempt) for folder, attempt in listing.attempts],
                "recovered": [
                    {"attempt": folder.id, "take": take.number} for folder, take in recovered
                ],
                "unreadable": listing.unreadable,
            }
        )
        return output.DONE
    for folder, take in recovered:
        output.write_status(f"Recovered take {take.number} of {folder.id}.")
    for name, reason in listing.unreadable.items():
        output.write_status(f"{name}: {reason}")
    if not listing.attempts:
        output.write_text("Nothing has been practised yet. “mockinterview demo” shows how it goes.")
        return output.DONE
    output.write_table(
        [
            (
                folder.id,
                output.as_minutes(_seconds(attempt)),
                _marked(folder, attempt),
                candidate_of(folder),
            )
            for folder, attempt in listing.attempts
        ]
    )
    return output.DONE


def show_attempt(services: Services, arguments: argparse.Namespace) -> int:
    """One attempt, whole."""
    folder = services.library.open(arguments.attempt)
    folder.recover()
    join_left_parts(folder)
    attempt = folder.load()
    if arguments.json:
        output.write_json(details(folder, attempt))
        return output.DONE
    output.write_text(attempt.question.prompt)
    output.write_text(f"{attempt.created:%d %B %Y, %H:%M} · {attempt.format.title}")
    if attempt.binned:
        output.write_text(f"In the bin since {attempt.binned:%d %B %Y, %H:%M}")
    for take in attempt.takes:
        if take.seconds > 0 or take in attempt.answers:
            _write_take(folder, attempt, take)
    if attempt.notes:
        output.write_text("\nNotes")
        output.write_paragraph(attempt.notes, "  ")
    write_marks(folder, attempt.rubric)
    output.write_text(f"\nFolder: {folder.path}")
    return output.DONE


def summary(folder: AttemptFolder, attempt: Attempt) -> dict[str, object]:
    """The attempt in one line of a list; what is looked for is told with the same names."""
    return {
        "attempt": folder.id,
        "folder": str(folder.path),
        "created": attempt.created.isoformat(),
        "bank": attempt.bank,
        "question": attempt.question.id,
        "prompt": attempt.question.prompt,
        "theme": str(attempt.question.theme),
        "candidate": candidate_of(folder),
        "origin": attempt.origin,
        "seconds": _seconds(attempt),
        "takes": [take.model_dump(mode="json") for take in attempt.takes],
    }


def details(folder: AttemptFolder, attempt: Attempt) -> dict[str, object]:
    """Everything about an attempt."""
    transcripts = {take.number: take_words(folder, take.number) for take in attempt.takes}
    marking = folder.newest_marking(role_here(folder))
    return summary(folder, attempt) | {
        "notes": attempt.notes,
        "transcripts": {
            str(number): words for number, words in transcripts.items() if words is not None
        },
        "criteria": criteria(attempt.rubric, marking),
        "overall": marking.overall,
        "next_time": marking.next_time,
        "pass": marking.pass_number,
        "markings": [marking_data(attempt.rubric, one) for one in shown_markings(folder)],
    }


def take_words(folder: AttemptFolder, number: int) -> dict[str, object] | None:
    """The transcript of a take as data, as a person corrected it; None when there is none."""
    transcript = folder.current_transcript(number)
    if transcript is None:
        return None
    told: dict[str, object] = {"is_corrected": False}
    try:
        correction = folder.correction(number)
    except LibraryError as error:
        told["problem"] = error.message
    else:
        if correction is not None:
            told = {"is_corrected": True, "original_text": correction.made_from.text}
    told |= {"text": transcript.text, "fillers_at_least": len(transcript.fillers)}
    return transcript.model_dump(mode="json") | told


def _write_take(folder: AttemptFolder, attempt: Attempt, take: Take) -> None:
    head = f"\nTake {take.number} · {output.as_minutes(take.seconds)} · {take.file}"
    joined = attempt.joined_from(take)
    if joined is not None:
        output.write_text(f"{head} · part of take {joined.number}")
        return
    output.write_text(head)
    if take.is_removed:
        output.write_text("  removed for good")
        return
    if take.binned:
        output.write_text(f"  in the bin since {take.binned:%d %B %Y, %H:%M}")
    if take.problem:
        output.write_paragraph(take.problem, "  ")
    _write_words(folder, take)


def _write_words(folder: AttemptFolder, take: Take) -> None:
    """The words of a take, and what is to be known of them; problems are told in their place."""
    is_corrected = False
    try:
        is_corrected = folder.correction(take.number) is not None
    except LibraryError as error:
        output.write_paragraph(str(error), "  ")
    try:
        transcript = folder.current_transcript(take.number)
    except LibraryError as error:
        output.write_paragraph(str(error), "  ")
        return
    if transcript is None:
        output.write_text("  (no transcript)")
        return
    output.write_paragraph(transcript.text or "No speech heard.", "  ")
    remarks = ["corrected"] if is_corrected else []
    if transcript.fillers:
        count = len(transcript.fillers)
        remarks.append(f"at least {count} {'hesitation' if count == 1 else 'hesitations'}")
    if remarks:
        output.write_text(f"  ({', '.join(remarks)})")


def _seconds(attempt: Attempt) -> float:
    return sum(take.seconds for take in attempt.answers)


def _marked(folder: AttemptFolder, attempt: Attempt) -> str:
    try:
        marking = folder.newest_marking(role_here(folder))
    except LibraryError as error:
        return f"marks unreadable: {error.message}"
    if marking.is_blank:
        return "not marked"
    count = marking.count(attempt.rubric, Category.CONTENT)
    return f"{count.met} of {count.total} content criteria met"
