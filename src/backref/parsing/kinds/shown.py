"""Types that a citation shows something of: a patent has a number or is called one, a case has parties or a court. What
shows nothing of a type is not of it, where the tagger only holds it a little likelier than another.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

_SURE = 0.6  # from this probability on, the tagger is believed without a sign
_Signs = tuple[tuple[str, ...], re.Pattern[str] | None]
# What speaks for a type: letters that stand anywhere, in small ones, and a pattern, which takes much longer.
_SIGNS: Mapping[str, _Signs] = {
    kind: (tuple(letters.split("|")), re.compile(pattern, re.IGNORECASE) if pattern else None)
    for kind, letters, pattern in (
        ("patent", "patent|патент|brevet|专利|特許|특허", ""),
        ("legal_case", "court|gericht|tribunal|诉|案|判|大法院",
         r"\b(?:vs?\b\.?\s|(?:cour|hof|суд|sąd|ecli|urteil|arrêt|judgment|beschluss|bgh|bag|olg|lg)\b|no\. \d|\d{1,4} [A-Z][\w.]{0,12} \d)"),
        ("standard", "standard|стандарт|гост|标准|規格|표준", r"\b(?:norm|(?:iso|iec|ieee|din|rfc|astm|ansi|bs|en|jis|gb)\b)"),
        ("thesis", "thesis|theses|dissert|arbeit|universit|hochschule|college|diplom|дис|магистер|学位|大学|学院|대학|phd|ph.d|ph d|mémoire|master|бакалавр|doctor|dokt|práce",
         r"\b(?:thèse|tes[ei]\b)|ph\.?\sd"),
        ("dataset", "data|survey|census|statisti|http:|https:|www.|version|zenodo|figshare|dryad|данны|数据|structure|sequence|specimen|atlas|record|observation|measurement|barcode"
         "|simulation", r"10\.\d{4}"),
        ("graphic", "http:|https:|www.|photo|paint|image|figure|drawing|print|poster|museum|gallery|canvas|statue|sculptur|bronze|untitled|фото|图|画",
         r"\boil\b|\d\s?(?:cm|mm|in\.)|10\.\d{4}"),
        ("software", "software|program|version|http:|https:|github|package|python|library|toolbox|code", r"\b(?:v?\d+\.\d|app\b|r\b)|10\.\d{4}"),
        ("map", "karte|карта|地图|地図|atlas|mapa|quadrangle|topograph", r"\b(?:map|carte)|1 ?: ?\d{2}"),
        ("song", "recording|album|music|song|symphon|sonat|opus|concerto|piano|http:|https:|suite", r"records?\b|\b(?:cd|lp)\b|op\. ?\d"),
        ("speech", "presented|presentation|speech|lecture|conference|talk|address|keynote|slides|meeting|vortrag|discours|речь|讲话|演讲", ""),
        ("manuscript", "manuscript|unpublished|archiv|letter|box|folder|рукопис|фонд|preparation|submitted|library|http:|https:|wiki", r"\bmss?\b"),
        ("webpage", "http:|https:|www.|web|online|internet|interakt|blog|retriev|access|availab|dispon|consult|abgerufen|verfügbar|доступ|интернет|网|在线|オンライン|온라인|[eb",
         r"\.(?:com|org|net|edu|gov|info|[a-z]{2})\b"),
        ("legislation", "law|code|gesetz|закон|кодекс|указ|directive|regulation|decre|ordin|constitution|verordnung|richtlinie|法|令|条例|规定|办法|법|§|pub. l|bill|kanun|ustaw",
         r"\b(?:act|loi|ley)\b|lei\b|\d/\d"),
    )
}  # fmt: skip


def shown(raw: str, values: Mapping[str, Any], kinds: Sequence[tuple[str, float]]) -> Sequence[tuple[str, float]]:
    """Return the likeliest types without unlikely ones that nothing in `raw` speaks for.

    >>> shown("Roe R. Heat. 1858.", {}, [("patent", 0.2), ("book", 0.15)]), shown("US Patent 12", {}, [("patent", 0.2)])
    ([('book', 0.15)], [('patent', 0.2)])
    """
    if not kinds or kinds[0][1] >= _SURE or kinds[0][0] not in _SIGNS:
        return kinds
    if values.get("number"):
        return kinds
    lower = raw.lower()
    return [each for each in kinds if each[0] not in _SIGNS or _shows(_SIGNS[each[0]], raw, lower)]


def _shows(signs: _Signs, raw: str, lower: str) -> bool:
    letters, pattern = signs
    return any(map(lower.__contains__, letters)) or bool(pattern and pattern.search(raw))
