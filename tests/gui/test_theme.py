"""Colours that can be read, and controls that can be named."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QWidget

from mockinterview.core.content import StarrRole
from mockinterview.ui import tokens
from mockinterview.ui.window import MainWindow

LEAST_CONTRAST = 4.5
"""WCAG 2.2, 1.4.3 (AA)."""

STEPS = [step.value for step in StarrRole]

PAIRS = [
    *((ink, ground) for ink in ("ink", "muted") for ground in ("background", "surface")),
    *(("ink", ground) for ground in ("accent_soft", "evidence")),
    *((ink, "evidence") for ink in ("accent", "met")),
    *(("muted", "accent_soft"), ("accent", "accent_soft"), ("accent", "surface")),
    *((ink, "surface") for ink in ("recording", "met", "partly", "not_met", "cannot_tell")),
    *((ink, "background") for ink in ("recording", "met", "partly", "not_met", "cannot_tell")),
    *(
        ("on_accent", ground)
        for ground in ("accent", "recording", "met", "partly", "not_met", "cannot_tell")
    ),
    *(("on_accent", step) for step in STEPS),
    *((step, ground) for step in STEPS for ground in ("background", "surface", "accent_soft")),
]


def luminance(colour: str) -> float:
    """Relative luminance as WCAG defines it."""
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("palette", [tokens.LIGHT, tokens.DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("ink", "ground"), PAIRS)
def test_every_pair_can_be_read(palette: tokens.Palette, ink: str, ground: str) -> None:
    light, dark = sorted(
        (luminance(getattr(palette, ink)), luminance(getattr(palette, ground))), reverse=True
    )
    assert (light + 0.05) / (dark + 0.05) >= LEAST_CONTRAST


def test_every_control_that_takes_the_focus_has_a_name(window: MainWindow) -> None:
    pages = (
        window.pages.practise,
        window.pages.attempts,
        window.pages.settings,
        window.pages.interview,
    )
    nameless = [
        f"{type(page).__name__}: {widget}"
        for page in pages
        for widget in page.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.isVisibleTo(page)
        and not widget.accessibleName()
        and not (isinstance(widget, QAbstractButton) and widget.text())
        and not widget.objectName().startswith("qt_")
    ]
    assert nameless == []
