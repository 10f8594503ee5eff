"""Where things lie: the shipped content, the person's own folders, settings and caches."""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs

APPLICATION = "mockinterview"
LIBRARY_VARIABLE = "MOCKINTERVIEW_LIBRARY"


def content_folder() -> Path:
    """The folder with the shipped `questions` and `rubrics`.

    In a wheel they lie inside the package, in an editable install at the root of the repository.
    """
    package = Path(__file__).resolve().parent
    packed = package / "content"
    return packed if packed.is_dir() else package.parent.parent


def own_content_folder() -> Path:
    """Where the person's own `questions` and `rubrics` are looked for."""
    return documents_folder() / "Own questions"


def documents_folder() -> Path:
    """The folder under the person's documents that holds library and own questions."""
    return Path(platformdirs.user_documents_dir()) / "Mock Interview"


def default_library_folder() -> Path:
    """Where attempts are kept unless the person chose another folder."""
    chosen = os.environ.get(LIBRARY_VARIABLE)
    return Path(chosen) if chosen else Path(platformdirs.user_data_dir(APPLICATION)) / "library"


def settings_file() -> Path:
    """The file that holds the settings."""
    return Path(platformdirs.user_config_dir(APPLICATION)) / "settings.json"


def informal_words_file() -> Path:
    """The person's own list of informal words; it need not be there."""
    return Path(platformdirs.user_config_dir(APPLICATION)) / "informal_words.yaml"


def content_cache_file() -> Path:
    """The file that keeps what was read of banks and mark schemes until they change."""
    return Path(platformdirs.user_cache_dir(APPLICATION)) / "content.json"


def log_file() -> Path:
    """The file that technical messages go to; it stays on this computer."""
    return Path(platformdirs.user_log_dir(APPLICATION)) / "mockinterview.log"
