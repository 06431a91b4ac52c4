"""Jupyter notebooks: the Markdown of their cells, and of what their code put out as Markdown; spans lead into the JSON
of the file.

What was put out is read and never rewritten, for the next run writes it anew. A citation that a line of the file ends
in stays as well.
"""

from __future__ import annotations

from ..model import Block, Document, Marker, RawCitation, Segment, Segments
from . import Reader, markdown
from ._cells import line, may_edit, problems, texts
from ._json_text import JsonText
from ._lines import EACH_OF_MARKDOWN, lines_of, too_many

_SEPARATOR = "\n\n"


def read(source: str, name: str = "-") -> Document:
    """Return the document of a notebook.

    >>> page = read('{"cells": [{"cell_type": "markdown", "source": ["It helps [@deyo2015].\\\\n", "*Much*."]}], "nbformat": 4}')
    >>> page.text, page.source[slice(*page.to_source(page.markers[0].span))]
    ('It helps [@deyo2015].\\nMuch.', '[@deyo2015]')
    """
    pieces: list[str] = []
    segments = Segments()
    blocks: list[Block] = []
    citations: list[RawCitation] = []
    markers: list[Marker] = []
    shift = 0
    room = lines_of(len(source), EACH_OF_MARKDOWN)  # of all cells together
    said = list(problems(source, name))
    for spans, _ in texts(source):
        if shift:
            pieces.append(_SEPARATOR)
            segments.add(shift, spans[0][0], 0, verbatim=False)
            shift += len(_SEPARATOR)
        cell = JsonText(source, spans)
        room -= cell.text.count("\n") + 1
        if room < 0:
            said.append(too_many(spans[0][0], name))
            break
        page = markdown.read(cell.text, name)
        pieces.append(page.text)
        for segment in cell.through(page.segments, shift):
            segments.add(*segment)
        blocks += (block._replace(span=block.span.shift(shift)) for block in page.blocks)
        citations += (RawCitation(c.span.shift(shift), c.raw, c.label, c.context, c.reference) for c in page.citations)
        markers += (Marker(marker.span.shift(shift), marker.kind, marker.keys) for marker in page.markers)
        shift += len(page.text)
    return Document(
        "".join(pieces),
        name,
        source,
        tuple(blocks),
        segments or Segments([Segment(0, 0, 0)]),
        tuple(said),
        tuple(citations),
        tuple(markers),
    )


READER = Reader(
    name="ipynb", title="Jupyter notebook", read=read, suffixes=(".ipynb",), media_types=("application/x-ipynb+json",), is_synced=True,
    cite=markdown.cite, may_edit=may_edit, line=line,
)  # fmt: skip
