"""The level meter: it rises at once, falls slowly, holds the peak, and lights where sound clips."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from mockinterview.ui.theme import Theme
from mockinterview.ui.widgets.meter import CLIP_WORDS, LevelMeter
from tests.gui.room import Room


class Clock:
    now = 50.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(params=[False, True], ids=["thin", "scaled"])
def meter(request: pytest.FixtureRequest, qtbot: QtBot, theme: Theme, clock: Clock) -> LevelMeter:
    meter = LevelMeter(theme, has_scale=request.param, clock=clock)
    qtbot.addWidget(meter)
    meter.resize(600, meter.sizeHint().height())
    return meter


def picture(meter: LevelMeter) -> QImage:
    QApplication.processEvents()
    return meter.grab().toImage()


def is_lit(meter: LevelMeter) -> bool:
    """Asked anew each time (a type checker takes a property for constant)."""
    return meter.is_clip_lit


def columns(image: QImage, colour: str, row: int) -> list[int]:
    wanted = QColor(colour)
    return [x for x in range(image.width()) if image.pixelColor(x, row) == wanted]


def test_half_way_is_minus_thirty(meter: LevelMeter, theme: Theme, clock: Clock) -> None:
    meter.show_level(-60)
    middle = theme.pixels(12) // 2
    meter.show_level(0)
    full = columns(picture(meter), theme.palette.accent, middle)[-1]
    meter.reset()
    meter.show_level(-30)
    half = columns(picture(meter), theme.palette.accent, middle)[-1]
    assert half == pytest.approx(full / 2, abs=4)


def test_it_falls_thirty_decibels_a_second_and_holds_the_peak(
    meter: LevelMeter, theme: Theme, clock: Clock
) -> None:
    meter.show_level(-10)
    before = columns(picture(meter), theme.palette.muted, 0)
    clock.now += 1.0
    meter.show_level(-60)
    image = picture(meter)
    assert columns(image, theme.palette.muted, 0) == before, "the mark stays"
    middle = theme.pixels(12) // 2
    reached = columns(image, theme.palette.accent, middle)[-1]
    assert reached == pytest.approx(before[0] * 20 / 50, abs=5)
    clock.now += 1.0
    meter.show_level(-60)
    assert columns(picture(meter), theme.palette.muted, 0) != before, "the mark has let go"


def test_the_light_comes_at_full_scale_stays_three_seconds_and_is_told_in_words(
    qtbot: QtBot, meter: LevelMeter, clock: Clock
) -> None:
    meter.show_level(-0.5)
    assert not is_lit(meter)
    with qtbot.waitSignal(meter.clipped):
        meter.show_level(0.0)
    assert is_lit(meter)
    assert meter.toolTip() == CLIP_WORDS
    assert meter.accessibleDescription() == CLIP_WORDS
    lit = picture(meter)
    for _ in range(29):
        clock.now += 0.1
        meter.show_level(-40)
    assert is_lit(meter)
    clock.now += 0.2
    meter.show_level(-40)
    assert not is_lit(meter)
    assert meter.toolTip() == meter.accessibleDescription() == ""
    assert picture(meter) != lit
    meter.show_level(0.0)
    meter.reset()
    assert not is_lit(meter)


def test_a_light_that_is_on_is_told_once(qtbot: QtBot, meter: LevelMeter) -> None:
    told: list[bool] = []
    meter.clipped.connect(lambda: told.append(True))
    for _ in range(5):
        meter.show_level(0.0)
    assert told == [True]


def test_the_interview_lights_for_what_is_cut_off(room: Room) -> None:
    room.answer()
    meter = room.page.status.meter
    assert not is_lit(meter)
    room.microphones[-1].hear(np.array([32767] * 480, dtype=np.int16))
    room.wait(lambda: is_lit(meter))
    assert meter.isVisible()
    assert meter.accessibleDescription() == CLIP_WORDS
