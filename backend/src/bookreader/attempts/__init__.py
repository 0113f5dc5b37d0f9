"""Attempts at one picture: sent once, paid once, looked at before anybody sees it."""
