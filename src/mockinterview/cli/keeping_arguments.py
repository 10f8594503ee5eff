"""What may be typed after the commands of keeping."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

Command = Callable[[str, str], argparse.ArgumentParser]


def add_keeping(command: Command, number: Callable[[str], int]) -> None:
    """Add restore, backup, storage and delete-everything; `number` reads a take's number."""
    restore = command("restore", "Take something out of the bin again, or restore a backup.")
    restore.add_argument(
        "attempt", metavar="ATTEMPT|FILE", help="the attempt's id, or a .mockinterview-backup file"
    )
    restore.add_argument("--take", type=number, metavar="N", help="only this take")
    restore.add_argument(
        "--settings", action="store_true", help="take the settings of the backup over, too"
    )
    backup = command("backup", "Write all that you have made as one file.")
    backup.add_argument(
        "--to", required=True, type=Path, metavar="FILE", help="a .mockinterview-backup file"
    )
    backup.add_argument("--force", action="store_true", help="replace a file that is there")
    command("storage", "Tell what lies where on this computer, and how large it is.")
    _add_deletion(command("delete-everything", "Delete all that the program keeps, for good."))


def _add_deletion(deletion: argparse.ArgumentParser) -> None:
    deletion.add_argument(
        "--backup", type=Path, metavar="FILE", help="write a backup of it there first"
    )
    deletion.add_argument("--models", action="store_true", help="the speech models, too")
    deletion.add_argument(
        "--keep-banks", action="store_true", help="not your own banks and mark schemes"
    )
    deletion.add_argument(
        "--confirm", metavar="WORDS", help="“delete everything”, instead of being asked for it"
    )
