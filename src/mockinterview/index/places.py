"""How a snippet tells what was found in it."""

from __future__ import annotations

from typing import Final

HIT_START: Final = "\x02"
HIT_END: Final = "\x03"
"""Around the words that were found, in a snippet."""
IN_QUESTION: Final = "Found in the question."
"""Told instead of a snippet: the question is there to be read."""
