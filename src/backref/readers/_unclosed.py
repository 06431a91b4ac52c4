"""What begins and never ends, so that the rest of a file is taken for something else: where, and for what."""

from __future__ import annotations

from ..model import Problem

UNREAD = "all behind it is taken for its content, which is not read"
CODE = "all behind it is taken for code, in which nothing is looked for"


def unclosed(what: str, source: str, at: int, said: str, name: str) -> Problem:
    """Return the problem of something at source[at:] that is not closed.

    >>> unclosed("<pre>", "a\\n<pre>b", 2, CODE, "-").message
    '<pre> in line 2, column 1 is never closed: all behind it is taken for code, in which nothing is looked for'
    """
    line, column = source.count("\n", 0, at) + 1, at - (source.rfind("\n", 0, at) + 1) + 1
    message = f"{what} in line {line}, column {column} is never closed: {said}"
    return Problem(code="unclosed", stage="read", message=message, place=name)


def is_fence_open(printed: str, mark: str) -> bool:
    """Whether a block of code between fences has no second one.

    >>> is_fence_open("```py\\na\\n```\\n", "```"), is_fence_open("```py\\na\\n", "```"), is_fence_open("```py", "```")
    (False, True, True)
    """
    lines = printed.rstrip().splitlines()
    last = lines[-1].strip(" \t>") if lines else ""
    return len(lines) < 2 or len(last) < len(mark) or set(last) != {mark[:1]}
