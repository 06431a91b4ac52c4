"""Python files: the docstrings, in numpydoc's way, with the footnotes of their "References" sections as citations; and
the text of the comments of sphinx-gallery's examples.

Source: numpydoc's docstring standard (read 2026-11). The code itself is left out; spans count in the file.
"""

from __future__ import annotations

from ..model import Document, Problem
from . import Reader, rst
from ._docstring_places import docstrings, fault
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
    places = set(docstrings(source))
    for start, end in sorted([*places, *comments(source)]):
        if (start, end) in places:
            builder.end_section()
        rst.read_into(builder, start, end)
    if error := fault(source):
        problem = Problem(code="not-python", stage="read", message=f"no Python that can be read: {error}", place=name)
        return pointed(builder.document((problem,)))
    return pointed(builder.document())


def parts(document: Document) -> list[Document]:
    """Return each docstring of a file that was read as a document of its own: numbers of references count within one.

    Spans count in the file still.
    """
    if not document.text.strip():
        return []
    source = document.source
    places = list(docstrings(source))
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


READER = Reader(
    cite=rst.cite,
    name="docstrings",
    title="Python docstrings",
    read=read,
    suffixes=(".py", ".pyi"),
    media_types=("text/x-python",),
)
