"""The states of “Your data” in Settings: sizes, backup, restoring, and deleting everything."""

from __future__ import annotations

from pathlib import Path

from mockinterview.errors import ExportError
from mockinterview.keeping.deleting import CONFIRMATION, Deleted, Left
from mockinterview.keeping.layout import SUFFIX
from mockinterview.keeping.restoring import Restored
from mockinterview.keeping.wording import restored_sentences
from mockinterview.ui.keeping.desk import Doing
from mockinterview.ui.keeping.section import DataSection

from .library import bin_full
from .studio import Studio

LONG = Path("/media/amina/memory-stick/backups-of-mock-interview-and-of-everything-else-2026")


def _come(studio: Studio) -> DataSection:
    """Show the section, with its sizes."""
    bin_full(studio)
    studio.window.show_page("settings")
    studio.wait(lambda: studio.pages.settings.speech.has_looked)
    page = studio.pages.settings
    data = page.data
    studio.wait(lambda: data.desk.storage is not None)
    studio.rest(0.2)
    page.area.ensureWidgetVisible(data)
    data.backup_button.setFocus()
    return data


def keeping_backup(studio: Studio) -> None:
    data = _come(studio)
    data.desk.doing, data.desk.part_done = Doing.BACKUP, 0.42
    data.desk.changed.emit()
    studio.pages.settings.area.ensureWidgetVisible(data.delete_button)


def keeping_restored(studio: Studio) -> None:
    data = _come(studio)
    name = "2026-11-24-194012-leader-or-follower-2"
    restored = Restored(12, 3, 1, (name,), 9, 4, (Path("my-bank.yaml.from-backup"),), None)
    first, *rest = restored_sentences(restored, has_settings=False)
    data.desk.told.emit(first, "\n".join(rest))
    studio.pages.settings.area.ensureWidgetVisible(data.delete_button)


def keeping_refused(studio: Studio) -> None:
    data = _come(studio)
    data.desk.failed.emit(
        ExportError(
            f"There is no room for the backup in {LONG}.",
            "Free some space, or choose another folder or disk.",
        )
    )
    studio.pages.settings.area.ensureWidgetVisible(data.delete_button)


def keeping_restore(studio: Studio) -> None:
    data = _come(studio)
    path = Path(f"Mock Interview 2026-11-24{SUFFIX}")
    data.desk.inspected.emit(path, "124 attempts, 861 files, of Tuesday 24 November")


def keeping_delete(studio: Studio) -> None:
    data = _come(studio)
    data.delete_button.click()
    studio.wait(data.deletion.isVisible)
    data.deletion.models.setChecked(True)
    data.deletion.words.setText(CONFIRMATION)
    data.deletion.words.setFocus()


def keeping_deleted(studio: Studio) -> None:
    keeping_delete(studio)
    left = (
        Left(LONG / "letter.docx", "It is not of Mock Interview.", True),
        Left(Path.home() / "library" / "take-1.wav", "It could not be deleted: in use."),
    )
    studio.pages.settings.data.deletion.show_deleted(Deleted(861, 1_240_000_000, left))


STATES = (
    *(keeping_backup, keeping_restored, keeping_refused, keeping_restore),
    *(keeping_delete, keeping_deleted),
)
