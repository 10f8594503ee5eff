"""The speech process as the parent holds it: started whole, its last words kept, ended for sure.

Ctrl+C in a terminal reaches the parent and the child at once. While the child is being started it
is held back (`interrupts_held`): a child that gets half of what it needs to begin would complain
with a traceback on the terminal of a person who only wanted to stop.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import tempfile
import threading
from collections.abc import Iterator
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from pathlib import Path
from types import FrameType
from typing import Final

from mockinterview.errors import SpeechProcessError
from mockinterview.speech import worker
from mockinterview.speech.protocol import Request, Shutdown

GOODBYE_SECONDS: Final = 2.0
"""How long an idle child may take to end by itself, or a cancelled job to let go."""
ASIDE_SECONDS: Final = 0.05
"""How long a word beside a job may wait for its turn on the pipe."""
DETAIL_CHARACTERS: Final = 6000
"""How much of what the child wrote goes into the technical detail of an error."""


class Child:
    """A started process, its pipe and the file with what it wrote to standard error."""

    def __init__(self, process: SpawnProcess, connection: Connection, error_log: Path) -> None:
        self._process = process
        self.connection = connection
        self._error_log = error_log
        self._killed = False
        self._sending = threading.Lock()

    @classmethod
    def start(cls) -> Child:
        """Start a child.

        Raises:
            SpeechProcessError: the system refuses to.
        """
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        handle, log_name = tempfile.mkstemp(prefix="mockinterview-speech-", suffix=".log")
        os.close(handle)
        error_log = Path(log_name)
        process = context.Process(
            target=worker.run, args=(theirs, error_log), name="speech", daemon=True
        )
        try:
            with interrupts_held():
                process.start()
        except OSError as error:
            ours.close()
            error_log.unlink(missing_ok=True)
            raise SpeechProcessError(
                "The system would not start the speech process.",
                "Close other programs and try again.",
                str(error),
            ) from error
        except KeyboardInterrupt:
            process.kill()
            process.join()
            error_log.unlink(missing_ok=True)
            raise
        finally:
            # The parent keeps no copy of the child's end, or its death would go unnoticed.
            theirs.close()
        return cls(process, ours, error_log)

    def is_alive(self) -> bool:
        """Whether it can still be asked; the system may take a moment to end what was killed."""
        return not self._killed and self._process.is_alive()

    def send(self, request: Request) -> None:
        """Ask for something.

        Raises:
            OSError: the child has closed its end.
        """
        with self._sending:
            self.connection.send(request)

    def send_aside(self, request: Request) -> bool:
        """Say something beside a job, from any thread, within some milliseconds; whether it went.

        The child empties its pipe at once, also while it computes, so that only one that is dead or
        frozen does not hear; whoever waits for its job finds that out.
        """
        if not self._sending.acquire(timeout=ASIDE_SECONDS):
            return False
        try:
            self.connection.send(request)
        except OSError:
            return False
        finally:
            self._sending.release()
        return True

    def kill(self) -> None:
        """End it at once."""
        self._killed = True
        self._process.kill()

    def wait(self) -> None:
        """Let the child end by itself, for `GOODBYE_SECONDS` at most."""
        self._process.join(GOODBYE_SECONDS)

    def close(self) -> None:
        """Ask the child to end, and insist after `GOODBYE_SECONDS`."""
        self.send_aside(Shutdown())
        self.wait()
        self.bury()

    def bury(self) -> str:
        """Kill the child if it lives and clear up; how it ended and what it wrote last."""
        alive = self._process.is_alive()
        self._process.kill()
        self._process.join()
        ending = "" if alive else _ending(self._process.exitcode)
        written = ""
        with contextlib.suppress(OSError):
            written = self._error_log.read_text("utf-8", "replace")[-DETAIL_CHARACTERS:].strip()
        with contextlib.suppress(OSError):
            self._error_log.unlink()
        with self._sending:  # nobody may be writing to it while its number is given back
            self.connection.close()
        self._process.close()
        return "; ".join(part for part in (ending, written) if part)


def _ending(exit_code: int | None) -> str:
    """How a process ended, in words for the technical detail."""
    if exit_code is None or exit_code >= 0:
        return f"exit status {exit_code}"
    try:
        return f"killed by {signal.Signals(-exit_code).name}"
    except ValueError:
        return f"killed by signal {-exit_code}"


@contextlib.contextmanager
def interrupts_held() -> Iterator[None]:
    """Let Ctrl+C wait until the end of the block, and keep it from what the block starts.

    In another thread than the main one only the second matters: Python handles it in the main one.
    """
    kept: list[int] = []
    is_main = threading.current_thread() is threading.main_thread()
    handler = signal.getsignal(signal.SIGINT)

    def keep(number: int, _frame: FrameType | None) -> None:
        kept.append(number)

    holds = is_main and handler is not None
    if holds:
        signal.signal(signal.SIGINT, keep)
    try:
        with _blocked_for_children():
            yield
    finally:
        if holds:
            signal.signal(signal.SIGINT, handler)
    if kept:
        signal.raise_signal(signal.SIGINT)


@contextlib.contextmanager
def _blocked_for_children() -> Iterator[None]:
    """On POSIX a new process inherits which signals the thread that starts it has blocked."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    resource_tracker.ensure_running()  # when it starts by itself, it unblocks them again
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
