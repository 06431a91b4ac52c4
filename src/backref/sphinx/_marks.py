"""What is added to an entry where it is printed: the mark of a retracted work; and what is taken away: links that lead
nowhere good.
"""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from ..project import assets
from ..text import links

_LISTS = (nodes.citation, nodes.list_item, nodes.footnote)


class Marks(SphinxPostTransform):
    """Marks the entries of lists, once sphinxcontrib-bibtex has put them there."""

    default_priority = 6  # sphinxcontrib-bibtex's is 5, and references are resolved at 10

    def run(self, **kwargs: Any) -> None:
        """Mark each entry of a list whose work was retracted."""
        domain: Any = self.env.get_domain("cite")
        places = domain.places()
        for kind in _LISTS:
            for node in self.document.findall(kind):
                key = node.get("backref")
                for name in node["ids"]:
                    found = places.get((node.get("docname"), name))
                    key = found.entry.key if found is not None else key
                if key is not None:
                    bound(node)
                    if domain.project.is_retracted(key):
                        append(node)


def mark() -> list[nodes.Node]:
    """Return the mark of a retracted work."""
    return [nodes.Text(" "), nodes.strong("", assets.RETRACTED, classes=[assets.RETRACTED_CLASS])]


def behind(around: Any, reference: nodes.Node) -> None:
    """Put the mark behind a reference among the nodes `around` it."""
    at = around.index(reference) + 1
    around[at:at] = mark()


def append(node: nodes.Element) -> None:
    """Put the mark behind an entry."""
    paragraphs = list(node.findall(nodes.paragraph))
    (paragraphs[-1] if paragraphs else node).extend(mark())


def bound(node: nodes.Element) -> None:
    """Leave the links of an entry that may be followed, and of others their text."""
    for reference in list(node.findall(nodes.reference)):
        address = reference.get("refuri")
        if address is not None and links.scheme(address) not in ("", "mailto", "ftp", *links.LINKED):
            reference.parent.replace(reference, nodes.Text(reference.astext()))
