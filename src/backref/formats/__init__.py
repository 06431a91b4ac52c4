"""Formats: a Bibliography <-> text. Pure; the directory is the registry.

A format is a module (a package is none) with FORMAT, a `Format`. Others can add formats through the entry-point group
`backref.formats`; see `backref.plugins`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import PurePath
from typing import cast

from ..errors import UnknownPlugin, UnreadableInput
from ..model import Bibliography, Problem
from ..registry import Group
from ..text import links
from ..text.escape import plain
from ..text.passages import quoted
from ._content import by_content, is_like
from ._losses import changes, shown
from ._places import placed
from ._tagged import person, printed
from ._values import Converted, Format, Loaded, Loader, Writer

__all__ = [
    "FORMATS",
    "Converted",
    "Format",
    "Loaded",
    "Loader",
    "Writer",
    "annotated",
    "by_name",
    "by_suffix",
    "convert",
    "dump",
    "load",
    "loader",
    "losses",
    "marked",
    "names",
    "person",
    "placed",
    "printed",
    "recognised",
    "styled",
    "writer",
]

_PART = 500  # entries that are written and read together where there are many
FORMATS = Group("format", __name__, "FORMAT", Format)
names = FORMATS.names
by_name = FORMATS.get


def by_suffix(path: str, *, claims: bool = False) -> Writer | None:
    """Return the format to write that a file's suffix calls for, or None; with `claims`, among those that write claims.

    >>> by_suffix("refs.bib").name
    'bibtex'
    """
    found = FORMATS.with_suffix(path, lambda each: each.dump is not None and each.is_claims is claims)
    return cast("Writer", found[0]) if found else None


def recognised(path: str, text: str) -> Loader | None:
    """Return the format to read that a file's suffix calls for and its text looks like, else the one that its text begins like, or None.

    >>> recognised("x.xml", "<PubmedArticleSet/>").title, recognised("export.txt", "TY  - JOUR\\n").title, recognised("a.md", "# A")
    ('PubMed XML', 'RIS', None)
    """

    def fits(each: Format) -> bool:
        return each.load is not None and (each.recognises is None or each.recognises(text))

    found = sorted(FORMATS.with_suffix(path, fits), key=lambda each: each.recognises is None)
    if found and is_like(text, found[0].name):
        return cast("Loader", found[0])
    name = by_content(text, PurePath(path).suffix.lower())
    return cast("Loader", by_name(name) if name else found[0]) if name or found else None


def loader(name: str) -> Loader:
    """Return the format called `name`, which can be read. Raises UnknownPlugin where it is only written."""
    found = by_name(name)
    if found.load is None:
        raise UnknownPlugin("readable format", name, [each.name for each in FORMATS.every() if each.load])
    return cast("Loader", found)


def writer(name: str) -> Writer:
    """Return the format called `name`, which can be written. Raises UnknownPlugin where it is only read."""
    found = by_name(name)
    if found.dump is None:
        raise UnknownPlugin("writable format", name, [each.name for each in FORMATS.every() if each.dump])
    return cast("Writer", found)


def load(text: str, name: str) -> Loaded:
    """Return the references in `text`, which is in the format called `name`. Bad text becomes Problems, with line and column as `place`.

    Raises UnknownPlugin.

    >>> load("TY  - BOOK\\nTI  - Low back disorders\\nER  - ", "ris").references[0].title
    'Low back disorders'
    """
    loaded = loader(name).load(text)
    return loaded._replace(problems=placed(loaded.problems, text)) if loaded.problems else loaded


def dump(bibliography: Bibliography, name: str) -> str:
    """Return the bibliography in the format called `name`, with its marks (see `marked`). Raises UnknownPlugin.

    >>> print(dump(load("TY  - BOOK\\nID  - a\\nTI  - Low back disorders\\nER  - ", "ris").bibliography(), "bibtex"))
    @book{a,
      title = {Low back disorders}
    }
    <BLANKLINE>
    """
    return writer(name).dump(marked(bibliography, name))


def marked(bibliography: Bibliography, name: str, *, in_words: bool = False) -> Bibliography:
    """Return the bibliography with a mark on each work that was not found, not checked, not settled, or retracted.

    The format called `name` says how: a line of `annote`, which does not print, or `custom.verdict` in CSL. Lists for people have
    it in brackets behind the entry, and only if `in_words`. Marks that no verdict bears out any more are taken away.

    >>> from backref.model import Answer, Entry, Outcome, Reference, Resolution, Status
    >>> verdict = Resolution(status=Status.FAILED, answers=(Answer(source="crossref", outcome=Outcome.FAILED),))
    >>> entry = Entry(key="a", reference=Reference(title="Heat"), resolution=verdict)
    >>> marked(Bibliography(entries=(entry,)), "bibtex").entries[0].reference.annote
    'backref: not checked: no answer from crossref'
    """
    from . import _marks

    return _marks.marked(bibliography, name, in_words=in_words if by_name(name).styled else None)


def styled(bibliography: Bibliography, name: str, style: str, *, in_words: bool = False) -> str:
    """Return the reference list of the format called `name` in `style`, which is a name or the path of a CSL file.

    With its marks (see `marked`) if `in_words`. Raises UnknownPlugin for a format or a style that there is not, and StyleError for a file that is no style or where pandoc,
    which reads it, is missing.

    >>> made = load("TY  - BOOK\\nAU  - McGill, Stuart\\nTI  - Low back disorders\\nER  - ", "ris").bibliography()
    >>> styled(made, "text", "apa")
    'McGill, S. (n.d.). Low back disorders.\\n'
    """
    from .. import styles

    found = writer(name)
    if found.styled is None:
        lists = [each.name for each in FORMATS.every() if each.styled]
        raise UnknownPlugin("format of reference lists", name, lists)
    if not styles.is_file(style):
        styles.by_name(style)
    return found.styled(marked(bibliography, name, in_words=in_words), style)


def convert(
    text: str,
    source: str,
    target: str,
    *,
    style: str = "",
    keys: str = "",
    inherit: bool = True,
    in_words: bool = False,
) -> Converted:
    """Return a bibliography, which is in the format `source`, in the format `target`, with what is lost on the way.

    `style` is that of a reference list, which has marks (see `marked`) if `in_words`, `keys` the pattern of keys for what has none (see `assign_keys`). Without `inherit`, entries
    stay as they are written, also those that take fields from another. Raises UnknownPlugin, and StyleError for a CSL file.

    >>> done = convert("@book{a, title = {Low back disorders}, dimensions = {20 cm}}", "bibtex", "ris")
    >>> done.text.split("\\n")[2], done.losses[0].code
    ('TI  - Low back disorders', 'field-lost')
    """
    read, written = loader(source), writer(target)
    if not inherit and read.load_as_written is None:
        detail = "no other format has entries that inherit than BibTeX and BibLaTeX"
        raise UnreadableInput(source, detail)
    loaded = read.load(text) if inherit or read.load_as_written is None else read.load_as_written(text)
    bibliography = marked(loaded.bibliography(keys), target, in_words=in_words)
    problems = loaded.problems
    del loaded
    made = styled(bibliography, target, style, in_words=in_words) if style else written.dump(bibliography)
    return Converted(made, problems, tuple(_losses(bibliography, target, made)))


def _losses(bibliography: Bibliography, name: str, text: str) -> Iterator[Problem]:
    """The losses of a conversion; those of a large bibliography are looked for in parts, each written and read by itself."""
    entries = bibliography.entries
    if len(entries) <= 2 * _PART or by_name(name).load is None:
        yield from losses(bibliography, name, text)
        return
    for at in range(0, len(entries), _PART):
        part = bibliography.model_copy(
            update={"entries": entries[at : at + _PART], "preserved": bibliography.preserved if not at else ()}
        )
        yield from losses(part, name, writer(name).dump(part))


def losses(bibliography: Bibliography, name: str, text: str) -> list[Problem]:
    """Return what the format called `name` cannot carry, field by field: what reading `text`, its dump, does not bring back.

    A format that is only written has none: it is for people. Problems are "field-lost" and "field-changed", in every format
    "address-refused", in those of BibTeX "block-refused".

    >>> from backref.model import Reference
    >>> reference = Reference(id="a", type="book", title="T", dimensions="20 cm")
    >>> made = Bibliography.of((reference,))
    >>> losses(made, "ris", dump(made, "ris"))[0].message
    "a: dimensions '20 cm' is lost"
    """
    refused = list(links.refused(bibliography))
    found = by_name(name)
    if found.load is None:
        return refused
    again = found.load(text)
    loaded, preserved = again.references, again.preserved
    if found.load_as_written is not None:  # a format that knows such blocks
        for block in Counter(plain(block).strip() for block in bibliography.preserved) - Counter(preserved):
            message = f"the block {shown(block)} is not written: it holds more than text and definitions"
            refused.append(Problem(code="block-refused", stage="dump", message=plain(message)))
    if len(loaded) != len(bibliography.entries):
        return [
            Problem(
                code="entries-lost", stage="dump", message=f"{len(bibliography.entries)} entries became {len(loaded)}"
            )
        ]
    return refused + [
        problem
        for entry, reference in zip(bibliography.entries, loaded, strict=True)
        for problem in changes(entry.key, entry.reference.csl(), reference.csl())
    ]


def annotated(bibliography: Bibliography) -> Bibliography:
    """Return the bibliography with each entry's claims in its `annote`, a line each, with the place that they stand at.

    `annote` is what pandoc and citation processors keep and no style prints; `note` would be printed.
    """
    lines: dict[int, list[str]] = {}
    said = {(each.claim, each.reference): each for each in bibliography.passages}
    for number, claim in enumerate(bibliography.claims):
        for index in claim.references:
            where = f"{claim.document}:{claim.span.start}-{claim.span.end}"
            lines.setdefault(index, []).append(f"{claim.relation} ({where}): {' '.join(claim.text.split())}")
            if (found := said.get((number, index))) is not None:
                lines[index].append(f"passage: {quoted(found)}")
    entries = [
        entry.model_copy(
            update={"reference": entry.reference.model_copy(update={"annote": "\n".join([*filter(None, [entry.reference.annote]), *lines[index]])})}
        )
        if index in lines
        else entry
        for index, entry in enumerate(bibliography.entries)
    ]  # fmt: skip
    return bibliography.model_copy(update={"entries": tuple(entries)})
