"""The parent's side of the speech process: one job at a time, cancellable, a crash costs one job.

    with SpeechProcess(engine=None, model="base") as speech:
        speech.warm()                                   # while the interview runs
        transcript = speech.transcribe(path, on_event=show)

`warm`, `transcribe` and `refine` block and belong in a worker thread; `follow`, `pause`, `cancel`
and `close` may be called from any thread. After `cancel` it can be used again, after `close` not.
Nothing heavy is imported on this side.

When is a child given up? It sends a heartbeat each second, so no message at all for
`silence_limit_seconds` means that it is frozen. Heartbeats alone, without a step of work for
`work_limit_seconds`, mean that it is stuck: the slowest step, one 30-second window of the biggest
model on an old machine, takes some minutes. Waiting is counted in slices rather than read from a
clock, so that a laptop that slept is not taken for a stall.
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final, NoReturn, Self

from mockinterview import errors
from mockinterview.core.transcript import Transcript
from mockinterview.core.writing import AS_HEARD, Writing
from mockinterview.errors import (
    MockInterviewError,
    SpeechError,
    SpeechProcessError,
    TranscriptionCancelled,
    TranscriptionPaused,
)
from mockinterview.files.takes import is_same_take
from mockinterview.speech.child import GOODBYE_SECONDS, Child
from mockinterview.speech.memory import is_about_memory, too_big
from mockinterview.speech.protocol import (
    HEARTBEAT_SECONDS,
    Done,
    Event,
    Failed,
    Follow,
    Heartbeat,
    Job,
    Load,
    Pause,
    Ready,
    Refine,
    Reply,
    Request,
    StopFollowing,
    Transcribe,
)

POLL_SECONDS: Final = 0.1

EventHandler = Callable[[Event], None]


class SpeechProcess:
    """A child process that holds one speech model.

    Args:
        engine: a name from `speech.engines.ENGINES`; `None` means the fastest installed.
        model: a name, or the path of a folder or file; `None` means the best on this computer.
        writing: how words and numbers are to be written down.
        silence_limit_seconds: no message at all for so long means that the child is frozen.
        work_limit_seconds: nothing but heartbeats for so long means that it is stuck.
    """

    def __init__(
        self,
        engine: str | None = None,
        model: str | None = None,
        *,
        writing: Writing = AS_HEARD,
        silence_limit_seconds: float = 60.0,
        work_limit_seconds: float = 900.0,
    ) -> None:
        self._engine = engine
        self._model = model
        self._writing = writing
        self._silence_limit_seconds = silence_limit_seconds
        self._work_limit_seconds = work_limit_seconds
        self._one_job = threading.Lock()
        self._state = threading.Lock()
        self._child: Child | None = None
        self._jobs = 0  # running and waiting
        self._cancellations = 0
        self._cancelled = False
        self._closed = False
        self._can_pause = False
        self._paused = False
        self._followed: Path | None = None
        self._ready: Ready | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def warm(self, *, on_event: EventHandler | None = None) -> Ready:
        """Start the child and load the model now, so that the first job need not wait.

        Raises:
            SpeechError: see `transcribe`.
        """
        with self._job():
            return self._make_ready(on_event or _ignore)

    def transcribe(self, path: Path, *, on_event: EventHandler | None = None) -> Transcript:
        """Write down what is said in the sound file `path`.

        What was read ahead of it, or finished before it was paused, is told at once and used.

        Args:
            path: any file that libsndfile reads.
            on_event: told of loading, progress and segments, in the calling thread.

        Raises:
            AudioFileError: the file cannot be read.
            EngineMissingError, ModelMissingError, ModelDamagedError: nothing to do it with.
            ModelTooBigError: it needs more memory than there is.
            TranscriptionCancelled: `cancel` or `close` was called meanwhile.
            TranscriptionPaused: `pause` was called meanwhile.
            SpeechProcessError: the child crashed or stalled; the next job starts a new one.
        """
        return self._write_down(Transcribe(path.absolute()), on_event or _ignore)

    def refine(
        self, path: Path, transcript: Transcript, *, on_event: EventHandler | None = None
    ) -> Transcript:
        """Hear the doubtful stretches of a `FIRST` transcript of `path` again, thoroughly.

        Returns: the `REFINED` transcript.

        Raises:
            MockInterviewError: see `transcribe`.
        """
        return self._write_down(Refine(path.absolute(), transcript), on_event or _ignore)

    def follow(self, path: Path) -> None:
        """Read ahead in the take `path`, which is being recorded, until it is transcribed.

        Returns at once, whatever else runs. It is remembered while no child is ready. Whatever
        fails in it costs nothing: the take is transcribed whole afterwards.
        """
        self._say_aside(Follow(path.absolute()))

    def stop_following(self) -> None:
        """Read ahead no more: the take is thrown away, or nobody will ask for it soon."""
        self._say_aside(StopFollowing())

    def pause(self) -> bool:
        """Let the transcription that runs end after its present window, for a more urgent one.

        It raises `TranscriptionPaused`. What it has finished is used by the next `transcribe` of
        the same file.

        Returns:
            Whether there was one.
        """
        with self._state:
            if not self._can_pause:
                return False
            self._paused = True
            child = self._child if self._ready is not None else None
        if child is not None:
            child.send_aside(Pause())
        return True

    def cancel(self) -> bool:
        """End the job that runs and those that wait; they raise `TranscriptionCancelled`.

        The child is killed, since native code cannot be interrupted; the next job starts another.

        Returns:
            Whether there was a job to end.
        """
        with self._state:
            if not self._jobs:
                return False
            self._cancellations += 1
            self._cancelled = True
            if self._child is not None:
                self._child.kill()
            return True

    def close(self) -> None:
        """Cancel what runs and waits, and end the child, for good.

        A later job raises `TranscriptionCancelled`. Returns within about `GOODBYE_SECONDS`.
        """
        with self._state:
            self._closed = True
        self.cancel()
        # A job that is held up by its listener clears up after itself when it is let go.
        if not self._one_job.acquire(timeout=GOODBYE_SECONDS):
            return
        try:
            child = self._forget()
            if child is not None:
                child.close()
        finally:
            self._one_job.release()

    def _write_down(self, request: Transcribe | Refine, on_event: EventHandler) -> Transcript:
        with self._job(can_pause=True):
            if self._child is None or not self._child.is_alive():
                self._follow_no_more(request.path)  # it may be what the last one died of
            self._make_ready(on_event)
            with self._state:
                paused = self._paused
            if paused:
                raise TranscriptionPaused("The transcription was put off.")
            reply = self._ask(request, on_event)
            if not isinstance(reply, Done):
                self._give_up(f"unexpected answer {reply!r}")
            self._follow_no_more(request.path)
            return reply.transcript

    def _follow_no_more(self, path: Path) -> None:
        """Forget a take that is finished, in case that it is the one that was followed."""
        with self._state:
            if self._followed is not None and is_same_take(self._followed, path):
                self._followed = None

    def _say_aside(self, request: Follow | StopFollowing) -> None:
        """Remember which take is followed, and tell it to a child that is ready."""
        with self._state:
            self._followed = request.path if isinstance(request, Follow) else None
            child = self._child if self._ready is not None else None
        if child is not None:
            child.send_aside(request)

    @contextlib.contextmanager
    def _job(self, *, can_pause: bool = False) -> Iterator[None]:
        """One job at a time; whatever ends it, the next one finds things in order."""
        with self._state:
            self._jobs += 1
            cancellations = self._cancellations
        try:
            with self._one_job:
                with self._state:
                    self._cancelled = self._closed or self._cancellations != cancellations
                    self._can_pause, self._paused = can_pause, False
                self._refuse_if_cancelled()
                try:
                    with self._kept_usable():
                        yield
                finally:
                    with self._state:
                        self._can_pause = False
        finally:
            with self._state:
                self._jobs -= 1

    @contextlib.contextmanager
    def _kept_usable(self) -> Iterator[None]:
        """Discard a child that was killed, or left in the middle of an answer."""
        finished = False
        try:
            yield
            finished = True
        except MockInterviewError:
            finished = True
            raise
        finally:
            with self._state:
                usable = finished and not self._cancelled
            if not usable:
                self._discard()

    def _make_ready(self, on_event: EventHandler) -> Ready:
        if self._child is not None and not self._child.is_alive():
            self._discard()
        if self._ready is not None:
            return self._ready
        if self._child is None:
            child = Child.start()
            with self._state:
                self._child = child
        reply = self._ask(Load(self._engine, self._model, self._writing), on_event)
        if not isinstance(reply, Ready):
            self._give_up(f"unexpected answer {reply!r}")
        on_event(reply)
        with self._state:
            self._ready = reply
            followed, child = self._followed, self._child
        if followed is not None and child is not None:
            child.send_aside(Follow(followed))
        return reply

    def _ask(self, request: Job, on_event: EventHandler) -> Ready | Done:
        """Send a request and wait for its last answer."""
        self._send(request)
        beats = 0
        while True:
            reply = self._receive()
            match reply:
                case Heartbeat():
                    beats += 1
                    if beats * HEARTBEAT_SECONDS >= self._work_limit_seconds:
                        self._give_up(f"no progress for {self._work_limit_seconds:g} s")
                case Ready() | Done():
                    return reply
                case Failed():
                    error = _error_from(reply)
                    if isinstance(error, SpeechProcessError):
                        self._discard()  # the child ends itself after a defect
                    raise error
                case _:
                    beats = 0
                    on_event(reply)

    def _send(self, request: Request) -> None:
        child = self._living_child()
        try:
            child.send(request)
        except OSError as error:
            self._give_up(str(error), dying=True)

    def _receive(self) -> Reply:
        child = self._living_child()
        waited = 0.0
        try:
            while not child.connection.poll(POLL_SECONDS):
                waited += POLL_SECONDS
                self._refuse_if_cancelled()
                if waited >= self._silence_limit_seconds:
                    self._give_up(f"no sign of life for {self._silence_limit_seconds:g} s")
            reply: Reply = child.connection.recv()
        except (EOFError, OSError) as error:
            self._give_up(f"{type(error).__name__}: {error}", dying=True)
        self._refuse_if_cancelled()
        return reply

    def _living_child(self) -> Child:
        self._refuse_if_cancelled()
        if self._child is None:
            raise RuntimeError("no speech process was started")
        return self._child

    def _refuse_if_cancelled(self) -> None:
        with self._state:
            if self._cancelled:
                raise TranscriptionCancelled(
                    "The transcription was cancelled.", "The recording is kept."
                )

    def _give_up(self, reason: str, *, dying: bool = False) -> NoReturn:
        """End a child that cannot be trusted any more and say so, unless it was cancelled."""
        self._refuse_if_cancelled()
        left_behind = self._discard(dying=dying)
        detail = "; ".join(part for part in (reason, left_behind) if part)
        if is_about_memory(left_behind):
            raise too_big(self._model or "that is loaded", detail)
        raise SpeechProcessError(
            "Transcription stopped unexpectedly.",
            "The recording is safe. Try again; if it happens again, choose a smaller model"
            " or another engine in Settings.",
            detail,
        )

    def _discard(self, *, dying: bool = False) -> str:
        """Kill the child and forget it; what it left behind, for the detail of an error.

        Args:
            dying: it has closed its pipe; let it end by itself, to learn how.
        """
        child = self._forget()
        if child is None:
            return ""
        if dying:
            child.wait()
        return child.bury()

    def _forget(self) -> Child | None:
        """Take the child out of the reach of `cancel`, for whoever ends it."""
        with self._state:
            child, self._child, self._ready = self._child, None, None
        return child


def _error_from(failed: Failed) -> MockInterviewError:
    """The exception that the child meant."""
    kind = getattr(errors, failed.kind, None)
    if not (isinstance(kind, type) and issubclass(kind, MockInterviewError)):
        kind = SpeechError
    return kind(failed.message, failed.hint, failed.detail)


def _ignore(_: Event) -> None:
    """Nobody wants to know."""
