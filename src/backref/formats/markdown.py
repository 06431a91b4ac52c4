"""A reference list for reading, as Markdown: italics, and links on DOIs and addresses."""

from __future__ import annotations

import html
import re

from ..model import Bibliography
from . import _styles
from ._escape import plain

NAME = "reference list (Markdown)"
SUFFIXES = (".md", ".markdown")
MEDIA_TYPE = "text/markdown"
STYLES = _styles.names()

_PIECE = re.compile(r"(?P<tag></?(?:i|b|sub|sup|span)\b[^<>]*>)|(?P<url>(?:https?://|doi:\s?10\.)(?:(?!&lt;|&gt;|&quot;)[^\s<>])+)|(?P<text>(?:(?!https?://|doi:\s?10\.)[^<])+|.)", re.DOTALL)  # fmt: skip


def dump(bibliography: Bibliography, style: str = "vancouver") -> str:
    """Return a paragraph for each entry, in one of STYLES.

    >>> from backref.model import Name, Reference
    >>> reference = Reference(id="a", type="article-journal", title="*Why*?", container_title="BMJ", doi="10.1/x")
    >>> print(dump(Bibliography.of((reference,)), "ama"))
    1\\. \\*Why\\*? *BMJ*. Published online . doi:[10.1/x](https://doi.org/10.1/x)
    <BLANKLINE>
    """
    made = []
    for line in _styles.lines(bibliography, style):
        label = f"{_escaped(line.label)} " if line.label else ""
        made.append(f"{label}{_marked(line.text)}\n")
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
            out.append(_escaped(html.unescape(match["text"])))
    return (
        re.sub(r"\*\*(?!\*)(?=\*\*)|(?<!\*)\*\*(?!\*)(?=\s*$)", "", "".join(out)) if "<b>" not in text else "".join(out)
    )


def _link(address: str) -> str:
    lead = ""
    if address.startswith("doi:"):
        lead = "doi: " if address[4] == " " else "doi:"
        shown = address[4:].strip()
        tail = shown[len(shown.rstrip(".,;")) :]
        shown = shown.rstrip(".,;")
        target = f"https://doi.org/{shown}"
    else:
        tail = address[len(address.rstrip(".,;")) :]
        shown = target = address.rstrip(".,;")
    target = re.sub(r"[()<>\[\]\\`*]", lambda m: f"%{ord(m.group()):02X}", target)
    return f"{lead}[{_escaped(shown)}]({target}){tail}"


def _escaped(text: str) -> str:
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    text = re.sub(r"([\\`*_\[\]|#!~$])", r"\\\1", text)
    return re.sub(r"^(\d+)\.", r"\1\\.", text)
