"""The speech models: which there are, what is known of each, fetching and converting them."""
