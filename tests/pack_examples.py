"""Attempts to be packed: a plain one with sound, words and marks, and made-up ones."""

from __future__ import annotations

import datetime as dt
import functools
import io
import shutil
from pathlib import Path

import soundfile
from hypothesis import strategies as st

from mockinterview.audio.export_sound import export_sound
from mockinterview.core.attempt import Attempt, NoteLine, Take, TakeState
from mockinterview.core.comments import Comment
from mockinterview.core.content import (
    Confidence,
    Criterion,
    CriterionKind,
    Format,
    ModelAnswer,
    Paragraph,
    Question,
    Rubric,
    Source,
)
from mockinterview.core.correction import Correction, replace_words
from mockinterview.core.marking import Evidence, Mark, MarkerRole, Marking, Verdict
from mockinterview.core.transcript import Transcript
from mockinterview.files.attempts import AttemptFolder, Library
from mockinterview.files.values import write_value
from mockinterview.pack.choice import Choice
from mockinterview.pack.gathering import Parcel
from mockinterview.pack.writing import write_pack
from tests.made_recordings import tone
from tests.unit.correction_examples import make_transcript, make_word, transcripts

CREATED = dt.datetime(2026, 11, 24, 19, 40, 12, 345678, tzinfo=dt.timezone(dt.timedelta(hours=1)))
NOW = dt.datetime(2026, 11, 27, 9, 30, 0, tzinfo=dt.UTC)
SECONDS = 0.5
RATE_HZ = 16_000

QUESTION = Question(
    id="asked-for-help",
    prompt="Tell us about a time when you asked for help.",
    theme="Teamwork",
    rubric="asking",
    audio="audio/one.flac",
    model_answers=(
        ModelAnswer(title="One", paragraphs=(Paragraph(text="I did not know.", shows=("limit",)),)),
    ),
)
RUBRIC = Rubric(
    rubric="asking",
    version=1,
    title="Asking for help",
    criteria=(
        Criterion(id="limit", kind=CriterionKind.POSITIVE, text="Says how they noticed."),
        Criterion(id="blame", kind=CriterionKind.PITFALL, text="Blames others."),
    ),
)
RULES = Format(
    format="two-minutes",
    title="Two minutes",
    answer_seconds=120,
    source=Source(title="Own", confidence=Confidence.OWN),
)


@functools.cache
def sound_bytes(seconds: float = SECONDS) -> bytes:
    """A short FLAC file."""
    stream = io.BytesIO()
    soundfile.write(stream, tone(seconds, RATE_HZ), RATE_HZ, format="FLAC")
    return stream.getvalue()


def make_take(number: int = 1, **changes: object) -> Take:
    take = Take(
        number=number,
        file=f"takes/take-{number}.flac",
        started=CREATED + dt.timedelta(minutes=number),
        state=TakeState.FINISHED,
        seconds=SECONDS,
        rate_hz=RATE_HZ,
        device="Studio microphone of Anna Example",
        problem="“Studio” is not connected; “Built-in” is used instead.",
    )
    return take.model_copy(update=changes)


def make_attempt(**changes: object) -> Attempt:
    attempt = Attempt(
        id="2026-11-24-194012-asked-for-help",
        created=CREATED,
        bank="sunday",
        bank_title="Sunday evening",
        question=QUESTION,
        rubric=RUBRIC,
        format=RULES,
        sitting="2026-11-24-sitting",
        source_file="anna private.m4a",
        notes="Think of the ward.",
        note_lines=(NoteLine(seconds=3, text="Think of the ward."),),
        takes=(make_take(),),
        chosen_take=1,
    )
    return attempt.model_copy(update=changes)


def make_marking(role: MarkerRole = "candidate", pass_number: int = 1, note: str = "") -> Marking:
    evidence = Evidence(take=1, start=0.1, end=0.3, words="the cat")
    mark = Mark(verdict=Verdict.MET, evidence=(evidence,), note=note)
    return Marking(
        marker="Candidate" if role == "candidate" else "Dr Finch",
        role=role,
        pass_number=pass_number,
        marks={"limit": mark},
        overall=4,
        next_time="Say what I learnt.",
        said_notes=(0,),
    )


def heard_words() -> Transcript:
    words = (make_word("the", 0.0, 0.1), make_word("cat.", 0.1, 0.4))
    made = make_transcript(words, seconds=SECONDS)
    return made.model_copy(update={"model": "/home/anna/models/base.pt", "elapsed_seconds": 9.5})


def put_attempt(
    library: Path,
    attempt: Attempt | None = None,
    markings: tuple[Marking, ...] = (make_marking(),),
    heard: Transcript | None = None,
    corrected: Correction | None = None,
) -> AttemptFolder:
    """An attempt with sound (where its takes have some) in a library; words of its first take."""
    folder = Library(library).create(attempt or make_attempt())
    (folder.path / "takes").mkdir()
    made = folder.load()
    for take in made.takes:
        if take.seconds and not take.is_removed:
            (folder.path / take.file).write_bytes(sound_bytes(take.seconds))
    if heard is not None:
        folder.save_transcript(made.takes[0].number, heard)
    if corrected is not None:
        folder.save_correction(made.takes[0].number, corrected)
    for marking in markings:
        folder.save_marking(marking)
    return folder


def put_whole_attempt(library: Path) -> AttemptFolder:
    """One with all that a pack can hold."""
    heard = heard_words()
    corrected = replace_words(Correction.of(heard), 1, 1, "dog.").after
    markings = (make_marking(), make_marking(pass_number=2, note="Now I see."))
    return put_attempt(library, None, markings, heard, corrected)


def pack(
    target: Path,
    *folders: AttemptFolder,
    choice: Choice = Choice(),  # noqa: B008
    name: str | None = None,
) -> Path:
    write_pack(
        target,
        [Parcel(folder, name) for folder in folders],
        choice,
        convert=export_sound,
        now=NOW,
    )
    return target


def seed_pack(folder: Path) -> bytes:
    """The bytes of a small whole pack: two takes, words, marks of two passes, FLAC."""
    attempt = make_attempt(takes=(make_take(1), make_take(2)))
    heard = heard_words()
    put = put_attempt(folder / "seed", attempt, (make_marking(), make_marking("tutor")), heard)
    corrected = replace_words(Correction.of(heard), 1, 1, "dog.").after
    put.save_correction(1, corrected)
    target = pack(folder / "seed.mockinterview", put, choice=Choice(sound="flac"), name="Ann Other")
    data = target.read_bytes()
    shutil.rmtree(folder / "seed")
    target.unlink()
    return data


MOMENTS = st.datetimes(
    dt.datetime(2001, 1, 1),  # noqa: DTZ001
    dt.datetime(2098, 1, 1),  # noqa: DTZ001
    timezones=st.sampled_from([dt.UTC, dt.timezone(dt.timedelta(hours=-5, minutes=-30))]),
)
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
STATES = st.sampled_from([TakeState.FINISHED, TakeState.INTERRUPTED, TakeState.RECOVERED])


@st.composite
def takes(draw: st.DrawFn, number: int) -> Take:
    is_binned = draw(st.booleans())
    return Take(
        number=number,
        file=f"takes/take-{number}{draw(st.sampled_from(['', '-2', '-joined']))}.flac",
        started=draw(MOMENTS),
        state=draw(STATES),
        seconds=draw(st.sampled_from([0.0, SECONDS])),
        rate_hz=RATE_HZ,
        device=draw(TEXTS),
        overflows=draw(st.integers(0, 9)),
        problem=draw(TEXTS),
        wall_seconds=draw(st.floats(0, 1e4)),
        continues=draw(st.none() | st.integers(1, number)),
        binned=draw(MOMENTS) if is_binned else None,
        is_removed=is_binned and draw(st.booleans()),
    )


@st.composite
def attempts(draw: st.DrawFn) -> Attempt:
    numbers = sorted(draw(st.sets(st.integers(1, 6), max_size=4)))
    made = tuple(draw(takes(number)) for number in numbers)
    if len(made) >= 3 and draw(st.booleans()):
        parts = tuple(numbers[:-1])
        made = (*made[:-1], made[-1].model_copy(update={"parts": parts}))
    lines = draw(st.lists(st.builds(NoteLine, seconds=st.floats(0, 1e4), text=TEXTS), max_size=3))
    return make_attempt(
        created=draw(MOMENTS),
        notes=draw(TEXTS),
        note_lines=tuple(lines),
        takes=made,
        sitting=draw(TEXTS),
        origin=draw(st.sampled_from(["microphone", "sample", "import"])),
        chosen_take=draw(st.none() | st.integers(1, 6)),
    )


@st.composite
def markings_of(draw: st.DrawFn, attempt: Attempt) -> tuple[Marking, ...]:
    """Of any role and pass, citing takes that there are."""
    numbers = [take.number for take in attempt.takes]
    evidence: st.SearchStrategy[tuple[Evidence, ...]] = st.just(())
    comments: st.SearchStrategy[tuple[Comment, ...]] = st.just(())
    if numbers:
        cited = st.builds(
            lambda take, start, length: Evidence(take=take, start=start, end=start + length),
            st.sampled_from(numbers),
            st.floats(0, 1e4),
            st.floats(0.01, 1e4),
        )
        evidence = st.lists(cited, max_size=3).map(tuple)
        commented = st.builds(_comment, cited, TEXTS)
        comments = st.lists(commented, max_size=3).map(tuple)
    marks = st.builds(
        Mark,
        verdict=st.none() | st.sampled_from(Verdict),
        evidence=evidence,
        note=TEXTS,
    )
    lines = range(len(attempt.note_lines))
    made = st.builds(
        Marking,
        marker=TEXTS,
        role=st.sampled_from(["candidate", "tutor"]),
        pass_number=st.integers(1, 3),
        marks=st.dictionaries(st.sampled_from(["limit", "blame", "gone"]), marks),
        overall=st.none() | st.integers(1, 5),
        next_time=TEXTS,
        said_notes=(st.sets(st.sampled_from(lines)) if lines else st.just(set())).map(
            lambda found: tuple(sorted(found))
        ),
        comments=comments,
        is_blind=st.booleans(),
        was_uncovered=st.booleans(),
    )
    key = lambda marking: (marking.role, marking.pass_number)  # noqa: E731
    return tuple(draw(st.lists(made, max_size=3, unique_by=key)))


def _comment(cited: Evidence, text: str) -> Comment:
    return Comment(take=cited.take, start=cited.start, end=cited.end, text=f"Here: {text}")


@st.composite
def whole_attempts(
    draw: st.DrawFn,
) -> tuple[Attempt, tuple[Marking, ...], Transcript | None, Correction | None]:
    """An attempt, its marks, the words of its first take, and these as corrected."""
    attempt = draw(attempts())
    heard = draw(st.none() | transcripts()) if attempt.takes else None
    corrected = None
    if heard is not None and draw(st.booleans()):
        corrected = Correction.of(heard)
        if corrected.words:
            corrected = replace_words(corrected, 0, 0, draw(TEXTS)).after
    return attempt, draw(markings_of(attempt)), heard, corrected


def put_made(
    library: Path,
    made: tuple[Attempt, tuple[Marking, ...], Transcript | None, Correction | None],
) -> AttemptFolder:
    """A made-up one in a library; also words of takes that are in the bin."""
    attempt, markings, heard, corrected = made
    folder = put_attempt(library, attempt, markings)
    for value, path in (
        (heard, folder.transcript_path(attempt.takes[0].number) if attempt.takes else None),
        (corrected, folder.correction_path(attempt.takes[0].number) if attempt.takes else None),
    ):
        if value is not None and path is not None:
            write_value(folder.path, path, value)
    return folder
