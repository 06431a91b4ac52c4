"""Addresses of strangers: the one list of schemes that are written, and the one way to make a link of each kind.

A link leads to http or https, and nowhere else. A bibliography may hold a few schemes more, which name works or are
asked by people; any other (`javascript:`, `data:`, `file:`...) is not written at all, and `refused` tells.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from ..model import Bibliography, Problem
from .entities import unescaped
from .escape import markdown, markup, plain, visible

LINKED = ("http", "https")
SCHEMES = (*LINKED, "ftp", "ftps", "sftp", "gopher", "urn", "doi", "hdl", "info", "ark", "oai", "arxiv", "pmid", "mailto", "news")  # fmt: skip
"""The schemes of addresses that are written."""

_RUN = ("javascript", "vbscript", "data")

_SCHEME = re.compile(r"(?P<scheme>[A-Za-z][A-Za-z0-9+.-]*):(?P<rest>.*)", re.DOTALL)
_PORT = re.compile(r"\d{1,5}(?:[/?#].*)?", re.DOTALL)  # "www.example.org:8080/x" begins with no scheme
# Browsers take these out of an address before they look at its scheme.
_IGNORED = re.compile(r"[\t\n\r]+|^[\x00-\x20]+|[\x00-\x20]+$")
# What no address holds: blanks and other separators, quotes, and what Markdown, HTML or LaTeX would take for a mark.
_ILLEGAL = re.compile(r"[\s\x00-\x20\x7f\"<>\\^`{|}]")
_ENTITY = re.compile(r"&(?=#?\w+;)")
_IN_MARKDOWN = re.compile(r"[()\[\]*'!]")
_IN_BRACKETS = re.compile(r"[()\[\]*'!@$~]")


def scheme(address: str) -> str:
    """Return the scheme that a browser would read from an address, in small letters; "" for none. Others unpack what
    is written before it comes to a browser: entities, wide letters, blanks of any kind around it.

    >>> scheme(" Java\\tScript:alert(1)"), scheme("www.example.org:8080/x"), scheme("//example.org")
    ('javascript', '', '')
    >>> scheme("\u00a0javascript:x"), scheme("&#106;avascript&colon;x"), scheme("java\u00adscript\uff1ax")
    ('javascript', 'javascript', 'javascript')
    """
    said = unicodedata.normalize("NFKC", visible(unescaped(address)))
    match = _SCHEME.match(_IGNORED.sub("", said).strip())
    if match is None or ("." in match["scheme"] and _PORT.fullmatch(match["rest"])):
        return ""
    return match["scheme"].lower()


def written(address: str | None) -> str:
    """Return the address as it may be written, "" where its scheme is none of `SCHEMES`.

    >>> written("https://example.org/a"), written("data:text/html,x")
    ('https://example.org/a', '')
    """
    if not address or address.startswith(("https://", "http://")):
        return address or ""
    return address if scheme(address) in ("", *SCHEMES) else ""


def beside(path: str) -> str:
    """Return the path or the address of a file beside a work as it may be written, "" for what a browser would run.

    >>> beside("file:///a.pdf"), beside("internal-pdf://1/a.pdf"), beside("data:text/html,x")
    ('file:///a.pdf', 'internal-pdf://1/a.pdf', '')
    """
    return "" if scheme(path) in _RUN else path


def linked(address: str | None) -> str:
    """Return the address as one can be followed: what no address may hold is percent-encoded. "" for what is not
    `LINKED`.

    >>> linked('https://x/"onfocus="a'), linked("urn:isbn:1")
    ('https://x/%22onfocus=%22a', '')
    """
    return _quoted(_ILLEGAL, plain(address).strip()) if address and scheme(address) in LINKED else ""


def html_link(address: str, shown: str) -> str:
    """Return a link of HTML on text that is none yet; only the text where the address cannot be followed.

    >>> html_link("https://x/?a&b", "<b>"), html_link("javascript:x", "x")
    ('<a href="https://x/?a&amp;b">&lt;b&gt;</a>', 'x')
    """
    target = linked(address)
    return f'<a href="{markup(target)}">{markup(shown)}</a>' if target else markup(shown)


def markdown_link(address: str, shown: str) -> str:
    """Return a link of Markdown on text that is none yet; only the text where the address cannot be followed.

    >>> markdown_link("https://x/(a)", "*x*")
    '[\\\\*x\\\\*](https://x/%28a%29)'
    """
    target = _quoted(_IN_MARKDOWN, linked(address))
    # An "@" would be a citation, a "$" a formula, and an entity would become its character.
    target = _ENTITY.sub("&amp;", target).replace("@", "&#64;").replace("$", "&#36;").replace("~", "&#126;")
    return f"[{markdown(shown)}]({target})" if target else markdown(shown)


def markdown_address(address: str) -> str:
    """Return an address between the angle brackets that make a link of it in Markdown; "" for one that cannot be
    followed.

    >>> markdown_address("https://x/@a"), markdown_address("javascript:x")
    ('<https://x/%40a>', '')
    """
    target = _quoted(_IN_BRACKETS, linked(address))
    return f"<{_ENTITY.sub('&amp;', target)}>" if target else ""


def refused(bibliography: Bibliography) -> Iterator[Problem]:
    """Yield a problem for each address that no format writes, since its scheme is none of `SCHEMES`."""
    for entry in bibliography.entries:
        address = entry.reference.url
        if address and not written(address):
            shown = repr(address if len(address) <= 80 else f"{address[:77]}...")
            message = f"{entry.key}: URL {shown} is not written: its scheme is none of {', '.join(SCHEMES)}"
            yield Problem(code="address-refused", stage="dump", message=plain(message))


def _quoted(pattern: re.Pattern[str], address: str) -> str:
    return pattern.sub(lambda match: "".join(f"%{byte:02X}" for byte in match.group().encode()), address)
