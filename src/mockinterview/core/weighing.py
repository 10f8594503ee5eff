"""What a person's verdicts come to, in the marks that a scheme gives to content and communication.

Nothing is worked out from anything but verdicts, and the two are never added up.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from mockinterview.core.content import Category, CriterionKind, Rubric
from mockinterview.core.marking import Marking, Verdict

WORTH: Final = {
    Verdict.MET: Fraction(1),
    Verdict.PARTLY: Fraction(1, 2),
    Verdict.NOT_MET: Fraction(0),
}


def share(marking: Marking, rubric: Rubric, category: Category) -> Fraction | None:
    """The weight of what is met, as a share of all weight of a category.

    Partly met counts half. None unless every positive criterion of the category has a verdict
    other than “can't tell”: a part of the criteria says nothing of the whole.
    """
    criteria = rubric.section(CriterionKind.POSITIVE, category)
    total = sum((Fraction(criterion.weight) for criterion in criteria), Fraction(0))
    found = Fraction(0)
    for criterion in criteria:
        verdict = marking.mark(criterion.id).verdict
        if verdict not in WORTH:
            return None
        found += WORTH[verdict] * Fraction(criterion.weight)
    return found / total if total else None


def marks_in_words(marking: Marking, rubric: Rubric, category: Category) -> str:
    """“about 4 of 6”, as the scheme splits its marks; empty where it does not, or not yet.

    Rounded to whole marks, halves up; “about” is left out where nothing was rounded.
    """
    if rubric.marks is None:
        return ""
    limit = getattr(rubric.marks, category.value)
    found = share(marking, rubric, category)
    if found is None or not limit:
        return ""
    exact = found * limit
    whole = int(exact + Fraction(1, 2))
    return f"{whole} of {limit}" if whole == exact else f"about {whole} of {limit}"
