"""The states of what is kept: the list of attempts, the bin, recordings brought in and out."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

from benchmarks.library import make_library
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from mockinterview.audio.export_sound import EXPORT_FORMATS
from mockinterview.core.attempt import TakeState
from mockinterview.files.bin import bin_attempt, bin_take

from .classes import make_class
from .sounds import no_recording, recording
from .studio import Studio, dragged


def attempts_empty(studio: Studio) -> None:
    studio.window.show_page("attempts")


def attempts(studio: Studio) -> None:
    studio.make_attempts()
    studio.window.show_page("attempts")


def attempts_cut_off(studio: Studio) -> None:
    """The newest answer was cut off, and its format leaves time."""
    studio.make_attempts()
    folder = studio.window.keeper.records.attempts[0].folder
    attempt = folder.load()
    take = attempt.takes[0].model_copy(update={"state": TakeState.RECOVERED})
    folder.save(attempt.with_take(take).model_copy(update={"origin": "microphone"}))
    studio.refresh()
    studio.window.show_page("attempts")


def attempts_deleted(studio: Studio) -> None:
    attempts(studio)
    studio.press(Qt.Key.Key_Delete)
    studio.wait(studio.pages.attempts.banner.isVisible)


def attempts_unreadable(studio: Studio) -> None:
    attempts(studio)
    table = studio.pages.attempts.table
    table.selectRow(table.model().rowCount() - 1)
    studio.press(Qt.Key.Key_Delete)


def attempts_found(studio: Studio) -> None:
    """A library of some hundred attempts, searched for words and narrowed by a choice."""
    make_library(studio.services.library.folder, 300, studio.services.content)
    studio.refresh()
    attempts_page(studio, "team")
    studio.wait(lambda: bool(studio.pages.attempts.model.rows[0].snippet))


def attempts_full(studio: Studio) -> None:
    make_library(studio.services.library.folder, 300, studio.services.content)
    studio.refresh()
    studio.window.show_page("attempts")


def attempts_of_candidates(studio: Studio) -> None:
    """At a tutor's: whose answers they are, with long names, imported, marked by several."""
    make_class(studio)
    for folder, _ in studio.services.library.listing().attempts:
        folder.change(lambda attempt: attempt.model_copy(update={"origin": "import"}))
    studio.refresh()
    studio.window.show_page("attempts")


def attempts_brought_back(studio: Studio) -> None:
    """The newest was deleted, and Ctrl+Z brought it back."""
    attempts_deleted(studio)
    page = studio.pages.attempts
    QTest.keyPress(page.table, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    studio.wait(page.banner.isHidden)


def attempts_nothing_found(studio: Studio) -> None:
    studio.make_attempts()
    attempts_page(studio, "helicopter")
    studio.wait(studio.pages.attempts.nothing.isVisible)


def attempts_page(studio: Studio, words: str) -> None:
    studio.window.show_page("attempts")
    page = studio.pages.attempts
    page.filters.search.setText(words)
    studio.wait(lambda: page.summary.text().endswith("shows all again."))
    page.filters.search.setFocus()


def bin_empty(studio: Studio) -> None:
    studio.pages.attempts.bin_wanted.emit()


def bin_full(studio: Studio) -> None:
    studio.make_attempts()
    folders = [record.folder for record in studio.window.keeper.records.attempts]
    now = studio.services.library.now()
    bin_attempt(folders[0], now - timedelta(hours=3))
    bin_take(folders[1], 1, now - timedelta(days=4))
    bin_attempt(folders[2], now - timedelta(days=31))
    studio.refresh()
    bin_empty(studio)


def bin_restored(studio: Studio) -> None:
    bin_full(studio)
    studio.press(Qt.Key.Key_P)
    studio.wait(studio.pages.bin.banner.isVisible)


def bin_question(studio: Studio) -> None:
    bin_full(studio)
    studio.press(Qt.Key.Key_Delete)


def bin_emptying(studio: Studio) -> None:
    bin_full(studio)
    studio.pages.bin.empty.click()


def choose_files(studio: Studio, *paths: Path, question: str = "define-resilience") -> None:
    """The sheet with these files."""
    studio.window.imports.begin(paths, question)
    studio.wait(lambda: studio.window.imports.is_open)


def import_one(studio: Studio) -> None:
    choose_files(studio, recording(studio.home, "New Recording 7.m4a"))


def import_search(studio: Studio) -> None:
    import_one(studio)
    studio.window.imports.sheet.search.setText("leader")
    studio.window.imports.sheet.search.setFocus()


def import_several(studio: Studio) -> None:
    names = ("Mock interview, Monday.m4a", "Mock interview, Tuesday.mp4")
    files = [recording(studio.home, name) for name in names]
    choose_files(studio, *files, no_recording(studio.home, "feedback.pdf"))


def import_running(studio: Studio) -> None:
    """Half way, for as long as the picture takes."""
    import_one(studio)
    take_in = studio.services.import_recording

    def slow(*values: Any, on_progress: Callable[[float], None], **more: Any) -> Any:
        time.sleep(2.0)  # before that the program does not guess what is left
        on_progress(0.42)
        time.sleep(3.0)
        return take_in(*values, on_progress=on_progress, **more)

    studio.services.import_recording = slow  # type: ignore[method-assign, assignment]
    studio.press(Qt.Key.Key_Return)
    studio.wait(studio.window.imports.sheet.note.text)


def import_failed(studio: Studio) -> None:
    path = recording(studio.home, "New Recording 7.m4a")
    choose_files(studio, path)
    path.unlink()
    studio.press(Qt.Key.Key_Return)
    studio.wait(studio.window.imports.sheet.banner.isVisible)


def import_refused(studio: Studio) -> None:
    studio.window.imports.begin([no_recording(studio.home, "personal statement.wav")])
    studio.wait(studio.pages.practise.banner.isVisible)


def import_drop(studio: Studio) -> None:
    event = dragged(recording(studio.home, "New Recording 7.m4a"))
    QApplication.sendEvent(studio.window, event)


def imported(studio: Studio) -> None:
    import_one(studio)
    rules = studio.services.content.format("imperial-2023")
    studio.window.imports.sheet.wanted.emit(
        "define-resilience", rules.model_copy(update={"answer_seconds": 30})
    )
    studio.wait_for_page("marking")
    studio.wait(lambda: studio.pages.marking.answer.waveform.peaks)
    studio.rest(1.0)


def imported_list(studio: Studio) -> None:
    studio.make_attempts()
    names = ("Monday.m4a", "Tuesday.mp4")
    choose_files(studio, *(recording(studio.home, name) for name in names))
    studio.press(Qt.Key.Key_Return)
    studio.wait_for_page("attempts")
    studio.wait(studio.pages.attempts.banner.isVisible)


def exported(studio: Studio) -> None:
    imported(studio)
    page = studio.pages.marking
    folder = studio.window.keeper.records.attempts[0].folder
    target = Path(tempfile.mkdtemp(dir=studio.home)) / "define-resilience take 1.mp3"
    page.sharing.sound.write_take(folder, folder.load().take(1), target, EXPORT_FORMATS[2])
    studio.wait(lambda: "exported" in page.banner.message.text())


def export_running(studio: Studio) -> None:
    imported(studio)
    studio.pages.marking.banner.show_notice(
        "Exporting take 1 … 42%", action_text="Cancel", action=lambda: None
    )


def export_refused(studio: Studio) -> None:
    imported(studio)
    page = studio.pages.marking
    folder = studio.window.keeper.records.attempts[0].folder
    take = folder.load().take(1)
    page.sharing.sound.write_take(folder, take, folder.take_path(take), EXPORT_FORMATS[0])
    studio.wait(lambda: "itself" in page.banner.message.text())


def export_takes(studio: Studio) -> None:
    imported(studio)
    studio.pages.marking.header.takes_asked.emit()
    studio.wait(studio.pages.marking.takes.isVisible)


STATES = (
    *(attempts_empty, attempts, attempts_full, attempts_found, attempts_nothing_found),
    *(attempts_of_candidates, attempts_cut_off, attempts_deleted, attempts_brought_back),
    attempts_unreadable,
    *(bin_empty, bin_full, bin_restored, bin_question, bin_emptying),
    *(import_one, import_search, import_several, import_running, import_failed, import_refused),
    *(import_drop, imported, imported_list),
    *(exported, export_running, export_refused, export_takes),
)
