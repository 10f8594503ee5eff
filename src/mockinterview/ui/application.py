"""Starts Qt, shows the window, and is the outermost edge: what nobody foresaw is told here."""

from __future__ import annotations

import json
import logging
import sys
import traceback
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any

from PySide6.QtCore import QEvent, QLoggingCategory, QObject, QTimer
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget

from mockinterview import paths
from mockinterview.errors import MockInterviewError
from mockinterview.services import open_services
from mockinterview.settings import Settings
from mockinterview.ui.openings import PackDoor, hand_on
from mockinterview.ui.tasks import Tasks
from mockinterview.ui.theme import Theme
from mockinterview.ui.widgets.plain import new_message
from mockinterview.ui.window import MainWindow

logger = logging.getLogger(__name__)

ORGANISATION = "Mock Interview"


def run_window(
    settings: Settings,
    settings_path: Path,
    overrides: Mapping[str, Any],
    *,
    report_first_paint: Callable[[], float] | None = None,
    packs: Sequence[Path] = (),
) -> int:
    """Open the window and stay until it is closed. Returns the exit code.

    Args:
        settings: what the person chose.
        settings_path: where changes of it are written.
        overrides: settings that hold for this run only.
        report_first_paint: gives the seconds since the start; when given, the program prints them
            after the first paint and ends (for the benchmark).
        packs: files that were double-clicked, to be taken in; by a window that has this library
            open already, where there is one.
    """
    # Qt tells on stderr which sound libraries it looked for in vain; nobody can use that.
    QLoggingCategory.setFilterRules("qt.multimedia*=false")
    application = QApplication(sys.argv[:1])
    application.setApplicationName(ORGANISATION)
    application.setApplicationDisplayName(ORGANISATION)
    application.setDesktopFileName("mockinterview")
    place = f"{settings_path}\n{overrides.get('library', '')}"
    if packs and hand_on(place, packs):
        return 0
    theme = Theme(application)
    theme.choose(settings.theme)
    try:
        services = open_services(settings, settings_path, overrides)
    except MockInterviewError as error:
        _tell(None, error.message, error.hint, error.detail)
        return 1
    tasks = Tasks(services.work)
    window = MainWindow(services, theme, tasks)
    hook = _ExceptionHook(window)
    sys.excepthook = hook
    if report_first_paint is not None:
        window.installEventFilter(_FirstPaint(window, report_first_paint, application.quit))
    door = PackDoor(place, window)
    door.packs_came.connect(window.open_packs)
    application.installEventFilter(door)
    window.show()
    window.activateWindow()
    QTimer.singleShot(0, door, door.open)
    if packs:
        window.open_packs(packs)
    try:
        return application.exec()
    finally:
        try:
            window.shut_down()
        finally:
            services.close()
            sys.excepthook = sys.__excepthook__


class _ExceptionHook:
    """Logs a defect and tells it in a sentence; the window stays open, nothing saved is lost."""

    def __init__(self, window: QWidget) -> None:
        self._window = window
        self._is_telling = False

    def __call__(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        detail = "".join(traceback.format_exception(kind, error, trace))
        logger.error("unforeseen: %s", detail)
        if self._is_telling:
            return
        self._is_telling = True
        try:
            if isinstance(error, MockInterviewError):
                _tell(self._window, error.message, error.hint, error.detail or detail)
            else:
                _tell(
                    self._window,
                    "Something in the program went wrong that it did not foresee.",
                    f"What was recorded and marked is saved. Details are in {paths.log_file()}.",
                    detail,
                )
        finally:
            self._is_telling = False


class _FirstPaint(QObject):
    """Waits for the first paint of the window, prints when it was and how much memory it took."""

    def __init__(
        self, window: QWidget, seconds_since_start: Callable[[], float], then: Callable[[], None]
    ) -> None:
        super().__init__(window)
        self._seconds_since_start = seconds_since_start
        self._then = then
        self._is_done = False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """See the paint pass by; the report follows when it has been carried out."""
        if event.type() == QEvent.Type.Paint and not self._is_done:
            self._is_done = True
            QTimer.singleShot(0, self._report)
        return super().eventFilter(watched, event)

    def _report(self) -> None:
        figures = {"seconds_to_first_paint": self._seconds_since_start()}
        sys.stdout.write(json.dumps(figures) + "\n")
        sys.stdout.flush()
        self._then()


def _tell(parent: QWidget | None, message: str, hint: str, detail: str) -> None:
    box = new_message(parent, QMessageBox.Icon.Warning, ORGANISATION)
    box.setText(message)
    box.setInformativeText(hint)
    if detail:
        box.setDetailedText(detail)
    box.exec()
