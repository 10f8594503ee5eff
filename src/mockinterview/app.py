"""The only wiring: arguments to a command, or settings to services to the window."""

from __future__ import annotations

from mockinterview import started  # isort: skip  (first: the program's time counts from here)

import argparse
import logging
import logging.handlers
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from mockinterview import paths
from mockinterview.cli import output
from mockinterview.cli.arguments import make_parser
from mockinterview.cli.run import overrides_of, run_command
from mockinterview.files import atomic
from mockinterview.files.seen_packs import is_pack
from mockinterview.settings import load_settings

NO_SCREEN = (
    "There is no screen here, so the window cannot open. "
    "“script/run demo” shows the whole journey without one."
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program. Returns the exit code."""
    _speak_utf8()
    packs, others = _packs_among(sys.argv[1:] if arguments is None else list(arguments))
    parsed = make_parser().parse_args(others)
    _keep_log()
    if parsed.command is not None:
        return _run_to_the_last_line(parsed)
    if not _has_screen():
        output.write_status(f"mockinterview: {NO_SCREEN}")
        return output.PROBLEM
    from mockinterview.ui.application import run_window

    return run_window(
        load_settings(paths.settings_file()),
        paths.settings_file(),
        overrides_of(parsed),
        report_first_paint=started.seconds_since_start if parsed.exit_after_first_paint else None,
        packs=packs,
    )


def _packs_among(arguments: list[str]) -> tuple[list[Path], list[str]]:
    """The packs that a double click hands over where a command would stand, and all others."""
    before = [None, *arguments]
    plain = [
        argument
        for argument, last in zip(arguments, before, strict=False)
        if not argument.startswith("-") and last != "--library"
    ]
    if not plain or not _is_pack(plain[0]):
        return [], arguments
    packs = [argument for argument in plain if _is_pack(argument)]
    others = [argument for argument in arguments if argument not in packs]
    return [Path(pack).absolute() for pack in packs], others


def _is_pack(argument: str) -> bool:
    return is_pack(Path(argument))


def _run_to_the_last_line(parsed: argparse.Namespace) -> int:
    """Run a command; a reader who leaves early (`| head`) or a full disk is no defect."""
    try:
        code = run_command(parsed)
        sys.stdout.flush()
    except BrokenPipeError:
        code = output.DONE
    except OSError as error:
        output.write_status(f"mockinterview: The output could not be written: {error.strerror}.")
        code = output.PROBLEM
    else:
        return code
    # What is still in the buffer must not be tried again when Python ends.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return code


def _has_screen() -> bool:
    """Whether Qt could open a window: always on Windows and macOS, else where a display is named.

    Qt ends the process with a message of its own when it finds none, so it is asked here first.
    """
    if sys.platform in {"win32", "darwin"} or os.environ.get("QT_QPA_PLATFORM"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _speak_utf8() -> None:
    """Typographic quotes must not fail on a terminal with an old encoding."""
    for stream in (sys.stdout, sys.stderr):
        if stream is not None and hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")


def _keep_log() -> None:
    """Technical messages go to a small file on this computer, never to the person."""
    root = logging.getLogger()
    root.setLevel(logging.INFO)
    try:
        atomic.make_private(paths.log_file().parent)
        handler: logging.Handler = logging.handlers.RotatingFileHandler(
            paths.log_file(), maxBytes=1_000_000, backupCount=1, encoding="utf-8", delay=True
        )
    except OSError:
        handler = logging.NullHandler()
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    root.addHandler(handler)


if __name__ == "__main__":
    raise SystemExit(main())
