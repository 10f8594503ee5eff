"""The steps of a model answer: how long each would be aloud, to compare one's own with."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from mockinterview.core.content import ModelAnswer, StarrRole
from mockinterview.ui import tokens
from mockinterview.ui.marking.structure.steps import told_times
from mockinterview.ui.marking.structure.strip import Segment, StepStrip
from mockinterview.ui.theme import Theme
from mockinterview.ui.widgets.labels import Label


class ModelParts(QWidget):
    """A small bar by the number of words, and the times in words beneath it."""

    def __init__(self, theme: Theme, answer: ModelAnswer) -> None:
        super().__init__()
        segments, seconds = spoken_segments(answer)
        self.times = told_times(seconds)
        self.strip = StepStrip(theme, "Structure of the model answer")
        self.strip.show_segments(segments, answer.aloud_seconds, self.times)
        self.label = Label(f"Here, aloud: {self.times}", "meta")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, tokens.SPACE_8)
        column.setSpacing(tokens.SPACE_4)
        column.addWidget(self.strip)
        column.addWidget(self.label)


def has_steps(answer: ModelAnswer) -> bool:
    """Whether any of its paragraphs is a step of a story."""
    return any(paragraph.role for paragraph in answer.paragraphs)


def spoken_segments(answer: ModelAnswer) -> tuple[list[Segment], dict[StarrRole, float]]:
    """Where each step would lie if it were read aloud, in seconds, and the time of each step.

    Paragraphs of one step that follow each other are one segment; those without a step are
    segments without one.
    """
    scale = answer.aloud_seconds / max(1, answer.words)
    segments: list[Segment] = []
    times = dict.fromkeys(StarrRole, 0.0)
    now = 0.0
    for paragraph in answer.paragraphs:
        seconds = len(paragraph.text.split()) * scale
        if paragraph.role is not None:
            times[paragraph.role] += seconds
        if segments and segments[-1].role is paragraph.role:
            segments[-1] = segments[-1]._replace(end=now + seconds)
        else:
            segments.append(Segment(now, now + seconds, paragraph.role))
        now += seconds
    return segments, times
