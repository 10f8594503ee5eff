"""From the bytes of a JSON file to its value: older versions are brought up, newer ones refused.

Every kind of file that is kept carries a `version`. A field that is added, with a default, leaves
it as it is; whatever older files would be misread by raises it, and adds a function here that makes
the next version of the one before. `tests/data/old` keeps a sample of every shape ever written.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final, TypeVar

from pydantic import ValidationError

from mockinterview.core.model import Model
from mockinterview.errors import NewerVersionError

ModelType = TypeVar("ModelType", bound=Model)
Migration = Callable[[dict[str, Any]], dict[str, Any]]

MIGRATIONS: Final[dict[type[Model], dict[int, Migration]]] = {}
"""By the kind of file and the version that it has: what makes the next one of it.

There is one version of each kind so far.
"""

_HEAD: Final = re.compile(rb'\s*{\s*"version"\s*:\s*(\d{1,9})\b')
_HEAD_BYTES: Final = 64


def understood(data: bytes, model: type[ModelType], path: Path) -> ModelType:
    """What a file says, whichever version of the program wrote it.

    Raises:
        NewerVersionError: a newer one did.
        ValidationError: it cannot be understood.
    """
    value = _object(data) if model in MIGRATIONS else None
    if value is not None:
        data = json.dumps(_brought_up(value, MIGRATIONS[model])).encode()
    try:
        return model.model_validate_json(data)
    except ValidationError:
        if is_newer(data, model):
            raise newer_version(path) from None
        raise


def is_newer(data: bytes, model: type[Model]) -> bool:
    """Whether a file carries a higher version than this program writes of its kind."""
    version = _version(_object(data) or {})
    return version is not None and version > _present_version(model)


def looks_newer(path: Path, model: type[Model]) -> bool:
    """The same of a file, of which only the head is read: every kind begins with its version."""
    try:
        with path.open("rb") as stream:
            found = _HEAD.match(stream.read(_HEAD_BYTES))
    except OSError:
        return False
    return found is not None and int(found[1]) > _present_version(model)


def newer_version(path: Path) -> NewerVersionError:
    """The refusal of a file of a newer version."""
    return NewerVersionError(
        f"{path} was written by a newer version of Mock Interview.",
        "Update the program to open it. It was left as it is; everything else still works.",
    )


def _brought_up(value: dict[str, Any], steps: dict[int, Migration]) -> dict[str, Any]:
    while (version := _version(value)) is not None and version in steps:
        value = steps[version](value)
    return value


def _object(data: bytes) -> dict[str, Any] | None:
    try:
        value = json.loads(data)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) else None


def _version(value: dict[str, Any]) -> int | None:
    """The version that a file carries; one without any is of the first."""
    version = value.get("version", 1)
    return version if isinstance(version, int) and not isinstance(version, bool) else None


def _present_version(model: type[Model]) -> int:
    field = model.model_fields.get("version")
    return field.default if field is not None and isinstance(field.default, int) else 1
