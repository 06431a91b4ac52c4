"""A citation as people read it: what a template prints, where the text has the template."""

from __future__ import annotations

from ..model import RawCitation

_STYLE = "cs1"  # what Wikipedia's templates print


def shown(citation: RawCitation) -> str:
    """Return the citation as the text prints it; for a template that says its fields, the line that it stands for.

    >>> from backref.model import Reference, Span
    >>> fields = Reference(type="book", title="Clinical anatomy", publisher="Churchill")
    >>> shown(RawCitation(Span(0, 9), "{{cite book |title=Clinical anatomy}}", reference=fields))
    'Clinical anatomy. Churchill.'
    """
    if citation.reference is None or not citation.raw.startswith("{{"):
        return citation.raw
    from ..styles import PrintedEntry, bare, by_name, parts

    made = by_name(_STYLE).entry(parts.escaped(citation.reference), "")
    return bare(PrintedEntry("", "", made)) or citation.raw


def labelled(label: str | None) -> str:
    """Return what stands before an entry of a list, "" where nothing does.

    >>> labelled("12"), labelled("^3"), labelled("Roe01"), labelled(None)
    ('12.', '3.', '[Roe01]', '')
    """
    bare = (label or "").removeprefix("^")
    return f"{bare}." if bare.isdecimal() else f"[{bare}]" if bare else ""
