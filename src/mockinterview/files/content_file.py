"""One content file: what kind it is, what it holds, and everything that is wrong inside it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from mockinterview.core.content import Bank, FormatFile, PhraseFile, Rubric, SampleFile
from mockinterview.core.diary_guide import DiaryFile
from mockinterview.files.diagnosis import diagnose
from mockinterview.files.problems import (
    Finding,
    Position,
    Problem,
    did_you_mean,
    problem_in,
    quoted,
)
from mockinterview.files.text_file import NotTextError, read_text
from mockinterview.files.yaml_tree import Location, Tree, YamlRefusedError, read_yaml

ContentValue = Bank | Rubric | FormatFile | SampleFile | PhraseFile | DiaryFile


class Kind(StrEnum):
    """What a content file is, in the order in which files build on each other."""

    RUBRIC = "mark scheme"
    FORMATS = "formats"
    BANK = "bank"
    SAMPLES = "samples"
    PHRASES = "phrases"
    DIARY = "diary"


MODELS: dict[Kind, type[ContentValue]] = {
    Kind.RUBRIC: Rubric,
    Kind.FORMATS: FormatFile,
    Kind.BANK: Bank,
    Kind.SAMPLES: SampleFile,
    Kind.PHRASES: PhraseFile,
    Kind.DIARY: DiaryFile,
}

_TELLING_KEYS = {
    "bank": Kind.BANK,
    "questions": Kind.BANK,
    "rubric": Kind.RUBRIC,
    "criteria": Kind.RUBRIC,
    "formats": Kind.FORMATS,
    "samples": Kind.SAMPLES,
    "phrases": Kind.PHRASES,
    "prompts": Kind.DIARY,
    "attributes": Kind.DIARY,
    "resources": Kind.DIARY,
}
_TELLING_FOLDERS = {"questions": Kind.BANK, "rubrics": Kind.RUBRIC}
_ENTRIES = {
    Kind.BANK: ("questions", "id", "question"),
    Kind.RUBRIC: ("criteria", "id", "criterion"),
    Kind.FORMATS: ("formats", "format", "format"),
    Kind.SAMPLES: ("samples", "sample", "sample"),
    Kind.PHRASES: ("phrases", "phrase", "phrase"),
    Kind.DIARY: ("prompts", "prompt", "prompt"),
}


@dataclass(frozen=True)
class ContentFile:
    """A file as read, now or before.

    `id` is the bank's own, `names` are the ids of its entries (of a mark scheme: its own), as far
    as they could be read, so that a file that names one of them can be told where to look. `kept`
    is the JSON of a file that was read before and has not changed.
    """

    path: Path
    kind: Kind | None = None
    parsed: ContentValue | None = None
    problems: tuple[Problem, ...] = ()
    id: str = ""
    names: tuple[str, ...] = ()
    kept: str = ""

    @cached_property
    def value(self) -> ContentValue | None:
        """What the file holds, None when something is wrong in it; what was kept is read here."""
        if not self.kept or self.kind is None:
            return self.parsed
        try:
            return MODELS[self.kind].model_validate_json(self.kept)
        except ValidationError:  # somebody has changed the cache by hand
            return read_content_file(self.path).parsed


def read_content_file(path: Path) -> ContentFile:
    """Read a file; whatever is wrong is told in `problems`, nothing is raised."""
    try:
        text = read_text(path)
    except NotTextError as error:
        return ContentFile(path, problems=(problem_in(path, "", error.finding),))
    return parse_content(text, path)


def parse_content(text: str, path: Path) -> ContentFile:
    """The same for a text in hand; `path` names it and tells the kind where the text does not."""
    try:
        reading = read_yaml(text)
    except YamlRefusedError as error:
        return ContentFile(path, problems=(problem_in(path, text, error.finding),))
    kind, finding = _kind_of(reading.value, path)
    if kind is None:
        wrong = finding or Finding("unknown-kind", Position(), "", "")
        return ContentFile(path, problems=(problem_in(path, text, wrong),))
    findings: list[Finding] = []
    value: ContentValue | None = None
    tree: Tree | None = None
    try:
        value = MODELS[kind].model_validate(reading.value)
    except ValidationError as error:
        tree = Tree(text)
        findings.extend(diagnose(error, MODELS[kind], tree))
    twice = _ids_twice(reading.value, kind)
    if reading.has_duplicate_keys or twice:
        tree = tree or Tree(text)
        findings.extend(_duplicate_keys(tree))
        findings.extend(_duplicate_id(tree, kind, name, *places) for name, *places in twice)
    findings.sort(key=lambda finding: (finding.position.line, finding.position.column))
    problems = tuple(problem_in(path, text, finding) for finding in findings)
    own_id = reading.value.get("bank")
    return ContentFile(
        path,
        kind,
        None if problems else value,
        problems,
        id=own_id if isinstance(own_id, str) else "",
        names=tuple(_names(reading.value, kind)),
    )


class Places:
    """Where things stand in files that were read before; each file is read again only once."""

    def __init__(self) -> None:
        self._read: dict[Path, tuple[str, Tree] | None] = {}

    def value(self, path: Path, location: Location) -> Position:
        """Where a value begins; the first line of a file that has changed beyond recognition."""
        found = self._look(path)
        return found[1].value(location) if found else Position()

    def problem(
        self, path: Path, location: Location, code: str, message: str, hint: str = ""
    ) -> Problem:
        """A problem at a place in a file."""
        found = self._look(path)
        finding = Finding(code, self.value(path, location), message, hint)
        return problem_in(path, found[0] if found else "", finding)

    def _look(self, path: Path) -> tuple[str, Tree] | None:
        if path not in self._read:
            try:
                text = read_text(path)
                read_yaml(text)  # refuses what must not reach the tree
                self._read[path] = (text, Tree(text))
            except (NotTextError, YamlRefusedError):
                self._read[path] = None
        return self._read[path]


def _kind_of(value: Any, path: Path) -> tuple[Kind | None, Finding | None]:
    if value is None:
        hint = "“mockinterview new bank FILE” writes a template."
        return None, Finding("empty-file", Position(), "The file is empty.", hint)
    if not isinstance(value, dict):
        message = "The file does not begin with a key such as “bank:” or “rubric:”."
        hint = "“mockinterview new bank FILE” writes a template."
        return None, Finding("unknown-kind", Position(), message, hint)
    for key in value:
        if key in _TELLING_KEYS:
            return _TELLING_KEYS[key], None
    for key in value:
        near = did_you_mean(key, _TELLING_KEYS)
        if near:
            return _TELLING_KEYS[near], None
    kind = _TELLING_FOLDERS.get(path.parent.name)
    if kind is not None:
        return kind, None
    message = "This is neither a bank nor a mark scheme: it has no key “bank” or “rubric”."
    hint = f"Its keys are {', '.join(quoted(key, 20) for key in list(value)[:5])}."
    return None, Finding("unknown-kind", Position(), message, hint)


def _entries(value: Any, kind: Kind) -> list[tuple[int, str]]:
    """The ids of a file's entries with their numbers, as far as they can be read."""
    list_key, id_key, _ = _ENTRIES[kind]
    entries = value.get(list_key)
    if not isinstance(entries, list):
        return []
    return [
        (index, entry[id_key])
        for index, entry in enumerate(entries)
        if isinstance(entry, dict) and isinstance(entry.get(id_key), str)
    ]


def _names(value: Any, kind: Kind) -> list[str]:
    if kind in {Kind.BANK, Kind.FORMATS}:
        return [name for _, name in _entries(value, kind)]
    name = value.get("rubric")
    return [name] if kind is Kind.RUBRIC and isinstance(name, str) else []


def _ids_twice(value: Any, kind: Kind) -> list[tuple[str, int, int]]:
    first: dict[str, int] = {}
    twice = []
    for index, name in _entries(value, kind):
        if name in first:
            twice.append((name, first[name], index))
        first.setdefault(name, index)
    return twice


def _duplicate_id(tree: Tree, kind: Kind, name: str, first: int, again: int) -> Finding:
    list_key, id_key, what = _ENTRIES[kind]
    other = tree.value((list_key, first, id_key))
    message = f"The {what} id {quoted(name)} is used already on line {other.line}."
    place = tree.value((list_key, again, id_key))
    return Finding("duplicate-id", place, message, "Give one of them another id.")


def _duplicate_keys(tree: Tree) -> list[Finding]:
    return [
        Finding(
            "duplicate-key",
            again,
            f"The key {quoted(key)} is written already on line {first.line}.",
            "Remove one of them, or begin a new entry with “- ”.",
        )
        for key, first, again in tree.duplicate_keys()
    ]
