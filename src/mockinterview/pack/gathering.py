"""What goes into a pack: the attempts chosen, as they are handed over, and how large it will be."""

from __future__ import annotations

import json
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from mockinterview.core.attempt import Attempt, Take
from mockinterview.core.correction import Correction
from mockinterview.core.marking import Marking
from mockinterview.core.model import Model
from mockinterview.core.transcript import Transcript
from mockinterview.errors import LibraryError, PackError, UsageError
from mockinterview.files.attempts import AttemptFolder
from mockinterview.pack.bounds import impossible_in, misfit_in, misfit_of_marks
from mockinterview.pack.choice import Choice, MarkingChoice, candidate_name
from mockinterview.pack.for_others import (
    correction_for_others,
    for_others,
    handed_takes,
    key_of,
    transcript_for_others,
)
from mockinterview.pack.layout import ATTEMPT_LIMIT, Place, exceeded_limit
from mockinterview.pack.manifest import PackedAttempt
from mockinterview.pack.received import (
    all_markings,
    own_markings,
    receipt_of,
    require_readable_markings,
)
from mockinterview.pack.senders import sender_of

ENTRY_BYTES: Final = 200
"""What a file in a pack costs besides its bytes, with its line in the manifest."""
OPUS_BYTES_A_SECOND: Final = 5_500
FLAC_BYTES_A_FRAME: Final = 1.2
"""Of speech in 16 bits, mono. Both are for telling a size beforehand, no more."""


@dataclass(frozen=True)
class Parcel:
    """An attempt to be packed, and whose it is; without a name, as it came here.

    An empty name hands it over unnamed, however it came. `markings` chooses the marks of this one
    in the place of the choice for all.
    """

    folder: AttemptFolder
    candidate: str | None = None
    markings: MarkingChoice | None = None


@dataclass(frozen=True)
class Sound:
    """The sound of a take, and whether it must be converted on its way into the pack."""

    take: Take
    path: Path
    place: Place

    @property
    def is_converted(self) -> bool:
        """Whether it is of another kind than is wanted."""
        return self.path.suffix != f".{self.place.suffix}"

    @property
    def expected_bytes(self) -> int:
        """About how large it will be; exact where it is not converted.

        Raises:
            OSError: it is gone.
        """
        if not self.is_converted:
            return self.path.stat().st_size
        if self.place.suffix == "opus":
            return round(self.take.seconds * OPUS_BYTES_A_SECOND)
        return round(self.take.seconds * self.take.rate_hz * FLAC_BYTES_A_FRAME)


@dataclass(frozen=True)
class Gathered:
    """All of one attempt that goes into the pack: its line in the manifest, its files."""

    listed: PackedAttempt
    texts: dict[Place, bytes]
    sounds: tuple[Sound, ...]
    markings: int


def gather(parcels: Sequence[Parcel], choice: Choice) -> list[Gathered]:
    """Read what goes into a pack; nothing is converted yet.

    Raises:
        UsageError: there is nothing to pack, or an attempt is in the bin or given twice.
        PackError: a take has no sound any more.
        LibraryError: an attempt cannot be read.
    """
    found: list[Gathered] = []
    for parcel in parcels:
        gathered = _gather_one(parcel, choice, len(found) + 1)
        if choice.kind == "attempt" or gathered.markings:
            found.append(gathered)
    if not found:
        what = "marks to give back" if choice.kind == "markings" else "attempts to pack"
        raise UsageError(f"There are no {what}.", "Choose others.")
    if len(found) > ATTEMPT_LIMIT:
        raise UsageError(
            f"A pack holds up to {ATTEMPT_LIMIT} attempts.", "Make several packs of them."
        )
    texts = ((place.name, len(text)) for one in found for place, text in one.texts.items())
    if (limit := exceeded_limit(texts)) is not None:
        raise UsageError(
            f"A pack holds up to {limit // 1_000_000} MB of text.", "Make several packs of them."
        )
    if len({one.listed.key for one in found}) < len(found):
        raise UsageError(
            "The same attempt was chosen twice, or in two versions.", "Choose one of them."
        )
    return found


def expected_bytes(gathered: Sequence[Gathered]) -> int:
    """About how large the pack will be; exact to a few per cent where no sound is converted.

    Raises:
        PackError: a sound is gone.
    """
    texts = [text for one in gathered for text in one.texts.values()]
    sounds = [sound for one in gathered for sound in one.sounds]
    try:
        sound_bytes = sum(sound.expected_bytes for sound in sounds)
    except OSError as error:
        raise sound_missing(str(error)) from error
    overhead = ENTRY_BYTES * (len(texts) + len(sounds) + 1)
    return sound_bytes + sum(len(zlib.compress(text)) for text in texts) + overhead


def as_json(value: Model) -> bytes:
    """A value as it stands in a pack: the same bytes for the same content."""
    plain = value.model_dump(mode="json")
    text = json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode() + b"\n"


def handed_words(
    folder: AttemptFolder, attempt: Attempt
) -> tuple[dict[int, Transcript], dict[int, Correction]]:
    """The words of the takes that are handed over, as heard and as corrected, by their numbers.

    Raises:
        LibraryError: they cannot be read.
    """
    heard, corrected = {}, {}
    for take in handed_takes(attempt):
        if (transcript := folder.transcript(take.number)) is not None:
            heard[take.number] = transcript_for_others(transcript)
        if (correction := folder.correction(take.number)) is not None:
            corrected[take.number] = correction_for_others(correction)
    return heard, corrected


def sound_missing(detail: str) -> PackError:
    """A take's sound is not where it was."""
    return PackError(
        "The sound of a take is missing.",
        "Pack the attempt without sound, or leave it out.",
        detail,
    )


def _gather_one(parcel: Parcel, choice: Choice, number: int) -> Gathered:
    folder = parcel.folder
    attempt = folder.load()
    if attempt.binned is not None:
        raise UsageError(f"{folder.id} is in the bin.", "Take it out of the bin first.")
    sound = "none" if choice.kind == "markings" else choice.sound
    handed = for_others(attempt, sound)
    known = own_markings(folder) if choice.own_only else all_markings(folder)
    wanted = choice.markings if parcel.markings is None else parcel.markings
    if wanted.words:
        require_readable_markings(folder)
    markings = sorted((one for one in known if wanted.takes(one) and not one.is_blank), key=_order)
    _require_sane(folder, handed, markings)
    texts: dict[Place, bytes] = {Place(number, "attempt"): as_json(handed)}
    sounds: tuple[Sound, ...] = ()
    if choice.kind == "attempt":
        texts |= _words(folder, attempt, number)
        sounds = _sounds(folder, attempt, number, "" if sound == "none" else sound)
    for place, marking in enumerate(markings, start=1):
        texts[Place(number, "marking", place)] = as_json(marking)
    candidate, receipt = parcel.candidate, receipt_of(folder)
    if candidate is None:
        candidate = receipt.candidate if receipt else ""
    listed = PackedAttempt(
        number=number,
        key=key_of(handed),
        candidate=candidate_name(candidate),
        sender=receipt.sender if receipt else sender_of(folder.path.parent),
    )
    return Gathered(listed, texts, sounds, len(markings))


def _require_sane(folder: AttemptFolder, handed: Attempt, markings: Sequence[Marking]) -> None:
    """What the reader of a pack would refuse is told to its writer."""
    reasons = (impossible_in(handed), misfit_in(handed), *map(impossible_in, markings))
    misfits = (misfit_of_marks(marking, handed) for marking in markings)
    for reason in (*reasons, *misfits):
        if reason:
            raise LibraryError(
                f"{folder.id} cannot be packed: it holds {reason}.",
                "It was changed outside this program, or is damaged.",
                str(folder.path),
            )


def _words(folder: AttemptFolder, attempt: Attempt, number: int) -> dict[Place, bytes]:
    heard, corrected = handed_words(folder, attempt)
    texts = {Place(number, "heard", take): as_json(one) for take, one in heard.items()}
    for take, one in corrected.items():
        texts[Place(number, "corrected", take)] = as_json(one)
    return texts


def _sounds(folder: AttemptFolder, attempt: Attempt, number: int, suffix: str) -> tuple[Sound, ...]:
    if not suffix:
        return ()
    found = []
    for take in handed_takes(attempt):
        path = folder.take_path(take)
        if take.seconds == 0:
            continue
        if not path.is_file() or not folder.owns(path):
            raise sound_missing(str(path))
        found.append(Sound(take, path, Place(number, "sound", take.number, suffix)))
    return tuple(found)


def _order(marking: Marking) -> tuple[str, int, str, bytes]:
    return marking.role, marking.pass_number, marking.marker, as_json(marking)
