"""Where in an answer a candidate may be talking about a criterion (docs/suggestions.md)."""

from mockinterview.suggest.places import suggest_places
from mockinterview.suggest.suggester import Suggester, Suggestion, new_suggester

__all__ = ["Suggester", "Suggestion", "new_suggester", "suggest_places"]
