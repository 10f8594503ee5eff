"""What the list of banks shows: one's own, files to mend, those that are built in; and a search."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from mockinterview.core.content import Bank, Question
from mockinterview.files.collection import Content
from mockinterview.files.problems import Problem, Severity
from mockinterview.ui.banks.entry_list import Entry
from mockinterview.ui.wording import count

NO_BANKS_KEY = "no banks"
"""The key of the entry that stands for the person's own banks while there are none."""

_PROBLEM_KEY = "problems in "


@dataclass
class Listing:
    """The entries and, by their keys, what they stand for."""

    entries: list[Entry] = field(default_factory=list)
    banks: dict[str, Bank] = field(default_factory=dict)
    problems: dict[str, list[Problem]] = field(default_factory=dict)
    own: set[str] = field(default_factory=set)

    @property
    def has_results(self) -> bool:
        """Whether anything can be chosen."""
        return any(not entry.is_heading for entry in self.entries)


def list_banks(content: Content, own: Path, search: str) -> Listing:
    """Everything that fits the search, under headings."""
    words = search.casefold().split()
    listing = Listing()
    own_banks, built_in = [], []
    for bank in content.banks.values():
        path = content.bank_files[bank.bank]
        fitting = fitting_questions(bank, words)
        if not fitting:
            continue
        key = str(path)
        listing.banks[key] = bank
        entry = Entry(key, bank.title, count(len(fitting), "question"))
        if path.is_relative_to(own):
            own_banks.append(entry)
            listing.own.add(key)
        else:
            built_in.append(entry)
    to_mend = _to_mend(content, words, listing)
    if not own_banks and not words:
        remark = "Write one, or add one" if not to_mend else "Each file below has to be mended"
        own_banks.append(Entry(NO_BANKS_KEY, "None yet", remark))
    sections = (("Your banks", own_banks), ("To mend", to_mend), ("Built in", built_in))
    for title, entries in sections:
        if entries:
            listing.entries += [Entry("", title), *entries]
    return listing


def fitting_questions(bank: Bank, words: list[str]) -> list[Question]:
    """The questions of a bank with every word in prompt or theme; all when its title has them."""
    title = bank.title.casefold()
    return [
        question
        for question in bank.questions
        if all(word in f"{title} {question.prompt} {question.theme}".casefold() for word in words)
    ]


def problem_key(path: Path) -> str:
    """The key of the entry that lists the problems of a file."""
    return f"{_PROBLEM_KEY}{path}"


def file_of(key: str) -> Path:
    """The file that an entry stands for."""
    return Path(key.removeprefix(_PROBLEM_KEY))


def _to_mend(content: Content, words: list[str], listing: Listing) -> list[Entry]:
    by_file: dict[Path, list[Problem]] = {}
    for problem in content.problems:
        if problem.severity is Severity.ERROR:
            by_file.setdefault(problem.file, []).append(problem)
    entries = []
    for path, problems in by_file.items():
        if all(word in path.name.casefold() for word in words):
            key = problem_key(path)
            listing.problems[key] = problems
            entries.append(Entry(key, path.name, count(len(problems), "problem"), "recording"))
    return entries
