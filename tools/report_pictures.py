"""Pictures of every kind of report at the width of a phone and of a desk, light and dark.

python -m tools.report_pictures FOLDER
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from tests.report_examples import MOMENT, put_marked, write_reports
from tests.rig.browser import Browser

from mockinterview.files.attempts import Library

WIDTHS = {"phone": 390, "desk": 1280}


def main() -> None:
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as kept:
        library = Library(Path(kept) / "library", lambda: MOMENT)
        pages = write_reports(library, put_marked(library), Path(kept))
        browser = Browser(Path(kept))
        browser.start()
        for path in pages:
            for name, width in WIDTHS.items():
                for is_dark in (False, True):
                    page = browser.open(path, width=width, is_dark=is_dark)
                    theme = "dark" if is_dark else "light"
                    page.picture(folder / f"{path.stem}-{name}-{theme}.png")
                    browser.close(page)
        browser.stop()


if __name__ == "__main__":
    main()
