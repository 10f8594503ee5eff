"""The page of banks: what there is, each question as candidate and tutor see it, what to mend."""
