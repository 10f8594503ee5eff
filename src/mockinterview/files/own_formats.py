"""The person's own formats in `questions/formats.yaml` of their folder: read, add, change, remove.

Only the lines of the entry in question are rewritten; all other lines, remarks among them, stay as
the person wrote them. What was written is read back before it takes the file's place.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import yaml

from mockinterview.core.content import Confidence, Format, FormatFile, Source
from mockinterview.errors import ContentError
from mockinterview.files import atomic
from mockinterview.files.content_file import Kind, parse_content
from mockinterview.files.ids import LONGEST_ID, as_id
from mockinterview.files.text_file import NotTextError, read_text

FILE: Final = Path("questions") / "formats.yaml"
HEAD: Final = """\
# Your own formats. Settings writes this file, and you may change it in any editor.
# Settings rewrites only the entry that is changed there; remarks inside that entry are lost, all
# other lines stay.  mockinterview check {file}  tells what is wrong in it.
version: 1
formats:
"""
_OWN_TITLE: Final = "Your own format"
_USUAL_ID: Final = "my-format"
_WIDTH: Final = 96


@dataclass(frozen=True)
class Removed:
    """A format that was taken out, with the file's text before and after, so that it can return."""

    rules: Format
    before: str
    after: str


class OwnFormats:
    """The file of own formats beneath one folder; it need not be there yet."""

    def __init__(self, own_content: Path) -> None:
        self.path = own_content / FILE

    def read(self) -> tuple[Format, ...]:
        """The formats in the file, none when there is no file.

        Raises:
            ContentError: the file has problems; they are the person's to mend.
        """
        return self._file(self._text()).formats

    def save(self, rules: Format) -> None:
        """Put a format into the file, in the place of the one with its id or behind the others.

        Raises:
            ContentError: the file has problems, or is written in a way that is not understood here.
            LibraryError: it cannot be written.
        """
        text = self._text()
        before = self._file(text).formats
        index = next((i for i, one in enumerate(before) if one.format == rules.format), None)
        after = list(before)
        if index is None:
            after.append(rules)
        else:
            after[index] = rules
        entries = _Entries(text or self._head(), len(before), self.path)
        lines = _entry_lines(rules)
        self._write(
            entries.add(lines) if index is None else entries.put(index, lines),
            tuple(after),
        )

    def remove(self, format_id: str) -> Removed:
        """Take a format out of the file.

        Raises:
            ContentError: it is not in the file, or the file cannot be changed here.
            LibraryError: the file cannot be written.
        """
        text = self._text()
        before = self._file(text).formats
        index = next((i for i, one in enumerate(before) if one.format == format_id), None)
        if index is None:
            message = f"There is no format “{format_id}” in {self.path}."
            raise ContentError(message, "It may have been removed meanwhile.")
        after = _Entries(text, len(before), self.path).put(index, [])
        self._write(after, before[:index] + before[index + 1 :])
        return Removed(before[index], text, after)

    def restore(self, removed: Removed) -> None:
        """Put back what `remove` took out: as it was written, if the file has not changed since.

        Raises:
            ContentError: the file cannot be changed here.
            LibraryError: it cannot be written.
        """
        if self._text() == removed.after:
            atomic.write_text(self.path, removed.before)
        else:
            self.save(removed.rules)

    def _text(self) -> str:
        """The file's text, empty when there is no file."""
        if not self.path.exists():
            return ""
        try:
            return read_text(self.path)
        except NotTextError as error:
            raise ContentError(
                f"{self.path} cannot be read: {error.finding.message}", error.finding.hint
            ) from error

    def _head(self) -> str:
        return HEAD.format(file=FILE.name)

    def _file(self, text: str) -> FormatFile:
        if not text:
            return FormatFile(version=1, formats=())
        found = parse_content(text, self.path)
        if found.kind is Kind.FORMATS and isinstance(found.value, FormatFile):
            return found.value
        raise ContentError(
            f"{self.path.name} in your folder has a problem, so nothing was changed in it.",
            "Mend it in a text editor; the Banks page tells what is wrong and where.",
            "\n".join(str(problem) for problem in found.problems) or str(self.path),
        )

    def _write(self, text: str, expected: tuple[Format, ...]) -> None:
        """Write the text, if it really says what it should."""
        found = parse_content(text, self.path)
        if not isinstance(found.value, FormatFile) or found.value.formats != expected:
            raise _not_understood(self.path)
        atomic.write_text(self.path, text)


def new_format(title: str, taken: Collection[str]) -> Format:
    """A format to begin with: a minute to prepare, two to answer, one take.

    Args:
        title: the name that people see.
        taken: the ids of all formats that there are, shipped ones included.
    """
    return Format(
        format=free_id(title, taken),
        title=title,
        preparation_seconds=60,
        answer_seconds=120,
        retakes=0,
        source=Source(title=_OWN_TITLE, confidence=Confidence.OWN),
    )


def copy_of(rules: Format, taken: Collection[str]) -> Format:
    """A format of one's own that begins as a copy. The source's word stands for the times no more.

    Args:
        rules: the format to begin with.
        taken: the ids of all formats that there are, shipped ones included.
    """
    title = f"{rules.title} (copy)"
    source = Source(title=f"{_OWN_TITLE}, begun as a copy of “{rules.title}”", confidence="own")
    changes = {"format": free_id(title, taken), "title": title, "note": "", "source": source}
    return rules.model_copy(update=changes)


def free_id(title: str, taken: Collection[str]) -> str:
    """An id made of a title that no other format has."""
    name = as_id(title) or _USUAL_ID
    number, free = 1, name
    while free in taken:
        number += 1
        ending = f"-{number}"
        free = name[: LONGEST_ID - len(ending)].strip("-") + ending
    return free


class _Entries:
    """The lines of a file, by entry: from the dash to the remarks before the next entry."""

    def __init__(self, text: str, number: int, path: Path) -> None:
        self._lines = text.splitlines(keepends=False)
        self._starts: list[int] = []
        self._ends: list[int] = []
        self._column = 2
        self._key_line = self._find_key(path)
        self._find(text, number, path)

    def put(self, index: int, lines: list[str]) -> str:
        """The text with other lines in the place of an entry, or with none."""
        start, end = self._starts[index], self._ends[index]
        changed = [*self._lines[:start], *self._indented(lines), *self._lines[end:]]
        if not lines and len(self._starts) == 1:
            changed[self._key_line] = "formats: []"
        return _joined(changed)

    def add(self, lines: list[str]) -> str:
        """The text with a further entry behind the others."""
        here = self._lines[:]
        if not self._starts:
            here[self._key_line] = "formats:"
        at = self._ends[-1] if self._ends else self._key_line + 1
        return _joined([*here[:at], *self._indented(lines), *here[at:]])

    def _find_key(self, path: Path) -> int:
        for number, line in enumerate(self._lines):
            if line.startswith("formats:"):
                return number
        raise _not_understood(path)

    def _find(self, text: str, number: int, path: Path) -> None:
        root: Any = yaml.compose(text, Loader=yaml.SafeLoader)
        pairs: list[tuple[Any, Any]] = root.value
        place = next(i for i, (key, _) in enumerate(pairs) if key.value == "formats")
        nodes = pairs[place][1].value if number else []
        for node in nodes:
            if not self._lines[node.start_mark.line].lstrip().startswith("- "):
                raise _not_understood(path)
            self._starts.append(node.start_mark.line)
        if nodes:
            self._column = _column(self._lines[self._starts[0]])
        after = [key.start_mark.line for key, _ in pairs[place + 1 :]]
        stop = after[0] if after else len(self._lines)
        for end in [*self._starts[1:], stop][: len(nodes)]:
            self._ends.append(self._without_remarks(end))

    def _without_remarks(self, end: int) -> int:
        """Empty lines and remarks above the next entry belong to that one."""
        while end and self._is_between(self._lines[end - 1]):
            end -= 1
        return end

    def _is_between(self, line: str) -> bool:
        is_remark = line.lstrip().startswith("#") and _column(line) <= self._column
        return not line.strip() or is_remark

    def _indented(self, lines: list[str]) -> list[str]:
        """The lines of an entry, its dash in the column of the others."""
        if not lines:
            return []
        shift = self._column - _column(lines[0])
        return [
            (" " * shift + line if shift > 0 else line[-shift:]) if line.strip() else ""
            for line in lines
        ]


def _entry_lines(rules: Format) -> list[str]:
    """A format as it stands in a file: every setting, and of the texts those that say something."""
    told = rules.model_dump(mode="json")
    told = {key: _whole(value) for key, value in told.items() if value != ""}
    told["source"] = {key: value for key, value in told["source"].items() if value != ""}
    text = yaml.safe_dump([told], sort_keys=False, allow_unicode=True, width=_WIDTH)
    return text.splitlines()


def _whole(value: Any) -> Any:
    """60 rather than 60.0."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _column(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _joined(lines: list[str]) -> str:
    return "\n".join(lines).rstrip("\n") + "\n"


def _not_understood(path: Path) -> ContentError:
    return ContentError(
        f"{path.name} in your folder is written in a way that only a text editor can change.",
        f"Open {path} in a text editor, or write each format as in the guide for authors.",
    )
