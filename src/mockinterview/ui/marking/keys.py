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
        Key("previous", ("Up",), "↑ ↓", "The criterion before, the next"),
        Key("next", ("Down",), "", ""),
        Key("verdict_1", ("1",), "1", "Met (a pitfall: seen), and on to the next"),
        Key("verdict_2", ("2",), "2", "Partly"),
        Key("verdict_3", ("3",), "3", "Not met (a pitfall: avoided)"),
        Key("verdict_4", ("4",), "4", "Can't tell"),
        Key("verdict_none", ("0", "Backspace"), "0", "Take the verdict away"),
        Key("cite", ("E",), "E", "Cite what is chosen: words, a stretch, a citation again"),
        Key("note", ("N",), "N", "Write a note; Enter ends it and plays on"),
        Key("phrases", (), ";", "While writing: a phrase with the letters that follow"),
        Key("blind", ("B",), "B", "Blind first: cover the model answer, or show it"),
        Key("second_pass", ("Ctrl+B",), "Ctrl B", "Finish the first pass"),
        Key("next_time", ("T",), "T", "With nothing chosen: what to do next time"),
        *(Key(f"overall_{value}", (f"Ctrl+{value}",), "", "") for value in range(1, 5)),
        Key("overall_5", ("Ctrl+5",), "Ctrl 1–5", "Overall, not yet to would stand out"),
        Key("told", ("Ctrl+D",), "Ctrl D", "Told from the diary: tick which entry you told"),
        Key("overall_none", ("Ctrl+0",), "Ctrl 0", "Take the overall away"),
    ),
    "Listen": (
        Key("toggle", ("Space",), "Space", "Play or pause"),
        Key("back", (",",), ", .", "Two seconds back, two on"),
        Key("on", (".",), "", ""),
        Key("loop", ("L",), "L", "Repeat what is chosen, or the last clip"),
        Key("slower", ("[",), "[ ]", "Slower, faster: from 0.5× to 2×"),
        Key("faster", ("]",), "", ""),
    ),
    "Choose words": (
        Key("sentence_on", ("Ctrl+Right",), "Ctrl ← →", "A sentence, first the one being said"),
        Key("sentence_back", ("Ctrl+Left",), "", ""),
        Key("choose_on", ("Shift+Right",), "Shift ← →", "A word less or more"),
        Key("choose_back", ("Shift+Left",), "", ""),
        Key(
            "choose_sentence_on", ("Ctrl+Shift+Right",), "Ctrl Shift ← →", "A sentence less or more"
        ),
        Key("choose_sentence_back", ("Ctrl+Shift+Left",), "", ""),
        Key("choose_line_on", ("Shift+Down",), "Shift ↑ ↓", "A line less or more"),
        Key("choose_line_back", ("Shift+Up",), "", ""),
        Key("choose_to_line_end", ("Shift+End",), "", ""),
        Key("choose_to_line_start", ("Shift+Home",), "", ""),
        Key("copy", ("Ctrl+C",), "Ctrl C", "Copy the chosen words, or all"),
        Key("clear", ("Escape",), "Esc", "Choose nothing"),
    ),
    "Citations": (
        Key("clip_on", ("J",), "J K", "Hear the next citation, the one before"),
        Key("clip_back", ("K",), "", ""),
        Key("clips", ("P",), "P", "Hear the criterion’s citations in a row"),
        Key("start_earlier", ("I",), "I", "It starts a word earlier; with Shift later"),
        Key("start_later", ("Shift+I",), "", ""),
        Key("end_later", ("O",), "O", "It ends a word later; with Shift earlier"),
        Key("end_earlier", ("Shift+O",), "", ""),
        Key("drop_clip", ("Delete",), "Delete", "Take the chosen citation away"),
    ),
    "Comments": (
        Key("comment", ("W",), "W", "Write about what is chosen or being said; Enter plays on"),
        Key("comment_on", ("G",), "G", "Hear what the next comment is about; with Shift back"),
        Key("comment_back", ("Shift+G",), "", ""),
    ),
    "Suggestions": (
        Key("suggestion_on", ("H",), "H", "Hear where this may be told; with Shift the one before"),
        Key("suggestion_back", ("Shift+H",), "", ""),
        Key("suggestion_cite", ("Y",), "Y", "Cite that place"),
        Key("suggestion_dismiss", ("X",), "X", "Do not offer it again"),
    ),
    "Structure": (
        Key(
            "part_situation",
            ("S",),
            "S T A R F",
            "The chosen words, or the sentence heard, are the situation, task, action, result, "
            "reflection",
        ),
        Key("part_action", ("A",), "", ""),
        Key("part_result", ("R",), "", ""),
        Key("part_reflection", ("F",), "", ""),
        Key("parts", (), "← →", "On the bar: the part before or after; Enter plays it"),
        Key("change_part", (), "I O Delete", "On the bar: move its ends, take it away"),
    ),
    "Transcript": (
        Key("correct", ("C", "F2"), "C", "Correct the chosen words or the one said"),
        Key("keep", (), "Tab, Enter", "While correcting: on to the next word, done"),
        Key("hear", (), "Ctrl Space", "While correcting: hear it; with Shift, repeat"),
        Key("delete", (), "Delete", "In the transcript: take the chosen words out"),
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
        Key("fold", ("V",), "V", "Put the model answer away, or show it"),
        Key("undo", ("Ctrl+Z",), "Ctrl Z", "Undo, across marks and words"),
        Key("redo", ("Ctrl+Shift+Z", "Ctrl+Y"), "Ctrl Shift Z", "Redo"),
        Key("measures", ("M",), "M", "Everything that was measured, and where; or fold it away"),
        Key("next_answer", ("Ctrl+N",), "Ctrl N", "The next answer of your inbox"),
        Key("markers", ("Ctrl+M",), "Ctrl M", "Your marks and those of others side by side"),
        Key("compare", ("Ctrl+K",), "Ctrl K", "This answer beside the one before it"),
        Key("takes", ("Ctrl+T",), "Ctrl T", "Takes: compare, choose, delete"),
        Key("export", ("Ctrl+E",), "Ctrl E", "Export this take as a sound file"),
        Key("report", ("Ctrl+R",), "Ctrl R", "Export a report with all marks: page, PDF, table"),
        Key("pack", ("Ctrl+Shift+R",), "Ctrl Shift R", "Pack it for somebody else"),
        Key("leave", ("Alt+Left",), "Alt ←", "Back to where you came from"),
        Key("help", ("?", "F1"), "?", "This sheet"),
    ),
}
