"""Kinds of documents that no reader knows: the name of a file -> what it is, and how it can be read."""

from __future__ import annotations

from pathlib import PurePath

# What is text and is read as such, its markup with it.
_MARKED_UP = {
    ".adoc": "AsciiDoc", ".asciidoc": "AsciiDoc", ".asc": "AsciiDoc", ".textile": "Textile", ".creole": "Creole", ".dj": "Djot", ".rtf": "Rich Text Format", ".opml": "OPML",
    ".fb2": "FictionBook", ".texi": "Texinfo", ".texinfo": "Texinfo", ".lyx": "LyX", ".t2t": "txt2tags", ".muse": "Muse", ".tm": "TeXmacs",
}  # fmt: skip
_BINARY = {
    ".doc": "Word 97", ".pages": "Pages", ".wpd": "WordPerfect", ".mobi": "Mobipocket", ".azw3": "Kindle", ".djvu": "DjVu", ".pptx": "PowerPoint", ".odp": "a presentation",
}  # fmt: skip


def as_text(name: str) -> str:
    """Return what to say of a file that is read as plain text though its markup is known to be another; else "".

    >>> as_text("paper.adoc")
    'AsciiDoc is read here as plain text, its markup with it; notes and links are found in it once it is saved as HTML or Word'
    >>> as_text("paper.txt")
    ''
    """
    kind = _MARKED_UP.get(PurePath(name).suffix.lower())
    told = "is read here as plain text, its markup with it; notes and links are found in it once it is saved as HTML or Word"
    return f"{kind} {told}" if kind else ""


def refused(name: str) -> str:
    """Return what to say of a file that is no text.

    >>> refused("paper.doc"), refused("paper.bin")
    ('Word 97, which is not read; save it as Word (.docx), HTML or PDF', 'a binary file, not text')
    """
    kind = _BINARY.get(PurePath(name).suffix.lower())
    return f"{kind}, which is not read; save it as Word (.docx), HTML or PDF" if kind else "a binary file, not text"
