"""Types that a citation shows something of: a patent has a number or is called one, a case has parties or a court. What
shows nothing of a type is not of it, where the tagger only holds it a little likelier than another.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

_SURE = 0.6  # from this probability on, the tagger is believed without a sign
_WORDS: Mapping[str, re.Pattern[str]] = {
    kind: re.compile(pattern, re.IGNORECASE)
    for kind, pattern in (
        ("patent", r"patent|патент|brevet|专利|特許|特許|특허"),
        ("legal_case", r"\bvs?\b\.?\s|court|gericht|tribunal|\b(?:cour|hof|суд|sąd|ecli|urteil|arrêt|judgment|beschluss|bgh|bag|olg|lg)\b|诉|案|判|大法院|\bno\. \d|\b\d{1,4} [A-Z][\w.]{0,12} \d"),
        ("standard", r"standard|\bnorm|стандарт|гост|标准|規格|표준|\b(?:iso|iec|ieee|din|rfc|astm|ansi|bs|en|jis)\b|\bgb\b"),
        ("thesis", r"thes[ie]s|dissert|\bthèse|\btes[ei]\b|arbeit|universit|hochschule|college|diplom|дис|магистер|学位|大学|学院|대학|ph\.?\s?d|mémoire|master|бакалавр|doctor|dokt|práce"),
        ("dataset", r"data|survey|census|statisti|10\.\d{4}|https?:|www\.|version|zenodo|figshare|dryad|данны|数据|structure|sequence|specimen|atlas|record|observation|measurement|barcode|simulation"),
        ("graphic", r"https?:|www\.|photo|paint|image|figure|drawing|print|poster|museum|gallery|\boil\b|canvas|\d\s?(?:cm|mm|in\.)|statue|sculptur|bronze|untitled|10\.\d{4}|фото|图|画"),
        ("software", r"software|program|version|\bv?\d+\.\d|https?:|github|package|\bapp\b|10\.\d{4}|python|library|\bR\b|toolbox|code"),
        ("map", r"\bmap|karte|\bcarte|карта|地图|地図|atlas|mapa|1 ?: ?\d{2}|quadrangle|topograph"),
        ("song", r"records?\b|recording|album|music|song|\bcd\b|\blp\b|symphon|sonat|op\. ?\d|opus|concerto|piano|https?:|suite"),
        ("speech", r"presented|presentation|speech|lecture|conference|talk|address|keynote|slides|meeting|vortrag|discours|речь|讲话|演讲"),
        ("manuscript", r"manuscript|\bmss?\b|unpublished|archiv|letter|box|folder|рукопис|фонд|preparation|submitted|library|https?:|wiki"),
        ("webpage", r"https?:|www\.|web|online|internet|interakt|\.(?:com|org|net|edu|gov|info|[a-z]{2})\b|blog|retriev|access|availab|dispon|consult|abgerufen|verfügbar|доступ|интернет|网|在线|オンライン|온라인|\[eb"),
        ("legislation", r"\bact\b|law|code|gesetz|\bloi\b|\bley\b|lei\b|закон|кодекс|указ|directive|regulation|decre|ordin|constitution|verordnung|richtlinie|\d/\d|法|令|条例|规定|办法|법|§|pub\. l|bill|kanun|ustaw"),
    )
}  # fmt: skip


def shown(raw: str, values: Mapping[str, Any], kinds: Sequence[tuple[str, float]]) -> Sequence[tuple[str, float]]:
    """Return the likeliest types without unlikely ones that nothing in `raw` speaks for.

    >>> shown("Roe R. Heat. 1858.", {}, [("patent", 0.2), ("book", 0.15)]), shown("US Patent 12", {}, [("patent", 0.2)])
    ([('book', 0.15)], [('patent', 0.2)])
    """
    if not kinds or kinds[0][1] >= _SURE or kinds[0][0] not in _WORDS:
        return kinds
    return [
        (kind, probability)
        for kind, probability in kinds
        if kind not in _WORDS or values.get("number") or _WORDS[kind].search(raw)
    ]
