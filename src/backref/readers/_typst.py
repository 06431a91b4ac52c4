"""The tokens of a Typst file, in its markup and in its code, and what of a call is cited.

Source: Typst 0.13, "Syntax" and the functions `cite`, `ref`, `bibliography`, `footnote`; its lexer for what a label may
hold (read 2026-11).
"""

from __future__ import annotations

import re
from collections.abc import Mapping

_KEY = r"[^\W_][\w:.-]*|_[\w:.-]+"
# No label of Typst has a slash; whoever comes from pandoc writes a DOI so all the same, and has it replaced by a key.
_DOI = r"(?i:doi:)10\.\d{4,9}/[\w:./-]{1,200}(?:\(\w{1,20}\)[\w:./-]{1,100})?"
MARKUP = re.compile(
    rf"(?P<comment>(?<!:)//[^\n]*+|/\*)|(?P<raw>`+)|(?P<math>\$)|\\(?P<escape>u\{{[0-9a-fA-F]{{1,6}}\}}|\S)"
    r"|(?P<url>https?://[^\s\[\]<>\"]{1,2000})"
    rf"|@(?P<key>{_DOI}|{_KEY})|(?P<label><(?:{_KEY})>)|\#(?P<call>(?:[^\W\d][\w-]*(?:\.[^\W\d][\w-]*)*)?)"
    r"|(?P<blank>(?<![ \t])[ \t]*+\n[ \t\r]*+\n\s*+)|(?P<line>\n)|(?P<open>\[)|(?P<close>\])|(?<!\w)[*_]|[*_](?!\w)|(?P<space>~)"
)
CODE = re.compile(
    r"(?P<comment>//[^\n]*+|/\*)|(?P<raw>`+)|(?P<math>\$)|\"(?:[^\"\\\n]|\\.)*+\"?|(?P<open>[(\[{])|(?P<close>[)\]}])|(?P<end>[\n;])"
)
START = re.compile(
    r"[ \t]*(?:(?P<heading>={1,6})[ \t]+|(?P<item>[-+])[ \t]+|(?P<number>\d{1,4})\.[ \t]+|/[ \t]+(?=[^\n:]{1,200}:))"
)
STATEMENTS = frozenset("let set show import include if for while return context else break continue".split())
# "#cite(<key>, form: "prose")", "#cite(label("a/b"))"; what follows the key may hold one bracket in another.
CITED = re.compile(
    rf"\#(?:cite|ref)\(\s*(?:<(?P<key>{_KEY})>|label\(\s*\"(?P<named>[^\"\n]{{1,200}})\"\s*\))(?P<more>(?:[^()\[\]\"]|\"[^\"\n]{{0,200}}\"|\[[^\[\]]{{0,300}}\]){{0,400}})\)"
)
_LABELLED = re.compile(rf"(?<![(,:=])(?<![(,:=]\s)(?<!show\s)<({_KEY})>")
_CROSS_REFERENCE = re.compile(
    r"(?:fig|figs|tab|tbl|eq|eqn|sec|chap|ch|lst|alg|app|thm|def|lem|cor|prop|prp|exm|ex|rem|note)[:-]\w"
)
LONGEST_NOTE = 5000
_LONGEST_MATH, _LONGEST_COMMENT = 3000, 1000
_COMMENT = re.compile(r"/\*|\*/")
_MARK = re.compile(r"/\*|`+|\$")
BRACKET = re.compile(r"\\.|[\[\]]")


def labels(source: str) -> frozenset[str]:
    """Return the labels that a file gives to its figures and headings.

    >>> sorted(labels("= Pain <pain>\\n@pain, #cite(<deyo>), #ref(<fig:a>)"))
    ['pain']
    """
    return frozenset(_LABELLED.findall(source))


def is_cited(key: str, known: frozenset[str]) -> bool:
    """Whether "@key" is a citation: no label of the file, and none of a figure, a table or the like in another one."""
    return key not in known and not _CROSS_REFERENCE.match(key)


def trimmed(key: str) -> str:
    """Return a key as Typst reads it: the stops behind it are those of the sentence."""
    return key.rstrip(".:")


def letter(escape: str) -> str:
    """Return what stands for an escape: "u{e9}", or a sign that would else be markup."""
    code = int(escape[2:-1], 16) if escape[:2] == "u{" else 0
    return chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else escape


def opaque_end(source: str, at: int, stop: int, last: int, nested: Mapping[int, int]) -> int:
    """Return where the comment, the code or the formula that begins at `at` ends; behind its mark where it is not
    closed.

    `last` is where the last comment ends, `nested` those that hold comments.
    """
    if source.startswith("//", at):
        end = source.find("\n", at, stop)
        return stop if end < 0 else end
    mark = _MARK.match(source, at, stop)
    printed = mark.group() if mark else source[at]
    if printed == "``":
        return at + 2
    if printed == "/*" and (end := nested.get(at, stop + 1)) <= stop:
        return end
    limit = min(stop, at + _LONGEST_MATH) if printed == "$" else stop
    begin = at + len(printed)
    end = -1 if printed == "/*" and at >= last else source.find("*/" if printed == "/*" else printed, begin, limit)
    while printed == "$" and end > 0 and source[end - 1] == "\\":
        end = source.find("$", end + 1, limit)
    return end + len(printed) if end >= 0 else begin


def nested_comments(source: str) -> dict[int, int]:
    """Return where the comments that hold comments begin and end, those that are not too long.

    >>> nested_comments("/* a /* b */ c */ /* d */ */*")
    {0: 17}
    """
    found: dict[int, int] = {}
    opened: list[int] = []
    at = inner = 0
    while mark := _COMMENT.search(source, at):
        at = mark.end()
        if mark.group() == "/*":
            opened.append(mark.start())
        elif opened:
            start = opened.pop()
            if start < inner and at - start <= _LONGEST_COMMENT:
                found[start] = at
            inner = start
        else:
            at -= 1  # it closes nothing, and its second letter may begin one
    return found
