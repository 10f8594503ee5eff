"""The models part of Settings: what there is, how fast and how exact, fetched and trusted."""
