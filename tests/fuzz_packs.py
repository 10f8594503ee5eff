"""Mutates packs, their bytes and what they say: no traceback, none slow, nothing written outside.

python -m tests.fuzz_packs --inputs 50000 [--seed 1]
"""

from __future__ import annotations

import argparse
import itertools
import random
import shutil
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from mockinterview.class_marks import class_in_library
from mockinterview.core.agreement import side_by_side
from mockinterview.core.class_overview import overviews
from mockinterview.errors import PackError
from mockinterview.files.attempts import Library
from mockinterview.files.locks import IMPORTING_LOCK
from mockinterview.inbox import read_inbox
from mockinterview.index.query import Query, SortBy
from mockinterview.indexing import Indexing
from mockinterview.looking_back import look_back, marked_answer
from mockinterview.pack.received import shown_markings
from mockinterview.pack_exchange import take_over
from tests.pack_corpus import CASES, TRICKS, Parts
from tests.pack_examples import seed_pack

SLOW_CASES = {"bomb_by_count", "bomb_larger_than_it_says", "bomb_of_sound", "huge_json"}
"""Made so slowly, not read: the corpus has them."""

VALUES: tuple[Any, ...] = (
    *(None, True, 0, -1, 1, 2, 77, 10**9, 10**12, 10**30, 0.5, -0.0, 1e-300, 1e300),
    *(float("nan"), float("inf"), float("-inf")),
    *("", "x", "../x", "/etc/passwd", "C:\\x", "\0", "\u202e", "CON", "nan", "1", "a" * 5000),
    *(
        "9999-12-31T23:59:59Z",
        "0001-01-01T00:00:00+14:00",
        "2026-02-30",
        "2026-11-28T09:30:00",
        "recording",
        "tutor",
    ),
    *([], {}, [[]], {"a": 1}, [None], ["x"] * 50),
)
PIECES = (
    b"PK\x03\x04",
    b"PK\x01\x02",
    b"PK\x05\x06",
    b"\xff\xff\xff\xff",
    bytes(4),
    b"\0",
    b"\xff",
)


TOGETHER = 12
"""So many attempts lie in one library before all of them are used and removed."""


@dataclass
class Figures:
    """What a run saw."""

    inputs: int = 0
    refused: int = 0
    accepted: int = 0
    slowest_seconds: float = 0.0
    slowest_bytes: int = 0
    sentences: Counter[str] = field(default_factory=Counter)


def run(inputs: int, seed: int, place: Path) -> Figures:
    """Take mutated packs over into libraries in `place`; a defect raises."""
    chance = random.Random(seed)
    whole = seed_pack(place)
    cases = [case for name, case in CASES.items() if name not in SLOW_CASES]
    figures = Figures()
    outside = place / "outside.txt"
    outside.write_text("untouched", encoding="utf-8")
    inner = place / "inner"
    inner.mkdir()
    path = inner / "fuzzed.mockinterview"
    for number in range(inputs):
        data = mutate(whole, cases, chance)
        path.write_bytes(data)
        began = time.perf_counter()
        try:
            take_over(path, Library(inner / "library"))
        except PackError as error:
            look_at(error)
            figures.refused += 1
            figures.sentences[_kind(error)] += 1
        except Exception as error:
            message = f"seed {seed}, input {number}: {type(error).__name__}: {error}"
            raise AssertionError(message) from error
        else:
            figures.accepted += 1
        spent = time.perf_counter() - began
        if spent > figures.slowest_seconds:
            figures.slowest_seconds, figures.slowest_bytes = spent, len(data)
        figures.inputs += 1
        look_around(place, inner)
    if (inner / "library").is_dir():
        use(Library(inner / "library"))
    return figures


def look_at(error: PackError) -> None:
    """A refusal is one sentence that names the file, and what to do."""
    assert "“fuzzed.mockinterview”" in error.message
    assert error.message.endswith(".")
    assert error.hint.endswith(".")
    assert error.message.isprintable()


def look_around(place: Path, inner: Path) -> None:
    """Nothing lies outside the library; in it only whole attempts, removed for the next input."""
    assert {found.name for found in place.iterdir()} == {"outside.txt", "inner"}
    assert (place / "outside.txt").read_text(encoding="utf-8") == "untouched"
    assert {found.name for found in inner.iterdir()} <= {"library", "fuzzed.mockinterview"}
    library = inner / "library"
    if not library.is_dir():
        return
    listing = Library(library).listing()
    found = [path for path in library.iterdir() if path.name != IMPORTING_LOCK]
    assert not listing.unreadable
    assert len(listing.attempts) == len(found)
    if len(found) >= TOGETHER:
        use(Library(library))
        shutil.rmtree(library)


def use(library: Library) -> None:
    """All that reads what was taken over: nothing of it may raise, or leave an attempt out."""
    listing = library.listing()
    index = Indexing(None).of(library)
    assert index.rebuild().read == len(listing.attempts)
    assert not index.problems()
    index.find(Query(words="the", sort=SortBy.CANDIDATE))
    inbox = read_inbox(index.records(), {})
    assert len(inbox.items) == len(listing.attempts)
    assert not inbox.unreadable
    found = class_in_library(library)
    assert not found.unreadable
    for overview in overviews(found.submissions()):
        assert overview.rows
    look_back(library)
    for folder, attempt in listing.attempts:
        shown_markings(folder)
        answer = marked_answer(folder, attempt)
        for one, other in itertools.pairwise(answer.markings.values()):
            side_by_side(one, other, attempt.rubric)


def mutate(whole: bytes, cases: list[Callable[[bytes], bytes]], chance: random.Random) -> bytes:
    """One of: other bytes, another structure, other values, a case of the corpus made worse."""
    kind = chance.randrange(10)
    if kind < 3:
        return _bytes(whole, chance)
    if kind < 5:
        return _structure(whole, chance)
    if kind < 9:
        return _values(whole, chance)
    return _bytes(chance.choice(cases)(whole), chance)


def _bytes(data: bytes, chance: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.randrange(1, 5)):
        at = _somewhere(changed, chance)
        match chance.randrange(6):
            case 0:
                changed[at : at + 1] = bytes([chance.randrange(256)])
            case 1:
                piece = chance.choice(PIECES)
                changed[at : at + len(piece)] = piece
            case 2:
                del changed[at : at + chance.randrange(1, 60)]
            case 3:
                changed[at:at] = chance.choice(PIECES) * chance.randrange(1, 20)
            case 4:
                changed[at:at] = changed[at : at + chance.randrange(1, 200)]
            case _:
                del changed[at:]
    return bytes(changed)


def _somewhere(data: bytearray, chance: random.Random) -> int:
    """Often in the heads and the list of files, where more depends on a byte than in the sound."""
    if chance.random() < 0.6:
        marks = (b"PK\x01\x02", b"PK\x03\x04", b"PK\x05\x06")
        places = [at for mark in marks if (at := _find(data, mark, chance)) >= 0]
        if places:
            return min(len(data), chance.choice(places) + chance.randrange(60))
    return chance.randrange(len(data) + 1)


def _find(data: bytearray, mark: bytes, chance: random.Random) -> int:
    return data.find(mark, chance.randrange(len(data) + 1))


def _structure(whole: bytes, chance: random.Random) -> bytes:
    """Files renamed, lost, doubled, exchanged, in another order; listed anew or not."""
    parts = Parts.of(whole)
    for _ in range(chance.randrange(1, 3)):
        names = list(parts.files)
        name, other = chance.choice(names), chance.choice(names)
        match chance.randrange(7):
            case 0:
                del parts.files[name]
            case 1:
                usable = [trick for trick in TRICKS.values() if trick.isascii() and trick]
                parts.files[chance.choice(usable).replace("\0", "_")] = parts.files[name]
            case 2:
                parts.files[name], parts.files[other] = parts.files[other], parts.files[name]
            case 3:
                chance.shuffle(names)
                parts.files = {each: parts.files[each] for each in names}
            case 4:
                parts.files[name.replace("1", chance.choice("0234"))] = parts.files[name]
            case 5:
                parts.modes[name] = chance.randrange(1 << 16)
            case _:
                parts.files[name] = _bytes(parts.files[name], chance)
        if not parts.files:
            break
    return _packed(parts, chance)


def _values(whole: bytes, chance: random.Random) -> bytes:
    """Values put somewhere into the JSON files, with right checksums."""
    parts = Parts.of(whole)
    for _ in range(chance.randrange(1, 3)):
        name = chance.choice([name for name in parts.files if name.endswith(".json")])
        value = parts.json(name)
        _change_somewhere(value, chance)
        parts.put(name, value)
    parts.keeps_manifest = chance.random() < 0.1
    return parts.packed()


def _change_somewhere(value: Any, chance: random.Random) -> None:
    """Another value, one lost, or one doubled, at any depth."""
    while True:
        keys = list(value) if isinstance(value, dict) else list(range(len(value)))
        if not keys:
            return
        key = chance.choice(keys)
        inner = value[key]
        if isinstance(inner, dict | list) and inner and chance.random() < 0.75:
            value = inner
            continue
        match chance.randrange(8):
            case 0:
                del value[key]
            case 1 if isinstance(value, list):
                value.append(inner)
            case 1:
                value[chance.choice(("x", "", "version", "id"))] = inner
            case _:
                value[key] = chance.choice(VALUES)
        return


def _packed(parts: Parts, chance: random.Random) -> bytes:
    parts.keeps_manifest = chance.random() < 0.3
    try:
        return parts.packed()
    except (KeyError, TypeError, ValueError):
        parts.keeps_manifest = True
        return parts.packed()


def _kind(error: PackError) -> str:
    """The sentence without what it names."""
    pieces = error.message.split("“")
    return " ".join(
        "…" + piece.partition("”")[2] if at else piece for at, piece in enumerate(pieces)
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--inputs", type=int, default=50_000)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as name:
        figures = run(arguments.inputs, arguments.seed, Path(name))
    spent = time.monotonic() - began
    lines = [
        f"{figures.inputs} inputs in {spent:.0f} s",
        f"{figures.refused} refused, {figures.accepted} taken over",
        f"slowest: {figures.slowest_seconds:.3f} s, {figures.slowest_bytes} bytes",
        *(f"{count:8}  {sentence}" for sentence, count in figures.sentences.most_common()),
    ]
    print("\n".join(lines))  # noqa: T201


if __name__ == "__main__":
    main()
