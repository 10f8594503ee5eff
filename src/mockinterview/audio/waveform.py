"""The outline of a sound file for drawing it, kept beside the take, and levels in decibels."""

from __future__ import annotations

import io
import logging
import math
from pathlib import Path
from typing import TYPE_CHECKING, Final

from mockinterview.audio.sound_file import open_sound
from mockinterview.errors import LibraryError
from mockinterview.files import atomic

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

logger = logging.getLogger(__name__)

FLOOR_DBFS: Final = -96.0
"""Half the smallest step of 16-bit sound, rounded: silence."""
BLOCK_FRAMES: Final = 1 << 19
FULL_SCALE: Final = 32768
OUTLINE_BUCKETS: Final = 800
"""More than a column has room for bars on any screen."""


def dbfs(peak: float) -> float:
    """The level of a peak from 0 to 1 in decibels below full scale; never under -96."""
    return max(FLOOR_DBFS, 20 * math.log10(peak)) if peak > 0 else FLOOR_DBFS


def outline(path: Path, kept: Path | None = None) -> list[float]:
    """The `peaks` of a take in `OUTLINE_BUCKETS`, from `kept` if they were written there before.

    A FLAC file of ten minutes takes half a second to decode; what was found is therefore written
    to `kept`, if one is given. The sound of a finished take never changes.

    Raises:
        AudioFileError: the file cannot be read.
    """
    found = _read(kept) if kept is not None else None
    if found is None:
        found = peaks(path, OUTLINE_BUCKETS)
        if kept is not None:
            _keep(kept, found)
    return found


def peaks(path: Path, buckets: int) -> list[float]:
    """The largest absolute sample in each of `buckets` equal stretches of a file, 0 to 1.

    Read block by block: the memory needed does not grow with the file. A file with fewer
    frames than buckets repeats values; an empty one gives zeros.

    Raises:
        AudioFileError: the file cannot be read.
    """
    import numpy as np

    with open_sound(path) as sound:
        total = sound.frames
        if not total:
            return [0.0] * buckets
        parts = min(buckets, total)
        # Frame f belongs to part f * parts // total, so a part begins where that steps up.
        starts = -(-np.arange(parts) * total // parts)
        largest = np.zeros(parts, dtype=np.int32)
        position = 0
        while len(block := sound.read_int16(BLOCK_FRAMES)):
            _fold(block, position, starts, largest)
            position += len(block)
    if parts < buckets:
        largest = largest[np.arange(buckets) * parts // buckets]
    return [float(value) / FULL_SCALE for value in largest]


def _fold(
    block: npt.NDArray[np.int16],
    position: int,
    starts: npt.NDArray[np.int64],
    largest: npt.NDArray[np.int32],
) -> None:
    """Raise `largest` by the frames of a block that begins at `position`."""
    import numpy as np

    high, low = (block[:, 0],) * 2 if block.shape[1] == 1 else (block.max(1), block.min(1))
    first = int(np.searchsorted(starts, position, "right")) - 1
    last = int(np.searchsorted(starts, position + len(block), "left"))
    places = np.maximum(starts[first:last] - position, 0)
    highest = np.maximum.reduceat(high, places).astype(np.int32)
    lowest = np.minimum.reduceat(low, places).astype(np.int32)
    np.maximum(largest[first:last], np.maximum(highest, -lowest), out=largest[first:last])


def _read(kept: Path) -> list[float] | None:
    """What was kept, or None when there is nothing that can be used."""
    import numpy as np

    try:
        values = np.load(kept, allow_pickle=False)
    except (OSError, ValueError, EOFError):
        return None
    if values.shape != (OUTLINE_BUCKETS,):
        return None
    return [float(value) for value in values]


def _keep(kept: Path, found: list[float]) -> None:
    import numpy as np

    if not kept.parent.parent.is_dir():
        return  # the attempt was removed or moved meanwhile, and is not to be made anew
    file = io.BytesIO()
    np.save(file, np.array(found, dtype=np.float32))
    try:
        atomic.write_bytes(kept, file.getvalue())
    except LibraryError as error:  # it costs half a second the next time
        logger.info("the outline is not kept: %s", error)
