"""The base of everything that is kept: a frozen pydantic model that refuses unknown keys."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, StringConstraints

ID_PATTERN = r"^[a-z0-9]+(?:-[a-z0-9]+)*$"

Identifier = Annotated[str, StringConstraints(pattern=ID_PATTERN, max_length=64)]
"""Lower-case words and digits joined by hyphens, for example `leader-or-follower`."""

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
"""Text that must say something."""


def comparable(moment: dt.datetime) -> dt.datetime:
    """The moment, taken as UTC where a file from elsewhere tells no time zone."""
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=dt.UTC)


Moment = Annotated[dt.datetime, AfterValidator(comparable)]
"""A moment with its time zone, so that any two can be compared."""


class Model(BaseModel):
    """A value: frozen, compared by content, unknown keys refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)
