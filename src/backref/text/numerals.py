"""Digits that strangers wrote -> numbers. Of more than 4,300 digits Python makes an exception nobody expects."""

from __future__ import annotations

_LONGEST = 18  # digits; nothing that is counted, dated or printed has more


def whole(text: str | None) -> int | None:
    """Return the number that a text of digits says, None for any other text and for one of more than 18 digits.

    >>> whole("073"), whole("7a"), whole(""), whole("9" * 5000)
    (73, None, None, None)
    """
    return int(text) if text and len(text) <= _LONGEST and text.isdecimal() else None
