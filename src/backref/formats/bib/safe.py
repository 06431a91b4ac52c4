r"""Whether LaTeX would do more with the text of a field than print it. What an author's own commands do, nobody knows;
so what is told apart here is what could reach beyond the page: files, programs, the meaning of marks and of other
commands.
"""

from __future__ import annotations

import re

from ...text import links
from ...text.escape import is_unsafe

_LINE_OF_ENTRY = re.compile(r"(?<!\s)(?=\s*[\r\n])\s++(?=@)")
# A command reaches further if such a word stands anywhere in its name, however it is spelt: "\\InputIfFileExists",
# "\\VerbatimInput", "\\UseName", XeTeX's "\\filedump", "\\scantextokens"...
_ANYWHERE = (
    "input include catcode lccode uccode write read csname csstring namedcs nameuse usename expandargs lua shell scant file dump openin openout closein closeout "
    "special package command environment listing import verbatim mint csv every afterassign aftergroup loop syscall primitive jobname mdfive hook "
    "bibliography bibresource external imageresource epsf psfig embed media"
).replace(" ", "|")
# ... or if its name begins so: pdfTeX's own, XeTeX's, and what LaTeX defines and loads with.
_BEGINNINGS = "pdf XeTeX Declare Undeclare New Renew Provide Require Load load PassOptions DTL ExplSyntax makeat At at[A-Z]".replace(
    " ", "|"
)
# ... or if this is all of it.
_WHOLE = (
    "(?:future|g)?let [A-Za-z]*def if[a-z]* unless else or fi immediate(?:assign[a-z]*)? expandafter noexpand the output begingroup begin end endinput "
    "document enddocument documentclass documentstyle shipout batchmode scrollmode nonstopmode interactionmode errmessage message typein typeout show "
    "bye stop font global long outer protected advance count toks subfile lstset while repeat uppercase lowercase letcharcode partokenname "
    "hypersetup hyperbaseurl hyperimage PushButton TextField CheckBox ChoiceMenu Submit Reset Acrobatmenu Gauge movie sound"
).replace(" ", "|")
_REACHING = re.compile(
    rf"\^\^|\\[A-Za-z@:_]*(?i:{_ANYWHERE})|\\(?:{_BEGINNINGS})(?=[A-Za-z@:_])|\\(?:{_WHOLE})(?![A-Za-z@])"
)
# What hyperref makes a link of; braces and blanks may stand before the address.
_LINKING = re.compile(
    r"\\(?:href|hyperref|[a-z]?url|Url)(?![A-Za-z@])\*?(?:\s*+\[[^\[\]]*+\])?[\s{|%]*+(?P<address>[^{}|]*+)"
)

_MADE = re.compile(r"[^:/\\]*+(?:\\[^A-Za-z][^:/\\]*+)*+\\[A-Za-z]")


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
    >>> is_safe(r"\url{https://example.org}"), is_safe(r"\href{run:x}{y}"), is_safe(r"\InputIfFileExists{x}{}{}")
    (True, False, False)
    >>> is_safe(r"Ale\ifmmode \check{s}\else \v{s}\fi{}"), is_safe(r"\ifmmode a\else \input{x}\fi")
    (True, False)
    """
    if "\\ifmmode" in text:
        text = _BY_MODE.sub(r"\1 \2", text)
    if ("\\" in text or "^^" in text) and (_REACHING.search(text) or misleads(text)):
        return False
    return (text.isascii() and text.isprintable()) or not is_unsafe(text)


def misleads(text: str) -> bool:
    r"""Say whether a link in a text leads to what none is written to, or has an address that commands make.

    >>> misleads(r"\url{https://x.org/a\_b}"), misleads(r"\href{run:x}{y}"), misleads(r"\href{\x}{y}")
    (False, True, True)
    """
    found = (link["address"] for link in _LINKING.finditer(text))
    return any(_MADE.match(address) or not links.written(address or "#") for address in found)


def within(text: str) -> str:
    r"""Return the text of a field without a line in it that begins like an entry, which would end this one.

    >>> within("a\n @book{b")
    'a @book{b'
    """
    return _LINE_OF_ENTRY.sub(" ", text) if "@" in text else text
