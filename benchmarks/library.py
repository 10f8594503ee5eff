"""A library of 10,000 attempts: building its index, opening it, searching, what it takes.

    python -m benchmarks.library [--attempts 10000] [--folder DIR]

Each attempt has its own `attempt.json` with question and mark scheme, a transcript of some 200
words made of sentences of the shipped model answers, and, two in three, marks; the sounds are a few
silent files with many names. With --folder the library is made there, or used as it is.
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import platform
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import psutil
import soundfile

from mockinterview import paths
from mockinterview.core.attempt import Attempt, Take, TakeState
from mockinterview.core.content import Bank, Format, Question
from mockinterview.core.marking import Marking, Verdict
from mockinterview.core.transcript import Segment, Transcript, TranscriptStage, Word
from mockinterview.files.attempts import AttemptFolder
from mockinterview.files.content import Content, load_content
from mockinterview.index.query import Query, SortBy
from mockinterview.index.reading import Around
from mockinterview.index.store import LibraryIndex
from mockinterview.pack.received import role_here, shown_markings

SEARCHES = ("cadets", "team", "the", '"the team"', "resil", "patient confidentiality", "zzz")
WORDS = 200
RATE_HZ = 16_000


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--attempts", type=int, default=10_000)
    parser.add_argument("--folder", type=Path)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        library = arguments.folder or Path(temporary) / "library"
        if not library.is_dir():
            print(f"making {arguments.attempts:,} attempts …")
            make_library(library, arguments.attempts)
        report(library, Path(temporary) / "index" / "library.sqlite")


def report(library: Path, file: Path) -> None:
    """Measure everything on a library that is there."""
    around = Around(shown_markings, role_here, lambda _folder: "")
    process = psutil.Process()
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}\n")
    before = process.memory_info().rss
    peak, index = 0, LibraryIndex(library, file, around)

    def watch(_done: int, _all: int) -> None:
        nonlocal peak
        peak = max(peak, process.memory_info().rss - before)

    rows: list[tuple[str, str]] = []
    began = time.perf_counter()
    number = index.rebuild(watch).read
    rows.append((f"build, {number:,} attempts", f"{time.perf_counter() - began:.1f} s"))
    rows.append(("memory for it, at most", f"{peak / 1e6:.0f} MB"))
    rows.append(("size of the index", f"{file.stat().st_size / 1e6:.0f} MB"))
    index.update()  # what was too young is read once more
    rows.append(("update, nothing changed", median(index.update, 3)))
    rows.append(("one attempt changed", median(lambda: index.update_one(first(library)), 5)))
    index.close()
    began = time.perf_counter()
    index = LibraryIndex(library, file, around)
    found = index.records()
    rows.append(
        (f"open, all {len(found):,} rows", f"{1000 * (time.perf_counter() - began):.0f} ms")
    )
    for words in SEARCHES:
        names = index.find(Query(words=words))
        told = f"search {words}: {len(names):,} found, with the first 50 places"
        rows.append((told, median(lambda words=words: look_for(index, words), 9)))  # type: ignore[misc]
    for query in (Query(theme="Ethics", is_marked=False), Query(sort=SortBy.MARKS)):
        told = f"{query.theme or 'all'} by {query.sort}: {len(index.find(query)):,}"
        rows.append((told, median(lambda query=query: index.find(query), 9)))  # type: ignore[misc]
    index.close()
    for name, value in rows:
        print(f"| {name} | {value} |")


def look_for(index: LibraryIndex, words: str) -> None:
    """A search as the page does it."""
    names = index.find(Query(words=words))
    index.snippets(words, names[:50])


def median(work: Callable[[], object], times: int) -> str:
    """The median of some runs, in milliseconds."""
    seconds = []
    for _ in range(times):
        began = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - began)
    return f"{1000 * statistics.median(seconds):.0f} ms"


def first(library: Path) -> str:
    """The name of an attempt."""
    return min(path.name for path in library.iterdir())


def make_library(library: Path, number: int, content: Content | None = None) -> None:
    """Make so many attempts, over two years; the same every time."""
    content = content or load_content([paths.content_folder()])
    questions = list(content.questions)
    chance = random.Random(7)
    sentences = [
        sentence.strip()
        for _, question in questions
        for answer in question.model_answers
        for paragraph in answer.paragraphs
        for sentence in paragraph.text.replace("\n", " ").split(". ")
        if len(sentence.split()) > 5
    ]
    library.mkdir(parents=True)
    lengths = list(range(40, 121, 4))
    for seconds in lengths:
        silence = np.zeros(RATE_HZ * seconds, dtype=np.int16)
        soundfile.write(library / f".{seconds}.flac", silence, RATE_HZ)
    began = dt.datetime(2024, 11, 27, 8, tzinfo=dt.UTC)
    for place in range(number):
        bank, question = questions[place % len(questions)]
        created = began + dt.timedelta(minutes=place * 105)
        path = library / f"{created:%Y-%m-%d-%H%M%S}-{question.id}"
        seconds = chance.choice(lengths)
        _make_attempt(path, (created, seconds), (bank, question, content), sentences, chance)
        (path / "takes").mkdir()
        os.link(library / f".{seconds}.flac", path / "takes" / "take-1.flac")


def _make_attempt(
    path: Path,
    made: tuple[dt.datetime, int],
    asked: tuple[Bank, Question, Content],
    sentences: Sequence[str],
    chance: random.Random,
) -> None:
    created, seconds = made
    bank, question, content = asked
    rules: Format = content.format_of(bank, question)
    rubric = content.rubrics[question.rubric]
    take = Take(
        number=1,
        file="takes/take-1.flac",
        started=created,
        state=TakeState.FINISHED,
        seconds=seconds,
        rate_hz=RATE_HZ,
    )
    attempt = Attempt(
        id=path.name,
        created=created,
        bank=bank.bank,
        bank_title=bank.title,
        question=question,
        rubric=rubric,
        format=rules,
        notes="\n".join(chance.sample(sentences, 2)),
        takes=(take,),
    )
    path.mkdir()
    folder = AttemptFolder(path)
    folder.save(attempt)
    folder.save_transcript(1, _transcript(sentences, chance))
    if chance.random() < 2 / 3:
        marking = Marking(next_time=chance.choice(sentences))
        for criterion in rubric.criteria:
            marking = marking.with_verdict(criterion.id, chance.choice(list(Verdict)))
        folder.save_marking(marking)


def _transcript(sentences: Sequence[str], chance: random.Random) -> Transcript:
    segments, moment, said = [], 0.5, 0
    while said < WORDS:
        words = []
        for word in chance.choice(sentences).split():
            words.append(Word(word=word, start=moment, end=moment + 0.25, probability=0.9))
            moment += 0.35
        said += len(words)
        text = " ".join(word.word for word in words)
        segments.append(Segment(start=words[0].start, end=moment, text=text, words=tuple(words)))
    return Transcript(
        engine="none",
        model="none",
        audio_seconds=moment,
        elapsed_seconds=0,
        stage=TranscriptStage.WHOLE,
        segments=tuple(segments),
    )


if __name__ == "__main__":
    main()
