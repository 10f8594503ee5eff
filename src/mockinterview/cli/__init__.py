"""The same core without a screen: every command of `mockinterview`, none of which imports Qt."""
