"""What the interview screen says at each stage; words only, no widgets."""

from __future__ import annotations

from dataclasses import dataclass

from mockinterview.core.attempt import Take
from mockinterview.core.content import Format
from mockinterview.core.interview import Stage
from mockinterview.errors import DiskFullError, LibraryError, MockInterviewError
from mockinterview.session import View
from mockinterview.ui.sitting.place import Place
from mockinterview.ui.widgets.clock import Urgency
from mockinterview.ui.wording import clock_words, length_words, spoken_length

NEAR_THE_END_SECONDS = 30.0
LAST_SECONDS = 10.0
_ENDINGS = {
    Urgency.CALM: "",
    Urgency.NEAR_THE_END: " · half a minute left",
    Urgency.LAST_SECONDS: " · the last seconds",
}


@dataclass(frozen=True)
class StageWords:
    """The state, a remark beneath it, and what the one main action is called (or empty)."""

    state: str
    remark: str
    action: str = ""


_NEXT = "Next question now"
_RECORDED = {Stage.OPENING, Stage.ANSWER, Stage.INTERRUPTED, Stage.SAVED}
_COUNTDOWN = StageWords("Get ready", "Speak when the recording begins.")
_OPENING = StageWords("Opening the microphone …", "The clock starts with the first sound.")
_SAVING = StageWords("Saving …", "")
_SAVED = StageWords("Saved", "", "Mark this answer")


def urgency_of(view: View) -> Urgency:
    """How near the end of preparation or answer is; always calm when there is no limit."""
    left = view.seconds_left
    if view.stage is not Stage.ANSWER or left is None:
        return Urgency.CALM
    if left <= LAST_SECONDS:
        return Urgency.LAST_SECONDS
    return Urgency.NEAR_THE_END if left <= NEAR_THE_END_SECONDS else Urgency.CALM


def clock_text(view: View) -> str:
    """The figures of the clock: time left (never 0:00 while some is left), else time used."""
    if view.stage is Stage.COUNTDOWN and view.seconds_left is not None:
        return str(-int(-view.seconds_left // 1))
    if view.seconds_left is None:
        return clock_words(int(view.seconds_used))
    return clock_words(-int(-view.seconds_left // 1))


def clock_spoken(view: View) -> str:
    """The clock for a screen reader."""
    if view.seconds_left is None:
        return f"{spoken_length(view.seconds_used)} so far"
    return f"{spoken_length(view.seconds_left)} left"


def words_for(view: View, rules: Format, *, can_start: bool, can_stop: bool) -> StageWords:
    """What to say at this stage."""
    told = {
        Stage.LISTEN: lambda: _listening(rules),
        Stage.PREPARE: lambda: _preparing(rules, can_start=can_start),
        Stage.COUNTDOWN: lambda: _COUNTDOWN,
        Stage.OPENING: lambda: _OPENING,
        Stage.ANSWER: lambda: _answering(view, can_stop=can_stop),
        Stage.INTERRUPTED: lambda: _interrupted(view),
    }
    if view.stage in told:
        return told[view.stage]()
    return _SAVING if view.is_saving else _SAVED


def saved_words(take: Take, place: Place | None, remark: str) -> StageWords:
    """What to say once an answer is on the disk."""
    if place is None:
        if take.seconds == 0:
            return StageWords("Nothing was recorded", "", "Back to questions")
        return StageWords("Saved", remark, "Mark this answer")
    if place.is_practice:
        return StageWords("That was practice", f"{remark} · not kept", "Begin the sitting")
    state = "Saved" if take.seconds else "Nothing was recorded"
    if place.is_last:
        return StageWords(state, f"{remark} · that was the last question", "See your answers")
    what = "Break" if place.has_break else "Next question soon"
    return StageWords(f"{state} · {what}", f"{remark} · the next question comes by itself", _NEXT)


def leaving_words(stage: Stage, place: Place | None = None) -> str:
    """What leaving at this stage means."""
    if place is not None:
        recorded = "What has been recorded is kept. " if stage in _RECORDED else ""
        return f"{'' if place.is_practice else recorded}{place.leaving}"
    if stage in {Stage.OPENING, Stage.ANSWER, Stage.INTERRUPTED}:
        return "What has been recorded so far is kept. You will find it under Attempts."
    return "Nothing has been recorded yet. Notes that you have written are kept."


def _listening(rules: Format) -> StageWords:
    is_hidden = rules.show_prompt == "after-playing"
    remark = (
        "The question is shown when it has been read out." if is_hidden else "The question is read."
    )
    has_preparation = rules.preparation_seconds != 0
    action = "Skip to preparation" if has_preparation else "Skip to the answer"
    return StageWords("Listen", remark, action)


def _preparing(rules: Format, *, can_start: bool) -> StageWords:
    limit = rules.answer_seconds
    answer = f"Then {length_words(limit)} to answer." if limit else "Then answer without a limit."
    if rules.preparation_seconds is None:
        remark = f"Take the time that you need. {answer}"
    else:
        remark = f"{answer} The recording starts by itself."
    return StageWords("Prepare", remark, "Start answering now" if can_start else "")


def _answering(view: View, *, can_stop: bool) -> StageWords:
    microphone = f"Microphone: {view.device} · " if view.device else ""
    ending = "saved as you speak" if can_stop else "saved as you speak · it stops by itself"
    return StageWords(
        f"Recording{_ENDINGS[urgency_of(view)]}",
        f"{microphone}{ending}",
        "Finish answer" if can_stop else "",
    )


def _interrupted(view: View) -> StageWords:
    if view.problem is None:
        return StageWords("The recording was interrupted.", "", "Go on")
    return StageWords(view.problem.message, _help_here(view.problem), "Go on")


def _help_here(problem: MockInterviewError) -> str:
    """What can be done before going on; of a disk, without the settings, which are elsewhere."""
    if not isinstance(problem, LibraryError) or not problem.hint.endswith("in Settings."):
        return problem.hint
    if isinstance(problem, DiskFullError):
        return "Free some space on this disk, then go on."
    return "See that the folder is there and may be written to, then go on."
