"""A stub: its helper overwrites this file."""


def show_wings() -> None:
    pass
