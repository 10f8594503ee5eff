"""Lets `python -m mockinterview` do what the `mockinterview` command does."""

from mockinterview.app import main

if __name__ == "__main__":
    raise SystemExit(main())
