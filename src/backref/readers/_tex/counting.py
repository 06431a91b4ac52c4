r"""How a manuscript counts: the items of its numbered lists, and its notes.

"\setcounter{enumi}{4}" and enumitem's options "start=5" and "resume" move a list's counter; "\item[{[}7{]}]" prints its
own number.
"""

from __future__ import annotations

import re

from ...fields.latex import decode

NUMBERED = frozenset(("enumerate", "compactenum", "inparaenum", "asparaenum"))
LISTS = NUMBERED | frozenset(("itemize", "description", "compactitem", "inparaitem", "asparaitem", "compactdesc"))
_COUNTERS = ("enumi", "enumii", "enumiii", "enumiv")
_START = re.compile(r"\bstart\s{0,8}=\s{0,8}(\d{1,4})\b")
_RESUME = re.compile(r"\bresume\b")
_LETTERED = re.compile(r"\\(?:alph|Alph|roman|Roman)\b|(?<![a-zA-Z\\])(?:[aAiI])(?![a-zA-Z])")
_PRINTED = re.compile(
    r"\s{0,4}(?:\[(?P<square>[^\[\]\s]{1,40})\]|(?:(?P<dot>\d{1,4})[.)]?|\((?P<round>\d{1,4})\)))\s{0,4}"
)


class TexCounters:
    """The counters of the lists that are open, and of the notes."""

    def __init__(self) -> None:
        self.notes = 0
        self._open: list[int | None] = []  # the last number of each list; None for one that does not count
        self._last = 0  # of the list that ended

    def begin(self, name: str, option: str) -> None:
        """Open a list of this name, with what its brackets say of it."""
        if name not in NUMBERED:
            self._open.append(None)
            return
        start = _START.search(option)
        first = int(start[1]) - 1 if start else self._last if _RESUME.search(option) else 0
        is_lettered = "=" not in option and _LETTERED.search(option)  # "\begin{enumerate}[(a)]"
        self._open.append(None if is_lettered or "\\alph" in option or "\\roman" in option else first)

    def end(self) -> None:
        """Close the innermost list."""
        if self._open and (last := self._open.pop()) is not None:
            self._last = last

    def set(self, counter: str, value: str) -> None:
        """Obey "\\setcounter"."""
        if counter in _COUNTERS and value.strip().isdecimal() and self._open and self._open[-1] is not None:
            self._open[-1] = int(value.strip()[:9])

    def define(self, label: str) -> None:
        """Obey "\\def\\labelenumi{...}": a list whose items print letters does not count."""
        if self._open and _LETTERED.search(label):
            self._open[-1] = None

    def item(self, option: str | None) -> str:
        """Count an item, and return the label that it prints: a number, or what brackets hold; "" for any other.

        >>> lists = TexCounters()
        >>> lists.begin("enumerate", "start=4")
        >>> lists.item(None), lists.item("{[}Knu97{]}"), lists.item(None)
        ('4', 'Knu97', '5')
        """
        if option is not None:
            printed = _PRINTED.fullmatch(decode(option)[:80])
            return (printed["square"] or printed["dot"] or printed["round"]) if printed else ""
        if not self._open or (last := self._open[-1]) is None:
            return ""
        self._open[-1] = last + 1
        return str(last + 1)

    def note(self, number: str | None) -> str:
        """Count a note, or take the number that it is given, and return its label."""
        if number is None:
            self.notes += 1
        return f"^{number or self.notes}"
