"""The citation's identifier as the sources register it: an alias, a misprint and arXiv's other name are read as what is
meant. Pure.

A source may answer for an alias with the record of the work's own DOI; and where nobody knows a DOI as it is printed,
what it may have been meant for was asked. Either is taken only where the record is the work that the rest of the
citation names.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ..fields import ids
from ..model import Finding, FindingKind, Identifier, Parsed, Record
from .query import meant_for, whole_doi
from .unite import is_described, names_of


def registered(
    parsed: Parsed, records: Sequence[Record], fits: Callable[[Parsed, Record], bool]
) -> tuple[Parsed, Finding | None]:
    """Return the citation with the identifier under which a source knows it, and what is to be said of the printed one.

    It comes back as it is, with None, where its identifiers are known, and where no record of another one fits it.
    """
    described = [record for record in records if is_described(record)]
    printed = [
        ids.normalise(identifier)
        for identifier in parsed.reference.identifiers()
        if identifier.scheme in ("doi", "arxiv")
    ]
    for identifier in printed:
        for record in described:
            if identifier in names_of(record):
                return _alias(parsed, identifier, record)
    for meant in meant_for(parsed) if printed and described else ():
        for record in described:
            if meant in names_of(record) and fits(changed := _with(parsed, meant), record):
                return changed, _said(parsed, meant, record)
    return parsed, None


def _alias(parsed: Parsed, printed: Identifier, record: Record) -> tuple[Parsed, Finding | None]:
    value = getattr(record.reference, printed.scheme)
    own = ids.normalise(Identifier(printed.scheme, value)) if value else printed
    if own == printed or not _is_alias(printed, record):
        return parsed, None
    message = f"{ids.render(printed)} is an alias: the work is registered under another DOI"
    found = Finding(kind=FindingKind.SUPERSEDED, message=message, says=(record.source,), identifier=own)
    return _with(parsed, own), found


def _is_alias(printed: Identifier, record: Record) -> bool:
    return printed in record.reference.also and not ids.is_short_doi(printed)


def _said(parsed: Parsed, meant: Identifier, record: Record) -> Finding | None:
    """What is to be said of a misprint; nothing where the identifier is the other name of a paper, or printed whole."""
    if (
        meant.scheme != "doi"
        or meant.value == whole_doi(parsed)
        or meant in filter(None, map(ids.kin, parsed.reference.identifiers()))
    ):
        return None
    printed = ids.normalise(Identifier("doi", parsed.reference.doi or ""))
    rest = printed.value.removeprefix(meant.value)
    how = f"without {rest!r}" if len(rest) < len(printed.value) else "with what follows it"
    message = f"nobody knows {ids.render(printed)} as it is printed; {how} it is the work's"
    return Finding(kind=FindingKind.MISPRINTED, message=message, says=(record.source,), identifier=meant)


def _with(parsed: Parsed, identifier: Identifier) -> Parsed:
    changed = parsed.reference.model_copy(update={identifier.scheme: identifier.value})
    return parsed.model_copy(update={"reference": changed})
