"""Sheets of A4 to write on: our font, sizes and colours, and text of any language."""

from __future__ import annotations

import logging
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import resources
from typing import TYPE_CHECKING, Any, Final, cast

from mockinterview.report.clean_text import clean
from mockinterview.report.document import Tone

if TYPE_CHECKING:
    from fpdf import FPDF

FAMILY: Final = "DejaVu Sans"
FONTS: Final = (("", "DejaVuSans.ttf"), ("B", "DejaVuSans-Bold.ttf"))

INK: Final = "#1C2529"
MUTED: Final = "#56636A"
LINE: Final = "#DCE1E0"
ACCENT: Final = "#17627D"
TONES: Final = {
    Tone.PLAIN: INK,
    Tone.MET: "#1D7348",
    Tone.PARTLY: "#8A5A00",
    Tone.NOT_MET: "#A4372B",
    Tone.CANNOT_TELL: MUTED,
}
"""The colours of the light screens, which a test compares."""

SMALL: Final = 8.5
BODY: Final = 10.0
HEADING: Final = 13.0
TITLE: Final = 18.0
LEADING: Final = 1.4
"""Points, and the height of a line as a part of them."""
MARGIN: Final = 18.0
MILLIMETRES_PER_POINT: Final = 25.4 / 72
MISSING: Final = "□"
"""Stands for a letter or picture that the font does not have."""
JOINERS: Final = "\u200b\u200c\u200d\u2060\ufe0e\ufe0f"
"""They join or part other letters and are no letters themselves."""


class Paper:
    """Writes paragraph below paragraph; lengths are millimetres, sizes points."""

    def __init__(self, title: str, language: str, *, is_wide: bool) -> None:
        import fpdf

        logging.getLogger("fontTools").setLevel(logging.WARNING)  # it tells each table it cuts
        self.pdf: FPDF = fpdf.FPDF("landscape" if is_wide else "portrait", "mm", "A4")
        self.pdf.set_margin(MARGIN)
        self.pdf.set_auto_page_break(auto=True, margin=MARGIN)
        fonts = resources.files("mockinterview.report") / "fonts"
        for style, name in FONTS:
            with resources.as_file(fonts / name) as path:
                self.pdf.add_font(FAMILY, style, path)
        self._letters = {style: self._known(style) for style, _ in FONTS}
        self.pdf.set_text_shaping(use_shaping_engine=True)
        self.pdf.set_lang(language)
        self.pdf.set_title(clean(title))
        self.pdf.set_creator("Mock Interview")
        self.pdf.add_page()

    @property
    def width(self) -> float:
        """Between the margins."""
        return float(self.pdf.epw)

    def write(
        self,
        text: str,
        *,
        size: float = BODY,
        style: str = "",
        colour: str = INK,
        indent: float = 0.0,
        width: float | None = None,
    ) -> None:
        """A paragraph from an indent, as wide as there is room or as told, over pages."""
        shown = self.known(text, style)
        if not shown.strip():
            return
        self.use(size, style, colour)
        self.pdf.set_x(self.pdf.l_margin + indent)
        self.pdf.multi_cell(
            self.width - indent if width is None else width,
            line_height(size),
            shown,
            align="R" if is_right_to_left(shown) else "L",
            new_x="LMARGIN",
            new_y="NEXT",
        )

    def lead(self, text: str, indent: float) -> float:
        """A few quiet words before a paragraph, or above it where they are long.

        Returns: how far the paragraph has to be indented behind them.
        """
        if not text:
            return 0.0
        self.use(BODY, colour=MUTED)
        shown = self.known(text)
        wanted = self.pdf.get_string_width(shown) + 3
        if wanted > self.width / 2:
            self.write(text, colour=MUTED, indent=indent)
            return 0.0
        self.need(line_height(BODY))
        self.pdf.set_x(self.pdf.l_margin + indent)
        self.pdf.cell(wanted, line_height(BODY), shown)
        return wanted

    def height(self, text: str, width: float) -> float:
        """How high a paragraph of the ordinary size would be."""
        self.use(BODY)
        found = self.pdf.multi_cell(
            width, line_height(BODY), self.known(text), align="L", dry_run=True, output="HEIGHT"
        )
        return float(cast("float", found))

    def use(self, size: float, style: str = "", colour: str = INK) -> None:
        """Take up this pen."""
        self.pdf.set_font(FAMILY, style, size)
        self.pdf.set_text_color(colour)

    def leave(self, millimetres: float) -> None:
        """Leave so much free, unless at the top of a page."""
        if self.pdf.get_y() > self.pdf.t_margin:
            self.pdf.set_y(min(self.pdf.get_y() + millimetres, self.pdf.h - self.pdf.b_margin))

    def need(self, millimetres: float) -> None:
        """Begin a new page unless there is this much room."""
        if self.pdf.will_page_break(millimetres):
            self.pdf.add_page()

    def rule(self) -> None:
        """A thin line across and a little room below it, unless at the top of a page."""
        y = self.pdf.get_y()
        if y > self.pdf.t_margin:
            self.pdf.set_draw_color(LINE)
            self.pdf.line(self.pdf.l_margin, y, self.pdf.l_margin + self.width, y)
            self.leave(3)

    @contextmanager
    def barred(self, indent: float) -> Iterator[None]:
        """A thin line beside what is written in here, on every page that it runs over."""
        pdf = self.pdf
        page, top = pdf.page, pdf.get_y()
        yield
        last, bottom = pdf.page, pdf.get_y()
        for number in range(page, last + 1):
            pdf.page = number
            begin = top if number == page else pdf.t_margin
            end = bottom if number == last else pdf.h - pdf.b_margin
            pdf.set_draw_color(LINE)
            pdf.line(pdf.l_margin + indent, begin, pdf.l_margin + indent, end)
        pdf.page = last

    def known(self, text: str, style: str = "") -> str:
        """The text with a box for each letter that the font does not have."""
        letters = self._letters[style]
        return "".join(
            letter if letter == "\n" or ord(letter) in letters else MISSING
            for letter in clean(text).replace("\t", " ")
            if letter not in JOINERS
        )

    def finished(self) -> bytes:
        """The whole file."""
        return bytes(self.pdf.output())

    def _known(self, style: str) -> frozenset[int]:
        font: Any = self.pdf.fonts[f"{FAMILY.lower()}{style}"]
        return frozenset(font.cmap)


def line_height(size: float) -> float:
    """Millimetres of a line of this size."""
    return size * LEADING * MILLIMETRES_PER_POINT


def is_right_to_left(text: str) -> bool:
    """Whether the first letter with a direction runs to the left."""
    directions = (unicodedata.bidirectional(letter) for letter in text)
    return next((one != "L" for one in directions if one in {"L", "R", "AL"}), False)
