"""What a process does until it is killed: a real interview, real compression, real marking.

Everything that is told goes through a pipe, at once and unbuffered: what was told before the
kill, the parent reads.
"""

from __future__ import annotations

import itertools
import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, Final, NoReturn

# Loaded once, by the process that all children are forked from.
import numpy as np  # noqa: F401
import soundfile  # noqa: F401
from PySide6.QtWidgets import QApplication

from mockinterview.audio.compression import compress_attempt
from mockinterview.audio.file_source import file_source
from mockinterview.audio.joining import join_left_parts
from mockinterview.audio.recorder import Recorder
from mockinterview.audio.streams import OpenStream, Stream, StreamRequest
from mockinterview.core.attempt import TakeState
from mockinterview.core.interview import Stage
from mockinterview.files.attempts import AttemptFolder
from mockinterview.files.content import Content
from mockinterview.prompts import SilentPrompt
from mockinterview.services import Services
from mockinterview.session import Input, InterviewSession
from mockinterview.settings import Settings
from mockinterview.ui.marking.desk import MarkingDesk
from mockinterview.ui.marking.saver import MarkingSaver
from mockinterview.ui.marking.work import Work, WorkWriter
from mockinterview.ui.tasks import Tasks
from tests.kill.life import (
    COMPRESSED,
    DEFECT,
    FINISHING,
    JOINED,
    MARKED,
    NOTED,
    READY,
    SAVED,
    SPOKEN,
)
from tests.kill.marks import criterion, marked, note

POLL_SECONDS: Final = 0.02
STEPS: Final = {"open", "os.rename", "os.remove", "os.mkdir", "os.rmdir"}
"""Of Python's audit events, those that change what lies on the disk."""
LONG_PROMPT: Final = "word " * 60
"""More than 20 s to read: no child lives to its end."""


class Teller:
    """Tells the parent; from any thread."""

    def __init__(self, pipe: Connection) -> None:
        self._pipe = pipe
        self._lock = threading.Lock()

    def __call__(self, what: str, value: Any = None) -> None:
        with self._lock:
            self._pipe.send((what, value))


def told_source(path: Path, tell: Teller) -> OpenStream:
    """The sound of a file at the speed of speech; each block is told, with its moment."""

    def open_stream(request: StreamRequest) -> Stream:
        spoken = 0

        def on_block(block: Any, frames: int, moment: Any, status: Any) -> None:
            nonlocal spoken
            spoken += frames
            tell(SPOKEN, (spoken, time.monotonic()))
            request.on_block(block, frames, moment, status)

        told = StreamRequest(on_block, request.on_finished, request.on_end, request.backlog)
        return file_source(path)(told)

    return open_stream


def interview(folder: AttemptFolder, source: Path, tell: Teller, prompt: str) -> InterviewSession:
    """A session as the window makes it; only the microphone is another one."""
    settings = Settings(library=folder.path.parent)
    services = Services(settings, folder.path.parent / "settings.json", Content())

    def open_input(path: Path, limit_seconds: float | None) -> Input:
        return Input(Recorder(path, told_source(source, tell), max_seconds=limit_seconds), "a file")

    session = InterviewSession(
        folder,
        services.library,
        prompt=SilentPrompt(prompt),
        open_input=open_input,
        executor=services.audio,
        after_close=services.compress_later,
    )
    session.begin()
    return session


def listen(folder: AttemptFolder, source: Path, tell: Teller) -> None:
    """Listen and take notes; a line is told when it is in the file."""
    session = interview(folder, source, tell, LONG_PROMPT)
    tell(READY)
    lines: list[str] = []
    while True:
        lines.append(f"line {len(lines)}")
        session.set_notes("\n".join(lines))
        session.poll()
        time.sleep(POLL_SECONDS)
        session.poll()
        if session.is_settled:
            tell(NOTED, folder.load().notes)


def answer(folder: AttemptFolder, source: Path, tell: Teller) -> None:
    """Answer until the end, which is not reached."""
    session = interview(folder, source, tell, "")
    tell(READY)
    while True:
        session.poll()
        time.sleep(POLL_SECONDS)


def save(folder: AttemptFolder, source: Path, tell: Teller) -> None:
    """Answer shortly, finish, close; the take is compressed right after."""
    session = interview(folder, source, tell, "")
    tell(READY)
    until(session, lambda: session.poll().seconds_used > 0.4)
    tell(FINISHING)
    session.finish()
    until(session, lambda: session.stage is Stage.SAVED and session.is_settled)
    if session.attempt.take(1).state is TakeState.FINISHED:
        tell(SAVED)
    session.close()
    while any(path.suffix != ".flac" for path in folder.path.glob("takes/*")):
        time.sleep(POLL_SECONDS)
    tell(COMPRESSED)
    until_killed()


def compress(folder: AttemptFolder, source: Path, tell: Teller) -> None:
    """Compress a finished take; tells when it was done."""
    tell(READY)
    compress_attempt(folder)
    tell(COMPRESSED)
    until_killed()


def join(folder: AttemptFolder, source: Path, tell: Teller) -> None:
    """Join the parts of an answer; tells when it was done."""
    tell(READY)
    join_left_parts(folder)
    tell(JOINED)
    until_killed()


def mark(folder: AttemptFolder, source: Path, tell: Teller) -> None:
    """Mark as fast as the disk allows; each marking is told after it was saved."""
    tell(READY)
    marking = folder.marking()
    number = 0
    while True:
        number += 1
        marking = marked(marking, number)
        folder.save_marking(marking)
        tell(MARKED, number)


def mark_in_window(folder: AttemptFolder, source: Path, tell: Teller) -> None:
    """The same through the marking page's own desk and saver, in Qt's event loop."""
    application = QApplication(["kill"])
    services = Services(Settings(), folder.path.parent / "settings.json", Content())
    work = Work(folder.marking())
    saver = MarkingSaver(Tasks(services.work), WorkWriter(folder, work).save)
    desk = MarkingDesk(work, saver)
    number = 0

    def saved() -> None:
        if number:
            tell(MARKED, number)
        change()

    def change() -> None:
        nonlocal number
        number += 1
        desk.type_note(criterion(number), note(number))
        desk.settle()

    saver.saved.connect(saved)
    tell(READY)
    change()
    application.exec()


STATES: Final[dict[str, Callable[[AttemptFolder, Path, Teller], None]]] = {
    "listen": listen,
    "answer": answer,
    "save": save,
    "compress": compress,
    "join": join,
    "mark": mark,
    "mark in the window": mark_in_window,
}


def die_at(last_step: int, folder: Path) -> None:
    """Kill this process just before its n-th step on the disk: a file opened to be written,
    renamed or removed, or a folder made or removed, in this attempt.
    """
    steps = itertools.count(1)

    def see(event: str, arguments: tuple[Any, ...]) -> None:
        if event not in STEPS or str(folder) not in str(arguments[0]):
            return
        if event == "open" and not arguments[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
            return
        if next(steps) == last_step:
            os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(see)


def until(session: InterviewSession, condition: Callable[[], bool]) -> None:
    """Poll as the window does."""
    while not condition():
        session.poll()
        time.sleep(POLL_SECONDS)


def until_killed() -> NoReturn:
    """Nothing more happens."""
    while True:
        time.sleep(1)


def run(state: str, folder: Path, source: Path, pipe: Connection, last_step: int | None) -> None:
    """The life of a child. A defect is told too: a child that ends by itself proves nothing.

    Args:
        state: what it does.
        folder: the attempt.
        source: what is spoken.
        pipe: to the parent.
        last_step: the step on the disk (counted by `die_at`) at which it kills itself, or None.
    """
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    tell = Teller(pipe)
    if last_step is not None:
        die_at(last_step, folder)
    try:
        partial(STATES[state], AttemptFolder(folder), source, tell)()
    except BaseException as error:
        tell(DEFECT, repr(error))
        raise
