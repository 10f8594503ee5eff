"""Reports for window and terminal: one function each for an attempt, a comparison, a class."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from mockinterview.core.class_overview import Submission
from mockinterview.files.attempts import AttemptFolder
from mockinterview.report.choice import ReportChoice
from mockinterview.services import Services

OnProgress = Callable[[float], None]
IsCancelled = Callable[[], bool]


@dataclass(frozen=True)
class WrittenReport:
    """A report that was written, what people call its kind, and how big it is."""

    path: Path
    title: str
    size_bytes: int


def report_attempt(
    services: Services,
    folder: AttemptFolder,
    target: Path,
    *,
    choice: ReportChoice = ReportChoice(),  # noqa: B008  (it cannot be changed)
    replaces: bool = False,
    on_progress: OnProgress = lambda _: None,
    is_cancelled: IsCancelled = lambda: False,
) -> WrittenReport:
    """Write one attempt with the marks of everybody as `target` says by its ending. Takes long.

    Raises:
        ExportError: it cannot be written there; nothing is left.
        ExportCancelled: the person cancelled; nothing is left.
        LibraryError: the attempt cannot be read.
    """
    raise NotImplementedError


def report_comparison(
    services: Services,
    one: AttemptFolder,
    other: AttemptFolder,
    target: Path,
    *,
    choice: ReportChoice = ReportChoice(),  # noqa: B008
    replaces: bool = False,
    on_progress: OnProgress = lambda _: None,
    is_cancelled: IsCancelled = lambda: False,
) -> WrittenReport:
    """Write two attempts at one question side by side, whichever is given first. Takes long.

    Raises:
        UsageError: they answer different questions.
        ExportError, ExportCancelled, LibraryError: as `report_attempt`.
    """
    raise NotImplementedError


def report_agreement(
    folder: AttemptFolder,
    yours: str,
    theirs: str,
    target: Path,
    *,
    choice: ReportChoice = ReportChoice(),  # noqa: B008
    replaces: bool = False,
    on_progress: OnProgress = lambda _: None,
    is_cancelled: IsCancelled = lambda: False,
) -> WrittenReport:
    """Write two people's marks on one attempt side by side. Takes long.

    Args:
        folder: the attempt.
        yours: the name of the marker who is spoken of first, as `looking_back.marked_answer` has it.
        theirs: the name of the other.
        target: where to; its ending tells the kind of file.
        choice: what goes into it.
        replaces: whether a file that is there may be replaced.
        on_progress: called with the part done, 0 to 1.
        is_cancelled: asked often.

    Raises:
        UsageError: one of them has not marked it.
        ExportError, ExportCancelled, LibraryError: as `report_attempt`.
    """
    raise NotImplementedError


def report_class(
    submissions: Sequence[Submission],
    target: Path,
    *,
    title: str = "",
    replaces: bool = False,
) -> WrittenReport:
    """Write the table of a class: who answered, and every verdict; a table for each mark scheme.

    Args:
        submissions: the answers with one person's marks on each; a CSV has all schemes in one file.
        target: where to; its ending tells the kind of file.
        title: what the class is called; empty: “Class”.
        replaces: whether a file that is there may be replaced.

    Raises:
        ExportError: it cannot be written there; nothing is left.
    """
    raise NotImplementedError
