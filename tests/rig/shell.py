"""Runs a command by hand between a virtual screen and a virtual microphone.

    python -m tests.rig.shell [--size 1440x900] [--picture FILE.png --after SECONDS]
                              [--speak FILE --speak-after SECONDS] [--keep FOLDER] -- COMMAND ...

Call it from the top of the repository. The command gets DISPLAY, PULSE_SERVER and a home of
its own (thrown away afterwards unless --keep names a folder). Examples:

    python -m tests.rig.shell --picture /tmp/first.png --after 4 -- python -m mockinterview
    python -m tests.rig.shell --speak tests/data/two_cities.flac --speak-after 3 -- \\
        python -m mockinterview record leader-or-follower --stop-after 20 --json
    python -m tests.rig.shell -- bash       # then: xdotool key Return; paplay -d interview_room ...

With --picture the command is stopped once the picture is taken; otherwise the rig waits for
its end and returns its exit code. Inside, `python -m tests.rig.shell --snap FILE.png` saves
another picture of the same screen (as scripts started by the command may want).
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.rig import processes
from tests.rig.program import private_environment
from tests.rig.screen import VirtualScreen
from tests.rig.sound import VirtualSound

SCREEN_FOLDER_VARIABLE = "MOCKINTERVIEW_RIG_SCREEN"


def main() -> int:
    """Bring up the rig, run the command, take everything down; the command's exit code."""
    options = _read_arguments()
    if options.snap:
        VirtualScreen(Path(os.environ[SCREEN_FOLDER_VARIABLE])).save_picture(options.snap)
        return 0
    width, height = (int(number) for number in options.size.split("x"))
    with (
        tempfile.TemporaryDirectory(prefix="rig-") as name,
        VirtualScreen(Path(name) / "screen", width=width, height=height) as screen,
        VirtualSound(Path(name) / "sound") as sound,
    ):
        environment = {
            **os.environ,
            **private_environment(options.keep or Path(name)),
            **screen.environment,
            **sound.environment,
            SCREEN_FOLDER_VARIABLE: str(screen.folder),
        }
        command = subprocess.Popen(options.command, env=environment)
        try:
            return _attend(command, options, screen, sound)
        finally:
            processes.stop(command)


def _attend(
    command: subprocess.Popen[bytes],
    options: argparse.Namespace,
    screen: VirtualScreen,
    sound: VirtualSound,
) -> int:
    if options.speak:
        time.sleep(options.speak_after)
        sound.start_speaking(options.speak)
    if options.picture:
        time.sleep(options.after)
        sys.stderr.write(f"{screen.save_picture(options.picture)}\n")
        return command.poll() or 0
    return command.wait()


def _read_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.rig.shell", description=__doc__)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("--size", default="1440x900", help="of the screen, in pixels")
    parser.add_argument("--picture", type=Path, help="save the screen as this PNG, then stop")
    parser.add_argument("--after", type=float, default=4.0, help="seconds before the picture")
    parser.add_argument("--speak", type=Path, help="a sound file for the microphone")
    parser.add_argument("--speak-after", type=float, default=0.0, help="seconds before speaking")
    parser.add_argument("--keep", type=Path, help="the home to use and to keep")
    parser.add_argument("--snap", type=Path, help="only save a picture of the rig's screen")
    parser.add_argument("command", nargs="*", help="what to run")
    options = parser.parse_args()
    if not options.command and not options.snap:
        parser.error("name a command to run")
    return options


if __name__ == "__main__":
    raise SystemExit(main())
