r"""What a manuscript is made of: one pattern of comments, commands, environments, formulas, accents and breaks."""

from __future__ import annotations

import re

from . import citing, inputs

_ENTRY = r"(?P<item>\\(?:bibitem|harvarditem)(?![a-zA-Z@])|\\(?:entry|bib)(?=\s?\{))"
_GLUE = r"-?[\d.]{1,8}\s?[a-z]{2}"
PIECE = re.compile(
    r"(?P<comment>%[^\n]*+\n?)"
    rf"|(?P<cite>\\(?P<citing>{citing.NAME})(?![a-zA-Z@]))|{_ENTRY}"
    r"|\\(?P<section>(?:sub){0,2}section|chapter|(?:sub)?paragraph|part|title)\*?\s?(?:\[[^\[\]]{0,300}\])?\{"
    r"|(?P<footnote>\\(?P<noted>footnote|footnotetext|endnote|sidenote))(?:<[^<>\n]{0,30}>)?\s?(?:\[(?:(?P<number>\d{1,4})|frame)\])?(?:<[^<>\n]{0,30}>)?\{"
    r"|(?P<mark>\\footnotemark(?![a-zA-Z@])(?:\[(?P<marked>\d{1,4})\])?)"
    r"|\\begin\s?\{(?P<begin>[a-zA-Z]{1,20}\*?)\}|\\end\s?\{(?P<end>[a-zA-Z]{1,20}\*?)\}"
    r"|(?P<math>\$\$?|\\[(\[](?!\w{0,3}pt))"
    r"|(?P<verb>\\(?:verb|lstinline)\*?(?P<sign>[^a-zA-Z\s*{\[])[^\n]{0,500}?(?P=sign))"
    r"|(?P<address>\\(?:url|path|nolinkurl|burl)(?![a-zA-Z@])\s?\{)"
    r"|(?P<accent>\\(?:[`'^\"~=.]|[uvHtcdbkr](?![a-zA-Z]))\s?(?:\{\\?[a-zA-Z]\}|\\?[a-zA-Z]))"
    r"|(?P<listed>\\item\b)"
    r"|(?P<cell>&)|(?P<escaped>\\[&%$#_{}]|\\[\^~]\{\})|(?P<break>\\\\(?:\[[^\[\]]{0,20}\])?|\\newblock\b|\\,|\\ |\\\n|\\[;:>]|\\quad\b|~)|(?P<nothing>\\[/!@-])"
    rf"|(?P<glue>\\penalty\s?-?\d{{1,6}}|\\(?:hskip|vskip|kern|mskip)\s?{_GLUE}(?:\s{{0,8}}plus\s{{0,8}}{_GLUE})?(?:\s{{0,8}}minus\s{{0,8}}{_GLUE})?(?:\s{{0,8}}\\relax\b)?)"
    rf"|(?P<dash>\\vrule(?:\s(?:height|depth|width)\s{_GLUE}){{0,3}}|---?|``|'')"
    r"|(?P<named>\\vadjust(?:\s?pre\b|(?![a-zA-Z]))|\\csname\b[^\\\n]{0,60}\\endcsname\b|\\urldef\s?\\[a-zA-Z]+)"
    rf"|(?P<input>{inputs.COMMAND})"
    r"|(?P<dropped>\\(?:label|ref|eqref|pageref|includegraphics|bibliographystyle|bibliography|usepackage|vspace|hspace|cref|Cref|autoref|addbibresource|bibdata)\*?\s?(?:\[[^\[\]]{0,300}\])?\{[^{}]{0,400}+\})"
    r"|(?P<hidden>\\iffalse\b)"
    r"|(?P<command>\\(?P<name>[a-zA-Z]+(?:@[a-zA-Z]+)*)\*?)|(?P<brace>[{}])"
    r"|(?P<blank>\n[ \t]*+\n\s*+)"
)
DROPPED = frozenset(
    "equation align verbatim Verbatim lstlisting tikzpicture gather multline eqnarray displaymath math algorithmic comment minted array filecontents flalign alignat subequations".split()
)
# What they show is no prose; what stands below it is.
CAPTIONED = frozenset("figure wrapfigure sidewaysfigure marginfigure SCfigure algorithm".split())
CAPTION = re.compile(
    r"(?P<caption>\\(?:caption|captionof\s?\{\w{1,20}\}|subcaption)\*?(?![a-zA-Z@]))|\\.|%[^\n]*+", re.DOTALL
)
FLOATS = frozenset("table sidewaystable margintable SCtable".split())
TABLES = {
    "tabular": 1,
    "tabularx": 2,
    "tabulary": 2,
    "longtable": 1,
    "xltabular": 2,
    "supertabular": 1,
    "tabu": 1,
    "longtabu": 1,
    "tblr": 1,
    "longtblr": 1,
    "deluxetable": 1,
}  # their arguments say what columns they have
GIVEN = {
    "CSLReferences": 2,
    "wraptable": 2,
    "adjustbox": 1,
    "minipage": 1,
    "multicols": 1,
    "adjustwidth": 2,
    "spacing": 1,
    "otherlanguage": 1,
}  # their arguments say how
CLOSING = {"$": "$", "$$": "$$", "\\(": "\\)", "\\[": "\\]"}
DASHES = {"---": "—", "--": "–", "``": "“", "''": "”"}
FIRST_ITEM = re.compile(r"\\(?:bibitem|harvarditem)(?![a-zA-Z@])|\\end\s?\{thebibliography\}")
OPTION = re.compile(r"\s?\[[^\[\]\n]{0,200}+\]")
