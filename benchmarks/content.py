"""Times the reading of a large library of questions: 1,000 files with 10,000 questions.

Each question has notes and a tagged model answer of about 200 words, like the shipped ones. Every
figure is taken in a fresh process, as at a start of the program, without Python's own start.

    python benchmarks/content.py [--files 1000] [--questions 10]
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

FILES = 1000
QUESTIONS_EACH = 10
OLD_SECONDS = 60
REPEATS = 3

CHILD = """
import json, sys, time
from pathlib import Path
import psutil
began = time.perf_counter()
from mockinterview.files.content import load_content
from mockinterview.files.content_cache import ContentCache
imported = time.perf_counter()
content = load_content([Path(sys.argv[1])], ContentCache(Path(sys.argv[2])))
done = time.perf_counter()
questions = sum(1 for _ in content.questions)
listed = time.perf_counter()
print(json.dumps({
    "imports_seconds": imported - began,
    "seconds": done - imported,
    "megabytes": psutil.Process().memory_info().rss / 1e6,
    "listing_seconds": listed - done,
    "questions": questions,
    "files": len(content.files),
    "problems": len(content.problems),
}))
"""

RUBRIC = """\
rubric: scheme
version: 1
title: A scheme
criteria:
"""
CRITERIA = ("definition", "situation", "own-part", "outcome", "medicine-link")
SENTENCE = (
    "in the end we agreed that nobody should stay behind alone so two of us waited with her until"
    " the nurse came back and I learnt how much a calm voice can do when there is nothing else"
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=FILES)
    parser.add_argument("--questions", type=int, default=QUESTIONS_EACH, help="in each file")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        megabytes = write_library(folder, arguments.files, arguments.questions)
        print(f"{arguments.files} files, {megabytes:.1f} MB")
        cache = folder / "cache.json"
        cold = []
        for _ in range(REPEATS):
            cache.unlink(missing_ok=True)
            cold.append(load(folder, cache))
        warm = [load(folder, cache) for _ in range(REPEATS)]
    for title, runs in (("read", cold), ("unchanged, from the cache", warm)):
        best = min(runs, key=lambda run: run["seconds"])
        print(
            f"{title}: {best['seconds']:.3f} s (worst {max(r['seconds'] for r in runs):.3f} s),"
            f" then all questions looked at in {best['listing_seconds']:.3f} s,"
            f" {best['megabytes']:.0f} MB, {best['questions']} questions in {best['files']} files,"
            f" {best['problems']} problems, imports {best['imports_seconds']:.2f} s"
        )


def write_library(folder: Path, files: int, questions: int) -> float:
    """A library on disk, old enough to be kept in a cache. Returns its size in MB."""
    for part in ("questions", "rubrics"):
        (folder / part).mkdir()
    rubric = RUBRIC + "".join(
        f"  - {{id: {name}, kind: positive, text: Says it., examples: [So it is.]}}\n"
        for name in CRITERIA
    )
    (folder / "rubrics" / "scheme.yaml").write_text(rubric, encoding="utf-8")
    for number in range(files):
        path = folder / "questions" / f"bank-{number:04}.yaml"
        path.write_text(bank(number, questions), encoding="utf-8")
    long_ago = time.time() - OLD_SECONDS
    size = 0
    for path in folder.rglob("*.yaml"):
        os.utime(path, (long_ago, long_ago))
        size += path.stat().st_size
    return size / 1e6


def bank(number: int, questions: int) -> str:
    """A bank of questions like the shipped ones."""
    known = SENTENCE.split()
    lines = [f"bank: bank-{number:04}", "version: 1", f"title: Bank {number}", "questions:"]
    for index in range(questions):
        lines += [
            f"  - id: question-{number:04}-{index}",
            f"    prompt: What did you learn from the day that is number {index}?",
            "    theme: Motivation",
            "    rubric: scheme",
            "    candidate_note: >-",
            "      Choose one small thing that you saw, and say what it changed in you.",
            "    model_answers:",
            f"      - title: Answer {index}",
            "        paragraphs:",
        ]
        for criterion in CRITERIA:
            start = index + len(criterion)
            words = [known[(start + offset) % len(known)] for offset in range(40)]
            lines += [
                "          - text: >-",
                f"              {' '.join(words[:15])}",
                f"              {' '.join(words[15:30])}",
                f"              {' '.join(words[30:])}.",
                f"            shows: [{criterion}]",
            ]
    return "\n".join(lines) + "\n"


def load(folder: Path, cache: Path) -> dict[str, float]:
    """Load the library in a fresh process."""
    command = [sys.executable, "-c", CHILD, str(folder), str(cache)]
    answer = subprocess.run(command, check=True, capture_output=True, text=True)
    found: dict[str, float] = json.loads(answer.stdout)
    return found


if __name__ == "__main__":
    main()
