"""Measures of a take: pure functions on sound and words, and what is told of them."""
