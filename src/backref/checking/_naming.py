"""Which bibliographies a document names: its name and its text -> where, and what the files may be called. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePath

from ..model import Input
from ..text.front_matter import metadata
from ._naming_values import braced, listed

_MOST = 100  # files that one document names
_VALUES = (
    r"(?P<files>\[[^\[\]]{0,9999}\]|[^\n]*(?:\n(?:[ \t]*#[^\n]*|[ \t]*-[^\n]*|[ \t]+[\w-]+:[^\n]*)?(?=\n|\Z)){0,60})"
)
# The metadata of pandoc, Quarto, MyST and journals that take Markdown: one file, or a list of them.
_METADATA = re.compile(rf"^bibliography:[ \t]*{_VALUES}", re.MULTILINE)
_SETTING = re.compile(rf"^[ \t]{{0,12}}(?:bibliography|bibtex_bibfiles):[ \t]*{_VALUES}", re.MULTILINE)
_CONF = re.compile(r"^bibtex_bibfiles\s{0,9}=\s{0,9}(?P<files>[\[(][^\])]{0,9999}[\])])", re.MULTILINE)
# BibTeX's, biblatex's, chapterbib's, bibunits', multibib's and bibentry's commands.
_LATEX = re.compile(
    r"\\(?:(?:no|default)?bibliography(?!style|unit)\*?[a-zA-Z]{0,20}|addbibresource|addglobalbib|addsectionbib)\s{0,9}(?:\[[^\[\]]{0,200}\])?\s{0,9}"
    r"\{(?P<files>[^{}]{1,2000})\}|\\(?:putbib|begin\{refsection\})\s{0,9}\[(?P<unit>[^\[\]]{1,2000})\]"
)
_TYPST = re.compile(r"\bbibliography\(\s{0,99}(?P<files>\(?[^()]{1,2000})")
_ORG = re.compile(r"^[ \t]*#\+bibliography:[ \t]*(?P<files>[^\n]{1,500})", re.MULTILINE | re.IGNORECASE)
_DIRECTIVE = r"^[ \t]*(?:\.\.[ \t]+bibliography::|`{3,9}[ \t]*\{bibliography\})[ \t]+(?P<files>[^\n]{1,500})"
_RST = re.compile(_DIRECTIVE, re.MULTILINE)
_ELEMENT = re.compile(r"<d-bibliography\b[^<>]{0,200}?\bsrc=(?P<files>\"[^\"<>]{1,300}\"|'[^'<>]{1,300}')")
_MARKDOWN = (_METADATA, _RST)
_WAYS = {
    ".tex": (_LATEX,), ".ltx": (_LATEX,), ".latex": (_LATEX,), ".sty": (_LATEX,), ".cls": (_LATEX,), ".rnw": (_LATEX,), ".snw": (_LATEX,), ".typ": (_TYPST,), ".org": (_ORG,),
    ".md": _MARKDOWN, ".markdown": _MARKDOWN, ".qmd": _MARKDOWN, ".rmd": _MARKDOWN, ".mdx": _MARKDOWN, ".rst": (_RST,), ".html": (_ELEMENT,),
}  # fmt: skip
_COMMENTS = {_LATEX: re.compile(r"(?<!\\)%"), _TYPST: re.compile(r"(?<!:)//")}
_YAML = ("_quarto", "_metadata", "_bookdown", "myst", "_config")
# What comes with TeX and is beside no document: abbreviations of journals.
_WITH_TEX = frozenset(("ieeeabrv.bib", "ieeefull.bib"))


def named_bibliographies(name: str, text: str) -> tuple[Input, ...]:
    r"""Return the files that a document, or the settings of what makes a site or a book of it, says its citations are
    in, in order; what a comment names is none.

    >>> [named.paths for named in named_bibliographies("a.md", "---\nbibliography: [refs.bib, more.json]\n---\n\n# Heat\n")]
    [('refs.bib',), ('more.json',)]
    >>> [named.paths for named in named_bibliographies("a.tex", "% \\bibliography{old}\n\\bibliography{refs, more.bib}")]
    [('refs.bib',), ('more.bib',)]
    """
    path = PurePath(name)
    if path.name == "conf.py":
        ways: tuple[re.Pattern[str], ...] = (_CONF,)
    elif path.stem in _YAML and path.suffix in (".yml", ".yaml"):
        ways = (_SETTING,)
    else:
        ways = _WAYS.get(path.suffix.lower(), ())
    found = (each for pattern in ways for each in _found(pattern, path.stem, text))
    return tuple(each for each, _ in zip(found, range(_MOST), strict=False))


def _found(pattern: re.Pattern[str], stem: str, text: str) -> Iterator[Input]:
    end = metadata(text) if pattern is _METADATA else len(text)
    comment = _COMMENTS.get(pattern)
    for number, match in enumerate(pattern.finditer(text, 0, end)):
        if number >= _MOST:
            return
        if comment and comment.search(text, text.rfind("\n", 0, match.start()) + 1, match.start()):
            continue
        group = "files" if match["files"] is not None else "unit"
        for span, path in braced(match[group], stem) if pattern is _LATEX else listed(match[group]):
            if PurePath(path).name.lower() not in _WITH_TEX:
                yield Input(span.shift(match.start(group)), (path,))
