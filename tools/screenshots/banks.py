"""The states of the Banks page."""

from __future__ import annotations

from .studio import Studio, dragged

OWN_BANK = """\
bank: sunday-evening
version: 1
title: Sunday evening
about: Two questions on asking for help, written for our sixth form.
source: {title: Our own, confidence: own}
format: imperial-2023
questions:
  - id: time-you-asked-for-help
    prompt: Tell us about a time when you had to ask for help.
    theme: Teamwork and leadership
    rubric: resilience
    candidate_note: A small thing told exactly is worth more than a great thing told roughly.
  - id: help-refused
    prompt: A classmate refuses your help with something that they cannot do. What do you do?
    theme: Empathy and breaking bad news
    rubric: resilience
"""
BROKEN_BANK = """\
bank: monday-morning
version: 1
title: Monday morning
questions:
  - id: first-patient
    promt: Whom did you meet first on your placement, and what did they teach you?
    theme: Work experience
    rubric: resilence
  - id: tea-round
    prompt: ""
    theme: Teamwork and leadership
    rubric: resilience
    format: 1:30
"""


def banks_empty(studio: Studio) -> None:
    studio.window.show_page("banks")


def banks_candidate(studio: Studio) -> None:
    own = studio.services.own_content
    own.mkdir()
    (own / "sunday-evening.yaml").write_text(OWN_BANK, encoding="utf-8")
    (own / "monday-morning.yaml").write_text(BROKEN_BANK, encoding="utf-8")
    banks_empty(studio)
    studio.window.watch.reload()
    studio.wait(lambda: "sunday-evening" in studio.services.content.banks)
    studio.pages.banks.list.choose(str(own / "sunday-evening.yaml"))
    studio.pages.banks.list.setFocus()


def banks_tutor(studio: Studio) -> None:
    banks_candidate(studio)
    page = studio.pages.banks
    page.show_file(studio.services.content.bank_files["imperial-asynchronous"])
    page.preview.show_view("tutor")
    page.preview.tutor.criteria.setFocus()


def banks_problem(studio: Studio) -> None:
    banks_candidate(studio)
    studio.pages.banks.show_file(studio.services.own_content / "monday-morning.yaml")


def banks_drop(studio: Studio) -> None:
    banks_candidate(studio)
    event = dragged(studio.services.own_content / "sunday-evening.yaml")
    studio.pages.banks.dragEnterEvent(event)


STATES = (banks_empty, banks_candidate, banks_tutor, banks_problem, banks_drop)
