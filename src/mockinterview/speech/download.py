"""Fetches an official Whisper model when the person asks for it; the only use of the network.

One file serves both engines: openai-whisper's checkpoint, whose SHA-256 is known beforehand
(faster-whisper gets it converted, see convert.py). It grows as `NAME.pt.part` in the model cache,
is taken up again where it was left, and gets its name only when its sum is right.
"""

from __future__ import annotations

import http.client
import shutil
import threading
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any, Final

from mockinterview.errors import DownloadError
from mockinterview.speech.catalogue import OFFICIAL_BASE_URL, OfficialModel
from mockinterview.speech.checksums import sha256_of
from mockinterview.speech.weights import models_folder

TIMEOUT_SECONDS: Final = 30.0
"""Without a single byte."""

READ_BYTES: Final = 1 << 16
SPARE_BYTES: Final = 200_000_000
"""Left free beside the file, for the system and the recordings."""

PARTIAL_CONTENT: Final = 206
RANGE_NOT_SATISFIABLE: Final = 416

ProgressHandler = Callable[[int, int], None]


class DownloadCancelledError(DownloadError):
    """The person stopped the download; what has arrived is kept."""


class Download:
    """One model to fetch; `run` blocks, `cancel` may be called from any thread.

    Args:
        model: what to fetch.
        folder: where to; `None` means the model cache.
        base_url: where from.
    """

    def __init__(
        self,
        model: OfficialModel,
        *,
        folder: Path | None = None,
        base_url: str = OFFICIAL_BASE_URL,
    ) -> None:
        self.model = model
        self._folder = folder or models_folder()
        self._url = model.url(base_url)
        self._cancelled = threading.Event()

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
        """How much an earlier try has left."""
        return self.part.stat().st_size if self.part.is_file() else 0

    def cancel(self) -> None:
        """Stop soon; `run` raises `DownloadCancelledError`."""
        self._cancelled.set()

    def run(self, on_progress: ProgressHandler) -> Path:
        """Fetch the model, or the rest of it, and verify it.

        Args:
            on_progress: told bytes that are here and bytes in all, in the calling thread.

        Returns:
            The verified file.

        Raises:
            DownloadCancelledError: `cancel` was called.
            DownloadError: no connection, no room, cut off, or not the right file.
        """
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            self._require_room()
            self._fetch(on_progress)
            self._verify()
        except urllib.error.HTTPError as error:
            error.close()
            raise self._failed(f"the server answered {error.code} {error.reason}", error) from error
        except (urllib.error.URLError, http.client.HTTPException, TimeoutError) as error:
            raise self._failed("the connection failed", error) from error
        except OSError as error:
            raise self._failed(error.strerror or "the file could not be written", error) from error
        return self.target

    def _require_room(self) -> None:
        needed = self.model.size_bytes - self.arrived_bytes + SPARE_BYTES
        free = shutil.disk_usage(self._folder).free
        if free < needed:
            raise DownloadError(
                f"There is no room for the model {self.model.name}: it needs"
                f" {needed // 1_000_000:,} MB and {free // 1_000_000:,} MB are free.",
                f"Free some space on the disk that holds {self._folder},"
                " or choose a smaller model.",
            )

    def _fetch(self, on_progress: ProgressHandler) -> None:
        """Bring the part file to its full length."""
        arrived = self.arrived_bytes
        try:
            response = self._open(arrived)
        except urllib.error.HTTPError as error:
            if error.code != RANGE_NOT_SATISFIABLE:
                raise
            error.close()
            if _total_of(error) == arrived:
                return  # whole already; its sum decides
            self.part.unlink()
            arrived = 0
            response = self._open(arrived)
        with response:
            if response.status != PARTIAL_CONTENT:
                arrived = 0  # the server sends it from the beginning
            total = arrived + int(response.headers.get("Content-Length") or 0)
            with self.part.open("ab" if arrived else "wb") as part:
                arrived = self._copy(response, part, arrived, total, on_progress)
        if arrived < total:
            raise self._failed(f"it was cut off after {arrived:,} of {total:,} bytes", None)

    def _open(self, arrived: int) -> Any:
        if not self._url.startswith(("https://", "http://127.0.0.1:")):
            raise ValueError(f"{self._url} is not a safe address")
        headers = {"User-Agent": "mockinterview"}
        if arrived:
            headers["Range"] = f"bytes={arrived}-"
        request = urllib.request.Request(self._url, headers=headers)  # noqa: S310  (checked above)
        return urllib.request.urlopen(request, timeout=TIMEOUT_SECONDS)  # noqa: S310

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
            if self._cancelled.is_set():
                raise DownloadCancelledError(
                    f"The download of {self.model.name} was cancelled.",
                    "What has arrived is kept; start again to go on from there.",
                )
            block = response.read(READ_BYTES)
            if not block:
                return arrived
            part.write(block)
            arrived += len(block)
            on_progress(arrived, total)

    def _verify(self) -> None:
        """Give the file its name if its sum is right, and throw it away if not."""
        found = sha256_of(self.part)
        if found != self.model.sha256:
            self.part.unlink()
            raise DownloadError(
                f"What was fetched is not the model {self.model.name}; it was deleted.",
                "Try again later; a network that changes files on the way can cause this.",
                f"SHA-256 {found}, expected {self.model.sha256}",
            )
        self.part.replace(self.target)

    def _failed(self, what: str, error: Exception | None) -> DownloadError:
        return DownloadError(
            f"The model {self.model.name} could not be fetched: {what}.",
            "What has arrived is kept; try again to go on from there.",
            f"{self._url}: {error}" if error else self._url,
        )


def _total_of(error: urllib.error.HTTPError) -> int | None:
    """The length of the whole file, as a refused range request tells it (`bytes */123`)."""
    length = (error.headers.get("Content-Range") or "").rpartition("/")[2]
    return int(length) if length.isdigit() else None
