"""How the sheet on which answers are packed puts things into words. Qt-free."""

from __future__ import annotations

import datetime as dt
from typing import Final

from mockinterview.core.sizes import size_words
from mockinterview.pack.layout import SoundKind
from mockinterview.ui.packing.contents import MarksLine, Offer
from mockinterview.ui.wording import MONTHS, count

TITLE: Final = "Pack for somebody else"

SOUND_NAMES: Final[dict[SoundKind, str]] = {
    "opus": "Opus, small",
    "flac": "FLAC, exact",
    "none": "Left out",
}
_SOUND_REMARKS: Final[dict[SoundKind, str]] = {
    "opus": "Small, and good to listen to.",
    "flac": "Larger: exactly the sound that is here.",
    "none": "It can be read where there is a transcript, and not heard.",
}
UNNAMED: Final = "Without a name tutors see “Unnamed candidate”, and not whose it is."
_PASSES: Final = {1: "first pass", 2: "second pass"}
NO_MARKS: Final = "No marks go along."
NO_MARKS_YET: Final = "Nobody has marked yet: no marks go along."
UNTICKED: Final = "What is not ticked stays here."
_NAMES_TOLD: Final = 4
_FILE_LETTERS: Final = 60
"""Of a name in the name of a file, which has room for 255 bytes."""
_UNNAMED_ONE: Final = "unnamed"


def answers_words(offer: Offer) -> str:
    """Which answers are packed."""
    if len(offer.answers) > 1:
        return count(len(offer.answers), "answer")
    created, prompt = offer.answers[0].created, offer.answers[0].prompt
    return f"{created.day} {MONTHS[created.month - 1]} {created.year} · {prompt}"


def name_question(offer: Offer) -> str:
    """What the field for the name is called."""
    if not offer.has_mine:
        return "Name of the candidate"
    return "Your name" if not offer.others else "Your name, for your own answers"


def name_remark(offer: Offer, name: str) -> str:
    """What comes of the name that is written; of other answers, that theirs stay."""
    told = ""
    if offer.asks_name:
        whose = "your" if offer.has_mine and offer.others else "the"
        it = f"{whose} answer" if len(offer.answers) == 1 else f"{whose} answers"
        told = f"Tutors see {it} under this name." if name.strip() else UNNAMED
    if offer.others and (offer.has_mine or not offer.asks_name):
        told += f" Answers that came in packs keep their names: {_names(offer.others)}."
    return told.strip()


def sound_remark(sound: SoundKind, size: int | None) -> str:
    """What a kind of sound means, and how large the pack will be; None: not known yet."""
    about = "…" if size is None else f"About {size_words(size)}."
    return f"{about} {_SOUND_REMARKS[sound]}"


def marks_words(line: MarksLine, number: int, answers: int) -> str:
    """Whose marks a tick stands for; on how many of the answers, where they are several."""
    if line.is_kept_back:
        words = "Marks of others, kept back until your first pass is finished"
    else:
        pass_words = _PASSES.get(line.pass_number, f"pass {line.pass_number}")
        words = f"{_whose(line)}, {pass_words}"
    return words if answers == 1 else f"{words} · {number} of {count(answers, 'answer')}"


def file_name(offer: Offer, name: str, today: dt.date) -> str:
    """The name that is proposed for the file, without its ending: whose answers, and the day."""
    names = (name.strip(),) if offer.asks_name else offer.others
    kept = _for_files(names[0]) if len(names) == 1 else count(len(names), "candidate")
    if not kept and len(offer.answers) == 1:
        return f"{offer.answers[0].question} {today:%Y-%m-%d}"
    return f"{kept or count(len(offer.answers), 'answer')} {today:%Y-%m-%d}"


def _whose(line: MarksLine) -> str:
    name = "" if line.marker == "Candidate" else line.marker
    if line.is_mine:
        if line.role == "candidate":
            return "Your marks"
        return f"Your marks as {name}" if name else "Your marks as a tutor"
    if line.role == "candidate":
        return f"{name}, candidate" if name else "Candidate"
    return f"{name}, tutor" if name else "Tutor"


def _names(names: tuple[str, ...]) -> str:
    told = [name or _UNNAMED_ONE for name in names[:_NAMES_TOLD]]
    more = len(names) - len(told)
    return ", ".join(told) + (f" and {count(more, 'other')}" if more else "")


def _for_files(name: str) -> str:
    """What of a name every system takes in the name of a file."""
    kept = "".join(letter for letter in name if letter.isalnum() or letter in " -_'.")
    return " ".join(kept.split())[:_FILE_LETTERS].strip(" .")
