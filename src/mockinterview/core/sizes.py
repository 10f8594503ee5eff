"""How much room something takes, in words."""

from __future__ import annotations

import math


def size_words(size_bytes: float) -> str:
    """The size of a file: 40 KB, 145 MB, 1.5 GB; never nothing for something."""
    if size_bytes < 1e6:
        return f"{math.ceil(size_bytes / 1e3)} KB"
    return f"{size_bytes / 1e6:.0f} MB" if size_bytes < 1e9 else f"{size_bytes / 1e9:.1f} GB"
