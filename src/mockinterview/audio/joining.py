"""Joins the parts of an answer that was interrupted and gone on with into one take.

The new take is written beside its parts, measured, forced to the disk, renamed, and only then
written down: whatever ends the program on the way, the parts are what they were, and the next
start joins them anew. The parts are only read.
"""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from mockinterview.audio.gaps import told_gaps
from mockinterview.audio.sound_file import SoundFile, open_sound
from mockinterview.core.attempt import Attempt, Take, TakeState
from mockinterview.errors import AudioFileError, LibraryError, MockInterviewError
from mockinterview.files import atomic
from mockinterview.files.attempts import AttemptFolder
from mockinterview.files.locks import INTERVIEW_LOCK, claimed
from mockinterview.files.room import RESERVE_BYTES, SAMPLE_BYTES, free_bytes, no_room_to_import
from mockinterview.files.takes import joined_name, length_of, part_path
from mockinterview.files.wav import WavWriter, most_frames

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Block = npt.NDArray[np.int16]

logger = logging.getLogger(__name__)

BLOCK_FRAMES: Final = 1 << 16
CLAIM_SECONDS: Final = 2.0
"""How long to wait for an attempt that is being changed; an interview in it joins by itself."""
SPARE_FRAMES: Final = 2
"""How much longer or shorter a part may become by resampling; the difference measured was 1."""


def join_left_parts(folder: AttemptFolder) -> None:
    """Join what is finished and not joined yet, because the program ended or there was no room.

    What fails is logged, and the parts stay as they are. For an executor.
    """
    try:
        if not folder.load().unjoined_parts:
            return
        with claimed(folder.path, INTERVIEW_LOCK, CLAIM_SECONDS) as is_mine:
            attempt = folder.load()
            while is_mine and (parts := attempt.unjoined_parts):
                attempt = join_parts(folder, attempt, parts)
    except MockInterviewError as error:
        logger.warning("%s stays in parts: %s (%s)", folder.id, error, error.detail)


def join_parts(folder: AttemptFolder, attempt: Attempt, parts: Sequence[Take]) -> Attempt:
    """Write the new take and what it is; for whoever holds the attempt's claim.

    Returns: the attempt with it, as it was saved.

    Raises:
        AudioFileError: a part cannot be read to its end, or the new file is not as long as all.
        LibraryError: the disk is full or cannot be written to. The parts count then, as before.
    """
    number = 1 + max(take.number for take in attempt.takes)
    path = folder.path / joined_name(number)
    with_sound = [part for part in parts if part.seconds > 0]
    rate_hz = max(part.rate_hz for part in with_sound)
    _require_room(folder, sum(part.seconds for part in with_sound), rate_hz)
    half = part_path(path)
    try:
        frames = _write(folder, with_sound, half, rate_hz)
        atomic.move_into_place(half, path)
    except MockInterviewError:
        with contextlib.suppress(OSError):
            half.unlink(missing_ok=True)
        raise
    take = _joined(parts, number, path.relative_to(folder.path).as_posix(), frames / rate_hz)
    attempt = attempt.with_take(take.model_copy(update={"rate_hz": rate_hz}))
    try:
        folder.save(attempt)
    except LibraryError:
        if not _is_named(folder, number):
            with contextlib.suppress(OSError):
                path.unlink(missing_ok=True)
        raise
    return attempt


def _is_named(folder: AttemptFolder, number: int) -> bool:
    """Whether the take is in `attempt.json` all the same, or that cannot be told."""
    try:
        return any(take.number == number for take in folder.load().takes)
    except LibraryError:
        return True


def _joined(parts: Sequence[Take], number: int, file: str, seconds: float) -> Take:
    with_sound = [part for part in parts if part.seconds > 0]
    devices = dict.fromkeys(part.device for part in with_sound if part.device)
    is_timed = all(part.wall_seconds for part in with_sound)
    return Take(
        number=number,
        file=file,
        started=parts[0].started,
        state=TakeState.FINISHED,
        seconds=seconds,
        device=", ".join(devices),
        overflows=sum(part.overflows for part in with_sound),
        problem=_problem(with_sound),
        wall_seconds=sum(part.wall_seconds for part in with_sound) if is_timed else 0,
        parts=tuple(part.number for part in parts),
    )


def _problem(parts: Sequence[Take]) -> str:
    """That it was interrupted, the gaps in the parts, and all that is told of the last one."""
    times = len(parts) - 1
    often = {1: "once", 2: "twice"}.get(times, f"{times} times")
    told = [
        f"The answer was interrupted {often}; its {len(parts)} parts are joined here.",
        *(told_gaps(part.problem) for part in parts[:-1]),
        parts[-1].problem,
    ]
    return " ".join(sentence for sentence in told if sentence)


def _require_room(folder: AttemptFolder, seconds: float, rate_hz: int) -> None:
    needed = round(seconds * rate_hz) * SAMPLE_BYTES
    free = free_bytes(folder.path)
    if free is not None and free < needed + RESERVE_BYTES:
        raise no_room_to_import(folder.path, needed)


def _write(folder: AttemptFolder, parts: Sequence[Take], half: Path, rate_hz: int) -> int:
    """Write all parts one behind the other. Returns: how many frames there are, read back."""
    try:
        half.unlink(missing_ok=True)
    except OSError as error:
        raise atomic.as_library_error(error, half) from error
    writer = WavWriter(half, rate_hz)
    try:
        for part in parts:
            _append(writer, folder.take_path(part), part)
    finally:
        writer.close()
    frames = length_of(half).frames
    if frames != writer.frames:
        raise _not_whole(half, f"{frames} frames instead of {writer.frames}")
    return frames


def _append(writer: WavWriter, path: Path, part: Take) -> None:
    """Write one part, and see that nothing of it is missing."""
    before = writer.frames
    with open_sound(path) as source:
        heard = source.frames
        if heard != round(part.seconds * source.rate_hz) or source.channels != 1:
            raise _not_whole(path, f"{heard} frames in {source.channels} channels")
        expected = round(heard * writer.rate_hz / source.rate_hz)
        if writer.frames + expected > most_frames():
            raise _not_whole(path, "a WAV file holds no more")
        for block in _resampled(source, writer.rate_hz):
            writer.write(block.astype("<i2", copy=False).tobytes())
    spare = 0 if source.rate_hz == writer.rate_hz else SPARE_FRAMES
    written = writer.frames - before
    if abs(written - expected) > spare:
        raise _not_whole(path, f"{written} frames written, {expected} expected")


def _resampled(source: SoundFile, rate_hz: int) -> Iterator[Block | Any]:
    """All samples at the wanted rate; untouched where it is their own."""
    if rate_hz == source.rate_hz:
        while len(block := source.read_int16(BLOCK_FRAMES)):
            yield block
        return
    import numpy as np
    import soxr

    resampler = soxr.ResampleStream(source.rate_hz, rate_hz, source.channels, dtype="int16")
    while len(block := source.read_int16(BLOCK_FRAMES)):
        yield resampler.resample_chunk(block)
    yield resampler.resample_chunk(np.zeros((0, source.channels), dtype=np.int16), last=True)


def _not_whole(path: Path, reason: str) -> AudioFileError:
    return AudioFileError(
        f"{path.name} is not as long as it should be, so the parts are not joined.",
        "They stay as they are.",
        f"{path}: {reason}",
    )
