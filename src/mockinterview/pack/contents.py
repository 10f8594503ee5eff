"""What is in a pack, as values: for looking at before anything is taken over."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass

from mockinterview.core.attempt import Attempt
from mockinterview.core.correction import Correction
from mockinterview.core.marking import Marking
from mockinterview.core.transcript import Transcript
from mockinterview.pack.layout import PackKind, SoundKind
from mockinterview.pack.manifest import Manifest


@dataclass(frozen=True)
class AttemptInPack:
    """One attempt of a pack.

    Attributes:
        number: its place in the pack.
        key: the same for the same attempt on every computer.
        candidate: whose it is, as the sender says; may be empty.
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
    attempt: Attempt
    sound: SoundKind
    sounds: dict[int, str]
    heard: dict[int, Transcript]
    corrected: dict[int, Correction]
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
