"""How each stretch of a transcript is drawn: what decides it, and the format that follows."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtGui import QColor, QFont, QPen, QTextCharFormat, QTextFormat

from mockinterview.core.transcript import is_uncertain
from mockinterview.ui import tokens
from mockinterview.ui.marking.transcript_text import Piece, PieceKind, TranscriptText
from mockinterview.ui.theme import Theme

_DOTTED = QTextCharFormat.UnderlineStyle.DotLine
_SINGLE = QTextCharFormat.UnderlineStyle.SingleUnderline
_DASHED = QTextCharFormat.UnderlineStyle.DashUnderline


class Look(NamedTuple):
    """What decides how a piece of the text is drawn."""

    kind: PieceKind
    is_uncertain: bool = False
    is_cited: bool = False
    is_lit: bool = False
    is_filler: bool = False
    is_new: bool = False


class Marked(NamedTuple):
    """The words that something is to be said of.

    `cited` are those of every citation, `lit` those of the current criterion's, `new` those that
    a person wrote, while changes are shown.
    """

    cited: frozenset[int] = frozenset()
    lit: frozenset[int] = frozenset()
    new: frozenset[int] = frozenset()


class Looks:
    """Looks for the pieces of one text, and formats for looks in the colours of the theme."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._formats: dict[Look, QTextCharFormat] = {}

    def forget(self) -> None:
        """The theme is another one."""
        self._formats = {}

    def of_pieces(self, text: TranscriptText, marked: Marked) -> list[Look]:
        """The look of every piece. A space or a pause is cited when the words around it are."""
        written = text.written_fillers()
        return [_look(text, piece, marked, written) for piece in text.pieces]

    def format(self, look: Look) -> QTextCharFormat:
        """How this is drawn."""
        known = self._formats.get(look)
        if known is None:
            known = self._formats[look] = self._dress(look)
        return known

    def spoken(self) -> QTextCharFormat:
        """The word that is being said: framed, since what is chosen is filled.

        Its line is seen where it is among the chosen ones.
        """
        colours = self._theme.palette
        form = QTextCharFormat()
        form.setProperty(QTextFormat.Property.OutlinePen, QPen(QColor(colours.accent), 2))
        form.setBackground(QColor(colours.accent_soft))
        form.setForeground(QColor(colours.ink))
        form.setUnderlineStyle(_SINGLE)
        return form

    def found(self) -> QTextCharFormat:
        """Words that were searched for."""
        colours = self._theme.palette
        form = QTextCharFormat()
        form.setBackground(QColor(colours.accent_soft))
        form.setUnderlineStyle(_SINGLE)
        form.setUnderlineColor(QColor(colours.accent))
        return form

    def _dress(self, look: Look) -> QTextCharFormat:
        colours = self._theme.palette
        form = self._plain(look.kind)
        if look.is_filler:
            form.setFontItalic(True)
            form.setForeground(QColor(colours.muted))
        if look.is_new:
            form.setForeground(QColor(colours.met))
            form.setFontWeight(QFont.Weight.Bold)
        if look.is_cited:
            form.setBackground(QColor(colours.evidence))
            if look.is_filler or look.kind is PieceKind.PAUSE:
                form.setForeground(QColor(colours.ink))  # muted is hard to read on it
        style = self._underline(look)
        if style is not None:
            form.setUnderlineStyle(style)
            lined = colours.met if look.is_new else colours.muted
            form.setUnderlineColor(QColor(colours.partly if look.is_lit else lined))
        return form

    def _underline(self, look: Look) -> QTextCharFormat.UnderlineStyle | None:
        """Doubt is seen within a citation too: its line has a gap there."""
        if look.is_uncertain:
            return _DOTTED
        if look.is_new:
            return _DASHED
        return _SINGLE if look.is_lit else None

    def _plain(self, kind: PieceKind) -> QTextCharFormat:
        colours = self._theme.palette
        form = QTextCharFormat()
        form.setFont(self._theme.font(tokens.TRANSCRIPT))
        form.setForeground(QColor(colours.ink))
        if kind is PieceKind.PAUSE:
            form.setFont(self._theme.font(tokens.META))
            form.setForeground(QColor(colours.muted))
        elif kind is PieceKind.NUMBER:
            form.setFont(self._theme.font(tokens.META, QFont.Weight.Bold))
            form.setForeground(QColor(colours.accent))
            form.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignSuperScript)
        elif kind is PieceKind.FILLER:
            form.setFont(self._theme.font(tokens.BODY))
            form.setFontItalic(True)
            form.setForeground(QColor(colours.muted))
            form.setBackground(QColor(colours.accent_soft))
        elif kind is PieceKind.REMOVED:
            form.setFontStrikeOut(True)
            form.setForeground(QColor(colours.not_met))
        return form


def _look(text: TranscriptText, piece: Piece, marked: Marked, written: frozenset[int]) -> Look:
    word, kind = piece.word, piece.kind
    if kind is PieceKind.WORD:
        return Look(
            kind,
            is_uncertain(text.words[word]),
            word in marked.cited,
            word in marked.lit,
            word in written,
            word in marked.new,
        )
    if kind is PieceKind.REMOVED:
        return _REMOVED
    if word not in marked.cited:
        return _PLAIN[kind]
    is_number = kind is PieceKind.NUMBER
    is_within = word + 1 in marked.cited
    return Look(
        kind=PieceKind.WORD if kind is PieceKind.SPACE else kind,
        is_cited=(is_number or is_within) and kind is not PieceKind.FILLER,
        is_lit=word in marked.lit and not is_number and word + 1 in marked.lit,
    )


_REMOVED = Look(PieceKind.REMOVED)
_PLAIN = {kind: Look(PieceKind.WORD if kind is PieceKind.SPACE else kind) for kind in PieceKind}
