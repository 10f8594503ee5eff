"""The library's index: what lists and searches need, derived from the folders, made again at will.

Attempt folders are the truth. The index lies in the computer's cache, never in the library, and
nothing is ever recovered from it: whatever is wrong with it, it is thrown away and made anew.
"""
