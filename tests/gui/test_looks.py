"""A page that is shown often is looked at in every fast run; tests/looks looks at all of them."""

from __future__ import annotations

from mockinterview.ui import tokens
from mockinterview.ui.window import MainWindow
from tests.looks.clipping import clipped
from tests.looks.contrast import pale
from tests.looks.keyboard import nameless, unreached
from tests.looks.overlapping import overlapping


def test_nothing_looks_wrong_on_the_first_page(window: MainWindow) -> None:
    window.resize(tokens.WINDOW_WIDTH, tokens.WINDOW_HEIGHT)
    faults = [*clipped(window), *overlapping(window), *pale(window), *nameless(window)]
    assert faults == []


def test_tab_comes_to_what_stands_before_the_list_of_a_page(window: MainWindow) -> None:
    assert unreached(window) == []
