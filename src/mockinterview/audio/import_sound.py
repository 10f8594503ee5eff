"""Brings the sound of any file into a take: decoded block by block, mixed to mono, checked.

The file itself is never changed. Its rate is kept; sound of more than 16 bits is kept in 24. Where
one decoder stops in the middle, the other one is tried, and the longer outcome is kept; what either
of them found damaged is told.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from mockinterview.audio.downmix import Downmix
from mockinterview.audio.file_end import is_cut_off
from mockinterview.audio.file_kind import is_checked_by_ffmpeg, is_for_sndfile, is_mp3, read_head
from mockinterview.audio.flaws import Flaws
from mockinterview.audio.sound_source import SoundFacts, SoundSource, UnreadableError, unreadable
from mockinterview.core.lengths import as_clock
from mockinterview.errors import AudioFileError, ImportCancelled
from mockinterview.files import atomic
from mockinterview.files.room import RESERVE_BYTES, free_bytes, no_room_to_import
from mockinterview.files.wav import WavWriter

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Floats = npt.NDArray[np.float32]

logger = logging.getLogger(__name__)

LONGEST_SECONDS: Final = 60 * 60
"""An answer lasts minutes. What is longer is a whole day's recording, or a file made to fill the
disk: a kilobyte of FLAC can hold hours of silence."""
ROOM_SECONDS: Final = 5.0
"""How much is written between two looks at the room on the disk."""

OnProgress = Callable[[float], None]
IsCancelled = Callable[[], bool]
OpenSource = Callable[[Path, bytes], SoundSource]


@dataclass(frozen=True)
class ImportedSound:
    """What was brought in; `remarks` are sentences for the person, `recorded` if it is known."""

    path: Path
    frames: int
    rate_hz: int
    remarks: tuple[str, ...]
    recorded: dt.datetime | None
    flaws: Flaws

    @property
    def seconds(self) -> float:
        """The length."""
        return self.frames / self.rate_hz


def examine_sound(path: Path) -> SoundFacts:
    """What a file tells before it is imported; its sound is not read. Takes a moment.

    Raises:
        AudioFileError: it cannot be imported, and why.
    """
    with _first_source(path) as source:
        _require_short(source.facts.told_seconds, path)
        return source.facts


def import_sound(
    path: Path,
    target: Path,
    on_progress: OnProgress = lambda _: None,
    is_cancelled: IsCancelled = lambda: False,
) -> ImportedSound:
    """Write the sound of `path` as a mono WAV to `target`, forced to the disk. Takes long.

    Args:
        path: a sound or video file.
        target: the take; nothing may be there yet.
        on_progress: called often with the part done, 0 to 1.
        is_cancelled: asked after every block.

    Raises:
        AudioFileError: it cannot be imported; nothing is left at `target`.
        ImportCancelled: the same, on the person's wish.
        DiskFullError: there is no room.
        LibraryError: it cannot be written.
    """
    head = read_head(path)
    problem: AudioFileError | None = None
    outcomes: list[ImportedSound] = []
    parts = [target.with_name(f"{target.name}.{number}.part") for number in (1, 2)]
    try:
        for open_source, part in zip(_ways(path, head), parts, strict=False):
            try:
                with contextlib.closing(open_source(path, head)) as source:
                    _require_short(source.facts.told_seconds, path)
                    outcomes.append(_Transfer(source, path, part, is_cancelled).run(on_progress))
            except UnreadableError as error:
                problem = problem or error  # who is asked first knows best what it is
                logger.info("%s: %s", error.message, error.detail)
            if outcomes and not outcomes[-1].flaws:
                break
        best = _best(outcomes)
        if best is None:
            raise problem or unreadable(path, "no decoder")
        if not best.frames:
            raise AudioFileError(f"{path.name} holds no sound.", "Choose another file.", str(path))
        atomic.move_into_place(best.path, target)
        return replace(best, path=target)
    finally:
        for part in parts:
            with contextlib.suppress(OSError):
                part.unlink(missing_ok=True)


def _best(outcomes: list[ImportedSound]) -> ImportedSound | None:
    """The longest; what only another one found damaged is told with it."""
    best = max(outcomes, key=lambda outcome: outcome.frames, default=None)
    if best is None or best.flaws:
        return best
    others = (one.flaws for one in outcomes if one.flaws.places or one.flaws.ends_damaged)
    found = tuple(flaws.sentence_of_a_shorter_pass() for flaws in others)
    return replace(best, remarks=found + best.remarks)


def _ways(path: Path, head: bytes) -> list[OpenSource]:
    """Who reads it, in the order in which they are tried."""
    from mockinterview.audio.ffmpeg_source import FfmpegSource
    from mockinterview.audio.sndfile_source import SndfileSource

    if is_for_sndfile(head) and not is_checked_by_ffmpeg(head):
        return [SndfileSource, FfmpegSource]
    return [FfmpegSource] if is_mp3(head, path) else [FfmpegSource, SndfileSource]


@contextlib.contextmanager
def _first_source(path: Path) -> Iterator[SoundSource]:
    head = read_head(path)
    problem: AudioFileError | None = None
    for open_source in _ways(path, head):
        try:
            source = open_source(path, head)
        except UnreadableError as error:
            problem = problem or error
            continue
        with contextlib.closing(source):
            yield source
            return
    raise problem or unreadable(path, "no decoder")


def _require_short(seconds: float | None, path: Path) -> None:
    if seconds is not None and seconds > LONGEST_SECONDS:
        raise AudioFileError(
            f"{path.name} is {as_clock(seconds)} long; up to {as_clock(LONGEST_SECONDS)}"
            " can be imported.",
            "Cut the answer out with another program, then import that.",
        )


class _Transfer:
    """One pass over a source into a WAV file."""

    def __init__(
        self, source: SoundSource, path: Path, part: Path, is_cancelled: IsCancelled
    ) -> None:
        self._source = source
        self._facts = source.facts
        self._path = path
        self._part = part
        self._is_cancelled = is_cancelled
        self._downmix = Downmix(self._facts.channels)
        self._sample_bytes = self._facts.bits // 8
        self._full_scale = 1 << (self._facts.bits - 1)
        self._no_numbers = 0
        self._is_cut = False
        self._is_silent = True

    def run(self, on_progress: OnProgress) -> ImportedSound:
        """Read everything, write it, and tell what it was like."""
        self._require_room(self._facts.told_seconds or 0)
        rate_hz = self._facts.rate_hz
        writer = WavWriter(self._part, rate_hz, self._sample_bytes)
        try:
            looked_at = 0
            for block in self._source.blocks():
                if self._is_cancelled():
                    raise ImportCancelled("The import was cancelled.", "Nothing was kept of it.")
                writer.write(self._as_bytes(block))
                _require_short(writer.frames / rate_hz, self._path)
                if writer.frames - looked_at > ROOM_SECONDS * rate_hz:
                    looked_at = writer.frames
                    self._require_room(0)
                on_progress(self._part_done(writer.frames))
        finally:
            writer.close()
        flaws = self._flaws(writer.frames / rate_hz)
        return ImportedSound(
            path=self._part,
            frames=writer.frames,
            rate_hz=rate_hz,
            remarks=(*flaws.sentences(), *self._remarks()),
            recorded=self._facts.recorded,
            flaws=flaws,
        )

    def _part_done(self, frames: int) -> float:
        told = self._facts.told_seconds
        if told:
            return min(1.0, frames / self._facts.rate_hz / told)
        return self._source.part_read

    def _flaws(self, seconds: float) -> Flaws:
        return Flaws(
            seconds=seconds,
            told_seconds=self._facts.told_seconds,
            inexact_seconds=max(self._facts.inexact_seconds, 1 / self._facts.rate_hz),
            places=self._source.damaged_places,
            lost_seconds=self._source.lost_seconds,
            ends_damaged=self._source.ends_damaged,
            is_cut=is_cut_off(self._path, read_head(self._path)),
        )

    def _require_room(self, seconds: float) -> None:
        needed = round(seconds * self._facts.rate_hz * self._sample_bytes)
        free = free_bytes(self._part.parent)
        if free is not None and free - RESERVE_BYTES < needed:
            raise no_room_to_import(self._part.parent, needed)

    def _as_bytes(self, block: Floats) -> bytes:
        """One channel of little-endian whole numbers; what is no number becomes silence."""
        import numpy as np

        if self._facts.is_float:
            is_number = np.isfinite(block)
            self._no_numbers += int(block.size - is_number.sum())
            block = np.where(is_number, block, np.float32(0))
        mono = self._downmix.mix_floats(block).astype(np.float64) * self._full_scale
        whole = np.rint(mono)
        kept = np.clip(whole, -self._full_scale, self._full_scale - 1).astype("<i4")
        # One step beyond is where +1.0 lies, which is nothing lost.
        self._is_cut = self._is_cut or bool((np.abs(whole) > self._full_scale).any())
        self._is_silent = self._is_silent and not kept.any()
        octets = kept.view(np.uint8).reshape(-1, 4)[:, : self._sample_bytes]
        return octets.tobytes()

    def _remarks(self) -> Iterator[str]:
        if self._facts.tracks > 1:
            yield f"The video has {self._facts.tracks} sound tracks; this is the main one."
        if self._is_silent:
            yield "There is nothing to be heard in it: all of it is digital silence."
        if self._no_numbers:
            yield f"{self._no_numbers} of its samples were no numbers; they are silent here."
        if self._is_cut and self._facts.is_float:
            yield "In places it was louder than full scale; the peaks are cut off here."
