"""Themes and domains as bars."""

from __future__ import annotations

from collections.abc import Sequence

from mockinterview.core.progress import DomainProgress, ThemeProgress
from mockinterview.ui.progress.bars import Bar
from mockinterview.ui.progress.wording import domain_words


def theme_bars(themes: Sequence[ThemeProgress], words: Sequence[str]) -> list[Bar]:
    """Each beside the one with most answers."""
    most = max((theme.answers for theme in themes), default=0) or 1
    return [
        Bar(theme.theme, told, theme.answers / most)
        for theme, told in zip(themes, words, strict=True)
    ]


def domain_bar(domain: DomainProgress) -> Bar:
    """What is met of what was judged, of what there is."""
    total = domain.total
    return Bar(domain.domain.title, domain_words(domain), domain.met / total, domain.judged / total)
