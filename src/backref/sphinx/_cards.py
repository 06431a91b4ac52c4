"""The cards of pages: the styles and the script that every builder's pages share, and the entries that stand on another
page.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinxcontrib.bibtex.transforms import node_text_transform

from ..project import assets, cards
from ..text.escape import markup
from . import _marks

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config


def add_folder(app: Sphinx, config: Config) -> None:
    """Have Sphinx copy the files; one of the project's own at their place goes over ours."""
    config.html_static_path = [str(assets.FOLDER), *config.html_static_path]


def add_files(app: Sphinx) -> None:
    """Have pages load the files."""
    if _is_site(app.builder):
        app.add_css_file(assets.STYLES)
        if app.config.backref_cards:
            app.add_js_file(assets.SCRIPT, loading_method="defer")


def add_entries(app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any) -> None:
    """Add what the cards of a page show whose lists stand on other pages; it is no part of the text that is
    searched.
    """
    if doctree is None or not _is_site(app.builder) or not app.config.backref_cards:
        return
    domain: Any = app.env.get_domain("cite")
    wanted = {
        node["refuri"]: node["backref"]
        for node in doctree.findall(nodes.reference)
        if node.get("backref") and node.get("refuri")
    }
    shown = nodes.container()
    for address, place in wanted.items():
        citation = domain.places()[place]
        entry = nodes.container(ids=[address])
        entry += domain.backend.paragraph(citation.formatted_entry)
        node_text_transform(entry)
        _marks.bound(entry)
        if domain.project.is_retracted(citation.entry.key):
            _marks.append(entry)
        shown += entry
    if wanted:
        made = app.builder.render_partial(shown)["fragment"]  # type: ignore[attr-defined]
        context["body"] += f'<template class="backref-cards">{made}</template>\n'
    context["body"] += _passages(domain, doctree)


def _passages(domain: Any, doctree: Any) -> str:
    """What the cards of a page show of its works' texts; "" where the project keeps none."""
    if not domain.project.quoted:
        return ""
    addresses: dict[str, set[str]] = {}
    for node in doctree.findall(nodes.reference):
        if node.get("backref"):
            key = domain.project.own_key(domain.places()[node["backref"]].entry.key)
            addresses.setdefault(key, set()).add(node.get("refuri") or f"#{node['refid']}")
    for node in doctree.findall(nodes.footnote):
        if node.get("backref"):
            addresses.setdefault(domain.project.own_key(node["backref"]), set()).update(
                f"#{name}" for name in node["ids"]
            )
    return cards.shown(domain.project.quoted, addresses, markup(_text(doctree)) if addresses else "")


def _text(node: Any) -> str:
    """What a node says, but for its citations."""
    if isinstance(node, nodes.Text):
        return str(node)
    if "backref-citation" in node.get("classes", ()):
        return " "
    return "".join(map(_text, node.children))


def _is_site(builder: Any) -> bool:
    return builder.format == "html" and not getattr(builder, "embedded", False) and "epub" not in builder.name
