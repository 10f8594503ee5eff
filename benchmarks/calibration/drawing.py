"""The reliability curves as a small SVG, made by hand: no drawing library is needed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from benchmarks.calibration.judging import Judged, reliability

SIZE: Final = 420
LEFT: Final = 64
TOP: Final = 24
WIDTH: Final = 640
HEIGHT: Final = 520
COLOURS: Final = ("#17627D", "#A4372B", "#1D7348", "#8A5A00")


def reliability_svg(judged: Mapping[str, Sequence[Judged]], threshold: float) -> str:
    """One curve for each name, the diagonal of perfect honesty, and where underlining ends.

    The area of a point tells how many words it stands for.
    """
    parts = [
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}"'
            ' font-family="sans-serif" font-size="13">'
        ),
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#FFFFFF"/>',
        (
            f'<rect x="{_x(0)}" y="{_y(1)}" width="{_x(threshold) - _x(0):.0f}" height="{SIZE}"'
            ' fill="#FFF0B3"/>'
        ),
        *_axes(),
        (
            f'<line x1="{_x(0)}" y1="{_y(0)}" x2="{_x(1)}" y2="{_y(1)}" stroke="#56636A"'
            ' stroke-dasharray="4 4"/>'
        ),
        (
            f'<text x="{_x(threshold) - 6}" y="{TOP + 16}" text-anchor="end" fill="#56636A">'
            f"underlined, below {threshold:g}</text>"
        ),
    ]
    for number, (name, of_name) in enumerate(judged.items()):
        parts += _curve(name, of_name, COLOURS[number % len(COLOURS)], number)
    return "\n".join([*parts, "</svg>", ""])


def _curve(name: str, judged: Sequence[Judged], colour: str, number: int) -> list[str]:
    bins = reliability(judged)
    points = " ".join(f"{_x(one.probability):.1f},{_y(one.share_right):.1f}" for one in bins)
    most = max(one.words for one in bins)
    circles = [
        f'<circle cx="{_x(one.probability):.1f}" cy="{_y(one.share_right):.1f}"'
        f' r="{3 + 7 * (one.words / most) ** 0.5:.1f}" fill="{colour}" fill-opacity="0.7">'
        f"<title>{one.words} words</title></circle>"
        for one in bins
    ]
    y = TOP + 40 + 22 * number
    return [
        f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="2"/>',
        *circles,
        f'<rect x="{LEFT + SIZE + 16}" y="{y - 10}" width="12" height="12" fill="{colour}"/>',
        f'<text x="{LEFT + SIZE + 34}" y="{y}" fill="#1C2529">{name}</text>',
    ]


def _axes() -> list[str]:
    lines = []
    for tenth in range(0, 11, 2):
        share = tenth / 10
        lines += [
            (
                f'<line x1="{_x(0)}" y1="{_y(share):.0f}" x2="{_x(1)}" y2="{_y(share):.0f}"'
                ' stroke="#DCE1E0"/>'
            ),
            (
                f'<text x="{LEFT - 8}" y="{_y(share) + 4:.0f}" text-anchor="end" fill="#56636A">'
                f"{tenth * 10} %</text>"
            ),
            (
                f'<text x="{_x(share):.0f}" y="{TOP + SIZE + 20}" text-anchor="middle"'
                f' fill="#56636A">{share:g}</text>'
            ),
        ]
    return [
        *lines,
        (
            f'<text x="{_x(0.5)}" y="{TOP + SIZE + 44}" text-anchor="middle" fill="#1C2529">'
            "probability that the model gives a word</text>"
        ),
        (
            f'<text transform="translate(16 {_y(0.5):.0f}) rotate(-90)" text-anchor="middle"'
            ' fill="#1C2529">words that are right</text>'
        ),
    ]


def _x(share: float) -> float:
    return LEFT + SIZE * share


def _y(share: float) -> float:
    return TOP + SIZE * (1 - share)
