"""The story of an answer: its parts placed by a person, shown, heard, and compared."""
