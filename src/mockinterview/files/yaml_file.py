"""Reading one YAML file into a model, with every problem told by file, line and column."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar, cast

import yaml
from pydantic import BaseModel, ValidationError

SIZE_LIMIT_BYTES = 2_000_000
DEPTH_LIMIT = 20

ModelType = TypeVar("ModelType", bound=BaseModel)

Location = tuple[int | str, ...]


@dataclass(frozen=True)
class Problem:
    """One thing wrong in one file; line and column count from 1."""

    file: Path
    line: int
    column: int
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}  {self.message}"


# libyaml reads ten times as fast; PyYAML does without it where it was built so.
_SafeLoader: type[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _StrictLoader(_SafeLoader):  # type: ignore[misc]  # chosen at run time
    """PyYAML's safe loader that also refuses a key written twice, which it would drop silently."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:  # noqa: FBT001, FBT002
        seen: set[str] = set()
        for key, _ in node.value:
            if not isinstance(key, yaml.ScalarNode):
                problem = "a key must be one word, not a list or a map"
                raise yaml.constructor.ConstructorError(None, None, problem, key.start_mark)
            if key.value in seen:
                problem = f"the key “{key.value}” is written twice here"
                raise yaml.constructor.ConstructorError(None, None, problem, key.start_mark)
            seen.add(key.value)
        mapping: dict[Any, Any] = super().construct_mapping(node, deep)
        return mapping


def read(path: Path, model: type[ModelType]) -> tuple[ModelType | None, list[Problem]]:
    """The file as a `model`, or None and what is wrong with it."""
    try:
        if path.stat().st_size > SIZE_LIMIT_BYTES:
            return None, [Problem(path, 1, 1, "The file is larger than 2 MB.")]
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        return None, [Problem(path, 1, 1, "The file is not UTF-8 text; save it as UTF-8.")]
    except OSError as error:
        return None, [Problem(path, 1, 1, f"The file cannot be read: {error.strerror}.")]
    return parse(text, path, model)


def parse(text: str, path: Path, model: type[ModelType]) -> tuple[ModelType | None, list[Problem]]:
    """The same for text that is already in hand; `path` only names it in problems."""
    try:
        node, data = _load(text)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        return None, [Problem(path, line, column, f"Not valid YAML: {error.problem}.")]
    except yaml.YAMLError as error:
        return None, [Problem(path, 1, 1, f"Not valid YAML: {error}.")]
    try:
        return model.model_validate(data), []
    except ValidationError as error:
        found = error.errors(include_url=False)
        places = [item["loc"] for item in found]
        return None, [
            Problem(path, *_place(node, item["loc"]), _sentence(item["loc"], item["msg"]))
            for item in found
            if not _only_follows(item["loc"], places)
        ]


def _load(text: str) -> tuple[yaml.Node | None, Any]:
    """The tree with its places and what it means; refused when it is too deep or has aliases."""
    depth = 0
    for event in yaml.parse(text, Loader=_SafeLoader):
        if isinstance(event, yaml.AliasEvent):
            raise _refusal(event, "aliases (*name) are not used here")
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > DEPTH_LIMIT:
                raise _refusal(event, "lists and maps lie more than 20 deep")
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
    loader = _StrictLoader(text)
    try:
        node = loader.get_single_node()
        return node, None if node is None else loader.construct_document(node)
    finally:
        loader.dispose()


def _refusal(event: yaml.Event, problem: str) -> yaml.MarkedYAMLError:
    mark = cast("yaml.Mark", event.start_mark)
    return yaml.constructor.ConstructorError(None, None, problem, mark)


def _place(node: yaml.Node | None, location: Location) -> tuple[int, int]:
    """Line and column of the deepest part of `location` that stands in the file."""
    mark = node.start_mark if node else None
    for step in location:
        if isinstance(node, yaml.MappingNode):
            found = next((pair for pair in node.value if pair[0].value == str(step)), None)
            if found is None:
                break
            mark, node = found[0].start_mark, found[1]
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int):
            if step >= len(node.value):
                break
            node = node.value[step]
            mark = node.start_mark
        else:
            break
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)


def _only_follows(location: Location, places: list[Location]) -> bool:
    """Whether a problem of a list is only that one of its entries is wrong ("too short")."""
    return any(
        len(other) > len(location) and other[: len(location)] == location for other in places
    )


def _sentence(location: Location, message: str) -> str:
    keys = [str(step) for step in location if isinstance(step, str)]
    where = f"“{keys[-1]}”: " if keys else ""
    return f"{where}{message.removeprefix('Value error, ')}"
