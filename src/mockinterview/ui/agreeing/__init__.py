"""Markings side by side: what both saw, what one of them saw, each with both clips and notes."""
