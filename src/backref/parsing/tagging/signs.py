"""What of an identifier tells the kind of work: of a DOI who registered it and how its own part begins, of an address
the site and the words of its path.

"10.5281" registers data and code, "978" begins the DOIs of books' chapters, and "blog" stands in the addresses of
posts; the rest of an identifier is a number that says nothing.
"""

from __future__ import annotations

import re

from ...model import Identifier

WORDS = 5  # of a path, how many are looked at
_HOST = re.compile(r"(?:[a-z][a-z0-9+.-]{0,20}:)?/{0,2}(?:www\d?\.)?([\w.-]{1,100})", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]{2,16}")
_BOOK = re.compile(r"(?:b?978|\(isbn\)978)")
_HEAD = re.compile(r"[a-z]{1,12}")


def of(identifier: Identifier) -> tuple[str, ...]:
    """Return the signs of an identifier; none where its scheme says it all.

    >>> of(Identifier("doi", "10.1016/b978-0-12-3.50001-2")), of(Identifier("doi", "10.5281/zenodo.1"))
    (('10.1016', '978'), ('10.5281', 'zenodo'))
    >>> of(Identifier("url", "https://www.icpsr.umich.edu/icpsrweb/studies/9836"))
    ('icpsr.umich.edu', 'umich.edu', '.edu', 'icpsrweb', 'studies')
    """
    if identifier.scheme == "doi":
        return _of_doi(identifier.value.lower())
    return _of_address(identifier.value.lower()) if identifier.scheme == "url" else ()


def _of_doi(value: str) -> tuple[str, ...]:
    registrant, _, own = value.partition("/")
    if _BOOK.match(own):
        return registrant, "978"
    head = _HEAD.match(own)
    return (registrant, head[0]) if head else (registrant,)


def _of_address(value: str) -> tuple[str, ...]:
    host = _HOST.match(value)
    if not host:
        return ()
    name = host[1]
    labels = name.split(".")
    site = (name,) if len(labels) < 3 else (name, ".".join(labels[-2:]))
    words = dict.fromkeys(_WORD.findall(value, host.end(), host.end() + 200))
    return (*site, f".{labels[-1]}", *list(words)[:WORDS])
