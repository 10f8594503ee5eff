"""The list of informal words: the one that comes with the program, or the person's own."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final, Literal

from pydantic import Field, ValidationError, field_validator

from mockinterview.core.model import Model
from mockinterview.errors import ContentError
from mockinterview.files import atomic
from mockinterview.files.diagnosis import diagnose
from mockinterview.files.problems import Finding
from mockinterview.files.text_file import NotTextError, read_text
from mockinterview.files.yaml_tree import Tree, YamlRefusedError, read_yaml

BUILT_IN: Final = Path(__file__).with_name("informal_words.yaml")
MOST_TOLD: Final = 5


class InformalGroup(Model):
    """Words and phrases that are out of place for the same reason."""

    reason: str = Field(min_length=1)
    words: tuple[str, ...]

    @field_validator("words")
    @classmethod
    def _plain(cls, words: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(" ".join(word.casefold().replace("’", "'").split()) for word in words if word)


class InformalList(Model):
    """What the file holds."""

    version: Literal[1] = 1
    groups: tuple[InformalGroup, ...]


class InformalWord(Model):
    """A word or phrase in lower case, and why it may be out of place."""

    phrase: str
    reason: str


def informal_list(own: Path | None = None) -> Sequence[InformalWord]:
    """The person's own list where there is one, else the one that comes with the program.

    Raises:
        ContentError: the list cannot be read, with the line where that is known.
    """
    found = _read(own if own is not None and own.is_file() else BUILT_IN)
    return [
        InformalWord(phrase=word, reason=group.reason)
        for group in found.groups
        for word in group.words
    ]


def own_informal_list(path: Path) -> Path:
    """The person's own list; where there is none, a copy of the one that comes with the program.

    Raises:
        LibraryError: it cannot be written.
    """
    if not path.is_file():
        atomic.write_text(path, BUILT_IN.read_text(encoding="utf-8"))
    return path


def _read(path: Path) -> InformalList:
    try:
        text = read_text(path)
        value = read_yaml(text).value
    except (NotTextError, YamlRefusedError) as error:
        raise _unusable(path, [error.finding]) from error
    try:
        return InformalList.model_validate(value)
    except ValidationError as error:
        raise _unusable(path, diagnose(error, InformalList, Tree(text))) from error


def _unusable(path: Path, findings: Sequence[Finding]) -> ContentError:
    told = [
        f"Line {one.position.line}: {one.message} {one.hint}".rstrip()
        for one in findings[:MOST_TOLD]
    ]
    return ContentError(
        f"The list of informal words {path} cannot be used.",
        "Mend it, or delete it: the list that comes with the program is used then.",
        "\n".join(told),
    )
