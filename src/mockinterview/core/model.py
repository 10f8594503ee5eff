"""The base of everything that is kept: a frozen pydantic model that refuses unknown keys."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints

ID_PATTERN = r"^[a-z0-9]+(?:-[a-z0-9]+)*$"

Identifier = Annotated[str, StringConstraints(pattern=ID_PATTERN, max_length=64)]
"""Lower-case words and digits joined by hyphens, for example `leader-or-follower`."""

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
"""Text that must say something."""


class Model(BaseModel):
    """A value: frozen, compared by content, unknown keys refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)
