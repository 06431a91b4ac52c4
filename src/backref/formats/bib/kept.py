"""An entry that was read from a .bib file -> its text as it stood, with nothing changed but what somebody changed."""

from __future__ import annotations

from collections.abc import Iterator

from ...fields.keys import legal
from ...fields.latex.encode import unverbatim
from ...model import Entry, Reference, Span, Value, Written
from ...text import links
from ...text.escape import plain
from . import scan
from .like import like
from .made import made
from .plain import is_word
from .safe import is_safe, within
from .table import ADDRESSES, Dialect, group_of


def kept(entry: Entry, key: str, dialect: Dialect, *, drop: str = "") -> str | None:
    """Return the entry as its file writes it, under `key` and without the field `drop`; None where no file of the
    dialect does.

    >>> from backref.formats import bibtex
    >>> one = bibtex.load("@Article{a, Title = {The {Riemann} Hypothesis}, volume=7 }").bibliography().entries[0]
    >>> kept(one.model_copy(update={"reference": one.reference.model_copy(update={"volume": "8"})}), "a", "bibtex")
    '@Article{a, Title = {The {Riemann} Hypothesis}, volume={8} }'
    """
    written = entry.written
    if written is None or written.language != dialect or not isinstance(written.read, Reference):
        return None
    if not written.key or len({value.name for value in written.values}) < len(written.values):
        return None  # what no program reads is made anew
    name = key if key != written.unique or (written.key != key and written.key in key) else None
    if name is None and not is_safe(written.key):
        name = legal(key)
    changes = dict(_changes(written, entry.reference, dialect))
    if drop:
        changes[drop] = ""
    if written.faulty:
        whole = _whole(written)
        if whole is None:
            return None
        written = whole
    if not changes and name is None:
        return plain(written.verbatim)
    return plain(
        _edited(written, changes, name, made(entry.reference, dialect).kind if _is_other(entry, written) else "")
    )


def _is_other(entry: Entry, written: Written) -> bool:
    read = entry.written.read if entry.written else None
    return isinstance(read, Reference) and read.type != entry.reference.type


def _changes(written: Written, reference: Reference, dialect: Dialect) -> Iterator[tuple[str, str]]:
    """The fields that are to hold something else, by the name that the file has for them; "" for those that go."""
    read = written.read
    values = {value.name: value for value in reversed(written.values)}
    after = before = None
    if isinstance(read, Reference) and read is not reference and read != reference.model_copy(update={"id": read.id}):
        before, after = made(read, dialect).fields, made(reference, dialect).fields
        for name in dict.fromkeys((*before, *after)):
            said = after.get(name, "")
            if said != before.get(name, ""):
                yield from _renamed(name, said, values)
    for name, value in values.items():
        address = name in ADDRESSES and ":" in value.text and not links.written(unverbatim(value.text))
        if address or not is_safe(value.text):
            after = after or made(reference, dialect).fields
            yield name, "" if address else after.get(name, "")


def _renamed(name: str, said: str, values: dict[str, Value]) -> Iterator[tuple[str, str]]:
    """A field that changes, and those of the same meaning that it makes needless."""
    if name in values:
        yield name, like(values[name].text, said) if said else ""
    else:
        others = [other for other in group_of(name) if other in values]
        if others and said:
            yield others[0], like(values[others[0]].text, said)
        elif said:
            yield name, said
        elif others:
            yield others[0], ""
    if name == "title" and "subtitle" in values:
        yield "subtitle", ""


def _edited(written: Written, changes: dict[str, str], key: str | None, kind: str) -> str:
    """The text of the entry with other values, and, if given, another key and type."""
    text, start = written.text, written.whole.start
    edits: list[tuple[Span, str]] = []
    seen: set[str] = set()
    end = written.span.end
    for value in written.values:
        if value.name in changes and value.name not in seen:
            said = changes[value.name]
            edits.append((value.whole, f"{{{said}}}") if said else (Span(end, value.whole.end), ""))
        seen.add(value.name)
        end = value.whole.end
    added = [(name, said) for name, said in changes.items() if name not in seen and said]
    if added:
        edits.append((Span(end, end), _added(written, added)))
    if key is not None and written.key:
        edits.append((written.span, key))
    if kind:
        at = text.index(written.kind, start)
        edits.append((Span(at, at + len(written.kind)), kind))
    pieces, at = [], start
    for span, new in sorted(edits):
        pieces += [text[at : span.start], new]
        at = max(at, span.end)
    return "".join([*pieces, text[at : written.whole.end]])


def _added(written: Written, fields: list[tuple[str, str]]) -> str:
    """Fields that the entry had not, on lines of their own if its others are."""
    values = written.values
    between = written.text[written.span.end : values[0].whole.start] if values else ""
    line = "\n" if "\n" in between else ""
    indent = between.rpartition("\n")[2]
    indent = indent[: len(indent) - len(indent.lstrip())] if line else " "
    return "".join(f",{line}{indent}{name} = {{{said}}}" for name, said in fields)


def _whole(written: Written) -> Written | None:
    """An entry that had to be mended, written so that everybody can read it: each value as it stood, as far as its
    marks close.
    """
    return _with_commas(written.verbatim) or _alone(_anew(written))


def _with_commas(text: str) -> Written | None:
    """An entry that lacks nothing but commas, with these put in."""
    found = scan.split(text)
    if {problem.code for problem in found.problems} != {scan.COMMA}:
        return None
    pieces, at = [], 0
    for start in sorted(found.commas):
        pieces += [text[at:start], ","]
        at = start + (text[start : start + 1] == ";")
    return _alone("".join([*pieces, text[at:]]))


def _anew(written: Written) -> str:
    fields: dict[str, str] = {}
    for number, value in enumerate(written.values):
        said = f"{{{written.mended.get(number, value.text)}}}"
        if value.mark == "#" or (not value.mark and is_word(value.text)):
            said = value.text
        fields.setdefault(value.name, within(said))
    body = ",\n".join(f"  {name} = {said}" for name, said in fields.items() if said != "{}")
    return f"@{written.kind or 'misc'}{{{written.key},\n{body}\n}}"


def _alone(text: str) -> Written | None:
    """The one entry of a text, if it is whole."""
    found = scan.split(text).entries
    return found[0].written if len(found) == 1 and not found[0].written.faulty else None
