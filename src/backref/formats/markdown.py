"""A reference list for reading, as Markdown: italics, and links on DOIs and addresses."""

from __future__ import annotations

import re

from .. import styles
from ..fields import ids
from ..model import Bibliography, Identifier
from ..text import links
from ..text.entities import unescaped
from ..text.escape import markdown, markdown_start
from . import Format

_PIECE = re.compile(r"(?P<tag></?(?:i|b|sub|sup|span)\b[^<>]*>)|(?P<url>https?://doi\.org/10\.(?:(?!&quot;)[^\s<>])++|https?://(?:(?!&lt;|&gt;|&quot;)[^\s<>])++|doi:\s?10\.(?:(?!&quot;)[^\s<>])++)|(?P<text>(?:(?!https?://|doi:\s?10\.)[^<])++|.)", re.DOTALL)  # fmt: skip


def dump(bibliography: Bibliography, style: str = "vancouver") -> str:
    """Return a paragraph for each entry, in a style of `backref.styles` or that of a CSL file.

    >>> from backref.model import Name, Reference
    >>> reference = Reference(id="a", type="article-journal", title="*Why*?", container_title="BMJ", doi="10.1/x")
    >>> print(dump(Bibliography.of((reference,)), "ama"))
    1. \\*Why\\*? *BMJ*. doi:[10.1/x](https://doi.org/10.1/x)
    <BLANKLINE>
    """
    made = []
    for number, line in enumerate(styles.lines(bibliography, style), 1):
        text = _marked(line.text)
        if line.label == f"{number}.":
            text = f"{line.label} {markdown_start(text)}"  # an item of an ordered list
        else:
            text = markdown_start(f"{markdown(line.label)} {text}".strip())
        made.append(f"{text}\n")
    return "\n".join(made)


def _marked(text: str) -> str:
    out = []
    for match in _PIECE.finditer(text):
        if tag := match["tag"]:
            name = tag.strip("</>").split(" ")[0]
            out.append({"i": "*", "b": "**"}.get(name) or ("" if name == "span" else tag))
        elif url := match["url"]:
            out.append(_link(unescaped(url)))
        else:
            out.append(_text(unescaped(match.group())))
    return "".join(out)


def _link(address: str) -> str:
    """A link on a DOI or an address; the mark that ends a sentence is no part of it."""
    lead = re.match(r"(?:doi:\s?)?", address)
    begin = lead.group() if lead else ""
    shown = address[len(begin) :].rstrip(".,;")
    tail = address[len(begin) + len(shown) :]
    target = ids.link(Identifier("doi", shown)) if begin else shown
    return f"{begin}{links.markdown_link(target or '', shown)}{markdown(tail)}"


def _text(text: str) -> str:
    """The text without marks; a blank at either end parts it from the markup around it."""
    before, behind = " " * text[:1].isspace(), " " * (text[-1:].isspace() and bool(text.strip()))
    return f"{before}{markdown(text)}{behind}"


FORMAT = Format(
    name="markdown",
    title="reference list (Markdown)",
    suffixes=(".md", ".markdown"),
    media_type="text/markdown",
    dump=dump,
    styled=dump,
)
