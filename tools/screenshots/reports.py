"""States of exporting: a report that was written, and one that could not be."""

from __future__ import annotations

import tempfile
from functools import partial
from pathlib import Path

from mockinterview.report.choice import REPORT_FORMATS
from mockinterview.reporting import report_attempt
from tools.screenshots.library import imported
from tools.screenshots.studio import Studio


def report_written(studio: Studio) -> None:
    imported(studio)
    _write(studio, Path(tempfile.mkdtemp(dir=studio.home)), "exported")


def report_refused(studio: Studio) -> None:
    imported(studio)
    _write(studio, studio.home / "gone", "written")


def _write(studio: Studio, folder: Path, told: str) -> None:
    page = studio.pages.marking
    attempt = studio.window.keeper.records.attempts[0].folder
    write = partial(report_attempt, studio.services, attempt)
    page.sharing.report.write(
        "The report", folder / "define-resilience 2026-11-27.html", REPORT_FORMATS[0], write
    )
    studio.wait(lambda: told in page.banner.message.text())


STATES = (report_written, report_refused)
