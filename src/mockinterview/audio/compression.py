"""Finished takes become FLAC; a WAV is removed only after its copy was read back and is equal.

The order is what makes it safe to be killed at any moment:

1. `take-1.flac.part` is written and forced to the disk,
2. read back and compared with the WAV, sample by sample,
3. renamed to `take-1.flac`,
4. `attempt.json` names it,
5. the WAV is removed.

Between 3 and 4 `attempt.json` names the WAV, and the FLAC is made anew next time; between 4 and 5
the two are compared once more. A failure at any step leaves the WAV.
"""

from __future__ import annotations

import contextlib
import logging
import threading
from collections.abc import Callable, Iterator
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from mockinterview.core.attempt import Attempt, Take, TakeState
from mockinterview.errors import AudioFileError, LibraryError, MockInterviewError
from mockinterview.files import atomic
from mockinterview.files.attempts import AttemptFolder
from mockinterview.files.locks import COMPRESSING_LOCK, INTERVIEW_LOCK, claimed
from mockinterview.files.takes import FLAC_SUFFIX, WAV_SUFFIX, flac_path, part_path

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

logger = logging.getLogger(__name__)

BLOCK_FRAMES: Final = 1 << 16
"""Held in memory at a time: 1.4 s at 48 kHz."""
EXACT_SUBTYPES: Final = {"PCM_16", "PCM_24"}
"""What FLAC keeps bit by bit; floats it cannot."""
FREE_SECONDS: Final = 1.0
"""How long to wait for somebody who changes `attempt.json`; an interview holds it longer."""

IsCancelled = Callable[[], bool]
"""Asked after every block: whether to give up, for example because the program ends."""


class Compressor:
    """Compresses attempts in the background, one at a time, in the order in which they came.

    Args:
        submit: gives a call to an executor.
    """

    def __init__(self, submit: Callable[[Callable[[], None]], object]) -> None:
        self._submit = submit
        self._lock = threading.Lock()
        self._waiting: dict[Path, AttemptFolder] = {}
        self._is_running = False
        self._closed = threading.Event()

    def later(self, folder: AttemptFolder) -> None:
        """Compress the finished takes of this attempt soon; from any thread, without waiting."""
        with self._lock:
            # A folder object of its own: the one given may hold the lock of an interview.
            self._waiting[folder.path] = AttemptFolder(folder.path)
            if not self._is_running and not self._closed.is_set():
                self._is_running = True
                self._submit(self._run)

    def close(self) -> None:
        """Take no more, and give up what is under way within a moment; every WAV is still there."""
        with self._lock:
            self._closed.set()
            self._waiting.clear()

    def _run(self) -> None:
        """One attempt, then back to the end of the executor's queue, behind what is urgent."""
        with self._lock:
            folder = self._waiting.pop(next(iter(self._waiting)), None) if self._waiting else None
        try:
            if folder is not None:
                compress_attempt(folder, self._closed.is_set)
        except Exception:  # the top of a background job: a defect must be seen
            logger.exception("a take could not be compressed; its WAV stays")
        with self._lock:
            self._is_running = bool(self._waiting) and not self._closed.is_set()
            if self._is_running:
                self._submit(self._run)


def needs_compressing(folder: AttemptFolder, attempt: Attempt) -> bool:
    """Whether a finished take of it lies there as WAV."""
    return any(
        _may_be_compressed(folder, take)
        and (folder.path / take.file).with_suffix(WAV_SUFFIX).is_file()
        for take in attempt.takes
    )


def compress_attempt(folder: AttemptFolder, is_cancelled: IsCancelled = lambda: False) -> int:
    """Compress the finished takes, unless an interview runs here or somebody else is at it.

    What fails is logged and stays a WAV.

    Returns: how many takes are FLAC now that were not before.
    """
    if not folder.path.is_dir():
        return 0  # nothing was said in it
    try:
        with claimed(folder.path, INTERVIEW_LOCK, FREE_SECONDS) as is_free:
            if not is_free:
                return 0
        with claimed(folder.path, COMPRESSING_LOCK) as is_mine:
            if not is_mine:
                return 0
            done = 0
            for take in folder.load().takes:
                with _told(folder, take):
                    done += compress_take(folder, take, is_cancelled)
            return done
    except LibraryError as error:
        logger.warning("%s is not compressed: %s (%s)", folder.id, error, error.detail)
        return 0


def compress_take(
    folder: AttemptFolder, take: Take, is_cancelled: IsCancelled = lambda: False
) -> bool:
    """Compress one finished take; for whoever holds the `COMPRESSING_LOCK`.

    Returns: whether it is FLAC now and was not before.

    Raises:
        AudioFileError: the WAV cannot be read, is not as long as it should be, or the FLAC is not
            equal to it.
        LibraryError: the disk is full or cannot be written to, or an interview began.
    """
    if not _may_be_compressed(folder, take):
        return False
    named = folder.path / take.file
    wav, flac = named.with_suffix(WAV_SUFFIX), flac_path(named)
    if not wav.is_file():
        return False
    if named == flac:
        _settle(folder, take, wav, flac, is_cancelled)
        return False
    part = part_path(flac)
    try:
        if not _encode(wav, part, take, is_cancelled):
            return False
        _require_equal(wav, part, is_cancelled)
        _put_in_place(folder, take, part, flac)
    except (MockInterviewError, _CancelledError) as error:
        _remove(part)
        # Never without the WAV: it was read a moment ago, but who knows what runs beside this.
        if wav.is_file() and _names(folder, take.number, wav):
            _remove(flac)
        if isinstance(error, _CancelledError):
            return False
        raise
    _remove(wav)
    return True


class _CancelledError(Exception):
    """The program ends; the take is compressed next time."""


def _may_be_compressed(folder: AttemptFolder, take: Take) -> bool:
    path = folder.path / take.file
    is_complete = take.state is not TakeState.RECORDING and take.seconds > 0
    is_there = is_complete and not take.is_removed
    return is_there and path.suffix in {WAV_SUFFIX, FLAC_SUFFIX} and folder.owns(path)


def _encode(wav: Path, part: Path, take: Take, is_cancelled: IsCancelled) -> bool:
    """Write the FLAC beside; False for samples that it could not keep exactly."""
    import soundfile

    with _open(wav) as source:
        if source.subtype not in EXACT_SUBTYPES:
            return False
        _require_length(source, take, wav)
        try:
            with soundfile.SoundFile(
                str(part),
                "w",
                samplerate=source.samplerate,
                channels=source.channels,
                format="FLAC",
                subtype=source.subtype,
            ) as target:
                for block in _blocks(source, wav, is_cancelled):
                    target.write(block)
        except (soundfile.SoundFileError, OSError) as error:
            raise LibraryError(
                f"{part.name} could not be written.", "The sound stays as WAV.", str(error)
            ) from error
    atomic.force_file(part)
    return True


def _require_length(source: Any, take: Take, wav: Path) -> None:
    expected = round(take.seconds * source.samplerate)
    if source.frames != expected:
        raise AudioFileError(
            f"{wav.name} is not as long as the recording was.",
            "It stays as it is.",
            f"{source.frames} frames, {expected} expected",
        )


def _require_equal(wav: Path, flac: Path, is_cancelled: IsCancelled) -> None:
    """Read both to the end, block by block.

    Raises:
        AudioFileError: they differ, or one cannot be read.
    """
    with _open(wav) as one, _open(flac) as other:
        heads = [(each.samplerate, each.channels, each.frames) for each in (one, other)]
        blocks = zip_longest(_blocks(one, wav, is_cancelled), _blocks(other, flac, is_cancelled))
        if heads[0] != heads[1] or not all(_are_equal(*pair) for pair in blocks):
            raise AudioFileError(
                f"{flac.name} does not hold the same sound as {wav.name}.",
                "The WAV is kept.",
                f"{flac}: {heads[1]}, {wav}: {heads[0]}",
            )


def _are_equal(one: npt.NDArray[np.int32] | None, other: npt.NDArray[np.int32] | None) -> bool:
    return (
        one is not None
        and other is not None
        and one.shape == other.shape
        and bool((one == other).all())
    )


def _put_in_place(folder: AttemptFolder, take: Take, part: Path, flac: Path) -> None:
    """Steps 3 and 4, with the folder claimed."""

    def rename(attempt: Attempt) -> Attempt:
        current = next((each for each in attempt.takes if each.number == take.number), None)
        if current is None or current.is_removed or _differ(current, take):
            raise LibraryError("The take was changed while it was compressed.")
        atomic.move_into_place(part, flac)
        return attempt.with_take(_with_file(folder, current, flac))

    folder.change(rename)


def _differ(one: Take, other: Take) -> bool:
    return (one.file, one.state) != (other.file, other.state)


def _settle(
    folder: AttemptFolder, take: Take, wav: Path, flac: Path, is_cancelled: IsCancelled
) -> None:
    """Both are there, because the program ended between steps 4 and 5, or the WAV was in use."""
    try:
        _require_equal(wav, flac, is_cancelled)
    except _CancelledError:
        return
    except AudioFileError as error:
        with _open(wav) as source:
            _require_length(source, take, wav)
        logger.warning("%s: back to the WAV: %s (%s)", folder.id, error, error.detail)
        folder.change(
            lambda attempt: attempt.with_take(_with_file(folder, attempt.take(take.number), wav))
        )
        _remove(flac)
    else:
        _remove(wav)


def _with_file(folder: AttemptFolder, take: Take, path: Path) -> Take:
    return take.model_copy(update={"file": path.relative_to(folder.path).as_posix()})


def _names(folder: AttemptFolder, number: int, path: Path) -> bool:
    """Whether `attempt.json` on the disk says that the take lies here."""
    try:
        return folder.path / folder.load().take(number).file == path
    except (LibraryError, KeyError):
        return False


@contextlib.contextmanager
def _open(path: Path) -> Iterator[Any]:
    import soundfile

    try:
        source = soundfile.SoundFile(str(path))
    except (soundfile.SoundFileError, OSError) as error:
        raise _unreadable(path, error) from error
    with source:
        yield source


def _blocks(source: Any, path: Path, is_cancelled: IsCancelled) -> Iterator[npt.NDArray[np.int32]]:
    """Everything from the beginning to the end, shape (frames, channels)."""
    import soundfile

    while True:
        if is_cancelled():
            raise _CancelledError
        try:
            block = source.read(BLOCK_FRAMES, dtype="int32", always_2d=True)
        except (soundfile.SoundFileError, OSError) as error:
            raise _unreadable(path, error) from error
        if not len(block):
            return
        yield block


def _unreadable(path: Path, error: Exception) -> AudioFileError:
    return AudioFileError(
        f"{path.name} cannot be read, so it is not compressed.", "", f"{path}: {error}"
    )


@contextlib.contextmanager
def _told(folder: AttemptFolder, take: Take) -> Iterator[None]:
    """Log what went wrong with one take; the next one may do better."""
    try:
        yield
    except MockInterviewError as error:
        message = "take %s of %s stays as it is: %s (%s)"
        logger.warning(message, take.number, folder.id, error, error.detail)


def _remove(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError as error:  # on Windows while somebody listens to it: the next start tries again
        logger.info("%s stays for now: %s", path, error)
