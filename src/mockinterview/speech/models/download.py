"""Fetches an official Whisper model when the person asks for it; the only use of the network.

One file serves both engines: openai-whisper's checkpoint, whose SHA-256 is known beforehand
(faster-whisper gets it converted, see convert.py). It grows as `NAME.pt.part` in the model cache,
is taken up again where it was left, and gets its name only when its sum is right. A connection
that is cut off is made again a few times; what else may go wrong is told (`connection.explain`).
"""

from __future__ import annotations

import contextlib
import re
import shutil
import socket
import threading
import urllib.error
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import IO, Any, Final

from filelock import FileLock, Timeout

from mockinterview.core.sizes import size_words
from mockinterview.errors import DownloadError
from mockinterview.speech.models.catalogue import OFFICIAL_BASE_URL, OfficialModel
from mockinterview.speech.models.checksums import ChecksumMemory, sha256_of
from mockinterview.speech.models.connection import PROBLEMS, Trouble, explain, open_url
from mockinterview.speech.models.part_file import PartFile, mark_of
from mockinterview.speech.models.weights import models_folder, sums_file

STALL_SECONDS: Final = 30.0
"""So long without a single byte ends a try; a slow connection may take for ever."""

PAUSES_SECONDS: Final = (1.0, 3.0, 10.0)
"""Before each new try after a connection was cut off. One that brought something does not count."""

READ_BYTES: Final = 1 << 16
SPARE_BYTES: Final = 200_000_000
"""Left free beside the file, for the system and the recordings."""

SIZE_TOLERANCE: Final = 0.03
"""The catalogue's sizes are rounded; what is further from them is another file."""

OK: Final = 200
PARTIAL_CONTENT: Final = 206
RANGE_NOT_SATISFIABLE: Final = 416

ProgressHandler = Callable[[int, int], None]
TroubleHandler = Callable[[str], None]


class DownloadCancelledError(DownloadError):
    """The person stopped the download; what has arrived is kept."""


class _RefusedError(Exception):
    """What the server offers cannot be the model."""

    def __init__(self, trouble: Trouble) -> None:
        super().__init__(trouble.what)
        self.trouble = trouble


class Download:
    """One model to fetch; `run` blocks, `cancel` may be called from any thread.

    Args:
        model: what to fetch.
        folder: where to; `None` means the model cache.
        base_url: where from; `None` means where OpenAI publishes them.
        stall_seconds: see `STALL_SECONDS`.
        pauses_seconds: see `PAUSES_SECONDS`; `None` means those.
    """

    def __init__(
        self,
        model: OfficialModel,
        *,
        folder: Path | None = None,
        base_url: str | None = None,
        stall_seconds: float = STALL_SECONDS,
        pauses_seconds: Sequence[float] | None = None,
    ) -> None:
        self.model = model
        self._folder = folder or models_folder()
        self._url = model.url(base_url or OFFICIAL_BASE_URL)
        self._stall_seconds = stall_seconds
        self._pauses_seconds = PAUSES_SECONDS if pauses_seconds is None else pauses_seconds
        self._part = PartFile(self.part)
        self._is_resumed = False
        self._cancelled = threading.Event()
        self._lock = threading.Lock()
        self._response: Any = None
        self._sum = ""

    @property
    def target(self) -> Path:
        """The file that there will be."""
        return self._folder / self.model.file_name

    @property
    def part(self) -> Path:
        """The file that grows meanwhile."""
        return self.target.with_name(self.target.name + ".part")

    @property
    def arrived_bytes(self) -> int:
        """How much is here; at first what an earlier try has left."""
        return self._part.size_bytes

    def cancel(self) -> None:
        """Stop now; `run` raises `DownloadCancelledError`."""
        self._cancelled.set()
        with self._lock:
            if self._response is not None:
                _wake(self._response)

    def discard(self) -> int:
        """Delete what an earlier try has left. Gives the bytes that this freed.

        Raises:
            DownloadError: it is being fetched, or the system refuses.
        """
        try:
            with self._alone():
                freed = self.arrived_bytes
                self._part.forget()
        except OSError as error:
            raise DownloadError(
                f"What has arrived of {self.model.name} could not be deleted:"
                f" {error.strerror or error}.",
                f"Delete it by hand: {self.part}",
            ) from error
        return freed

    def run(self, on_progress: ProgressHandler, on_trouble: TroubleHandler | None = None) -> Path:
        """Fetch the model, or the rest of it, and verify it.

        Args:
            on_progress: told bytes that are here and bytes in all, in the calling thread.
            on_trouble: told what went wrong before it is tried again, as the rest of a sentence.

        Returns:
            The verified file.

        Raises:
            DownloadCancelledError: `cancel` was called.
            DownloadError: no connection, no room, cut off, not the right file, or fetched already.
        """
        tell_trouble = on_trouble or (lambda _: None)
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            with self._alone():
                if self._is_here():
                    return self.target
                self._require_room()
                self._fetch_patiently(on_progress, tell_trouble)
                if not self._is_right() and self._is_resumed:
                    # Perhaps the file changed in between, and its beginning is of the old one.
                    self._fetch_patiently(on_progress, tell_trouble)
                    self._is_right()
                self._accept()
        except OSError as error:
            raise self._failed(explain(error, self._url), error) from error
        return self.target

    @contextlib.contextmanager
    def _alone(self) -> Iterator[None]:
        """Keep other windows and commands from fetching the same."""
        lock = FileLock(self._folder / f".{self.model.file_name}.lock")
        try:
            lock.acquire(timeout=0)
        except Timeout as error:
            raise DownloadError(
                f"The model {self.model.name} is being fetched already.",
                "Another window or command does it; wait for it, or cancel it there.",
            ) from error
        try:
            yield
        finally:
            lock.release()

    def _is_here(self) -> bool:
        memory = ChecksumMemory(self._folder / sums_file().name)
        return self.target.is_file() and memory.sha256(self.target) == self.model.sha256

    def _require_room(self) -> None:
        """For the rest of the file, and for another form of it (convert.py)."""
        rest = max(0, self.model.size_bytes - self.arrived_bytes)
        needed = rest + self.model.size_bytes + SPARE_BYTES
        free = shutil.disk_usage(self._folder).free
        if free < needed:
            raise DownloadError(
                f"There is no room for the model {self.model.name}: it needs"
                f" {size_words(needed)} until it is ready, and {size_words(free)} are free.",
                f"Free some space on the disk that holds {self._folder},"
                " or choose a smaller model.",
            )

    def _fetch_patiently(self, on_progress: ProgressHandler, on_trouble: TroubleHandler) -> None:
        """Bring the part file to its full length, with new tries where that may help."""
        tries = 0
        furthest = self.arrived_bytes
        while True:
            try:
                self._fetch(on_progress)
                return
            except _RefusedError as error:
                trouble: Trouble = error.trouble
                cause: BaseException = error
            except PROBLEMS as error:
                trouble, cause = explain(error, self._url), error
            self._stop_if_cancelled()
            if self.arrived_bytes > furthest:
                furthest, tries = self.arrived_bytes, 0
            if not trouble.is_passing or tries >= len(self._pauses_seconds):
                raise self._failed(trouble, cause) from cause
            on_trouble(trouble.what)
            self._cancelled.wait(self._pauses_seconds[tries])
            self._stop_if_cancelled()
            tries += 1

    def _fetch(self, on_progress: ProgressHandler) -> None:
        """One try."""
        self._stop_if_cancelled()
        arrived = self.arrived_bytes
        self._is_resumed = arrived > 0
        response = self._open(arrived)
        if response is None:
            return  # whole already; its sum decides
        with self._watched(response):
            is_rest = response.status == PARTIAL_CONTENT
            if is_rest and not self._fits(response, arrived):
                self._part.forget()
                raise _RefusedError(Trouble("the server sent another part", is_passing=True))
            if response.status not in {OK, PARTIAL_CONTENT}:
                raise _RefusedError(Trouble(f"the server answered {response.status}"))
            if not is_rest:
                arrived = 0  # the server sends it from the beginning
                self._is_resumed = False
                self._part.begin(response.headers)
            total = self._total_of(response, arrived)
            with self.part.open("ab" if arrived else "wb") as part:
                arrived = self._copy(response, part, arrived, total, on_progress)
        if arrived < total * (1 if response.length is not None else 1 - SIZE_TOLERANCE):
            raise ConnectionResetError(f"after {arrived} of {total} bytes")

    def _open(self, arrived: int) -> Any:
        """The response; `None` when all of the file is here."""
        headers = {"User-Agent": "mockinterview", "Accept-Encoding": "identity"}
        if arrived:
            headers["Range"] = f"bytes={arrived}-"
            if self._part.mark:
                headers["If-Range"] = self._part.mark
        try:
            return open_url(self._url, headers, self._stall_seconds)
        except urllib.error.HTTPError as error:
            error.close()
            if error.code != RANGE_NOT_SATISFIABLE or not arrived:
                raise
            if _whole_bytes(error) == arrived:
                return None
            self._part.forget()
            return self._open(0)

    def _fits(self, response: Any, arrived: int) -> bool:
        """Whether a part that the server sends goes on where ours ends, and is of the same file."""
        first = re.match(r"bytes (\d+)-", response.headers.get("Content-Range") or "")
        ours, theirs = self._part.mark, mark_of(response.headers)
        is_same = not ours or not theirs or ours == theirs
        return is_same and first is not None and int(first[1]) == arrived

    def _total_of(self, response: Any, arrived: int) -> int:
        """The length of the whole file; what the catalogue says where the server does not."""
        expected = self.model.size_bytes
        if response.length is None:
            return expected
        total = arrived + int(response.length)
        if abs(total - expected) > SIZE_TOLERANCE * expected:
            self._part.forget()
            raise _RefusedError(
                Trouble(
                    f"the server has a file of {size_words(total)}, and the model has"
                    f" {size_words(expected)}",
                    "Try another network: some answer with a page of their own.",
                )
            )
        return total

    def _copy(
        self,
        response: Any,
        part: IO[bytes],
        arrived: int,
        total: int,
        on_progress: ProgressHandler,
    ) -> int:
        on_progress(arrived, total)
        while True:
            self._stop_if_cancelled()
            block = response.read1(READ_BYTES)
            self._stop_if_cancelled()
            if not block:
                return arrived
            part.write(block)
            arrived += len(block)
            if arrived > total * (1 + SIZE_TOLERANCE):
                part.close()
                self._part.forget()
                raise _RefusedError(Trouble("the server sent more than the model has"))
            on_progress(min(arrived, total), total)

    @contextlib.contextmanager
    def _watched(self, response: Any) -> Iterator[None]:
        """Let `cancel` reach a response for which nothing comes."""
        with self._lock:
            self._response = response
        try:
            yield
        finally:
            with self._lock:
                self._response = None
            response.close()

    def _stop_if_cancelled(self) -> None:
        if self._cancelled.is_set():
            raise DownloadCancelledError(
                f"The download of {self.model.name} was cancelled.",
                "What has arrived is kept; start again to go on from there.",
            )

    def _is_right(self) -> bool:
        """Whether the part is the whole model; it is thrown away if not."""
        self._stop_if_cancelled()
        self._sum = sha256_of(self.part)
        if self._sum != self.model.sha256:
            self._part.forget()
        return self._sum == self.model.sha256

    def _accept(self) -> None:
        """Give the file its name."""
        if not self.part.is_file():
            raise DownloadError(
                f"What was fetched is not the model {self.model.name}; it was deleted.",
                "Try again later; a network that changes files on the way can cause this.",
                f"SHA-256 {self._sum}, expected {self.model.sha256}",
            )
        self._part.complete(self.target)
        ChecksumMemory(self._folder / sums_file().name).remember(self.target, self._sum)

    def _failed(self, trouble: Trouble, error: BaseException) -> DownloadError:
        kept = " What has arrived is kept." if self.arrived_bytes else ""
        return DownloadError(
            f"The model {self.model.name} could not be fetched: {trouble.what}.",
            f"{trouble.hint}{kept}",
            f"{self._url}: {type(error).__name__}: {error}",
        )


def _whole_bytes(error: urllib.error.HTTPError) -> int | None:
    """The length of the whole file, as a refused range request tells it (`bytes */123`)."""
    length = (error.headers.get("Content-Range") or "").rpartition("/")[2]
    return int(length) if length.isdigit() else None


def _wake(response: Any) -> None:
    """End the connection, so that whoever waits for its next byte goes on at once."""
    with contextlib.suppress(OSError, ValueError):
        connection = socket.socket(fileno=response.fileno())
        try:
            connection.shutdown(socket.SHUT_RDWR)
        finally:
            connection.detach()  # it belongs to the response
