"""How each source is reached: its address, proxy, certificates and time-outs, as a user has set them; and the keys that
only it may see.

The environment counts before a project's configuration: BACKREF_CROSSREF_BASE_URL, _PROXY, _CA_BUNDLE,
_CONNECT_TIMEOUT_S, _READ_TIMEOUT_S.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any
from urllib.parse import urlsplit

from ..errors import SourceError

PLUS_TOKEN = "BACKREF_CROSSREF_PLUS_TOKEN"  # noqa: S105  the name of a variable
_PLUS_HOST = "api.crossref.org"
_WHO = re.compile(r"//[^/]{0,500}@")
_TOKEN = re.compile(r"(?:Bearer )?([!-~]{1,1000})")


@dataclass(frozen=True, slots=True)
class Reach:
    """How a source is reached; what is empty, or 0, is as for all. Times are seconds: to connect, and of silence.

    Raises ValueError for an address that is none.

    >>> Reach(base_url="http://127.0.0.1:8000/works").base_url
    'http://127.0.0.1:8000/works'
    """

    base_url: str = ""
    proxy: str = ""
    ca_bundle: str = ""
    connect_timeout_s: float = 0
    read_timeout_s: float = 0

    def __post_init__(self) -> None:
        """Look at what was said."""
        for name in ("base_url", "proxy"):
            said = getattr(self, name)
            if said and (urlsplit(said).scheme not in ("http", "https") or not urlsplit(said).hostname):
                raise ValueError(f"{name} is no http or https address: {_WHO.sub('//...@', said):.80}")
        if "@" in urlsplit(self.base_url).netloc:  # it would not be sent, and it would stand in every record
            raise ValueError("base_url names who asks, which is for a proxy alone")
        for name in ("connect_timeout_s", "read_timeout_s"):
            if not 0 <= getattr(self, name) <= 600:
                raise ValueError(f"{name} is no time between 0 and 600 seconds")

    def sending(self) -> dict[str, Any]:
        """Return what the one who sends must know of proxy and certificates."""
        said: dict[str, Any] = {"verify": self.ca_bundle} if self.ca_bundle else {}
        return said | ({"proxies": {"http": self.proxy, "https": self.proxy}} if self.proxy else {})


def reach_of(name: str, configured: Mapping[str, Reach]) -> Reach:
    """Return how a source is reached: as the environment says, else as it was configured. Raises SourceError.

    >>> reach_of("crossref", {"crossref": Reach(base_url="https://mirror.example.org")}).base_url
    'https://mirror.example.org'
    """
    reach = configured.get(name) or Reach()
    prefix = f"BACKREF_{re.sub('[^A-Z0-9]', '_', name.upper())}_"
    try:
        said: dict[str, object] = {
            each.name: float(value) if each.name.endswith("_s") else value
            for each in fields(Reach)
            if (value := os.environ.get(prefix + each.name.upper()))
        }
        return replace(reach, **said) if said else reach  # type: ignore[arg-type]
    except ValueError as error:
        raise SourceError(name, f"{prefix}...: {error}") from error


def keys_for(source: str, url: str) -> dict[str, str]:
    """Return the headers that hold a key, for the one host that may see it. Raises SourceError for what is no key.

    Source: Crossref, "Metadata Plus", https://www.crossref.org/documentation/metadata-plus/ (read 2026-11).

    >>> keys_for("crossref", "https://mirror.example.org/works")
    {}
    """
    said, address = os.environ.get(PLUS_TOKEN), urlsplit(url)
    if (
        not said
        or source != "crossref"
        or (address.scheme, address.hostname, address.port or 443) != ("https", _PLUS_HOST, 443)
    ):
        return {}
    token = _TOKEN.fullmatch(said.strip())
    if token is None:
        raise SourceError(source, f"{PLUS_TOKEN} holds no token")
    return {"Crossref-Plus-API-Token": f"Bearer {token[1]}"}
