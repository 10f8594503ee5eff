"""When the program started: read once, as early as can be."""

from __future__ import annotations

import time

_IMPORTED = time.monotonic()


def seconds_since_start() -> float:
    """Seconds since this module was imported, the first thing that the program does."""
    return time.monotonic() - _IMPORTED
