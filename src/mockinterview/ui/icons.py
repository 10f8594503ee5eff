"""Icons from the Remix Icon font that QtAwesome carries, drawn as paths.

QtAwesome's Python side is not imported: it loads eleven fonts, OpenGL and data visualisation
(0.2 s and 40 MB at start). Its font file and character map are all that is needed.
"""

from __future__ import annotations

import importlib.util
import json
import logging
from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPainterPath, QPixmap, QRawFont

logger = logging.getLogger(__name__)

_EM_PIXELS = 240.0
_NORMAL = QIcon.Mode.Normal
_SCALES = (1.0, 1.5, 2.0, 3.0)
"""The device pixel ratios that an icon is drawn for beforehand."""


def paint_icon(painter: QPainter, name: str, rect: QRectF, colour: str) -> None:
    """Draw the Remix icon `name` (for example `mic-line`) into the middle of `rect`."""
    side = min(rect.width(), rect.height())
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(rect.center() - QPointF(side, side) / 2)
    painter.scale(side / _EM_PIXELS, side / _EM_PIXELS)
    painter.fillPath(_path(name), QColor(colour))
    painter.restore()


def icon(name: str, colour: str, chosen: str | None = None, pixels: int = 20) -> QIcon:
    """An icon in one colour, and in the colour `chosen` while its button is checked."""
    made = QIcon()
    for scale in _SCALES:
        made.addPixmap(_pixmap(name, colour, pixels, scale), _NORMAL, QIcon.State.Off)
        made.addPixmap(_pixmap(name, chosen or colour, pixels, scale), _NORMAL, QIcon.State.On)
    return made


def _pixmap(name: str, colour: str, pixels: int, scale: float) -> QPixmap:
    pixmap = QPixmap(QSize(pixels, pixels) * scale)
    pixmap.setDevicePixelRatio(scale)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    paint_icon(painter, name, QRectF(0, 0, pixels, pixels), colour)
    painter.end()
    return pixmap


@lru_cache(maxsize=64)
def _path(name: str) -> QPainterPath:
    """The outline in a square of `_EM_PIXELS`; empty when the font is not there."""
    font, characters = _font()
    code = characters.get(name)
    if font is None or code is None:
        logger.warning("there is no icon %s", name)
        return QPainterPath()
    glyph = font.glyphIndexesForString(chr(int(code, 16)))[0]
    outline = font.pathForGlyph(glyph)
    middle = outline.boundingRect().center()
    half = _EM_PIXELS / 2
    return outline.translated(half - middle.x(), half - middle.y())


@lru_cache(maxsize=1)
def _font() -> tuple[QRawFont | None, dict[str, str]]:
    package = importlib.util.find_spec("qtawesome")
    places = package.submodule_search_locations if package else None
    folder = Path(next(iter(places))) / "fonts" if places else Path()
    font = next(iter(sorted(folder.glob("remixicon-*.ttf"))), None)
    names = next(iter(sorted(folder.glob("remixicon-charmap-*.json"))), None)
    if font is None or names is None:
        return None, {}
    return QRawFont(str(font), _EM_PIXELS), json.loads(names.read_text(encoding="utf-8"))
