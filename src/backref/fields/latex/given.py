r"""LaTeX that an author has put into a title on purpose, as Zotero's users do: "<pre>$x_1$</pre>". Only what prints.

What is marked so is written as it stands where it is known to do nothing but print: commands that stand for characters,
scripts and type, mathematics that is closed, braces that are balanced. Anything else is text as all text is.
"""

from __future__ import annotations

import re

from . import symbols

_TOKEN = re.compile(r"\\([A-Za-z]+|.)|([$^_{}%#&~])", re.DOTALL)
_PRINTING = frozenset(
    "textit textbf textsc textrm textsf texttt textup emph mathrm mathbf mathit mathsf mathcal mathbb mathfrak ensuremath textsubscript textsuperscript "
    "frac sqrt left right text , ; ! % & _ # $".split()
)
_PRINTING |= symbols.TEXT.keys() | symbols.MATH.keys() | symbols.ACCENTS.keys() | symbols.NAMED_ACCENTS.keys()


def given(latex: str, behind: str) -> str | None:
    r"""Return marked LaTeX as it is written before the sign behind it, or None where it would do more than print.

    Capitals are in braces, for BibTeX's styles make small letters of a title's, of those of commands, too; what begins
    with a command is in two, for one alone would be a letter with an accent to BibTeX.

    >>> given(r"\TeX", "b"), given(r"$X_1$", ""), given(r"\alpha", "b"), given(r"\input{x}", "")
    ('{{\\TeX}}', '{$X_1$}', '\\alpha{}', None)
    """
    if not prints(latex):
        return None
    if any("A" <= sign <= "Z" for sign in latex):
        return f"{{{{{latex}}}}}" if latex.startswith("\\") else f"{{{latex}}}"
    return f"{latex}{{}}" if behind.isalpha() and re.search(r"\\[A-Za-z]+$", latex) else latex


def prints(latex: str) -> bool:
    r"""Say whether a piece of LaTeX does nothing but print.

    >>> prints(r"$x_1$"), prints(r"\LaTeX"), prints(r"\input{x}"), prints("a_b"), prints("a^^5c"), prints("}{")
    (True, True, False, False, False, False)
    """
    depth, is_math, closing = 0, False, 0
    if "^^" in latex or not latex.isprintable():
        return False
    for command, sign in _TOKEN.findall(latex):
        if command:
            if command not in _PRINTING:
                return False
        elif sign == "$":
            if is_math and depth != closing:
                return False
            is_math, closing = not is_math, depth
        elif sign in "{}":
            depth += 1 if sign == "{" else -1
            if depth < (closing if is_math else 0):
                return False
        elif sign not in "^_" or not is_math:
            return False
    return depth == 0 and not is_math and not latex.endswith("\\")
