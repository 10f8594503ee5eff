"""The command `diary`: list, add, edit, show, delete, restore, export, fitting, resources."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import Any

from pydantic import ValidationError

from mockinterview.cli import output
from mockinterview.core.diary import (
    KIND_WORDS,
    LONGEST_TEXT,
    LONGEST_TITLE,
    DiaryField,
    Entry,
    day_words,
    fits_search,
)
from mockinterview.core.diary_fitting import fitting_entries
from mockinterview.core.diary_guide import tag_title, tag_titles
from mockinterview.core.naming import find_names, naming_sentence
from mockinterview.errors import UsageError
from mockinterview.files.bin import KEPT_DAYS
from mockinterview.files.diary import Diary
from mockinterview.files.diary_export import export_diary
from mockinterview.files.problems import did_you_mean
from mockinterview.services import Services

_TITLE_WIDTH = 60


def diary(services: Services, arguments: argparse.Namespace) -> int:
    """Do what was asked of the diary.

    Raises:
        UsageError: there is no such entry, question or tag, or a text is too long.
        LibraryError: an entry cannot be read or written.
    """
    actions: dict[str, Callable[[Services, argparse.Namespace], int]] = {
        "list": _list,
        "add": _add,
        "edit": _edit,
        "show": _show,
        "delete": _delete,
        "restore": _restore,
        "export": _export,
        "fitting": _fitting,
        "resources": _resources,
    }
    return actions[arguments.diary or "list"](services, arguments)


def _diary(services: Services) -> Diary:
    return Diary(services.library.folder)


def _list(services: Services, arguments: argparse.Namespace) -> int:
    listing = _diary(services).listing()
    entries = [
        entry
        for entry in (listing.binned if arguments.bin else listing.entries)
        if fits_search(entry, arguments.search)
        and arguments.kind in {None, entry.kind}
        and set(arguments.tag) <= set(entry.tags)
    ]
    if arguments.json:
        data = [_data(entry) for entry in entries]
        output.write_json({"entries": data, "unreadable": listing.unreadable})
        return output.DONE
    for reason in listing.unreadable.values():
        output.write_status(reason)
    if not entries:
        nothing = "The bin of the diary is empty." if arguments.bin else "No entry is here yet."
        is_narrowed = arguments.search or arguments.kind or arguments.tag
        output.write_text("No entry fits." if is_narrowed else nothing)
        return output.DONE
    rows = [
        (entry.id, day_words(entry.when), KIND_WORDS[entry.kind], entry.name[:_TITLE_WIDTH])
        for entry in entries
    ]
    output.write_table(rows)
    return output.DONE


def _add(services: Services, arguments: argparse.Namespace) -> int:
    entry = _changed(services, Entry(created=services.library.now()), arguments)
    if entry.is_blank:
        raise UsageError(
            "There is nothing to write down.", "Give it at least a --title or one of its fields."
        )
    return _told(_diary(services).create(entry), arguments, "is in the diary.")


def _edit(services: Services, arguments: argparse.Namespace) -> int:
    changed = _diary(services).change(
        arguments.entry, lambda entry: _changed(services, entry, arguments)
    )
    return _told(changed, arguments, "was changed.")


def _delete(services: Services, arguments: argparse.Namespace) -> int:
    entry = _diary(services).delete(arguments.entry, services.library.now())
    return _told(entry, arguments, f"is in the bin, for {KEPT_DAYS} days.", with_warning=False)


def _restore(services: Services, arguments: argparse.Namespace) -> int:
    entry = _diary(services).restore(arguments.entry)
    return _told(entry, arguments, "is not in the bin any more.", with_warning=False)


def _show(services: Services, arguments: argparse.Namespace) -> int:
    entry = _diary(services).load(arguments.entry)
    if arguments.json:
        output.write_json(_data(entry))
        return output.DONE
    guide = services.content.diary
    output.write_text(entry.name)
    where = (KIND_WORDS[entry.kind], entry.place.strip(), day_words(entry.when))
    output.write_text(" · ".join(part for part in where if part))
    for field in DiaryField:
        if text := entry.text(field).strip():
            output.write_text(f"\n{guide.prompt(field).title}")
            for paragraph in text.splitlines():
                output.write_paragraph(paragraph, "  ")
    titles = tag_titles(guide, services.content.rubrics)
    for heading, lines in (
        ("Shows", [tag_title(tag, titles) for tag in entry.tags]),
        ("Told in", [f"{one.attempt}  {one.question}" for one in entry.told]),
    ):
        if lines:
            output.write_text(f"\n{heading}")
            for line in lines:
                output.write_paragraph(line, "  ")
    if entry.binned is not None:
        output.write_text("\nIt is in the bin.")
    return output.DONE


def _export(services: Services, arguments: argparse.Namespace) -> int:
    if arguments.to.exists() and not arguments.force:
        raise UsageError(f"{arguments.to} is there already.", "Add --force to replace it.")
    number = export_diary(_diary(services), services.content, arguments.to)
    if arguments.json:
        output.write_json({"file": str(arguments.to), "entries": number})
    else:
        many = "1 entry" if number == 1 else f"{number} entries"
        output.write_text(f"{arguments.to} holds {many}.")
    return output.DONE


def _fitting(services: Services, arguments: argparse.Namespace) -> int:
    _, question = services.content.question(arguments.question)
    rubric = services.content.rubrics.get(question.rubric)
    entries = _diary(services).listing().entries
    fits = fitting_entries(entries, question, rubric, services.content.diary)
    if arguments.json:
        output.write_json(
            [{"entry": fit.entry.id, "title": fit.entry.name, "reason": fit.reason} for fit in fits]
        )
        return output.DONE
    if not fits:
        output.write_text("No entry has a tag or words of this question.")
    for fit in fits:
        output.write_text(f"{fit.entry.id}  {fit.entry.name}")
        output.write_paragraph(fit.reason, "  ")
    return output.DONE


def _resources(services: Services, arguments: argparse.Namespace) -> int:
    resources = list(services.content.diary.resources.values())
    if arguments.json:
        output.write_json([resource.model_dump(mode="json") for resource in resources])
        return output.DONE
    for resource in resources:
        output.write_text(f"{resource.title}  {resource.url}")
        output.write_paragraph(resource.about, "  ")
        source = ", ".join(filter(None, (resource.source.title, resource.source.author)))
        output.write_paragraph(f"As of {resource.as_of}. Source: {source}", "  ")
    return output.DONE


def _changed(services: Services, entry: Entry, arguments: argparse.Namespace) -> Entry:
    """The entry with what was named on the command line."""
    named = ("title", "kind", "place", *(field.value for field in DiaryField))
    changes: dict[str, Any] = {
        name: value for name in named if (value := getattr(arguments, name)) is not None
    }
    if arguments.date is not None:
        changes["day"] = arguments.date
    removed = set(getattr(arguments, "untag", ()))
    tags = [tag for tag in dict.fromkeys((*entry.tags, *arguments.tag)) if tag not in removed]
    _refuse_unknown(services, arguments.tag)
    try:
        return Entry.model_validate(entry.model_dump() | changes | {"tags": tuple(tags)})
    except ValidationError as error:
        raise UsageError(
            "One of these texts is too long for the diary.",
            f"Title and place have up to {LONGEST_TITLE} letters, the other fields {LONGEST_TEXT}.",
            str(error),
        ) from error


def _refuse_unknown(services: Services, tags: list[str]) -> None:
    known = tag_titles(services.content.diary, services.content.rubrics)
    for tag in tags:
        if tag not in known:
            near = did_you_mean(tag, known)
            attributes = ", ".join(services.content.diary.attributes)
            hint = f"Did you mean “{near}”? " if near else ""
            raise UsageError(
                f"There is no attribute or criterion “{tag}”.",
                f"{hint}Attributes: {attributes}. A criterion is written as scheme/criterion.",
            )


def _told(
    entry: Entry, arguments: argparse.Namespace, what: str, *, with_warning: bool = True
) -> int:
    warning = naming_sentence(find_names("\n".join(entry.texts))) if with_warning else ""
    if arguments.json:
        output.write_json(_data(entry))
    else:
        output.write_text(f"“{entry.name}” {what} Its id is {entry.id}.")
    if warning:
        output.write_status(warning)
    return output.DONE


def _data(entry: Entry) -> dict[str, Any]:
    return entry.model_dump(mode="json")
