"""Whose part a LaTeX file is, and what is read before its text, which may name the bibliography. Pure."""

from __future__ import annotations

import re
from pathlib import PurePath

from ..model import Input, Span

_SUFFIXES = (".tex", ".ltx", ".latex", ".rnw", ".snw", ".sty", ".cls")
_ROOT = re.compile(
    r"^[ \t]{0,9}%[ \t]{0,9}![ \t]{0,9}TeX[ \t]{1,9}root[ \t]{0,9}=(?P<root>[^\n]{1,400})$|^[ \t]{0,9}\\documentclass\s{0,9}\[(?P<of>[^\[\]]{1,400})\]\s{0,9}\{subfiles\}",
    re.MULTILINE | re.IGNORECASE,
)
_BEGIN = 4000  # characters in which a part says whose it is
_MOST = 60  # files that are read before the text
_PREAMBLE = re.compile(
    r"%[^\n]*|\\(?P<command>input|include|documentclass|LoadClass|usepackage|RequirePackage)\s{0,9}(?:\[[^\[\]]{0,999}\])?\s{0,9}\{(?P<files>[^{}\\]{1,400})\}"
)
_ENDS = {"documentclass": ".cls", "LoadClass": ".cls", "usepackage": ".sty", "RequirePackage": ".sty"}


def named_root(name: str, text: str) -> Input | None:
    r"""Return the file that a part of a LaTeX document says it is a part of.

    >>> named_root("one.tex", "% !TeX root = ../main.tex\n\\chapter{Heat}").paths
    ('../main.tex', '../main.tex.tex')
    >>> named_root("two.tex", "\\documentclass[../main]{subfiles}").paths
    ('../main', '../main.tex')
    """
    match = _ROOT.search(text, 0, _BEGIN) if PurePath(name).suffix.lower() in _SUFFIXES else None
    if match is None:
        return None
    said = "root" if match["root"] else "of"
    path = match[said].strip().strip('"')
    return Input(Span(*match.span(said)), (path, f"{path}.tex"), "here")


def read_before(name: str, text: str) -> tuple[Input, ...]:
    r"""Return the files that LaTeX reads before the text begins: settings, and classes and packages of the author's.

    >>> [each.paths[0] for each in read_before("a.tex", "\\documentclass{mine}\n% \\input{old}\n\\input{preamble}\\begin{document}\\input{one}")]
    ['mine.cls', 'preamble.tex']
    """
    suffix = PurePath(name).suffix.lower()
    end = text.find("\\begin{document}")
    if suffix not in _SUFFIXES or (end < 0 and suffix not in (".sty", ".cls")):
        return ()
    found: list[Input] = []
    for match in _PREAMBLE.finditer(text, 0, end if end >= 0 else len(text)):
        command = match["command"]
        for each in match["files"].split(",")[:_MOST] if command else ():
            path, ending = each.strip(), _ENDS.get(command, ".tex")
            if path and len(found) < _MOST:
                found.append(Input(Span(*match.span()), (path if path.endswith(ending) else f"{path}{ending}", path)))
    return tuple(found)
