r"""Whether LaTeX would do more with the text of a field than print it. What an author's own commands do, nobody knows;
so what is told apart here is what could reach beyond the page: files, programs, the meaning of marks and of other
commands.
"""

from __future__ import annotations

import re

from ...text.escape import is_unsafe

_LINE_OF_ENTRY = re.compile(r"(?<!\s)(?=\s*[\r\n])\s++(?=@)")
_REACHING = re.compile(
    r"\^\^|\\[A-Za-z@:_]*(?:input|include|catcode|write|csname|lua|shell|scantok|filecontents|open(?:in|out)|newread|special|usepackage|command|"
    r"listing|import|verbatim|everypar|everymath|afterassign|aftergroup|uppercase|lowercase|loop|ExplSyntax|syscall|primitive|jobname|pdffile|mdfive)"
    r"|\\(?:read|readline|let|futurelet|[egx]?def|edef|chardef|mathchardef|immediate|expandafter|noexpand|the|output|begingroup|end|endinput|"
    r"batchmode|scrollmode|errmessage|message|typeout|show|dump|bye|stop|begin|makeat[a-z]+|at[A-Z]\w*|At[A-Z]\w*|file|font|global|long|outer|"
    r"protected|advance|count|toks|hook|bibliography|subfile|lstset|directlua|ifx?|fi|else|while|repeat)(?![A-Za-z@])"
)


# What APS writes for a letter in text and in mathematics: "\\ifmmode \\check{s}\\else \\v{s}\\fi{}". Each branch closes
# what it opens, so that either may be left out; what they hold is looked at like everything else.
_WORD_INSIDE = r"\\(?!(?:else|fi|if[a-z]*+)(?![A-Za-z@]))[A-Za-z@]++|\\[^A-Za-z@]"
_BRANCH = rf"((?:[^\\{{}}]|{_WORD_INSIDE}|\{{(?:[^\\{{}}]|{_WORD_INSIDE})*+\}})*+)"
_BY_MODE = re.compile(rf"\\ifmmode(?![A-Za-z@]){_BRANCH}\\else(?![A-Za-z@]){_BRANCH}\\fi(?![A-Za-z@])")


def is_safe(text: str) -> bool:
    r"""Say whether a text holds no command that could read, write, run or define anything, and nothing that is not to
    be seen.

    >>> is_safe(r"The {Riemann} \zeta of \MyMacro{x}"), is_safe(r"\input{x}"), is_safe("a^^5cb")
    (True, False, False)
    >>> is_safe(r"Ale\ifmmode \check{s}\else \v{s}\fi{}"), is_safe(r"\ifmmode a\else \input{x}\fi")
    (True, False)
    """
    if "\\ifmmode" in text:
        text = _BY_MODE.sub(r"\1 \2", text)
    return not (("\\" in text or "^^" in text) and _REACHING.search(text)) and (
        (text.isascii() and text.isprintable()) or not is_unsafe(text)
    )


def within(text: str) -> str:
    r"""Return the text of a field without a line in it that begins like an entry, which would end this one.

    >>> within("a\n @book{b")
    'a @book{b'
    """
    return _LINE_OF_ENTRY.sub(" ", text) if "@" in text else text
