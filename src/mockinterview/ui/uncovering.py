"""Showing the marks of others to whoever has none of their own yet, wherever that is asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from mockinterview.errors import MockInterviewError
from mockinterview.files.attempts import AttemptFolder
from mockinterview.pack.received import show_all_the_same
from mockinterview.ui.marking.desk import MarkingDesk
from mockinterview.ui.pages import Pages
from mockinterview.ui.tasks import Tasks


def uncover(
    pages: Pages,
    tasks: Tasks,
    folders: Sequence[AttemptFolder],
    done: Callable[[], None],
    failed: Callable[[MockInterviewError], None],
) -> None:
    """Marks that are begun on these answers afterwards are not blind.

    Where one of them is open on the marking page, that has to know, too.
    """
    closed: list[AttemptFolder] = []
    for folder in folders:
        desk = _open_desk(pages, folder)
        if desk is None:
            closed.append(folder)
        elif desk.marking.is_blank:
            desk.show_all_the_same()
            pages.marking.marks.flush()

    def write() -> None:
        for folder in closed:
            show_all_the_same(folder)

    tasks.run(write, lambda _: done(), failed)


def _open_desk(pages: Pages, folder: AttemptFolder) -> MarkingDesk | None:
    if not pages.is_made("marking"):
        return None
    page = pages.marking
    is_there = page.folder is not None and page.folder.path == folder.path
    return page.desk if is_there else None
