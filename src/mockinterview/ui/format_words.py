"""What a format does and where it comes from, in words for people."""

from __future__ import annotations

from mockinterview.core.content import Confidence, Format
from mockinterview.services import Services
from mockinterview.ui.wording import length_words, source_words

CONFIDENCE_ICONS = {
    Confidence.OFFICIAL: "government-line",
    Confidence.PUBLISHED: "book-2-line",
    Confidence.THIRD_PARTY: "chat-quote-line",
    Confidence.OWN: "quill-pen-line",
}
"""A picture beside the word, never in its place."""


def percent_words(percent: float) -> str:
    """A number of per cent: 25 %, 12.5 %."""
    return f"{percent:g} %"


def extra_time_words(rules: Format, percent: float) -> str:
    """What extra time makes of a format as it is written; empty without extra time.

    “25 % extra time: 1 min becomes 1 min 15 s, 5 min becomes 6 min 15 s.”
    """
    if not percent:
        return ""
    longer = rules.with_extra_time(percent)
    told = [
        f"{length_words(before)} becomes {length_words(after)}"
        for before, after in (
            (rules.preparation_seconds, longer.preparation_seconds),
            (rules.answer_seconds, longer.answer_seconds),
        )
        if before and after
    ]
    if not told:
        return f"{percent_words(percent)} extra time changes nothing here: there is no clock."
    return f"{percent_words(percent)} extra time: {', '.join(told)}."


def manner_words(rules: Format) -> str:
    """How one question goes, beyond its times; empty where nothing is special."""
    told = []
    if rules.show_prompt == "after-playing":
        told.append("The question is shown once it has been played.")
    if rules.clock_includes_prompt:
        told.append("Playing it uses up answer time.")
    if rules.countdown:
        told.append("3, 2, 1 is counted before the recording.")
    if rules.answer_seconds is not None and not rules.early_stop:
        told.append("An answer cannot be ended before time.")
    if rules.preparation_seconds and not rules.early_start:
        told.append("Preparation cannot be ended before time.")
    return " ".join(told)


def sitting_words(rules: Format) -> str:
    """How a sitting goes: breaks, practice question, going on later; empty if nothing special."""
    told = []
    if rules.break_seconds:
        told.append(f"{length_words(rules.break_seconds)} of break between questions")
    if rules.practice_question:
        told.append("a practice question first")
    if not rules.resumable:
        told.append("no going on later")
    words = ", ".join(told)
    return f"{words[0].upper()}{words[1:]}." if words else ""


def is_own_format(services: Services, rules: Format) -> bool:
    """Whether a format comes from the person's own folder."""
    path = services.content.format_files.get(rules.format)
    return path is not None and path.is_relative_to(services.own_content)


def provenance_words(rules: Format, *, is_own: bool) -> str:
    """Where the times come from and how sure we are."""
    if not is_own or rules.source.confidence is not Confidence.OWN:
        return source_words(rules.source)
    title = rules.source.title.rstrip(".")
    return f"{title}." if title.startswith("Your own") else f"Your own format: {title}."
