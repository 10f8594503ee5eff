"""The tests of Mock Interview."""
