"""Sound that is missing in a take: found by the clock and by the sound system, told in words."""

from __future__ import annotations

import re
from typing import Final

LEAST_SECONDS: Final = 0.5
"""Less cannot be told from what drivers hold back at the beginning and the end."""
DRIFT: Final = 0.001
"""How much a sound card's clock may differ from the computer's; good ones differ by 0.0001."""
_SENTENCE: Final = re.compile(r"\b\d+ gaps?: .+? of sound is missing\.")


def missing_seconds(wall_seconds: float, sound_seconds: float) -> float:
    """How much shorter the sound is than the time it took; 0 when that proves nothing."""
    missing = wall_seconds - sound_seconds
    return missing if missing > LEAST_SECONDS + DRIFT * wall_seconds else 0.0


def count_gaps(overflows: int, stalls: int, missing: float) -> int:
    """The number of gaps in a take.

    Args:
        overflows: losses that the sound system reported.
        stalls: stretches without any block; without loss when all came late, in one go.
        missing: seconds, as `missing_seconds` tells them; where there are some, there is a gap.
    """
    return max(1, overflows + stalls) if missing else overflows


def describe_gaps(gaps: int, missing: float) -> str:
    """One sentence, or nothing where there is no gap."""
    if not gaps:
        return ""
    counted = "1 gap" if gaps == 1 else f"{gaps} gaps"
    if not missing:
        return f"{counted}: less than half a second of sound is missing."
    return f"{counted}: about {missing:.1f} s of sound is missing."


def told_gaps(told: str) -> str:
    """The sentence of `describe_gaps` in what is told of a take, or nothing."""
    found = _SENTENCE.search(told)
    return found.group() if found else ""
