"""What the sender of a report puts into it, and as what kind of file it is written."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

from mockinterview.errors import ExportError


class ReportSound(StrEnum):
    """How much sound goes into a report; a PDF never holds any."""

    NONE = "none"
    CLIPS = "clips"
    """A clip for each citation and comment."""
    ALL = "all"
    """The clips, and the answer whole."""


@dataclass(frozen=True)
class ReportChoice:
    """What goes into a report; without words the citations keep theirs."""

    sound: ReportSound = ReportSound.CLIPS
    has_words: bool = True
    has_measures: bool = True


@dataclass(frozen=True)
class ReportFormat:
    """A kind of file: how its name ends, what people call it, whether it is for reading."""

    suffix: str
    title: str
    is_read: bool


REPORT_FORMATS: Final = (
    ReportFormat(".html", "Web page with clips", is_read=True),
    ReportFormat(".pdf", "PDF", is_read=True),
    ReportFormat(".csv", "Table of marks (CSV)", is_read=False),
    ReportFormat(".json", "Marks as JSON", is_read=False),
)


def required_report_format(path: Path) -> ReportFormat:
    """What a report of this name is written as.

    Raises:
        ExportError: its ending is none of ours.
    """
    suffix = path.suffix.lower()
    found = next((one for one in REPORT_FORMATS if one.suffix == suffix), None)
    if found is None:
        raise ExportError(
            f"A report cannot be written as “{path.name}”.",
            "Let the name end in .html, .pdf, .csv or .json.",
        )
    return found
