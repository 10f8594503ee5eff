"""Banks, questions, mark schemes and formats as values: what the YAML files mean.

The field names are the keys of the files; the JSON schemas in docs/schemas are made of them, and
docs/authoring.md explains them to teachers.
"""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, Field, Strict, WithJsonSchema, model_validator

from mockinterview.core.model import Identifier, Model, Text

ALOUD_WORDS_PER_MINUTE = 160
"""Pace of British radio speech (Tauroza & Allison 1990): how long a model answer takes aloud."""


class Confidence(StrEnum):
    """How sure we are of a source, from the strongest to the weakest."""

    OFFICIAL = "official"
    PUBLISHED = "published"
    THIRD_PARTY = "third-party"
    OWN = "own"


class CriterionKind(StrEnum):
    """A trait to show or a trait to avoid."""

    POSITIVE = "positive"
    PITFALL = "pitfall"


class Category(StrEnum):
    """What the answer says, or how it is said."""

    CONTENT = "content"
    COMMUNICATION = "communication"


class Measure(StrEnum):
    """What can be measured on a take and shown beside a criterion."""

    ROOM_NOISE = "room_noise"
    LOUDNESS = "loudness"
    CLIPPING = "clipping"
    PACE = "pace"
    PAUSES = "pauses"
    FILLERS = "fillers"
    INFORMAL_WORDS = "informal_words"


class StarrRole(StrEnum):
    """The steps of a STARR story."""

    SITUATION = "situation"
    TASK = "task"
    ACTION = "action"
    RESULT = "result"
    REFLECTION = "reflection"


def _date_as_text(value: Any) -> Any:
    """YAML reads `2023` as a number and `2024-01-30` as a date; both are text here."""
    if isinstance(value, dt.date):
        return value.isoformat()
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


DateText = Annotated[
    str,
    BeforeValidator(_date_as_text),
    WithJsonSchema({"type": ["string", "integer"]}),
]
"""A year or a day, written with or without quotation marks."""

Number = Annotated[float, Strict()]
Count = Annotated[int, Strict()]
"""Strict, so that `yes` is no number and `"60"` is told."""


class Source(Model):
    """Where something comes from and how sure we are of it."""

    title: Text = Field(description="The work's title.")
    author: str = Field(default="", description="Who wrote or published it.")
    date: DateText = Field(default="", description="A year, or a day as 2024-01-30.")
    url: str = Field(default="", description="Where it can be read.")
    confidence: Confidence = Field(
        description="How sure we are: official (the university itself), published (a book or"
        " paper), third-party (a guide), own (your own)."
    )


class MarkSplit(Model):
    """How an overall mark is split; shown to the marker, never imposed."""

    content: Count = Field(ge=0, description="Marks for what is said.")
    communication: Count = Field(ge=0, description="Marks for how it is said.")


class Levels(Model):
    """What each verdict looks like for one criterion."""

    met: str = Field(default="", description="What an answer that meets the criterion is like.")
    partly: str = Field(default="", description="What an answer that meets half of it is like.")
    not_met: str = Field(default="", description="What an answer that misses it is like.")


class Criterion(Model):
    """One thing a marker looks for."""

    id: Identifier = Field(description="Lower-case words joined by hyphens, used in `shows`.")
    kind: CriterionKind = Field(description="positive: to be shown. pitfall: to be avoided.")
    category: Category = Field(
        default=Category.CONTENT, description="content: what is said. communication: how."
    )
    text: Text = Field(description="What the marker ticks: one thing that can be heard.")
    marker_note: str = Field(default="", description="Help for the doubtful cases.")
    levels: Levels | None = Field(default=None, description="What each verdict looks like.")
    weight: Number = Field(
        default=1, gt=0, le=100, allow_inf_nan=False, description="1 unless it counts for more."
    )
    examples: tuple[Text, ...] = Field(
        default=(),
        description="How it may sound in different mouths, 3 or more of them. They help to find the"
        " place in an answer; they never mark.",
    )
    counter_examples: tuple[Text, ...] = Field(
        default=(),
        description="How it sounds when it is on the subject and not there: denied, only wished"
        " for, or a name dropped. They help not to point at such places; they never mark.",
    )
    informed_by: tuple[Measure, ...] = Field(
        default=(), description="What is measured on the sound and shown beside the criterion."
    )
    structure: Literal["starr", "pee"] | None = Field(
        default=None, description="Marked step by step on the STARR or PEE bar."
    )

    @property
    def is_pitfall(self) -> bool:
        """True for a trait to avoid."""
        return self.kind is CriterionKind.PITFALL


class Rubric(Model):
    """A mark scheme. After `including`, `criteria` holds the included ones too."""

    rubric: Identifier = Field(description="The mark scheme's id, used by questions.")
    version: Literal[1] = Field(description="Of this file format: 1.")
    title: Text = Field(description="The name that people see.")
    about: str = Field(default="", description="What a marker looks for, in a few sentences.")
    source: Source | None = Field(default=None, description="Where the scheme comes from.")
    marks: MarkSplit | None = Field(
        default=None, description="How an overall mark is split; shown, never imposed."
    )
    include: tuple[Identifier, ...] = Field(
        default=(), description="Other mark schemes whose criteria are added, such as delivery."
    )
    criteria: tuple[Criterion, ...] = Field(
        min_length=1, description="What a marker looks for, in the order of the checklist."
    )

    @model_validator(mode="after")
    def _ids_differ(self) -> Self:
        _refuse_twice("criterion", [criterion.id for criterion in self.criteria])
        return self

    def including(self, others: dict[str, Rubric]) -> Rubric:
        """This rubric with the criteria of the included ones behind its own.

        A criterion of this rubric with the id of an included one stands in its place, so that a
        scheme can word a shared criterion for its own question.

        Raises:
            KeyError: an included rubric is not in `others`.
        """
        return self.model_copy(update={"criteria": tuple(_collect(self, others, ()).values())})

    def section(self, kind: CriterionKind, category: Category | None = None) -> list[Criterion]:
        """The criteria of one kind (and category) in the order of the file."""
        return [
            criterion
            for criterion in self.criteria
            if criterion.kind is kind and (category is None or criterion.category is category)
        ]


class Paragraph(Model):
    """A paragraph of a model answer and the criteria that it shows."""

    text: Text = Field(description="What is said.")
    shows: tuple[Identifier, ...] = Field(
        default=(), description="Ids of the criteria that this paragraph shows."
    )
    role: StarrRole | None = Field(default=None, description="Its step in a STARR story.")


class ModelAnswer(Model):
    """One of many good answers."""

    title: Text = Field(description="A short name for this answer.")
    about: str = Field(default="", description="Whose answer it is; that it is one of many.")
    paragraphs: tuple[Paragraph, ...] = Field(
        min_length=1, description="The answer; at least one paragraph shows a criterion."
    )

    @property
    def words(self) -> int:
        """How many words it has."""
        return sum(len(paragraph.text.split()) for paragraph in self.paragraphs)

    @property
    def aloud_seconds(self) -> float:
        """How long it takes to say at `ALOUD_WORDS_PER_MINUTE`."""
        return self.words * 60 / ALOUD_WORDS_PER_MINUTE


class Question(Model):
    """A prompt with its theme, its mark scheme and its model answers."""

    id: Identifier = Field(description="Lower-case words joined by hyphens; unique everywhere.")
    prompt: Text = Field(description="The question as it is spoken and shown.")
    theme: Text = Field(description="What it is about; questions are grouped by it.")
    rubric: Identifier = Field(description="The id of its mark scheme.")
    audio: str | None = Field(
        default=None,
        description="A recording of the prompt, in or below the folder of this file; without one"
        " the computer's voice reads it.",
    )
    candidate_note: str = Field(default="", description="Shown while preparing.")
    tutor_note: str = Field(default="", description="Shown to tutors only.")
    format: Identifier | None = Field(
        default=None, description="The clock for this question alone, from formats.yaml."
    )
    model_answers: tuple[ModelAnswer, ...] = Field(
        default=(), description="Good answers, tagged with what they show."
    )


class Bank(Model):
    """A file of questions."""

    bank: Identifier = Field(description="The bank's id; unique everywhere.")
    version: Literal[1] = Field(description="Of this file format: 1.")
    title: Text = Field(description="The name that people see.")
    about: str = Field(default="", description="Whom the questions are for, in a few sentences.")
    language: str = Field(default="en-GB", description="The language of the prompts.")
    source: Source | None = Field(default=None, description="Where the questions come from.")
    format: Identifier | None = Field(
        default=None, description="The clock that the bank is meant for, from formats.yaml."
    )
    questions: tuple[Question, ...] = Field(min_length=1, description="The questions, in order.")

    @model_validator(mode="after")
    def _ids_differ(self) -> Self:
        _refuse_twice("question", [question.id for question in self.questions])
        return self


class Format(Model):
    """The clock: `None` seconds means no limit, `None` retakes any number of them."""

    format: Identifier = Field(description="The format's id, used by banks and questions.")
    title: Text = Field(description="The name that people see.")
    about: str = Field(default="", description="How such an interview goes.")
    preparation_seconds: Number | None = Field(
        default=None, ge=0, le=3600, description="Time to prepare; left out: no limit."
    )
    answer_seconds: Number | None = Field(
        default=None, gt=0, le=7200, description="Time to answer; left out: no limit."
    )
    retakes: Count | None = Field(
        default=None, ge=0, le=1000, description="Further takes; left out: any number."
    )
    early_start: bool = Field(default=True, description="Whether one may answer before time.")
    early_stop: bool = Field(default=True, description="Whether one may finish before time.")
    show_prompt: Literal["at-once", "after-playing"] = Field(
        default="at-once", description="When the question's text appears."
    )
    break_seconds: Number = Field(
        default=0, ge=0, le=3600, description="The pause between two questions."
    )
    questions: Count | None = Field(
        default=None, ge=1, le=50, description="How many questions a sitting usually has."
    )
    countdown: bool = Field(
        default=False, description="Whether 3, 2, 1 is counted before the recording begins."
    )
    clock_includes_prompt: bool = Field(
        default=False, description="Whether the playing of the question uses up answer time."
    )
    resumable: bool = Field(
        default=True, description="Whether a sitting that was left can be gone on with later."
    )
    practice_question: bool = Field(
        default=False, description="Whether an unrecorded question comes first, tried at will."
    )
    note: str = Field(default="", description="What is not sure or not simulated.")
    source: Source = Field(description="Where the times come from.")

    @model_validator(mode="after")
    def _prompt_fits_the_clock(self) -> Self:
        if self.clock_includes_prompt and (
            self.preparation_seconds != 0 or not self.answer_seconds
        ):
            message = "the playing of the question cannot use up answer time here"
            raise ValueError(message)
        return self

    def with_extra_time(self, percent: float) -> Format:
        """The same format with `percent` more time to prepare and to answer."""
        factor = 1 + percent / 100
        return self.model_copy(
            update={
                "preparation_seconds": _times(self.preparation_seconds, factor),
                "answer_seconds": _times(self.answer_seconds, factor),
            }
        )

    def allows_another_take(self, takes_made: int) -> bool:
        """Whether a candidate who has `takes_made` takes may make one more."""
        return self.retakes is None or takes_made <= self.retakes


class FormatFile(Model):
    """What `formats.yaml` holds."""

    version: Literal[1] = Field(description="Of this file format: 1.")
    formats: tuple[Format, ...] = Field(description="The clocks that can be chosen.")

    @model_validator(mode="after")
    def _ids_differ(self) -> Self:
        _refuse_twice("format", [entry.format for entry in self.formats])
        return self


class Sample(Model):
    """A recorded answer by an invented candidate, to try the program without a microphone."""

    sample: Identifier = Field(description="The sample's id.")
    question: Identifier = Field(description="The id of the question that it answers.")
    candidate: Text = Field(description="Who speaks: an invented person.")
    about: str = Field(default="", description="What is worth hearing in it.")
    audio: Text = Field(description="The recording, in or below the folder of this file.")
    text: Text = Field(description="What is said in it, word for word.")


class SampleFile(Model):
    """What `samples.yaml` holds."""

    version: Literal[1] = Field(description="Of this file format: 1.")
    samples: tuple[Sample, ...] = Field(description="The sample answers.")


class PhraseFile(Model):
    """What `phrases.yaml` holds."""

    version: Literal[1] = Field(description="Of this file format: 1.")
    phrases: tuple[Text, ...] = Field(
        description="What a marker writes again and again; offered after a semicolon."
    )


def _collect(
    rubric: Rubric, others: dict[str, Rubric], seen: tuple[str, ...]
) -> dict[str, Criterion]:
    """A rubric's criteria by id, own ones first; an include circle is walked only once."""
    own = {criterion.id: criterion for criterion in rubric.criteria}
    included: dict[str, Criterion] = {}
    for name in rubric.include:
        if name != rubric.rubric and name not in seen:
            included |= _collect(others[name], others, (*seen, rubric.rubric))
    first = {key: own[key] for key in own if key not in included}
    replaced = {key: own.get(key, criterion) for key, criterion in included.items()}
    return first | replaced


def _times(seconds: float | None, factor: float) -> float | None:
    return None if seconds is None else seconds * factor


def _refuse_twice(what: str, names: list[str]) -> None:
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        message = f"the {what} id “{twice[0]}” is used twice in this file"
        raise ValueError(message)
