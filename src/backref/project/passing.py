"""Why something that a folder holds is passed over: a name, or a file -> the reason, "" for what is read."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from pathlib import Path

from .. import catalogue, checking, files, formats, readers
from ..files import real_path

_BUILT = frozenset(("node_modules", "_build", "site", "build", "dist", "venv", "__pycache__"))
# What an item of CSL has and other JSON has not.
_ITEM = re.compile(r"\"(?:id|citation-key)\"\s*:.{0,20000}?\"type\"\s*:|\"type\"\s*:.{0,20000}?\"id\"\s*:", re.DOTALL)

# A field of an entry of Hayagriva, which has a type beside a title or a parent.
_FIRST = re.compile(r"([ \t]+)([\w-]{1,40}):")


def passed_over(folder: Path) -> str:
    """Return why a folder is passed over.

    >>> [passed_over(Path(name)) for name in ("site", ".git", "_static", "docs")]
    ['made by a program', 'hidden', 'its name begins with _', '']
    """
    name = folder.name
    if name in _BUILT:
        return "made by a program"
    if name.startswith((".", "_")):
        return "hidden" if name.startswith(".") else "its name begins with _"
    return "a catalogue" if (folder / catalogue.MARK).exists() else ""


def no_document(path: Path, suffixes: Iterable[str] = ()) -> str:
    """Return why a file of a folder is not read as a document, "" where it is: `suffixes` are those that are, all by
    default.

    >>> no_document(Path("a.md")), no_document(Path("a.png")), no_document(Path("a.html"), (".md",))
    ('', 'no reader for .png', 'HTML, which is read where the file is named')
    """
    reader = readers.by_suffix(path.name.lower())
    if path.suffix.lower() in suffixes or (reader is not None and not suffixes):
        return ""
    if reader is None:
        return f"no reader for {path.suffix.lower()}" if path.suffix else "no suffix says what it is"
    if reader.name == "docstrings":
        return f"{reader.title}, which --docstrings reads"
    return f"{reader.title}, which is read where the file is named"


def no_input(path: Path, asked: Collection[Path] = ()) -> str:
    """Return why a file of a folder is neither checked as a bibliography nor as a document, "" where it is. `asked` are
    files that are asked about others.
    """
    if asked and real_path(path) in asked:
        return "the project's catalogue"
    if not (reason := no_document(path)) or not any(
        path.name.lower().endswith(s) for f in formats.FORMATS.every() for s in f.suffixes
    ):
        return reason
    try:
        text = files.decoded(path.read_bytes()).text
    except OSError as error:
        return error.strerror or str(error)
    kind = checking.kind_of(path.name, text)
    is_one = _ITEM.search(text) is not None if kind == "csl-json" else kind != "hayagriva" or _has_entry(text)
    return "" if kind and is_one else "no bibliography"


def _has_entry(text: str) -> bool:
    """Whether YAML has an entry of a bibliography, and is no settings that have a "title" somewhere.

    >>> _has_entry("roe2001:\\n  type: book\\n  title: Pain\\n"), _has_entry("project:\\n  type: book\\nbook:\\n  title: Pain\\n")
    (True, False)
    """
    names: set[str] = set()
    indent = ""
    for line in text.splitlines():
        if line[:1] not in (" ", "\t", "", "#"):
            names, indent = set(), ""
        elif match := _FIRST.match(line):
            indent = indent or match[1]
            names |= {match[2]} if match[1] == indent else set()
            if "type" in names and names & {"title", "parent"}:
                return True
    return False
