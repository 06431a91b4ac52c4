"""One format -> another, in one text or bit by bit, with what is lost on the way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from ..errors import UnreadableInput
from ..model import Bibliography, Entry, Problem
from ..text import links
from ..text.escape import plain
from ._dumping import marked, styled
from ._losses import changes, shown
from ._registry import by_name, loader, writer
from ._values import Converted, Streamed

_PART = 500  # entries that are written and read together where there are many


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
    done = stream(text, source, target, style=style, keys=keys, inherit=inherit, in_words=in_words)
    return Converted("".join(done.pieces), done.problems, done.losses)


def stream(
    text: str,
    source: str,
    target: str,
    *,
    style: str = "",
    keys: str = "",
    inherit: bool = True,
    in_words: bool = False,
) -> Streamed:
    """Return the same bit by bit, so that all of what is written need not be held; what is lost is known before the first piece.

    >>> list(stream("@book{a, title = {Heat}}", "bibtex", "bibtex").pieces)
    ['@book{a, title = {Heat}}']
    """
    read, written = loader(source), writer(target)
    if not inherit and read.load_as_written is None:
        detail = "no other format has entries that inherit than BibTeX and BibLaTeX"
        raise UnreadableInput(source, detail)
    loaded = read.load(text) if inherit or read.load_as_written is None else read.load_as_written(text)
    bibliography = marked(loaded.bibliography(keys), target, in_words=in_words)
    problems = loaded.problems
    del loaded
    is_large = not style and len(bibliography.entries) > 2 * _PART and by_name(target).load is not None
    if is_large and written.pieces is not None:
        return Streamed(written.pieces(bibliography), problems, tuple(_losses(bibliography, target)))
    made = styled(bibliography, target, style, in_words=in_words) if style else written.dump(bibliography)
    lost = _losses(bibliography, target) if is_large else losses(bibliography, target, made)
    return Streamed(iter((made,)), problems, tuple(lost))


def _losses(bibliography: Bibliography, name: str) -> Iterator[Problem]:
    """The losses of a large bibliography, looked for in parts, each written and read by itself."""
    entries = bibliography.entries
    are_blocks_kept = False
    for at in range(0, len(entries), _PART):
        part = bibliography.model_copy(update={"entries": entries[at : at + _PART]})
        text = writer(name).dump(part)
        if are_blocks_kept:
            rest = tuple(_changed(part.entries, name, text))
            if len(rest) < len(part.entries):
                kept = {entry.key for entry in part.entries} - {entry.key for entry in rest}
                stands = tuple(entry for entry in part.entries if entry.key in kept)
                yield from links.refused(part.model_copy(update={"entries": stands}))
                part = part.model_copy(update={"entries": rest})
                text = writer(name).dump(part) if rest else ""
        found = losses(part, name, text) if part.entries else []
        are_blocks_kept = are_blocks_kept or not any(problem.code == "block-refused" for problem in found)
        yield from (problem for problem in found if not at or problem.code != "block-refused")


def _changed(entries: Iterable[Entry], name: str, text: str) -> Iterator[Entry]:
    """The entries of a part that do not stand in its text letter by letter, as their file has them."""
    at = 0
    for entry in entries:
        how = entry.written
        is_own = how is not None and how.language == name and how.read is entry.reference
        if how is None or not is_own or how.has(("crossref", "xdata")) or (found := text.find(how.verbatim, at)) < 0:
            yield entry
        else:
            at = found + len(how.verbatim)


def losses(bibliography: Bibliography, name: str, text: str) -> list[Problem]:
    """Return what the format called `name` cannot carry, field by field: what reading `text`, its dump, does not bring back.

    A format that is only written has none: it is for people. Problems are "field-lost" and "field-changed", in every format
    "address-refused", in those of BibTeX "block-refused".

    >>> from backref.model import Reference
    >>> reference = Reference(id="a", type="book", title="T", dimensions="20 cm")
    >>> made = Bibliography.of((reference,))
    >>> from . import dump
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
