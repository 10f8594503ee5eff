"""What each key of the marking page does."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication

from mockinterview.ui.marking.sentence_edit import SentenceEdit
from mockinterview.ui.marking.verdicts import VERDICT_KEYS

if TYPE_CHECKING:
    from mockinterview.ui.marking.page import MarkingPage

READING = frozenset(
    {
        *("leave", "help", "export", "export_words", "report", "pack"),
        *("copy", "find", "find_on", "find_back"),
        *("changes", "uncertain_on", "uncertain_back", "filler_on", "filler_back"),
    }
)
"""What works without the claim on the marks, or before an attempt is shown."""

Actions = dict[str, Callable[[], object]]


def page_actions(page: MarkingPage) -> Actions:
    """What each action of `KEYS` does."""
    of_features = (feature.actions for feature in page.features)
    actions = {
        **{name: action for actions in of_features for name, action in actions.items()},
        **_marking(page),
        **_listening(page),
        **_words(page),
        "undo": page.marker.undo,
        "redo": page.marker.redo,
        "leave": page.back_requested.emit,
        "help": page.open_help,
        "takes": page.open_takes,
        "export": page.sharing.export_sound,
        "report": page.sharing.export_report,
        "pack": page.sharing.export_pack,
    }
    for feature in page.features:
        for name, claim in feature.claims.items():
            actions[name] = partial(_claimed, claim, actions[name])
    return actions


def _claimed(claim: Callable[[], bool], action: Callable[[], object]) -> None:
    """A feature has the first word."""
    if not claim():
        action()


def _marking(page: MarkingPage) -> Actions:
    actions: Actions = {
        "previous": lambda: page.checklist.step(-1),
        "next": lambda: page.checklist.step(1),
        "verdict_none": page.marker.take_verdict_away,
        "cite": page.marker.cite_for_current,
        "note": lambda: _write(page.checklist.current.note),
        "next_time": lambda: _write(page.overall.next_time),
        "overall_none": lambda: page.marker.set_overall(None),
    }
    for digit, verdict in VERDICT_KEYS.items():
        actions[f"verdict_{digit}"] = partial(page.marker.mark_and_move_on, verdict)
    for value in range(1, 6):
        actions[f"overall_{value}"] = partial(page.marker.set_overall, value)
    return actions


def _listening(page: MarkingPage) -> Actions:
    answer = page.answer
    return {
        "toggle": lambda: _toggle(page),
        "back": answer.bar.back_button.click,
        "on": answer.bar.on_button.click,
        "loop": answer.toggle_loop,
        "slower": lambda: answer.playback.change_speed(-1),
        "faster": lambda: answer.playback.change_speed(1),
    }


def _words(page: MarkingPage) -> Actions:
    corrector, finder = page.corrector, page.answer.transcript.finder
    return {
        "choose_on": lambda: page.answer.extend_choice(1),
        "choose_back": lambda: page.answer.extend_choice(-1),
        "copy": page.sharing.copy_words,
        "correct": corrector.correct,
        "changes": page.changes.toggle,
        "uncertain_on": lambda: page.landmarks.step_uncertain(1),
        "uncertain_back": lambda: page.landmarks.step_uncertain(-1),
        "filler_on": lambda: page.landmarks.step_filler(1),
        "filler_back": lambda: page.landmarks.step_filler(-1),
        "find": finder.open,
        "find_on": lambda: finder.step(1),
        "find_back": lambda: finder.step(-1),
        "export_words": page.sharing.export_words,
    }


def _write(field: SentenceEdit) -> None:
    field.setFocus(Qt.FocusReason.ShortcutFocusReason)
    field.moveCursor(field.textCursor().MoveOperation.End)


def _toggle(page: MarkingPage) -> None:
    """Space presses the button that has the keyboard; elsewhere it plays or pauses."""
    focused = QApplication.focusWidget()
    if isinstance(focused, QAbstractButton) and page.isAncestorOf(focused):
        focused.click()
    elif not page.clips.end_row():
        page.answer.playback.toggle()
