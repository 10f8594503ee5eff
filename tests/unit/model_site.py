"""A server on this computer that has a model and behaves, or misbehaves, as it is told."""

from __future__ import annotations

import contextlib
import hashlib
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from mockinterview.speech.models.catalogue import OfficialModel

CONTENT = bytes(range(256)) * 4096
MODEL = OfficialModel("small", hashlib.sha256(CONTENT).hexdigest(), len(CONTENT), title="Small")
CERTIFICATE = Path(__file__).parents[1] / "data" / "certificates" / "nobody.pem"


@dataclass
class Site:
    """What the server has, how it behaves, and what it was asked for.

    Attributes:
        content: the file.
        path: where it has it.
        tag: its ETag; empty: it is known by its time of change alone.
        takes_ranges: else it sends all of it, whatever is asked for.
        keeps_ranges: it sends the rest although `If-Range` says that the file is another one.
        cut_after: so many bytes of each answer arrive, then the connection ends.
        stall_after: so many arrive, then nothing until the end.
        drip: so many arrive at a time, with a moment between.
        told_length: what it says its whole length is; 0: it does not say.
        extra: bytes that follow the file.
        statuses: what it answers first, one after the other, instead of the file.
        redirect: where it sends whoever asks for the file.
    """

    content: bytes = CONTENT
    path: str = f"/{MODEL.sha256}/small.pt"
    tag: str = '"one"'
    takes_ranges: bool = True
    keeps_ranges: bool = False
    sends_range: tuple[int, int] | None = None
    cut_after: int | None = None
    stall_after: int | None = None
    drip: int | None = None
    told_length: int | None = None
    extra: bytes = b""
    statuses: list[int] = field(default_factory=list)
    redirect: str = ""
    hangs_up: bool = False
    changed: float = 1_700_000_000.0
    ranges: list[str | None] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    base_url: str = ""
    ended: threading.Event = field(default_factory=threading.Event)

    @property
    def marks(self) -> dict[str, str]:
        """What the answer says the file is."""
        tag = {"ETag": self.tag} if self.tag else {}
        return tag | {"Last-Modified": formatdate(self.changed, usegmt=True)}

    def answer(self, request: BaseHTTPRequestHandler) -> None:
        asked = request.headers.get("Range")
        self.ranges.append(asked)
        self.paths.append(request.path)
        self.headers.append(dict(request.headers))
        first = int(asked.removeprefix("bytes=").rstrip("-")) if asked else 0
        if self.hangs_up:
            request.close_connection = True
        elif self.statuses:
            request.send_error(self.statuses.pop(0))
        elif self.redirect and request.path.endswith("/small.pt"):
            request.send_response(302)
            request.send_header("Location", self.redirect)
            request.send_header("Content-Length", "0")
            request.end_headers()
        elif not request.path.endswith(self.path) and not self.redirect:
            request.send_error(404)
        elif asked and self.takes_ranges and first >= len(self.content):
            request.send_response(416)
            request.send_header("Content-Range", f"bytes */{len(self.content)}")
            request.send_header("Content-Length", "0")
            request.end_headers()
        else:
            self._send(request, first)

    def _send(self, request: BaseHTTPRequestHandler, first: int) -> None:
        condition = request.headers.get("If-Range")
        is_same = condition is None or condition in self.marks.values()
        is_part = first > 0 and self.takes_ranges and (is_same or self.keeps_ranges)
        first = first if is_part else 0
        body = self.content[first:] + self.extra
        request.send_response(206 if is_part else 200)
        whole = len(self.content) if self.told_length is None else self.told_length
        if is_part:
            begin = first if self.sends_range is None else self.sends_range[0]
            request.send_header("Content-Range", f"bytes {begin}-{whole - 1}/{whole}")
        if whole:
            request.send_header("Content-Length", str(whole - first))
        for name, value in self.marks.items():
            request.send_header(name, value)
        request.end_headers()
        with contextlib.suppress(OSError):
            self._write(request, body)
        request.close_connection = True

    def _write(self, request: BaseHTTPRequestHandler, body: bytes) -> None:
        if self.stall_after is not None:
            request.wfile.write(body[: self.stall_after])
            self.ended.wait(20)
        elif self.drip is not None:
            for start in range(0, len(body), self.drip):
                request.wfile.write(body[start : start + self.drip])
                time.sleep(0.02)
        else:
            request.wfile.write(body if self.cut_after is None else body[: self.cut_after])


@contextlib.contextmanager
def serving(
    site: Site, answer: Callable[[BaseHTTPRequestHandler], None] | None = None, *, tls: bool = False
) -> Iterator[Site]:
    """The site while the block lasts; `answer` takes the place of its own, for proxies."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            (answer or site.answer)(self)

        do_CONNECT = do_GET  # noqa: N815  (its name there)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002  (its name there)
            pass

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, request: object, client_address: object) -> None:
            """A client that goes away is what is tested."""

    with Server(("127.0.0.1", 0), Handler) as server:
        if tls:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(CERTIFICATE)
            server.socket = context.wrap_socket(server.socket, server_side=True)
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        site.base_url = f"{'https' if tls else 'http'}://127.0.0.1:{server.server_port}"
        try:
            yield site
        finally:
            site.ended.set()
            server.shutdown()
            thread.join()
