"""Bringing recordings made elsewhere into the library."""
