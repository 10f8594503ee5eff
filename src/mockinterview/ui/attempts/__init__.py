"""The page of the attempts: search, filters, the table."""
