"""Which bibliographies a document names: its name and its text -> where, and what the files may be called. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePath

from ..model import Input, Span

_MOST = 100  # files that one document names
_HEAD = 4000  # characters in which a document's metadata stand
# The metadata of pandoc, Quarto, MyST and journals that take Markdown: one file, or a list of them.
_METADATA = re.compile(r"^bibliography:[ \t]*(?P<files>[^\n]*(?:\n[ \t]*-[^\n]*){0,40})", re.MULTILINE)
# BibTeX's, biblatex's and chapterbib's commands.
_LATEX = re.compile(
    r"\\(?:bibliography|addbibresource|addglobalbib|addsectionbib)\s{0,9}(?:\[[^\[\]]{0,200}\])?\s{0,9}\{(?P<files>[^{}]{1,2000})\}"
)
_TYPST = re.compile(r"\bbibliography\(\s{0,99}(?P<files>\(?[^()]{1,2000})")
_ORG = re.compile(r"^[ \t]*#\+bibliography:[ \t]*(?P<files>[^\n]{1,500})", re.MULTILINE | re.IGNORECASE)
_FILE = re.compile(r"[^\s\"'\[\],;{}<>|]{1,200}\.(?:bib|bibtex|json|ya?ml)(?![\w.])")
_BARE = re.compile(r"[^\s,]{1,200}")
_WAYS = {
    ".tex": _LATEX, ".ltx": _LATEX, ".rnw": _LATEX, ".snw": _LATEX, ".typ": _TYPST, ".org": _ORG,
    ".md": _METADATA, ".markdown": _METADATA, ".qmd": _METADATA, ".rmd": _METADATA, ".mdx": _METADATA,
}  # fmt: skip
_COMMENTS = {_LATEX: re.compile(r"(?<!\\)%"), _TYPST: re.compile(r"(?<!:)//")}


def named_bibliographies(name: str, text: str) -> tuple[Input, ...]:
    r"""Return the files that a document says its citations are in, in order; what a comment names is none.

    >>> [named.paths for named in named_bibliographies("a.md", "---\nbibliography: [refs.bib, more.json]\n---\n\n# Heat\n")]
    [('refs.bib',), ('more.json',)]
    >>> [named.paths for named in named_bibliographies("a.tex", "% \\bibliography{old}\n\\bibliography{refs, more.bib}")]
    [('refs.bib',), ('more.bib',)]
    """
    pattern = _WAYS.get(PurePath(name).suffix.lower())
    return tuple(_found(pattern, text))[:_MOST] if pattern is not None else ()


def _found(pattern: re.Pattern[str], text: str) -> Iterator[Input]:
    is_whole = pattern is not _METADATA
    if not is_whole and not text.startswith("---"):
        return
    file = _BARE if pattern is _LATEX else _FILE
    for number, match in enumerate(pattern.finditer(text, 0, len(text) if is_whole else _HEAD)):
        if number >= _MOST:
            return
        comment = _COMMENTS.get(pattern)
        if comment and comment.search(text, text.rfind("\n", 0, match.start()) + 1, match.start()):
            continue
        for each in file.finditer(match["files"]):
            written = each.group()
            is_known = file is _FILE or PurePath(written).suffix
            yield Input(Span(*each.span()).shift(match.start("files")), (written if is_known else f"{written}.bib",))
