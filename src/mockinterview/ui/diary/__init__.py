"""The diary: its page, the sheet beside the interview, and what was told in an answer."""
