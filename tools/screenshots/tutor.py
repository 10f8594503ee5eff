"""The states of the tutor's inbox."""

from __future__ import annotations

import dataclasses
from pathlib import Path

from PySide6.QtCore import Qt
from tests.gui.library_entries import mark
from tests.gui.marking_attempts import make_attempt

from mockinterview.core.marking import Verdict
from mockinterview.files.attempts import Library
from mockinterview.inbox import return_marks
from mockinterview.pack.choice import Choice
from mockinterview.pack.gathering import Parcel
from mockinterview.pack_exchange import hand_over
from mockinterview.ui.marking.passes.feature import PassesFeature

from .studio import Studio

_CLASS = {
    "Ann Smith": ("leader-or-follower", "define-resilience", "why-imperial"),
    "Beatrice Montgomery-Featherstonehaugh": ("leader-or-follower", "vaccine-without-parent"),
    "": ("duties-of-a-doctor",),
}


def tutor_empty(studio: Studio) -> None:
    studio.window.show_page("tutor")


def tutor_inbox(studio: Studio) -> None:
    """Answers of three candidates: one returned, one marked, one begun, one by another scheme."""
    _take_in(studio)
    page = studio.pages.tutor
    items = page.inbox.items
    for number, item in enumerate(items[:3]):
        marking = item.marking.model_copy(update={"marker": "Dr Finch"})
        criteria = item.attempt.rubric.criteria
        for criterion in criteria if number < 2 else criteria[:3]:
            marking = marking.with_verdict(criterion.id, Verdict.MET)
        item.folder.save_marking(marking)
    rubric = items[4].attempt.rubric
    items[4].folder.change(
        lambda attempt: attempt.model_copy(
            update={"rubric": rubric.model_copy(update={"title": "Another one"})}
        )
    )
    studio.refresh()
    studio.wait(lambda: len(page.inbox.due) == 2)
    back = Path(studio.services.library.folder).parent / "back.mockinterview"
    return_marks(studio.services.library, page.inbox.due[:1], back)
    studio.refresh()
    studio.wait(lambda: len(page.inbox.due) == 1)
    page.banner.hide()


def tutor_arrived(studio: Studio) -> None:
    """What came is told, and what was refused."""
    broken = Path(studio.services.library.folder).parent / "broken.mockinterview"
    broken.parent.mkdir(parents=True, exist_ok=True)
    broken.write_bytes(b"no pack at all")
    _take_in(studio, broken)


def tutor_marking(studio: Studio) -> None:
    """The next one, opened blind."""
    _take_in(studio)
    studio.pages.tutor.name.setText("Dr Finch")
    studio.pages.tutor.mark_next()
    studio.wait(lambda: studio.pages.marking.marking is not None)
    studio.wait(lambda: studio.window.pages.shows("marking"))


def tutor_asked_for_name(studio: Studio) -> None:
    """N asks who marks before it opens the next."""
    _take_in(studio)
    studio.pages.tutor.table.setFocus()
    studio.press(Qt.Key.Key_N)


def tutor_second_pass(studio: Studio) -> None:
    """The first pass is finished: the candidate's own marks are told of."""
    tutor_marking(studio)
    page = studio.pages.marking
    if page.desk is not None:
        for entry in page.checklist.entries:
            page.desk.set_verdict(entry.criterion.id, Verdict.MET)
    feature = next(one for one in page.features if isinstance(one, PassesFeature))
    feature.finish_first()
    studio.rest(0.5)


def _take_in(studio: Studio, *others: Path) -> None:
    home = Path(studio.services.library.folder).parent / "candidates"
    packs = []
    for place, (name, questions) in enumerate(_CLASS.items()):
        library = Library(home / str(place))
        parcels = []
        for question in questions:
            folder = make_attempt(library, question_id=question, content=studio.services.content)
            attempt = folder.load()
            begun = attempt.created.replace(microsecond=place + 1)
            folder.save(attempt.model_copy(update={"created": begun}))
            mark(folder, 2)
            parcels.append(Parcel(folder, name))
        target = home / f"{place}.mockinterview"
        hand_over(target, parcels, dataclasses.replace(Choice(), sound="flac"), library)
        packs.append(target)
    studio.window.tutoring.take_in([*packs, *others])
    studio.wait(lambda: len(studio.pages.tutor.model.items) == 6)


STATES = (
    *(tutor_empty, tutor_inbox, tutor_arrived, tutor_asked_for_name),
    *(tutor_marking, tutor_second_pass),
)
