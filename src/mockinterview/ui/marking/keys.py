"""Every key of the marking page in one table: what is pressed, what it does, how it is told."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Key:
    """One or more keys for one action.

    `sequences` are Qt's names, none where a widget listens itself; `shown` is what stands on the
    help sheet.
    """

    action: str
    sequences: tuple[str, ...]
    shown: str
    text: str


KEYS: dict[str, tuple[Key, ...]] = {
    "Mark": (
        Key("previous", ("Up",), "↑", "The criterion before"),
        Key("next", ("Down",), "↓", "The next criterion"),
        Key("verdict_1", ("1",), "1", "Met (a pitfall: seen), and on to the next"),
        Key("verdict_2", ("2",), "2", "Partly"),
        Key("verdict_3", ("3",), "3", "Not met (a pitfall: avoided)"),
        Key("verdict_4", ("4",), "4", "Can't tell"),
        Key("verdict_none", ("0", "Backspace"), "0", "Take the verdict away"),
        Key("cite", ("E",), "E", "Cite the chosen words or stretch"),
        Key("note", ("N",), "N", "Write a note; Enter ends it and plays on"),
        Key("next_time", ("T",), "T", "Write what to do next time"),
        *(Key(f"overall_{value}", (f"Ctrl+{value}",), "", "") for value in range(1, 5)),
        Key("overall_5", ("Ctrl+5",), "Ctrl 1–5", "Overall, not yet to would stand out"),
        Key("overall_none", ("Ctrl+0",), "Ctrl 0", "Take the overall away"),
    ),
    "Listen": (
        Key("toggle", ("Space",), "Space", "Play or pause"),
        Key("back", (",",), ",", "Two seconds back"),
        Key("on", (".",), ".", "Two seconds on"),
        Key("loop", ("L",), "L", "Repeat what is chosen, or the last clip"),
        Key("slower", ("[",), "[", "Slower, down to 0.5×"),
        Key("faster", ("]",), "]", "Faster, up to 2×"),
    ),
    "Choose words": (
        Key("choose_on", ("Shift+Right",), "Shift →", "One word more, from the one being said"),
        Key("choose_back", ("Shift+Left",), "Shift ←", "One word less"),
        Key("copy", ("Ctrl+C",), "Ctrl C", "Copy the chosen words, or all"),
        Key("clear", ("Escape",), "Esc", "Choose nothing"),
    ),
    "Transcript": (
        Key("correct", ("C", "F2"), "C", "Correct the chosen words or the one said"),
        Key("keep", (), "Tab, Enter", "While correcting: on to the next word, done"),
        Key("hear", (), "Ctrl Space", "While correcting: hear it; with Shift, repeat"),
        Key("delete", (), "Delete", "Take the chosen words out"),
        Key("changes", ("D",), "D", "Show changes, and put them back"),
        Key("uncertain_on", ("F8",), "F8", "The next uncertain word"),
        Key("uncertain_back", ("Shift+F8",), "", ""),
        Key("filler_on", ("F9",), "F9", "Play the next hesitation"),
        Key("filler_back", ("Shift+F9",), "", ""),
        Key("find", ("Ctrl+F",), "Ctrl F", "Find words; F3 and Shift F3 go on and back"),
        Key("find_on", ("F3",), "", ""),
        Key("find_back", ("Shift+F3",), "", ""),
        Key("export_words", ("Ctrl+Shift+E",), "Ctrl Shift E", "Export the transcript"),
    ),
    "Page": (
        Key("undo", ("Ctrl+Z",), "Ctrl Z", "Undo, across marks and words"),
        Key("redo", ("Ctrl+Shift+Z", "Ctrl+Y"), "Ctrl Shift Z", "Redo"),
        Key("takes", ("Ctrl+T",), "Ctrl T", "Takes: compare, choose, delete"),
        Key("export", ("Ctrl+E",), "Ctrl E", "Export this take as a sound file"),
        Key("leave", ("Alt+Left",), "Alt ←", "Back to where you came from"),
        Key("help", ("?", "F1"), "?", "This sheet"),
    ),
}
