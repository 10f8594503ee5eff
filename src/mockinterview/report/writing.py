"""A report in memory becomes a file: whole or not at all, and nothing is written over unawares."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from mockinterview.errors import LibraryError
from mockinterview.files import atomic
from mockinterview.files.export_place import require_place, unwritten
from mockinterview.report.choice import ReportFormat, required_report_format
from mockinterview.report.document import Document
from mockinterview.report.html import as_html
from mockinterview.report.marks import ExportedMarks, marks_as_csv, marks_as_json
from mockinterview.report.pdf import as_pdf


@dataclass(frozen=True)
class WrittenReport:
    """A report that was written, what people call its kind, and how big it is."""

    path: Path
    title: str
    size_bytes: int


@dataclass(frozen=True)
class Place:
    """Where a report is written, as what, and whether a file that is there may be replaced."""

    target: Path
    kind: ReportFormat
    replaces: bool

    def write_document(self, document: Document, now: dt.datetime) -> WrittenReport:
        """Write what people read.

        Raises:
            ExportError: it cannot be written there; nothing is left.
        """
        is_page = self.kind.suffix == ".html"
        return self._write(as_html(document) if is_page else as_pdf(document, now))

    def write_marks(self, marks: ExportedMarks) -> WrittenReport:
        """Write the figures.

        Raises:
            ExportError: it cannot be written there; nothing is left.
        """
        is_table = self.kind.suffix == ".csv"
        return self._write(marks_as_csv(marks) if is_table else marks_as_json(marks))

    def _write(self, content: bytes) -> WrittenReport:
        require_place(self.target, replaces=self.replaces)
        try:
            atomic.write_bytes(self.target, content)
        except LibraryError as error:
            raise unwritten(self.target, error.detail) from error
        return WrittenReport(self.target, self.kind.title, len(content))


def place_for(target: Path, *, replaces: bool) -> Place:
    """Where a report may be written.

    Raises:
        ExportError: the ending is none of ours, it is a folder, there is a file already, or no
            such folder.
    """
    kind = required_report_format(target)
    require_place(target, replaces=replaces)
    return Place(target, kind, replaces)
