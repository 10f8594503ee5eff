"""Every colour, size and space of the window; nothing else writes one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Palette:
    """The colours of one theme, as #RRGGBB. Each pair in use has a contrast of at least 4.5:1."""

    background: str
    surface: str
    line: str
    ink: str
    muted: str
    accent: str
    on_accent: str
    accent_soft: str
    recording: str
    met: str
    partly: str
    not_met: str
    cannot_tell: str
    evidence: str
    evidence_deep: str
    situation: str
    task: str
    action: str
    result: str
    reflection: str
    wave: str
    is_dark: bool


LIGHT: Final = Palette(
    background="#F6F7F5",
    surface="#FFFFFF",
    line="#DCE1E0",
    ink="#1C2529",
    muted="#56636A",
    accent="#17627D",
    on_accent="#FFFFFF",
    accent_soft="#E6EFF1",
    recording="#B3261E",
    met="#1D7348",
    partly="#8A5A00",
    not_met="#A4372B",
    cannot_tell="#56636A",
    evidence="#FFF0B3",
    evidence_deep="#FFDD75",
    situation="#2F6690",
    task="#3F7343",
    action="#86621A",
    result="#9A4A3E",
    reflection="#6E4C93",
    wave="#B4BEC1",
    is_dark=False,
)

DARK: Final = Palette(
    background="#15191C",
    surface="#1D2327",
    line="#2E373C",
    ink="#E8EDEC",
    muted="#9FADB3",
    accent="#6FC0DA",
    on_accent="#10191D",
    accent_soft="#22333A",
    recording="#FF8A80",
    met="#73CFA0",
    partly="#E8B45A",
    not_met="#F2968B",
    cannot_tell="#9FADB3",
    evidence="#4A4012",
    evidence_deep="#6B5C14",
    situation="#7DB4E0",
    task="#8FCB93",
    action="#DDB765",
    result="#EFA08F",
    reflection="#C5A8EC",
    wave="#4B575D",
    is_dark=True,
)

SPACE_4: Final = 4
SPACE_8: Final = 8
SPACE_12: Final = 12
SPACE_16: Final = 16
SPACE_24: Final = 24
SPACE_32: Final = 32
RADIUS: Final = 8

META: Final = 13
BODY: Final = 15
TRANSCRIPT: Final = 17
HEADING: Final = 20
QUESTION: Final = 30
"""Type sizes in pixels at the system's ordinary font size; `theme` scales them with it."""

WINDOW_WIDTH: Final = 1100
WINDOW_HEIGHT: Final = 700
RAIL_WIDTH: Final = 76
