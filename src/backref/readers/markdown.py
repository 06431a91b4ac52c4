"""Markdown: CommonMark's block structure, with inline markup taken out of the text and a map back to the file.

Stacked markers such as "[73][13]" are no link references: only what has a target in round brackets is a link. Nothing
is found in code and in comments. What is indented below a note, a definition, or an admonition or tab of
Python-Markdown belongs to that, and is no code.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import nullcontext
from itertools import pairwise

from ..fields import ids
from ..model import BlockKind, Document, MarkerKind, Span
from ..text import answers, formulas
from ..text.crossrefs import is_cross_reference
from ..text.entities import unescaped
from ..text.key_ends import trimmed
from ..text.raised import is_part, raised
from . import Reader, _works
from ._builder import Builder
from ._front import prose
from ._lines import EACH_OF_MARKDOWN, limit, too_many
from ._links import Links
from ._markdown_blocks import Leaf, leaves
from ._roles import role_keys
from ._unclosed import CODE, is_fence_open, unclosed

_NAME = r"(?:\{(?P<braced>[^{}\n]{1,200})\}|(?P<bare>\w[\w:.#$%&+?<>~/()-]{0,200}))"
_INLINE = re.compile(
    r"(?P<formula>\\\((?=[^\\\n]{0,80}(?:[\^_=+]|\\[a-zA-Z]|[a-z]\[))(?:[^\\]|\\(?![()])){1,400}+\\\)|\\\[(?=[^\\]{0,80}(?:[\^_=+]|\\[a-zA-Z]|[a-z]\s?\[))(?:[^\\]|\\(?![\[\]])){1,2000}+\\\])|\\(?P<escape>[!-/:-@\[-`{-~])"
    r"|(?P<comment><!--(?:[^<-]++|-(?!->)|<(?!!--))*+-->)"
    r"|(?P<quote>(?<=\n)[ \t]{0,12}>[> \t]{0,12})"
    r"|(?P<role>\{(?:foot)?cite(?::[a-z]{1,12})?\}`(?P<keys>[^`\n]{1,400})`)"
    r"|(?P<group>\[[^\[\]]{0,200}?(?<![\w.])-?@(?:\{[^{}\n]{1,200}\}|[\w])[^\[\]]{0,600}\](?!\(|\[(?!-?@)))"
    rf"|(?P<narrative>@(?<![\w.@/\\-]@)(?<!=[\"']@)(?!\d+(?!\w)){_NAME})"
    r"|(?P<code>(?<!`)`++)(?P<inside>[^`]{1,1000}(?:(?!(?P=code)(?!`))`++[^`]{1,1000}){0,4})(?P=code)(?!`)"
    r"|(?P<math>\$\$[^$]{1,2000}\$\$|(?<![\\$\w])\$(?=[^\s$])[^$]{0,400}(?<=[^\s\\$])\$(?![\d$]))"
    r"|(?P<span>\[(?=(?:[^\[\]\\]|\\.|\[[^\[\]]{0,60}\]){0,800}+\]\{[.#][^{}\n]{0,120}\})|\]\{[.#][^{}\n]{0,120}\})"
    r"|(?:\[[^\[\]\n]{0,60}\])?\[#(?P<multi>[^\[\]\s;]{1,100});?\](?![(:\[])"
    r"|\[(?P<called>[^\[\]\n]{1,500})\]\[(?P<label>[^\[\]\n]{0,200})\](?!\()"
    r"|!?\[(?P<text>[^\[\]\n]{0,500}|\\?\[\^?\d{1,3}\^?\\?\])\]\((?P<target>[^()\s]{0,500}(?:\([^()\s]{0,200}\)[^()\s]{0,200}){0,3})(?:\s+\"[^\"\n]{0,300}\")?\)"
    r"|<(?P<auto>https?://[^<>\s]{1,1000})>"
    r"|(?:<sup>(?=[^<>]*</sup>)|(?P<caret>\^(?<![\^\[]\^)(?=(?:[\d,;–-]{1,40}|\\\[[\d,; –-]{1,40}\\\]|\([\d,; –-]{1,40}\))\^(?!\^))))(?P<sup>(?:[^<>^]|(?<![\d\])])\^){1,300})(?(caret)\^|</sup>)"
    r"|(?P<tag></?[a-zA-Z][a-zA-Z0-9]{0,15}(?:\s[^<>]{0,300})?/?>)"
    r"|(?P<entity>&(?:[a-zA-Z][a-zA-Z0-9]{1,30}|#\d{1,7}|#[xX][0-9a-fA-F]{1,6});)"
    r"|(?P<star>\*{1,3})(?=\S)|(?<=\S)(?P<close>\*{1,3})"
    r"|(?<!\w)(?P<under>_{1,3})(?=[^\s_])|(?<=[^\s_])(?P<underclose>_{1,3})(?!\w)"
)
_KEY = re.compile(rf"(?<![\w.])-?@{_NAME}")
# Notes may follow each other without a blank line, and so may the addresses of an answer.
_NOTE_LINE = re.compile(
    r"^\[(?:\^[^\]\s]{1,40}\]:(?:[ \t]|\r?$)|\d{1,3}\]:[ \t]{1,4}<?https?://|[@#][^\[\]\s]{1,200}\]:[ \t]{1,4}\S+[ \t]+\S)",
    re.MULTILINE,
)
# An entry that prints the key that cites it: "[@roe]: Roe, Heat ..." of Obsidian, "[#roe]: ..." of MultiMarkdown, which
# cites it by "[#roe]", "[#roe;]" and "[p. 4][#roe]". Source: fletcherpenney.net/multimarkdown (read 2026-11).
_KEYED = re.compile(r"\[[@#]([^\[\]\s]{1,200})\]:[ \t]{1,4}(?=\S+[ \t]+\S)")
_FOOTNOTE = re.compile(r"\[\^([^\]\s]{1,40})\]:(?:[ \t]|(?=\r?\n))")
# Of Quarto and knitr: "#| fig-cap: As [@deyo2015] says". Source: quarto.org, "Execution Options", "Figures" (read
# 2026-11).
_CAPTION = re.compile(
    r"^[ \t]*(?:#|//|--|%%)\|[ \t]{1,8}(?:[a-z]{2,4}-){0,2}(?:cap|subcap|title|alt)(?:-\w{1,20})?:[ \t]{0,8}(?P<said>[^\n]{1,2000})",
    re.MULTILINE,
)
_HASHES = re.compile(r"\s*#{1,6}(?:[ \t\r\n]|\Z)")
_BRACKETED = re.compile(r"\\?[(\[](.{1,40}?)\\?[)\]]")  # a number that stands high, in brackets
_ATTRIBUTES = re.compile(r"[ \t]*+\{[^{}\n]{1,150}\}[ \t#]*+\s*+\Z")  # of a heading: "# References {#refs .unnumbered}"
_COMMENT = re.compile(r"\s*<!--(?:[^-]|-(?!->))*+-->\s*")
_ENDS_LINE = re.compile(r"</?(?:br|p|div|li|[uod]l|d[dt]|tr|table|h[1-6r]|blockquote)(?![\w-])", re.IGNORECASE)
_SUP = re.compile(r"[\s\d,;–\-‒]{1,40}")

_MYST = re.compile(r"\{cite(?::[a-z]{1,12})?\}`")


def read(source: str, name: str = "-") -> Document:
    """Return the document of a Markdown text.

    >>> document = read("A *cat*.[1][2]\\n\\n## References\\n\\n3. *Spine*. 2009")
    >>> [(b.kind, b.label, b.span.of(document.text)) for b in document.blocks]
    [('paragraph', '', 'A cat.[1][2]'), ('heading', '', 'References'), ('item', '3', 'Spine. 2009')]
    """
    return read_as(source, name)


def read_as(source: str, name: str, *, has_indented_code: bool = True) -> Document:
    """Return the document of a text in a dialect of Markdown: of one in which nothing is code because it is indented,
    or of the usual one.
    """
    builder = Builder(source, name)
    starts = [0, *(match.end() for match in re.finditer(r"\r\n|\n|\r", source))]
    end = limit(source, EACH_OF_MARKDOWN)  # of a cell, or of a file whose lines are another language's
    found, references = leaves(source[:end], has_indented_code)
    links = Links(source, references)
    for leaf in found:
        first, last = (starts[line] if line < len(starts) else len(source) for line in (leaf.first, leaf.last))
        if builder.length and not builder.ends_with("\n"):
            builder.insert("\n\n", first)
        _leaf(builder, leaf, first, last, links)
    return builder.document(() if end is None else (too_many(end, name),))


def _leaf(builder: Builder, leaf: Leaf, first: int, last: int, links: Links) -> None:
    source = builder.source
    at = builder.length
    if leaf.kind in ("fence", "code_block"):
        if leaf.kind == "fence" and last >= len(source) and is_fence_open(source[first:last], leaf.lead):
            builder.problems.append(unclosed(leaf.lead[:3], source, first, CODE, builder.name))
        _chunk(builder, first, last, links)
        return
    if leaf.kind == "metadata":
        _about(builder, last, links)
        return
    kind: BlockKind = "item" if leaf.is_item else "paragraph"
    begin = first
    if leaf.level == 1 and _HASHES.match(source, first, last):
        kind = "heading"
        begin = first + len(source[first:last]) - len(source[first:last].lstrip(" #"))
        if attributes := _ATTRIBUTES.search(source, max(begin, last - 200), last):
            last = attributes.start()
    elif leaf.kind == "inline":
        # the first words of the content stand after list and quote marks
        found = source.find(leaf.lead, first, last)
        begin = found if found >= 0 else first
    links.enter(source[begin:last], is_heading=kind == "heading")
    notes = [match.start() for match in _NOTE_LINE.finditer(source, begin, last)] if kind != "heading" else []
    for start, end in pairwise([begin, *(note for note in notes if note > begin), last]):
        if start > begin and builder.length > at:
            builder.insert("\n\n", start)
        at = builder.length
        note = _FOOTNOTE.match(source, start)
        keyed = _KEYED.match(source, start, end)
        if not (note or keyed) and (leaf.kind == "definition" or start in notes):
            links.define(builder, start, end)
            continue
        with links.noted() if note else nullcontext():
            _inline(builder, note.end() if note else keyed.end() if keyed else start, end, links)
        if keyed:
            builder.block(at, "item", keyed[1])
        elif not _COMMENT.fullmatch(source, start, end):
            builder.block(at, "footnote" if note else kind, f"^{note[1].rstrip('^')}" if note else leaf.label)


def _about(builder: Builder, last: int, links: Links) -> None:
    """Copy metadata, of which the abstract and its like are text."""
    _code(builder, 0, last, links, list(prose(builder.source, last)))


def _chunk(builder: Builder, first: int, last: int, links: Links) -> None:
    """Copy code; the captions that the options of an executable chunk give ("#| fig-cap: ...") are text."""
    _code(builder, first, last, links, [Span(*m.span("said")) for m in _CAPTION.finditer(builder.source, first, last)])


def _code(builder: Builder, first: int, last: int, links: Links, said: Sequence[Span]) -> None:
    """Copy what is no prose, save what is said in it."""
    captions = frozenset(said)
    for begin, end in pairwise([first, *(place for span in said for place in span), last]):
        at = builder.length
        if (begin, end) in captions:
            builder.insert("\n", begin)
            at = builder.length
            _inline(builder, begin, end, links)
            builder.block(at, "paragraph")
            builder.insert("\n", end)
        else:
            builder.copy(begin, end)
            builder.block(at, "code")


def _inline(builder: Builder, start: int, end: int, links: Links, *, is_link: bool = False) -> None:
    """Copy a stretch of text; what is marked up in it is told, or left out."""
    source = builder.source
    at = start
    for match in _INLINE.finditer(source, start, end):
        if match.start() < at:
            continue
        builder.copy(at, match.start())
        at = match.end()
        group = match.lastgroup
        if match["escape"]:
            builder.copy(match.start() + 1, match.end())
        elif match["comment"] or match["math"] or match["formula"]:
            _formula(builder, match, links)
        elif match["group"] or match["narrative"]:
            if links.is_link(match["group"][1:-1]) if match["group"] else is_link:
                builder.copy(match.start(), match.end())
            else:
                _cited(builder, match, "key" if match["group"] else "narrative")
        elif match["role"] or match["multi"]:
            _keyed(builder, match)
        elif match["code"]:
            begin = builder.length
            builder.copy(match.start("inside"), match.end("inside"))
            builder.block(begin, "code")
        elif match["text"] is not None or match["called"]:
            _link(builder, match, links)
        elif match["auto"]:
            builder.copy(match.start("auto"), match.end("auto"))
        elif match["sup"]:
            _superscript(builder, match, links)
        elif match["tag"]:
            _tag(builder, match)
        elif match["entity"]:
            builder.insert(unescaped(match["entity"]), match.start(), match.end() - match.start())
        elif group is None:
            builder.copy(match.start(), match.end())
    builder.copy(at, end)


def _tag(builder: Builder, match: re.Match[str]) -> None:
    """A tag of HTML is left out; one that ends a line ends it here."""
    is_ended = builder.ends_with("\n") or builder.source.startswith(("\n", "\r"), match.end())
    if _ENDS_LINE.match(match["tag"]) and builder.length and not is_ended:
        builder.insert("\n", match.start(), match.end() - match.start())


def _formula(builder: Builder, match: re.Match[str], links: Links) -> None:
    """A formula is code, but for one that is a marker; so is a comment."""
    if match["math"] and links.has_raised:
        behind = builder.source[match.end() : match.end() + 6]
        if said := formulas.marked(match["math"], builder.tail(50), behind):
            builder.insert(f"[{said}]", match.start(), match.end() - match.start())
            return
    begin = builder.length
    builder.copy(*match.span())
    builder.block(begin, "code")


def _keyed(builder: Builder, match: re.Match[str]) -> None:
    """A role, or a key of MultiMarkdown that an entry of the page prints."""
    begin = builder.length
    builder.copy(match.start(), match.end())
    if match["role"]:
        builder.marker(begin, "key", role_keys(match["keys"]))
    elif f"\n[#{match['multi']}]:" in builder.source:
        builder.marker(begin, "key", (match["multi"],))


def _cited(builder: Builder, match: re.Match[str], kind: MarkerKind) -> None:
    """Pandoc's "[see @deyo, p. 3; @doi:10.1136/bmj.g6380]" and "@deyo says": one marker; an identifier is its own
    citation.
    """
    begin = builder.length
    builder.copy(match.start(), match.end())
    keys = []
    end = begin
    for key in _KEY.finditer(builder.source, *match.span()):
        name = trimmed(key["bare"])[0] if key["bare"] else key["braced"]
        if is_cross_reference(name):
            continue
        keys.append(name)
        start = begin + key.start("braced" if key["braced"] else "bare") - match.start()
        end = start + len(name) + bool(key["braced"])
        sighting = ids.parse(name)
        if sighting and sighting.scheme != "url":
            builder.citation(start, name, "identifier", end=start + len(name))
    builder.marker(begin, kind, tuple(dict.fromkeys(keys)), end if kind == "narrative" else None)


def _link(builder: Builder, match: re.Match[str], links: Links) -> None:
    """A link is its text; one whose text is a number, one that cites, and one to a work that the text does not name,
    keep more.
    """
    if match["called"]:
        _reference(builder, match, links)
    if match["called"] or match.group().startswith("!"):
        return
    text, target = match["text"], match["target"]
    if text.strip().isdigit() and target.startswith("#"):
        builder.insert("[", match.start(), 1)
        builder.copy(match.start("text"), match.end("text"))
        builder.insert("]", match.end("text"), match.end() - match.end("text"))
        return
    if not links.is_listed and links.cite(builder, *match.span(), text, target):
        return
    _inline(builder, match.start("text"), match.end("text"), links, is_link=True)
    if _works.names_work(target, text):
        builder.insert(" ", match.end("text"))
        builder.copy(match.start("target"), match.start("target") + len(answers.untracked(target)))
    else:
        links.follow(builder, text, *match.span("target"))


def _reference(builder: Builder, match: re.Match[str], links: Links) -> None:
    """ "[words][1]" is its words, and a marker where numbers with an address are the sources; "[73][13]" are two
    markers.
    """
    called, label = match["called"], match["label"] or match["called"]
    address = links.address(label)
    if not address or answers.number(called) not in ("", answers.number(label)):
        builder.copy(match.start(), match.start() + 1)
        _inline(builder, *match.span("called"), links)
        builder.copy(match.end("called"), match.start("label"))
        _inline(builder, *match.span("label"), links)
        builder.copy(match.end() - 1, match.end())
    elif links.is_numbered and label.isdecimal():
        number = (match.start("label"), match.end("label")) if match["label"] else match.span("called")
        if links.mark(builder, *match.span(), number):
            return
        if not answers.number(called):
            _inline(builder, *match.span("called"), links, is_link=True)
        builder.copy(match.end("called") + 1 if match["label"] else match.start(), match.end())
    elif not links.cite(builder, *match.span(), called, address):
        _inline(builder, *match.span("called"), links, is_link=True)
        if _works.names_work(address, called):
            builder.insert(" ", match.end("called"))
            builder.insert(answers.untracked(address), match.start("label"), max(len(match["label"]), 1))


def _superscript(builder: Builder, match: re.Match[str], links: Links) -> None:
    if "](" in match["sup"]:
        _inline(builder, *match.span("sup"), links)
        return
    behind = builder.source[match.end() : match.end() + 6]
    if _SUP.fullmatch(match["sup"]) and is_part(builder.tail(50), match["sup"].strip(), behind):
        builder.insert(raised(match["sup"]), match.start(), match.end() - match.start())
    elif _SUP.fullmatch(match["sup"]):
        builder.insert("[", match.start(), match.start("sup") - match.start())
        builder.copy(match.start("sup"), match.end("sup"))
        builder.insert("]", match.end("sup"), match.end() - match.end("sup"))
    elif inside := _BRACKETED.fullmatch(match["sup"]):
        start, end = (match.start("sup") + at for at in inside.span(1))
        builder.insert("[", match.start(), start - match.start())
        builder.copy(start, end)
        builder.insert("]", end, match.end() - end)
    else:
        builder.copy(match.start("sup"), match.end("sup"))


def cite(source: str, keys: Sequence[str]) -> str:
    """Return a citation of these keys: pandoc's, or MyST's where the page has one of those.

    >>> cite("", ["a", "b"]), cite("As {cite:t}`a` says.", ["b"])
    ('[@a; @b]', '{cite:p}`b`')
    """
    if _MYST.search(source):
        return f"{{cite:p}}`{','.join(keys)}`"
    return f"[{'; '.join(f'@{key}' for key in keys)}]"


READER = Reader(
    name="markdown",
    title="Markdown",
    read=read,
    suffixes=(".md", ".markdown", ".mkd", ".mdown", ".qmd", ".rmd"),
    media_types=("text/markdown",),
    is_synced=True,
    cite=cite,
)
