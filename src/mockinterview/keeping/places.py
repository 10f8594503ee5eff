"""All places on this computer where the program keeps something."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Places:
    """Where everything lies; none of it need be there.

    Attributes:
        library: attempts, sittings and diary.
        own_content: the person's banks, mark schemes, formats and phrases.
        settings: the file of the settings.
        informal_words: the person's list of informal words.
        cache: what can be made again.
        models: speech models; often within the cache.
        log: the file of technical messages.
    """

    library: Path
    own_content: Path
    settings: Path
    informal_words: Path
    cache: Path
    models: Path
    log: Path
