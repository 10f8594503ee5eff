"""A teacher's spreadsheet as a bank and its mark schemes, and what could not be mapped, by row.

One question a row. Columns, in any order and under many names: question, theme, criteria,
pitfalls, model answer; also id, mark scheme (one that exists) and notes. In a cell each criterion
stands on a line of its own or after a semicolon. A paragraph of a model answer that ends in
`[1, 3]` shows the first and the third criterion.
"""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import dataclass, field
from pathlib import Path

from mockinterview.errors import ContentError
from mockinterview.files.ids import as_id, written_id
from mockinterview.files.problems import did_you_mean, quoted
from mockinterview.files.text_file import SIZE_LIMIT_BYTES, NotTextError, decode

_COLUMNS = {
    "question": "question prompt questions interview-question",
    "theme": "theme topic category area station domain",
    "criteria": "criteria criterion positives mark-scheme-points points good look-for",
    "pitfalls": "pitfalls pitfall negatives avoid red-flags mistakes bad",
    "model answer": "model-answer model-answers answer example-answer sample-answer",
    "id": "id code",
    "mark scheme": "mark-scheme rubric scheme",
    "candidate note": "candidate-note note notes hint",
    "tutor note": "tutor-note tutor-notes marker-note",
}
_BY_NAME = {name: column for column, names in _COLUMNS.items() for name in names.split()}
_DELIMITERS = ",;\t|"
_BULLET = re.compile(r"^\s*(?:[-*•–·]|\(?[0-9]{1,2}[.)])\s+")
_SHOWS = re.compile(r"\s*[\[(]([0-9][0-9,;\s]*)[\])]\s*$")
_LONGEST_SLUG = 40


@dataclass(frozen=True)
class Remark:
    """What could not be mapped; rows count as a spreadsheet shows them, 1 is the heading."""

    row: int
    message: str


@dataclass
class Conversion:
    """The files to write, the bank first, and what the author must know."""

    files: dict[Path, str] = field(default_factory=dict)
    questions: int = 0
    remarks: list[Remark] = field(default_factory=list)


@dataclass(frozen=True)
class _Scheme:
    """The criteria and pitfalls of a row; rows with the same ones share a mark scheme."""

    criteria: tuple[str, ...]
    pitfalls: tuple[str, ...]


def convert_csv(table: Path, bank_path: Path) -> Conversion:
    """Make a bank of a CSV file with commas, semicolons or tabs, as Excel and others write it.

    Raises:
        ContentError: the file cannot be read, or has no column of questions.
    """
    rows = _rows(_text_of(table))
    if not rows:
        raise ContentError(f"{table} is empty.", "The first row names the columns.")
    conversion = Conversion()
    columns = _columns(rows[0][1], rows[0][0], conversion.remarks)
    if "question" not in columns:
        known = ", ".join(list(_COLUMNS)[:5])
        raise ContentError(
            f"{table} has no column of questions.", f"Name the columns in the first row: {known}."
        )
    writer = _Writer(bank_path, conversion)
    for number, cells in rows[1:]:
        values = {
            name: cells[index].strip() for name, index in columns.items() if index < len(cells)
        }
        if any(cell.strip() for cell in cells[len(rows[0][1]) :]):
            remark = "There are more cells than columns; the last ones are left out."
            conversion.remarks.append(Remark(number, remark))
        if any(values.values()):
            writer.add(number, values)
    if not conversion.questions:
        raise ContentError(
            f"No row of {table} could be made into a question.",
            "\n".join(f"Row {remark.row}: {remark.message}" for remark in conversion.remarks),
        )
    writer.finish()
    return conversion


class _Writer:
    """Writes questions and collects their mark schemes."""

    def __init__(self, bank_path: Path, conversion: Conversion) -> None:
        self._path = bank_path
        self._conversion = conversion
        self._bank = as_id(bank_path.stem) or "my-bank"
        self._schemes: dict[_Scheme, str] = {}
        self._ids: set[str] = set()
        self._lines: list[str] = []

    def add(self, row: int, values: dict[str, str]) -> None:
        prompt = values.get("question", "")
        if not prompt:
            self._tell(row, "There is no question, so the row is left out.")
            return
        scheme = self._scheme(row, values)
        if scheme is None:
            return
        rubric, criteria = scheme
        name = self._free_id(row, values.get("id", ""), prompt)
        theme = values.get("theme", "")
        if not theme:
            self._tell(row, "There is no theme; “General” is written.")
        self._lines += [
            f"  - id: {written_id(name)}",
            f"    prompt: {_scalar(prompt)}",
            f"    theme: {_scalar(theme or 'General')}",
            f"    rubric: {written_id(rubric)}",
        ]
        for column in ("candidate note", "tutor note"):
            if values.get(column):
                self._lines.append(f"    {column.replace(' ', '_')}: {_scalar(values[column])}")
        self._add_answer(row, values.get("model answer", ""), criteria)
        self._conversion.questions += 1

    def finish(self) -> None:
        """Put the files together."""
        head = [
            f"bank: {written_id(self._bank)}",
            "version: 1",
            f"title: {_scalar(self._path.stem)}",
        ]
        text = "\n".join([*head, "questions:", *self._lines]) + "\n"
        files = {self._path: text}
        is_sorted = self._path.parent.absolute().name == "questions"
        folder = self._path.parent.absolute().parent / "rubrics" if is_sorted else self._path.parent
        for scheme, name in self._schemes.items():
            files[folder / f"{name}.yaml"] = _rubric_text(scheme, name)
        self._conversion.files = files

    def _scheme(self, row: int, values: dict[str, str]) -> tuple[str, list[str] | None] | None:
        """The id of the row's mark scheme and the ids of its criteria, as far as they are known."""
        criteria = _items(values.get("criteria", ""))
        named = values.get("mark scheme", "")
        if named and not criteria:
            rubric = as_id(named) or "unnamed"
            if rubric != named:
                self._tell(row, f"{quoted(named)} is no id; the mark scheme {rubric} is written.")
            return rubric, None
        if not criteria:
            self._tell(row, "There are no criteria and no mark scheme, so the row is left out.")
            return None
        scheme = _Scheme(criteria, _items(values.get("pitfalls", "")))
        if scheme not in self._schemes:
            self._schemes[scheme] = f"{self._bank[:50]}-scheme-{len(self._schemes) + 1}"
        return self._schemes[scheme], _criterion_ids(criteria, set())

    def _add_answer(self, row: int, answer: str, criteria: list[str] | None) -> None:
        paragraphs = [part.strip() for part in re.split(r"\n\s*\n|\n", answer) if part.strip()]
        if not paragraphs:
            return
        self._lines += ["    model_answers:", "      - title: Model answer", "        paragraphs:"]
        shown_at_all = False
        for paragraph in paragraphs:
            text, shows = self._shown(row, paragraph, criteria)
            shown_at_all = shown_at_all or bool(shows)
            self._lines += [f"          - text: {_scalar(text)}", f"            shows: [{shows}]"]
        if not shown_at_all:
            known = f" ({', '.join(criteria)})" if criteria else ""
            self._tell(
                row,
                "The sheet does not say what the model answer shows: write the ids of the"
                f" criteria{known} between the brackets of “shows”.",
            )

    def _shown(self, row: int, paragraph: str, criteria: list[str] | None) -> tuple[str, str]:
        """A paragraph without its `[1, 3]`, and the ids that this stands for."""
        found = _SHOWS.search(paragraph)
        if found is None or criteria is None:
            return paragraph, ""
        numbers = [int(number) for number in re.findall("[0-9]{1,4}", found[1])]
        wrong = [number for number in numbers if not 1 <= number <= len(criteria)]
        if wrong:
            self._tell(row, f"The model answer names criterion {wrong[0]}, which is not there.")
        shows = ", ".join(
            written_id(criteria[number - 1]) for number in numbers if number not in wrong
        )
        return paragraph[: found.start()], shows

    def _free_id(self, row: int, wanted: str, prompt: str) -> str:
        stem = as_id(wanted or prompt)[:_LONGEST_SLUG].strip("-") or f"{self._bank[:50]}-{row}"
        name, number = stem, 1
        while name in self._ids:
            number += 1
            name = f"{stem}-{number}"
        if wanted and name != wanted:
            self._tell(row, f"The id {quoted(wanted)} cannot be used; {name} is written.")
        self._ids.add(name)
        return name

    def _tell(self, row: int, message: str) -> None:
        self._conversion.remarks.append(Remark(row, message))


def _text_of(table: Path) -> str:
    """The sheet's text; Excel writes Windows-1252 where it is not asked for UTF-8.

    Raises:
        ContentError: it cannot be read.
    """
    try:
        if table.stat().st_size > SIZE_LIMIT_BYTES:
            raise ContentError(f"{table} is larger than 2 MB.", "Split it into several.")
        data = table.read_bytes()
    except OSError as error:
        raise ContentError(f"{table} cannot be opened: {error.strerror}.") from error
    try:
        return decode(data)
    except NotTextError as error:
        if "1252" in error.finding.message:
            return data.decode("cp1252", errors="replace")
        message = f"{table}: {error.finding.message}"
        hint = "Save the sheet as “CSV UTF-8 (comma delimited)”."
        raise ContentError(message, hint) from error


def _rows(text: str) -> list[tuple[int, list[str]]]:
    """The rows that hold anything, with their numbers in the sheet."""
    first_line = text.lstrip("\r\n").split("\n", 1)[0]
    delimiter = max(_DELIMITERS, key=first_line.count)
    if text.lower().startswith("sep=") and len(first_line.strip()) == len("sep=;"):
        delimiter = first_line.strip()[-1]
        text = text.split("\n", 1)[1] if "\n" in text else ""
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise ContentError(
            f"The table cannot be read: {error}.", "Save it again as CSV."
        ) from error
    return [
        (number, cells)
        for number, cells in enumerate(rows, 1)
        if any(cell.strip() for cell in cells)
    ]


def _columns(heading: list[str], row: int, remarks: list[Remark]) -> dict[str, int]:
    columns: dict[str, int] = {}
    for index, cell in enumerate(heading):
        name = as_id(cell)
        column = _BY_NAME.get(name) or _BY_NAME.get(did_you_mean(name, _BY_NAME, likeness=0.8))
        if column is None:
            if cell.strip():
                remarks.append(Remark(row, f"The column {quoted(cell)} is not used."))
        elif column in columns:
            remarks.append(Remark(row, f"The column {quoted(cell)} is there twice; one is used."))
        else:
            columns[column] = index
    return columns


def _items(cell: str) -> tuple[str, ...]:
    """The entries of a cell: one a line, or between semicolons."""
    parts = cell.splitlines() if "\n" in cell.strip() else cell.split(";")
    items = (_BULLET.sub("", part).strip() for part in parts)
    return tuple(dict.fromkeys(item for item in items if item))


def _criterion_ids(texts: tuple[str, ...], taken: set[str]) -> list[str]:
    ids = []
    for number, text in enumerate(texts, 1):
        stem = "-".join(as_id(text).split("-")[:4])[:_LONGEST_SLUG].strip("-") or f"point-{number}"
        name = stem if stem not in taken else f"{stem}-{number}"
        while name in taken:
            name = f"{name}-again"
        taken.add(name)
        ids.append(name)
    return ids


def _rubric_text(scheme: _Scheme, name: str) -> str:
    lines = [f"rubric: {written_id(name)}", "version: 1", f"title: {_scalar(name)}", "criteria:"]
    taken: set[str] = set()
    for kind, texts in (("positive", scheme.criteria), ("pitfall", scheme.pitfalls)):
        for identifier, text in zip(_criterion_ids(texts, taken), texts, strict=True):
            lines += [
                f"  - id: {written_id(identifier)}",
                f"    kind: {kind}",
                "    category: content",
                f"    text: {_scalar(text)}",
            ]
    return "\n".join(lines) + "\n"


def _scalar(text: str) -> str:
    """A text in double quotation marks; JSON's way is also YAML's."""
    clean = " ".join(text.split())
    printable = "".join(one for one in clean if one.isprintable() or one == " ")
    return json.dumps(printable, ensure_ascii=False)
