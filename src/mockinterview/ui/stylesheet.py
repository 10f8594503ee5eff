"""The one stylesheet of the window, written from the tokens; `theme` lists the roles."""

from __future__ import annotations

from mockinterview.ui import tokens

_TONES = ("met", "partly", "not_met", "cannot_tell", "accent")


def make_stylesheet(colours: tokens.Palette, scale: float) -> str:
    """The stylesheet for these colours; type sizes are multiplied by `scale`."""
    sizes = {
        "meta": round(tokens.META * scale),
        "body": round(tokens.BODY * scale),
        "transcript": round(tokens.TRANSCRIPT * scale),
        "heading": round(tokens.HEADING * scale),
        "question": round(tokens.QUESTION * scale),
    }
    return "\n".join(
        (
            _text(colours, sizes),
            _frames(colours),
            _buttons(colours, sizes),
            _fields(colours, sizes),
            _scrolling(colours),
        )
    )


def _text(colours: tokens.Palette, sizes: dict[str, int]) -> str:
    return f"""
QWidget {{ color: {colours.ink}; font-size: {sizes["body"]}px; }}
QMainWindow, QDialog, QStackedWidget, QScrollArea, QWidget#page {{
    background: {colours.background};
}}
QScrollArea, QStackedWidget {{ border: none; }}
QScrollArea[role="clear"], QWidget[role="clear"] {{ background: transparent; }}
QLabel {{ background: transparent; }}
QLabel[role="title"], QLabel[role="heading"] {{
    font-size: {sizes["heading"]}px; font-weight: 700;
}}
QLabel[role="section"] {{
    font-size: {sizes["meta"]}px; font-weight: 700; color: {colours.muted};
    letter-spacing: 0.6px;
}}
QLabel[role="strong"] {{ font-weight: 700; }}
QLabel[role="meta"] {{ font-size: {sizes["meta"]}px; color: {colours.muted}; }}
QLabel[role="question"] {{ font-size: {sizes["question"]}px; font-weight: 700; }}
QLabel[role="transcript"] {{ font-size: {sizes["transcript"]}px; }}
QLabel[role="code"] {{
    font-size: {sizes["meta"]}px;
    font-family: "Consolas", "Menlo", "DejaVu Sans Mono", "Liberation Mono", monospace;
}}
QLabel[role="problem"] {{ color: {colours.recording}; font-weight: 700; }}
QToolTip {{
    background: {colours.surface}; color: {colours.ink}; border: 1px solid {colours.line};
    padding: {tokens.SPACE_4}px {tokens.SPACE_8}px; font-size: {sizes["meta"]}px;
}}"""


def _frames(colours: tokens.Palette) -> str:
    return f"""
QFrame[role="card"] {{
    background: {colours.surface}; border: 1px solid {colours.line};
    border-radius: {tokens.RADIUS}px;
}}
QFrame[role="card"][tone="current"] {{ border: 1px solid {colours.accent}; }}
QFrame[role="drop"] {{
    background: {colours.accent_soft}; border: 2px dashed {colours.accent};
    border-radius: {tokens.RADIUS}px;
}}
QFrame[role="banner"] {{
    background: {colours.surface}; border: 1px solid {colours.line};
    border-radius: {tokens.RADIUS}px;
}}
QFrame[role="banner"][tone="notice"] {{ border-color: {colours.accent}; }}
QFrame[role="banner"][tone="problem"] {{ border-color: {colours.recording}; }}
QFrame[role="rail"] {{
    background: {colours.surface}; border: none; border-right: 1px solid {colours.line};
}}
QFrame[role="bar"] {{
    background: {colours.surface}; border: none; border-bottom: 1px solid {colours.line};
}}
QFrame[role="line"] {{ background: {colours.line}; border: none; }}
QFrame[role="segments"] {{
    background: {colours.surface}; border: 1px solid {colours.line};
    border-radius: {tokens.RADIUS}px;
}}"""


def _buttons(colours: tokens.Palette, sizes: dict[str, int]) -> str:
    padding = f"{tokens.SPACE_8}px {tokens.SPACE_16}px"
    focused = f"{tokens.SPACE_8 - 1}px {tokens.SPACE_16 - 1}px"
    segments = "\n".join(
        f'QPushButton[role="segment"][tone="{tone}"]:checked {{ '
        f"background: {getattr(colours, tone)}; color: {colours.on_accent}; }}"
        for tone in _TONES
    )
    return f"""
QPushButton, QToolButton {{
    background: {colours.surface}; border: 1px solid {colours.line};
    border-radius: {tokens.RADIUS}px; padding: {padding};
}}
QPushButton:hover, QToolButton:hover {{ background: {colours.accent_soft}; }}
QPushButton:pressed, QToolButton:pressed {{ border-color: {colours.accent}; }}
QPushButton:focus, QToolButton:focus {{
    border: 2px solid {colours.accent}; padding: {focused}; outline: none;
}}
QPushButton:disabled, QToolButton:disabled {{
    color: {colours.muted}; background: {colours.background};
}}
QPushButton[role="primary"] {{
    background: {colours.accent}; color: {colours.on_accent}; border: 1px solid {colours.accent};
}}
QPushButton[role="primary"]:focus {{ border: 2px solid {colours.ink}; }}
QPushButton[role="primary"]:disabled {{
    background: {colours.line}; color: {colours.muted}; border-color: {colours.line};
}}
QPushButton[role="plain"], QToolButton[role="plain"] {{
    background: transparent; border: 1px solid transparent; color: {colours.muted};
    padding: {tokens.SPACE_4}px {tokens.SPACE_8}px; font-size: {sizes["meta"]}px;
}}
QPushButton[role="plain"]:hover, QToolButton[role="plain"]:hover {{
    color: {colours.ink}; background: {colours.accent_soft};
}}
QPushButton[role="plain"]:focus, QToolButton[role="plain"]:focus {{
    border: 2px solid {colours.accent}; color: {colours.ink};
    padding: {tokens.SPACE_4 - 1}px {tokens.SPACE_8 - 1}px;
}}
QPushButton[role="chip"] {{
    background: {colours.accent_soft}; padding: {tokens.SPACE_4}px {tokens.SPACE_8}px;
    font-size: {sizes["meta"]}px;
}}
QPushButton[role="chip"]:hover {{ background: {colours.surface}; }}
QPushButton[role="chip"]:focus {{ padding: {tokens.SPACE_4 - 1}px {tokens.SPACE_8 - 1}px; }}
QToolButton[role="plain"]:checked {{
    background: {colours.accent_soft}; border: 1px solid {colours.accent};
}}
QToolButton[role="rail"] {{
    background: transparent; border: 1px solid transparent; color: {colours.muted};
    font-size: {sizes["meta"]}px; padding: {tokens.SPACE_8}px 0px;
}}
QToolButton[role="rail"]:checked {{
    background: {colours.accent_soft}; color: {colours.accent};
}}
QToolButton[role="rail"]:hover {{ color: {colours.accent}; }}
QToolButton[role="rail"]:focus {{ border: 2px solid {colours.accent}; padding: 7px 0px; }}
QPushButton[role="segment"] {{
    border: none; border-radius: {tokens.RADIUS - 1}px; background: transparent;
    padding: {tokens.SPACE_4}px {tokens.SPACE_12}px; font-size: {sizes["meta"]}px;
}}
QPushButton[role="segment"]:hover {{ background: {colours.accent_soft}; }}
QPushButton[role="segment"]:focus {{
    border: 2px solid {colours.accent};
    padding: {tokens.SPACE_4 - 2}px {tokens.SPACE_12 - 2}px;
}}
{segments}
QPushButton[role="segment"]:checked:focus {{ border: 2px solid {colours.ink}; }}"""


def _fields(colours: tokens.Palette, sizes: dict[str, int]) -> str:
    padding = f"{tokens.SPACE_8}px {tokens.SPACE_12}px"
    focused = f"{tokens.SPACE_8 - 1}px {tokens.SPACE_12 - 1}px"
    return f"""
QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QAbstractSpinBox {{
    background: {colours.surface}; border: 1px solid {colours.line};
    border-radius: {tokens.RADIUS}px; padding: {padding};
    selection-background-color: {colours.accent}; selection-color: {colours.on_accent};
}}
QLineEdit, QPlainTextEdit, QTextEdit {{ placeholder-text-color: {colours.muted}; }}
QPlainTextEdit[role="reading"] {{ background: transparent; border: none; padding: 0px; }}
QComboBox {{ padding-right: {tokens.SPACE_32}px; }}
QComboBox:hover {{ background: {colours.accent_soft}; }}
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QAbstractSpinBox:focus {{
    border: 2px solid {colours.accent}; padding: {focused};
}}
QComboBox:focus {{
    border: 2px solid {colours.accent};
    padding: {focused}; padding-right: {tokens.SPACE_32 - 1}px;
}}
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button {{ width: 0px; border: none; }}
QAbstractSpinBox QLineEdit, QAbstractSpinBox QLineEdit:focus {{
    background: transparent; border: none; padding: 0px;
}}
QComboBox:disabled, QLineEdit:disabled, QAbstractSpinBox:disabled {{
    color: {colours.muted}; background: {colours.background};
}}
QComboBox::drop-down {{ border: none; width: 0px; }}
QComboBox::down-arrow {{ image: none; }}
QComboBox QAbstractItemView {{
    background: {colours.surface}; border: 1px solid {colours.line}; outline: none;
    selection-background-color: {colours.accent_soft}; selection-color: {colours.ink};
    padding: {tokens.SPACE_4}px;
}}
QComboBox QAbstractItemView::item {{
    padding: {tokens.SPACE_8}px; border-radius: {tokens.SPACE_4}px;
}}
QComboBox QAbstractItemView::item:selected {{
    background: {colours.accent_soft}; color: {colours.ink};
}}
QListView, QTreeView, QTableView {{
    background: {colours.surface}; border: 1px solid {colours.line};
    border-radius: {tokens.RADIUS}px; outline: none;
}}
QListView:focus, QTreeView:focus, QTableView:focus {{ border: 1px solid {colours.accent}; }}
QListView[role="phrases"] {{ border: 1px solid {colours.accent}; padding: {tokens.SPACE_4}px; }}
QListView[role="phrases"]::item {{
    padding: {tokens.SPACE_4}px {tokens.SPACE_8}px; border-radius: {tokens.SPACE_4}px;
}}
QListView[role="phrases"]::item:selected {{
    background: {colours.accent_soft}; color: {colours.ink};
}}
QTableView {{ gridline-color: transparent; alternate-background-color: {colours.surface};
    selection-background-color: {colours.accent_soft}; selection-color: {colours.ink};
}}
QTableView::item {{
    border: none; border-bottom: 1px solid {colours.line};
    padding: {tokens.SPACE_8}px {tokens.SPACE_12}px;
}}
QTableView::item:selected {{ background: {colours.accent_soft}; color: {colours.ink}; }}
QHeaderView, QHeaderView::section {{
    background: transparent; color: {colours.muted}; border: none;
    font-size: {sizes["meta"]}px;
}}
QHeaderView::section {{
    border-bottom: 1px solid {colours.line};
    padding: {tokens.SPACE_8}px {tokens.SPACE_16 - 1}px;
}}
QTableCornerButton::section {{ background: {colours.surface}; border: none; }}
QMenu {{
    background: {colours.surface}; border: 1px solid {colours.line};
    padding: {tokens.SPACE_4}px;
}}
QMenu::item {{ padding: {padding}; border-radius: {tokens.SPACE_4}px; }}
QMenu::item:selected {{ background: {colours.accent_soft}; }}
QMenu::item:disabled {{ color: {colours.muted}; }}
QMenu::separator {{ height: 1px; background: {colours.line}; margin: {tokens.SPACE_4}px; }}
QProgressBar {{
    background: {colours.line}; border: none; border-radius: 3px; max-height: 6px;
    min-height: 6px; font-size: {sizes["meta"]}px;
}}
QProgressBar::chunk {{ background: {colours.accent}; border-radius: 3px; }}"""


def _scrolling(colours: tokens.Palette) -> str:
    return f"""
QScrollBar {{ background: transparent; border: none; }}
QScrollBar:vertical {{ width: 10px; }}
QScrollBar:horizontal {{ height: 10px; }}
QScrollBar::handle {{ background: {colours.wave}; border-radius: 3px; margin: 2px; }}
QScrollBar::handle:vertical {{ min-height: {tokens.SPACE_32}px; }}
QScrollBar::handle:horizontal {{ min-width: {tokens.SPACE_32}px; }}
QScrollBar::handle:hover {{ background: {colours.muted}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0px; height: 0px; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QSplitter::handle {{ background: {colours.line}; }}
QSplitter::handle:horizontal {{ width: 1px; }}
QSplitter::handle:vertical {{ height: 1px; }}"""
