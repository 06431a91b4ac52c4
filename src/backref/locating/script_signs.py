"""Signs of a reference that other scripts have: narrowed text -> their names, beside those of `signs`."""

from __future__ import annotations

import re

from .script_names import ANY, EAST, SOUTH

_YEAR = r"(?:1[3-9]|2[0-5])\d\d[a-z]?"
_NAMES = rf"[{EAST}]{{1,10}}(?:\s?[·,&]\s?[{EAST}]{{1,10}}){{0,10}}"
_WORDS = rf"[{SOUTH}][{SOUTH}'’״׳-]{{0,30}}(?:\s[{SOUTH}][{SOUTH}'’״׳.-]{{0,30}}){{0,3}}"
_PEOPLE_FIRST = re.compile(rf"(?:{_NAMES}|{_WORDS})\s?(?:[,.:;．「『《〈]|et\sal|\(?{_YEAR}\)?)")
_SIGNS = {
    "kind of work": re.compile(r"\[(?:[JMDCNRSPGZA]|EB|DB|CP)(?:/OL)?\]"),  # GB/T 7714
    "title in marks": re.compile(r"「[^「」\n]{4,200}」|『[^『』\n]{2,200}』|《[^《》\n]{2,200}》|«[^«»\n]{8,200}»"),
    "counted volume": re.compile(r"第?\d{1,4}\s?(?:[卷巻권집期号號호輯辑]|冊|册)"),
    "counted pages": re.compile(r"\d{1,5}\s?[-–—~]\s?\d{1,5}\s?(?:[頁页쪽면]|ページ)"),
    # Tehran's and Bangkok's
    "other year": re.compile(rf"(?<!\d)(?:1[34]|2[45])\d\d(?!\d)(?=[^{EAST}]{{0,300}}[\u0600-\u06ff\u0e01-\u0e4e]|$)"),
}
NAMES = tuple(_SIGNS)


def had(text: str) -> list[str]:
    """Return the signs of its script that `text` has: none in one that has capital letters.

    >>> had("王军, 李明. 腰痛[J]. 中华医学杂志, 2019"), had("Deyo RA. Opioids[J]."), had("山田太郎『腰痛』93巻3号")
    (['kind of work'], [], ['title in marks', 'counted volume'])
    """
    if text.isascii() or not ANY.search(text):
        return []
    return [name for name, sign in _SIGNS.items() if sign.search(text)]


def starts_like_one(text: str) -> bool:
    """Whether it begins with names before a mark or a year.

    >>> starts_like_one("山田太郎·佐藤花子(2019)「腰痛」"), starts_like_one("حسن, محمود (2020)."), starts_like_one("运动有益于健康而且没有任何风险")
    (True, True, False)
    """
    return not text[:1].isascii() and _PEOPLE_FIRST.match(text) is not None
