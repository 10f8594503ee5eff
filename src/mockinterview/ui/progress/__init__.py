"""The page of progress: what was practised, over time, and what to practise next."""
