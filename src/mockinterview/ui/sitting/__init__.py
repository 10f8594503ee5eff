"""Sittings on the screen: choosing one, holding it, and looking at it afterwards."""
