"""reStructuredText: footnotes and citations (`.. [1] ...`), their references (`[1]_`), and sphinxcontrib-bibtex's
roles.

Source: docutils, reStructuredText Markup Specification (read 2026-11). Directives but for admonitions are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..model import BlockKind, Document
from ..text.raised import is_part, raised
from . import Reader, _works
from ._builder import Builder
from ._roles import role_keys
from ._rst_lists import ListNumbers
from ._rst_parts import TARGET, IndentedPart, indent_of, parts, prose_of
from ._rst_sections import is_section
from ._rst_targets import ANONYMOUS, pointed

# The second kind is but passed over: without it a row of blanks would be tried from each of its blanks.
_PARAGRAPH = re.compile(r"(?P<text>[^\S\n]*+\S[^\n]*+(?:\n(?=[^\S\n]*+\S)[^\n]*+)*+)|[^\S\n]++")
_UNDERLINE = re.compile(  # one pattern for each sign: a group that is said again takes a hundred bytes each time
    rf"[ \t]*(?:{'|'.join(f'{re.escape(sign)}{{3,}}+' for sign in '=-`:.~^_*+#<>' + chr(34) + chr(39))})[ \t]*"
)
_LABELLED = re.compile(r"\s*(?:\[\d{1,3}\]|\(\d{1,3}\)|\d{1,3}\.)\s")  # a literal block that may be a list
_LIST = re.compile(
    r"[ \t]*(?:[-*+•][ \t]+|(?:(?P<number>\d{1,3})|(?![A-Z]\.[ \t]+(?:[A-Z]\.[ \t-]*){0,3}[A-Z][\w'’-]{1,30}(?:[.,;]|[ \t]+(?:and|&|et)[ \t]))[a-zA-Z]|(?P<auto>#))[.)][ \t]+|\((?:(?P<round>\d{1,3})|[a-z])\)[ \t]+)"
)
_BAR = re.compile(r"[ \t]*\|(?=[ \t]|\Z|\n)")  # of a line block
_INLINE = re.compile(
    r"\[(?P<key>#?[\w.:+-]{1,60}|#|\*)\]_(?!\w)"
    r"|:(?P<role>(?:foot)?cite(?::\w{1,12})?):`(?P<keys>[^`]{1,400}+)`"
    r"|(?::[\w:+.-]{1,40}:)?``(?P<code>[^`]{1,600}+)``"
    r"|(?P<strong>\*\*)(?=\S)|`(?P<link>[^`<>]{1,300}+)(?:(?<=\s)<(?P<target>[^<>`\n]{1,500}+)>)?`__?(?![\w])"
    r"|:(?P<kind>[\w:+.-]{1,40}):`(?P<body>[^`]{1,1000}+)`|`(?P<default>[^`\n]{1,300}+)`(?![_`])"
    r"|(?P<mark>[*`])|\\(?P<escaped>[\s\S])|\|(?P<name>[^|\s][^|\n]{0,60})\|_?"
)

# Roles whose content is text; that of any other one (":math:", ":func:", ":file:") is a name or code.
_TEXT_ROLES = frozenset(
    "emphasis strong sub sup subscript superscript title-reference ref doc term abbr numref any dfn title t".split()
)
_RAISING = frozenset(("sup", "superscript"))
_DIGITS = re.compile(r"\d{1,3}(?:\s?(?:--|[,;\u2010-\u2015-])\s?\d{1,3}){0,20}")
_TITLED = re.compile(r"(?P<title>[^<>]{1,300}+)<[^<>]{1,500}>\Z")


def read(source: str, name: str = "-") -> Document:
    """Return the document of a reStructuredText file.

    >>> page = read("Useful [1]_.\\n\\n.. [1] Deyo RA. Opioids. BMJ 2015;350:g6380.\\n")
    >>> page.text.split("\\n")[0], page.markers[0].keys, page.citations[0].label
    ('Useful [1].', ('1',), '1')
    """
    builder = Builder(source, name)
    read_into(builder, 0, len(source))
    return pointed(builder.document())


def read_into(builder: Builder, start: int, stop: int) -> None:
    """Read source[start:stop] of a builder: a file, or a docstring in one."""
    source = builder.source
    skipped: int | None = None  # the indentation at which a directive or a literal block that is left out stands
    is_literal = False
    numbers = ListNumbers()
    unfinished: tuple[str, int] | None = None  # a footnote whose text is the next paragraph, and its indentation
    for match in _PARAGRAPH.finditer(source, start, stop):
        if match["text"] is None:
            continue
        begin, end = match.span()
        indent = indent_of(source, begin)
        if skipped is not None and indent > skipped:
            if is_literal and _LABELLED.match(source, begin, end):
                _verbatim(builder, begin, end)
            continue
        skipped, is_literal = None, False
        if unfinished is not None and indent > unfinished[1]:
            _target(builder, unfinished[0], begin, end)
            unfinished = None
            continue
        unfinished = None
        begin = _headings(builder, list(_lines(source, begin, end)))
        if begin >= end:
            continue
        found = list(parts(source, _lines(source, begin, end)))
        for part in found:
            skipped = _part(builder, part, numbers)
            if part is not found[-1]:
                skipped = None
        is_literal = found[-1].kind == "text" and skipped is not None
        unfinished = _unfinished(source, found[-1])


def _part(builder: Builder, part: IndentedPart, numbers: ListNumbers) -> int | None:
    """Read one part of a paragraph; return the indentation below which what follows it is left out, if it is."""
    source = builder.source
    if part.kind == "targets":
        _targets(builder, part)
    elif part.kind == "code":
        if builder.length and not builder.ends_with("\n"):
            builder.insert("\n\n", part.start)
        _verbatim(builder, part.start, part.end)
    elif part.kind == "directive":
        begin = prose_of(source, part)
        if begin is None:
            return part.indent
        if begin < part.end:
            _block(builder, begin, part.end, "paragraph")
    else:
        starts = [first for first, last in _lines(source, part.start, part.end) if _LIST.match(source, first, last)]
        if all(_BAR.match(source, *line) for line in _lines(source, part.start, part.end)):
            _line_block(builder, part)
        elif starts and starts[0] == part.start:
            for first, last in zip(starts, [*starts[1:], part.end], strict=True):
                marked = _LIST.match(source, first, last)
                label = numbers.label(marked, indent_of(source, first)) if marked else ""
                _block(builder, marked.end() if marked else first, last, "item", label)
        else:
            numbers.leave(part.indent)
            _block(builder, part.start, part.end, "paragraph")
        if source[part.start : part.end].rstrip().endswith("::"):
            return indent_of(source, starts[-1]) if starts and starts[0] == part.start else part.indent
    return None


def _line_block(builder: Builder, part: IndentedPart) -> None:
    """Add lines that begin with a bar, each of which stays a line."""
    start = builder.length
    for first, last in _lines(builder.source, part.start, part.end):
        bar = _BAR.match(builder.source, first, last)
        _text(builder, bar.end() if bar else first, last)
        builder.insert("\n", last)
    builder.block(start, "paragraph")
    builder.insert("\n", part.end)


def _verbatim(builder: Builder, begin: int, end: int) -> None:
    """Add what stands in a literal block as it is."""
    start = builder.length
    builder.copy(begin, end)
    builder.block(start, "code")
    builder.insert("\n\n", end)


def _targets(builder: Builder, part: IndentedPart) -> None:
    """Footnotes and citations that follow each other without a blank line between."""
    source = builder.source
    last: re.Match[str] | None = None
    for start, end in _lines(source, part.start, part.end):
        if marked := TARGET.match(source, start, end):
            if last:
                _target(builder, last["key"], last.end(), start - 1)
            last = marked
    if last:
        _target(builder, last["key"], last.end(), part.end)


def _target(builder: Builder, key: str, begin: int, end: int) -> None:
    at = builder.length
    if at and not builder.ends_with("\n"):
        builder.insert("\n\n", begin)
        at = builder.length
    _text(builder, begin, end)
    builder.citation(at, _named(key) or None, "footnote" if key.startswith("#") or key == "*" else "list")
    builder.block(at, "item", key.lstrip("#"))
    builder.insert("\n", end)


def _named(key: str) -> str:
    """What a note is called: "#name" by its name, "#" and "*" by the sign, in turn."""
    return key if key in ANONYMOUS else key.lstrip("#")


def _unfinished(source: str, part: IndentedPart) -> tuple[str, int] | None:
    """The footnote of a part that has no text yet, and its indentation."""
    if part.kind != "targets":
        return None
    marked = TARGET.match(source, source.rfind("\n", part.start, part.end) + 1 or part.start, part.end)
    marked = marked or TARGET.match(source, part.start, part.end)
    return (marked["key"], part.indent) if marked and marked.end() == part.end else None


def _headings(builder: Builder, lines: list[tuple[int, int]]) -> int:
    """Add the headings at the beginning of a paragraph; return where the rest begins."""
    source = builder.source
    at = 0
    while at < len(lines):
        first, last = lines[at]
        over = bool(_UNDERLINE.fullmatch(source, first, last))
        under = at + 1 < len(lines) and bool(_UNDERLINE.fullmatch(source, *lines[at + 1]))
        if over and at + 2 < len(lines) and _UNDERLINE.fullmatch(source, *lines[at + 2]):
            _block(builder, *lines[at + 1], "heading")
            at += 3
        elif under and not over:
            _block(builder, first, last, "heading")
            at += 2
        elif over:
            at += 1
        elif is_section(source, lines, at):
            _block(builder, first, last, "heading")
            at += 1
        else:
            return first
    return lines[-1][1]


def _block(builder: Builder, start: int, end: int, kind: BlockKind, label: str = "") -> None:
    if builder.length and not builder.ends_with("\n"):
        builder.insert("\n\n", start)
    at = builder.length
    _text(builder, start, end)
    builder.block(at, kind, label, level=1 if kind == "heading" else 0)
    builder.insert("\n\n", end)


def _text(builder: Builder, start: int, end: int) -> None:
    source = builder.source
    while start < end and source[start].isspace():
        start += 1
    at = start
    for match in _INLINE.finditer(source, start, end):
        builder.copy(at, match.start())
        at = match.end()
        begin = builder.length
        if match["key"] is not None:
            builder.copy(match.start(), match.end() - 1)
            key = _named(match["key"])
            builder.marker(begin, "numeric" if key.isdecimal() else "key", (key,))
        elif match["role"] is not None:
            builder.copy(match.start(), match.end())
            builder.marker(begin, "key", role_keys(match["keys"]))
        elif group := next((name for name in ("code", "default") if match[name] is not None), None):
            builder.copy(*match.span(group))
            builder.block(begin, "code")
        elif match["kind"] in _RAISING and _DIGITS.fullmatch(match["body"]):
            _raised(builder, match)
        elif match["kind"] is not None:
            _role(builder, match)
        elif match["link"] is not None:
            _link(builder, match)
        elif match["escaped"] is not None:
            if not match["escaped"].isspace():  # "\\ " parts what belongs together
                builder.copy(*match.span("escaped"))
        elif match["name"] is not None:
            builder.copy(*match.span("name"))
    builder.copy(at, end)


def _link(builder: Builder, match: re.Match[str]) -> None:
    """A link is its words; behind them stands the work that it leads to, if they do not name it."""
    start, end = match.span("link")
    words = match["link"].rstrip()
    builder.copy(start, start + len(words) if match["target"] else end)
    work = _works.work_of(match["target"]) if match["target"] else None
    if work is not None and work.value.casefold() not in words.casefold():
        builder.insert(" ", start + len(words))
        builder.copy(*match.span("target"))


def _raised(builder: Builder, match: re.Match[str]) -> None:
    """Raised numbers are a marker, or a part of what they stand at."""
    behind = builder.source[match.end() : match.end() + 6].removeprefix("\\ ")
    if is_part(builder.tail(50), match["body"].strip(), behind):
        builder.insert(raised(match["body"]), match.start(), match.end() - match.start())
    else:
        builder.insert("[", match.start(), match.start("body") - match.start())
        builder.copy(*match.span("body"))
        builder.insert("]", match.end("body"), match.end() - match.end("body"))


def _role(builder: Builder, match: re.Match[str]) -> None:
    """A role is the text that it shows: "title <target>" is its title."""
    begin = builder.length
    start, end = match.span("body")
    titled = _TITLED.match(match["body"])
    builder.copy(start, start + len(titled["title"].rstrip()) if titled else end)
    if match["kind"] not in _TEXT_ROLES:
        builder.block(begin, "code")


def _lines(source: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end:
        stop = source.find("\n", start, end)
        stop = end if stop < 0 else stop
        yield start, stop
        start = stop + 1


def cite(source: str, keys: Sequence[str]) -> str:
    """Return a citation of these keys, as sphinxcontrib-bibtex reads it.

    >>> cite("", ["a", "b"])
    ':cite:p:`a,b`'
    """
    return f":cite:p:`{','.join(keys)}`"


READER = Reader(
    name="rst",
    title="reStructuredText",
    read=read,
    suffixes=(".rst", ".rest"),
    media_types=("text/x-rst",),
    is_synced=True,
    cite=cite,
)
