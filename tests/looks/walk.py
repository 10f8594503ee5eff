"""Goes through the states of the window and tells what looks wrong in them.

    python -m tests.looks.walk [--states 'marking_*' ...] [--text PER_CENT]

Call it from the top of the repository. Every state is looked at in the smallest window and in a
large one, in light and dark; the size of the text is the whole run's. The exit code is 1 when
anything was found or a state failed.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Iterator
from fnmatch import filter as fitting
from fnmatch import fnmatch
from pathlib import Path

from PySide6.QtCore import QLoggingCategory
from PySide6.QtWidgets import QApplication
from tools.screenshots.__main__ import ORDINARY_POINTS
from tools.screenshots.states import STATES
from tools.screenshots.studio import Studio

from mockinterview.settings import Theme as ThemeChoice
from mockinterview.ui import tokens
from mockinterview.ui.theme import Theme
from tests.looks.clipping import clipped
from tests.looks.contrast import pale
from tests.looks.keyboard import nameless, unreached
from tests.looks.overlapping import overlapping

SMALLEST = (tokens.WINDOW_WIDTH, tokens.WINDOW_HEIGHT)
LARGE = (1920, 1080)
TAB_IS_TAKEN = (
    *("transcript_word*", "transcript_typed", "transcript_long_*", "marking_help"),
    "marking_phrases",
)
"""Where Tab goes from word to word, or a sheet keeps the keys until Esc."""
SETTLING_SECONDS = 0.3
"""For layouts that ask for their height once more when they know their width."""


def main() -> int:
    """Walk; 1 when something is wrong."""
    options = _read_arguments()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    QLoggingCategory.setFilterRules("qt.multimedia*=false")
    application = QApplication(sys.argv[:1])
    font = application.font()
    font.setPointSizeF(ORDINARY_POINTS * options.text / 100)
    application.setFont(font)
    theme = Theme(application)
    is_right = True
    for name in options.states:
        theme.choose(ThemeChoice.LIGHT)
        with tempfile.TemporaryDirectory(prefix="looks-") as home:
            for fault in dict.fromkeys(_faults_of(name, Path(home), theme)):
                sys.stdout.write(f"{name}: {fault}\n")
                sys.stdout.flush()
                is_right = False
    return 0 if is_right else 1


def _faults_of(name: str, home: Path, theme: Theme) -> Iterator[str]:
    try:
        studio = Studio(home, theme, ThemeChoice.LIGHT, SMALLEST)
    except TimeoutError as error:
        yield str(error)
        return
    try:
        STATES[name](studio)
        studio.rest(SETTLING_SECONDS)
        yield from _looked_at(studio, theme)
        if not any(fnmatch(name, pattern) for pattern in TAB_IS_TAKEN):
            yield from unreached(studio.window)
    except (TimeoutError, RuntimeError) as error:
        yield f"{type(error).__name__}: {error}"
    finally:
        studio.close()


def _looked_at(studio: Studio, theme: Theme) -> Iterator[str]:
    window = studio.window
    yield from (f"{fault} (small)" for fault in [*clipped(window), *overlapping(window)])
    yield from pale(window)
    yield from nameless(window)
    theme.choose(ThemeChoice.DARK)
    studio.rest(SETTLING_SECONDS)
    yield from (f"{fault} (dark)" for fault in pale(window))
    window.resize(*LARGE)
    studio.rest(SETTLING_SECONDS)
    yield from (f"{fault} (large)" for fault in [*clipped(window), *overlapping(window)])


def _read_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.looks.walk")
    parser.add_argument("--states", nargs="+", default=["*"], help="names or patterns")
    parser.add_argument("--text", type=float, default=100.0, help="size of the text in per cent")
    options = parser.parse_args()
    names = [name for pattern in options.states for name in fitting(STATES, pattern)]
    if not names:
        parser.error("there is no such state")
    options.states = list(dict.fromkeys(names))
    return options


if __name__ == "__main__":
    raise SystemExit(main())
