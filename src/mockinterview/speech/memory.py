"""Keeps a model that is too big from bringing the computer to a halt: told before, or stopped.

A system that runs out of memory swaps until nothing moves, or kills whatever it likes, perhaps the
program that records. So a model is refused that clearly does not fit, and the speech process may
not grow beyond what is free: an allocation fails then, here and nowhere else. The limit is Linux's
own (RLIMIT_DATA); elsewhere only what the libraries report themselves is told.
"""

from __future__ import annotations

import contextlib
import sys
from pathlib import Path
from typing import Final

from mockinterview.errors import ModelTooBigError
from mockinterview.speech.engines import WeightsFormat

RESERVE_BYTES: Final = 256 << 20
"""Left to the recorder, the window and the system."""

LOADING_BYTES: Final = {
    WeightsFormat.CTRANSLATE2: (1.5, 150 << 20),
    WeightsFormat.OPENAI: (3.0, 350 << 20),
}
"""What loading and hearing take at their highest: so many times the file, and so much besides.
Measured with tiny.en and base: 1.8 to 2.3 and 4.3 to 7.6 times the file in all."""

_SIGNS: Final = ("bad_alloc", "can't allocate memory", "cannot allocate memory", "memoryerror")
_CGROUP: Final = Path("/sys/fs/cgroup")


def refuse_too_big(name: str, weights: Path, weights_format: WeightsFormat) -> None:
    """See that a model fits into the memory that is free.

    Raises:
        ModelTooBigError: it does not.
    """
    free = available_bytes()
    needed = needed_bytes(weights, weights_format)
    if free is not None and needed > free:
        raise too_big(name, f"needs about {needed >> 20} MB, {free >> 20} MB are free")


def needed_bytes(weights: Path, weights_format: WeightsFormat) -> int:
    """What it takes to load these weights and to hear with them."""
    files = weights.rglob("*") if weights.is_dir() else [weights]
    size = sum(file.stat().st_size for file in files if file.is_file())
    times, besides = LOADING_BYTES[weights_format]
    return round(times * size) + besides


def too_big(name: str, detail: str = "") -> ModelTooBigError:
    """What a person is told of a model for which there is no memory."""
    return ModelTooBigError(
        f"The model {name} needs more memory than this computer has free.",
        "Choose a smaller one in Settings, or close other programs and try again.",
        detail,
    )


def is_about_memory(text: str) -> bool:
    """Whether the technical text of an error tells that memory ran out."""
    lower = text.lower()
    return any(sign in lower for sign in _SIGNS)


def limit_to_free_memory() -> None:
    """Let this process grow by no more than what is free now, where the system can see to it."""
    free = available_bytes()
    used = _status_bytes("VmData")
    if sys.platform == "win32" or free is None or used is None:
        return
    import resource

    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    limit = used + free
    if hard != resource.RLIM_INFINITY:
        limit = min(limit, hard)
    with contextlib.suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_DATA, (limit, hard))


def available_bytes() -> int | None:
    """What may still be used without touching the reserve; `None` where nothing tells it."""
    with contextlib.suppress(OSError, ValueError, StopIteration):
        lines = Path("/proc/meminfo").read_text(encoding="ascii").splitlines()
        line = next(line for line in lines if line.startswith("MemAvailable:"))
        available = int(line.split()[1]) << 10
        allowed = _left_in_container(_CGROUP)
        free = available if allowed is None else min(available, allowed)
        return max(0, free - RESERVE_BYTES)
    return None


def _left_in_container(folder: Path) -> int | None:
    """What a container (cgroup 2) leaves; `None`: it sets no limit."""
    with contextlib.suppress(OSError, ValueError):
        most = int((folder / "memory.max").read_text(encoding="ascii"))
        return most - int((folder / "memory.current").read_text(encoding="ascii"))
    return None


def _status_bytes(key: str) -> int | None:
    """A size that Linux tells of this process."""
    with contextlib.suppress(OSError, ValueError, StopIteration):
        lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
        return int(next(line for line in lines if line.startswith(key + ":")).split()[1]) << 10
    return None
