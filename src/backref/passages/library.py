"""The user's own files: a folder of PDF, JATS, HTML and Markdown -> the texts of the works that they are, by DOI or by
title.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

from .. import files, readers
from ..errors import BackrefError
from ..model import Document, Problem, Reference
from ..text.escape import plain
from ..text.folding import fold
from .texts import of_document
from .works import Work

SUFFIXES = (".pdf", ".xml", ".nxml", ".jats", ".html", ".htm", ".xhtml", ".md", ".markdown", ".txt")
_MOST = 5_000  # files of a folder
_LARGEST = 60_000_000  # bytes of a file
_HEAD = 4_000  # code points at the beginning of a file that say what it is
_FIRST = 12  # blocks of a file, one of which is its title
_SHORTEST = 16  # code points of a title that is looked for


def in_library(
    folder: str | Path, references: Sequence[Reference], citing: Collection[str] = ()
) -> tuple[dict[int, list[Work]], list[Problem]]:
    """Return the texts in a folder by the index of the reference that each is, and what was wrong with files.

    A file is a work if its first page prints the DOI of that work alone, or if it begins with the title. Those named in
    `citing` are the documents whose claims are looked at: they are none.
    """
    found: dict[int, list[Work]] = {}
    problems: list[Problem] = []
    dois = [(each.doi or "").lower() for each in references]
    titles = [_words(each.title or "") for each in references]
    own = {os.path.realpath(name) for name in citing}
    for path in _files(Path(folder), problems):
        if os.path.realpath(path) in own:
            continue
        try:
            if path.stat().st_size > _LARGEST:
                problems.append(_problem(path, "too-large", f"larger than {_LARGEST // 10**6} MB; it is not read"))
                continue
            document = readers.read(files.read(path), path.name)
        except (OSError, BackrefError) as error:
            problems.append(_problem(path, "unreadable", str(error)))
            continue
        if (at := _which(document, dois, titles)) is not None:
            found.setdefault(at, []).append(of_document(document, f"file:{plain(path.name)}"))
    return found, problems


def _files(folder: Path, problems: list[Problem]) -> Iterator[Path]:
    if not folder.is_dir():
        problems.append(_problem(folder, "no-folder", "there is no such folder"))
        return
    count = 0
    for root, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if name.lower().endswith(SUFFIXES):
                count += 1
                if count > _MOST:
                    problems.append(
                        _problem(folder, "too-many-files", f"more than {_MOST:,} files; the others are not read")
                    )
                    return
                yield Path(root, name)


def _which(document: Document, dois: Sequence[str], titles: Sequence[str]) -> int | None:
    """The reference that a document is, or None: one DOI alone stands on its first page, or the title begins one of its
    first blocks.

    A file that prints the DOIs of several works cites them.
    """
    head = f"{document.source[:_HEAD]}\n{document.text[:_HEAD]}".lower()
    printed = {doi: at for at, doi in enumerate(dois) if doi and doi in head}
    whole = [doi for doi in printed if not any(doi != other and doi in other for other in printed)]
    if len(whole) == 1 and not any(whole[0] in citation.raw.lower() for citation in document.citations):
        return printed[whole[0]]
    begins = [_words(block.span.of(document.text)[:600]) for block in document.blocks[:_FIRST]]
    found = [
        (len(title), at)
        for at, title in enumerate(titles)
        if len(title) >= _SHORTEST and any(begin.startswith(title) for begin in begins)
    ]
    return max(found)[1] if found else None


def _words(text: str) -> str:
    return " ".join("".join(char if char.isalnum() else " " for char in fold(text)).split())


def _problem(path: Path, code: str, message: str) -> Problem:
    return Problem(code=code, stage="passages", message=plain(message), place=plain(str(path)))
