"""Banks, questions, mark schemes and formats as values: what the YAML files mean.

The field names are the keys of the files; docs/authoring explains them to teachers.
"""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, Field, model_validator

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


class Source(Model):
    """Where something comes from and how sure we are of it."""

    title: Text
    author: str = ""
    date: Annotated[str, BeforeValidator(_date_as_text)] = ""
    url: str = ""
    confidence: Confidence


class MarkSplit(Model):
    """How an overall mark is split; shown to the marker, never imposed."""

    content: int = Field(ge=0)
    communication: int = Field(ge=0)


class Levels(Model):
    """What each verdict looks like for one criterion."""

    met: str = ""
    partly: str = ""
    not_met: str = ""


class Criterion(Model):
    """One thing a marker looks for."""

    id: Identifier
    kind: CriterionKind
    category: Category = Category.CONTENT
    text: Text
    marker_note: str = ""
    levels: Levels | None = None
    weight: float = Field(default=1, gt=0)
    examples: tuple[Text, ...] = ()
    informed_by: tuple[Measure, ...] = ()
    structure: Literal["starr", "pee"] | None = None

    @property
    def is_pitfall(self) -> bool:
        """True for a trait to avoid."""
        return self.kind is CriterionKind.PITFALL


class Rubric(Model):
    """A mark scheme. After `including`, `criteria` holds the included ones too."""

    rubric: Identifier
    version: Literal[1]
    title: Text
    about: str = ""
    source: Source | None = None
    marks: MarkSplit | None = None
    include: tuple[Identifier, ...] = ()
    criteria: tuple[Criterion, ...] = Field(min_length=1)

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

    text: Text
    shows: tuple[Identifier, ...] = ()
    role: StarrRole | None = None


class ModelAnswer(Model):
    """One of many good answers."""

    title: Text
    about: str = ""
    paragraphs: tuple[Paragraph, ...] = Field(min_length=1)

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

    id: Identifier
    prompt: Text
    theme: Text
    rubric: Identifier
    audio: str | None = None
    candidate_note: str = ""
    tutor_note: str = ""
    format: Identifier | None = None
    model_answers: tuple[ModelAnswer, ...] = ()


class Bank(Model):
    """A file of questions."""

    bank: Identifier
    version: Literal[1]
    title: Text
    about: str = ""
    language: str = "en-GB"
    source: Source | None = None
    format: Identifier | None = None
    questions: tuple[Question, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _ids_differ(self) -> Self:
        _refuse_twice("question", [question.id for question in self.questions])
        return self


class Format(Model):
    """The clock: `None` seconds means no limit, `None` retakes any number of them."""

    format: Identifier
    title: Text
    about: str = ""
    preparation_seconds: float | None = Field(default=None, ge=0, le=3600)
    answer_seconds: float | None = Field(default=None, gt=0, le=7200)
    retakes: int | None = Field(default=None, ge=0)
    early_start: bool = True
    early_stop: bool = True
    show_prompt: Literal["at-once", "after-playing"] = "at-once"
    break_seconds: float = Field(default=0, ge=0)
    note: str = ""
    source: Source

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

    version: Literal[1]
    formats: tuple[Format, ...]

    @model_validator(mode="after")
    def _ids_differ(self) -> Self:
        _refuse_twice("format", [entry.format for entry in self.formats])
        return self


class Sample(Model):
    """A recorded answer by an invented candidate, to try the program without a microphone."""

    sample: Identifier
    question: Identifier
    candidate: Text
    about: str = ""
    audio: Text
    text: Text


class SampleFile(Model):
    """What `samples.yaml` holds."""

    version: Literal[1]
    samples: tuple[Sample, ...]


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
