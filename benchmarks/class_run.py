"""A whole class goes through: packs, inbox, blind marking, return, agreement, table, report.

    python -m benchmarks.class_run [--candidates 30] [--attempts 4] [--keep FOLDER]

Every candidate has a library with answers made from the sample answer, marks them and packs them.
A tutor takes the packs in and marks every answer blind, through the desk and the saver of the
marking page; a second tutor does the same with the answers of a third of the candidates, and sends
those marks to the first. The marks go back, every candidate takes them in, and everybody is
compared. Marks are drawn by chance, from a fixed seed, around what an answer is worth, so that
people agree more often than by chance. Told is how long each step takes and what came of it.
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Final

import soundfile
from PySide6.QtCore import QCoreApplication, QObject

from mockinterview import paths
from mockinterview.class_marks import class_in_library
from mockinterview.core.agreement import side_by_side
from mockinterview.core.agreement_over_answers import AgreementOverAnswers, over_answers
from mockinterview.core.attempt import Attempt, Take, TakeState
from mockinterview.core.class_overview import ClassOverview, as_csv, overviews
from mockinterview.core.comments import Comment
from mockinterview.core.content import Criterion, Sample
from mockinterview.core.marking import Evidence, Marking, Verdict
from mockinterview.core.transcript import Segment, Transcript, Word
from mockinterview.files.attempts import AttemptFolder, Library
from mockinterview.files.content import Content, load_content
from mockinterview.inbox import Inbox, read_inbox, return_marks
from mockinterview.indexing import Indexing
from mockinterview.looking_back import marked_answer
from mockinterview.pack.choice import Choice
from mockinterview.pack.gathering import Parcel
from mockinterview.pack_exchange import hand_over, take_over
from mockinterview.reporting import report_class
from mockinterview.services import Services
from mockinterview.settings import Settings
from mockinterview.ui.marking.marks import AttemptMarks
from mockinterview.ui.marking.opening import read_attempt
from mockinterview.ui.marking.passes.words import is_covered
from mockinterview.ui.tasks import Tasks

SEED: Final = 2026
BEGINNING: Final = dt.datetime(2026, 10, 1, 18, 0, tzinfo=dt.UTC)
FIRST_TUTOR, SECOND_TUTOR = "Dr Finch", "Sam Okoro"
AGREES: Final = 0.75
"""How often a marker gives the verdict that an answer is worth; else any."""


@dataclass(frozen=True)
class Sizes:
    """How large the class is. `seconds` cuts the sample answer; None leaves it whole."""

    candidates: int = 30
    attempts: int = 4
    marked_twice: int = 10
    seconds: float | None = None


@dataclass
class Outcome:
    """What came of it: each step with its count and its seconds, and the results."""

    steps: list[tuple[str, int, float]] = field(default_factory=list)
    pack_bytes: int = 0
    agreed: int = 0
    compared: int = 0
    over: AgreementOverAnswers | None = None
    tables: Sequence[ClassOverview] = ()
    report: Path | None = None
    report_bytes: int = 0

    @contextmanager
    def step(self, title: str, count: int) -> Iterator[None]:
        """Measure a step that is done so often."""
        started = time.perf_counter()
        yield
        self.steps.append((title, count, time.perf_counter() - started))


class ClassRun:
    """One class in a folder of its own."""

    def __init__(self, home: Path, sizes: Sizes, content: Content) -> None:
        self._home = home
        self._sizes = sizes
        self._content = content
        self._chance = random.Random(SEED)
        self._sample = next(iter(content.samples.values()))
        self._names = [f"Candidate {number:02}" for number in range(1, sizes.candidates + 1)]
        self.outcome = Outcome()

    def run(self, tasks: Tasks) -> Outcome:
        """All steps in their order."""
        total = self._sizes.candidates * self._sizes.attempts
        twice = self._sizes.marked_twice * self._sizes.attempts
        step = self.outcome.step
        with step("answers made and marked by the candidates", total):
            for name in self._names:
                self._practise(name)
        with step("packs written by the candidates, sound as Opus", len(self._names)):
            packs = [self._pack(name) for name in self._names]
        self.outcome.pack_bytes = sum(path.stat().st_size for path in packs)
        with step("packs taken in by the tutor", len(packs)):
            self._take_in(FIRST_TUTOR, packs)
        with step("answers marked blind, second pass and comments", total):
            self._mark(FIRST_TUTOR, tasks)
        with step("the same by a second tutor, packs included", twice):
            self._take_in(SECOND_TUTOR, packs[: self._sizes.marked_twice])
            self._mark(SECOND_TUTOR, tasks)
            self._take_in(FIRST_TUTOR, self._return(SECOND_TUTOR))
        with step("packs of marks returned, one for each candidate", len(self._names)):
            returned = self._return(FIRST_TUTOR)
        with step("taken in and compared by the candidates", total):
            self._compare(returned)
        self._look_over(total)
        return self.outcome

    def library(self, who: str) -> Library:
        """Somebody's library."""
        return Library(self._home / who.replace(" ", "-") / "library")

    def _practise(self, name: str) -> None:
        library = self.library(name)
        for number in range(self._sizes.attempts):
            days = dt.timedelta(days=7 * number, microseconds=self._names.index(name))
            make_answer(library, self._content, self._sample, days, self._sizes.seconds)
        for folder, attempt in library.listing().attempts:
            folder.save_marking(self._marks(attempt, Marking()))

    def _pack(self, name: str) -> Path:
        target = self._folder("packs") / f"{name.replace(' ', '-')}.mockinterview"
        library = self.library(name)
        parcels = [Parcel(folder, name) for folder, _ in library.listing().attempts]
        hand_over(target, parcels, Choice(), library)
        return target

    def _take_in(self, who: str, packs: Sequence[Path]) -> None:
        for path in packs:
            take_over(path, self.library(who))

    def _mark(self, tutor: str, tasks: Tasks) -> None:
        for answer in class_in_library(self.library(tutor)).answers:
            if answer.folder is not None:
                mark_blind(answer.folder, tutor, tasks, partial(self._marks, answer.attempt))

    def _return(self, tutor: str) -> list[Path]:
        """One pack of marks for each candidate, as the inbox gives them back."""
        library = self.library(tutor)
        inbox = self._inbox(library)
        folder = self._folder(f"returned-by-{tutor.replace(' ', '-')}")
        written = []
        for candidate in inbox.candidates:
            theirs = [item for item in inbox.due if item.candidate == candidate]
            target = folder / f"{candidate.replace(' ', '-')}.mockinterview"
            return_marks(library, theirs, target)
            written.append(target)
        return written

    def _inbox(self, library: Library) -> Inbox:
        index = Indexing(None).of(library)
        index.update()
        try:
            return read_inbox(index.records(), self._content.rubrics)
        finally:
            index.close()

    def _compare(self, returned: Sequence[Path]) -> None:
        for name, path in zip(sorted(self._names), sorted(returned), strict=True):
            library = self.library(name)
            take_over(path, library)
            for folder, attempt in library.listing().attempts:
                markings = marked_answer(folder, attempt).markings
                found = side_by_side(markings["Candidate"], markings[FIRST_TUTOR], attempt.rubric)
                self.outcome.agreed += found.agreed
                self.outcome.compared += found.compared

    def _look_over(self, total: int) -> None:
        library = self.library(FIRST_TUTOR)
        with self.outcome.step("class read, table and CSV made", total):
            found = class_in_library(library)
            self.outcome.tables = overviews(found.submissions(FIRST_TUTOR))
            for table in self.outcome.tables:
                as_csv(table)
        with self.outcome.step("agreement with intervals, all criteria", total):
            self.outcome.over = over_answers(found.marked_answers)
        target = self._folder("report") / "class.html"
        services = Services(Settings(library=library.folder), self._home / "s.json", self._content)
        try:
            with self.outcome.step("report of the class", total):
                submissions = found.submissions(FIRST_TUTOR)
                report = report_class(services, submissions, target, title="A class")
        finally:
            services.close()
        self.outcome.report, self.outcome.report_bytes = report.path, report.size_bytes

    def _marks(self, attempt: Attempt, marking: Marking) -> Marking:
        """Verdicts around what the answer is worth, with a citation each."""
        worth = random.Random(attempt.created.isoformat())
        for place, criterion in enumerate(attempt.rubric.criteria):
            verdict = self._verdict(worth.choice(list(Verdict)[:3]), criterion, place)
            start = 1.0 + place / 10
            evidence = Evidence(take=1, start=start, end=start + 0.5, words="said here")
            marking = marking.with_verdict(criterion.id, verdict)
            marking = marking.with_evidence(criterion.id, evidence)
        overall = self._chance.randint(1, 5)
        return marking.with_overall(overall).with_next_time("Say what came of it.")

    def _verdict(self, worth: Verdict, criterion: Criterion, place: int) -> Verdict:
        """The first criterion is met by everybody, so that its author is told."""
        if place == 0 and not criterion.is_pitfall:
            return Verdict.MET
        if self._chance.random() < AGREES:
            return worth
        return self._chance.choice(list(Verdict))

    def _folder(self, name: str) -> Path:
        folder = self._home / name
        folder.mkdir(parents=True, exist_ok=True)
        return folder


def make_answer(
    library: Library, content: Content, sample: Sample, later: dt.timedelta, seconds: float | None
) -> AttemptFolder:
    """An answer on another day: the sample's sound and its words, spread evenly over it."""
    bank, question = content.question(sample.question)
    created = BEGINNING + later
    folder = library.create(
        Attempt(
            id="new",
            created=created,
            bank=bank.bank,
            bank_title=bank.title,
            question=question,
            rubric=content.rubric_of(question),
            format=content.format_of(bank, question),
        )
    )
    sound, rate_hz = soundfile.read(content.sample_file(sample), dtype="int16")
    sound = sound[: round(seconds * rate_hz)] if seconds is not None else sound
    take = Take(
        number=1,
        file="takes/take-1.flac",
        started=created,
        state=TakeState.FINISHED,
        seconds=len(sound) / rate_hz,
        rate_hz=rate_hz,
    )
    folder.make_room(take)
    soundfile.write(folder.path / take.file, sound, rate_hz, subtype="PCM_16")
    folder.save(folder.load().with_take(take))
    folder.save_transcript(1, _spread(sample.text, take.seconds))
    return folder


def mark_blind(
    folder: AttemptFolder, tutor: str, tasks: Tasks, marks: Callable[[Marking], Marking]
) -> None:
    """Mark an answer as the marking page does: through its desk, saved by its saver."""
    found = read_attempt(folder, None, role="tutor", name=tutor)
    holder = QObject()
    held = AttemptMarks(found, tasks, holder)
    desk = held.desk
    desk.begin_blind()
    if not is_covered(desk.marking):
        raise SystemExit("The marks of others would have been shown.")
    wanted = marks(desk.marking)
    for criterion in found.attempt.rubric.criteria:
        mark = wanted.mark(criterion.id)
        desk.set_verdict(criterion.id, mark.verdict)
        for evidence in mark.evidence:
            desk.cite(criterion.id, evidence)
    desk.type_note(found.attempt.rubric.criteria[0].id, "A clear beginning.")
    comment = Comment(take=1, start=0.2, end=1.0, text="Slower here.")
    desk.change_marks(partial(Marking.with_comment, comment=comment))
    desk.set_overall(wanted.overall)
    desk.type_next_time(wanted.next_time)
    desk.begin_second_pass()
    desk.settle()
    held.saver.flush()
    held.saver.close()
    folder.unlock_marking()
    QCoreApplication.processEvents()


def run_class(home: Path, sizes: Sizes, content: Content | None = None) -> Outcome:
    """A whole class in this folder. Needs an application of Qt."""
    executor = ThreadPoolExecutor(2)
    try:
        run = ClassRun(home, sizes, content or load_content([paths.content_folder()]))
        return run.run(Tasks(executor))
    finally:
        executor.shutdown()


def tell(outcome: Outcome, sizes: Sizes) -> None:
    """The table, and what came of it."""
    print(f"{sizes.candidates} candidates, {sizes.attempts} answers each, {os.cpu_count()} cores\n")
    print("| step | how many | seconds | each |")
    print("|---|---|---|---|")
    for title, number, seconds in outcome.steps:
        print(f"| {title} | {number} | {seconds:.1f} | {seconds / max(1, number) * 1000:.0f} ms |")
    print(f"\nPacks: {outcome.pack_bytes / 1e6:.1f} MB in all")
    print(f"Candidates and {FIRST_TUTOR} agreed on {outcome.agreed} of {outcome.compared}")
    for table in outcome.tables:
        print(f"Table: {len(table.rows)} answers, {len(table.rubric.criteria)} criteria")
    if outcome.over is not None:
        for estimate in outcome.over.together:
            print(estimate.sentence)
        for one in outcome.over.criteria:
            if one.advice:
                print(f"{one.criterion.text} {one.advice}")
    print(f"Report: {outcome.report_bytes / 1e3:.0f} kB")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--candidates", type=int, default=Sizes.candidates)
    parser.add_argument("--attempts", type=int, default=Sizes.attempts)
    parser.add_argument("--seconds", type=float, help="cut the sample answer")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="where to, instead of away")
    arguments = parser.parse_args()
    twice = max(1, arguments.candidates // 3)
    sizes = Sizes(arguments.candidates, arguments.attempts, twice, arguments.seconds)
    application = QCoreApplication(sys.argv[:1])
    with tempfile.TemporaryDirectory(prefix="class-") as home:
        tell(run_class(arguments.keep or Path(home), sizes), sizes)
    application.quit()


def _spread(text: str, seconds: float) -> Transcript:
    words = text.split()
    each = seconds / max(1, len(words))
    told = tuple(
        Word(word=word, start=place * each, end=(place + 0.9) * each, probability=0.9)
        for place, word in enumerate(words)
    )
    segment = Segment(start=0.0, end=seconds, text=text, words=told)
    return Transcript(
        engine="faster-whisper",
        model="base",
        audio_seconds=seconds,
        elapsed_seconds=0.0,
        segments=(segment,),
    )


if __name__ == "__main__":
    main()
