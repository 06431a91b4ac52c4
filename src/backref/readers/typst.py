"""Typst: the text of a manuscript, with "@key" and "#cite(<key>)" as markers. Labels are no keys; code and formulas are
no text.

Content in brackets is read wherever it stands: behind a call as part of the sentence, in the arguments of one
("caption: [As @key says]") as a paragraph. Nothing is evaluated.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..model import Document, Span
from . import Reader
from ._typst_page import TypstPage

_LABEL = re.compile(r"[^\W_][\w:.-]*[\w-]|[^\W_]|_[\w-]+")
_NAMED = re.compile(r"[^\W_](?:[\w:.+/ &-]{0,198}[\w-])?")


def read(source: str, name: str = "-") -> Document:
    """Return the document of a Typst file.

    >>> page = read("= Pain <pain>\\nIt helps @deyo2015, see @pain and #cite(<roe2001>, form: \\"prose\\").\\n")
    >>> [marker.keys for marker in page.markers], [block.kind for block in page.blocks]
    ([('deyo2015',), ('roe2001',)], ['heading', 'paragraph'])
    """
    return TypstPage(source, name).read()


def cite(source: str, keys: Sequence[str]) -> str:
    """Return a citation of these keys; one that no label can be is given by its name.

    >>> cite("", ["a", "b"]), cite("", ["books/b"])
    ('@a @b', '#cite(label("books/b"));')
    """
    return " ".join(f"@{key}" if _LABEL.fullmatch(key) else f'#cite(label("{key}"));' for key in keys)


def spell(key: str) -> str | None:
    """Return the key as it stands in a citation, None for one that could end it.

    >>> spell("enke2018"), spell("books/b"), spell('a"]')
    ('enke2018', 'books/b', None)
    """
    return key if _NAMED.fullmatch(key) else None


def may_edit(source: str, span: Span) -> bool:
    """Whether a citation may be replaced here: not in the address of a link, which is a string of code.

    >>> may_edit('#link("https://a.b")', Span(7, 18)), may_edit("see https://a.b", Span(4, 15))
    (False, True)
    """
    return source[max(span.start - 1, 0) : span.start] != '"'


READER = Reader(
    name="typst", title="Typst", read=read, suffixes=(".typ",), media_types=("text/vnd.typst", "text/x-typst"), is_synced=True, cite=cite, spell=spell,
    may_edit=may_edit,
)  # fmt: skip
