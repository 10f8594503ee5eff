"""Packs: attempts and their marks as one `.mockinterview` file, written, looked into, taken in.

docs/pack-format.md describes the file. Sound is converted and listened to by functions that are
given from above (`mockinterview.pack_exchange`).
"""
