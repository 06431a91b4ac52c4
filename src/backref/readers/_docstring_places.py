"""Where the docstrings of a Python file stand: source -> spans, in one pass that keeps nothing else.

A syntax tree costs some four hundred bytes for each byte of a file, and is refused to a file with one broken line. What
is looked for needs less: strings, comments, and the lines that begin a class or a function.
"""

from __future__ import annotations

import ast
import re
import sys
import warnings
from collections.abc import Iterator

_TOKEN = re.compile(
    r"#[^\n]*"
    r"|(?P<head>(?<![^\n\r])[ \t]*+(?:async[ \t]+)?(?:def|class)[ \t]+(?=\w))"
    r"|(?P<prefix>\b[A-Za-z]{1,2}(?=[\"'])|)"
    r"(?:(?P<quote>\"\"\"|''')(?P<said>(?:[^\"'\\]++|\\(?:.|\Z)|(?!(?P=quote))[\"'])*+)(?P<end>(?P=quote)|\Z)"
    r"|\"(?:[^\"\\\n]++|\\.)*+\"?|'(?:[^'\\\n]++|\\.)*+'?)"
    r"|(?P<sign>[(\[{}\]):])",
    re.DOTALL,
)
_BLANK = re.compile(r"(?:\s|\\\n)*+")
_BEHIND = re.compile(r"[ \t\f]*+(?:#|;|\r?\n|\Z)")
_CHECKED = 50_000  # code points; the compiler needs some 400 bytes for each


def docstrings(source: str) -> Iterator[tuple[int, int]]:
    '''Yield where the text of each docstring in triple quotes stands, quotes apart.

    A string that is put together, one of bytes and one that is formatted are none.

    >>> source = 'def f(x=":"):\\n    """Useful [1]_."""\\nx = """no"""\\n'
    >>> [source[start:end] for start, end in docstrings(source)]
    ['Useful [1]_.']
    '''
    at = depth = 0
    in_head, is_due = False, True  # a module's docstring stands first
    for token in _TOKEN.finditer(source):
        is_due = is_due and _BLANK.fullmatch(source, at, token.start()) is not None
        at = token.end()
        if token.group().startswith("#"):
            continue
        if token["quote"] and is_due and token["end"] and _is_text(token["prefix"]) and _BEHIND.match(source, at):
            yield token.span("said")
        is_due = False
        if token["head"]:
            in_head, depth = True, 0
        elif in_head and (sign := token["sign"]):
            depth += (sign in "([{") - (sign in ")]}")
            is_due = sign == ":" and depth <= 0
            in_head = not is_due


def fault(source: str) -> str:
    """Return what the compiler says against a file, "" where it has no objection, or where the file is too long to ask;
    and where quotes stand in an f-string as they do since Python 3.12, which older compilers do not read.

    >>> fault("x = 1"), fault("def f(:")
    ('', 'invalid syntax (<unknown>, line 1)')
    """
    if len(source) > _CHECKED:
        return ""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what the compiler thinks of the code is not asked here
            ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        said = str(error) or type(error).__name__
        return "" if said.startswith("f-string") and sys.version_info < (3, 12) else said
    return ""


def _is_text(prefix: str) -> bool:
    return not set(prefix.lower()) - set("ru")
