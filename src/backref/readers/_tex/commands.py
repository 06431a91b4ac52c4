r"""What commands print: a letter, nothing, one of their arguments, or their arguments put together.

Source: natbib.bst, apsrev4-2.bst, IEEEtran.bst, ACM-Reference-Format.bst, apacite.bst, elsarticle-num.bst, siam.bst,
agsm.bst and amsalpha.bst, as TeX Live 2025 has them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

SAME = "———"  # the people of the entry before

LETTERS: Mapping[str, str] = {
    "textendash": "–", "textemdash": "—", "ndash": "–", "mdash": "—", "bibrangedash": "–", "ldots": "…", "dots": "…", "textellipsis": "…", "ss": "ß", "o": "ø", "O": "Ø", "l": "ł",
    "L": "Ł", "ae": "æ", "AE": "Æ", "aa": "å", "AA": "Å", "i": "ı", "j": "ȷ", "oe": "œ", "OE": "Œ", "S": "§", "P": "¶", "copyright": "©", "textquotedblleft": "“", "textquotedblright": "”",
    "textquoteright": "’", "textquoteleft": "‘", "textregistered": "®", "texttrademark": "™", "textasciitilde": "~", "textunderscore": "_", "textasciicircum": "^", "textgreater": ">", "textless": "<", "textbar": "|", "textbackslash": "\\", "slash": "/", "textdegree": "°", "quotesinglbase": "‚", "quotedblbase": "„", "TeX": "TeX", "LaTeX": "LaTeX", "newline": " ",
    "bysame": SAME, "hrulefill": SAME, "urlprefix": "URL ", "harvardand": "&", "harvardyearleft": "(", "harvardyearright": ")", "BBA": "&", "BBOQ": "“", "BBCQ": "”", "BCBL": ",", "BCBT": ",",
    "BIn": "In", "BED": "ed.", "BEDS": "eds.", "BEd": "ed.", "BPG": "p.", "BPGS": "pp.", "BVOL": "vol.", "BNUM": "no.", "BOthers": " et al", "BPhD": "PhD thesis", "BCHAP": "ch.", "BPBI": ". ",
}  # fmt: skip
# How many of their arguments say how, and are not printed; those behind them are.
UNPRINTED: Mapping[str, int] = {
    "bibinfo": 1, "bibfield": 1, "href@noop": 1, "textcolor": 1, "foreignlanguage": 1, "BIBforeignlanguage": 1, "APACinsertmetastar": 1, "PrintBackRefs": 1, "BibitemShut": 1, "APACrefatitle": 1,
    "APACrefbtitle": 1, "selectlanguage": 1, "MR": 1, "hypersetup": 1, "color": 1, "natexlab": 0, "setlength": 2, "addtolength": 2, "setcounter": 2, "textcite@": 0, "pagestyle": 1, "thispagestyle": 1,
    "bibitemdeclare": 2, "bibAnnote": 3, "Sexpr": 1, "refsection": 1, "datalist": 1, "sortlist": 1, "DeclareMathOperator": 2, "definecolor": 3, "parbox": 1, "raisebox": 1, "scalebox": 1, "fontsize": 2, "index": 1, "hyphenation": 1, "newtheorem": 2,
    "graphicspath": 1, "captionsetup": 1, "geometry": 1, "documentclass": 1, "citestyle": 1, "setcitestyle": 1, "bibliographyunit": 1, "defcitealias": 2, "bibcite": 2, "citetext": 0, "newcites": 2, "hypertarget": 1, "hyperlink": 1, "addcontentsline": 3, "citeproc": 1, "phantomsection": 0, "affil": 1, "affiliation": 1, "institute": 1,
    "multicolumn": 2, "multirow": 2, "cline": 1, "cmidrule": 1, "rowcolor": 1, "cellcolor": 1, "columncolor": 1, "rowcolors": 3, "resizebox": 2, "captionof": 1, "rotatebox": 1, "specialrule": 3, "addlinespace": 0,
}  # fmt: skip
BEFORE: Mapping[str, str] = {
    "doi": "doi:",
    "showISBNx": "ISBN ",
    "showISBNxiii": "ISBN ",
    "showISSN": "ISSN ",
}  # unless their argument says so
QUOTING: Mapping[str, tuple[str, str]] = {
    "enquote": ("“", "”"),
    "mkbibquote": ("“", "”"),
    "mkbibparens": ("(", ")"),
    "mkbibbrackets": ("[", "]"),
}
LINKING = frozenset(("href", "Eprint", "eprint@link"))  # whose first argument is an address, and whose second the words
CODE = frozenset(("code", "texttt", "lstinline", "samp", "kbd", "command", "Rcode", "Robject", "Rfunction", "Rclass", "proglang"))  # fmt: skip
RAISING = frozenset(("textsuperscript", "textsuper", "up"))
PREPRINT = frozenset(("showeprint", "eprint", "arxiv"))
DEFINING = frozenset(("newcommand", "renewcommand", "providecommand", "DeclareRobustCommand", "newenvironment", "renewenvironment", "DeclareCiteCommand", "newcitecommand", "def", "gdef", "edef", "let"))  # fmt: skip


def _journal(parts: Sequence[str]) -> str:
    name, volume, issue, pages = parts
    counted = f"{volume}({issue})" if volume and issue else volume or issue
    return ", ".join(part for part in (name, counted, pages) if part)


TOGETHER: Mapping[str, tuple[int, Callable[[Sequence[str]], str]]] = {
    "APACjournalVolNumPages": (4, _journal),
    "APACrefYearMonthDay": (3, lambda parts: f"({', '.join(part for part in parts if part)})"),
    "APACrefYear": (1, lambda parts: f"({parts[0]})"),
    "APACaddressPublisher": (2, lambda parts: ": ".join(part for part in parts if part)),
    "APACaddressInstitution": (2, lambda parts: ": ".join(part for part in parts if part)),
    "APACaddressSchool": (2, lambda parts: ", ".join(reversed([part for part in parts if part]))),
    "rule": (2, lambda parts: SAME),
}
