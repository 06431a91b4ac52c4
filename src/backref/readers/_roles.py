"""Roles that cite, of sphinxcontrib-bibtex and MyST: what stands in one -> the keys of what it cites."""

from __future__ import annotations

import re

_AROUND_KEY = re.compile(r"\{[^{}]*\}|\[[^\[\]]*\]")


def role_keys(inside: str) -> tuple[str, ...]:
    """Return the keys that a role holds, without what is printed before and behind them; a backslash may join lines.

    >>> role_keys("{see}deyo2015{p. 3, 5},doi:10.1503/cmaj.171333")
    ('deyo2015', 'doi:10.1503/cmaj.171333')
    >>> role_keys("joyce:1999 [see][p. 20]")
    ('joyce:1999',)
    """
    return tuple(key.strip() for key in _AROUND_KEY.sub(" ", inside.replace("\\\n", " ")).split(",") if key.strip())
