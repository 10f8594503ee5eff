"""The table of a class as a file; written on the work executor."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from mockinterview.core.class_overview import ClassOverview, Submission, as_csv
from mockinterview.files import atomic
from mockinterview.files.export_place import require_free
from mockinterview.services import Services


@dataclass(frozen=True)
class TableKind:
    """How the file's name ends, and what people call it."""

    suffix: str = ".csv"
    title: str = "Table"


TABLE_KINDS: Final = (TableKind(),)


def write_table(
    table: ClassOverview,
    target: Path,
    *,
    replaces: bool,
    on_progress: Callable[[float], None],  # noqa: ARG001  (it is written at once)
    is_cancelled: Callable[[], bool],  # noqa: ARG001
) -> Path:
    """Write one table as CSV.

    Raises:
        ExportError: there is such a file already, and it may not be replaced.
        LibraryError: it cannot be written.
    """
    require_free(target, replaces=replaces)
    # With its mark a spreadsheet sees that it is UTF-8.
    atomic.write_bytes(target, as_csv(table).encode("utf-8-sig"))
    return target


def write_report(
    services: Services,
    submissions: Sequence[Submission],
    target: Path,
    *,
    replaces: bool,
    on_progress: Callable[[float], None],  # noqa: ARG001  (it holds no sound)
    is_cancelled: Callable[[], bool],  # noqa: ARG001
) -> Path:
    """Write all tables as a report; its ending tells the kind of file.

    Raises:
        ExportError: it cannot be written there.
    """
    from mockinterview.reporting import report_class

    return report_class(services, submissions, target, replaces=replaces).path
