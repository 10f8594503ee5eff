"""Putting content files together; what one names another must have, else it is left out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from mockinterview.core.content import (
    Bank,
    FormatFile,
    PhraseFile,
    Question,
    Rubric,
    SampleFile,
)
from mockinterview.core.diary_guide import DiaryFile
from mockinterview.files.collection import Content
from mockinterview.files.content_file import ContentFile, Kind, Places
from mockinterview.files.problems import Problem
from mockinterview.files.references import References
from mockinterview.files.yaml_tree import Location

_WORDS = {Kind.RUBRIC: "mark scheme", Kind.FORMATS: "format", Kind.SAMPLES: "sample"}


def assemble(files: list[ContentFile], places: Places, *, is_checked: bool = False) -> Content:
    """The content of these files, with the problems of each and those between them.

    `is_checked` says that these very files were found sound together before.
    """
    assembly = _Assembly(files, places, is_checked=is_checked)
    assembly.add_rubrics()
    for file in files:
        if file.kind is Kind.FORMATS and isinstance(file.value, FormatFile):
            assembly.add_formats(file.path, file.value)
    for file in files:
        if file.kind is Kind.BANK and not file.problems:
            assembly.add_bank(file)
    for file in files:
        if file.kind is Kind.SAMPLES and isinstance(file.value, SampleFile):
            assembly.add_samples(file.path, file.value)
    for file in reversed(files):  # the person's own files come last, and what they say first
        if file.kind is Kind.PHRASES and isinstance(file.value, PhraseFile):
            assembly.add_phrases(file.value)
        if file.kind is Kind.DIARY and isinstance(file.value, DiaryFile):
            assembly.content.diary.add(file.value)
    content = assembly.content
    order = {file.path: index for index, file in enumerate(files)}
    content.problems.sort(key=lambda one: (order.get(one.file, -1), one.line, one.column))
    return content


class _Assembly:
    """Content as it grows, with where each id was first seen."""

    def __init__(self, files: list[ContentFile], places: Places, *, is_checked: bool) -> None:
        problems = [problem for file in files for problem in file.problems]
        self.content = Content(files=files, problems=problems)
        self._is_checked = is_checked
        self._references = References(files, places)
        self._seen: dict[tuple[Kind, str], tuple[Path, Location]] = {}
        self._questions: dict[str, tuple[Path, Location]] = {}
        self._criteria: dict[str, frozenset[str]] = {}

    def add_rubrics(self) -> None:
        """Mark schemes first alone, then with what they include."""
        plain: dict[str, Rubric] = {}
        for file in self.content.files:
            rubric = file.value if file.kind is Kind.RUBRIC else None
            if isinstance(rubric, Rubric) and self._claim(
                Kind.RUBRIC, rubric.rubric, file.path, ("rubric",)
            ):
                plain[rubric.rubric] = rubric
        left_out = self._wrong_includes(plain)
        for name, rubric in plain.items():
            path = self._seen[Kind.RUBRIC, name][0]
            if name in left_out:
                self._references.mark_broken(Kind.RUBRIC, name, path)
                continue
            self.content.rubrics[name] = rubric.including(plain) if rubric.include else rubric
            self.content.rubric_files[name] = path

    def _wrong_includes(self, plain: dict[str, Rubric]) -> set[str]:
        """The schemes that cannot be used because of what they include, directly or not."""
        including = {name: rubric for name, rubric in plain.items() if rubric.include}
        left_out = set()
        for name, rubric in including.items():
            path = self._seen[Kind.RUBRIC, name][0]
            for index, other in enumerate(rubric.include):
                place: Location = ("include", index)
                if other not in plain:
                    found = self._references.unknown(path, place, other, Kind.RUBRIC, plain)
                elif other == name or name in _included(other, plain):
                    found = self._references.circle(path, place, name, other)
                else:
                    continue
                self.content.problems.append(found)
                left_out.add(name)
        for name in left_out:
            self._references.mark_broken(Kind.RUBRIC, name, self._seen[Kind.RUBRIC, name][0])
        for name, rubric in including.items():
            wrong = [
                i for i, other in enumerate(rubric.include) if _leads_to(other, left_out, plain)
            ]
            if name in left_out or not wrong:
                continue
            place, other = ("include", wrong[0]), rubric.include[wrong[0]]
            path = self._seen[Kind.RUBRIC, name][0]
            self._references.mark_broken(Kind.RUBRIC, other, self._seen[Kind.RUBRIC, other][0])
            found = self._references.unknown(path, place, other, Kind.RUBRIC, plain)
            self.content.problems.append(found)
        return left_out | {name for name in including if _leads_to(name, left_out, plain)}

    def add_formats(self, path: Path, file: FormatFile) -> None:
        """Each format by itself: one that is there already does not hide its neighbours."""
        for index, entry in enumerate(file.formats):
            if self._claim(Kind.FORMATS, entry.format, path, ("formats", index, "format")):
                self.content.formats[entry.format] = entry
                self.content.format_files[entry.format] = path

    def add_bank(self, file: ContentFile) -> None:
        """A bank, when everything that it names is there; one that was checked stays unread."""
        if not self._is_checked:
            if not isinstance(file.value, Bank):
                return
            found = list(self._wrong_in_bank(file.path, file.value))
            self.content.problems.extend(found)
            if any(problem.blocks for problem in found):
                self._references.mark_all_broken(file)
                return
            for index, name in enumerate(file.names):
                self._questions[name] = (file.path, ("questions", index, "id"))
        self._seen[Kind.BANK, file.id] = (file.path, ("bank",))
        self.content.banks.add(file)
        self.content.folders[file.id] = file.path.parent
        self.content.bank_files[file.id] = file.path

    def add_samples(self, path: Path, file: SampleFile) -> None:
        """Samples whose question and sound are there."""
        known = list(self.content.banks.question_ids())
        for index, sample in enumerate(file.samples):
            place: Location = ("samples", index)
            if not self._claim(Kind.SAMPLES, sample.sample, path, (*place, "sample")):
                continue
            wrong = list(self._references.audio(path, (*place, "audio"), sample.audio))
            if sample.question not in known:
                at = (*place, "question")
                wrong.append(self._references.unknown(path, at, sample.question, Kind.BANK, known))
            self.content.problems.extend(wrong)
            if not wrong:
                self.content.samples[sample.sample] = sample
                self.content.sample_folders[sample.sample] = path.parent

    def add_phrases(self, file: PhraseFile) -> None:
        """Each once; they refer to nothing."""
        known = set(self.content.phrases)
        new = [text for text in dict.fromkeys(file.phrases) if text not in known]
        self.content.phrases.extend(new)

    def _wrong_in_bank(self, path: Path, bank: Bank) -> Iterator[Problem]:
        other = self._seen.get((Kind.BANK, bank.bank))
        if other is not None:
            yield self._references.twice(path, ("bank",), "bank", bank.bank, other)
        yield from self._wrong_format(path, ("format",), bank.format)
        for index, question in enumerate(bank.questions):
            place: Location = ("questions", index)
            earlier = self._questions.get(question.id)
            if earlier is not None:
                at = (*place, "id")
                yield self._references.twice(path, at, "question", question.id, earlier)
            yield from self._wrong_format(path, (*place, "format"), question.format)
            if question.audio is not None:
                yield from self._references.audio(path, (*place, "audio"), question.audio)
            yield from self._wrong_marking(path, place, question)

    def _wrong_format(self, path: Path, place: Location, name: str | None) -> Iterator[Problem]:
        known = self.content.formats
        if name is not None and name not in known:
            yield self._references.unknown(path, place, name, Kind.FORMATS, known)

    def _wrong_marking(self, path: Path, place: Location, question: Question) -> Iterator[Problem]:
        """Mark scheme, and what the model answers say that they show."""
        known = self._criteria_of(question.rubric)
        if known is None:
            at = (*place, "rubric")
            rubrics = self.content.rubrics
            yield self._references.unknown(path, at, question.rubric, Kind.RUBRIC, rubrics)
        for number, answer in enumerate(question.model_answers):
            here = (*place, "model_answers", number)
            shown = [name for paragraph in answer.paragraphs for name in paragraph.shows]
            if not shown:
                yield self._references.shows_nothing(path, (*here, "title"), answer.title)
            if known is None or known.issuperset(shown):
                continue
            for index, paragraph in enumerate(answer.paragraphs):
                for entry, name in enumerate(paragraph.shows):
                    if name not in known:
                        at = (*here, "paragraphs", index, "shows", entry)
                        yield self._references.criterion(path, at, name, question.rubric, known)

    def _criteria_of(self, rubric: str) -> frozenset[str] | None:
        if rubric not in self._criteria:
            found = self.content.rubrics.get(rubric)
            if found is None:
                return None
            self._criteria[rubric] = frozenset(criterion.id for criterion in found.criteria)
        return self._criteria[rubric]

    def _claim(self, kind: Kind, name: str, path: Path, place: Location) -> bool:
        """Whether an id is still free; where it is not, both places are told."""
        other = self._seen.setdefault((kind, name), (path, place))
        if other == (path, place):
            return True
        found = self._references.twice(path, place, _WORDS[kind], name, other)
        self.content.problems.append(found)
        return False


def _included(name: str, rubrics: dict[str, Rubric]) -> set[str]:
    """Every mark scheme that one includes, directly or not."""
    found: set[str] = set()
    ahead = list(rubrics[name].include)
    while ahead:
        other = ahead.pop()
        if other not in found and other in rubrics:
            found.add(other)
            ahead.extend(rubrics[other].include)
    return found


def _leads_to(name: str, wanted: set[str], rubrics: dict[str, Rubric]) -> bool:
    return name in wanted or bool(name in rubrics and _included(name, rubrics) & wanted)
