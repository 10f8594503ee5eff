"""Keeping what the person has: a backup as one file, restoring it, its size, and deleting it all.

docs/backup.md describes the file, docs/privacy.md what lies where.
"""
