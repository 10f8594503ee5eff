"""Reading what there is to cover: `coverage.yaml` beside this file."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from pydantic import ValidationError

from mockinterview.core.coverage import Coverage
from mockinterview.errors import ContentError
from mockinterview.files.yaml_tree import YamlRefusedError, read_yaml

BUILT_IN: Final = Path(__file__).with_name("coverage.yaml")


def read_coverage(path: Path = BUILT_IN) -> Coverage:
    """The themes, domains and subjects of a file.

    Raises:
        ContentError: it is missing or cannot be understood.
    """
    try:
        return Coverage.model_validate(read_yaml(path.read_text(encoding="utf-8")).value)
    except (OSError, UnicodeDecodeError, YamlRefusedError, ValidationError) as error:
        raise ContentError(
            f"{path.name} cannot be used.", "Install the program again.", str(error)
        ) from error
