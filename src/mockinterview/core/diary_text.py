"""The diary as one text for people: Markdown, which reads well as it is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from mockinterview.core.diary import KIND_WORDS, DiaryField, Entry, day_words
from mockinterview.core.diary_guide import DiaryGuide, tag_title

_MARKUP: Final = re.compile(r"^(\s*)([#>*+-]|\d+[.)]|={3,}|`{3,}|~{3,})", re.MULTILINE)
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u2028\u2029]")


def diary_text(entries: Sequence[Entry], guide: DiaryGuide, titles: dict[str, str]) -> str:
    """All entries, one after the other; what is empty is left out.

    Args:
        entries: in the order in which they are to stand.
        guide: the names of the fields.
        titles: what tags are called, by tag.
    """
    parts = ["# Diary", *(_entry_text(entry, guide, titles) for entry in entries)]
    return "\n\n".join(parts) + "\n"


def _entry_text(entry: Entry, guide: DiaryGuide, titles: dict[str, str]) -> str:
    where = (KIND_WORDS[entry.kind], entry.place, day_words(entry.when))
    parts = [
        f"## {_line(entry.name)}",
        _escaped(_line(" · ".join(part for part in where if part.strip()))),
    ]
    for field in DiaryField:
        text = entry.text(field).strip()
        if text:
            parts += [f"### {guide.prompt(field).title}", _escaped(text)]
    if entry.tags:
        shows = "; ".join(tag_title(tag, titles) for tag in entry.tags)
        parts += ["### Shows", _escaped(_line(shows))]
    if entry.told:
        told = [f"{day_words(one.day)}: {_line(one.question)}" for one in entry.told]
        parts += ["### Told in", "\n".join(f"- {line}" for line in told)]
    return "\n\n".join(parts)


def _line(text: str) -> str:
    return " ".join(_CONTROL.sub(" ", text).split())


def _escaped(text: str) -> str:
    """The text with a backslash where the beginning of a line would become markup."""
    clean = _CONTROL.sub(" ", text.replace("\r\n", "\n"))
    return _MARKUP.sub(r"\1\\\2", clean).replace("<", "&lt;")
