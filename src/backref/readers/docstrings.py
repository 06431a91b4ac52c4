"""Python files: the docstrings, in numpydoc's way, with the footnotes of their "References" sections as citations; and
the text of the comments of sphinx-gallery's examples.

Source: numpydoc's docstring standard (read 2026-11). The code itself is left out; spans count in the file.
"""

from __future__ import annotations

import ast
import warnings

from ..model import Document, Problem
from . import Reader, rst
from ._gallery import Uncommented, comments
from ._rst_targets import pointed


def read(source: str, name: str = "-") -> Document:
    """Return the document of a module's docstrings, in order.

    >>> module = read('"Useful [1]_.\\\\n\\\\n.. [1] Deyo RA."')
    >>> module.blocks
    ()
    >>> read('def f():\\n    \\"\\"\\"Useful [1]_.\\n\\n    .. [1] Deyo RA. Opioids.\\n    \\"\\"\\"\\n').citations[0].raw
    'Deyo RA. Opioids.'
    """
    builder = Uncommented(source, name)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what the compiler thinks of the code is not asked here
            tree = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        problem = Problem(code="not-python", stage="read", message=f"no Python that can be read: {error}", place=name)
        return builder.document((problem,))
    for start, end in sorted([*_places(tree, source), *comments(source)]):
        rst.read_into(builder, start, end)
    return pointed(builder.document())


def parts(document: Document) -> list[Document]:
    """Return each docstring of a file that was read as a document of its own: numbers of references count within one.

    Spans count in the file still.
    """
    if document.problems or not document.text.strip():
        return []
    source = document.source
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        places = _places(ast.parse(source), source)
    found = []
    page = list(comments(source))
    if page:  # an example is one page: its first docstring and its comments
        page = [*(place for place in places[:1] if place < page[0]), *page]
    for group in [page, *([place] for place in places if place not in page)]:
        builder = Uncommented(source, document.name)
        for start, end in group:
            rst.read_into(builder, start, end)
        found.append(pointed(builder.document()))
    return [document for document in found if document.text]


def _places(tree: ast.AST, source: str) -> list[tuple[int, int]]:
    starts = [0]
    for line in source.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    return sorted(_docstrings(tree, source, starts))


def _docstrings(tree: ast.AST, source: str, starts: list[int]) -> list[tuple[int, int]]:
    """Where the text of each docstring stands, quotes apart; those whose source is not their text are left out."""
    found = []
    for node in ast.walk(tree):
        if not isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) or not node.body:
            continue
        first = node.body[0]
        if not (
            isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and isinstance(first.value.value, str)
        ):
            continue
        value = first.value
        begin = _offset(source, starts, value.lineno, value.col_offset)
        end = _offset(source, starts, value.end_lineno or value.lineno, value.end_col_offset or 0)
        literal = source[begin:end]
        prefix = len(literal) - len(literal.lstrip("rRuUbB"))
        quote = literal[prefix : prefix + 3]
        if quote in ('"""', "'''") and literal.endswith(quote) and len(literal) >= prefix + 6:
            found.append((begin + prefix + 3, end - 3))
    return found


def _offset(source: str, starts: list[int], line: int, column: int) -> int:
    """The code point at a line and a column, which ast counts in bytes of UTF-8."""
    if line > len(starts):
        return len(source)
    start = starts[line - 1]
    return start + len(source[start : start + column].encode()[:column].decode(errors="ignore"))


READER = Reader(
    cite=rst.cite,
    name="docstrings",
    title="Python docstrings",
    read=read,
    suffixes=(".py", ".pyi"),
    media_types=("text/x-python",),
)
