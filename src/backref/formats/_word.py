"""A list or a table in HTML of ours -> the bytes of a Word file, by way of python-docx (the extra `docx`)."""

from __future__ import annotations

import io
import zipfile
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

from ..errors import UnwritableOutput, install

if TYPE_CHECKING:
    from docx.text.paragraph import Paragraph

_FACES = {"i": "italic", "b": "bold", "sub": "subscript", "sup": "superscript"}
_DAY = (1980, 1, 1, 0, 0, 0)  # the first that a zip can hold: what is written twice is the same


def pack(text: str) -> bytes:
    """Return the Word file of HTML as our formats write it: paragraphs, or the rows of a table; links can be followed.

    Raises UnwritableOutput where python-docx is missing.
    """
    try:
        import docx
    except ImportError as error:
        raise UnwritableOutput("docx", f"writing Word files needs python-docx: {install('docx')}") from error
    document = docx.Document()
    _Writer(document).feed(text)
    made = io.BytesIO()
    document.save(made)
    return _undated(made.getvalue())


class _Writer(HTMLParser):
    """Where the text of the HTML goes: the paragraph, the faces and the address that are open."""

    def __init__(self, document: Any) -> None:
        super().__init__(convert_charrefs=True)
        self._document = document
        self._paragraph: Paragraph | None = None
        self._table: Any = None
        self._cells: list[Any] = []
        self._faces: list[str] = []
        self._address = ""
        self._relations: dict[str, str] = {}  # the names of those that lead to addresses

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        if tag == "p":
            self._paragraph = self._document.add_paragraph()
            self._hang(self._paragraph)
        elif tag == "tr":
            self._begin_row(int(said.get("data-columns") or 1))
        elif tag in ("td", "th") and self._cells:
            self._paragraph = self._cells.pop(0).paragraphs[0]
            self._faces += ["b"] if tag == "th" else []
        elif tag == "a":
            self._address = said.get("href") or ""
        elif tag in _FACES or tag == "span":
            self._faces.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in ("p", "td", "th"):
            self._paragraph, self._faces, self._address = None, [], ""
        elif tag == "a":
            self._address = ""
        elif tag in self._faces:
            self._faces.remove(tag)

    def handle_data(self, data: str) -> None:
        if self._paragraph is None or not data:
            return
        run = self._paragraph.add_run(data)
        for face in self._faces:
            setattr(run.font, _FACES.get(face, "small_caps"), True)
        if self._address:
            self._link(run)

    def _begin_row(self, columns: int) -> None:
        if self._table is None:
            self._table = self._document.add_table(rows=0, cols=columns)
            self._table.style = "Table Grid"
        self._cells = list(self._table.add_row().cells)

    def _hang(self, paragraph: Any) -> None:
        from docx.shared import Cm

        paragraph.paragraph_format.left_indent = Cm(1)
        paragraph.paragraph_format.first_line_indent = Cm(-1)

    def _link(self, run: Any) -> None:
        """Put a run into a link; python-docx has no call for that."""
        from docx.opc.constants import RELATIONSHIP_TYPE
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn

        link = OxmlElement("w:hyperlink")
        key = self._relations.get(self._address)
        if key is None:  # python-docx would look through all relations for one with this address, and a free name
            key = self._relations[self._address] = f"link{len(self._relations) + 1}"
            run.part.rels.add_relationship(RELATIONSHIP_TYPE.HYPERLINK, self._address, key, is_external=True)
        link.set(qn("r:id"), key)
        run._r.addprevious(link)
        link.append(run._r)


def _undated(data: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as read, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as written:
        for name in sorted(read.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            info = zipfile.ZipInfo(name, _DAY)
            info.compress_type = zipfile.ZIP_DEFLATED
            written.writestr(info, read.read(name))
    return made.getvalue()
