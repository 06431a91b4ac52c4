"""HTML by one function that escapes: whatever is no `Html` yet is text, and stays text.

    tag("p", "1 < 2", tag("b", "yes"), class_="note")

Addresses become links by `text.links` alone, so that none leads elsewhere than to http or https.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable
from hashlib import sha256
from typing import Final

from ..text import links
from ..text.escape import markup

VOID: Final = frozenset({"meta", "input", "br", "hr"})


class Html(str):
    """Text that is HTML already. Only this module and `marking` make it of text."""

    __slots__ = ()


def escaped(text: str) -> Html:
    """Return a text as HTML, line by line.

    >>> escaped("<b> & 'c'")
    '&lt;b&gt; &amp; &#x27;c&#x27;'
    """
    return text if isinstance(text, Html) else Html("\n".join(map(markup, text.split("\n"))))


def joined(parts: Iterable[str], between: str = "") -> Html:
    """Return the parts as one, each of them escaped that is text."""
    return Html(escaped(between).join(map(escaped, parts)))


def tag(name: str, *children: str, **attributes: str | int | bool | None) -> Html:
    """Return an element. A `_` at an attribute's end is dropped, any other is a "-"; True is a bare one, False and None
    are left out.

    >>> tag("p", "1 < 2", tag("b", "yes"), class_="note", data_n=3, hidden=True)
    '<p class="note" data-n="3" hidden>1 &lt; 2<b>yes</b></p>'
    """
    said = "".join(
        f" {key.rstrip('_').replace('_', '-')}" + ("" if value is True else f'="{markup(str(value))}"')
        for key, value in attributes.items()
        if value is not False and value is not None
    )
    return Html(f"<{name}{said}>" if name in VOID else f"<{name}{said}>{joined(children)}</{name}>")


def link(address: str, shown: str) -> Html:
    """Return a link; only the text where the address leads to no http or https. The `page` has it tell nobody where it
    was followed.

    >>> link("javascript:x", "<x>")
    '&lt;x&gt;'
    """
    target = links.linked(address)
    return tag("a", shown, href=target) if target else escaped(shown)


def page(title: str, style: str, script: str, body: str, *, data: str = "", connect: str = "'none'") -> Html:
    """Return a whole page with a policy that allows this style and this script by their hashes, and, unless `connect`
    says so, no request.

    `data` is the JSON that the script reads; it may hold no "<", which JSON can write otherwise.
    """
    policy = (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; connect-src {connect}; "
        "base-uri 'none'; form-action 'none'"
    )
    held = f'<script type="application/json" id="data">{data.replace("<", chr(92) + "u003c")}</script>' if data else ""
    return Html(
        f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}"><meta name="referrer" content="no-referrer">'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><title>{escaped(title)}</title>'
        f"<style>{style}</style></head>\n<body>{escaped(body)}{held}<script>{script}</script></body></html>\n"
    )


def _hash(text: str) -> str:
    """The source of a policy that allows this one style or script, and no handler in an attribute."""
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"
