"""A small class goes the whole way: packs, blind marking, return, comparison, table, report."""

from __future__ import annotations

from pathlib import Path

import pytest
from benchmarks.class_run import FIRST_TUTOR, SECOND_TUTOR, ClassRun, Sizes
from PySide6.QtWidgets import QApplication

from mockinterview import paths
from mockinterview.class_marks import class_in_library
from mockinterview.files.content import load_content
from mockinterview.services import Services
from mockinterview.settings import Settings
from mockinterview.ui.tasks import Tasks

SMALL = Sizes(candidates=3, attempts=2, marked_twice=1, seconds=2.0)


@pytest.mark.slow
def test_a_class_of_three_goes_through(tmp_path: Path, qapp: QApplication) -> None:
    content = load_content([paths.content_folder()])
    services = Services(Settings(library=tmp_path / "none"), tmp_path / "settings.json", content)
    try:
        run = ClassRun(tmp_path, SMALL, content)
        outcome = run.run(Tasks(services.work))
    finally:
        services.close()
    qapp.processEvents()
    found = class_in_library(run.library(FIRST_TUTOR))
    assert sorted(found.candidates) == ["Candidate 01", "Candidate 02", "Candidate 03"]
    assert len(found.answers) == 6
    assert found.tutors == [FIRST_TUTOR, SECOND_TUTOR]
    told = [sorted(answer.markings) for answer in found.answers]
    assert told.count(["Candidate", FIRST_TUTOR, SECOND_TUTOR]) == 2
    assert told.count(["Candidate", FIRST_TUTOR]) == 4
    for answer in found.answers:
        marking = answer.markings[FIRST_TUTOR]
        assert (marking.pass_number, marking.is_blind) == (2, True)
        assert [one.text for one in marking.comments] == ["Slower here."]
    for name in found.candidates:
        library = run.library(name)
        for folder, _ in library.listing().attempts:
            assert (folder.path / "markings" / "received").is_dir(), "the marks came back"
    assert 0 < outcome.agreed < outcome.compared
    (table,) = outcome.tables
    assert len(table.rows) == 6
    assert outcome.report is not None
    assert "Candidate 01" in outcome.report.read_text(encoding="utf-8")
