r"""The files that a manuscript names to be read in their place: \input, \include, \subfile, and \import with its kin.

Only what a command names is said here; whoever reads files looks for them.

Source: the LaTeX Project, "usrguide"; the packages subfiles 2.2 and import 6.2 (read 2026-11).
"""

from __future__ import annotations

import re

from ...model import Input, Problem, Span

MOST = 2000  # files that one document names; what is behind them is a problem
# One of these reads from a folder that it names first.
_FROM = r"(?:sub)?(?:import|inputfrom|includefrom)"
COMMAND = (
    rf"\\(?:input|include|subfile|subfileinclude)\s?\{{[^{{}}]{{0,400}}+\}}|\\{_FROM}\*?\s?\{{[^{{}}]{{0,400}}+\}}\s?\{{[^{{}}]{{0,400}}+\}}"
    r"|\\input[ \t]+(?:\"[^\"\n]{1,400}\"|[^\s{}\\%\"]{1,400})"
)
_PARTS = re.compile(r"\\(?P<name>[a-z]+)\*?\s*(?:\{(?P<first>[^{}]*)\}\s?(?:\{(?P<second>[^{}]*)\})?|(?P<bare>.+))", re.DOTALL)  # fmt: skip
# Drawings and settings, which hold no citations; they are passed over without a word.
_NO_TEXT = (".tikz", ".pgf", ".pdf_tex", ".eps_tex", ".svg_tex", ".sty", ".cls", ".def", ".cfg", ".clo", ".fd", ".aux")


def named(command: str, span: Span) -> Input | None:
    r"""Return the file that a command names; None for a drawing or a setting. `span` is where it stands in the text.

    >>> named(r"\input{intro}", Span(0, 1)).paths, named(r"\subimport{ch/}{one.tex}", Span(0, 1)).paths
    (('intro.tex', 'intro'), ('ch/one.tex',))
    >>> named(r"\import{ch/}{one}", Span(0, 1)).base, named(r"\input{plot.pgf}", Span(0, 1))
    ('root', None)
    """
    match = _PARTS.match(command)
    if match is None:
        return None
    path = (match["bare"] or match["second"] or match["first"] or "").strip().strip('"')
    if match["second"] is not None and match["first"]:
        path = f"{match['first'].strip().rstrip('/')}/{path}"
    if path.casefold().endswith(_NO_TEXT):
        return None
    paths = (path,) if path.endswith((".tex", ".ltx", ".latex", ".bbl")) else (f"{path}.tex", path)
    is_here = match["name"].startswith("subi")  # \subimport counts from the file that it stands in
    moves = match["second"] is not None or match["name"].startswith("subfile")  # what is read there counts from its own
    return Input(span, paths if path else (), "here" if is_here else "root", moves)


def unknown(found: Input, command: str, name: str) -> Problem | None:
    """Return what is wrong with a name that nobody can look for: one that a macro makes, or that of a program."""
    path = found.paths[0] if found.paths else ""
    if path and not path.startswith("|") and not set("\\#$~") & set(path):
        return None
    told = f"{' '.join(command.split())[:80]} is not read"
    if not path:
        return not_read(f"{told}: its name is empty", found.span, name)
    why = "it is the output of a program" if path[0] == "|" else "a macro makes its name"
    return Problem(code="input-unknown", stage="read", message=f"{told}: {why}", span=found.span, place=name)


def not_read(message: str, span: Span, name: str) -> Problem:
    """Return the problem of a file that is named and not read."""
    return Problem(code="input-not-read", stage="read", message=message, span=span, place=name)
