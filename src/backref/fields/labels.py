"""Labels of entries: what a list calls them."""

from __future__ import annotations


def is_named(label: str | None) -> bool:
    """Whether an entry is called by its people and year, as one without a label is, not by a number or a sign.

    >>> is_named("Doe 2002"), is_named(None), is_named("12"), is_named("Knu97")
    (True, True, False, False)
    """
    return not label or " " in label
