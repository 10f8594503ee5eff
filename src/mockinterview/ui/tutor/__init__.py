"""The page of a tutor: answers that came in packs, what is next, and what goes back."""
