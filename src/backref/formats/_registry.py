"""Which formats there are: a name, a suffix or a text -> the format."""

from __future__ import annotations

from pathlib import PurePath
from typing import cast

from ..errors import UnknownPlugin
from ..registry import Group
from ._content import by_content, is_like
from ._values import Format, Loader, Writer

# Those of the suffix that every project has; to read it, no other format is imported.
_OF_SUFFIX = {".bib": ("bibtex",)}
FORMATS = Group("format", __package__, "FORMAT", Format)
names = FORMATS.names
by_name = FORMATS.get


def by_suffix(path: str, *, claims: bool = False) -> Writer | None:
    """Return the format to write that a file's suffix calls for, or None; with `claims`, among those that write claims.

    >>> by_suffix("refs.bib").name
    'bibtex'
    """
    found = FORMATS.with_suffix(path, lambda each: each.dump is not None and each.is_claims is claims)
    return cast("Writer", found[0]) if found else None


def recognised(path: str, text: str) -> Loader | None:
    """Return the format to read that a file's suffix calls for and its text looks like, else the one that its text
    begins like, or None.

    >>> recognised("x.xml", "<PubmedArticleSet/>").title, recognised("export.txt", "TY  - JOUR\\n").title, recognised("a.md", "# A")
    ('PubMed XML', 'RIS', None)
    """

    def fits(each: Format) -> bool:
        return each.load is not None and (each.recognises is None or each.recognises(text))

    suffix = PurePath(path).suffix.lower()
    own = [each for name in _OF_SUFFIX.get(suffix, ()) if fits(each := by_name(name))]
    found = sorted(own or FORMATS.with_suffix(path, fits), key=lambda each: each.recognises is None)
    if found and is_like(text, found[0].name):
        return cast("Loader", found[0])
    name = by_content(text, suffix)
    return cast("Loader", by_name(name) if name else found[0]) if name or found else None


def loader(name: str) -> Loader:
    """Return the format called `name`, which can be read. Raises UnknownPlugin where it is only written."""
    found = by_name(name)
    if found.load is None:
        raise UnknownPlugin("readable format", name, [each.name for each in FORMATS.every() if each.load])
    return cast("Loader", found)


def writer(name: str) -> Writer:
    """Return the format called `name`, which can be written. Raises UnknownPlugin where it is only read."""
    found = by_name(name)
    if found.dump is None:
        raise UnknownPlugin("writable format", name, [each.name for each in FORMATS.every() if each.dump])
    return cast("Writer", found)
