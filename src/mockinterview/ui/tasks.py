"""The one road from background work to the window: a signal that carries a closure.

    tasks.run(work, done, failed)     # work: any thread; done and failed: the GUI thread

An expected error (`MockInterviewError`) reaches `failed`. Anything else is a defect: it is raised
again on the GUI thread, where the application's exception hook tells it and logs it. `ended` is
called before either, and before a defect is raised: nothing may seem to be under way for ever.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

from PySide6.QtCore import QObject, Qt, Signal

from mockinterview.errors import MockInterviewError

Result = TypeVar("Result")


class Tasks(QObject):
    """Runs work in the background and brings the outcome to the GUI thread."""

    _arrived = Signal(object)

    def __init__(self, executor: ThreadPoolExecutor, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._executor = executor
        self._arrived.connect(self._call, Qt.ConnectionType.QueuedConnection)

    def run(
        self,
        work: Callable[[], Result],
        done: Callable[[Result], None] | None = None,
        failed: Callable[[MockInterviewError], None] | None = None,
        *,
        ended: Callable[[], None] | None = None,
    ) -> Future[Result]:
        """Do `work` on the work executor; `done` or `failed` follow on the GUI thread."""
        future = self._executor.submit(work)
        self.follow(future, done, failed, ended=ended)
        return future

    def follow(
        self,
        future: Future[Result],
        done: Callable[[Result], None] | None = None,
        failed: Callable[[MockInterviewError], None] | None = None,
        *,
        ended: Callable[[], None] | None = None,
    ) -> None:
        """The same for work that somebody else runs, such as the audio worker."""

        def deliver() -> None:
            if future.cancelled():
                return
            if ended is not None:
                ended()
            error = future.exception()
            if error is None:
                if done is not None:
                    done(future.result())
            elif isinstance(error, MockInterviewError) and failed is not None:
                failed(error)
            else:
                raise error

        future.add_done_callback(lambda _: self.post(deliver))

    def post(self, closure: Callable[[], None]) -> None:
        """Call `closure` on the GUI thread soon; from any thread."""
        try:
            self._arrived.emit(closure)
        except RuntimeError:
            # The window is gone: Qt has deleted this object while work was still running.
            return

    def _call(self, closure: Callable[[], None]) -> None:
        closure()
