"""Draws a report as a PDF: the same sections as the web page has, on A4, without sound."""

from __future__ import annotations

import datetime as dt
from typing import Final

from mockinterview.report.document import (
    Block,
    Checklist,
    Document,
    Facts,
    Grid,
    Item,
    Judgement,
    Prose,
    Said,
    Section,
    Sounds,
)
from mockinterview.report.paper import (
    ACCENT,
    BODY,
    HEADING,
    INK,
    LINE,
    MUTED,
    SMALL,
    TITLE,
    TONES,
    Paper,
    line_height,
)

NAME_MILLIMETRES: Final = 42.0
NUMBER_MILLIMETRES: Final = 8.0
COLUMNS_UPRIGHT: Final = 7
"""A table with more columns lays the sheets across."""
MOST_COLUMNS: Final = 22
"""Beside the first one; what a table has more goes into another below it."""
LONGEST_CELL: Final = 400
"""Characters; a table with more in one cell is told row by row."""


def as_pdf(document: Document, now: dt.datetime) -> bytes:
    """The whole file. Takes a second, and some for a hundred pages."""
    grids = [one for section in document.sections for one in section.blocks if _is_wide(one)]
    paper = Paper(document.title, document.language, is_wide=bool(grids))
    paper.pdf.set_creation_date(now)
    paper.write(document.kind, size=SMALL, style="B", colour=ACCENT)
    paper.write(document.title, size=TITLE, style="B")
    paper.leave(1)
    for line in document.line.split("\n"):
        paper.write(line, size=SMALL, colour=MUTED)
    for section in document.sections:
        _draw_section(paper, section)
    paper.leave(6)
    paper.write(document.remark, size=SMALL, colour=MUTED)
    return paper.finished()


def _is_wide(block: Block) -> bool:
    return isinstance(block, Grid) and len(block.head) > COLUMNS_UPRIGHT


def _draw_section(paper: Paper, section: Section) -> None:
    paper.leave(7)
    paper.need(30)
    paper.rule()
    paper.use(HEADING, "B")
    paper.pdf.start_section(paper.known(section.heading, "B"))
    paper.write(section.heading, size=HEADING, style="B")
    if section.aside:
        paper.write(section.aside, size=SMALL, colour=MUTED)
    for block in section.blocks:
        paper.leave(2)
        _draw_block(paper, block)


def _draw_block(paper: Paper, block: Block) -> None:
    match block:
        case Prose():
            size = SMALL if block.is_quiet else BODY
            for paragraph in block.paragraphs:
                paper.write(paragraph, size=size, colour=MUTED if block.is_quiet else INK)
                paper.leave(1.5)
        case Facts():
            for row in block.rows:
                column = NUMBER_MILLIMETRES if block.is_narrow else NAME_MILLIMETRES
                _draw_fact(paper, row.name, row.told, row.more, column)
        case Checklist():
            for item in block.items:
                _draw_item(paper, item)
        case Grid():
            _draw_grid(paper, block)
        case Sounds():
            for said in block.said:
                _draw_said(paper, said, 0)


def _draw_fact(paper: Paper, name: str, told: str, more: str, column: float) -> None:
    """The name at the left, what is told of it beside it, and below what explains it."""
    paper.need(2 * line_height(BODY))
    height = paper.height(name or "–", column - 2)
    if height > 3 * line_height(BODY):
        paper.write(name, colour=MUTED)
        top = paper.pdf.get_y()
    else:
        paper.need(height)
        top = paper.pdf.get_y()
        paper.write(name or "–", colour=MUTED, width=column - 2)
    bottom = paper.pdf.get_y()
    page = paper.pdf.page
    paper.pdf.set_y(top)
    paper.write(told or "–", indent=column)
    paper.write(more, size=SMALL, colour=MUTED, indent=column)
    if paper.pdf.page == page:
        paper.pdf.set_y(max(bottom, paper.pdf.get_y()))
    paper.leave(1.5)


def _draw_item(paper: Paper, item: Item) -> None:
    paper.need(3 * line_height(BODY) + 4)
    paper.use(BODY, colour=MUTED)
    paper.pdf.cell(NUMBER_MILLIMETRES, line_height(BODY), str(item.number))
    paper.write(item.text, style="B", indent=NUMBER_MILLIMETRES)
    if item.remark:
        paper.write(
            item.remark, size=SMALL, style="B", colour=TONES[item.tone], indent=NUMBER_MILLIMETRES
        )
    for judgement in item.judgements:
        _draw_judgement(paper, judgement)
    paper.leave(3)


def _draw_judgement(paper: Paper, judgement: Judgement) -> None:
    told = f"{judgement.shape} {judgement.word}"
    paper.leave(0.5)
    indent = NUMBER_MILLIMETRES + paper.lead(judgement.who, NUMBER_MILLIMETRES)
    paper.write(told, style="B", colour=TONES[judgement.tone], indent=indent)
    paper.write(judgement.note, indent=NUMBER_MILLIMETRES)
    for said in judgement.said:
        _draw_said(paper, said, NUMBER_MILLIMETRES)


def _draw_said(paper: Paper, said: Said, indent: float) -> None:
    paper.leave(0.5)
    paper.need(2 * line_height(BODY))
    with paper.barred(indent):
        paper.write(said.remark, indent=indent + 3)
        paper.write(said.place, size=SMALL, colour=MUTED, indent=indent + 3)
        if said.words:
            paper.write(f"“{said.words}”", indent=indent + 3)
    paper.leave(1)


def _draw_grid(paper: Paper, grid: Grid) -> None:
    paper.write(grid.caption, size=SMALL, colour=MUTED)
    paper.leave(1)
    cells = [cell.text for row in grid.rows for cell in row]
    if any(len(text) > LONGEST_CELL for text in (*grid.head, *cells)):
        _tell_rows(paper, grid)
        return
    for begin in range(1, len(grid.head), MOST_COLUMNS):
        shown = (0, *range(begin, min(begin + MOST_COLUMNS, len(grid.head))))
        rows = tuple(tuple(row[place] for place in shown) for row in grid.rows)
        _draw_table(paper, Grid("", tuple(grid.head[place] for place in shown), rows))
        paper.leave(3)


def _draw_table(paper: Paper, grid: Grid) -> None:
    from fpdf.enums import TableBordersLayout
    from fpdf.fonts import FontFace

    paper.use(SMALL)
    paper.pdf.set_draw_color(LINE)
    with paper.pdf.table(
        borders_layout=TableBordersLayout.HORIZONTAL_LINES,
        col_widths=_widths(grid),
        headings_style=FontFace(emphasis="BOLD", color=MUTED),
        line_height=line_height(SMALL),
        padding=1.2,
        text_align="LEFT",
        v_align="TOP",
        width=paper.width,
    ) as table:
        table.row([paper.known(name, "B") for name in grid.head])
        for row in grid.rows:
            drawn = table.row()
            for place, cell in enumerate(row):
                emphasis = "" if place else "BOLD"
                face = FontFace(emphasis=emphasis, color=TONES[cell.tone])
                drawn.cell(paper.known(cell.text, "" if place else "B"), style=face)


def _tell_rows(paper: Paper, grid: Grid) -> None:
    """Each row by itself: its heading, then every cell below the name of its column."""
    for first, *others in grid.rows:
        paper.write(first.text or "–", style="B")
        for name, cell in zip(grid.head[1:], others, strict=True):
            _draw_fact(paper, name, cell.text, "", NAME_MILLIMETRES)


def _widths(grid: Grid) -> tuple[int, ...]:
    """Parts of the width: as the longest text of a column needs, within bounds."""
    columns = zip(grid.head, *([cell.text for cell in row] for row in grid.rows), strict=True)
    return tuple(min(max(len(text) for text in column) + 3, 26) for column in columns)
