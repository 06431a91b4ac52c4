"""What the answers of assistants cite with: links that name their site, a year or a number, and addresses that say who
handed them out.

"([bmj.com](https://www.bmj.com/a?utm_source=chatgpt.com))", "[BMJ, 2015](https://...)", "[1](https://...)" and
"[[1]](https://...)" each cite the address that they lead to; "[the manual](https://...)" cites nothing.
"""

from __future__ import annotations

import re

_TRACKED = re.compile(r"[?&]utm_[a-z]{2,12}=[^&#\s]{1,100}(?:&utm_[a-z]{2,12}=[^&#\s]{1,100}){0,6}(?=#|$)")
_TRACKED_FIRST = re.compile(r"(?<=\?)(?:utm_[a-z]{2,12}=[^&#\s]{1,100}&){1,6}")
_ADDRESS = re.compile(r"https?://\w")
_ASSISTANT = re.compile(
    r"[?&]utm_source=(?:www\.)?(?:chatgpt|openai|perplexity|copilot|gemini|claude|grok|you\.com|deepseek|bing)",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\\?\[?\^?(\d{1,3})\^?\\?\]?")
_SITE = re.compile(r"(?:[\w-]{1,63}\.){1,4}[a-zA-Z]{2,12}(?:/\S{0,100})?(?:\+\d{1,2})?")
_DATED = re.compile(r"\(?[^\W\d_][^()\[\]\d]{1,80},?\s\(?(?:19|20)\d\d[a-z]?\)?")
_MONTH = re.compile(
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|Spring|Summer|Fall|Autumn|Winter|In|Since|Version)\b"
)
_TOLD = re.compile(r"oai_citation:\d{1,4}‡")


def cites(text: str, address: str, *, in_brackets: bool) -> bool:
    """Whether a link of this text to this address is a citation; `in_brackets` where it stands alone in round ones.

    >>> cites("BMJ, 2015", "https://www.bmj.com/a", in_brackets=False), cites("the manual", "https://a.org/b", in_brackets=False)
    (True, False)
    >>> cites("nih.gov", "https://www.nih.gov/a", in_brackets=True), cites("source", "https://a.org/?utm_source=chatgpt.com", in_brackets=False)
    (True, True)
    """
    if not _ADDRESS.match(address):
        return False
    text = text.strip()
    is_dated = _DATED.fullmatch(text) is not None and not _MONTH.match(text)
    is_site = in_brackets and _SITE.fullmatch(text) is not None
    return bool(is_dated or is_site or number(text) or _TOLD.match(text) or _ASSISTANT.search(address))


def number(text: str) -> str:
    """Return the number that is the whole text of a link ("[1]", "^1^"), else "".

    >>> number("^12^"), number("\\\\[3\\\\]"), number("2 of 3")
    ('12', '3', '')
    """
    found = _NUMBER.fullmatch(text.strip())
    return found[1] if found else ""


def named(text: str, address: str) -> str:
    """Return what a link calls its address: its words, "" where they are a number, a site or the address itself.

    >>> named("BMJ, 2015", "https://www.bmj.com/a"), named("bmj.com", "https://www.bmj.com/a"), named("oai_citation:0‡A study", "https://a.org")
    ('BMJ, 2015', '', 'A study')
    """
    text = _TOLD.sub("", text.strip()).replace("\\", "").strip("*_ ")
    return "" if number(text) or _SITE.fullmatch(text) or text in address else text


def untracked(address: str) -> str:
    """Return an address without what says who handed it out.

    >>> untracked("https://a.org/b?utm_source=chatgpt.com"), untracked("https://a.org/b?utm_source=x&id=3"), untracked("https://a.org/b?id=3&utm_source=x#c")
    ('https://a.org/b', 'https://a.org/b?id=3', 'https://a.org/b?id=3#c')
    """
    return _TRACKED.sub("", _TRACKED_FIRST.sub("", address))
