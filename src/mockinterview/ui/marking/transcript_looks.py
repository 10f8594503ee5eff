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
    is_filler: bool = False
    is_new: bool = False


class Looks:
    """Looks for the pieces of one text, and formats for looks in the colours of the theme."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._formats: dict[Look, QTextCharFormat] = {}

    def forget(self) -> None:
        """The theme is another one."""
        self._formats = {}

    def of_pieces(self, text: TranscriptText, new: frozenset[int]) -> list[Look]:
        """The look of every piece; `new` are the words to show as a person's own."""
        written = text.written_fillers()
        return [_look(text, piece, new, written) for piece in text.pieces]

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

    def cited(self, *, is_deep: bool) -> QTextCharFormat:
        """The ground under cited words: deeper where two citations overlap, or one is chosen.

        It says nothing of the letters, so that doubt and changes are seen on it as elsewhere.
        """
        colours = self._theme.palette
        form = QTextCharFormat()
        form.setBackground(QColor(colours.evidence_deep if is_deep else colours.evidence))
        return form

    def chosen_citation(self) -> QTextCharFormat:
        """A frame around the words that are cited by the citation in hand."""
        form = QTextCharFormat()
        pen = QPen(QColor(self._theme.palette.accent), 2)
        form.setProperty(QTextFormat.Property.OutlinePen, pen)
        return form

    def on_cited(self) -> QTextCharFormat:
        """A pause or a hesitation among cited words: muted ink is hard to read there."""
        form = QTextCharFormat()
        form.setForeground(QColor(self._theme.palette.ink))
        return form

    def lit(self) -> QTextCharFormat:
        """Words that are cited for the current criterion."""
        colours = self._theme.palette
        form = QTextCharFormat()
        form.setForeground(QColor(colours.ink))
        form.setUnderlineStyle(_SINGLE)
        form.setUnderlineColor(QColor(colours.partly))
        return form

    def suggested(self) -> QTextCharFormat:
        """Words that the program offers as a place to look at."""
        colours = self._theme.palette
        form = QTextCharFormat()
        form.setForeground(QColor(colours.ink))
        form.setUnderlineStyle(_DOTTED)
        form.setUnderlineColor(QColor(colours.accent))
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
        if look.is_uncertain or look.is_new:
            form.setUnderlineStyle(_DOTTED if look.is_uncertain else _DASHED)
            form.setUnderlineColor(QColor(colours.met if look.is_new else colours.muted))
        return form

    def _plain(self, kind: PieceKind) -> QTextCharFormat:
        colours = self._theme.palette
        form = QTextCharFormat()
        form.setFont(self._theme.font(tokens.TRANSCRIPT))
        form.setForeground(QColor(colours.ink))
        if kind is PieceKind.PAUSE:
            form.setFont(self._theme.font(tokens.META))
            form.setForeground(QColor(colours.muted))
        elif kind is PieceKind.FILLER:
            form.setFont(self._theme.font(tokens.BODY))
            form.setFontItalic(True)
            form.setForeground(QColor(colours.muted))
            form.setBackground(QColor(colours.accent_soft))
        elif kind is PieceKind.REMOVED:
            form.setFontStrikeOut(True)
            form.setForeground(QColor(colours.not_met))
        return form


def _look(text: TranscriptText, piece: Piece, new: frozenset[int], written: frozenset[int]) -> Look:
    if piece.kind is PieceKind.WORD:
        word = piece.word
        return Look(piece.kind, is_uncertain(text.words[word]), word in written, word in new)
    return _PLAIN[piece.kind]


_PLAIN = {kind: Look(PieceKind.WORD if kind is PieceKind.SPACE else kind) for kind in PieceKind}
