"""An entry of a list as a style prints it, whether the style is ours or a CSL file."""

from __future__ import annotations

from typing import NamedTuple


class PrintedEntry(NamedTuple):
    """One entry of a list: its key, what stands before it ("1.", "[1]" or ""), and its text with markup."""

    key: str
    label: str
    text: str
