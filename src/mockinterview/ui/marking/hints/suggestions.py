"""Suggestions on the marking page: where somebody may be talking about the current criterion."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt

from mockinterview.core.marking import Evidence, MarkerRole
from mockinterview.core.suggestion import Place
from mockinterview.settings import SuggestionsShown
from mockinterview.ui.interview_parts import announce
from mockinterview.ui.marking.citations import Cited
from mockinterview.ui.marking.feature import Feature
from mockinterview.ui.marking.hints.block import NOTHING_FOUND, SuggestionBlock
from mockinterview.ui.marking.hints.dismissals import Dismissals, Subject
from mockinterview.ui.marking.hints.finder import PlaceFinder
from mockinterview.ui.marking.hints.offers import as_evidence, offered, underlined
from mockinterview.ui.marking.transcript_looks import Looks
from mockinterview.ui.marking.wording import Section, clock

if TYPE_CHECKING:
    from mockinterview.ui.marking.criterion_row import CriterionRow
    from mockinterview.ui.marking.page import MarkingPage

LEADS: dict[MarkerRole, str] = {
    "candidate": "You may be talking about this here:",
    "tutor": "They may be talking about this here:",
}
NOTHING_HERE = "No place is offered here."
LOOK_FIRST = "Places are offered when you have given your own verdict."
NOT_LOOKED = "The words could not be looked through."


class SuggestionsFeature(Feature):
    """Offers places for the current criterion when the person has looked for themselves.

    A key that judges moves on to the next criterion, so the places of the one just judged stay open
    in its row until the next is judged too, or another is gone to.

    What is offered is kept nowhere: what is cited of it is a citation like any other, and what was
    dismissed comes back with the next page.
    """

    reading = frozenset({"suggestion_on", "suggestion_back"})

    def __init__(self, page: MarkingPage) -> None:
        super().__init__(page)
        self.finder = PlaceFinder(page)
        self._looks = Looks(page.theme)
        self._blocks: dict[str, SuggestionBlock] = {}
        self._dismissals = Dismissals()
        self._offered: tuple[Evidence, ...] = ()
        self._hand = 0
        self._has_stepped = False
        self._criterion = ""
        self._just_judged = ""
        self._underlined: list[tuple[int, int]] | None = None
        page.checklist.rebuilt.connect(self._add_to_rows)
        page.checklist.current_changed.connect(lambda _: self._look_back_at(""))
        page.marker.moved_on.connect(self._look_back_at)
        page.opened.connect(self._begin)
        page.marks_shown.connect(self._show)
        page.answer.rewritten.connect(self._follow_words)
        page.clips.changed.connect(self._show_states)
        page.theme.changed.connect(self._underline_anew)
        self.finder.changed.connect(self._show)
        page.installEventFilter(self)

    @property
    def actions(self) -> Mapping[str, Callable[[], object]]:
        """What its keys do."""
        return {
            "suggestion_on": partial(self._step, 1),
            "suggestion_back": partial(self._step, -1),
            "suggestion_cite": self._cite_in_hand,
            "suggestion_dismiss": self._dismiss_in_hand,
        }

    @property
    def block(self) -> SuggestionBlock | None:
        """That of the current criterion, or of the one just judged; None where none is offered."""
        return self._blocks.get(self._criterion)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """The setting may be another one when the page is seen again."""
        if event.type() is QEvent.Type.Show and self.page.attempt is not None:
            self._begin()
        return False

    # When it is looked

    @property
    def _setting(self) -> SuggestionsShown:
        return self.page.services.settings.suggestions

    def _begin(self) -> None:
        self._underlined = None  # other words are shown, over which nothing lies
        if self._setting is not SuggestionsShown.NEVER:
            self.finder.begin()
        self._show()

    def _follow_words(self) -> None:
        self._underlined = None
        if self._setting is not SuggestionsShown.NEVER:
            self.finder.find_soon()
        self._show()

    def _is_time(self, criterion_id: str) -> bool:
        """Whether the person has looked for themselves there, or wants no such order."""
        setting, marking = self._setting, self.page.marking
        if setting is SuggestionsShown.NEVER or marking is None:
            return False
        has_looked = marking.mark(criterion_id).verdict is not None
        return has_looked or setting is SuggestionsShown.BESIDE

    # What is shown

    def _add_to_rows(self) -> None:
        self._blocks = {}
        self._criterion = self._just_judged = ""
        for row in self.page.checklist.rows:
            if row.entry.section is Section.CONTENT:
                block = self._new_block()
                self._blocks[row.entry.criterion.id] = block
                row.add_below(block, rests=True)

    def _new_block(self) -> SuggestionBlock:
        block = SuggestionBlock(self.page.theme)
        block.hide()
        block.played.connect(self._play)
        block.chosen.connect(self._take_in_hand)
        block.cited.connect(self._cite)
        block.dismissed.connect(self._dismiss)
        block.recalled.connect(self._recall)
        return block

    def _look_back_at(self, criterion_id: str) -> None:
        """Another criterion is current, and this one, or none, was judged to get there."""
        self._just_judged = criterion_id
        self._show()
        row = self._row_of(self._criterion)
        if self._offered and row is not None and not row.is_current:
            announce(self.page, f"Places are offered for criterion {row.entry.number}: H")

    def _row_of(self, criterion_id: str) -> CriterionRow | None:
        rows = self.page.checklist.rows
        return next((row for row in rows if row.entry.criterion.id == criterion_id), None)

    def _subject_now(self) -> str:
        """The current criterion; while it is not judged, the one that just was."""
        current = self.page.checklist.current.entry.criterion.id
        is_back = self._just_judged in self._blocks and self._is_time(self._just_judged)
        return self._just_judged if is_back and not self._is_time(current) else current

    def _show(self) -> None:
        """Offer what there is for the current criterion, if it is time."""
        self._turn_to(self._subject_now())
        block, found = self.block, self.finder.places
        is_time = block is not None and self._is_time(self._criterion)
        places = found.get(self._criterion, ()) if found is not None and is_time else ()
        self._offered = self._left_of(places)
        self._hand = min(self._hand, max(0, len(self._offered) - 1))
        if block is not None:
            lead = self._lead(bool(places)) if is_time else ""
            self._fill(block, lead, has_dismissed=is_time and bool(self._dismissed))
        self._show_states()
        self._underline()

    def _turn_to(self, criterion_id: str) -> None:
        if criterion_id != self._criterion:
            if self.block is not None:
                self.block.hide()
            self._criterion, self._hand, self._has_stepped = criterion_id, 0, False

    def _left_of(self, places: tuple[Place, ...]) -> tuple[Evidence, ...]:
        """What of these is neither cited nor dismissed, with the words that stand there now."""
        marking, take = self.page.marking, self.page.answer.take_number
        if marking is None:
            return ()
        cited = [one for one in marking.mark(self._criterion).evidence if one.take == take]
        text = self.page.answer.transcript.view.layout_of_words
        return tuple(
            as_evidence(place, take, text) for place in offered(places, cited, self._dismissed)
        )

    def _lead(self, has_places: bool) -> str:  # noqa: FBT001  (the one thing that decides)
        marking = self.page.marking
        if self._offered and marking is not None:
            return LEADS[marking.role]
        if self.finder.problem is not None:
            return NOT_LOOKED
        return NOTHING_FOUND if self.finder.places is not None and not has_places else ""

    def _fill(self, block: SuggestionBlock, lead: str, *, has_dismissed: bool) -> None:
        may_mark = self.page.desk is not None
        block.show_places(lead, self._offered, may_mark=may_mark, has_dismissed=has_dismissed)
        is_shown = bool(lead) or has_dismissed
        if is_shown == block.isHidden():
            block.setVisible(is_shown)
            self.page.checklist.reveal_current()

    def _show_states(self) -> None:
        if self.block is not None:
            heard = self.page.clips.heard
            numbers = [n for n, place in enumerate(self._offered) if place == heard]
            self.block.show_states(self._hand, numbers[0] if numbers else None)

    def _underline(self) -> None:
        view = self.page.answer.transcript.view
        words = underlined(self._offered, view.layout_of_words)
        if words != self._underlined:
            self._underlined = words
            form = self._looks.suggested()
            view.set_layer("suggested", [(first, last, form) for first, last in words])

    def _underline_anew(self) -> None:
        self._underlined = None
        self._underline()

    # What is done with a place

    @property
    def _subject(self) -> Subject:
        folder = self.page.folder
        path = str(folder.path) if folder is not None else ""
        return path, self.page.answer.take_number, self._criterion

    @property
    def _dismissed(self) -> tuple[Place, ...]:
        return tuple(self._dismissals.of(self._subject))

    def _take_in_hand(self, number: int) -> None:
        self._hand, self._has_stepped = number, True
        self._show_states()
        if self.block is not None:
            self.page.checklist.ensureWidgetVisible(self.block.quotes[number])
        view = self.page.answer.transcript.view
        place = self._offered[number]
        inside = view.layout_of_words.words_within(place.start, place.end)
        if inside:
            view.reveal(inside[0])

    def _play(self, number: int) -> None:
        self._take_in_hand(number)
        self.page.clips.play(self._offered[number])

    def _step(self, step: int) -> None:
        """Hear the place in hand first, then the one behind or before it."""
        if not self._offered:
            self._tell_nothing()
            return
        beside = self._hand + step if self._has_stepped else self._hand
        number = beside % len(self._offered)
        self._play(number)
        place = self._offered[number]
        announce(self.page, f"This may be about it, at {clock(place.start)}: {place.words}")

    def _cite_in_hand(self) -> None:
        self._cite(self._hand)

    def _cite(self, number: int) -> None:
        desk = self.page.desk
        if desk is None or not self._offered:
            self._tell_nothing()
            return
        place, criterion = self._offered[number], self._criterion
        self._keep_keyboard()
        if desk.cite(criterion, place):
            self.page.marker.cited.emit(Cited(criterion, place), False)

    def _dismiss_in_hand(self) -> None:
        self._dismiss(self._hand)

    def _dismiss(self, number: int) -> None:
        if self.page.desk is None or not self._offered:
            self._tell_nothing()
            return
        gone = self._offered[number]
        place = Place(start=gone.start, end=gone.end, words=gone.words)
        self._dismissals.add(self._subject, place)
        self._keep_keyboard()
        self._show()
        self.page.header.tell("Dismissed")

    def _recall(self) -> None:
        self._dismissals.forget(self._subject)
        self._keep_keyboard()
        self._show()

    def _keep_keyboard(self) -> None:
        """What had the keyboard may go away."""
        self.page.checklist.current.setFocus(Qt.FocusReason.OtherFocusReason)

    def _tell_nothing(self) -> None:
        waits = self.block is not None and not self._is_time(self._criterion)
        is_off = self._setting is SuggestionsShown.NEVER
        self.page.header.tell(LOOK_FIRST if waits and not is_off else NOTHING_HERE)
