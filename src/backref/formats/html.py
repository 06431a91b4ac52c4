"""A reference list for reading, as HTML: a list with an anchor for each key, italics, and links on DOIs and addresses."""

from __future__ import annotations

import html
import re

from .. import styles
from ..model import Bibliography
from ..text.escape import plain
from . import Format

_LINK = re.compile(r"(?P<url>https?://(?:(?!&lt;|&gt;|&quot;)[^\s<>])*[^\s<>.,;])|doi:(?P<gap>\s?)(?P<doi>10\.(?:(?!&quot;)[^\s<>])*(?!&quot;)[^\s<>.,])")  # fmt: skip


def dump(bibliography: Bibliography, style: str = "vancouver") -> str:
    """Return a list of paragraphs, in a style of `backref.styles` or that of a CSL file; it holds no element but p, i, b, sub, sup, span and a.

    >>> from backref.model import Reference
    >>> print(dump(Bibliography.of((Reference(id="a", type="book", title="<script>", publisher="X"),)), "apa"))
    <div class="references">
    <p id="ref-a"><i>&lt;script&gt;</i>. (n.d.). X.</p>
    </div>
    <BLANKLINE>
    """
    made = ['<div class="references">\n']
    for line in styles.lines(bibliography, style):
        key = html.escape(re.sub(r"\s", "", plain(line.key)))
        label = f"{html.escape(line.label)} " if line.label else ""
        made.append(f'<p id="ref-{key}">{label}{_LINK.sub(_linked, line.text)}</p>\n')
    return plain("".join([*made, "</div>\n"]))


def _linked(match: re.Match[str]) -> str:
    if match["url"]:
        return f'<a href="{match["url"]}">{match["url"]}</a>'
    return f'doi:{match["gap"]}<a href="https://doi.org/{match["doi"]}">{match["doi"]}</a>'


FORMAT = Format(
    name="html",
    title="reference list (HTML)",
    suffixes=(".html", ".htm"),
    media_type="text/html",
    dump=dump,
    styled=dump,
)
