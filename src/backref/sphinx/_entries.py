"""The entries of .bib files as sphinxcontrib-bibtex keeps them: pybtex reads them, and what it cannot read, we read.

A file in which pybtex finds no fault is what it would be without us. Of another, each entry is read for itself. A key
that two files define is an entry of each: a list of one file prints that file's, and everything else the first one's.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from pybtex import errors
from pybtex.database import BibliographyData, Entry
from pybtex.database.input.bibtex import Parser
from sphinxcontrib.bibtex.bibfile import BibData, BibFile, get_mtime, is_bibdata_outdated

from .. import files, formats
from ..model import Bibliography
from ..project import library

OWN, FAULTY = "backref_own", "backref_faulty"  # in the data of the domain


class _Read(NamedTuple):
    entries: dict[str, Entry]
    faults: list[str]
    preamble: str = ""


def load(data: dict[str, Any], paths: list[Path], encoding: str) -> dict[str, list[str]]:
    """Have the data of the domain hold the entries of the files, and return what pybtex finds wrong, by the names of
    the files.
    """
    if OWN in data and not is_bibdata_outdated(data["bibdata"], paths, encoding):
        return dict(data[FAULTY])
    made = BibliographyData()
    macros: Any = None
    held: dict[Path, BibFile] = {}
    data[OWN], data[FAULTY] = {}, {}
    for path in paths:
        parser = Parser(encoding)
        parser.macros = macros or parser.macros  # which a later file may use
        read = _read(path, parser, encoding)
        macros = parser.macros
        for key, entry in read.entries.items():
            if key in made.entries:
                data[OWN][path, key] = entry
            else:
                made.entries[key] = entry
        made.add_to_preamble(read.preamble)
        held[path] = BibFile(mtime=get_mtime(path), keys=dict.fromkeys(read.entries))
        if read.faults:
            data[FAULTY][library.shown(path)] = read.faults
    data["bibdata"] = BibData(encoding=encoding, bibfiles=held, data=made)
    return dict(data[FAULTY])


def _read(path: Path, parser: Any, encoding: str) -> _Read:
    """Return the entries of a file, by key."""
    if not path.is_file():
        return _Read({}, ["could not open bibtex file"])
    raw = path.read_bytes()
    try:
        text = raw.decode(encoding)
    except (UnicodeError, LookupError):
        text = files.decoded(raw)[0]
    with errors.capture() as faults:
        data = parser.parse_string(text.replace("\r\n", "\n"))
    entries = {key: data.entries[key] for key in data.entries}
    if faults:
        called = {key.lower(): key for key in entries}
        for key, entry in _mended(text, parser.macros):
            entry.key = called.setdefault(key.lower(), key)
            entries[entry.key] = entry
    return _Read(entries, [str(fault) for fault in faults], data.preamble)


def _mended(text: str, macros: Any) -> Iterator[tuple[str, Entry]]:
    """Yield each entry of a file with faults, the first of each key: as pybtex reads it alone, or else as we do."""
    loaded = formats.loader("bibtex").load(text)
    taken: set[str] = set()
    for at, reference in enumerate(loaded.references):
        how = loaded.written[at] if at < len(loaded.written) else None
        key = how.key if how is not None and how.key else reference.id or ""
        if key.lower() in taken:
            continue
        taken.add(key.lower())
        alone = _parsed(how.verbatim, macros) if how is not None and not how.faulty else None
        whole = Bibliography.of((reference.model_copy(update={"id": key}),))
        made = alone or _parsed(formats.dump(whole, "bibtex"), macros)
        if made:
            yield made


def _parsed(text: str, macros: Any) -> tuple[str, Entry] | None:
    parser = Parser()
    parser.macros = macros
    with errors.capture() as faults:
        entries = parser.parse_string(text).entries
    return next(((key, entries[key]) for key in entries), None) if not faults else None
