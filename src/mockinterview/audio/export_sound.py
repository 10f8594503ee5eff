"""Writes the sound of a take as a file for others: WAV, FLAC, MP3 or Opus.

Written beside under another name, read back to the end, and only then renamed: what bears the name
is whole. A file that is there is replaced only on demand.
"""

from __future__ import annotations

import contextlib
import os
import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from mockinterview.audio.import_sound import IsCancelled, OnProgress
from mockinterview.audio.sound_file import SoundFile, open_sound
from mockinterview.errors import ExportCancelled, ExportError, LibraryError
from mockinterview.files import atomic
from mockinterview.files.export_place import require_free, unwritten
from mockinterview.files.takes import present_path

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Block = npt.NDArray[np.float32]

BLOCK_FRAMES: Final = 1 << 14
"""Written at a time; libsndfile's encoders of lossy sound take large blocks badly."""
PADDING_SECONDS: Final = 0.03
"""How far the length read back may differ: a block of MP3 (26 ms) or Opus (20 ms). libsndfile notes
the padding in both kinds of file, and no difference was ever measured at the take's own rate."""


@dataclass(frozen=True)
class ExportFormat:
    """A kind of file that a take can be written as.

    Attributes:
        suffix: how its name ends.
        title: what people call it.
        container: libsndfile's name of the kind of file.
        subtype: its name of the codec; empty: as fine as the take.
        rates_hz: the rates that it knows, ascending; empty: every rate.
    """

    suffix: str
    title: str
    container: str
    subtype: str = ""
    rates_hz: tuple[int, ...] = ()

    def rate_for(self, rate_hz: int) -> int:
        """The same rate if it is known, else the next higher one, else the highest."""
        higher = (known for known in self.rates_hz if known >= rate_hz)
        return next(higher, self.rates_hz[-1]) if self.rates_hz else rate_hz


MP3_RATES_HZ: Final = (8_000, 11_025, 12_000, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000)
OPUS_RATES_HZ: Final = (8_000, 12_000, 16_000, 24_000, 48_000)
EXPORT_FORMATS: Final = (
    ExportFormat(".wav", "WAV", "WAV"),
    ExportFormat(".flac", "FLAC", "FLAC"),
    ExportFormat(".mp3", "MP3", "MP3", "MPEG_LAYER_III", MP3_RATES_HZ),
    ExportFormat(".opus", "Opus", "OGG", "OPUS", OPUS_RATES_HZ),
)


def export_format(path: Path) -> ExportFormat:
    """What a file of this name is written as.

    Raises:
        ExportError: its ending is none of ours.
    """
    suffix = path.suffix.lower()
    found = next((one for one in EXPORT_FORMATS if one.suffix == suffix), None)
    if found is None:
        raise ExportError(
            f"A take cannot be written as “{path.name}”.",
            "Let the name end in .wav, .flac, .mp3 or .opus.",
        )
    return found


def export_sound(
    take: Path,
    target: Path,
    *,
    replaces: bool = False,
    on_progress: OnProgress = lambda _: None,
    is_cancelled: IsCancelled = lambda: False,
) -> float:
    """Write a take's sound to `target`, as its name says. Takes some seconds an hour of sound.

    Args:
        take: the sound file of the take.
        target: where to; its ending tells the kind of file.
        replaces: whether a file that is there may be replaced.
        on_progress: called often with the part done, 0 to 1.
        is_cancelled: asked after every block.

    Returns: how long the file is, in seconds, read back from it.

    Raises:
        ExportError: it cannot be written there, or did not come out right; nothing is left.
        ExportCancelled: the person cancelled; nothing is left.
        AudioFileError: the take cannot be read.
    """
    kind = export_format(target)
    take = present_path(take)
    _require_free(take, target, replaces=replaces)
    part = target.with_name(f".{secrets.token_hex(4)}{target.suffix}.part")
    try:
        with open_sound(take) as source:
            _write(source, part, kind, _watched(on_progress, is_cancelled))
            seconds = _require_whole(part, source.seconds)
        _require_free(take, target, replaces=replaces)
        _move(part, target)
    finally:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)
    return seconds


def _require_free(take: Path, target: Path, *, replaces: bool) -> None:
    if target.exists() and not target.is_dir() and target.samefile(take):
        raise ExportError(
            "This is the take itself, which is never written over.", "Choose another name."
        )
    require_free(target, replaces=replaces)


def _watched(on_progress: OnProgress, is_cancelled: IsCancelled) -> Callable[[float], None]:
    def watch(part_done: float) -> None:
        if is_cancelled():
            raise ExportCancelled("The export was cancelled.", "Nothing was written.")
        on_progress(part_done)

    return watch


def _write(
    source: SoundFile, part: Path, kind: ExportFormat, watch: Callable[[float], None]
) -> None:
    import soundfile

    rate_hz = kind.rate_for(source.rate_hz)
    try:
        with soundfile.SoundFile(
            _name(part),
            "w",
            samplerate=rate_hz,
            channels=source.channels,
            format=kind.container,
            subtype=kind.subtype or _fineness(source.subtype),
        ) as target:
            for block in _resampled(source, rate_hz, watch):
                target.write(block)
        atomic.force_file(part)
    except (soundfile.SoundFileError, OSError) as error:
        raise unwritten(part, str(error)) from error
    except LibraryError as error:
        raise unwritten(part, error.detail) from error


def _fineness(subtype: str) -> str:
    """As fine as the take; 16 bits for one that came in a pack as Opus, which has no such name."""
    return subtype if subtype.startswith("PCM_") else "PCM_16"


def _resampled(
    source: SoundFile, rate_hz: int, watch: Callable[[float], None]
) -> Iterator[Block | Any]:
    """All blocks at the wanted rate; untouched, as whole numbers, where it is their own."""
    done = 0
    if rate_hz == source.rate_hz:
        while len(whole := source.read_int32(BLOCK_FRAMES)):
            done += len(whole)
            watch(done / max(1, source.frames))
            yield whole
        return
    import numpy as np
    import soxr

    resampler = soxr.ResampleStream(source.rate_hz, rate_hz, source.channels, dtype="float32")
    for block in source.blocks(BLOCK_FRAMES):
        done += len(block)
        watch(done / max(1, source.frames))
        yield resampler.resample_chunk(block)
    nothing = np.zeros((0, source.channels), dtype=np.float32)
    yield resampler.resample_chunk(nothing, last=True)


def _require_whole(part: Path, seconds: float) -> float:
    """Read the file to its end. Returns: its length in seconds."""
    length = _length_read(part)
    if abs(length - seconds) > PADDING_SECONDS:
        raise ExportError(
            "The exported file did not come out as long as the take.",
            "Nothing was kept of it. Choose another kind of file.",
            f"{length:.3f} s instead of {seconds:.3f} s",
        )
    return length


def _length_read(part: Path) -> float:
    """How long a file is in seconds, read from beginning to end without ever going to a place.

    soundfile goes to where it is after every block that it reads of a file that it may go about in.
    In an MP3 of 24 kHz or less libmpg123 then decodes the frames before that place without what
    they borrow from earlier ones, and complains on the terminal (bastibe/python-soundfile#402).
    """
    import soundfile

    try:
        with soundfile.SoundFile(_name(part)) as written:
            written.seekable = lambda: False
            frames = 0
            while len(block := written.read(BLOCK_FRAMES, dtype="float32")):
                frames += len(block)
            return frames / int(written.samplerate)
    except (soundfile.SoundFileError, OSError) as error:
        raise ExportError(
            "The exported file cannot be read back.",
            "Nothing was kept of it. Choose another kind of file.",
            str(error),
        ) from error


def _name(path: Path) -> Any:
    """Bytes, because a name need not be text on Linux."""
    return os.fsencode(path) if os.name == "posix" else str(path)


def _move(part: Path, target: Path) -> None:
    try:
        atomic.move_into_place(part, target)
    except LibraryError as error:
        raise unwritten(target, error.detail) from error
