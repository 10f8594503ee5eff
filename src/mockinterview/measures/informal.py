"""The list of informal words: the one that comes with the program, or the person's own."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

import yaml
from pydantic import Field, ValidationError, field_validator

from mockinterview.core.model import Model
from mockinterview.errors import ContentError
from mockinterview.files import atomic

BUILT_IN: Final = Path(__file__).with_name("informal_words.yaml")
LARGEST_BYTES: Final = 1_000_000
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

    version: int = 1
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
    path = own if own is not None and own.is_file() else BUILT_IN
    try:
        if path.stat().st_size > LARGEST_BYTES:
            raise _unusable(path, "It is larger than a list of words can be.")
        found = InformalList.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
    except yaml.MarkedYAMLError as error:
        line = f"Line {error.problem_mark.line + 1}: " if error.problem_mark else ""
        raise _unusable(path, f"{line}{error.problem}.") from error
    except ValidationError as error:
        told = [
            f"{'.'.join(str(part) for part in one['loc']) or 'the file'}: {one['msg']}."
            for one in error.errors()[:MOST_TOLD]
        ]
        raise _unusable(path, "\n".join(told)) from error
    except (OSError, UnicodeDecodeError, yaml.YAMLError, RecursionError) as error:
        raise _unusable(path, str(error)) from error
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


def _unusable(path: Path, detail: str) -> ContentError:
    return ContentError(
        f"The list of informal words {path} cannot be used.",
        "Mend it, or delete it: the list that comes with the program is used then.",
        detail,
    )
