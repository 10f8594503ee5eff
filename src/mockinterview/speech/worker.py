"""The speech process: loads one model, transcribes what it is asked, ends with its parent.

`run` is the whole child. Nothing heavy is imported before a message asks for it. It never writes
to standard output, which belongs to the command's own answers, and never opens a connection.
"""

from __future__ import annotations

import contextlib
import faulthandler
import importlib
import importlib.util
import os
import signal
import sys
import threading
import time
import traceback
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TYPE_CHECKING, Final, NoReturn

from filelock import BaseFileLock

from mockinterview.core.transcript import TranscriptStage
from mockinterview.core.writing import AS_HEARD
from mockinterview.errors import MockInterviewError, TranscriptionPaused
from mockinterview.speech.chosen_writing import writing_as_chosen
from mockinterview.speech.engines import Engine, create_engine, default_engine
from mockinterview.speech.inbox import Inbox
from mockinterview.speech.memory import (
    is_about_memory,
    limit_to_free_memory,
    refuse_too_big,
    too_big,
)
from mockinterview.speech.models.preparation import prepare
from mockinterview.speech.models.usage import hold
from mockinterview.speech.models.weights import find_model
from mockinterview.speech.processors import Processor
from mockinterview.speech.protocol import (
    HEARTBEAT_SECONDS,
    Done,
    Failed,
    Heartbeat,
    Job,
    Load,
    Loading,
    Ready,
    Refine,
    Reply,
    Transcribe,
)

if TYPE_CHECKING:
    from mockinterview.speech.following import Following

POLL_SECONDS: Final = 0.2
"""How often a take that is being recorded is looked at while nothing else is to be done."""

NICENESS: Final = 10
"""Below every interactive program, above nothing: recording and the window come first."""

WINDOWS_BELOW_NORMAL_PRIORITY_CLASS: Final = 0x4000

UNEXPECTED_EXIT_STATUS: Final = 70
"""EX_SOFTWARE of sysexits.h: after a defect the child's state is not to be trusted."""


def run(connection: Connection, error_log: Path) -> None:
    """Answer requests until the parent says `Shutdown` or goes away.

    Args:
        connection: the child's end of the pipe.
        error_log: the file that takes what libraries print and where a native crash happened.
    """
    _redirect_output(error_log)
    _lower_priority()
    # Ctrl-C in a terminal reaches every process of the group; the parent decides what it means.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # Threads that wait for each other sleep instead of turning in circles, which would burn the
    # battery, and where other programs want the cores take many times as long.
    os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
    os.environ["HF_HUB_OFFLINE"] = "1"
    os.environ["HF_HUB_DISABLE_TELEMETRY"] = "1"
    parent = _Parent(connection, error_log)
    parent.start_heartbeat()
    inbox = Inbox(connection, on_gone=parent.end_without)
    inbox.start()
    worker = _Worker(parent, inbox)
    while True:
        job = inbox.next_job(timeout_seconds=worker.seconds_to_wait)
        if job is not None:
            worker.answer(job)
        worker.read_ahead()


class _Parent:
    """The parent as the child sees it: somebody to tell things to, who may be gone."""

    def __init__(self, connection: Connection, error_log: Path) -> None:
        self._connection = connection
        self._error_log = error_log
        self._lock = threading.Lock()

    def tell(self, reply: Reply) -> None:
        """Send one message, or end if there is nobody to send it to."""
        try:
            with self._lock:
                self._connection.send(reply)
        except OSError:
            self.end_without()

    def end_without(self) -> NoReturn:
        """End at once: the parent is gone, and nobody else will clear up.

        Works from any thread, and while native code computes in another.
        """
        with contextlib.suppress(OSError):
            self._error_log.unlink()
        os._exit(0)

    def start_heartbeat(self) -> None:
        """Say regularly that the child lives; this is also how it notices a dead parent."""
        threading.Thread(target=self._beat, name="heartbeat", daemon=True).start()

    def _beat(self) -> None:
        while True:
            time.sleep(HEARTBEAT_SECONDS)
            self.tell(Heartbeat())


class _Worker:
    """Holds the engine between requests."""

    def __init__(self, parent: _Parent, inbox: Inbox) -> None:
        self._parent = parent
        self._inbox = inbox
        self._engine: Engine | None = None
        self._following: Following | None = None
        self._engine_name = ""
        self._model_name = ""
        self._writing = AS_HEARD
        self._held: BaseFileLock | None = None

    def answer(self, request: Job) -> None:
        """Do what is asked and tell how it went; nothing escapes to the caller."""
        try:
            match request:
                case Load():
                    self._parent.tell(self._load(request))
                case Transcribe():
                    self._parent.tell(self._transcribe(request))
                case Refine():
                    self._parent.tell(self._refine(request))
        except MockInterviewError as error:
            self._fail(too_big(self._model_name) if is_about_memory(error.detail) else error)
        except MemoryError:
            self._fail(too_big(self._model_name))
        except Exception as error:  # noqa: BLE001  (the outermost edge of the process)
            if is_about_memory(str(error)):
                self._fail(too_big(self._model_name))
                return
            self._parent.tell(
                Failed(
                    "SpeechProcessError",
                    "Transcription failed for a reason that the program did not expect.",
                    "Try again; if it happens again, choose another engine in Settings.",
                    traceback.format_exc(),
                )
            )
            os._exit(UNEXPECTED_EXIT_STATUS)

    def _fail(self, error: MockInterviewError) -> None:
        self._parent.tell(Failed(type(error).__name__, error.message, error.hint, error.detail))

    def _load(self, request: Load) -> Ready:
        began = time.monotonic()
        name = request.engine or default_engine()
        self._parent.tell(Loading(f"Starting {name}"))
        _keep_tqdm_to_itself()
        engine = writing_as_chosen(create_engine(name), request.writing)
        self._writing = request.writing
        model_name = "built in"
        weights: Path | None = None
        if engine.weights_format is not None:
            model = find_model(request.model, engine.weights_format)
            model_name = model.name
            self._held = hold(model_name, self._held)
            weights = prepare(
                model,
                engine.weights_format,
                on_step=lambda step: self._parent.tell(Loading(step)),
            )
            self._parent.tell(Loading(f"Loading the model {model.name}"))
            refuse_too_big(model_name, weights, engine.weights_format)
        limit_to_free_memory()
        self._model_name = model_name
        engine.load(weights)
        self._following = _start_following(self._inbox)
        self._engine, self._engine_name, self._model_name = engine, name, model_name
        processor = getattr(engine, "processor", Processor.CPU)
        return Ready(name, model_name, round(time.monotonic() - began, 3), str(processor))

    def _transcribe(self, request: Transcribe) -> Done:
        from mockinterview.speech.transcription import transcribe_with

        engine, following = self._loaded()
        hearing, ahead = following.taken(request.path)
        was_begun = bool(hearing.windows)
        transcript = transcribe_with(
            engine,
            hearing,
            engine_name=self._engine_name,
            model_name=self._model_name,
            on_event=self._parent.tell,
            ahead=ahead,
            between_windows=partial(self._between_windows, request.path),
        )
        self._inbox.stop_following(request.path)
        following.forget(request.path)
        if transcript.stage is TranscriptStage.WHOLE and not was_begun:  # else it tells no speed
            from mockinterview.speech.models.speeds import note_use

            note_use(transcript, str(getattr(engine, "processor", Processor.CPU)))
        return Done(transcript.model_copy(update={"writing": self._writing}))

    def _refine(self, request: Refine) -> Done:
        from mockinterview.speech.refining import refine_with

        engine, _ = self._loaded()
        transcript = refine_with(
            engine,
            request.path,
            request.transcript,
            on_event=self._parent.tell,
            between_windows=partial(self._between_windows, request.path),
        )
        return Done(transcript.model_copy(update={"writing": self._writing}))

    def _between_windows(self, path: Path) -> None:
        """What is due between two windows of a job: a step of reading ahead in another take.

        Raises:
            TranscriptionPaused: the parent wants something more urgent.
        """
        engine, following = self._loaded()
        if self._inbox.is_pause_wanted:
            raise TranscriptionPaused("The transcription was put off.")
        following.step(engine, except_for=path)
        if self._inbox.is_pause_wanted:
            raise TranscriptionPaused("The transcription was put off.")

    def read_ahead(self) -> None:
        """Read ahead in the take that is being recorded, until nothing is due or a job waits."""
        if self._engine is None or self._following is None:
            return
        while not self._inbox.has_job() and self._following.step(self._engine):
            pass

    @property
    def seconds_to_wait(self) -> float | None:
        """How long to wait for a job before the take that is followed is looked at again."""
        is_following = self._engine is not None and self._inbox.followed is not None
        return POLL_SECONDS if is_following else None

    def _loaded(self) -> tuple[Engine, Following]:
        if self._engine is None or self._following is None:
            raise RuntimeError("a take came before Load")
        return self._engine, self._following


def _start_following(inbox: Inbox) -> Following:
    """Imports what reads and measures sound, while the parent waits for the model anyway."""
    from mockinterview.speech.following import Following

    return Following(inbox)


def _redirect_output(error_log: Path) -> None:
    """Standard output goes nowhere and standard error to a file, for native code too."""
    silent = os.open(os.devnull, os.O_WRONLY)
    log = os.open(error_log, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    os.dup2(silent, 1)
    os.dup2(log, 2)
    sys.stdout = os.fdopen(silent, "w", encoding="utf-8")
    sys.stderr = os.fdopen(log, "w", encoding="utf-8", errors="backslashreplace", buffering=1)
    faulthandler.enable(sys.stderr)


def _keep_tqdm_to_itself() -> None:
    """Give tqdm, which both engines use, a lock of this process only.

    Its own is a semaphore of the system, which a killed process leaves behind and Python then
    complains about on the parent's standard error.
    """
    if importlib.util.find_spec("tqdm") is not None:
        importlib.import_module("tqdm").tqdm.set_lock(threading.RLock())


def _lower_priority() -> None:
    if sys.platform == "win32":
        import ctypes

        kernel = ctypes.windll.kernel32
        kernel.SetPriorityClass(kernel.GetCurrentProcess(), WINDOWS_BELOW_NORMAL_PRIORITY_CLASS)
    else:
        os.nice(NICENESS)
