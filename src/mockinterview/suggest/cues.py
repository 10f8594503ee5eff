"""What the small words of a sentence tell: who speaks of when, and of what there is not.

Closed classes of English only (pronouns, auxiliaries, negation, absence): no word of any subject,
so that they mean the same under every mark scheme.
"""

from __future__ import annotations

import re
from typing import Final

from mockinterview.suggest.tokens import words_of

_PATTERNS: Final = {
    "self": r"\b(i|i'm|i've|i'd|i'll|my|me|myself|mine)\b",
    "together": r"\b(we|we're|we'd|our|us)\b",
    "others": r"\b(he|she|they|his|her|him|them|their|someone|somebody|people)\b",
    "past": r"\b(was|were|had|did|went|came|said|told|took|made|gave|got|felt|kept|saw|asked"
    r"|thought|found|began|knew|\w{3,}ed)\b",
    "future": r"\b(will|i'll|going to|want to|hope to|plan to|i'd (?:like|love|want|try|join|hope)"
    r"|would (?:like|love)|when i'm|as a (?:future |junior )?(?:medical student|doctor|medic))\b",
    "supposed": r"\b(would|could|might|if i|maybe|perhaps|probably|suppose|imagine|i'd)\b",
    "learnt": r"\b(learnt|learned|realised|taught me|showed me|made me|looking back|reflect\w*"
    r"|next time|since then|now i|i'd have|understood|understand)\b",
    "general": r"\b(is|are|means|you|your|a doctor|doctors|someone who|always|every)\b",
    "denied": r"\b(not|no|never|none|nothing|nor|neither|\w+n't|cannot|without|barely|hardly)\b",
    "absent": r"\b(i haven't|i have(?: not|n't)? never|i've (?:never|not|no)|i have no|i never"
    r"|i (?:just )?(?:don't|didn't) (?:really )?(?:know|have|get|manage)"
    r"|i can't|i couldn't (?:tell|say|give|get|go|find|think)|i wasn't able|i'm not"
    r"|i wouldn't (?:call|say)|cancelled|called off|fell through|pulled out|turned down"
    r"|never (?:went|got|came)|there hasn't been|isn't (?:really )?(?:me|something i've)"
    r"|i've yet to|nothing (?:\w+ ){0,3}(?:happened|comes)"
    r"|i was (?:supposed|meant|going|hoping) to|i'd (?:have )?(?:love|loved|like|liked) to have"
    r"|wish i|(?:none of them|nobody|no one) (?:\w+ ){0,2}(?:answered|wrote|replied)"
    r"|if i'd|if i were|i would(?:'ve| have)|not (?:entirely |exactly |really )?sure)\b",
}

LATEST_DENIAL_WORD: Final = 10
"""What is denied further on is an aside (“…, although I'm not very good at it”)."""

NAMES: Final = tuple(_PATTERNS)
_REMEDY: Final = re.compile(
    r"\b(?:so|but|instead)(?: instead| then)? (?:what )?(?:i've|i have|i'm|i am|i do|i did"
    r"|i (?:\w+ed|read|found|went|made|took|got|kept|saw|spent|began|spoke|rang|ran|sat|wrote|told"
    r"|taught|learnt|help|work|look))\b"
)
_COMPILED: Final = tuple(re.compile(pattern) for pattern in _PATTERNS.values())
_ABSENT: Final = re.compile(_PATTERNS["absent"])


def cues_of(text: str) -> tuple[bool, ...]:
    """For each of `NAMES` whether a sentence has it."""
    plain = " ".join(words_of(text))
    return tuple(pattern.search(plain) is not None for pattern in _COMPILED)


def is_denial(text: str) -> bool:
    """Whether a sentence says that something is not there, and not what was there instead.

    “My placement was cancelled” is one; “I couldn't get a placement, so I read …” is none.
    """
    plain = " ".join(words_of(text))
    found = _ABSENT.search(plain)
    if found is None or plain.count(" ", 0, found.start()) > LATEST_DENIAL_WORD:
        return False
    return _REMEDY.search(plain, found.end()) is None
