"""Keys that point at a part of the document itself, in the syntax of citations: figures, tables, equations, sections.

Source: pandoc-crossref 0.3, "Syntax"; Quarto, "Cross References"; bookdown, "Cross-references" (read 2026-11).
"""

from __future__ import annotations

import re

_CROSS_REFERENCE = re.compile(
    r"(?:(?:supp)?fig(?:ure)?|tbl|tab(?:le)?|sec|section|ch|chap|eq|eqn|equation|lst|listing|thm|lem|cor|prp|cnj|def|exm|exr|sol|rem|alg|algo|app|apx|hyp|prf|nte|tip|wrn|imp|cau|dia|vid)[:-]\w",
    re.IGNORECASE,
)


def is_cross_reference(key: str) -> bool:
    """Whether a key names a part of the document: "@fig:x" of pandoc-crossref, "@tbl-x" of Quarto.

    >>> [is_cross_reference(key) for key in ("fig:x", "tbl-one", "eq:1", "roe2001", "figueroa2001")]
    [True, True, True, False, False]
    """
    return _CROSS_REFERENCE.match(key) is not None
