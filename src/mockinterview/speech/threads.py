"""How many threads a model should use: one for each core that this program may really have."""

from __future__ import annotations

import contextlib
import math
import os
from collections.abc import Collection
from pathlib import Path
from typing import Final

MOST_THREADS: Final = 8
"""Whisper gains little beyond."""

FEW_CPUS: Final = 4
"""Where the system does not tell of cores: below this a CPU is taken for a core."""

_CPUS: Final = Path("/sys/devices/system/cpu")
_CGROUP: Final = Path("/sys/fs/cgroup")


def sensible_threads() -> int:
    """How many threads a model should use here, 1 to `MOST_THREADS`.

    The second thread of a core costs more than it brings, and a container that may use one and a
    half of 64 CPUs is slowest with 64 threads.
    """
    if hasattr(os, "sched_getaffinity"):
        available: Collection[int] = os.sched_getaffinity(0)
    else:
        available = range(os.cpu_count() or 1)
    cores = cores_of(available, _CPUS)
    if cores is None:
        cores = len(available) if len(available) <= FEW_CPUS else len(available) // 2
    allowed = allowed_cpus(_CGROUP)
    if allowed is not None:
        cores = min(cores, math.ceil(allowed))
    return max(1, min(MOST_THREADS, cores))


def cores_of(cpus: Collection[int], folder: Path) -> int | None:
    """How many cores these CPUs make up, as Linux tells it; `None` where it does not."""
    cores = set()
    for cpu in cpus:
        try:
            siblings = folder / f"cpu{cpu}" / "topology" / "thread_siblings_list"
            cores.add(siblings.read_text(encoding="ascii").strip())
        except (OSError, ValueError):
            return None
    return len(cores) or None


def allowed_cpus(folder: Path) -> float | None:
    """To how many CPUs' worth of time a container is limited (cgroup 2 or 1); `None`: it is not."""
    with contextlib.suppress(OSError, ValueError):
        quota, period = (folder / "cpu.max").read_text(encoding="ascii").split()
        return None if quota == "max" else int(quota) / int(period)
    with contextlib.suppress(OSError, ValueError, ZeroDivisionError):
        old = folder / "cpu"
        quota = (old / "cpu.cfs_quota_us").read_text(encoding="ascii")
        period = (old / "cpu.cfs_period_us").read_text(encoding="ascii")
        return int(quota) / int(period) if int(quota) > 0 else None
    return None
