"""The command that tells where in an answer a criterion may be spoken about: suggest."""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

from mockinterview.cli import output
from mockinterview.core.attempt import Attempt
from mockinterview.core.content import Rubric
from mockinterview.core.suggestion import MOST_SHOWN, Sentence
from mockinterview.errors import ContentError, UsageError, WrongUsageError
from mockinterview.files.attempts import AttemptFolder
from mockinterview.files.content_file import read_content_file
from mockinterview.services import Services
from mockinterview.suggest import Suggestion, new_suggester
from mockinterview.suggest.sentences import sentences_of
from mockinterview.suggest.suggester import asked_of

YAML_SUFFIXES = {".yaml", ".yml"}

Found = dict[str, list[Suggestion]]


def suggest(services: Services, arguments: argparse.Namespace) -> int:
    """Sentences that may be about each positive content criterion, best first."""
    if (arguments.attempt is None) == (arguments.sentences is None):
        raise WrongUsageError(
            "Suggestions are made for an attempt or for a file of sentences.",
            "Give either --attempt or --sentences.",
        )
    if arguments.attempt is not None:
        return _of_attempt(services, arguments)
    if arguments.rubric is None or arguments.take is not None:
        raise WrongUsageError(
            "--sentences goes with --rubric, and --take with --attempt.",
            "Name the mark scheme with --rubric, or give --attempt.",
        )
    rubric = _rubric(services, arguments.rubric)
    texts = read_sentences(arguments.sentences)
    found = new_suggester().suggest(rubric, texts)
    if arguments.json:
        output.write_json({name: [_scored(one) for one in found[name]] for name in found})
    else:
        _write(rubric, found, [f"“{text}”" for text in texts])
    return output.DONE


def _of_attempt(services: Services, arguments: argparse.Namespace) -> int:
    folder = services.library.open(arguments.attempt)
    attempt = folder.load()
    rubric = _rubric(services, arguments.rubric) if arguments.rubric else attempt.rubric
    sentences = _spoken(folder, attempt, arguments.take)
    found = new_suggester().suggest(rubric, [one.text for one in sentences])
    if arguments.json:
        output.write_json(
            {
                name: [_scored(one) | _timed(sentences[one.sentence]) for one in found[name]]
                for name in found
            }
        )
    else:
        told = [f"{output.as_minutes(one.start)}  “{one.text}”" for one in sentences]
        _write(rubric, found, told)
    return output.DONE


def read_sentences(path: Path) -> list[str]:
    """The sentences of a file.

    Raises:
        UsageError: it cannot be read, or is no JSON list of texts.
    """
    hint = "Give a file such as [“I was captain.”, “We lost.”], written with straight quotes."
    try:
        value = json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        message = f"The file {path} cannot be read."
        raise UsageError(message, "Give the path of a JSON file.", str(error)) from error
    except (ValueError, RecursionError) as error:
        raise UsageError(f"The file {path} is not JSON.", hint, str(error)) from error
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise UsageError(f"The file {path} is not a list of sentences.", hint)
    return value


def _rubric(services: Services, name: str) -> Rubric:
    """A mark scheme by its id, or read from a YAML file, with what it includes."""
    known = services.content.rubrics
    if name in known:
        return known[name]
    path = Path(name)
    if path.suffix.lower() not in YAML_SUFFIXES:
        message = f"There is no mark scheme “{name}”."
        raise UsageError(message, f"There are: {', '.join(sorted(known))}.")
    if not path.is_file():
        raise UsageError(f"There is no file {path}.", "Give the path of a mark scheme.")
    file = read_content_file(path)
    if not isinstance(file.value, Rubric):
        detail = "\n".join(str(problem) for problem in file.problems)
        hint = f"“mockinterview check {path}” tells what is wrong with it."
        raise ContentError(f"{path} is no mark scheme that can be used.", hint, detail)
    try:
        return file.value.including(known)
    except KeyError as error:
        message = f"The mark scheme in {path} includes {error}, which there is not."
        raise ContentError(message, f"“mockinterview check {path}” tells more.") from error


def _spoken(folder: AttemptFolder, attempt: Attempt, number: int | None) -> tuple[Sentence, ...]:
    """The sentences of a take as they were heard or corrected."""
    take = attempt.counting_take
    if number is not None:
        take = next((one for one in attempt.takes if one.number == number), None)
    if take is None:
        numbers = ", ".join(str(one.number) for one in attempt.takes) or "none"
        message = f"There is no take {number} in this attempt." if number else "It has no answer."
        raise UsageError(message, f"Its takes: {numbers}.")
    transcript = folder.current_transcript(take.number)
    if transcript is None:
        raise UsageError(
            f"Take {take.number} has no transcript.",
            "Open the attempt in the window: one can be made there.",
        )
    return sentences_of(transcript.words)


def _scored(one: Suggestion) -> dict[str, object]:
    return {"sentence": one.sentence, "score": round(one.score, 6)}


def _timed(sentence: Sentence) -> dict[str, object]:
    return {"start": sentence.start, "end": sentence.end, "words": sentence.text}


def _write(rubric: Rubric, found: Found, told: Sequence[str]) -> None:
    """For people: a few places for each criterion, and neither scores nor counts."""
    output.write_text("Where you may be talking about this. Whether it is there is for you to say.")
    for criterion in asked_of(rubric):
        output.write_text()
        output.write_paragraph(criterion.text)
        for one in found[criterion.id][:MOST_SHOWN]:
            output.write_paragraph(told[one.sentence], "  ")
        if not found[criterion.id]:
            output.write_text("  I could not point to a sentence.")
