"""The files that somebody wants to import: what each is, told before anything is done."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from mockinterview.core.lengths import as_clock
from mockinterview.errors import AudioFileError
from mockinterview.recording_import import recorded_at, told_name
from mockinterview.ui.wording import count, day_words


@dataclass(frozen=True)
class Candidate:
    """One file.

    `seconds` is None when it does not tell them; `is_dated` says that it tells when it was
    recorded, else `recorded` is when it was last changed; `problem` is why it cannot be imported.
    """

    path: Path
    seconds: float | None = None
    recorded: dt.datetime | None = None
    is_dated: bool = False
    problem: AudioFileError | None = None

    @property
    def name(self) -> str:
        """Its name, as text."""
        return told_name(self.path)

    @property
    def facts(self) -> str:
        """“1:48 · recorded 24 Nov 2026, 19:40”."""
        parts = [as_clock(self.seconds)] if self.seconds is not None else []
        if self.recorded is not None:
            what = "recorded" if self.is_dated else "last changed"
            parts.append(f"{what} {day_words(self.recorded)}")
        return " · ".join(parts)


def look_at(paths: Iterable[Path], now: dt.datetime) -> list[Candidate]:
    """Look into each file. May take seconds: for the work executor."""
    return [_candidate(path, now) for path in paths]


def all_facts(candidates: list[Candidate]) -> str:
    """What several files are together: “12:40 in all”."""
    known = [one.seconds for one in candidates if one.seconds is not None]
    return f"{as_clock(sum(known))} in all" if len(known) == len(candidates) else ""


def refusal(problems: list[AudioFileError]) -> AudioFileError:
    """One problem as it is, several as one with the sentences as its detail."""
    if len(problems) == 1:
        return problems[0]
    return AudioFileError(
        f"{count(len(problems), 'file')} cannot be imported.",
        "Details say why.",
        "\n".join(str(problem) for problem in problems),
    )


def _candidate(path: Path, now: dt.datetime) -> Candidate:
    from mockinterview.audio.import_sound import examine_sound

    try:
        facts = examine_sound(path)
    except AudioFileError as error:
        return Candidate(path, problem=error)
    recorded = recorded_at(path, facts.recorded, now)
    return Candidate(path, facts.told_seconds, recorded, facts.recorded is not None)
