"""Signs of a reference that other scripts have: narrowed text -> a score, beside that of `signs`."""

from __future__ import annotations

import re

from .script_names import ANY, EAST, SOUTH

_YEAR = r"(?:1[3-9]|2[0-5])\d\d[a-z]?"
_NAMES = rf"[{EAST}]{{1,10}}(?:\s?[·,&]\s?[{EAST}]{{1,10}}){{0,10}}"
_WORDS = rf"[{SOUTH}][{SOUTH}'’״׳-]{{0,30}}(?:\s[{SOUTH}][{SOUTH}'’״׳.-]{{0,30}}){{0,3}}"
_PEOPLE_FIRST = re.compile(rf"(?:{_NAMES}|{_WORDS})\s?(?:[,.:;．「『《〈]|et\sal|\(?{_YEAR}\)?)")
_SIGNS = (
    (2, re.compile(r"\[(?:[JMDCNRSPGZA]|EB|DB|CP)(?:/OL)?\]")),  # GB/T 7714: what kind of work it is
    (1, re.compile(r"「[^「」\n]{4,200}」|『[^『』\n]{2,200}』|《[^《》\n]{2,200}》|«[^«»\n]{8,200}»")),
    (1, re.compile(r"第?\d{1,4}\s?(?:[卷巻권집期号號호輯辑]|冊|册)")),
    (1, re.compile(r"\d{1,5}\s?[-–—~]\s?\d{1,5}\s?(?:[頁页쪽면]|ページ)")),
    (
        1,
        re.compile(rf"(?<!\d)(?:1[34]|2[45])\d\d(?!\d)(?=[^{EAST}]*[\u0600-\u06ff\u0e01-\u0e4e]|$)"),
    ),  # Tehran's and Bangkok's years
)


def score(text: str) -> float:
    """Return what `text` adds to its score by signs of its script: 0 in one that has capital letters.

    >>> score("王军, 李明. 腰痛[J]. 中华医学杂志, 2019"), score("Deyo RA. Opioids[J]."), score("山田太郎『腰痛』93巻3号")
    (2, 0, 2)
    """
    return sum(weight for weight, sign in _SIGNS if sign.search(text)) if not text.isascii() and ANY.search(text) else 0


def starts_like_one(text: str) -> bool:
    """Whether it begins with names before a mark or a year.

    >>> starts_like_one("山田太郎·佐藤花子(2019)「腰痛」"), starts_like_one("حسن, محمود (2020)."), starts_like_one("运动有益于健康而且没有任何风险")
    (True, True, False)
    """
    return not text[:1].isascii() and _PEOPLE_FIRST.match(text) is not None
