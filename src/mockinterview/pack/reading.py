"""Looks into a pack without writing anything: every file checked, every value understood."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from mockinterview.core.attempt import Attempt
from mockinterview.core.correction import Correction
from mockinterview.core.marking import Marking
from mockinterview.core.model import Model
from mockinterview.core.transcript import Transcript
from mockinterview.errors import PackError
from mockinterview.files.zip_layout import shown
from mockinterview.pack import layout
from mockinterview.pack.bounds import (
    MARKING_LIMIT,
    impossible_in,
    misfit_in,
    misfit_of_marks,
)
from mockinterview.pack.contents import AttemptInPack, PackContents, Words, WordsType, content_of
from mockinterview.pack.for_others import (
    correction_for_others,
    for_others,
    handed_takes,
    key_of,
    transcript_for_others,
)
from mockinterview.pack.layout import Place, SoundKind, place_of
from mockinterview.pack.manifest import Manifest, PackedAttempt
from mockinterview.pack.packed_files import PackedFiles, open_pack

ModelType = TypeVar("ModelType", bound=Model)

ASK_AGAIN = "Nothing was taken over. Ask for the pack again."


def inspect(path: Path) -> PackContents:
    """What is in a pack. All of it is read, which takes a second for some 200 MB of sound.

    Whether its sound is sound is looked at when it is taken over.

    Raises:
        PackError: it cannot be read, is damaged, of a newer version, or holds what no pack holds;
            told in one sentence.
    """
    with open_pack(path) as files:
        return read_contents(files, path.stat().st_size)


def read_contents(files: PackedFiles, size_bytes: int) -> PackContents:
    """The same of a pack that is open.

    Raises:
        PackError: as `inspect`.
    """
    manifest = _read_manifest(files)
    _check_files(manifest, files)
    attempts = tuple(_read_attempt(one, manifest, files) for one in manifest.attempts)
    return PackContents(manifest, attempts, size_bytes)


def _read_manifest(files: PackedFiles) -> Manifest:
    data = files.read(layout.MANIFEST)
    _refuse_newer(data, files.told)
    manifest = _value(data, Manifest, layout.MANIFEST, files.told)
    numbers = [one.number for one in manifest.attempts]
    if numbers != list(range(1, len(numbers) + 1)):
        raise _misfit(files.told, layout.MANIFEST, "attempts out of order")
    if len({one.key for one in manifest.attempts}) != len(numbers):
        raise _misfit(files.told, layout.MANIFEST, "an attempt twice")
    if not all(_is_plain(one.candidate) for one in manifest.attempts):
        raise _misfit(files.told, layout.MANIFEST, "a name that cannot be shown")
    return manifest


def _refuse_newer(data: bytes, told: str) -> None:
    """Tell a newer pack from a damaged one, whatever else has changed in its list."""
    try:
        value = json.loads(data)
    except (ValueError, RecursionError):
        return  # it is told when it is read in earnest
    version = value.get("version") if isinstance(value, dict) else None
    if isinstance(version, int) and version > layout.VERSION:
        raise PackError(
            f"{told} was written by a newer version of Mock Interview.",
            "Nothing was taken over. Install the newer version, or ask for an older pack.",
            f"format version {version}, this program knows {layout.VERSION}",
        )


def _check_files(manifest: Manifest, files: PackedFiles) -> None:
    """That the pack holds what its list says, to the byte."""
    listed = [file.name for file in manifest.files]
    places = [place for name in listed if (place := place_of(name)) is not None]
    in_order = sorted(places, key=lambda place: place.order)
    if listed != files.names or [place.name for place in in_order] != listed:
        raise _misfit(files.told, layout.MANIFEST, "another list of files than the pack")
    if {place.attempt for place in places} != {one.number for one in manifest.attempts}:
        raise _misfit(files.told, layout.MANIFEST, "another list of attempts than the pack")
    if manifest.kind == "markings" and any(
        place.part not in {"attempt", "marking"} for place in places
    ):
        raise _misfit(files.told, layout.MANIFEST, "more than marks, and says that it does not")
    for file in manifest.files:
        is_right = files.size_bytes(file.name) == file.size_bytes
        if not is_right or files.checksum(file.name) != file.sha256:
            raise PackError(
                f"In {files.told}, {shown(file.name)} is not what was sent:"
                " its checksum is another one.",
                "Nothing was taken over. Fetch the pack or ask for it again.",
            )


def _read_attempt(listed: PackedAttempt, manifest: Manifest, files: PackedFiles) -> AttemptInPack:
    told = files.told
    name = Place(listed.number, "attempt").name
    found = [place_of(file.name) for file in manifest.files]
    places = [place for place in found if place is not None and place.attempt == listed.number]
    if name not in files.names:
        raise _misfit(told, layout.MANIFEST, "an attempt that is not in the pack")
    attempt = _value(files.read(name), Attempt, name, told)
    if reason := misfit_in(attempt):
        raise _misfit(told, name, reason)
    sounds = {place.number: place for place in places if place.part == "sound"}
    sound = _sound_kind(attempt, sounds, told, name)
    if for_others(attempt, sound) != attempt or key_of(attempt) != listed.key:
        raise _misfit(told, name, "what no pack carries")
    heard = _words(places, "heard", Transcript, transcript_for_others, files)
    corrected = _words(places, "corrected", Correction, correction_for_others, files)
    if not {take.number for take in handed_takes(attempt)} >= {*heard, *corrected}:
        raise _misfit(told, name, "no take for some of the words")
    return AttemptInPack(
        number=listed.number,
        key=listed.key,
        candidate=listed.candidate,
        sender=listed.sender,
        attempt=attempt,
        sound=sound,
        sounds={number: place.name for number, place in sounds.items()},
        heard=heard,
        corrected=corrected,
        markings=_read_markings(places, attempt, files),
        content=content_of(manifest, listed.number),
    )


def _read_markings(
    places: list[Place], attempt: Attempt, files: PackedFiles
) -> tuple[Marking, ...]:
    found: list[Marking] = []
    markings = [place for place in places if place.part == "marking"]
    if len(markings) > MARKING_LIMIT:
        name = Place(places[0].attempt, "attempt").name
        raise _misfit(files.told, name, f"more than {MARKING_LIMIT} people’s marks")
    for place in markings:
        marking = _value(files.read(place.name), Marking, place.name, files.told)
        if reason := misfit_of_marks(marking, attempt):
            raise _misfit(files.told, place.name, reason)
        if marking in found:
            raise _misfit(files.told, place.name, "marks that are in it twice")
        found.append(marking)
    return tuple(found)


def _sound_kind(attempt: Attempt, sounds: dict[int, Place], told: str, name: str) -> SoundKind:
    """How the sound is packed: of every take of the attempt in one way, or of none."""
    with_sound = {take.number for take in handed_takes(attempt) if take.seconds > 0}
    if not sounds:
        return "none"
    suffixes = {place.suffix for place in sounds.values()}
    if set(sounds) != with_sound or len(suffixes) != 1:
        raise _misfit(told, name, "other sounds than takes")
    return "opus" if suffixes == {"opus"} else "flac"


def _words(
    places: list[Place],
    part: layout.Part,
    model: type[WordsType],
    as_handed: Callable[[WordsType], WordsType],
    files: PackedFiles,
) -> Words[WordsType]:
    texts: dict[int, bytes] = {}
    for place in places:
        if place.part == part:
            data = files.read(place.name)
            value = _value(data, model, place.name, files.told)
            if as_handed(value) != value:
                raise _misfit(files.told, place.name, "what no pack carries")
            texts[place.number] = data
    return Words(texts, model)


def _value(data: bytes, model: type[ModelType], name: str, told: str) -> ModelType:
    try:
        value = model.model_validate_json(data)
    except (ValidationError, ValueError, RecursionError, OverflowError) as error:
        raise PackError(
            f"In {told}, {shown(name)} cannot be understood.",
            "It may be damaged or made by a newer version; nothing was taken over.",
            str(error)[:1000],
        ) from error
    if reason := impossible_in(value):
        raise _misfit(told, name, reason)
    return value


def _misfit(told: str, name: str, reason: str) -> PackError:
    return PackError(f"In {told}, {shown(name)} holds {reason}.", ASK_AGAIN)


def _is_plain(name: str) -> bool:
    return name.isprintable() and name == name.strip()
