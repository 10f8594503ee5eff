"""Commented templates of bank, mark scheme and phrases: whole once the empty quotes are filled.

Lines that begin with `#` and a key are optional; removing the `#` uses them.
"""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from mockinterview.files.ids import as_id, written_id

BANK = """\
# A bank of questions. Fill in what stands between the empty quotation marks, then run
#     mockinterview check {file}
# A line that begins with # is only read by people. To use an optional line, remove its "# ".
# Lines that belong together begin in the same column; use spaces, never tabs.

bank: {name}          # its id: lower-case words joined by hyphens; no other bank may have it
version: 1
title: ""              # the name that people see, for example: Motivation, first set
about: ""              # one or two sentences: whom it is for, where the questions come from
language: en-GB
# format: imperial-2023        # the clock that it is meant for; see “mockinterview questions”
# source:                      # where the questions come from
#   title: "The title of a book, page or course"
#   author: "Who wrote it"
#   date: 2026
#   url: "https://…"
#   confidence: own            # official, published, third-party or own

questions:
  - id: {first}       # lower-case words joined by hyphens; no other question may have it
    prompt: ""         # the question as it is spoken and shown, 60 words at most
    theme: ""          # for example: Motivation; Ethics; Teamwork and leadership
    rubric: ""         # the id of its mark scheme: one of yours, or a shipped one such as starr
    # audio: audio/one.flac              # a recording of the prompt, beside this file
    # candidate_note: "Shown while the candidate prepares."
    # tutor_note: "Shown to tutors only."
    model_answers:     # one of many good answers, 200 to 300 words; the line may be removed
      - title: ""      # a short name, for example: The pharmacy counter
        about: One of many good answers.
        paragraphs:
          # “>-” lets a text go over several lines, with any punctuation in it. “shows” says which
          # criteria of the mark scheme the paragraph meets. “role” is optional, one of situation,
          # task, action, result, reflection.
          - text: ""
            shows: [""]
            # role: situation

  # Copy the block above for the next question, from “- id” on.
"""

RUBRIC = """\
# A mark scheme. Fill in what stands between the empty quotation marks, then run
#     mockinterview check {file}
# A line that begins with # is only read by people. To use an optional line, remove its "# ".
# Lines that belong together begin in the same column; use spaces, never tabs.

rubric: {name}        # its id: lower-case words joined by hyphens; questions name it
version: 1
title: ""              # the name that people see
about: ""              # one or two sentences: what a good answer does
# marks: {{content: 6, communication: 4}}   # how an overall mark is split; shown, never imposed
# include: [delivery]  # adds the criteria of other schemes; delivery is about how things are said

criteria:
  # One thing to show. A good criterion can be heard: two people who listen to the same answer
  # would tick the same box.
  - id: first-point    # lower-case words joined by hyphens
    kind: positive     # positive: to be shown. pitfall: to be avoided.
    category: content  # content: what is said. communication: how it is said.
    text: ""           # for example: Gives an example from their own life.
    marker_note: ""    # what to do in doubtful cases
    # levels:
    #   met: "What an answer that meets it is like."
    #   partly: "What half of it is like."
    #   not_met: "What an answer without it is like."
    # weight: 1
    # structure: starr # marked step by step: starr or pee
    # informed_by: [pace, pauses]   # room_noise, loudness, clipping, pace, pauses, fillers,
    #                               # informal_words: measured and shown beside the criterion
    examples:          # three or more ways in which different people may say it
      - ""
      - ""
      - ""
    # counter_examples: [""]   # how it sounds when it is denied, wished for, or a name dropped

  # One thing to avoid.
  - id: first-pitfall
    kind: pitfall
    category: content
    text: ""           # for example: Only retells what happened.
    examples:          # three to eight ways in which it may be heard
      - ""
      - ""
      - ""
"""


PHRASES = """\
# Phrases of your own. While you write a note, a comment or what to do next time, type a semicolon
# and a few letters: the phrases with these letters are offered. Save this file and they are there.
#     mockinterview check {file}
# tells what is wrong in it. Put a phrase with a colon in it into quotation marks.
version: 1
phrases:
  - What did you yourself decide, and why that way?
"""

Template = Literal["bank", "rubric", "phrases"]


def template(kind: Template, path: Path) -> str:
    """The text of a new file; its id, where it has one, is made of the file's name."""
    if kind == "phrases":
        return PHRASES.format(file=path.name)
    name = as_id(path.stem) or ("my-bank" if kind == "bank" else "my-mark-scheme")
    text = BANK if kind == "bank" else RUBRIC
    return text.format(name=written_id(name), first=written_id(f"{name[:60]}-1"), file=path.name)
