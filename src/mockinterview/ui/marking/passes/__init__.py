"""Marking in two passes: blind first, then with the model answer, and what moved between them."""
