"""The person's own phrases in `questions/phrases.yaml` of their folder: made, and added to.

A phrase is added as a line at the end of the list; all other lines stay as the person wrote them.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final

from mockinterview.core.content import PhraseFile
from mockinterview.errors import ContentError
from mockinterview.files import atomic
from mockinterview.files.content_file import parse_content
from mockinterview.files.templates import template
from mockinterview.files.text_file import NotTextError, read_text

FILE: Final = Path("questions") / "phrases.yaml"
LONGEST_PHRASE: Final = 300
"""Characters; what is longer is an answer of its own."""


def own_phrases_file(own_content: Path) -> Path:
    """The file of own phrases; where there is none, a template to begin with is written.

    Raises:
        LibraryError: it cannot be written.
    """
    path = own_content / FILE
    if not path.exists():
        atomic.write_text(path, template("phrases", path))
    return path


def add_phrase(own_content: Path, phrase: str) -> None:
    """Put a phrase at the end of the person's own.

    Raises:
        ContentError: the file has problems, which are the person's to mend, or the phrase is too
            long.
        LibraryError: it cannot be written.
    """
    phrase = " ".join(phrase.split())
    if not 0 < len(phrase) <= LONGEST_PHRASE:
        message = f"A phrase has between 1 and {LONGEST_PHRASE} characters."
        raise ContentError(message, "Keep a part of it.")
    path = own_content / FILE
    text = _text(path)
    before = _phrases(text, path)
    if phrase in before:
        return
    # JSON in quotation marks is YAML, whatever stands in it.
    line = f"  - {json.dumps(phrase, ensure_ascii=False)}\n"
    written = f"{text.rstrip()}\n{line}"
    if parse_content(written, path).value != PhraseFile(version=1, phrases=(*before, phrase)):
        raise ContentError(
            f"{path.name} in your folder is written in a way that only a text editor can change.",
            f"Open {path} and write each phrase in a line after “- ”, two spaces in.",
        )
    atomic.write_text(path, written)


def _text(path: Path) -> str:
    """What is in the file; where there is none, a template without its example."""
    if not path.exists():
        return template("phrases", path).rsplit("  - ", 1)[0]
    try:
        return read_text(path)
    except NotTextError as error:
        message = f"{path} cannot be read: {error.finding.message}"
        raise ContentError(message, error.finding.hint) from error


def _phrases(text: str, path: Path) -> tuple[str, ...]:
    if not path.exists():
        return ()
    found = parse_content(text, path)
    if isinstance(found.value, PhraseFile):
        return found.value.phrases
    raise ContentError(
        f"{path.name} in your folder has a problem, so nothing was added to it.",
        "Mend it in a text editor; the Banks page tells what is wrong and where.",
        "\n".join(str(problem) for problem in found.problems) or str(path),
    )
