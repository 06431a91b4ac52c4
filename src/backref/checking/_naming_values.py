"""The files in what a document says of its bibliography: a value as it is written -> where each stands, and its path.
Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePath

from ..model import Span

_SUFFIX = r"\.(?:bib|bibtex|json|ya?ml|ris)(?![\w.])"
_FILE = re.compile(rf"[^\s\"'\[\],;{{}}<>|()]{{1,200}}{_SUFFIX}")
_NAMED = re.compile(_SUFFIX)
# One value: in quotes, or up to what ends it; a mark of a list or a name may stand before it.
_VALUE = re.compile(
    r"(?:\"(?P<double>[^\"\n]{1,300})\"|'(?P<single>[^'\n]{1,300})'|(?<![^\n,\[(])[ \t]*(?:-[ \t]+)?(?:[\w-]{1,40}:[ \t]+)?"
    r"(?P<bare>[^\s\"'\[\](),#{}|>!&*-][^\"'\[\](),\n#]{0,300}))"
)
_COMMENT = re.compile(r"^[ \t]*#[^\n]*", re.MULTILINE)
_COMMENT_TEX = re.compile(r"(?<!\\)%[^\n]*\n?")
_CONTENTS = re.compile(
    r"\\begin\{(?P<name>filecontents\*?)\}\s{0,9}(?:\[[^\[\]]{0,99}\])?\s{0,9}\{(?P<file>[^{}]{1,300})\}"
)
_BARE = re.compile(r"[^,\n]{1,300}")


def listed(text: str) -> Iterator[tuple[Span, str]]:
    r"""Yield the files in a value of YAML, Org, Typst or Python: one or a list, in quotes or not.

    >>> [path for _, path in listed('[refs.bib, "refs el.bib"]')], [path for _, path in listed("\n  - my refs.bib\n  # - old.bib\n  - b.json")]
    (['refs.bib', 'refs el.bib'], ['my refs.bib', 'b.json'])
    >>> [path for _, path in listed("refs.bib more.bib")], [path for _, path in listed('"refs.bib", style: "apa.csl"')]
    (['refs.bib', 'more.bib'], ['refs.bib'])
    """
    text = _blanked(_COMMENT, text)
    for match in _VALUE.finditer(text):
        group = match.lastgroup or "bare"
        value = match[group].rstrip()
        ends = list(_NAMED.finditer(value))
        if ends and ends[-1].end() == len(value) and (len(ends) == 1 or group != "bare"):
            start = match.start(group)
            yield Span(start, start + len(value)), value
        elif group == "bare":
            for each in _FILE.finditer(value):
                yield Span(*each.span()).shift(match.start(group)), each.group()


def braced(text: str, stem: str) -> Iterator[tuple[Span, str]]:
    r"""Yield the files in the braces of a LaTeX command; `stem` is what the document is called.

    >>> [path for _, path in braced("refs, my refs.bib,%old,\n\\jobname", "thesis")]
    ['refs.bib', 'my refs.bib', 'thesis.bib']
    """
    for match in _BARE.finditer(_blanked(_COMMENT_TEX, text)):
        written = match.group()
        start = match.start() + len(written) - len(written.lstrip())
        path = written.strip().strip('"').replace("\\jobname", stem)
        if path:
            is_known = PurePath(path).suffix in (".bib", ".bibtex", ".json", ".ris", ".xml")
            yield Span(start, start + len(written.strip())), path if is_known else f"{path}.bib"


def embedded(text: str, path: str) -> str:
    r"""Return the bibliography that a LaTeX document holds itself, to be written as the file at `path`; "" for none.

    >>> embedded("\\begin{filecontents*}[overwrite]{refs.bib}\n@misc{a}\n\\end{filecontents*}", "refs.bib").strip()
    '@misc{a}'
    """
    for match in _CONTENTS.finditer(text):
        if match["file"].strip().replace("\\jobname", PurePath(path).stem) == path:
            end = text.find(f"\\end{{{match['name']}}}", match.end())
            return text[match.end() : end if end >= 0 else len(text)]
    return ""


def _blanked(comment: re.Pattern[str], text: str) -> str:
    """The text with its comments as blanks, so that places stay."""
    return comment.sub(lambda match: re.sub(r"[^\n]", " ", match.group()), text)
