"""What there is to cover: the themes of an interview, the GMC's domains, subjects of criteria.

The values lie in `files/coverage.yaml`, each with its source.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from mockinterview.core.content import Source
from mockinterview.core.model import Identifier, Model, Text

CriterionName = Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]+/[a-z0-9-]+$")]
"""A criterion of a mark scheme: `leader-and-follower/both`."""


class CriterionGroup(Model):
    """Criteria that belong together: a domain of the GMC, or a subject such as reflection."""

    id: Identifier
    title: Text
    criteria: tuple[CriterionName, ...] = Field(min_length=1)

    def has(self, rubric_id: str, criterion_id: str) -> bool:
        """Whether a criterion of a scheme is one of them."""
        return f"{rubric_id}/{criterion_id}" in self.criteria


class Coverage(Model):
    """All there is to cover. `themes` are written as questions write theirs.

    `mapping_source` tells who says which criterion belongs to which group.
    """

    version: Literal[1]
    themes_source: Source
    themes: tuple[Text, ...] = Field(min_length=1)
    domains_source: Source
    domains: tuple[CriterionGroup, ...] = Field(min_length=1)
    mapping_source: Source
    subjects: tuple[CriterionGroup, ...] = ()
