"""A bibliography <-> its text in a format, with the marks of what was not found, not checked or retracted."""

from __future__ import annotations

from ..errors import UnknownPlugin
from ..model import Bibliography
from ..text.passages import quoted
from . import _claims, _marks
from ._places import placed
from ._registry import FORMATS, by_name, loader, writer
from ._values import Loaded


def load(text: str, name: str) -> Loaded:
    """Return the references in `text`, which is in the format called `name`. Bad text becomes Problems, with line and
    column as `place`.

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

    The format called `name` says how: a line of `annote`, which does not print, or `custom.verdict` in CSL. Lists for
    people have it in brackets behind the entry, and only if `in_words`. Marks that no verdict bears out any more are
    taken away.

    >>> from backref.model import Answer, Entry, Outcome, Reference, Resolution, Status
    >>> verdict = Resolution(status=Status.FAILED, answers=(Answer(source="crossref", outcome=Outcome.FAILED),))
    >>> entry = Entry(key="a", reference=Reference(title="Heat"), resolution=verdict)
    >>> marked(Bibliography(entries=(entry,)), "bibtex").entries[0].reference.annote
    'backref: not checked: no answer from crossref'
    """
    return _marks.marked(bibliography, name, in_words=in_words if by_name(name).styled else None)


def styled(bibliography: Bibliography, name: str, style: str, *, in_words: bool = False) -> str:
    """Return the reference list of the format called `name` in `style`, which is a name or the path of a CSL file.

    With its marks (see `marked`) if `in_words`. Raises UnknownPlugin for a format or a style that there is not, and
    StyleError for a file that is no style or where pandoc, which reads it, is missing.

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


def annotated(bibliography: Bibliography) -> Bibliography:
    """Return the bibliography with each entry's claims in its `annote`, a line each, with the place that they stand at.

    `annote` is what pandoc and citation processors keep and no style prints; `note` would be printed.
    """
    lines: dict[int, list[str]] = {}
    said = _claims.said_to(bibliography)
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
