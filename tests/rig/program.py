"""The real program as a process on the virtual screen, driven by real keys and clicks.

Its home, settings, caches and library lie in a folder of their own, so that a test starts
from nothing and a second `Program` with the same folder starts where the first one ended.

    with Program(folder, screen=screen, sound=sound) as program:
        window = program.wait_for_window("Mock Interview")
        program.press("Return")
        program.save_picture(Path("practise.png"))
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from types import TracebackType
from typing import Self

from tests.rig import processes
from tests.rig.screen import VirtualScreen
from tests.rig.sound import VirtualSound
from tests.rig.waiting import wait_for

REPOSITORY = Path(__file__).resolve().parents[2]


def private_environment(folder: Path) -> dict[str, str]:
    """The variables that keep a program's settings, caches and data inside `folder`."""
    variables = {"HOME": folder / "home"}
    for name in ("CONFIG", "DATA", "CACHE", "STATE"):
        variables[f"XDG_{name}_HOME"] = folder / "home" / f".{name.lower()}"
    for path in variables.values():
        path.mkdir(parents=True, exist_ok=True)
    paths = {name: str(path) for name, path in variables.items()}
    return {**paths, "LC_ALL": "C.UTF-8", "PYTHONUTF8": "1"}


class Program:
    """`python -m mockinterview ARGUMENTS`, to be used as a context manager."""

    def __init__(
        self,
        folder: Path,
        *arguments: str,
        screen: VirtualScreen | None = None,
        sound: VirtualSound | None = None,
    ) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self.library = folder / "library"
        self.log = folder / "program.log"
        self.arguments = arguments
        self.environment = {**os.environ, **private_environment(folder)}
        self._screen = screen
        # Without a screen or a sound server the program must not find the developer's own.
        if screen is None:
            self.environment.update(DISPLAY="", WAYLAND_DISPLAY="")
        else:
            self.environment.update(screen.environment)
        if sound is None:
            self.environment["PULSE_SERVER"] = "unix:/nonexistent"
        else:
            self.environment.update(sound.environment)
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    @property
    def command(self) -> list[str]:
        """The command line, with the library of this folder."""
        library = ["--library", str(self.library)]
        return [sys.executable, "-m", "mockinterview", *self.arguments, *library]

    @property
    def process(self) -> subprocess.Popen[bytes]:
        """The running (or ended) process."""
        if self._process is None:
            raise RuntimeError("The program was not started.")
        return self._process

    def start(self) -> None:
        """Start the program; its output goes to `log`."""
        self._process = processes.start(self.command, log=self.log, environment=self.environment)

    def run(self, *, seconds: float = 300) -> subprocess.CompletedProcess[str]:
        """Run the program to its end instead, and return its exit code and output."""
        return subprocess.run(
            self.command,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
            text=True,
            timeout=seconds,
        )

    def output(self) -> str:
        """All that the program has printed so far."""
        return self.log.read_text(encoding="utf-8", errors="replace") if self.log.exists() else ""

    def stop(self) -> None:
        """End the program by its process id; does nothing when it has ended."""
        if self._process is not None:
            processes.stop(self._process)

    def kill(self) -> None:
        """Kill the program without warning, as a crash or a flat battery would."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def wait_until_ended(self, *, seconds: float = 20) -> int:
        """Wait until the program has ended by itself and return its exit code."""
        return self.process.wait(seconds)

    # Windows, keys and pictures need a screen.

    @property
    def screen(self) -> VirtualScreen:
        """The screen that the program was given."""
        if self._screen is None:
            raise RuntimeError("This program has no screen.")
        return self._screen

    def windows(self) -> dict[str, str]:
        """The visible windows of the program: X window id and title."""
        pid = str(self.process.pid)
        try:
            ids = self.screen.run("xdotool", "search", "--onlyvisible", "--pid", pid).split()
            return {i: self.screen.run("xdotool", "getwindowname", i).rstrip("\n") for i in ids}
        except subprocess.CalledProcessError:  # no window yet, or one that closed meanwhile
            return {}

    def wait_for_window(self, title: str, *, seconds: float = 20) -> str:
        """Wait for a window or a page of this title, focus it and return its X id.

        The window is called "Page · Mock Interview": either part finds it, a part of one does not.

        Raises:
            TimeoutError: no such window came; the message holds the program's output.
        """

        def find() -> str | None:
            if self.process.poll() is not None:
                raise RuntimeError(f"The program ended too early:\n{self.output()}")
            named = self.windows().items()
            return next((window for window, name in named if title in name.split(" · ")), None)

        try:
            window = wait_for(find, f"a window named {title!r}", seconds=seconds)
        except TimeoutError as error:
            raise TimeoutError(f"{error}\n{self.output()}") from None
        if window is None:
            raise RuntimeError("wait_for returned without an answer.")
        self.focus(window)
        return window

    def focus(self, window: str) -> None:
        """Give the keyboard to a window and wait until it has it."""

        def has_focus() -> bool:
            self.screen.run("xdotool", "windowfocus", window)
            return self.screen.run("xdotool", "getwindowfocus").strip() == window

        wait_for(has_focus, f"the focus on window {window}")

    def press(self, *keys: str) -> None:
        """Press keys one after another; names as xdotool has them ("Return", "ctrl+z", "1")."""
        self.screen.run("xdotool", "key", "--clearmodifiers", "--delay", "30", *keys)

    def type_text(self, text: str) -> None:
        """Type a text as a person would."""
        self.screen.run("xdotool", "type", "--delay", "15", text, seconds=60)

    def click(self, x: int, y: int, *, button: int = 1, repeat: int = 1) -> None:
        """Click at a place of the screen, in pixels from its top left corner."""
        place = ("mousemove", str(x), str(y))
        times = ("--repeat", str(repeat), "--delay", "60")
        self.screen.run("xdotool", *place, "click", *times, str(button))

    def drag(self, start: tuple[int, int], end: tuple[int, int]) -> None:
        """Press the left button at `start`, move to `end` and let go there."""
        (x0, y0), (x1, y1) = start, end
        middle = (str((x0 + x1) // 2), str((y0 + y1) // 2))
        self.screen.run(
            *("xdotool", "mousemove", str(x0), str(y0), "mousedown", "1"),
            *("mousemove", *middle, "mousemove", str(x1), str(y1), "mouseup", "1"),
        )

    def save_picture(self, path: Path) -> Path:
        """Save what the screen shows now as a PNG file and return its path."""
        return self.screen.save_picture(path)
