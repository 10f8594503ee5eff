"""Banks from others into the person's own folder, and a bank as one file for others."""

from __future__ import annotations

import os
import shutil
import tempfile
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from mockinterview.core.content import Bank, Rubric
from mockinterview.errors import ContentError
from mockinterview.files.archive import (
    SOUND_LIMIT_BYTES,
    SOUND_SUFFIXES,
    TEXT_SUFFIXES,
    check_contents,
    check_name,
    read_archive,
)
from mockinterview.files.atomic import as_library_error
from mockinterview.files.check import check_content
from mockinterview.files.collection import Content, lies_inside
from mockinterview.files.content import CONTENT_SUBFOLDERS, content_paths
from mockinterview.files.content_file import ContentFile, Kind, read_content_file
from mockinterview.files.problems import Problem

ADDED_SUFFIXES = (*TEXT_SUFFIXES, ".zip")


class BankRefusedError(ContentError):
    """A bank has problems of its own or with what is there; `problems` lists them."""

    def __init__(self, message: str, hint: str, problems: Sequence[Problem]) -> None:
        super().__init__(message, hint, "\n\n".join(problem.shown() for problem in problems))
        self.problems = tuple(problems)


@dataclass(frozen=True)
class Arrival:
    """What was added: titles of banks, how many questions, and the new files."""

    banks: tuple[str, ...]
    questions: int
    files: tuple[Path, ...]


def add_banks(sources: Sequence[Path], own: Path, known: Sequence[Path]) -> Arrival:
    """Check banks and mark schemes, then put them into the person's own folder. Takes long.

    Args:
        sources: `.yaml` files, with the sounds that they name, and `.zip` archives; what one names
            another may bring.
        own: the person's own folder; it is made when it is not there.
        known: the folders with all content that is there already, `own` among them.

    Raises:
        BankRefusedError: they cannot be used as they are; nothing was added.
        ContentError: they cannot be read, or a file of that name is there already.
        LibraryError: the own folder cannot be written to.
    """
    try:
        own.mkdir(parents=True, exist_ok=True)
        stage = Path(tempfile.mkdtemp(prefix=".adding-", dir=own))
    except OSError as error:
        raise as_library_error(error, own) from error
    try:
        for source in sources:
            _stage(source, stage)
        _drop_known(stage, own, known)
        files = [read_content_file(path) for path in content_paths(stage)]
        if not files:
            raise ContentError("Everything in it is here already.", "Nothing was added.")
        _refuse_taken(stage, own)
        _refuse_problems(stage, known)
        placed = _place(stage, own)
    except OSError as error:
        raise as_library_error(error, own) from error
    finally:
        shutil.rmtree(stage, ignore_errors=True)
    banks = [file.value for file in files if isinstance(file.value, Bank)]
    questions = sum(len(bank.questions) for bank in banks)
    return Arrival(tuple(bank.title for bank in banks), questions, tuple(placed))


def share_bank(bank_id: str, content: Content, built_in: Path, target: Path) -> None:
    """Write a bank, its mark schemes and clocks that are not built in, and its sounds as a `.zip`.

    Raises:
        ContentError: a sound is of a kind that banks cannot be given with.
        LibraryError: the file cannot be written.
    """
    entries = _shared_files(content.banks[bank_id], content, built_in)
    temporary = target.with_name(f".{target.name}.part")
    try:
        for name, path in entries.items():
            check_name(name)
            check_contents(name, path.read_bytes())
        with zipfile.ZipFile(temporary, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, path in entries.items():
                is_text = name.lower().endswith(TEXT_SUFFIXES)
                method = zipfile.ZIP_DEFLATED if is_text else zipfile.ZIP_STORED
                archive.write(path, name, method)
        temporary.replace(target)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        raise as_library_error(error, target) from error


def _shared_files(bank: Bank, content: Content, built_in: Path) -> dict[str, Path]:
    """The files by their paths in the archive; the recipient's own folder is laid out alike."""
    file = content.bank_files[bank.bank]
    entries = {f"questions/{file.name}": file}
    for name in _schemes(bank, content):
        path = content.rubric_files[name]
        if not path.is_relative_to(built_in):
            entries[f"rubrics/{path.name}"] = path
    named = {bank.format, *(question.format for question in bank.questions)}
    for other in content.files:
        is_named = other.kind is Kind.FORMATS and named.intersection(_format_ids(other))
        if is_named and not other.path.is_relative_to(built_in):
            entries[f"questions/{other.path.name}"] = other.path
    for question in bank.questions:
        path_or_none = content.prompt_file(bank, question)
        if question.audio is None or path_or_none is None:
            continue
        if not question.audio.lower().endswith(SOUND_SUFFIXES):
            raise ContentError(
                f"The sound {question.audio} cannot be given with a bank.",
                "Save it as FLAC, WAV, Ogg, Opus or MP3 and name that in the bank.",
            )
        entries[f"questions/{question.audio}"] = path_or_none
    return entries


def _schemes(bank: Bank, content: Content) -> list[str]:
    """The mark schemes of a bank and those that they include."""
    found: list[str] = []
    ahead = [question.rubric for question in bank.questions]
    while ahead:
        name = ahead.pop(0)
        rubric: Rubric | None = content.rubrics.get(name)
        if rubric is not None and name not in found:
            found.append(name)
            ahead.extend(rubric.include)
    return found


def _format_ids(file: ContentFile) -> set[str | None]:
    return set(file.names)


def _stage(source: Path, stage: Path) -> None:
    """Copy one source into the staging folder."""
    suffix = source.suffix.lower()
    if suffix == ".zip":
        entries = dict(read_archive(source))
        top = _top_folder(entries)
        for name, data in entries.items():
            _write(stage, name.removeprefix(top), data)
        return
    if suffix not in TEXT_SUFFIXES:
        message = f"{source.name} is neither a bank nor a .zip file with one."
        raise ContentError(message, "Banks and mark schemes are .yaml files.")
    file = read_content_file(source)
    folder = {Kind.BANK: "questions", Kind.RUBRIC: "rubrics"}.get(file.kind or Kind.BANK, "")
    _write(stage, f"{folder}/{source.name}".lstrip("/"), _bytes_of(source))
    if not isinstance(file.value, Bank):
        return
    for audio in {question.audio for question in file.value.questions if question.audio}:
        sound = source.parent / audio
        is_sound = audio.lower().endswith(SOUND_SUFFIXES)
        if is_sound and lies_inside(audio, source.parent) and sound.is_file():
            _write(stage, f"{folder}/{audio}", _bytes_of(sound))


def _bytes_of(path: Path) -> bytes:
    try:
        with path.open("rb") as stream:
            return stream.read(SOUND_LIMIT_BYTES + 1)
    except OSError as error:
        message = f"{path.name} cannot be opened: {error.strerror or error}."
        raise ContentError(message, "Check that it is there and that you may read it.") from error


def _top_folder(names: Iterable[str]) -> str:
    """The one folder that a zipped folder begins with; empty when the bank lies at the top."""
    first, slash, _ = next(iter(names), "").partition("/")
    top = first + slash
    is_shared = bool(slash) and all(name.startswith(top) for name in names)
    return top if is_shared and first not in CONTENT_SUBFOLDERS else ""


def _write(stage: Path, name: str, data: bytes) -> None:
    parts = check_name(name)
    check_contents(name, data)
    is_text = name.lower().endswith(TEXT_SUFFIXES)
    if is_text and "/".join(parts[:-1]) not in CONTENT_SUBFOLDERS:
        raise ContentError(
            f"“{name}” lies too deep in the archive.",
            "Banks and mark schemes belong at its top, or in “questions” and “rubrics”.",
        )
    path = stage.joinpath(*parts)
    if path.is_file() and path.read_bytes() == data:
        return
    if path.exists():
        message = f"Two of the files are called “{name}”."
        raise ContentError(message, "Nothing was added. Add them one after the other.")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def _drop_known(stage: Path, own: Path, known: Sequence[Path]) -> None:
    """Leave out what is there already, word for word: schemes come with more than one bank."""
    there = [read_content_file(path) for folder in known for path in content_paths(folder)]
    values = [file.value for file in there if file.value is not None]
    for path in content_paths(stage):
        value = read_content_file(path).value
        if value is not None and value in values:
            path.unlink()
    for path in _files(stage):
        target = own / path.relative_to(stage)
        if target.is_file() and target.read_bytes() == path.read_bytes():
            path.unlink()


def _refuse_taken(stage: Path, own: Path) -> None:
    for path in _files(stage):
        name = path.relative_to(stage)
        if (own / name).exists():
            raise ContentError(
                f"There is another file {name.as_posix()} in your folder already.",
                "Nothing was added or changed. Rename or remove the one that is there first.",
                str(own / name),
            )


def _refuse_problems(stage: Path, known: Sequence[Path]) -> None:
    report = check_content(content_paths(stage), known)
    wrong = [_told(problem, stage) for problem in report.problems if problem.blocks]
    if wrong:
        first = wrong[0]
        raise BankRefusedError(
            f"Nothing was added: {first.file}, line {first.line}: {first.message}",
            first.hint,
            wrong,
        )


def _told(problem: Problem, stage: Path) -> Problem:
    """The problem with the file's name as the person knows it."""
    prefix = f"{stage}{os.sep}"
    return replace(
        problem,
        file=problem.file.relative_to(stage),
        message=problem.message.replace(prefix, ""),
        hint=problem.hint.replace(prefix, ""),
    )


def _place(stage: Path, own: Path) -> list[Path]:
    """Move the files, what is named by others first, so that no half of a bank is ever read."""
    placed: list[Path] = []
    texts = content_paths(stage)
    try:
        for path in (*(path for path in _files(stage) if path not in texts), *texts):
            target = own / path.relative_to(stage)
            target.parent.mkdir(parents=True, exist_ok=True)
            path.rename(target)
            placed.append(target)
    except OSError:
        for path in placed:
            path.unlink(missing_ok=True)
        raise
    return placed


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())
