"""What helps to write a diary: a prompt for each field, attributes to tag with, free resources.

The keys of `diary.yaml` are the fields here; docs/authoring.md explains them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from mockinterview.core.content import DateText, Rubric, Source
from mockinterview.core.diary import DiaryField
from mockinterview.core.model import Identifier, Model, Text

WebAddress = Annotated[str, StringConstraints(pattern=r"^https://[^\s\"<>]+$", max_length=500)]
"""Only https: what is opened on a click comes from a file that anybody may have written."""


class DiaryPrompt(Model):
    """What one field of an entry asks."""

    prompt: DiaryField = Field(description="Which field it is for.")
    title: Text = Field(description="The name of the field.")
    help: Text = Field(description="A short explanation that stands beside the field.")


class Attribute(Model):
    """Something that an experience can show, to tag it with."""

    attribute: Identifier = Field(description="Lower-case words joined by hyphens.")
    title: Text = Field(description="The name that people see.")
    words: tuple[Text, ...] = Field(
        default=(),
        description="Words, or their beginnings, by which a question asks for it.",
    )


class Resource(Model):
    """Where experience can be had for nothing."""

    resource: Identifier = Field(description="Lower-case words joined by hyphens.")
    title: Text = Field(description="Its name.")
    about: Text = Field(description="What it is, whom it is for and what it cannot show.")
    url: WebAddress = Field(description="Where it is, beginning with https.")
    as_of: DateText = Field(description="The day on which this was true, as 2026-11-27.")
    source: Source = Field(description="Who says so.")


class DiaryFile(Model):
    """What `diary.yaml` holds."""

    version: Literal[1] = Field(description="Of this file format: 1.")
    prompts: tuple[DiaryPrompt, ...] = Field(
        default=(), description="What the fields of an entry ask; one’s own take the place."
    )
    attributes: tuple[Attribute, ...] = Field(
        default=(), description="What entries can be tagged with, besides criteria."
    )
    resources: tuple[Resource, ...] = Field(
        default=(), description="Free ways to see medicine and care at work."
    )

    @model_validator(mode="after")
    def _ids_differ(self) -> Self:
        for what, names in (
            ("attribute", [one.attribute for one in self.attributes]),
            ("resource", [one.resource for one in self.resources]),
        ):
            twice = next((name for name in names if names.count(name) > 1), None)
            if twice:
                message = f"the {what} id “{twice}” is used twice in this file"
                raise ValueError(message)
        return self


@dataclass
class DiaryGuide:
    """All files together: one’s own come first, and each name counts once."""

    prompts: dict[DiaryField, DiaryPrompt] = field(default_factory=dict)
    attributes: dict[str, Attribute] = field(default_factory=dict)
    resources: dict[str, Resource] = field(default_factory=dict)

    def add(self, file: DiaryFile) -> None:
        """Add what is not there yet."""
        for prompt in file.prompts:
            self.prompts.setdefault(prompt.prompt, prompt)
        for attribute in file.attributes:
            self.attributes.setdefault(attribute.attribute, attribute)
        for resource in file.resources:
            self.resources.setdefault(resource.resource, resource)

    def prompt(self, asked: DiaryField) -> DiaryPrompt:
        """What a field asks; in plain words where no file says it."""
        title = asked.value.replace("_", " ").capitalize()
        return self.prompts.get(asked) or DiaryPrompt(prompt=asked, title=title, help=title)


def tag_titles(guide: DiaryGuide, rubrics: dict[str, Rubric]) -> dict[str, str]:
    """Every tag that can be chosen with what people see: attributes, then positive criteria.

    A criterion that a scheme includes is named by the first scheme that has it, so that shared
    ones come once.
    """
    titles = {name: one.title for name, one in guide.attributes.items()}
    seen: set[tuple[str, str]] = set()
    for name, rubric in rubrics.items():
        for criterion in rubric.criteria:
            if criterion.is_pitfall or (criterion.id, criterion.text) in seen:
                continue
            seen.add((criterion.id, criterion.text))
            titles[f"{name}/{criterion.id}"] = criterion.text
    return titles


def tag_title(tag: str, titles: dict[str, str]) -> str:
    """What people see of a tag; of one whose scheme is gone its own words."""
    return titles.get(tag) or tag.rpartition("/")[2].replace("-", " ").capitalize()
