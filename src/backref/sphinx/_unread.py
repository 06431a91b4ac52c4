"""Citations that are written as pandoc reads them, which Sphinx prints as text: a document -> warnings."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from docutils import nodes

from ._project import warn

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_CITED = re.compile(r"\[[^\[\]@]{0,80}-?@(?P<key>\w[\w:.+/-]{0,100})[^\[\]]{0,200}\]")
_CODE = (nodes.literal, nodes.FixedTextElement, nodes.raw, nodes.comment, nodes.math)


def tell(app: Sphinx, document: nodes.document) -> None:
    """Warn of what looks like a citation of a work that is known; code is left alone."""
    domain: Any = app.env.get_domain("cite")
    for text in document.findall(nodes.Text):
        for match in _CITED.finditer(text) if "@" in text and "[" in text else ():
            key = match["key"].rstrip(".:/")
            if domain.project.key_of(key) is not None and not _is_code(text):
                advice = f"it is printed as text; write {{cite:p}}`{key}` in MyST, :cite:p:`{key}` in reStructuredText"
                warn(text.parent, f"not-cited: {match.group()}: {advice}", "not-cited")


def _is_code(node: Any) -> bool:
    while node is not None and not isinstance(node, _CODE):
        node = node.parent
    return node is not None
