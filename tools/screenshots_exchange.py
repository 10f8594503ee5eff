"""The states of importing and exporting, for `screenshots.py`."""

from __future__ import annotations

import tempfile
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import soundfile
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent
from PySide6.QtWidgets import QApplication

from mockinterview.audio.export_sound import EXPORT_FORMATS
from mockinterview.core.interview import Stage
from mockinterview.errors import NoDeviceError

if TYPE_CHECKING:
    from screenshots import Studio

SPEECH = Path(__file__).parents[1] / "tests" / "data" / "two_cities.flac"


HOME = tempfile.TemporaryDirectory(prefix="recordings-")
"""Gone when the program ends."""


def fresh_folder() -> Path:
    """An empty folder."""
    return Path(tempfile.mkdtemp(dir=HOME.name))


def recording(name: str) -> Path:
    """A WAV of human speech under this name, in a folder of its own."""
    path = fresh_folder() / name
    samples, rate_hz = soundfile.read(SPEECH)
    soundfile.write(path, samples, rate_hz, format="WAV")
    return path


def other(name: str) -> Path:
    """A file that is no recording."""
    path = recording(name)
    path.write_bytes(b"%PDF-1.7\n")
    return path


def chosen(studio: Studio, *paths: Path, question: str = "define-resilience") -> None:
    """The sheet with these files."""
    studio.window.imports.begin(paths, question)
    studio.wait(lambda: studio.window.imports.is_open)


def import_one(studio: Studio) -> None:
    chosen(studio, recording("New Recording 7.m4a"))


def import_search(studio: Studio) -> None:
    import_one(studio)
    studio.window.imports.sheet.search.setText("leader")
    studio.window.imports.sheet.search.setFocus()


def import_several(studio: Studio) -> None:
    names = ("Mock interview, Monday.m4a", "Mock interview, Tuesday.mp4")
    chosen(studio, *(recording(name) for name in names), other("feedback.pdf"))


def import_running(studio: Studio) -> None:
    """Half way, for as long as the picture takes."""
    import_one(studio)
    held = threading.Event()
    take_in = studio.services.import_recording

    def slow(*values: Any, on_progress: Callable[[float], None], **more: Any) -> Any:
        held.wait(2.0)
        on_progress(0.42)
        held.wait(8.0)
        return take_in(*values, on_progress=on_progress, **more)

    studio.services.import_recording = slow  # type: ignore[method-assign, assignment]
    studio.press(Qt.Key.Key_Return)
    studio.wait(lambda: bool(studio.window.imports.sheet.note.text()))
    held.set()


def import_failed(studio: Studio) -> None:
    path = recording("New Recording 7.m4a")
    chosen(studio, path)
    path.unlink()
    studio.press(Qt.Key.Key_Return)
    studio.wait(studio.window.imports.sheet.banner.isVisible)


def import_refused(studio: Studio) -> None:
    studio.window.imports.begin([other("personal statement.wav")])
    studio.wait(studio.window.pages.practise.banner.isVisible)


def import_drop(studio: Studio) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(recording("New Recording 7.m4a")))])
    event = QDragEnterEvent(
        QPoint(400, 300),
        Qt.DropAction.CopyAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(studio.window, event)


def imported(studio: Studio) -> None:
    import_one(studio)
    studio.window.imports.sheet.wanted.emit(
        "define-resilience",
        studio.services.content.format("imperial-2023").model_copy(update={"answer_seconds": 30}),
    )
    studio.wait(lambda: studio.window.pages.currentWidget() is studio.window.pages.marking)
    studio.wait(lambda: bool(studio.window.pages.marking.answer.waveform.peaks))
    studio.rest(1.0)


def exported(studio: Studio) -> None:
    imported(studio)
    page = studio.window.pages.marking
    folder = studio.window.keeper.records.attempts[0].folder
    target = fresh_folder() / "define-resilience take 1.mp3"
    page.exports.write(folder, folder.load().take(1), target, EXPORT_FORMATS[2])
    studio.wait(lambda: "exported" in page.banner.message.text())


def export_running(studio: Studio) -> None:
    imported(studio)
    page = studio.window.pages.marking
    page.banner.show_notice("Exporting take 1 … 42%", action_text="Cancel", action=lambda: None)


def export_refused(studio: Studio) -> None:
    imported(studio)
    page = studio.window.pages.marking
    folder = studio.window.keeper.records.attempts[0].folder
    take = folder.load().take(1)
    page.exports.write(folder, take, folder.take_path(take), EXPORT_FORMATS[0])
    studio.wait(lambda: "itself" in page.banner.message.text())


def export_takes(studio: Studio) -> None:
    imported(studio)
    studio.window.pages.marking.header.takes_asked.emit()
    studio.wait(studio.window.pages.marking.takes.isVisible)


def imported_list(studio: Studio) -> None:
    studio.make_attempts()
    chosen(studio, recording("Monday.m4a"), recording("Tuesday.mp4"))
    studio.press(Qt.Key.Key_Return)
    studio.wait(lambda: studio.window.pages.currentWidget() is studio.window.pages.attempts)
    studio.wait(studio.window.pages.attempts.banner.isVisible)


def no_microphone(studio: Studio) -> None:
    def refuse(*_: Any) -> Any:
        hint = "Connect one and try again. You can also import a recording."
        raise NoDeviceError("No microphone was found.", hint)

    studio.services.open_input = refuse  # type: ignore[method-assign, assignment]
    studio.hold()
    studio.until(Stage.PREPARE)
    studio.press(Qt.Key.Key_Space)
    studio.wait(studio.window.pages.interview.interruption.isVisible)


STATES: tuple[Callable[[Studio], None], ...] = (
    *(import_one, import_search, import_several, import_running, import_failed, import_refused),
    *(import_drop, imported, imported_list, no_microphone),
    *(exported, export_running, export_refused, export_takes),
)
