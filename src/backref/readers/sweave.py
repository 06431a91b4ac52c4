"""Sweave and knitr: a LaTeX manuscript with chunks of R in it, and "\\Sexpr{...}", which are code.

Source: knitr, "Code chunks and chunk options"; "Sweave User Manual" (read 2026-11): "<<label>>=" begins a chunk, "@"
ends it.
"""

from __future__ import annotations

import re

from ..model import Document
from . import Reader, latex
from ._masked import shown
from ._tex.own import definitions

_CHUNK = re.compile(r"^<<[^\n]{0,500}>>=[^\n]*$", re.MULTILINE)
_END = re.compile(r"^@(?:[ \t%][^\n]*)?$", re.MULTILINE)
_VALUE = re.compile(r"\\Sexpr\{(?:[^{}\n]|\{[^{}\n]{0,200}\}){0,500}\}")


def read(source: str, name: str = "-") -> Document:
    """Return the document of a `.Rnw` file.

    >>> page = read("Useful \\\\cite{deyo}, in \\\\Sexpr{n[1]} trials.\\n<<a>>=\\nx[2]\\n@\\nMore.\\n")
    >>> page.text.split(), page.markers[0].keys
    (['Useful', '\\\\cite{deyo},', 'in', 'trials.', 'More.'], ('deyo',))
    """
    return shown(latex.read(_hidden(source), name), source)


def read_part(source: str, name: str, definitions: str) -> Document:
    """Return the document of a part, in which the commands that its root defines cite."""
    return shown(latex.read_part(_hidden(source), name, definitions), source)


def _hidden(source: str) -> str:
    """The source with comments of LaTeX, of the same length, in the place of code."""
    pieces = []
    at = 0
    while begin := _CHUNK.search(source, at):
        end = _END.search(source, begin.end())
        if end is None:
            break
        pieces += [_VALUE.sub(_braces, source[at : begin.start()]), _comments(source[begin.start() : end.end()])]
        at = end.end()
    return "".join([*pieces, _VALUE.sub(_braces, source[at:])])


def _comments(code: str) -> str:
    return "\n".join("%" + " " * (len(line) - 1) if line else line for line in code.split("\n"))


def _braces(value: re.Match[str]) -> str:
    """Braces that hold nothing; a blank where their number is odd."""
    length = len(value.group())
    return "{}" * (length // 2) + "~" * (length % 2)


READER = Reader(
    name="sweave", title="Sweave and knitr", read=read, suffixes=(".rnw", ".snw", ".rtex"), media_types=("text/x-sweave",), is_synced=True,
    cite=latex.cite, definitions=definitions, read_part=read_part,
)  # fmt: skip
