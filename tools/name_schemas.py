"""Gives every shipped YAML file the first line that lets editors complete and underline.

python tools/name_schemas.py
"""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SPECIAL = {
    "formats.yaml": "formats",
    "samples.yaml": "samples",
    "phrases.yaml": "phrases",
    "diary.yaml": "diary",
}


def first_line(path: Path) -> str:
    """The line that names the schema of a file in `questions` or `rubrics`."""
    name = SPECIAL.get(path.name) or ("rubric" if path.parent.name == "rubrics" else "bank")
    return f"# yaml-language-server: $schema=../docs/schemas/{name}.schema.json\n"


def shipped_files() -> list[Path]:
    """Every shipped bank, mark scheme and so on."""
    return sorted([*ROOT.glob("questions/*.yaml"), *ROOT.glob("rubrics/*.yaml")])


def main() -> None:
    for path in shipped_files():
        text = path.read_text(encoding="utf-8")
        if not text.startswith("# yaml-language-server:"):
            path.write_text(first_line(path) + text, encoding="utf-8", newline="\n")
            print(path.relative_to(ROOT))


if __name__ == "__main__":
    main()
