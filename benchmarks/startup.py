"""How long the window takes to appear, and how much memory it then has.

    python -m benchmarks.startup [--runs 10]

Starts the real program on a virtual screen, each time with a new empty home, and measures from
the start of the process (the interpreter's own start included) until the program has carried
out its first paint. Memory is the highest resident set that the process ever had. The first
run, which may find cold disk caches, is told apart and not counted.
"""

from __future__ import annotations

import argparse
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Final, NamedTuple

from tests.rig.program import private_environment
from tests.rig.screen import VirtualScreen

COMMAND: Final = [sys.executable, "-m", "mockinterview", "--exit-after-first-paint"]
KIBIBYTES_PER_MEGABYTE: Final = 1000 * 1000 / 1024
LIMIT_SECONDS: Final = 1.0
LIMIT_MEGABYTES: Final = 200.0


class Run(NamedTuple):
    """One start: seconds from process start to first paint, and peak memory in megabytes."""

    seconds: float
    megabytes: float


def measure(screen: VirtualScreen, folder: Path) -> Run:
    """Start the program once, in an empty home below `folder`."""
    environment = {**os.environ, **private_environment(folder), **screen.environment}
    started = time.monotonic()
    with subprocess.Popen(COMMAND, env=environment, stdout=subprocess.PIPE) as program:
        line = program.stdout.readline() if program.stdout else b""
        seconds = time.monotonic() - started
        _, status, usage = os.wait4(program.pid, 0)
        program.returncode = os.waitstatus_to_exitcode(status)
    if program.returncode != 0 or b"seconds_to_first_paint" not in line:
        raise SystemExit(f"The program did not start (exit code {program.returncode}).")
    return Run(seconds, usage.ru_maxrss / KIBIBYTES_PER_MEGABYTE)


def main() -> int:
    """Measure and print; 1 when a limit is broken."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=10)
    count = parser.parse_args().runs
    with tempfile.TemporaryDirectory() as name, VirtualScreen(Path(name) / "screen") as screen:
        first, *runs = (measure(screen, Path(name) / str(index)) for index in range(count + 1))
    seconds = [run.seconds for run in runs]
    megabytes = max(run.megabytes for run in runs)
    print(f"machine  {platform.platform()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    print(f"command  {' '.join(COMMAND[1:])}, Python {platform.python_version()}, {count} runs")
    print(f"start    {statistics.median(seconds):.2f} s median, {max(seconds):.2f} s worst")
    print(f"first    {first.seconds:.2f} s")
    print(f"memory   {megabytes:.0f} MB at most")
    kept = statistics.median(seconds) < LIMIT_SECONDS and megabytes < LIMIT_MEGABYTES
    print(
        f"limits   {LIMIT_SECONDS} s and {LIMIT_MEGABYTES:.0f} MB: {'kept' if kept else 'BROKEN'}"
    )
    return 0 if kept else 1


if __name__ == "__main__":
    raise SystemExit(main())
