r"""Citation keys in documents -> others, wherever a document cites: \cite{a,b}, [@a; @b], :cite:p:`a`, {cite}`a`. Text
-> text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from ._uncited import RST, TEX, uncited

_TEX = re.compile(
    r"\\(?:(?=[A-Za-z]*[cC]ite)[A-Za-z]++|bibentry|Cref@|addbibkey)\*?(?:\s*+(?:\([^()]{0,300}\)){0,2}\s*+(?:\[[^\[\]]{0,300}\]\s*+){0,2}\{[^{}]{0,9999}\}){1,20}"
)
_BRACES = re.compile(r"(?<=\{)[^{}]*(?=\})")
_ROLE = re.compile(r"(?:(?::(?:foot)?cite[\w:]*:|\{(?:foot)?cite[\w:]*\})`)(?P<keys>[^`\n]{1,9999})`")
_TARGET = re.compile(r"[^\s,{}`<>]+")
_AT = re.compile(r"(?<![\w@.])@(?P<braced>\{)?(?P<key>(?(braced)[^{}\s]+|\w(?:[\w:.#$%&+?<>~/-]*[\w/])?))")
_TABLE = re.compile(r"(?<=\[)[^\[\]\n]+(?=\]_)")


def rewritten(text: str, suffix: str, keys: Mapping[str, str]) -> str:
    """Return the text of a document whose citations of a key in `keys` cite what that stands for. Code and addresses
    stay as they are.

    >>> rewritten("See [@a; -@b, p. 3] and a@b.", ".md", {"a": "roe2001", "b": "doe2002"})
    'See [@roe2001; -@doe2002, p. 3] and a@b.'
    >>> rewritten(r"\\citep[see][p. 3]{a, b}", ".tex", {"a": "b", "b": "a"})
    '\\\\citep[see][p. 3]{b, a}'
    """

    changed: list[str] = []
    at = 0
    for left in uncited(text, suffix):
        changed += [_changed(text[at : left.start], suffix, keys), left.of(text)]
        at = left.end
    return "".join((*changed, _changed(text[at:], suffix, keys)))


def _changed(text: str, suffix: str, keys: Mapping[str, str]) -> str:
    def named(match: re.Match[str]) -> str:
        return keys.get(match.group(), match.group())

    def listed(match: re.Match[str]) -> str:
        return ",".join(_kept(key, keys) for key in match.group().split(","))

    if suffix in TEX:
        return _TEX.sub(lambda match: _BRACES.sub(listed, match.group()), text)
    text = _ROLE.sub(lambda match: _within(match, "keys", lambda inner: _TARGET.sub(named, inner)), text)
    if suffix == RST:
        return _TABLE.sub(named, text)
    text = _TEX.sub(lambda match: _BRACES.sub(listed, match.group()), text)  # pandoc reads those of LaTeX too
    return _AT.sub(lambda match: _within(match, "key", lambda key: _trimmed(key, keys)), text)


def _kept(key: str, keys: Mapping[str, str]) -> str:
    """A key of a list with the blanks around it."""
    bare = key.strip()
    return key.replace(bare, keys[bare]) if bare in keys else key


def _within(match: re.Match[str], group: str, change: Callable[[str], str]) -> str:
    start, end = (at - match.start() for at in match.span(group))
    return f"{match.group()[:start]}{change(match[group])}{match.group()[end:]}"


def _trimmed(key: str, keys: Mapping[str, str]) -> str:
    """A key in a sentence, which marks of its own may follow: the longest that is known."""
    end = len(key)
    while end:
        if key[:end] in keys:
            return keys[key[:end]] + key[end:]
        end -= 1
        while end and key[end - 1].isalnum() and key[end : end + 1].isalnum():
            end -= 1
    return key
