"""Writes docs/schemas/*.schema.json from the models, and docs/problem-codes.md from the codes.

Run it after a change to core/content.py, to what is exported or packed, or to the codes; a test
fails until it has been run.

    python tools/make_schemas.py
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema

from mockinterview.core.attempt import Attempt
from mockinterview.core.content import Bank, FormatFile, PhraseFile, Rubric, SampleFile
from mockinterview.core.correction import Correction
from mockinterview.core.diary import Entry
from mockinterview.core.diary_guide import DiaryFile
from mockinterview.core.marking import Marking
from mockinterview.core.transcript import Transcript
from mockinterview.core.transcript_formats import ExportedTranscript
from mockinterview.files.problems import ERRORS, WARNINGS
from mockinterview.pack.manifest import Manifest
from mockinterview.report.marks import ExportedMarks

DOCS = Path(__file__).resolve().parent.parent / "docs"

SCHEMAS: dict[str, tuple[type[BaseModel], str]] = {
    "bank": (Bank, "Mock Interview: a bank of questions"),
    "rubric": (Rubric, "Mock Interview: a mark scheme"),
    "formats": (FormatFile, "Mock Interview: formats"),
    "samples": (SampleFile, "Mock Interview: sample answers"),
    "phrases": (PhraseFile, "Mock Interview: phrases for notes"),
    "diary": (DiaryFile, "Mock Interview: prompts, attributes and resources of the diary"),
    "diary-entry": (Entry, "Mock Interview: an entry of the diary"),
    "transcript": (ExportedTranscript, "Mock Interview: an exported transcript"),
    "marks": (ExportedMarks, "Mock Interview: the marks of a report"),
    "pack-manifest": (Manifest, "Mock Interview: the manifest of a pack"),
    "pack-attempt": (Attempt, "Mock Interview: an attempt in a pack"),
    "pack-transcript": (Transcript, "Mock Interview: the words of a take in a pack"),
    "pack-correction": (Correction, "Mock Interview: corrected words of a take in a pack"),
    "pack-marking": (Marking, "Mock Interview: the marks of one marker in a pack"),
}

CODES_HEAD = """\
# Problem codes

What `mockinterview check` may say, by its code. The codes stay what they are from version to
version, so that other programs can rely on them. [authoring.md](authoring.md) tells how to write
banks and mark schemes. This file is made by `tools/make_schemas.py`.
"""


class _PlainSchema(GenerateJsonSchema):
    """Without the titles that pydantic makes of field names, which editors show as noise."""

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ARG002
        return False


def generated_files() -> dict[Path, str]:
    """What the files should hold, by path."""
    files = {}
    for name, (model, title) in SCHEMAS.items():
        schema = model.model_json_schema(schema_generator=_PlainSchema)
        schema = {"$schema": "https://json-schema.org/draft/2020-12/schema"} | schema
        schema["title"] = title
        text = json.dumps(schema, ensure_ascii=False, indent=2)
        files[DOCS / "schemas" / f"{name}.schema.json"] = text + "\n"
    parts = [CODES_HEAD]
    for title, codes, remark in (
        ("Errors", ERRORS, "A file with an error is left out; the others are used all the same."),
        ("Warnings", WARNINGS, "The file is used. With `--strict` they count as errors do."),
    ):
        rows = "\n".join(f"| `{code}` | {meaning} |" for code, meaning in codes.items())
        parts.append(f"## {title}\n\n{remark}\n\n| code | what is wrong |\n|---|---|\n{rows}\n")
    files[DOCS / "problem-codes.md"] = "\n".join(parts)
    return files


def main() -> None:
    for path, text in generated_files().items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
        print(path)


if __name__ == "__main__":
    main()
