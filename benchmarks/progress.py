"""The Progress page over 10,000 attempts: reading them, reading them again, showing all of it.

    python -m benchmarks.progress [--attempts 10000]

Four questions in turn, every answer marked, one in three with a sentence for next time, one in
twenty with a tutor's marks beside the candidate's.
"""

from __future__ import annotations

import argparse
import resource
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtWidgets import QApplication
from tests.practised_library import marked, practise, verdicts_of

from mockinterview import paths
from mockinterview.core.marking import Verdict
from mockinterview.files.attempts import Library
from mockinterview.files.content import Content, load_content
from mockinterview.progress_overview import SETTLED_SECONDS, Overview, OverviewReader
from mockinterview.services import Services
from mockinterview.settings import Settings
from mockinterview.ui.progress.page import ProgressPage
from mockinterview.ui.records import RecordKeeper
from mockinterview.ui.tasks import Tasks
from mockinterview.ui.theme import Theme

QUESTIONS = ("leader-or-follower", "define-resilience", "duties-of-a-doctor", "why-imperial")
ANSWERS_A_DAY = 10

Outcome = TypeVar("Outcome")


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--attempts", type=int, default=10_000)
    number = parser.parse_args().attempts
    content = load_content([paths.content_folder()])
    with tempfile.TemporaryDirectory() as home:
        library = Library(Path(home) / "library")
        print(f"making {number:,} attempts …")
        make_library(library, content, number)
        time.sleep(SETTLED_SECONDS)
        overview = report_reading(library, content)
        report_showing(Path(home), content, overview)


def make_library(library: Library, content: Content, number: int) -> None:
    """That many attempts, without sound."""
    for place in range(number):
        question = QUESTIONS[place % len(QUESTIONS)]
        verdicts: list[Verdict | None] = [*verdicts_of(place % 9, 9)]
        sentence = "End on medicine." if place % 3 == 0 else ""
        folder = practise(
            library,
            content,
            question,
            place / ANSWERS_A_DAY,
            verdicts=verdicts,
            next_time=sentence,
        )
        if place % 20 == 0:
            theirs = [*verdicts]
            theirs[place % 7] = Verdict.MET
            folder.save_marking(marked(folder.load(), theirs, "Dr Finch"))


def report_reading(library: Library, content: Content) -> Overview:
    """How long it takes, and what it keeps in memory."""
    reader, questions = OverviewReader(library), [each for _, each in content.questions]
    before = most_memory()
    first, overview = timed(lambda: reader.read(questions))
    kept = most_memory() - before
    again, _ = timed(lambda: reader.read(questions))
    print(f"read the first time      {first:6.2f} s")
    print(f"read again, unchanged    {again:6.2f} s")
    print(f"kept in memory           {kept:6.0f} MB")
    return overview


def report_showing(home: Path, content: Content, overview: Overview) -> None:
    """How long the window's own thread is held up."""
    import pyqtgraph  # noqa: F401  (as the page does, while it reads in the background)

    application = QApplication([])
    services = Services(Settings(library=home / "empty"), home / "settings.json", content)
    try:
        tasks = Tasks(services.work)
        page = ProgressPage(services, RecordKeeper(services, tasks), Theme(application), tasks)
        page.resize(1280, 820)
        page.show()
        application.processEvents()
        for name in ("shown the first time  ", "shown again           "):
            seconds, _ = timed(lambda: page.show_overview(overview))
            print(f"{name}   {seconds * 1000:6.0f} ms")
        seconds, _ = timed(page.table_button.click)
        print(f"as tables                {seconds * 1000:6.0f} ms")
    finally:
        services.close()


def most_memory() -> float:
    """The most that was held so far, in MB (Linux counts in kilobytes)."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def timed(work: Callable[[], Outcome]) -> tuple[float, Outcome]:
    """Seconds, and what came of it."""
    begun = time.perf_counter()
    outcome = work()
    return time.perf_counter() - begun, outcome


if __name__ == "__main__":
    main()
