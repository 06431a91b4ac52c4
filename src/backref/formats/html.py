"""A reference list for reading, as HTML: a list with an anchor for each key, italics, and links on DOIs and
addresses.
"""

from __future__ import annotations

import re

from .. import styles
from ..fields import ids
from ..model import Bibliography, Identifier
from ..text import links
from ..text.entities import unescaped
from ..text.escape import markup, one_line
from . import Format

_LINK = re.compile(r"(?P<url>https?://(?:doi\.org/10\.(?:(?!&quot;)[^\s<>])*(?!&quot;)[^\s<>.,;]|(?:(?!&lt;|&gt;|&quot;)[^\s<>])*(?!&lt;|&gt;|&quot;)[^\s<>.,;]))|doi:(?P<gap>\s?)(?P<doi>10\.(?:(?!&quot;)[^\s<>])*(?!&quot;)[^\s<>.,])")  # fmt: skip


def dump(bibliography: Bibliography, style: str = "vancouver") -> str:
    """Return a list of paragraphs, in a style of `backref.styles` or that of a CSL file; it holds no element but p, i,
    b, sub, sup, span and a.

    >>> from backref.model import Reference
    >>> print(dump(Bibliography.of((Reference(id="a", type="book", title="<script>", publisher="X"),)), "apa"))
    <div class="references">
    <p id="ref-a"><i>&lt;script&gt;</i>. (n.d.). X.</p>
    </div>
    <BLANKLINE>
    """
    made = ['<div class="references">\n']
    for line in styles.lines(bibliography, style):
        made.append(f'<p id="{markup(anchor(line.key))}">{entry(line)}</p>\n')
    return "".join([*made, "</div>\n"])


def entry(line: styles.PrintedEntry) -> str:
    """Return one entry of a list, with its label and its links."""
    label = f"{markup(line.label)} " if line.label else ""
    return label + one_line(_LINK.sub(_linked, line.text))


def anchor(key: str) -> str:
    """Return the `id` of an entry: another one for each key.

    >>> anchor("smith2001"), anchor("smith 2001")
    ('ref-smith2001', 'ref-smith%202001')
    """
    return "ref-" + "".join(c if c.isprintable() and c not in " %" else _encoded(c) for c in key)


def _encoded(char: str) -> str:
    return "".join(f"%{byte:02X}" for byte in char.encode("utf-8", "surrogatepass"))


def _linked(match: re.Match[str]) -> str:
    if match["url"]:
        address = unescaped(match["url"])
        return links.html_link(address, address)
    doi = unescaped(match["doi"])
    return f"doi:{match['gap']}{links.html_link(ids.link(Identifier('doi', doi)) or '', doi)}"


FORMAT = Format(
    name="html",
    title="reference list (HTML)",
    suffixes=(".html", ".htm"),
    media_type="text/html",
    dump=dump,
    styled=dump,
)
