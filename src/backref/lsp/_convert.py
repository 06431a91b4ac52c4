"""Between the protocol and our values: places count in units of the client's choice there, in code points here."""

from __future__ import annotations

import re
from bisect import bisect_right
from pathlib import Path
from urllib.parse import unquote, urlsplit

from lsprotocol import types
from pygls.uris import to_fs_path
from pygls.workspace import PositionCodec, TextDocument

from .. import files as disk
from ..checking import Fault
from ..checking import page as rule_page
from ..files import real_path
from ..text.escape import plain, unhalved

_LINE = re.compile(r"[^\r\n]*+(?:\r\n|\n|\r)|[^\r\n]++")
_SEVERITY = {"error": types.DiagnosticSeverity.Error, "warning": types.DiagnosticSeverity.Warning}


def lines(text: str) -> tuple[str, ...]:
    r"""Return the lines of a text as the protocol parts them: Python parts lines at further marks, such as U+2028.

    >>> lines("a\u2028b\r\nc\n")
    ('a\u2028b\r\n', 'c\n')
    """
    return tuple(_LINE.findall(text))


class ClientDocument(TextDocument):
    """A text that is open, whose lines are the client's; half a letter of UTF-16, which no file can hold, is a mark."""

    @property
    def source(self) -> str:
        """The text; of one that nobody has open, what its file holds. Raises OSError, also for a pipe or a device."""
        held = disk.decoded(disk.read(path_of(self.uri))).text if self._source is None else super().source
        return str(unhalved(held))

    @property
    def lines(self) -> tuple[str, ...]:
        """The lines, with an empty last one behind a line end, where a client has a line too."""
        found = lines(self.source)
        return (*found, "") if found and found[-1].endswith(("\n", "\r")) else found

    @classmethod
    def of(cls, document: TextDocument) -> TextDocument:
        """Have a text's lines be the client's, and return it."""
        if type(document) is TextDocument:
            document.__class__ = cls
        return document


class Places:
    """The lines of a text, for ranges in it."""

    def __init__(self, text: str, codec: PositionCodec) -> None:
        self._text = text
        self._codec = codec
        self._starts = [0]
        for line in lines(text):
            self._starts.append(self._starts[-1] + len(line))

    def position(self, offset: int) -> types.Position:
        """Return where a code point stands."""
        line = min(bisect_right(self._starts, offset) - 1, max(len(self._starts) - 2, 0))
        before = self._text[self._starts[line] : offset]
        if before.endswith(("\n", "\r")):  # behind the last line end of the text
            return types.Position(line + 1, 0)
        return types.Position(line, self._codec.client_num_units(before))

    def range(self, start: int, end: int) -> types.Range:
        """Return the range of code points."""
        return types.Range(self.position(start), self.position(end))

    def all(self) -> types.Range:
        """Return the range of the whole text."""
        return self.range(0, len(self._text))


def path_of(uri: str) -> Path:
    """Return the file that an address names. A cell of a notebook goes by its notebook's name, as Markdown."""
    parts = urlsplit(uri)
    if parts.scheme == "file":
        return real_path(Path(str(unhalved(to_fs_path(uri) or "untitled.md")).replace("\0", "\ufffd")))
    return Path(unquote(str(unhalved(parts.path))) + ".md")


def diagnostic(fault: Fault, places: Places) -> types.Diagnostic:
    """Return a fault as the protocol has it."""
    page = rule_page(fault.rule)
    return types.Diagnostic(
        range=places.range(fault.span.start, fault.span.end),
        message=plain(fault.message),
        severity=_SEVERITY.get(fault.rule.level, types.DiagnosticSeverity.Information),
        code=fault.rule.code,
        code_description=types.CodeDescription(href=page) if page else None,
        source="backref",
    )
