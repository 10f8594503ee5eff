"""The commands of keeping: backup, restore, storage, delete-everything."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from mockinterview.cli import bin as waste
from mockinterview.cli import output
from mockinterview.cli.exchange import file_teller
from mockinterview.core.sizes import size_words
from mockinterview.errors import WrongUsageError
from mockinterview.files.presence import Presence
from mockinterview.keeping.deleting import (
    CONFIRMATION,
    Deleted,
    parts_to_delete,
    require_deletable,
)
from mockinterview.keeping.layout import SUFFIX
from mockinterview.keeping.places import Places
from mockinterview.keeping.sizes import Part, Storage
from mockinterview.keeping.wording import (
    PART_NAMES,
    backup_sentences,
    deleted_sentences,
    restored_sentences,
)
from mockinterview.safekeeping import (
    back_up,
    delete_all,
    places_of,
    restore_backup,
    storage_of,
)
from mockinterview.services import Services


def backup(services: Services, arguments: argparse.Namespace) -> int:
    """Write all that the person has made as one file."""
    written = back_up(
        services,
        arguments.to,
        replaces=arguments.force,
        on_progress=file_teller(arguments, "Backing up into", arguments.to),
    )
    if arguments.json:
        output.write_json(
            {
                "file": str(written.path),
                "size_bytes": written.size_bytes,
                "attempts": written.attempts,
                "files": written.files,
                "left_out": [str(path) for path in written.left_out],
                "unread": [str(path) for path in written.unread],
            }
        )
    else:
        for sentence in backup_sentences(written):
            output.write_text(sentence)
    return output.PROBLEM if written.unread else output.DONE


def restore(services: Services, arguments: argparse.Namespace) -> int:
    """Take something out of the bin again, or restore a backup."""
    path = Path(arguments.attempt)
    if path.suffix != SUFFIX and not path.is_file():
        if arguments.settings:
            raise WrongUsageError("--settings goes with a backup.", "Give the file of one.")
        return waste.restore(services, arguments)
    if arguments.take is not None:
        raise WrongUsageError("A backup is restored whole.", "Leave out --take.")
    restored, has_settings = restore_backup(
        services,
        path,
        takes_settings=arguments.settings,
        on_progress=file_teller(arguments, "Restoring", path),
    )
    if arguments.json:
        output.write_json(
            {
                "attempts": {
                    "added": restored.added,
                    "here": restored.here,
                    "completed": restored.completed,
                    "beside": list(restored.beside),
                },
                "files": {
                    "added": restored.files_added,
                    "here": restored.files_here,
                    "beside": [str(one) for one in restored.files_beside],
                },
                "settings": has_settings,
            }
        )
    else:
        for sentence in restored_sentences(restored, has_settings=has_settings):
            output.write_text(sentence)
    return output.DONE


def tell_storage(services: Services, arguments: argparse.Namespace) -> int:
    """Tell what lies where, and how large it is."""
    storage, places = storage_of(services), places_of(services)
    if arguments.json:
        output.write_json(
            {
                "moment": storage.moment.isoformat(),
                "size_bytes": storage.size_bytes,
                "attempts": storage.attempts,
                "bin": {"items": storage.bin_items, "size_bytes": storage.bin},
                "parts": {
                    part.value: {
                        "files": room.files,
                        "size_bytes": room.size_bytes,
                        "place": str(place_of_part(part, places)),
                    }
                    for part, room in storage.parts.items()
                },
                "foreign": [str(path) for _, path in storage.foreign],
            }
        )
        return output.DONE
    output.write_table(_storage_rows(storage, places))
    return output.DONE


def place_of_part(part: Part, places: Places) -> Path:
    """Where a part lies."""
    return {
        Part.BANKS: places.own_content,
        Part.SETTINGS: places.settings.parent,
        Part.CACHES: places.cache,
        Part.MODELS: places.models,
    }.get(part, places.library)


def delete_everything(services: Services, arguments: argparse.Namespace) -> int:
    """Delete all that the program keeps, after the words that confirm it."""
    places, presence = places_of(services), Presence()
    require_deletable(places, presence)
    parts = parts_to_delete(own_banks=not arguments.keep_banks, models=arguments.models)
    storage = storage_of(services)
    if not arguments.json:
        _tell_what_goes(storage, places, parts)
    _require_confirmation(arguments)
    if arguments.backup is not None:
        teller = file_teller(arguments, "Backing up into", arguments.backup)
        written = back_up(services, arguments.backup, on_progress=teller)
        if not arguments.json:
            for sentence in backup_sentences(written):
                output.write_text(sentence)
    deleted = delete_all(services, parts, presence)
    if arguments.json:
        output.write_json(_told_deleted(deleted))
    else:
        for sentence in deleted_sentences(deleted):
            output.write_text(sentence)
        for left in deleted.left:
            output.write_text(f"  {left.path}  {left.reason}")
    return output.PROBLEM if deleted.failed else output.DONE


def _storage_rows(storage: Storage, places: Places) -> list[list[str]]:
    rows = []
    for part, room in storage.parts.items():
        name = PART_NAMES[part]
        if part is Part.ATTEMPTS and storage.bin_items:
            name += f" ({size_words(storage.bin)} of it in the bin)"
        size = size_words(room.size_bytes) if room.size_bytes else "nothing"
        rows.append([name, size, str(place_of_part(part, places))])
    rows.append(["In all", size_words(storage.size_bytes), f"as of {storage.moment:%H:%M}"])
    return rows


def _tell_what_goes(storage: Storage, places: Places, parts: tuple[Part, ...]) -> None:
    going = {part: room for part, room in storage.parts.items() if part in parts}
    total = sum(room.size_bytes for room in going.values())
    output.write_text("This deletes for good, not into the bin:")
    output.write_table(
        [
            [f"  {PART_NAMES[part]}", size_words(room.size_bytes), str(place_of_part(part, places))]
            for part, room in going.items()
            if room.size_bytes
        ]
    )
    output.write_text(f"In all {size_words(total)}. It cannot be undone.")
    number = sum(part in parts for part, _ in storage.foreign)
    if number:
        stays = "1 file in these folders is" if number == 1 else f"{number} files in them are"
        output.write_text(f"{stays} not of Mock Interview and will stay.")


def _require_confirmation(arguments: argparse.Namespace) -> None:
    """That the words were given, or are typed now.

    Raises:
        WrongUsageError: they were not.
    """
    given = arguments.confirm
    if given is None and sys.stdin is not None and sys.stdin.isatty() and not arguments.json:
        output.write_text(f"Type “{CONFIRMATION}” to go on; anything else stops here.")
        given = sys.stdin.readline()
    if given is None or given.strip().casefold() != CONFIRMATION:
        raise WrongUsageError(
            "Nothing was deleted, because it was not confirmed.",
            f"Add --confirm “{CONFIRMATION}” if you mean it.",
        )


def _told_deleted(deleted: Deleted) -> dict[str, object]:
    return {
        "files": deleted.files,
        "size_bytes": deleted.size_bytes,
        "left": [{"file": str(left.path), "reason": left.reason} for left in deleted.left],
    }
