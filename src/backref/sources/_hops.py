"""Where requests go: what a redirect may lead to, and what address may be behind it.

One parser decides and sends: that of urllib3, which requests sends by. What it and Python's own read differently in an
address, of which there are many, is no address. Source: RFC 3986, section 3.2; RFC 9110, section 15.4.
"""

from __future__ import annotations

import ipaddress
import re
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from ..errors import SourceError
from ._requests import Request

if TYPE_CHECKING:
    from urllib3.util.url import Url

# The services' own domains: within one of them, a service may send us from host to host. Others name the hosts in
# `redirects`.
_FAMILIES = (
    "crossref.org", "ncbi.nlm.nih.gov", "datacite.org", "doi.org", "arxiv.org", "openlibrary.org", "openalex.org", "medra.org", "japanlinkcenter.org",
)  # fmt: skip
# Of IPv6, what is handed out as addresses of the internet, and what a gateway makes IPv4 of. Source: IANA, "IPv6 Global
# Unicast Address Assignments"; RFC 6052, section 2.1.
_UNICAST, _TRANSLATED = ipaddress.IPv6Network("2000::/3"), ipaddress.IPv6Network("64:ff9b::/96")
_ODD = re.compile(r"[\x00-\x20\\\x7f]")
_HOST = re.compile(r"[a-z0-9](?:[a-z0-9_.-]*[a-z0-9])?|\[[0-9a-f:.]+\]")  # a proxy, too, reads no other in its own way
_PORTS = {"http": 80, "https": 443}


def redirected(request: Request, url: str, location: str) -> str:
    """Return where a redirect leads, if we go there: https, the same host or another one of the service's own.

    What was posted, which may hold a key, goes to no other host. Raises SourceError.
    """
    old, new = _parsed(url), None if _ODD.search(location) or not location else _parsed(_joined(url, location))
    if new is None or old is None:
        raise SourceError(request.source, f"redirected to {_shown(location)}, where we do not go")
    same = (new.scheme, new.host, _port(new)) == (old.scheme, old.host, _port(old))
    if same:
        return new.url
    if not request.post:
        if new.scheme in _PORTS and new.host in request.redirects and new.port in (None, *_PORTS.values()):
            return new._replace(scheme="https", port=None).url
        if new.scheme == "https" and new.port in (None, 443) and _is_kin(old.host or "", new.host or ""):
            return new.url
    raise SourceError(request.source, f"redirected to {new.scheme}://{new.netloc or ''}, where we do not go"[:200])


def is_public(address: str) -> bool:
    """Say whether an address is one of the internet, and not of this machine or of the network around it.

    >>> [is_public(address) for address in ("93.184.216.34", "127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "fec0::1")]
    [True, False, False, False, False]
    """
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(found, ipaddress.IPv6Address):
        inner = found.ipv4_mapped or found.sixtofour
        if found in _TRANSLATED:
            inner = ipaddress.IPv4Address(int(found) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(str(inner))
        if found not in _UNICAST:
            return False
    return found.is_global and not found.is_multicast


def _joined(url: str, location: str) -> str:
    try:
        return urljoin(url, location)
    except ValueError:
        return ""


def _parsed(url: str) -> Url | None:
    """The parts of an address; None for what is none, bears a name or a password, or can be read in two ways."""
    from urllib3.exceptions import LocationParseError
    from urllib3.util import parse_url

    try:
        read, again = parse_url(url), urlsplit(url)
        host, port = again.hostname, again.port
    except (LocationParseError, ValueError):
        return None
    is_one = (read.scheme, (read.host or "").strip("[]"), read.port) == (again.scheme, host or "", port)
    is_plain = is_one and read.auth is None and "@" not in again.netloc and ".." not in (read.host or "")
    return read if is_plain and _HOST.fullmatch(read.host or "") else None


def _port(url: Url) -> int | None:
    return url.port or _PORTS.get(url.scheme or "")


def _is_kin(old: str, new: str) -> bool:
    """Whether both hosts are one service's own; by name, since two labels in common mean nothing under "co.uk"."""
    if old.removeprefix("www.") == new.removeprefix("www."):
        return True
    return any(all(host == family or host.endswith(f".{family}") for host in (old, new)) for family in _FAMILIES)


def _shown(location: str) -> str:
    try:
        parts = urlsplit(location)
        return f"{parts.scheme}://{parts.netloc[:80]}" if parts.scheme else "nowhere"
    except ValueError:
        return "nowhere"
