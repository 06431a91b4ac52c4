"""Hostile texts, each of one shape and as long as asked for: what readers, loaders, rules and outputs must stand.

A shape is a function of a length. What it returns has about that many characters, and twice the length is twice as much
of the same.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import count

Shape = Callable[[int], str]


def _again(piece: str, head: str = "", tail: str = "") -> Shape:
    """`piece` over and over, between a head and a tail."""
    return lambda length: head + piece * max(1, (length - len(head) - len(tail)) // len(piece)) + tail


def _counted(piece: str, head: str = "", tail: str = "") -> Shape:
    """`piece` over and over with "%d" counting up from 1, so that no two are alike."""

    def made(length: int) -> str:
        pieces: list[str] = []
        size = len(head) + len(tail)
        for number in count(1):
            pieces.append(piece.replace("%d", str(number)))
            size += len(pieces[-1])
            if size >= length:
                return head + "".join(pieces) + tail
        raise AssertionError

    return made


def _nested(opening: str, closing: str, middle: str = "x") -> Shape:
    def made(length: int) -> str:
        deep = max(1, length // (len(opening) + len(closing)))
        return opening * deep + middle + closing * deep

    return made


def _deep(opening: str, closing: str, deep: int) -> Shape:
    """What is nested so deep, over and over."""
    return _again(opening * deep + "x" + closing * deep)


_RECORD = "TY  - JOUR\nTI  - T\n"
_ENTRY = "@book{a, author = {%s}, title = {T}, publisher = {P}, year = 2001}\n"
SHAPES: dict[str, Shape] = {
    # any text
    "one letter": _again("a"),
    "digits": _again("7"),
    "blanks": _again(" "),
    "line ends": _again("\n"),
    "blank lines": _again(" \n"),
    "tabs and blanks": _again(" \t \n \t"),
    "non-breaking": _again("\u00a0"),
    "brackets": _again("("),
    "square": _again("["),
    "braces": _again("{"),
    "closed braces": _nested("{", "}"),
    "quotes": _again('"'),
    "initials": _again("A. "),
    "surnames": _again("Smith J, "),
    "capitals": _again("Aa Bb, "),
    "hyphens": _again("1-1-"),
    "commas": _again(","),
    "and": _again("A and "),
    "stops": _again("a. "),
    "DOIs cut": _again("10.1/"),
    "doi:": _again("doi:"),
    "DOIs": _counted("10.1000/%d "),
    "PMIDs": _counted("PMID %d "),
    "addresses": _counted("https://a.example/%d "),
    "address": _again("/a", "https://a.example"),
    "years": _again("(2015) "),
    "author-year": _again("(Smith, 2015) "),
    "author-years": _counted("(Smith%d, 2015) "),
    "numbers": _counted("Word [%d]. "),
    "ranges": _again("[1-3]"),
    "list": _counted("%d. Smith J. Title. J. 2015;1:1.\n", "References\n\n"),
    "one author's": _counted("Smith J. Title %d. J. 2015;1:1.\n\n", "(Smith, 2015) (Smith, 2015)\n\nReferences\n\n"),
    "cited often": _counted("As (Smith, 2015) says%d. ", "", "\n\nReferences\n\nSmith J. T. J. 2015;1:1.\n"),
    "accents": _again("e\u0301"),
    "astral": _again("\U0001f600"),
    "Chinese": _again("\u4e2d\u6587"),
    "raised": _again("\u00b3", "10.1000/"),
    "controls": _again("\x1b[31m\u202e"),
    # BibTeX
    "entries": _counted((_ENTRY % "Doe, J.").replace("{a,", "{a%d,")),
    "one key": _again(_ENTRY % "Doe, J."),
    "entry in quotes": _again('@a{b,c="'),
    "entries open": _again("@a{b,c={"),
    "no commas": _counted("f%d = {x} ", "@book{a, ", "}"),
    "comments open": _again("@comment{"),
    "at": _again("@"),
    "doubling": _counted('@string{a%d = "xxxxxxxxxx" # "yyyy"}\n'),
    "xdata blanks": _again(" ", "@book{a, xdata = {x", "y}}"),
    "names and": _again("Doe, J. and ", _ENTRY.partition("%s")[0], "D" + _ENTRY.partition("%s")[2]),
    "names comma": _again("Doe, J., ", _ENTRY.partition("%s")[0], "D" + _ENTRY.partition("%s")[2]),
    "LaTeX": _again(r"\'e{\bf x}", "@book{a, title = {", "}}"),
    "LaTeX open": _again(r"\textit{", "@book{a, title = {", "}}"),
    "joined": _again("# x ", "@book{a, title = {x} ", "}"),
    "strings open": _again("@string{"),
    "broken in broken": _again("@@a(@}"),
    "commented out": _again("@a{b ", "%"),
    "keys again": lambda length: _counted("@a{x-%d,}\n")(length // 2) + _again("@a{x,}\n")(length // 2),
    # records
    "RIS lines": _again("more\n", _RECORD),
    "RIS people": _again("AU  - Doe, J.\n", _RECORD),
    "RIS records": _counted("TY  - JOUR\nID  - a%d\nTI  - T\nER  - \n"),
    "nbib lines": _again("      more\n", "PMID- 1\nTI  - T\n"),
    "first tags": _again("PMID- 1\n"),
    "escapes": _again('"\\'),
    "JSON": _counted('{"id":"a%d","type":"book","title":"T","author":[{"family":"Doe"}]},', "[", '{"id":"z"}]'),
    "JSON lines": _counted('{"id":"a%d","type":"book","title":"T"}\n'),
    "JSON deep": _again("["),
    "JSON digits": _again("1", '[{"id": ', "}]"),
    "YAML": _counted("- id: a%d\n  type: book\n  title: T\n"),
    "YAML deep": _again("[", "references: "),
    "XML open": _again("<PubmedArticle>", "<PubmedArticleSet>"),
    "XML record open": _again("<record><titles>", "<xml><records>"),
    "XML broken": _again("<PubmedArticle><PMID>1</PMID></PubmedArticle>", "<PubmedArticleSet>&x;"),
    # marked-up documents
    "tags": _again("<b>"),
    "paragraphs": _again("<p>"),
    "nested": _nested("<div>", "</div>"),
    "less": _again("<"),
    "less question": _again("<?"),
    "less mark": _again("<!--"),
    "attributes": _again(' a="', "<p"),
    "superscripts": _counted("x<sup>%d</sup> "),
    "entities": _again("&amp;"),
    "emphasis": _again("**a*"),
    "code": _again("`"),
    "links": _again("[a]("),
    "footnotes": _counted("[^%d]: a\n\n"),
    "quoted": _again("> "),
    "items": _again("* a\n"),
    "deep items": _again("*"),
    "templates": _again("{{cite book|title="),
    "references": _counted("a<ref>{{cite book|title=T%d}}</ref> "),
    "wiki links": _again("[[a|"),
    "macros": _again(r"\cite{a}"),
    "environments": _again("\\begin{a}"),
    "dollars": _again("$"),
    "bibitems": _counted("\\bibitem{a%d} Doe J. T. 2001.\n", "\\begin{thebibliography}{9}\n"),
    "targets": _counted(".. [%d] a\n"),
    "underlines": _again("a\n=\n"),
    "docstrings": _counted('def f%d():\n    """See [1]_."""\n'),
    "string open": _again('"""'),
    "comments nested": _nested("/*", "*/"),
    "headings": _again("## References\n\n"),
    "notes nested": _nested("#footnote[", "]"),
    "notes open": _again("@a[#footnote["),
    "templates nested": _nested("{{efn|", "}}"),
    "commands nested": _nested("\\emph{", "}"),
    "entries of biber": _again("\\entry{a}{b}{}"),
    "formulas open": _again("\\[a_"),
    "left out": lambda length: f"<nav>{'<b>' * (length // 7)}{'</i>' * (length // 7)}</nav>",
    "entries nested": _deep("<bibl>", "</bibl>", 100),
    "elements": _again("<hi>a</hi>"),
    "empty elements": _again("<lb/>"),
    "sections of data": _again("<![CDATA[a]]>"),
    "instructions": _again("<?a?><!--a-->"),
    # what finding looks for
    "markers": _again("[1] "),
    "markers stacked": _again("[1][2]"),
    "labels": _counted("[Ka%d] Roe A. T. J. 2015;1:1.\n\n", "As [Ka1] says [Mo2].\n\nReferences\n\n"),
    "tails": _again("Roe A. Heat 2001;1:1-2 ((( "),
    "cues": _again("a" * 300 + "trial"),
}
