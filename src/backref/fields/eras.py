"""Years of other eras as printed -> the year as a Date holds it: Japanese reigns, the Republic of China, before Christ.

A year of four figures in another calendar (Solar Hijri 1395, Buddhist 2549) stays as it is printed.
"""

from __future__ import annotations

import re

# The year before the first of each.
_REIGNS = {"令和": 2018, "平成": 1988, "昭和": 1925, "大正": 1911, "明治": 1867, "民國": 1911, "民国": 1911}
_REIGN = re.compile(rf"(?:中[華华])?({'|'.join(_REIGNS)})\s?(\d{{1,3}}|元)\s?年?")
_BEFORE = re.compile(
    r"(?<!\d)(\d{1,4})\s?(?:B\.?\s?C\.?(?:\s?E\.?)?|v\.\s?Chr\.|av(?:ant|\.)\sJ\.-C\.|до н\.\s?э\.|a\.\s?C\.|př\. n\. l\.)(?!\w)"
)
_CALENDAR = re.compile(r"(?<!\d)(1[1-4]\d\d|2[45]\d\d)(?!\d)")
_ITS_LETTERS = re.compile(r"[\u0600-\u06ff\u0e00-\u0e7f]")  # Arabic, Thai


def in_figures(text: str) -> str:
    """Return the text with years of reigns as years of the common era.

    >>> in_figures("昭和45年5月"), in_figures("民國107年"), in_figures("平成元年"), in_figures("2019年")
    ('1970年5月', '2018年', '1989年', '2019年')
    """
    return _REIGN.sub(lambda m: f"{_REIGNS[m[1]] + (1 if m[2] == '元' else int(m[2]))}年", text)


def year_of(text: str) -> int | None:
    """Return the one year of a text that names its era or is written in the letters of its calendar, or None.

    >>> year_of("44 BC"), year_of("مهر 1395"), year_of("พ.ศ. 2549"), year_of("1395 kg")
    (-44, 1395, 2549, None)
    """
    if before := _BEFORE.search(text):
        return -int(before[1])
    years = _CALENDAR.findall(text) if _ITS_LETTERS.search(text) else ()
    return int(years[0]) if len(years) == 1 else None
