"""YAML text as plain values, in one pass and within bounds, and the place of each value.

Only what content files need is accepted: one document of maps with text keys, lists and scalars.
Aliases, tags and more than `DEPTH_LIMIT` levels are refused as soon as they are met, so that a
hostile file costs neither time nor memory.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml

from mockinterview.files.problems import Finding, Position, quoted
from mockinterview.files.yaml_errors import explain_syntax

DEPTH_LIMIT = 20
EVENT_LIMIT = 150_000
"""Twice what the largest sensible file (2 MB of questions) has; half a second of reading."""

try:
    from yaml import CBaseLoader as Parser
except ImportError:  # PyYAML built without libyaml: the same answers, ten times slower
    from yaml import BaseLoader as Parser  # type: ignore[assignment]

Location = tuple[int | str, ...]


class YamlRefusedError(Exception):
    """The text cannot be used; carries the finding that says why."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.message)
        self.finding = finding


@dataclass(frozen=True)
class Oddity:
    """A scalar that YAML reads in a way that its author cannot have meant.

    `kind` is `time` (1:30), `moment` (a date with a time) or `number` (0123, 0x1F, 1_000, .inf).
    """

    kind: str
    text: str


@dataclass(frozen=True)
class Reading:
    """The value of a text; of a key written twice the first one counts."""

    value: Any
    has_duplicate_keys: bool


_WORDS = {
    word: value
    for names, value in (
        (("true", "yes", "on"), True),
        (("false", "no", "off"), False),
        (("null", "~"), None),
    )
    for name in names
    for word in (name, name.capitalize(), name.upper())
} | {"": None}
_LONGEST_ODD = 40
_FIRST_OF_NUMBERS = frozenset("0123456789+-.")
_INTEGER = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,17})").fullmatch
_DECIMAL = re.compile(r"[-+]?(?:[0-9]+\.[0-9]*|\.[0-9]+)(?:[eE][-+][0-9]{1,2})?").fullmatch
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}").fullmatch
_MOMENT = re.compile(r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt]|[ \t]+)[0-9]{1,2}:.*").fullmatch
_TIME = re.compile(r"[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?").fullmatch
_NUMBER = re.compile(
    r"[-+]?(?:0[0-7_]+|0b[01_]+|0x[0-9a-fA-F_]+|[0-9][0-9_]*(?:\.[0-9_]*)?|\.(?:inf|Inf|INF))"
    r"|\.(?:nan|NaN|NAN)"
).fullmatch


def read_yaml(text: str) -> Reading:
    """The value of a text.

    Raises:
        YamlRefusedError: it is no YAML, or more than content files need.
    """
    builder = _Builder()
    event: Any = None
    try:
        parser = Parser(text)
        next_event = parser.get_event
        for _ in range(EVENT_LIMIT):
            event = next_event()
            if type(event) is yaml.ScalarEvent:
                builder.take_scalar(event)
            elif type(event) is yaml.StreamEndEvent:
                return Reading(builder.root, builder.has_duplicate_keys)
            else:
                builder.take(event)
    except yaml.YAMLError as error:
        raise YamlRefusedError(explain_syntax(error, text, event)) from error
    message = "The file has too many entries."
    raise YamlRefusedError(_refusal("too-large", event, message, "Split it into several files."))


class _Builder:
    """Builds the value from the parser's events; most of the reading time is spent here."""

    __slots__ = ("_documents", "_inside", "_is_map", "_key", "_outer", "has_duplicate_keys", "root")

    def __init__(self) -> None:
        self.root: Any = None
        self.has_duplicate_keys = False
        self._documents = 0
        self._outer: list[Any] = []
        self._inside: Any = None
        self._is_map = False
        self._key: str | None = None

    def take_scalar(self, event: Any) -> None:
        """A key, an entry of a list or the value of a key."""
        if event.anchor is not None or event.tag is not None:
            _refuse_properties(event)
        value: Any = event.value
        if self._is_map and self._key is None:
            self._key = value
            if value in self._inside:
                self.has_duplicate_keys = True
            return
        if event.implicit[0] and len(value) <= _LONGEST_ODD:
            value = _plain(value)
        self._put(value)

    def take(self, event: Any) -> None:
        """Any other event."""
        kind = type(event)
        if kind is yaml.MappingStartEvent:
            self._open({}, event)
        elif kind is yaml.SequenceStartEvent:
            self._open([], event)
        elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            self._inside = self._outer.pop()
            self._is_map = type(self._inside) is dict
            self._key = None
        elif kind is yaml.AliasEvent:
            raise YamlRefusedError(_alias(event))
        elif kind is yaml.DocumentStartEvent:
            self._documents += 1
            if self._documents > 1:
                message = "A second document begins here (---)."
                hint = "Keep one bank or mark scheme a file, and remove the line."
                raise YamlRefusedError(_refusal("several-documents", event, message, hint))

    def _open(self, new: Any, event: Any) -> None:
        if event.anchor is not None or event.tag is not None:
            _refuse_properties(event)
        if self._is_map and self._key is None:
            message = "A list or map stands where a key should be."
            hint = "If it is text, put it in quotation marks."
            raise YamlRefusedError(_refusal("complex-key", event, message, hint))
        if len(self._outer) >= DEPTH_LIMIT:
            message = f"Lists and keys lie more than {DEPTH_LIMIT} deep in each other."
            raise YamlRefusedError(_refusal("too-deep", event, message, "Flatten them."))
        self._put(new)
        self._outer.append(self._inside)
        self._inside = new
        self._is_map = type(new) is dict
        self._key = None

    def _put(self, value: Any) -> None:
        if self._is_map:
            self._inside.setdefault(self._key, value)
            self._key = None
        elif self._inside is None:
            self.root = value
        else:
            self._inside.append(value)


class Tree:
    """The places of a text that `read_yaml` has accepted."""

    def __init__(self, text: str) -> None:
        self._root: yaml.Node | None = Parser(text).get_single_node()

    def value(self, location: Location) -> Position:
        """Where the deepest value of `location` that stands in the text begins.

        A value that is left empty has no place of its own: its key is meant.
        """
        key, node = self._find(location)
        is_empty = isinstance(node, yaml.ScalarNode) and not node.value and not node.style
        return _position(key if is_empty and key is not None else node)

    def key(self, location: Location) -> Position:
        """Where the key of the last step begins, or the value when it has none."""
        key, node = self._find(location)
        return _position(node if key is None else key)

    def written(self, location: Location) -> str:
        """What stands there, when it is one scalar."""
        node = self._find(location)[1]
        return str(node.value) if isinstance(node, yaml.ScalarNode) else ""

    def duplicate_keys(self) -> Iterator[tuple[str, Position, Position]]:
        """Every key written again, with the place of the first and of this one."""
        nodes = [self._root] if self._root is not None else []
        while nodes:
            node = nodes.pop()
            if isinstance(node, yaml.SequenceNode):
                nodes.extend(node.value)
            elif isinstance(node, yaml.MappingNode):
                nodes.extend(value for _, value in node.value)
                first: dict[str, yaml.Node] = {}
                for key, _ in node.value:
                    if key.value in first:
                        yield key.value, _position(first[key.value]), _position(key)
                    first.setdefault(key.value, key)

    def _find(self, location: Location) -> tuple[yaml.Node | None, yaml.Node | None]:
        key: yaml.Node | None = None
        node = self._root
        for step in location:
            if isinstance(node, yaml.MappingNode):
                pair = next((pair for pair in node.value if pair[0].value == str(step)), None)
                if pair is None:
                    break
                key, node = pair
            elif isinstance(node, yaml.SequenceNode) and isinstance(step, int):
                if step >= len(node.value):
                    break
                key, node = None, node.value[step]
            else:
                break
        return key, node


def _plain(text: str) -> Any:
    """What YAML reads in a scalar without quotation marks."""
    if text in _WORDS:
        return _WORDS[text]
    if text[0] not in _FIRST_OF_NUMBERS:
        return text
    if _INTEGER(text):
        return int(text)
    if _DECIMAL(text):
        return float(text)
    return _unplain(text)


def _unplain(text: str) -> Any:
    """A date, an oddity, or text after all."""
    if _DATE(text):
        try:
            return dt.date.fromisoformat(text)
        except ValueError:
            return text
    kinds = (("time", _TIME), ("moment", _MOMENT), ("number", _NUMBER))
    kind = next((kind for kind, matches in kinds if matches(text)), None)
    return text if kind is None else Oddity(kind, text)


def _refuse_properties(event: Any) -> None:
    if event.anchor is not None:
        raise YamlRefusedError(_alias(event))
    if event.tag is not None:
        message = f"YAML reads {quoted(event.tag)} as a tag; tags are not used here."
        hint = "If it is the beginning of a text, put the text in quotation marks."
        raise YamlRefusedError(_refusal("tag", event, message, hint))


def _alias(event: Any) -> Finding:
    sign = "*" if isinstance(event, yaml.AliasEvent) else "&"
    name = quoted(f"{sign}{event.anchor}")
    message = f"YAML reads {name} as a link to another place; links are not used here."
    hint = "If it is the beginning of a text, put the text in quotation marks."
    return _refusal("alias", event, message, hint)


def _refusal(code: str, event: yaml.Event | None, message: str, hint: str) -> Finding:
    mark = event.start_mark if event is not None else None
    return Finding(code, _mark_position(mark), message, hint)


def _position(node: yaml.Node | None) -> Position:
    return _mark_position(node.start_mark if node is not None else None)


def _mark_position(mark: Any) -> Position:
    return Position(mark.line + 1, mark.column + 1) if mark is not None else Position()
