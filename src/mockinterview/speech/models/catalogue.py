"""The official Whisper checkpoints: their names, sizes and sums."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

OFFICIAL_BASE_URL: Final = "https://openaipublic.azureedge.net/main/whisper/models"
"""As openai-whisper has it (whisper/__init__.py, `_MODELS`)."""


@dataclass(frozen=True)
class OfficialModel:
    """A checkpoint that OpenAI publishes.

    Attributes:
        name: as Whisper calls it.
        sha256: of the whole file; it is also part of its address.
        size_bytes: of the whole file, rounded, to be told before a download.
        note: one line for the person who chooses.
        title: the same name in plain words.
    """

    name: str
    sha256: str
    size_bytes: int
    note: str = ""
    title: str = ""

    @property
    def file_name(self) -> str:
        """The name of the file, here and at its address."""
        return f"{self.name}.pt"

    def url(self, base_url: str = OFFICIAL_BASE_URL) -> str:
        """Where the file is."""
        return f"{base_url}/{self.sha256}/{self.file_name}"


OFFICIAL_MODELS: Final = (
    OfficialModel(
        "tiny.en",
        "d3dd57d32accea0b295c96e26691aa14d8822fac7d9d27d5dc00b4ca2826dd03",
        76_000_000,
        "The quickest, for old computers.",
        "Tiny, English only",
    ),
    OfficialModel(
        "base",
        "ed3a0b6b1c0edf879ad9b11b1af5a0e6ab5db9205f891f668f8b0e6c6326e34e",
        145_000_000,
        "Quick, and good for clear speech.",
        "Base",
    ),
    OfficialModel(
        "base.en",
        "25a8566e1d0c1e2231d1c762132cd20e0f96a85d16145c3a00adf5d1ac670ead",
        145_000_000,
        "As Base, and made for English alone.",
        "Base, English only",
    ),
    OfficialModel(
        "small",
        "9ecf779972d90ba49c06d968637d720dd632c55bbf19d441fb42bf17a411e794",
        484_000_000,
        "Better with accents and noise, and slower than Base.",
        "Small",
    ),
    OfficialModel(
        "small.en",
        "f953ad0fd29cacd07d5a9eda5624af0f6bcf2258be67c92b79389873d91e0872",
        484_000_000,
        "As Small, and made for English alone.",
        "Small, English only",
    ),
    OfficialModel(
        "medium",
        "345ae4da62f9b3d59415adc60127b97c714f32e89e936602e85993674d08dcb1",
        1_528_000_000,
        "For fast computers with 8 GB of memory or more.",
        "Medium",
    ),
    OfficialModel(
        "medium.en",
        "d7440d1dc186f76616474e0ff0b3b6b879abc9d1a4926b7adfa41db2d497ab4f",
        1_528_000_000,
        "As Medium, and made for English alone.",
        "Medium, English only",
    ),
    OfficialModel(
        "large-v3-turbo",
        "aff26ae408abcba5fbf8813c21e62b0941638c5f6eebfb145be0c9839262a19a",
        1_618_000_000,
        "The most exact of these; as big as Medium and quicker.",
        "Large, version 3 turbo",
    ),
)
"""Those that make sense on a computer without a graphics card, smallest first."""


def official_names() -> list[str]:
    """What every model that can be fetched is called, smallest first."""
    return [model.name for model in OFFICIAL_MODELS]


def official_model(name: str) -> OfficialModel | None:
    """The checkpoint of that name (`turbo` means `large-v3-turbo`), or `None`."""
    wanted = "large-v3-turbo" if name == "turbo" else name
    return next((model for model in OFFICIAL_MODELS if model.name == wanted), None)


def title_of(name: str) -> str:
    """The name of a model in plain words; one's own keeps its own."""
    official = official_model(name)
    return official.title if official and official.title else name
