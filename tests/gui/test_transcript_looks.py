"""What is chosen and what is being said are told apart, by form and not by colour alone."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from mockinterview import settings
from mockinterview.ui.marking.transcript_view import TranscriptView
from mockinterview.ui.theme import Theme
from tests.gui.marking_attempts import make_transcript

CHOSEN, SPOKEN = 4, 7


def accent_share(view: TranscriptView, picture: QImage, theme: Theme, word: int) -> float:
    """How much of the place of a word has the accent's colour."""
    area, _ = view.area_of(word, word)
    accent = QColor(theme.palette.accent).rgb()
    inside = [
        picture.pixel(x, y) == accent
        for x in range(area.left() + 2, area.right() - 2)
        for y in range(area.top() + 2, area.bottom() - 2)
    ]
    return sum(inside) / len(inside)


@pytest.mark.slow
@pytest.mark.parametrize("choice", [settings.Theme.LIGHT, settings.Theme.DARK])
def test_a_chosen_word_is_filled_and_the_spoken_one_framed(
    qtbot: QtBot, theme: Theme, choice: settings.Theme
) -> None:
    theme.choose(choice)
    view = TranscriptView(theme)
    qtbot.addWidget(view)
    view.resize(600, 200)
    view.show_words(tuple(make_transcript().words))
    view.show()
    view.choose(CHOSEN, CHOSEN)
    plain = view.viewport().grab().toImage()
    view.set_spoken(SPOKEN)
    told = view.viewport().grab().toImage()
    assert accent_share(view, told, theme, CHOSEN) > 0.5
    assert accent_share(view, told, theme, SPOKEN) < 0.2
    area = view.area_of(SPOKEN, SPOKEN)[0].adjusted(0, 0, 0, 4)  # with the line below it
    assert told.copy(area) != plain.copy(area)
    view.choose(SPOKEN - 1, SPOKEN + 1)
    chosen_and_spoken = view.viewport().grab().toImage().copy(area)
    view.set_spoken(None)
    assert chosen_and_spoken != view.viewport().grab().toImage().copy(area)
