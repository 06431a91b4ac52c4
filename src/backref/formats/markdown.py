"""A reference list for reading, as Markdown: italics, and links on DOIs and addresses."""

from __future__ import annotations

import html
import re

from .. import styles
from ..model import Bibliography
from ..text.escape import plain
from . import Format

_PIECE = re.compile(r"(?P<tag></?(?:i|b|sub|sup|span)\b[^<>]*>)|(?P<url>(?:https?://|doi:\s?10\.)(?:(?!&lt;|&gt;|&quot;)[^\s<>])++)|(?P<text>(?:(?!https?://|doi:\s?10\.)[^<])++|.)", re.DOTALL)  # fmt: skip


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
            text = f"{line.label} {text}"  # an item of an ordered list
        else:
            text = f"{_escaped(line.label)} {text}".strip()
            text = re.sub(r"^(\d+)(?=[.)])|^(?=[-+>])", r"\1\\", text)
        made.append(f"{text}\n")
    return plain("\n".join(made))


def _marked(text: str) -> str:
    out = []
    for match in _PIECE.finditer(text):
        if tag := match["tag"]:
            name = tag.strip("</>").split(" ")[0]
            out.append({"i": "*", "b": "**"}.get(name) or ("" if name == "span" else tag))
        elif url := match["url"]:
            out.append(_link(html.unescape(url)))
        else:
            out.append(_escaped(html.unescape(match.group())))
    return "".join(out)


def _link(address: str) -> str:
    """A link on a DOI or an address; the mark that ends a sentence is no part of it."""
    lead = re.match(r"(?:doi:\s?)?", address)
    begin = lead.group() if lead else ""
    shown = address[len(begin) :].rstrip(".,;")
    tail = address[len(begin) + len(shown) :]
    target = f"https://doi.org/{shown}" if begin else shown
    target = re.sub(r"[()<>\[\]\\`*]", lambda match: f"%{ord(match.group()):02X}", target)
    return f"{begin}[{_escaped(shown)}]({target}){tail}"


def _escaped(text: str) -> str:
    text = re.sub(r"&(?=#?\w+;)", "&amp;", text).replace("<", "&lt;").replace(">", "&gt;")
    return re.sub(r"([\\`*_\[\]|#!~$])", r"\\\1", text)


FORMAT = Format(
    name="markdown",
    title="reference list (Markdown)",
    suffixes=(".md", ".markdown"),
    media_type="text/markdown",
    dump=dump,
    styled=dump,
)
