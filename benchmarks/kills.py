"""Kills the program at random moments and counts what was lost.

    python -m benchmarks.kills --kills 500 [--seed 1] [--at-once 6]

The same children as in tests/kill: the real interview on a file that is spoken at its own speed,
the real compression, the real marking, each killed by SIGKILL.
"""

from __future__ import annotations

import argparse
import os
import platform
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from statistics import median

from tests.kill.life import Outcome
from tests.kill.trial import SHARES, Killing, plan

WORDS = {
    "listen": "listening, taking notes",
    "answer": "answering",
    "save": "saving, closing",
    "compress": "compressing",
    "mark": "marking",
    "mark in the window": "marking, through the page's saver",
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--at-once", type=int, default=6)
    arguments = parser.parse_args()
    begun = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="kills-") as folder:
        killing = Killing(Path(folder), arguments.seed)
        with ThreadPoolExecutor(arguments.at_once) as executor:
            trials = plan(arguments.kills)
            outcomes = list(executor.map(lambda trial: killing.try_once(*trial), trials))
    seconds = time.monotonic() - begun
    print(f"{platform.platform()}, {os.cpu_count()} cores, Python {platform.python_version()}")
    print(f"{len(outcomes)} kills in {seconds:.0f} s, seed {arguments.seed}\n")
    print(
        "| killed while | kills | sound lost: median, most | marks saved before, lost"
        " | libraries not opened | other problems |"
    )
    print("|---|---|---|---|---|---|")
    for state in SHARES:
        print(_row(WORDS[state], [each for each in outcomes if each.state == state]))
    print(_row("all", outcomes))
    for outcome in outcomes:
        for problem in outcome.problems:
            print(f"{outcome.state} {outcome.number} ({outcome.step}): {problem}")


def _row(title: str, outcomes: list[Outcome]) -> str:
    lost = [1000 * max(0.0, each.lost_seconds) for each in outcomes if each.spoken_seconds]
    sound = f"{median(lost):.0f} ms, {max(lost):.0f} ms" if lost else "–"
    told = sum(each.marks_told for each in outcomes)
    marks = f"{told}, {sum(each.marks_lost for each in outcomes)}" if told else "–"
    unopened = sum(each.was_unopened for each in outcomes)
    others = sum(bool(each.problems) for each in outcomes)
    return f"| {title} | {len(outcomes)} | {sound} | {marks} | {unopened} | {others} |"


if __name__ == "__main__":
    main()
