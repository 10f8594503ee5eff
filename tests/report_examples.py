"""Answers to report on: the shipped sample with its sound, marked by a candidate and a tutor."""

from __future__ import annotations

import contextlib
import datetime as dt
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import soundfile

from mockinterview import paths
from mockinterview.core.attempt import Attempt, TakeState
from mockinterview.core.class_overview import Submission
from mockinterview.core.comments import Comment
from mockinterview.core.content import Question, StarrRole
from mockinterview.core.marking import Evidence, Marking, Verdict
from mockinterview.core.structure import Part
from mockinterview.core.transcript import Segment, Transcript, Word
from mockinterview.files.attempts import AttemptFolder, Library
from mockinterview.files.content import Content, load_content
from mockinterview.report.choice import ReportChoice, ReportSound
from mockinterview.reporting import (
    report_agreement,
    report_attempt,
    report_class,
    report_comparison,
)
from mockinterview.services import Services
from mockinterview.settings import Settings

MOMENT: Final = dt.datetime(2026, 11, 24, 19, 40, 12, tzinfo=dt.UTC)
TUTOR: Final = "Dr Shah"
HOSTILE: Final = "<script>alert(1)</script><img src=x onerror=alert(2)> & \"quoted\" 'so'"
RIGHT_TO_LEFT: Final = "نعم، كنت قائد الفريق \u202eevil\u202c שלום"
EMOJI: Final = "Well done 🎉👩🏽‍⚕️ ✓"
CYCLE: Final = (Verdict.MET, Verdict.PARTLY, Verdict.NOT_MET, Verdict.CANNOT_TELL, None)


def shipped() -> Content:
    return load_content([paths.content_folder()])


def make_words(text: str, seconds: float) -> Transcript:
    """The words of a text spread evenly over a take, a segment for each sentence."""
    words = text.split()
    step = seconds / len(words)
    timed = [
        Word(word=word, start=step * place, end=step * (place + 0.9), probability=0.95)
        for place, word in enumerate(words)
    ]
    segments, begin = [], 0
    for place, word in enumerate(timed, start=1):
        if word.word.endswith((".", "?")) or place == len(timed):
            part = tuple(timed[begin:place])
            told = " ".join(each.word for each in part)
            segments.append(Segment(start=part[0].start, end=part[-1].end, text=told, words=part))
            begin = place
    return Transcript(
        engine="faster-whisper",
        model="base",
        audio_seconds=seconds,
        elapsed_seconds=2,
        segments=tuple(segments),
    )


def put_sample(
    library: Library, *, day: int = 0, question: Question | None = None
) -> AttemptFolder:
    """The shipped sample answer as an attempt with its words; `question` stands in its place."""
    content = shipped()
    sample = content.samples["leader-or-follower-middling"]
    bank, asked = content.question(sample.question)
    sound = paths.content_folder() / "questions" / sample.audio
    folder = library.create(
        Attempt(
            id="new",
            created=MOMENT + dt.timedelta(days=day),
            bank=bank.bank,
            bank_title=bank.title,
            question=question or asked,
            rubric=content.rubric_of(asked),
            format=content.format_of(bank, asked),
            notes="school play: the set, eight of us\n\nend with the team",
        )
    )
    take = folder.new_take(1, MOMENT)
    folder.make_room(take)
    file = str(Path(take.file).with_suffix(".flac"))
    shutil.copyfile(sound, folder.path / file)
    seconds = soundfile.info(sound).duration
    told = {"file": file, "state": TakeState.FINISHED, "seconds": seconds, "rate_hz": 24_000}
    folder.change(lambda attempt: attempt.with_take(take.model_copy(update=told)))
    folder.save_transcript(1, make_words(sample.text, seconds))
    return folder


def mark(
    folder: AttemptFolder, *, by_tutor: bool = False, shift: int = 0, note: str = ""
) -> Marking:
    """Marks on every criterion in turn, with citations, notes, a comment and a judgement."""
    attempt = folder.load()
    transcript = folder.transcript(1)
    assert transcript is not None
    role, marker = ("tutor", TUTOR) if by_tutor else ("candidate", "Candidate")
    marking = Marking.model_validate({"role": role, "marker": marker})
    for place, criterion in enumerate(attempt.rubric.criteria):
        verdict = CYCLE[(place + shift) % len(CYCLE)]
        marking = marking.with_verdict(criterion.id, verdict)
        segment = transcript.segments[place % len(transcript.segments)]
        if verdict in {Verdict.MET, Verdict.PARTLY} and place % 3 < 2:
            cited = Evidence(take=1, start=segment.start, end=segment.end, words=segment.text)
            marking = marking.with_evidence(criterion.id, cited)
        if verdict is Verdict.PARTLY:
            said = note or "You say what happened, and not yet what you learnt from it."
            marking = marking.with_note(criterion.id, said)
    last = transcript.segments[-1]
    text = note or "A calm end. Say here what it means for you as a doctor."
    marking = marking.with_comment(Comment(take=1, start=last.start, end=last.end, text=text))
    third = transcript.audio_seconds / 3
    for place, step in enumerate((StarrRole.SITUATION, StarrRole.ACTION, StarrRole.RESULT)):
        part = Part(take=1, start=third * place, end=third * (place + 1), role=step)
        marking = marking.with_part(part)
    marking = marking.with_overall(3 if by_tutor else 2)
    marking = marking.with_next_time(note or "One example of following, and what it taught me.")
    folder.save_marking(marking)
    return marking


def put_marked(library: Library, *, day: int = 0, shift: int = 0) -> AttemptFolder:
    """The sample answer marked by the candidate and by a tutor."""
    folder = put_sample(library, day=day)
    mark(folder, shift=shift)
    mark(folder, by_tutor=True, shift=shift + 1)
    return folder


def make_class(folder: AttemptFolder, candidates: int = 12) -> list[Submission]:
    """As many candidates, each with a marking of their own on the same answer."""
    attempt = folder.load()
    return [
        Submission(
            f"Candidate {place:02d}",
            attempt.model_copy(update={"id": f"{attempt.id}-{place}"}),
            mark(folder, by_tutor=True, shift=place),
        )
        for place in range(1, candidates + 1)
    ]


@contextlib.contextmanager
def services_over(library: Library) -> Iterator[Services]:
    """Services over a library; no device is touched."""
    settings = Settings(library=library.folder)
    services = Services(settings, library.folder / "settings.json", Content())
    try:
        yield services
    finally:
        services.close()


def write_reports(library: Library, one: AttemptFolder, folder: Path) -> list[Path]:
    """One of each kind as HTML: attempt (with all sound), comparison, agreement, class."""
    other = put_marked(library, day=3, shift=2)
    names = ("attempt", "comparison", "agreement", "class")
    paths_of = {name: folder / f"{name}.html" for name in names}
    with services_over(library) as services:
        everything = ReportChoice(sound=ReportSound.ALL)
        report_attempt(services, one, paths_of["attempt"], choice=everything)
        report_comparison(services, one, other, paths_of["comparison"])
        report_agreement(services, one, "Candidate", TUTOR, paths_of["agreement"])
        submissions = make_class(one, 30)
        report_class(services, submissions, paths_of["class"], title="Year 13, Tuesdays")
    return list(paths_of.values())
