"""What a value that does not fit its model means, in plain words for a person who writes YAML."""

from __future__ import annotations

import datetime as dt
import re
import types
import typing
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from mockinterview.core.content import Criterion, Format, Paragraph, Question
from mockinterview.files.ids import as_id
from mockinterview.files.problems import Finding, quoted, suggestion
from mockinterview.files.yaml_tree import Location, Oddity, Tree

MOST_FINDINGS = 200
"""More than these in one file tell nobody anything new."""

_QUOTE_IT = "Put it in quotation marks if it is meant as text."
_NUMBER_TYPES = {"float_type", "int_type", "int_from_float"}
_RANGE_TYPES = {
    "greater_than": ("gt", "above"),
    "greater_than_equal": ("ge", "at least"),
    "less_than": ("lt", "below"),
    "less_than_equal": ("le", "at most"),
}
_HOMES: dict[str, type[BaseModel]] = {
    "a question": Question,
    "a criterion": Criterion,
    "a paragraph of a model answer": Paragraph,
}
_LISTS_OF_WORDS = {"shows", "include", "informed_by", "examples", "counter_examples"}
_MAP_TYPES = {"model_type", "model_attributes_type", "dict_type"}
_BASE_SIXTY = 60


def diagnose(error: ValidationError, model: type[BaseModel], tree: Tree) -> list[Finding]:
    """Every thing wrong, each once and where it stands."""
    errors = error.errors(include_url=False)[: MOST_FINDINGS * 2]
    places = {item["loc"] for item in errors}
    findings = []
    renamed: set[Location] = set()
    for item in errors:
        if item["type"] == "extra_forbidden":
            finding, meant = _unknown_key(item["loc"], model, tree)
            findings.append(finding)
            renamed.add((*item["loc"][:-1], meant))
    for item in errors:
        location = item["loc"]
        if item["type"] == "value_error" and _model_at(model, location) is Format:
            findings.append(_two_clocks(location, tree))
            continue
        if item["type"] in {"extra_forbidden", "value_error"} or location in renamed:
            continue  # ids used twice are found with their places by another check
        if item["type"] == "too_short" and _has_below(location, places):
            continue
        findings.append(_explain(item, model, tree))
    findings.sort(key=lambda finding: (finding.position.line, finding.position.column))
    return findings[:MOST_FINDINGS]


def _explain(item: ErrorDetails, model: type[BaseModel], tree: Tree) -> Finding:
    kind, location, value = item["type"], item["loc"], item["input"]
    if kind == "missing":
        return _missing(location, model, tree)
    if location and location[-1] == "version":
        message = f"The version of the file format is 1, not {quoted(tree.written(location))}."
        hint = "Write “version: 1”. A higher one needs a newer version of this program."
        return Finding("wrong-version", tree.value(location), message, hint)
    if isinstance(value, Oddity | dt.date) or (value is None and tree.written(location)):
        return _surprise(location, value, tree, wants_number=kind in _NUMBER_TYPES)
    if kind.startswith("string"):
        return _wrong_text(kind, location, value, tree)
    if kind in {"enum", "literal_error"}:
        return _unknown_value(item, tree)
    return _wrong_number(item, tree) or _wrong_type(kind, location, value, tree)


def _two_clocks(location: Location, tree: Tree) -> Finding:
    return Finding(
        "two-clocks",
        tree.value((*location, "clock_includes_prompt")),
        "The playing of the question cannot use up answer time here.",
        "It needs an “answer_seconds:”, and “preparation_seconds: 0”: preparing has its own clock.",
    )


def _wrong_text(kind: str, location: Location, value: Any, tree: Tree) -> Finding:
    if value is None or (isinstance(value, str) and not value.strip()):
        hint = "Write something, or remove the line if it is optional."
        return Finding("empty-text", tree.value(location), f"{_name(location)} is empty.", hint)
    if kind == "string_type":
        return _not_text(location, value, tree)
    return _bad_id(location, str(value), tree)


def _wrong_number(item: ErrorDetails, tree: Tree) -> Finding | None:
    """A number that is too large or too small; None for anything else."""
    kind, location = item["type"], item["loc"]
    if kind == "finite_number":
        message = f"{_name(location)} must be a number."
        return Finding("bad-number", tree.value(location), message, "Write it in digits.")
    if kind not in _RANGE_TYPES:
        return None
    key, words = _RANGE_TYPES[kind]
    limit = item.get("ctx", {}).get(key)
    message = f"{_name(location)} cannot be {quoted(item['input'])}."
    hint = f"Write a number that is {words} {limit:g}."
    return Finding("bad-number", tree.value(location), message, hint)


def _unknown_key(location: Location, model: type[BaseModel], tree: Tree) -> tuple[Finding, str]:
    """The finding and the key that seems to be meant, so that it is not told as missing too."""
    key = str(location[-1])
    inside = _model_at(model, location[:-1])
    known = list(inside.model_fields) if inside else []
    hint = suggestion(key, known)
    home = next((words for words, other in _HOMES.items() if key in other.model_fields), None)
    if home and not hint.startswith("Did"):
        hint = f"“{key}” belongs in {home}: look at how far the line is indented."
    meant = hint.split("“")[1].split("”")[0] if hint.startswith("Did you mean") else ""
    message = f"The key {quoted(key)} does not exist here."
    return Finding("unknown-key", tree.key(location), message, hint), meant


def _missing(location: Location, model: type[BaseModel], tree: Tree) -> Finding:
    key = str(location[-1])
    inside = _model_at(model, location[:-1])
    field = inside.model_fields.get(key) if inside else None
    line = "version: 1" if key == "version" else f"{key}: …"
    meaning = f" {field.description}" if field and field.description else ""
    return Finding(
        "missing-key",
        tree.value(location[:-1]),
        f"The key “{key}” is missing here.",
        f"Add a line “{line}”.{meaning}",
    )


def _unknown_value(item: ErrorDetails, tree: Tree) -> Finding:
    location = item["loc"]
    known = re.findall(r"'([^']*)'", str(item.get("ctx", {}).get("expected", "")))
    written = tree.written(location)
    if not written:
        hint = f"Known here: {', '.join(known)}."
        return Finding("unknown-value", tree.value(location), f"{_name(location)} is empty.", hint)
    hint = suggestion(written, known)
    if hint.startswith("Did") and len(known) > 1:
        hint += f" Known here: {', '.join(known)}."
    message = f"{_name(location)} cannot be {quoted(written)}."
    return Finding("unknown-value", tree.value(location), message, hint)


def _bad_id(location: Location, value: str, tree: Tree) -> Finding:
    message = f"{_name(location)} must be an id, and {quoted(value)} is none."
    proposed = as_id(value)
    hint = "An id is of lower-case letters and digits, with single hyphens between them"
    hint += f": “{proposed}”." if proposed else "."
    return Finding("bad-id", tree.value(location), message, hint)


def _not_text(location: Location, value: Any, tree: Tree) -> Finding:
    name, place = _name(location), tree.value(location)
    if isinstance(value, bool):
        return _surprise(location, value, tree, wants_number=False)
    if isinstance(value, int | float):
        message = f"YAML reads {quoted(tree.written(location))} as a number; {name} is text."
        return Finding("yaml-number", place, message, "Put it in quotation marks.")
    if isinstance(value, dict):
        message = f"{name} is text, and YAML reads a key here because of a colon or brace."
        return Finding("colon-in-text", place, message, "Put the text in quotation marks.")
    if isinstance(value, list):
        message = f"{name} is one text, not a list."
        hint = "Remove the dash or the brackets; a text with brackets needs quotation marks."
        return Finding("wrong-type", place, message, hint)
    return Finding("wrong-type", place, f"{name} must be text.", "")


def _surprise(location: Location, value: Any, tree: Tree, *, wants_number: bool) -> Finding:
    """YAML's own ways with words and digits."""
    written = quoted(tree.written(location))
    place, hint = tree.value(location), _QUOTE_IT
    if value is None:
        message = f"YAML reads {written} as “nothing”."
        return Finding("yaml-null", place, message, hint)
    if isinstance(value, bool):
        meaning = "true" if value else "false"
        message = f"YAML reads {written} as the switch “{meaning}”, not as a word."
        return Finding("yaml-boolean", place, message, hint)
    if isinstance(value, dt.date) or value.kind == "moment":
        return Finding("yaml-date", place, f"YAML reads {written} as a date.", hint)
    if value.kind == "time":
        if wants_number:
            hint = f"Write the seconds as a plain number: {_seconds(value.text)}."
        message = f"YAML reads {written} as a number in base 60, not as it stands."
        return Finding("yaml-time", place, message, hint)
    if wants_number:
        hint = "Write a plain number, without leading noughts, underscores or letters."
    return Finding("yaml-number", place, f"YAML reads {written} as a number of its own kind.", hint)


def _wrong_type(kind: str, location: Location, value: Any, tree: Tree) -> Finding:
    name, place = _name(location), tree.value(location)
    if kind in _NUMBER_TYPES:
        wanted = "whole number" if kind.startswith("int") else "number"
        message = f"{name} must be a {wanted}, and this is {quoted(tree.written(location))}."
        if not tree.written(location):
            message = f"{name} must be a {wanted}, not {_sort_of(value)}."
        return Finding("wrong-type", place, message, "Write it without quotation marks or units.")
    if kind.startswith("bool"):
        message = f"{name} cannot be {quoted(tree.written(location))}."
        return Finding("wrong-type", place, message, "Write “true” or “false”.")
    if kind == "too_short" or (kind == "tuple_type" and value is None):
        hint = "Add an entry, each beginning with “- ”, or remove the line if it is optional."
        return Finding("empty-list", place, f"{name} has no entry.", hint)
    if kind == "tuple_type":
        hint = "Write one entry a line, each beginning with “- ”."
        if isinstance(value, str) and value and location[-1] in _LISTS_OF_WORDS:
            hint = f"Write {name.strip('“”')}: [{value[:30]}], or one entry a line after “- ”."
        return Finding("wrong-type", place, f"{name} must be a list.", hint)
    if kind in _MAP_TYPES:
        message = f"{name} must be lines of “key: value”, not {_sort_of(value)}."
        hint = "Indent its lines below it; the template of “mockinterview new” shows how."
        return Finding("wrong-type", place, message, hint)
    return Finding("wrong-type", place, f"{name} cannot be {_sort_of(value)}.", "")


def _sort_of(value: Any) -> str:
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return "a switch (yes or no)"
    if isinstance(value, int | float):
        return "a number"
    if isinstance(value, dict):
        return "keys and values"
    return "a list" if isinstance(value, list) else "text"


def _seconds(clock: str) -> str:
    """`1:30` as `90`."""
    total = 0.0
    for part in clock.replace("_", "").lstrip("+-").split(":"):
        total = total * _BASE_SIXTY + float(part or 0)
    return f"{total:g}"


def _name(location: Location) -> str:
    """The key that a place belongs to; an entry of a list is called by the list's key."""
    keys = [str(step) for step in location if isinstance(step, str)]
    if not keys:
        return "The file"
    is_entry = isinstance(location[-1], int)
    return f"An entry of “{keys[-1]}”" if is_entry else f"“{keys[-1]}”"


def _has_below(location: Location, places: set[Location]) -> bool:
    """Whether a list is told as too short only because its entries are wrong."""
    length = len(location)
    return any(len(other) > length and other[:length] == location for other in places)


def _model_at(model: type[BaseModel], location: Location) -> type[BaseModel] | None:
    """The model that a place in a value of `model` has."""
    here: type[BaseModel] | None = model
    for step in location:
        if isinstance(step, int) or here is None:
            continue
        field = here.model_fields.get(step)
        here = _model_in(field.annotation) if field else None
    return here


def _model_in(annotation: Any) -> type[BaseModel] | None:
    """The model inside `tuple[Model, ...]` or `Model | None`."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    if typing.get_origin(annotation) in {tuple, types.UnionType, typing.Union}:
        found = (_model_in(argument) for argument in typing.get_args(annotation))
        return next((model for model in found if model is not None), None)
    return None
