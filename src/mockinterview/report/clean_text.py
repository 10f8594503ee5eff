"""Text from others without what no page should hold: control characters and broken surrogates."""

from __future__ import annotations

import re
from typing import Final

_UNWANTED: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufeff\ufffe\uffff]"
    "|[\u202a-\u202e\u2066-\u2069]"
)
"""The second group turns the order of letters round also in what follows: each text gets its
direction from its own letters instead."""


def clean(text: str) -> str:
    """The text without them; line ends become one kind."""
    return _UNWANTED.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
