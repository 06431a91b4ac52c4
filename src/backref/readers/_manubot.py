"""Tags of Manubot: "[@tag:name]: doi:10..." and "[tag:name]: doi:10..." -> the key that the text cites.

Source: manubot.org/docs/citing.html (read 2026-11).
"""

from __future__ import annotations

import re

from ..fields import ids

_TAG = re.compile(r"-?@(?P<key>[^\s@]{1,200})|(?P<old>tag:[^\s@]{1,200})")


def key_of(label: str, address: str) -> str:
    """Return the key that a definition gives to a work, "" where it defines a link.

    >>> key_of("@tag:heat", "doi:10.1136/bmj.g6380"), key_of("tag:heat", "pmid:25561513"), key_of("@site", "https://example.org")
    ('tag:heat', 'tag:heat', '')
    """
    found = _TAG.fullmatch(label)
    key = (found["key"] or found["old"]) if found else ""
    work = ids.parse(address.removeprefix("url:")) if key else None
    return key if work and (work.scheme != "url" or key.startswith("tag:")) else ""
