"""What a rewrite must not touch: mathematics, code, roles, addresses, indices, and in Python all that is not prose.

An edit that would change a part of one of these is refused, and with it the taking away of the entries that its marker
points at.
"""

from __future__ import annotations

import ast
import doctest
import re
import warnings
from bisect import bisect_left
from collections.abc import Iterator

from ...locating.spared import apart, spared
from ...model import Document, Span

_PARAGRAPH = re.compile(r"(?P<text>(?:[^\S\n]*+\S[^\n]*+(?:\n|\Z))++)|[^\S\n]++")
_NUMBER = re.compile(r"\[[\d\s,;\u2010-\u2015\u2212-]{1,200}\]")
_LETTER = re.compile(r"(?<![^\W_])[^\W\d_]\Z|\w_\w*\Z|_\w+\Z|(?<!\w)[a-z]\w*\.[a-z_]\w*\Z|\w\(\Z|[\[{=+*/^<>|]\s?\Z")


class Guard:
    """The places of one document's source that no edit may change in part."""

    def __init__(self, document: Document, source: str, *, is_strict: bool) -> None:
        self._source = source
        self._is_strict = is_strict
        code = [document.to_source(block.span) for block in document.blocks if block.kind == "code"]
        self._spans = apart([*code, *spared(source, list(_paragraphs(document, source)))])
        self._starts = [span.start for span in self._spans]

    def forbids(self, edit: Span) -> bool:
        """Whether an edit changes a part of what is no citation. `is_strict`: numbers are markers only where they end
        in "_".
        """
        at = max(bisect_left(self._starts, edit.start) - 1, 0)
        for span in self._spans[at:]:
            if span.start >= edit.end:
                break
            if span.overlaps(edit) and not (edit.start <= span.start and span.end <= edit.end):
                return True
        printed = edit.of(self._source)
        if self._is_strict and _NUMBER.fullmatch(printed):
            return True
        before = self._source[max(edit.start - 40, 0) : edit.start]
        return bool(_NUMBER.match(printed)) and _LETTER.search(before) is not None


def is_same_program(before: str, after: str) -> bool:
    """Whether two Python files are one program with the same doctests; docstrings apart.

    >>> is_same_program('def f():\\n    "Heat [1]_."', 'def f():\\n    "Heat :cite:p:`roe`."'), is_same_program("x = a[1]", "x = a")
    (True, False)
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            trees = ast.parse(before), ast.parse(after)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    examples = [[list(_examples(text)) for text in _docstrings(tree)] for tree in trees]
    return examples[0] == examples[1] and ast.dump(trees[0]) == ast.dump(trees[1])


def _docstrings(tree: ast.AST) -> list[str]:
    """Take the docstrings out of a tree and return them."""
    found = []
    for node in ast.walk(tree):
        body = getattr(node, "body", None)
        first = body[0] if isinstance(body, list) and body else None
        if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and isinstance(first.value.value, str):
            found.append(first.value.value)
            first.value.value = ""
    return found


def _examples(text: str) -> Iterator[tuple[str, str]]:
    try:
        yield from ((example.source, example.want) for example in doctest.DocTestParser().get_examples(text))
    except ValueError:  # no doctest that can be read: its lines as they are
        yield from ((line, "") for line in text.splitlines() if line.lstrip().startswith((">>>", "...")))


def _paragraphs(document: Document, source: str) -> Iterator[Span]:
    """The paragraphs of the stretch of the source that a document was made of."""
    first = document.segments[0].source if document.segments else 0
    last = document.segments[-1].source + document.segments[-1].length if document.segments else len(source)
    yield from (Span(*match.span()) for match in _PARAGRAPH.finditer(source, first, last) if match["text"])
