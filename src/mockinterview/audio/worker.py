"""The one thread that makes every PortAudio call, so that a hung driver hangs nothing else."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future
from queue import SimpleQueue
from typing import TypeVar

Answer = TypeVar("Answer")


class AudioExecutor:
    """Runs calls one after another on one daemon thread.

    `concurrent.futures.ThreadPoolExecutor` is not used because the interpreter waits for its
    threads at exit: a driver that never returns would keep the program from ending.
    """

    def __init__(self) -> None:
        self._calls: SimpleQueue[Callable[[], None] | None] = SimpleQueue()
        self._lock = threading.Lock()
        self._is_shut = False
        self._thread = threading.Thread(target=self._run, name="audio", daemon=True)
        self._thread.start()

    def submit(self, call: Callable[[], Answer]) -> Future[Answer]:
        """Run `call` after those before it; from any thread, without waiting.

        Raises:
            RuntimeError: the executor was shut down.
        """
        future: Future[Answer] = Future()

        def run() -> None:
            if not future.set_running_or_notify_cancel():
                return
            try:
                answer = call()
            except BaseException as error:  # noqa: BLE001  (handed to whoever asks the future)
                future.set_exception(error)
            else:
                future.set_result(answer)

        with self._lock:
            if self._is_shut:
                raise RuntimeError("The audio executor was shut down.")
            self._calls.put(run)
        return future

    def shutdown(self, *, timeout_seconds: float = 3.0) -> bool:
        """Take no more calls and wait for those submitted; False when a driver hangs."""
        with self._lock:
            if not self._is_shut:
                self._is_shut = True
                self._calls.put(None)
        self._thread.join(timeout_seconds)
        return not self._thread.is_alive()

    def _run(self) -> None:
        while (call := self._calls.get()) is not None:
            call()
