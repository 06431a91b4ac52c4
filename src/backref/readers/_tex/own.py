r"""The commands of an author's own that cite: definitions in a source -> which of their braces hold the keys.

"\newcommand{\src}[2][]{\footcite[#1]{#2}}" makes one; so do \def, xparse's \NewDocumentCommand, and another name for a
command that cites, by \let or as all of a definition.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from ...model import Span
from .arguments import Tex
from .citing import NAME

_DEFINITION = re.compile(
    r"%[^\n]*+|\\(?:(?:re|provide)?newcommand|DeclareRobustCommand)\*?\s{0,9}(?:\{\s?\\(?P<braced>[a-zA-Z@]{1,40})\s?\}|\\(?P<bare>[a-zA-Z@]{1,40}))"
    r"\s{0,9}(?:\[(?P<number>\d)\])?\s{0,9}(?P<option>\[[^\[\]]{0,200}\])?\s{0,9}(?=\{)"
    r"|\\(?:New|Renew|Provide|Declare)DocumentCommand\s{0,9}(?:\{\s?\\(?P<document>[a-zA-Z]{1,40})\s?\}|\\(?P<documented>[a-zA-Z]{1,40}))\s{0,9}\{(?P<letters>[^{}]{0,60}(?:\{[^{}]{0,60}\}[^{}]{0,60}){0,6})\}\s{0,9}(?=\{)"
    r"|\\[gex]?def\s{0,9}\\(?P<def>[a-zA-Z@]{1,40})(?P<hashes>[#\d\[\]]{0,40})(?=\{)"
    r"|\\let\s{0,9}\\(?P<let>[a-zA-Z@]{1,40})\s{0,9}=?\s{0,9}\\(?P<as>[a-zA-Z@]{1,40})"
)
_CITING = re.compile(
    rf"\\(?P<name>{NAME})\*?\s{{0,9}}(?:\[[^\[\]]{{0,200}}\]\s{{0,9}}){{0,2}}\{{\s?#(?P<number>\d)\s?\}}"
)
_ALIAS = re.compile(rf"\s{{0,9}}\\(?P<name>{NAME})\s{{0,9}}")
_DEFAULT = re.compile(r"\{[^{}]*\}")
_LONGEST = 2000  # characters of a definition
_MOST = 500  # commands of one's own


class Own(NamedTuple):
    """A command that cites as the one of this name does; `braces` of its arguments, the keys in the one numbered `at`.

    Where `braces` is 0 its arguments are those of that command.
    """

    name: str
    at: int = 0
    braces: int = 0


def own_commands(tex: Tex) -> Mapping[str, Own]:
    r"""Return the commands that a source defines and that cite, by name.

    >>> own_commands(Tex("\\newcommand{\\src}[2][]{(\\footcite[#1]{#2})}\\let\\ct\\citep"))
    {'src': Own(name='footcite', at=1, braces=1), 'ct': Own(name='citep', at=0, braces=0)}
    """
    return {name: own for name, own, _ in _defined(tex)}


def definitions(source: str) -> str:
    r"""Return the definitions of these commands as they stand, a line for each; nothing else of the source.

    >>> definitions("\\newcommand{\\x}{one}% so\n\\newcommand{\\src}[1]{(\\cite{#1})}")
    '\\newcommand{\\src}[1]{(\\cite{#1})}'
    """
    return "\n".join(span.of(source) for _, _, span in _defined(Tex(source)))


def _defined(tex: Tex) -> Iterator[tuple[str, Own, Span]]:
    """Each command that is defined and cites, and where its definition stands."""
    number = 0
    for match in _DEFINITION.finditer(tex.source):
        if number >= _MOST:
            return
        name, own, end = _one(tex, match)
        if own is not None:
            number += 1
            yield name, own, Span(match.start(), end)


def _one(tex: Tex, match: re.Match[str]) -> tuple[str, Own | None, int]:
    """The command that a definition makes, None for what cites nothing, and where the definition ends."""
    if match["let"]:
        return match["let"], Own(match["as"]) if re.fullmatch(NAME, match["as"]) else None, match.end()
    name = next((match[group] for group in ("braced", "bare", "document", "documented", "def") if match[group]), "")
    closed = tex.closing(match.end(), len(tex.source)) if name else -1
    is_read = 0 <= closed - match.end() <= _LONGEST
    return name, _own(tex.source[match.end() + 1 : closed], match) if is_read else None, closed + 1


def _own(body: str, match: re.Match[str]) -> Own | None:
    if alias := _ALIAS.fullmatch(body):
        return Own(alias["name"])
    cited = _CITING.search(body)
    if cited is None:
        return None
    kinds = _kinds(match)
    number = int(cited["number"])
    if not 1 <= number <= len(kinds) or kinds[number - 1] != "m":
        return None
    return Own(cited["name"], kinds[:number].count("m"), kinds.count("m"))


def _kinds(match: re.Match[str]) -> str:
    """A letter for each argument of a definition: "m" for one in braces, any other for one that may be left out."""
    if match["letters"] is not None:
        return "".join(letter for letter in _DEFAULT.sub("", match["letters"]) if letter.isalpha())
    if match["hashes"] is not None:
        return "".join("o" if option else "m" for option in re.findall(r"(\[)?#\d", match["hashes"]))
    number = int(match["number"] or 0)
    return ("o" + "m" * (number - 1)) if match["option"] and number else "m" * number
