"""Every broken file yields exactly the expected code, line and column; hostile ones cost little."""

from __future__ import annotations

import csv
import shutil
import time
import tracemalloc
from collections import defaultdict
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mockinterview.files.check import check_content
from mockinterview.files.content_file import parse_content, read_content_file
from mockinterview.files.problems import ERRORS, WARNINGS, Severity, did_you_mean
from tests import fuzz_content

DATA = Path(__file__).parents[1] / "data"
BROKEN = DATA / "broken"
GOOD = DATA / "good"

Place = tuple[str, int, int]


def expected() -> dict[str, dict[str, list[Place]]]:
    """By case (a file or folder), by file, what must be told."""
    cases: dict[str, dict[str, list[Place]]] = defaultdict(lambda: defaultdict(list))
    with (BROKEN / "expected.tsv").open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream, delimiter="\t"):
            place = (row["code"], int(row["line"]), int(row["column"]))
            cases[row["file"].split("/")[0]][row["file"]].append(place)
    return cases


CASES = expected()


@pytest.mark.parametrize("case", sorted(CASES))
def test_a_broken_file_is_told_exactly(tmp_path: Path, case: str) -> None:
    copy = tmp_path / case
    if (BROKEN / case).is_dir():
        shutil.copytree(BROKEN / case, copy)
    else:
        shutil.copy(BROKEN / case, copy)
    report = check_content([copy], [GOOD])
    told: dict[str, list[Place]] = defaultdict(list)
    for problem in report.problems:
        if problem.severity is Severity.ERROR:
            name = problem.file.relative_to(tmp_path).as_posix()
            told[name].append((problem.code, problem.line, problem.column))
            line = problem.shown().splitlines()[-1]
            assert problem.message.endswith(".")
            assert line.endswith("^") or not problem.text.strip(), "the place is pointed at"
    assert told == CASES[case]


def test_the_corpus_is_whole() -> None:
    on_disk = {path.relative_to(BROKEN).as_posix() for path in BROKEN.rglob("*.yaml")}
    assert on_disk == {name for files in CASES.values() for name in files}
    assert len(on_disk) >= 60
    seen = {code for files in CASES.values() for places in files.values() for code, _, _ in places}
    assert set(ERRORS) - seen == {"unreadable", "too-large"}, "each code has an example"


def test_the_good_files_are_good() -> None:
    report = check_content([], [GOOD])
    assert report.problems == ()
    assert report.files == 4


BANK = (GOOD / "questions" / "good.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_a_mark_and_any_line_end_are_accepted(tmp_path: Path, mark: bytes, line_end: str) -> None:
    path = tmp_path / "bank.yaml"
    path.write_bytes(mark + BANK.replace("\n", line_end).encode())
    assert read_content_file(path).problems == ()


def hostile_files() -> dict[str, str]:
    levels = ["a: &a [x, x, x, x, x, x, x, x, x]"]
    for before, name in zip("abcdefgh", "bcdefghi", strict=True):
        levels.append(f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]")
    return {
        "over 2 MB": BANK + "# " + "x" * 2_000_000,
        "alias bomb": "\n".join(levels),
        "100,000 brackets": "bank: " + "[" * 100_000,
        "100,000 braces": "bank: " + "{a: " * 100_000,
        "100,000 dashes": "bank:\n" + "- " * 100_000,
        "1,300 indents": "\n".join(" " * depth + "a:" for depth in range(1_300)),
    }


@pytest.mark.parametrize("name", hostile_files())
def test_absurd_files_are_refused_at_once(tmp_path: Path, name: str) -> None:
    path = tmp_path / "bank.yaml"
    path.write_text(hostile_files()[name], encoding="utf-8")
    read_content_file(path)  # what is imported and cached on the way is not the file's fault
    tracemalloc.start()
    began = time.perf_counter()
    file = read_content_file(path)
    spent_seconds = time.perf_counter() - began
    peak_bytes = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    (problem,) = file.problems
    assert problem.code in {"too-large", "alias", "too-deep"}
    assert spent_seconds < 0.1
    assert peak_bytes < 50_000_000


def test_two_megabytes_of_entries_end_within_a_second() -> None:
    began = time.perf_counter()
    file = parse_content("bank: [" + "a," * 900_000 + "]", Path("bank.yaml"))
    assert [problem.code for problem in file.problems] == ["too-large"]
    assert time.perf_counter() - began < 2


def test_a_folder_or_nothing_in_place_of_a_file(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "none.yaml"):
        assert [problem.code for problem in read_content_file(path).problems] == ["unreadable"]


@pytest.mark.parametrize(
    ("word", "meant"),
    [("promt", "prompt"), ("Prompt", "prompt"), ("model answers", "model_answers"), ("xyz", "")],
)
def test_did_you_mean(word: str, meant: str) -> None:
    assert did_you_mean(word, ["prompt", "model_answers", "theme"]) == meant


def test_codes_are_of_one_kind() -> None:
    assert not set(ERRORS) & set(WARNINGS)


texts = st.text(max_size=60)
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | texts | st.dates(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4),
    max_leaves=20,
)
KEYS = (
    "bank version title questions id prompt theme rubric model_answers paragraphs text shows"
    " criteria kind include formats format source levels examples"
)
known_keys = st.sampled_from(KEYS.split())
documents = st.recursive(
    values,
    lambda inner: st.dictionaries(known_keys, inner, max_size=8) | st.lists(inner, max_size=3),
    max_leaves=30,
)


def written(value: object) -> str:
    import yaml

    return str(yaml.safe_dump(value, allow_unicode=True))


@pytest.mark.slow
@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(documents)
def test_any_yaml_ends_in_problems_that_can_be_told(value: object) -> None:
    file = parse_content(written(value), Path("questions/any.yaml"))
    assert file.problems
    for problem in file.problems:
        fuzz_content.look_at(problem)


@settings(max_examples=150)
@given(st.text(max_size=200))
def test_any_text_ends_in_problems_that_can_be_told(text: str) -> None:
    for problem in parse_content(text, Path("any.yaml")).problems:
        fuzz_content.look_at(problem)


@pytest.mark.slow
def test_mutated_files_do_no_harm() -> None:
    figures = fuzz_content.run(inputs=100_000, seed=time.time_ns(), seconds=4)
    assert figures.inputs > 100
    assert len(figures.codes) > 10, "the mutations reach many kinds of mistakes"
