"""Mutates real content files and reads them: no traceback, no input over a second, sound problems.

python -m tests.fuzz_content --inputs 100000 [--seed 1]
"""

from __future__ import annotations

import argparse
import random
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from mockinterview.files.advice import advise
from mockinterview.files.assembly import assemble
from mockinterview.files.content_file import (
    ContentFile,
    Places,
    parse_content,
    read_content_file,
)
from mockinterview.files.problems import ERRORS, WARNINGS, Problem, problem_in
from mockinterview.files.text_file import NotTextError, decode

ROOT = Path(__file__).resolve().parent.parent
SEEDS = sorted(
    [
        *ROOT.glob("questions/*.yaml"),
        *ROOT.glob("rubrics/*.yaml"),
        *ROOT.glob("tests/data/broken/**/*.yaml"),
        *ROOT.glob("tests/data/good/**/*.yaml"),
    ]
)
KNOWN = sorted(ROOT.glob("tests/data/good/**/*.yaml"))
LONGEST_SEED_BYTES = 4000
LIMIT_SECONDS = 1.0

TEXT_TOKENS = (
    *"-:?[]{},&*#!|>'\"%@`~.0",
    *("\t", "\n", "\r\n", "\r", "  ", "---\n", "...\n", "- ", ": ", "? ", "<<: ", "&a ", "*a"),
    *("!!python/object:os.system ", "!!binary ", "null", "~", "no", "Yes", "1:30", "2024-01-30"),
    *("0x1F", "010", ".inf", ".nan", "1e400", "9" * 30, "-0", "+1", "1_000", "=", "\\", "\\x0"),
    *("\0", "\x07", "\x85", "\u2028", "\ufeff", "\U0001f600", "\ud7ff", "é", "[" * 25),
    *("- " * 30, "a: " * 5, "bank: ", "questions:", "rubric: ", "shows: [a]", "audio: ../x\n"),
    *("include: [story]\n", "version: 1\n", "title: x\n", "formats: []\n", "samples: []\n"),
)
BYTE_TOKENS = (b"\xff", b"\xc3", b"\xed\xa0\x80", b"\xfe\xff", b"\xff\xfe")
TOKENS = (*(token.encode() for token in TEXT_TOKENS), *BYTE_TOKENS)


@dataclass
class Figures:
    """What a run saw."""

    inputs: int = 0
    slowest_seconds: float = 0.0
    slowest_input: bytes = b""
    codes: Counter[str] = field(default_factory=Counter)
    accepted: int = 0


def run(inputs: int, seed: int, seconds: float = float("inf")) -> Figures:
    """Read mutated files until there were enough or the time is over; a defect raises."""
    chance = random.Random(seed)
    sources = [path.read_bytes()[:LONGEST_SEED_BYTES] for path in SEEDS]
    known = [read_content_file(path) for path in KNOWN]
    figures = Figures()
    began = time.monotonic()
    while figures.inputs < inputs and time.monotonic() - began < seconds:
        data = mutate(chance.choice(sources), sources, chance)
        started = time.perf_counter()
        try:
            problems = read(data, known, figures)
        except Exception as error:
            raise AssertionError(f"{data!r} (seed {seed}, input {figures.inputs})") from error
        spent = time.perf_counter() - started
        if spent > figures.slowest_seconds:
            figures.slowest_seconds, figures.slowest_input = spent, data
        assert spent < LIMIT_SECONDS, data
        figures.inputs += 1
        figures.codes.update({problem.code for problem in problems})
    return figures


def read(data: bytes, known: list[ContentFile], figures: Figures) -> list[Problem]:
    """Read one input as the program does, and look at what it tells."""
    path = Path("questions/fuzzed.yaml")
    try:
        text = decode(data)
    except NotTextError as error:
        problems = [problem_in(path, "", error.finding)]
    else:
        file = parse_content(text, path)
        assert (file.value is None) == bool(file.problems)
        content = assemble([*known, file], Places())
        problems = content.problems + advise(content, Places())
        figures.accepted += file.value is not None
    for problem in problems:
        look_at(problem)
    return problems


def look_at(problem: Problem) -> None:
    """A problem can be shown, has a known code and lies in its file."""
    assert problem.code in ERRORS or problem.code in WARNINGS
    assert problem.line >= 1
    assert problem.column >= 1
    assert problem.message.endswith((".", "?"))
    shown = problem.shown()
    assert problem.message in shown
    assert problem.as_data()["code"] == problem.code
    if problem.text:
        assert problem.column <= len(problem.text) + 1


def mutate(data: bytes, others: list[bytes], chance: random.Random) -> bytes:
    """A few small changes: tokens put in, pieces cut, doubled, moved, taken from another file."""
    changes: tuple[Callable[[bytes], bytes], ...] = (
        lambda old: _insert(old, chance.choice(TOKENS), chance),
        lambda old: _insert(old, chance.choice(TOKENS), chance),
        lambda old: _insert(old, bytes([chance.randrange(256)]), chance),
        lambda old: _cut(old, chance),
        lambda old: _insert(old, _piece(old, chance), chance),
        lambda old: _insert(old, _piece(chance.choice(others), chance), chance),
        lambda old: _change_lines(old, chance),
        lambda old: _insert(old, chance.choice(TOKENS) * chance.randrange(1, 200), chance),
    )
    for _ in range(chance.randrange(1, 6)):
        data = chance.choice(changes)(data)
    return data


def _insert(data: bytes, piece: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(data) + 1)
    return data[:start] + piece + data[start + chance.choice((0, 0, 1, len(piece))) :]


def _cut(data: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(data) + 1)
    return data[:start] + data[start + chance.randrange(1, 40) :]


def _piece(data: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(data) + 1)
    return data[start : start + chance.randrange(1, 120)]


def _change_lines(data: bytes, chance: random.Random) -> bytes:
    """A line is lost, doubled, shifted or swapped with the next."""
    lines = data.split(b"\n")
    index = chance.randrange(len(lines))
    match chance.randrange(4):
        case 0:
            del lines[index]
        case 1:
            lines.insert(index, lines[index])
        case 2:
            lines[index] = b" " * chance.randrange(1, 6) + lines[index]
        case _:
            lines[index : index + 2] = lines[index : index + 2][::-1]
    return b"\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--inputs", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    began = time.monotonic()
    figures = run(arguments.inputs, arguments.seed)
    spent = time.monotonic() - began
    lines = [
        f"{figures.inputs} inputs in {spent:.0f} s, {figures.accepted} of them right content",
        f"slowest: {figures.slowest_seconds:.3f} s, {len(figures.slowest_input)} bytes",
        *(f"{count:8}  {code}" for code, count in figures.codes.most_common()),
    ]
    print("\n".join(lines))  # noqa: T201


if __name__ == "__main__":
    main()
