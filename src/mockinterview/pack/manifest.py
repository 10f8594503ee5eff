"""What `manifest.json` in a pack says: its kind, whose attempts, and every file's checksum."""

from __future__ import annotations

import hashlib
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from mockinterview.core.model import Model, Moment
from mockinterview.pack.layout import (
    ATTEMPT_LIMIT,
    ENTRY_LIMIT,
    NAME_LIMIT,
    SOUND_LIMIT_BYTES,
    PackKind,
)
from mockinterview.pack.senders import PATTERN

CANDIDATE_LIMIT = 100

Checksum = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
"""SHA-256, in hexadecimal."""


class PackedFile(Model):
    """A file in the pack, as it is when it is unpacked."""

    name: str = Field(max_length=NAME_LIMIT, description="Its path in the pack.")
    size_bytes: int = Field(ge=1, le=SOUND_LIMIT_BYTES, description="Its size.")
    sha256: Checksum = Field(description="Its SHA-256.")


class PackedAttempt(Model):
    """An attempt in the pack."""

    number: int = Field(ge=1, le=ATTEMPT_LIMIT, description="Its folder: attempts/NUMBER.")
    key: Checksum = Field(description="The same for the same attempt on every computer.")
    candidate: str = Field(
        default="", max_length=CANDIDATE_LIMIT, description="Whose it is, as the sender says."
    )
    sender: str = Field(
        default="",
        pattern=PATTERN,
        description="A number drawn by chance for the library it was packed in: two candidates of "
        "one name are two.",
    )


class Manifest(Model):
    """What the pack holds. `files` are in the order of the pack, without the manifest itself."""

    format: Literal["mockinterview-pack"] = Field(
        default="mockinterview-pack", description="That it is a pack."
    )
    version: Literal[1] = Field(default=1, description="Of this file format: 1.")
    kind: PackKind = Field(
        description="attempt: to be heard and marked. markings: marks for who sent the attempts."
    )
    program: str = Field(max_length=100, description="What wrote it, with its version.")
    created: Moment = Field(description="When it was written.")
    attempts: tuple[PackedAttempt, ...] = Field(min_length=1, max_length=ATTEMPT_LIMIT)
    files: tuple[PackedFile, ...] = Field(min_length=1, max_length=ENTRY_LIMIT)

    @property
    def content(self) -> str:
        """A checksum of all that is in the pack, whenever and by whatever it was written."""
        lines = [f"{one.number} {one.key} {one.candidate} {one.sender}" for one in self.attempts]
        lines += [f"{one.sha256} {one.name}" for one in self.files]
        return hashlib.sha256("\n".join([self.kind, *lines]).encode()).hexdigest()
