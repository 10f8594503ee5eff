"""Takes a picture of every state of the window, from the real pages over a library of its own.

    python -m tools.screenshots FOLDER [--states practise saved 'bin_*' ...] [--size 1440x900]
                                [--theme light|dark] [--text PER_CENT]

Call it from the top of the repository. `script/screenshots` does so on a virtual screen, which
draws as people see it; without any screen Qt draws off it. No microphone and no speech model are
used: a recording of human speech and written words take their place. A state that fails is told at
the end, where the exit code is 1; the others are drawn all the same.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import threading
import traceback
from fnmatch import filter as fitting
from pathlib import Path

from PySide6.QtCore import QLoggingCategory
from PySide6.QtWidgets import QApplication

from mockinterview.settings import Theme as ThemeChoice
from mockinterview.ui.theme import Theme

from .states import STATES
from .studio import Studio

ORDINARY_POINTS = 10.0
"""The text size at which the screens were drawn; `--text 150` is a half more."""


def main() -> int:
    """Draw what was asked for; 1 when a state could not be drawn or something in it went wrong."""
    options = read_arguments()
    if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    QLoggingCategory.setFilterRules("qt.multimedia*=false")
    application = QApplication(sys.argv[:1])
    font = application.font()
    font.setPointSizeF(ORDINARY_POINTS * options.text / 100)
    application.setFont(font)
    application.setCursorFlashTime(0)  # else chance decides whether it is in the picture
    theme = Theme(application)
    theme.choose(options.theme)
    options.folder.mkdir(parents=True, exist_ok=True)
    faults = Faults()
    for name in options.states:
        with faults.of(name), tempfile.TemporaryDirectory(prefix="screenshots-") as home:
            draw(name, Path(home), theme, options)
    return faults.tell()


def draw(name: str, home: Path, theme: Theme, options: argparse.Namespace) -> None:
    """One state in a window of its own, which is gone when this returns."""
    print(name, flush=True)
    target = options.folder / f"{name}.png"
    target.unlink(missing_ok=True)
    studio = Studio(home, theme, options.theme, options.size)
    try:
        STATES[name](studio)
        studio.rest(0.3)
        if not studio.window.grab().save(str(target)):
            raise OSError(f"{target} could not be written")
    finally:
        studio.close()


class Faults:
    """What went wrong in which state, also what Qt or a thread would only print."""

    def __init__(self) -> None:
        self._state = ""
        self._told: dict[str, str] = {}
        sys.excepthook = lambda _, error, __: self._note(error)
        threading.excepthook = lambda event: self._note(event.exc_value)

    def of(self, state: str) -> Faults:
        """From here on this state is drawn."""
        self._state = state
        return self

    def __enter__(self) -> None:
        pass

    def __exit__(self, _: object, error: BaseException | None, __: object) -> bool:
        """Go on with the next state, unless the person ends the program."""
        if isinstance(error, Exception):
            self._note(error)
            return True
        return False

    def tell(self) -> int:
        """One line for each state that failed; the exit code."""
        for state, fault in self._told.items():
            print(f"{state}: {fault}", file=sys.stderr)
        return 1 if self._told else 0

    def _note(self, error: BaseException | None) -> None:
        traceback.print_exception(error)
        self._told.setdefault(self._state, f"{type(error).__name__}: {error}")


def read_arguments() -> argparse.Namespace:
    """The command line, with the states by name and the size as two numbers."""
    parser = argparse.ArgumentParser(
        prog="python -m tools.screenshots",
        description="Takes a picture of every state of the window.",
        epilog=f"The states: {', '.join(STATES)}.",
    )
    parser.add_argument("folder", type=Path, help="where the pictures are put")
    parser.add_argument("--states", nargs="+", help="names or patterns such as 'bin_*'; else all")
    parser.add_argument("--size", type=size, default="1440x900", help="of the window, in pixels")
    parser.add_argument("--theme", default="light", choices=["light", "dark"], help="the colours")
    parser.add_argument("--text", type=float, default=100.0, help="size of the text in per cent")
    options = parser.parse_args()
    wanted = {pattern: fitting(STATES, pattern) for pattern in options.states or ["*"]}
    for pattern, names in wanted.items():
        if not names:
            parser.error(f"there is no state {pattern!r}")
    options.theme = ThemeChoice(options.theme)
    options.states = list(dict.fromkeys(name for names in wanted.values() for name in names))
    return options


def size(text: str) -> tuple[int, int]:
    """`1440x900` as width and height."""
    width, height = (int(number) for number in text.split("x"))
    return width, height


if __name__ == "__main__":
    raise SystemExit(main())
