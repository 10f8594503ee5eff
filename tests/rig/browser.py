"""A real browser without a window, spoken to through a pipe as its developer tools do."""

from __future__ import annotations

import base64
import itertools
import json
import os
import select
import shutil
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO, Final

from tests.rig.processes import MissingToolError, stop

NAMES: Final = ("chromium", "chromium-browser", "google-chrome")
OPTIONS: Final = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
    *("--disable-dev-shm-usage", "--mute-audio", "--hide-scrollbars", "--remote-debugging-pipe"),
)
ANSWER_SECONDS: Final = 30.0
"""How long one command may take; on a busy machine a start takes several."""

Message = dict[str, Any]


class Browser:
    """One process; pages are opened one after the other.

    Args:
        folder: an empty folder for its profile and its log.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._numbers = itertools.count(1)
        self._process: subprocess.Popen[bytes] | None = None
        self._to: BinaryIO | None = None
        self._from = -1
        self._left = b""
        self._events: list[Message] = []

    def start(self) -> None:
        """Start it.

        Raises:
            MissingToolError: there is none on this computer.
        """
        name = next((found for one in NAMES if (found := shutil.which(one))), None)
        if name is None:
            raise MissingToolError("Not installed: chromium. Run script/test once.")
        asked, ask = os.pipe()
        self._from, answers = os.pipe()
        # It reads from descriptor 3 and writes to descriptor 4, whatever ours are called.
        redirected = f'exec "$0" "$@" 3<&{asked} 4>&{answers}'
        profile = f"--user-data-dir={self._folder / 'profile'}"
        with (self._folder / "log").open("wb") as log:
            self._process = subprocess.Popen(
                ["bash", "-c", redirected, name, *OPTIONS, profile, "about:blank"],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                pass_fds=(asked, answers),
                start_new_session=True,
            )
        os.close(asked)
        os.close(answers)
        self._to = os.fdopen(ask, "wb", buffering=0)

    def stop(self) -> None:
        """End it."""
        if self._to is not None:
            self._to.close()
            os.close(self._from)
        if self._process is not None:
            stop(self._process)

    def open(self, path: Path, *, width: int = 1280, is_dark: bool = False) -> Page:
        """Open a file at a width in pixels, and wait until it is loaded."""
        target = self.ask("Target.createTarget", {"url": "about:blank"})["targetId"]
        attached = self.ask("Target.attachToTarget", {"targetId": target, "flatten": True})
        page = Page(self, attached["sessionId"], target)
        for part in ("Network", "Page", "Log", "Runtime"):
            page.ask(f"{part}.enable")
        size = {"width": width, "height": 800, "deviceScaleFactor": 1, "mobile": width < 600}
        page.ask("Emulation.setDeviceMetricsOverride", size)
        scheme = {"name": "prefers-color-scheme", "value": "dark" if is_dark else "light"}
        page.ask("Emulation.setEmulatedMedia", {"features": [scheme]})
        self._events.clear()
        page.ask("Page.navigate", {"url": path.as_uri()})
        self._wait_for(lambda event: event.get("method") == "Page.loadEventFired")
        return page

    def close(self, page: Page) -> None:
        """Close a page."""
        self.ask("Target.closeTarget", {"targetId": page.target})

    @property
    def events(self) -> list[Message]:
        """What happened since the last page was opened."""
        return self._events

    def ask(self, method: str, told: Message | None = None, session: str = "") -> Message:
        """Send a command and wait for its answer.

        Raises:
            RuntimeError: the browser refuses it.
        """
        number = next(self._numbers)
        message: Message = {"id": number, "method": method, "params": told or {}}
        if session:
            message["sessionId"] = session
        assert self._to is not None
        self._to.write(json.dumps(message).encode() + b"\0")
        answer = self._wait_for(lambda one: one.get("id") == number)
        if "error" in answer:
            problem = f"{method}: {answer['error']}"
            raise RuntimeError(problem)
        result: Message = answer["result"]
        return result

    def _wait_for(self, is_wanted: Callable[[Message], bool]) -> Message:
        """The next message of a kind; all events on the way are kept."""
        ends_at = time.monotonic() + ANSWER_SECONDS
        for event in self._events:
            if is_wanted(event):
                return event
        while True:
            message = self._read(ends_at)
            if "method" in message:
                self._events.append(message)
            if is_wanted(message):
                return message

    def _read(self, ends_at: float) -> Message:
        while b"\0" not in self._left:
            ready, _, _ = select.select([self._from], [], [], max(0.0, ends_at - time.monotonic()))
            part = os.read(self._from, 1 << 16) if ready else b""
            if not part:
                log = (self._folder / "log").read_text(errors="replace")
                problem = f"the browser does not answer: {log[-2000:]}"
                raise RuntimeError(problem)
            self._left += part
        first, _, self._left = self._left.partition(b"\0")
        message: Message = json.loads(first)
        return message


class Page:
    """An open page; made by `Browser.open`."""

    def __init__(self, browser: Browser, session: str, target: str) -> None:
        self._browser = browser
        self._session = session
        self.target = target

    def ask(self, method: str, told: Message | None = None) -> Message:
        """Send a command about this page."""
        return self._browser.ask(method, told, self._session)

    def value(self, expression: str) -> Any:
        """What a script expression comes to, awaited; the page itself may forbid scripts.

        Raises:
            RuntimeError: it fails.
        """
        wish = {"expression": expression, "awaitPromise": True, "returnByValue": True}
        answer = self.ask("Runtime.evaluate", wish)
        if "exceptionDetails" in answer:
            raise RuntimeError(str(answer["exceptionDetails"]))
        return answer["result"].get("value")

    def fetched(self) -> list[str]:
        """The addresses that were asked for since it was opened."""
        asked = (
            one for one in self._browser.events if one["method"] == "Network.requestWillBeSent"
        )
        return [event["params"]["request"]["url"] for event in asked]

    def complaints(self) -> list[str]:
        """What the browser complained of since the page was opened."""
        told = (one for one in self._browser.events if one["method"] == "Log.entryAdded")
        return [event["params"]["entry"]["text"] for event in told]

    def picture(self, path: Path) -> None:
        """Save all of the page, from top to bottom, as a PNG."""
        wish = {"format": "png", "captureBeyondViewport": True}
        path.write_bytes(base64.b64decode(self.ask("Page.captureScreenshot", wish)["data"]))
