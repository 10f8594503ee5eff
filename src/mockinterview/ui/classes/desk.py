"""Writing the table of a class: as CSV, or as a report."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from mockinterview.core.class_overview import ClassOverview, Submission, as_csv
from mockinterview.files import atomic
from mockinterview.files.export_place import require_free
from mockinterview.reporting import report_class
from mockinterview.services import Services
from mockinterview.ui.tasks import Tasks

_KINDS = "Web page (*.html);;PDF (*.pdf);;Marks as JSON (*.json)"


class ClassDesk(QObject):
    """Asks where to, and writes in the background.

    Signals: `told(message, hint)`; `failed(MockInterviewError)`.
    """

    told = Signal(str, str)
    failed = Signal(object)

    def __init__(self, services: Services, tasks: Tasks, page: QWidget) -> None:
        super().__init__(page)
        self._services = services
        self._tasks = tasks
        self._page = page

    def ask_for_table(self, table: ClassOverview) -> None:
        """Ask for a file, then write the table as CSV."""
        start = Path.home() / f"class-{table.rubric.rubric}.csv"
        name, _ = QFileDialog.getSaveFileName(
            self._page, "Save the table", str(start), "Table (*.csv)"
        )
        if name:
            self.write_table(table, Path(name))

    def write_table(self, table: ClassOverview, target: Path) -> None:
        """Write the table as CSV; the dialog has asked about a file that is there."""
        target, was_typed = _with_ending(target, (".csv",))

        def write() -> Path:
            require_free(target, replaces=was_typed)
            # With its mark a spreadsheet sees that it is UTF-8.
            atomic.write_bytes(target, as_csv(table).encode("utf-8-sig"))
            return target

        self._run(write)

    def ask_for_report(self, submissions: list[Submission]) -> None:
        """Ask for a file, then write the report."""
        start = Path.home() / "class.html"
        name, _ = QFileDialog.getSaveFileName(
            self._page, "Save a report of the class", str(start), _KINDS
        )
        if name:
            self.write_report(submissions, Path(name))

    def write_report(self, submissions: list[Submission], target: Path) -> None:
        """Write all tables as a report; its ending tells the kind of file."""
        target, was_typed = _with_ending(target, (".html", ".pdf", ".json", ".csv"))

        def write() -> Path:
            return report_class(self._services, submissions, target, replaces=was_typed).path

        self._run(write)

    def _run(self, write: Callable[[], Path]) -> None:
        self._tasks.run(
            write,
            lambda path: self.told.emit(f"Written: {path.name}", f"It is in {path.parent}."),
            self.failed.emit,
        )


def _with_ending(target: Path, endings: tuple[str, ...]) -> tuple[Path, bool]:
    """The file with an ending of these, and whether that was typed: then the dialog has asked."""
    if target.suffix.lower() in endings:
        return target, True
    return target.with_name(f"{target.name}{endings[0]}"), False
