"""What a sentence asserts of the world: text -> a number with what it counts, a comparison, an effect; by the words of
`data/assertions.json` in eight languages, and by a few patterns.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ..model.unsupported import AssertionKind
from .needed import assertions

_FIGURE = r"\d{1,12}(?:[.,]\d{1,12}){0,4}"
_QUANTITY = re.compile(
    rf"(?<![\w.,])(?<![^\W\d_][-‑–])(?:{_FIGURE}\s?%|[pP]\s?[<=>≤]\s?0?[.,]\d{{1,6}}|{_FIGURE}\s?(?:[cmk]m[²³]?|[mkµ]g|m[lL]|°C|[kMGT]Wh?|[kMG]?Hz)(?![\w-])|{_FIGURE}\s(?:m[²³]?|g|l|L|ha)(?![\w-])|{_FIGURE}(?:\s(?:to|of|out\sof)\s{_FIGURE})?\s(?!(?:and|or|of|to|in|by|for|at|on|is|are|was|were|und|et|y|e|January|February|March|April|May|June|July|August|September|October|November|December)\b)[^\W\d_]{{3,30}})"
)
# A number that counts nothing of the world: "Section 3", "in 2019", "version 2".
_REFERS = re.compile(
    r"(?:section|chapter|figure|fig\.|table|step|version|page|part|line|item|example|equation|no\.|level|type|phase|stage|grade|in|since|until|from|of|by|abschnitt|seite|kapitel|chapitre|capítulo|section)\s\Z", re.IGNORECASE
)  # fmt: skip
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d\b")
_ROUGHLY = re.compile(
    r"\b(?:about|around|roughly|nearly|almost|some|approximately|etwa|rund|environ|circa|ongeveer|около)\s\d"
)
_MOST_OF = re.compile(r"\b(?:[Mm]ost|[Nn]early all|[Aa]lmost all)\s(?:of\sthe\s)?(?![a-z]{1,20}(?:ous|ss)\b)[a-z]{3,20}(?:s|people|children|men)\b")  # fmt: skip
_COMPARED = re.compile(
    r"\b(?:[Mm]ore|[Ll]ess|[Ff]ewer|(?!(?:oth|rath|wheth|nev|eith|neith|aft|und|ov|ev|numb)er\b)[a-z]{2,20}er)\b[^.;:?!()]{0,60}?\s(?:than|per)\b|\b(?!(?:od|ab|üb|imm|wied|unt|hi|auß|d|vorh)er\b)[a-zäöüß]{3,20}er\sals\b"
)
# What speaks of the text and of how it was made: "Section 4 describes", "Samples were stored", "Press the button".
_OF_TEXT = re.compile(
    r"\b(?:section|chapter|appendix|kapitel|abschnitt|chapitre|capítulo|sección|seção|capitolo|sezione|hoofdstuk|глава|раздел)\s\d"
    r"|(?:\A|\()\s{0,9}see\b"
    r"|\A\s*(?:the|this)\s(?:chapter|section|appendix|report|rest\sof)\b"
    r"|\A\s*(?:all\s|the\s)?(?:participants|respondents|samples|data|questionnaires|interviews|measurements|volunteers|surveys|images)\s(?:(?:were|was)\s(?:[a-z]{2,20}ly\s)?(?:[a-z]{2,20}ed|sent|given|kept|taken|drawn|held)|completed|rated|filled)\b"
    r"|\A\s*(?:set|press|ask|run|download|use|add|click|install|choose|select|open|enter|type|create|keep|avoid|consider|remember)\s(?:the|a|an|this|these|it|\d)",
    re.IGNORECASE,
)


def asserted(text: str) -> Iterator[tuple[AssertionKind, str]]:
    """Yield the kinds of what a sentence asserts, each once, with the words that say so.

    >>> list(asserted("Two in five adults sleep worse than children."))
    [('number', 'Two in five'), ('comparison', 'worse than')]
    >>> list(asserted("Samples were kept at 4 °C."))
    []
    """
    if words("own").search(text) or _OF_TEXT.search(text):
        return
    if number := _number(text):
        yield "number", number
    if said := words("comparison").search(text) or _COMPARED.search(text):
        yield "comparison", said.group()
    if said := words("effect").search(text) or _verbs().search(text):
        yield "effect", said.group()


def _number(text: str) -> str:
    for match in _QUANTITY.finditer(text):
        is_rate = match.group()[0] in "pP" or match.group().endswith("%")
        if is_rate or not (_REFERS.search(text, 0, match.start()) or _YEAR.match(match.group())):
            return match.group()
    said = words("number").search(text) or _ROUGHLY.search(text) or _MOST_OF.search(text) or _ratios().search(text)
    return said.group() if said else ""


@cache
def words(kind: str) -> re.Pattern[str]:
    """Return a pattern of the words of a kind, in all languages."""
    return re.compile(rf"(?<![\w-])(?:{_any(word for each in assertions()[kind].values() for word in each)})(?![\w-])", re.IGNORECASE)  # fmt: skip


@cache
def _ratios() -> re.Pattern[str]:
    """Of "two in five", "un Français sur cinq", "drei von 10": in each language by its own words."""
    each = (
        rf"(?:{_any(numerals)})(?:\s[^\W\d_]{{1,20}}){{0,2}}\s(?:{_any(assertions()['ratio'][language])})\s(?:\d{{1,6}}|{_any(numerals)})"
        for language, numerals in assertions()["numeral"].items()
    )
    return re.compile(rf"(?<![\w-])(?:{'|'.join(each)})(?![\w-])", re.IGNORECASE)


@cache
def _verbs() -> re.Pattern[str]:
    """Of English verbs that say what does what: "reduces", "reduced"; "reduce" behind its helper or more than one."""
    bases = assertions()["verb"]["en"]
    forms = [f"{stem}{end}{rest}" for base in bases for stem, _, rest in [_parted(base)] for end in ("s", "d" if stem.endswith("e") else "ed")]  # fmt: skip
    return re.compile(rf"\b(?:{_any(forms)}|(?:(?:do|does|did|can|could|may|might|will|would)(?:\snot)?|[a-z]{{2,20}}[a-rt-z]s)\s(?:{_any(bases)}))\b", re.IGNORECASE)  # fmt: skip


def _parted(base: str) -> tuple[str, str, str]:
    verb, blank, rest = base.partition(" ")
    return verb, blank, blank + rest


def _any(printed: Iterator[str] | list[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(set(printed), key=lambda word: (-len(word), word)))
