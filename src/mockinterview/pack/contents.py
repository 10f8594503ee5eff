"""What is in a pack, as values: for looking at before anything is taken over."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from mockinterview.core.attempt import Attempt
from mockinterview.core.correction import Correction
from mockinterview.core.marking import Marking
from mockinterview.core.model import Model
from mockinterview.core.transcript import Transcript
from mockinterview.pack.layout import PackKind, SoundKind
from mockinterview.pack.manifest import Manifest

WordsType = TypeVar("WordsType", bound=Model)


class Words(Mapping[int, WordsType], Generic[WordsType]):
    """The words of takes, by the take's number, kept as the text that they are in the pack.

    They were found right once. As values they need twenty times the memory, which a pack made to
    harm would use up; so each is made when it is asked for, and not kept.
    """

    def __init__(self, texts: Mapping[int, bytes], model: type[WordsType]) -> None:
        self._texts = texts
        self._model = model

    def __getitem__(self, number: int) -> WordsType:
        return self._model.model_validate_json(self._texts[number])

    def __iter__(self) -> Iterator[int]:
        return iter(self._texts)

    def __len__(self) -> int:
        return len(self._texts)


@dataclass(frozen=True)
class AttemptInPack:
    """One attempt of a pack.

    Attributes:
        number: its place in the pack.
        key: the same for the same attempt on every computer.
        candidate: whose it is, as the sender says; may be empty.
        sender: the number of the sender; may be empty.
        attempt: the attempt, as it is handed over.
        sound: how its sound is packed.
        sounds: the name in the pack of each take's sound, by the take's number.
        heard: the transcripts, by the take's number.
        corrected: the corrected words, by the take's number.
        markings: the marks, one for each marker and pass.
        content: a checksum of all of it but the marks.
    """

    number: int
    key: str
    candidate: str
    sender: str
    attempt: Attempt
    sound: SoundKind
    sounds: dict[int, str]
    heard: Mapping[int, Transcript]
    corrected: Mapping[int, Correction]
    markings: tuple[Marking, ...]
    content: str


@dataclass(frozen=True)
class PackContents:
    """A whole pack.

    Attributes:
        manifest: what it says of itself; every checksum was found right.
        attempts: what it holds.
        size_bytes: of the file.
    """

    manifest: Manifest
    attempts: tuple[AttemptInPack, ...]
    size_bytes: int

    @property
    def kind(self) -> PackKind:
        """Attempts to be marked, or marks for who sent them."""
        return self.manifest.kind

    @property
    def created(self) -> dt.datetime:
        """When it was written."""
        return self.manifest.created

    @property
    def candidates(self) -> tuple[str, ...]:
        """Whose attempts they are, as the sender says, each once."""
        return tuple(dict.fromkeys(one.candidate for one in self.attempts if one.candidate))


def content_of(manifest: Manifest, number: int) -> str:
    """A checksum of one attempt in a pack without its marks."""
    folder = f"attempts/{number}/"
    lines = [
        f"{file.sha256} {file.name.removeprefix(folder)}"
        for file in manifest.files
        if file.name.startswith(folder) and not file.name.startswith(f"{folder}markings/")
    ]
    return hashlib.sha256("\n".join(sorted(lines)).encode()).hexdigest()
