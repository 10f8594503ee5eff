"""A virtual screen: Xvfb on a display number of its own choosing, and pictures of it.

There is no window manager: a window gets the keyboard only when something gives it the
focus (`Program.focus` does). Pictures are read straight from the server's frame buffer.

    with VirtualScreen(folder, width=1440, height=900) as screen:
        subprocess.Popen([...], env={**os.environ, **screen.environment})
        screen.save_picture(Path("window.png"))
"""

from __future__ import annotations

import os
import struct
import subprocess
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from tests.rig import processes
from tests.rig.waiting import wait_for

# The fixed part of an X window dump, https://www.x.org/releases/X11R7.7/doc/xwd (XWDFile.h):
# 25 big-endian 32-bit numbers, of which these are read; a colour entry is 12 bytes.
HEADER: Final = struct.Struct(">25I")
COLOUR_BYTES: Final = 12


class VirtualScreen:
    """One private X server, kept in `folder`, to be used as a context manager."""

    def __init__(self, folder: Path, *, width: int = 1440, height: int = 900) -> None:
        self.folder = folder
        self.folder.mkdir(parents=True, exist_ok=True)
        self.width = width
        self.height = height
        self.environment: dict[str, str] = {}
        self._server: subprocess.Popen[bytes] | None = None

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

    def start(self) -> None:
        """Start the server and wait until it has told its display number.

        Raises:
            MissingToolError: Xvfb or xdotool are not installed.
            TimeoutError: the server did not come up; its log is in the message.
        """
        processes.find_tools("Xvfb", "xdotool")
        number = self.folder / "display"
        log = self.folder / "screen.log"
        with number.open("wb") as answer, log.open("ab") as output:
            self._server = subprocess.Popen(
                [
                    *("Xvfb", "-displayfd", str(answer.fileno()), "-nolisten", "tcp", "-noreset"),
                    *("-screen", "0", f"{self.width}x{self.height}x24", "-dpi", "96"),
                    *("-fbdir", str(self.folder)),
                ],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                pass_fds=[answer.fileno()],
                start_new_session=True,
            )
        try:
            wait_for(lambda: number.read_text().endswith("\n"), "the virtual screen")
        except TimeoutError as error:
            self.stop()
            raise TimeoutError(f"{error}\n{log.read_text(errors='replace')}") from None
        self.environment = {
            "DISPLAY": f":{number.read_text().strip()}",
            "WAYLAND_DISPLAY": "",
            "QT_QPA_PLATFORM": "xcb",
            "QT_QPA_PLATFORMTHEME": "",
            "QT_SCALE_FACTOR": "1",
        }

    def stop(self) -> None:
        """Stop the server, by its process id; does nothing when it is not running."""
        if self._server is not None:
            processes.stop(self._server)
            self._server = None

    def run(self, *command: str, seconds: float = 10) -> str:
        """Run a short command on this screen and return what it printed."""
        answer = subprocess.run(
            command,
            env={**os.environ, **self.environment},
            capture_output=True,
            check=True,
            timeout=seconds,
            text=True,
        )
        return answer.stdout

    def save_picture(self, path: Path) -> Path:
        """Save what the screen shows now as a PNG file and return its path."""
        from PySide6.QtGui import QImage

        pixels, width, height, line_bytes = self._frame()
        image = QImage(pixels, width, height, line_bytes, QImage.Format.Format_RGB32)
        path.parent.mkdir(parents=True, exist_ok=True)
        if not image.save(str(path), "PNG"):  # type: ignore[call-overload]
            raise OSError(f"The picture {path} could not be written.")
        return path

    def is_blank(self) -> bool:
        """Whether every pixel of the screen has the same colour."""
        pixels, *_ = self._frame()
        return pixels == pixels[:4] * (len(pixels) // 4)

    def _frame(self) -> tuple[bytes, int, int, int]:
        """The pixels (32 bits each, blue first), width, height and bytes a line."""
        dump = (self.folder / "Xvfb_screen0").read_bytes()
        header = HEADER.unpack_from(dump)
        size, width, height, line_bytes, colours = (header[i] for i in (0, 4, 5, 12, 19))
        start = size + colours * COLOUR_BYTES
        return dump[start : start + line_bytes * height], width, height, line_bytes
