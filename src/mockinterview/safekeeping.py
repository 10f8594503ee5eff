"""Backup, restoring, sizes and deleting everything, for window and terminal."""

from __future__ import annotations

import logging
import logging.handlers
from collections.abc import Iterable
from pathlib import Path

from mockinterview import paths
from mockinterview.files.presence import Presence
from mockinterview.keeping.deleting import Deleted, delete_everything, require_deletable
from mockinterview.keeping.places import Places
from mockinterview.keeping.restoring import IsCancelled, OnProgress, Restored, restore
from mockinterview.keeping.sizes import Part, Storage, measure_storage
from mockinterview.keeping.writing import WrittenBackup, write_backup
from mockinterview.services import Services
from mockinterview.settings import OF_THIS_COMPUTER, are_newer, for_another_computer, load_settings
from mockinterview.speech.models.weights import models_folder


def places_of(services: Services) -> Places:
    """Where everything lies for this run of the program."""
    return Places(
        library=services.library.folder,
        own_content=services.own_content,
        settings=services.settings_path,
        informal_words=paths.informal_words_file(),
        cache=paths.content_cache_file().parent,
        models=models_folder(),
        log=paths.log_file(),
    )


def back_up(
    services: Services,
    target: Path,
    *,
    replaces: bool = False,
    on_progress: OnProgress = lambda _: None,
    is_cancelled: IsCancelled = lambda: False,
) -> WrittenBackup:
    """Write all that the person has made as one file. Takes long.

    Raises:
        ExportError: as `write_backup`; nothing is left.
    """
    places = places_of(services)
    settings = None
    if places.settings.is_file() and not are_newer(places.settings):
        kept = for_another_computer(load_settings(places.settings))
        settings = (kept.model_dump_json(indent=2) + "\n").encode()
    return write_backup(
        target,
        places,
        settings=settings,
        now=services.library.now(),
        replaces=replaces,
        on_progress=on_progress,
        is_cancelled=is_cancelled,
    )


def restore_backup(
    services: Services,
    path: Path,
    *,
    takes_settings: bool = False,
    on_progress: OnProgress = lambda _: None,
    is_cancelled: IsCancelled = lambda: False,
) -> tuple[Restored, bool]:
    """Add what a backup holds. Takes long.

    Settings are taken over where there are none yet, or where that is wished; those of this
    computer (devices, models, folders) stay in any case.

    Returns: what became of it, and whether the settings were taken over.

    Raises:
        MockInterviewError: as `restore`; everything is as it was.
    """
    places = places_of(services)
    has_settings = places.settings.is_file()
    restored = restore(path, places, on_progress=on_progress, is_cancelled=is_cancelled)
    if restored.settings is None or (has_settings and not takes_settings):
        return restored, False
    both = (*restored.settings, *services.settings)
    folders = {name for name, value in both if isinstance(value, Path)}
    stays = {"version", *OF_THIS_COMPUTER, *folders}
    services.change_settings(
        **{name: value for name, value in restored.settings if name not in stays}
    )
    return restored, True


def storage_of(services: Services) -> Storage:
    """How much of the disk the program takes. Looks at every file: for an executor."""
    return measure_storage(places_of(services), services.library.now())


def delete_all(
    services: Services,
    parts: Iterable[Part],
    presence: Presence,
    *,
    on_progress: OnProgress = lambda _: None,
) -> Deleted:
    """Delete these parts for good. Takes long; the program should end afterwards.

    Raises:
        LibraryError: as `delete_everything`; nothing was deleted.
    """
    wanted = tuple(parts)
    places = places_of(services)
    require_deletable(places, presence)
    if Part.CACHES in wanted:
        services.stop_caching()
    if Part.SETTINGS in wanted:
        _stop_logging()
    return delete_everything(places, wanted, presence, on_progress=on_progress)


def _stop_logging() -> None:
    """Let go of the log, which would be made again, and which Windows does not give away."""
    root = logging.getLogger()
    for handler in list(root.handlers):
        if isinstance(handler, logging.handlers.RotatingFileHandler):
            root.removeHandler(handler)
            handler.close()
