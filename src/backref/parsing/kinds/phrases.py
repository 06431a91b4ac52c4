"""Types that a few words of a citation say by themselves: a law of a country, a decision, a letter, a broadcast, a
version of a program.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from ...model import CslType
from ..rules import stations

_CHINESE_LAW = re.compile(r"中华人民共和国[\u3400-\u9fff]{1,24}(?:法|法典|条例|决定|规定)")
_DECISION = re.compile(
    r"(?:Постановление|Определение|Решение|Приговор|Апелляционное определение|Кассационное определение)\s.{0,60}[Сс]уда\b"
    r"|(?:Supremo Tribunal|Superior Tribunal|Tribunal (?:Regional|de Justiça|Superior))\s|(?:Sentencia|Auto) (?:del|de la) (?:Tribunal|Sala|Audiencia)\s"
)
_CODE = re.compile(
    r"(?:[А-ЯЁ][а-яё-]+\s(?:[а-яё-]+\s){0,2}кодекс|Конституция)\s(?:РФ|Российской|РСФСР|СССР|Республики|України)"
)
_STATE_LAW = re.compile(
    r"(?:Lei|Decreto(?:-[Ll]ei)?|Medida [Pp]rovisória|Resolução|Portaria|Emenda [Cc]onstitucional|Instrução [Nn]ormativa|Ley|Real [Dd]ecreto|Loi|Décret|Gesetz)\s"
    r"(?:[^\W\d_]{2,14}\s){0,2}(?:n[º°.o]{0,2}\s?)?\d|Constitui[cç]|Constituci[oó]n\b"
)
_LETTER = re.compile(
    r"(?:Letter|E-?mail|Telegram|Postcard)\s(?:to|from)\s|(?:Brief|Telegramm|Postkarte)\s(?:an|von)\s|(?:Lettre|Télégramme)\s(?:à|au|de)\s|(?:Carta|Lettera|Telegrama)\s(?:a|al|de|ao|à|di)\s[A-ZÀ-Þ]"
    r"|Письмо\s(?:к\s)?[А-ЯЁ]"
)
_MAP = re.compile(r"[(\[](?:[^\W\d_]{3,14}\s)?(?:map|Karte|Landkarte|carte|mapa|карта|地图|地図)[)\]]$")
_SURVEYED = (
    "Topographische Karte",
    "Geologische Karte",
    "Topographic Map",
    "Topographic map",
    "Carte topographique",
    "Carte géologique",
    "Топографическая карта",
    "Geological map",
)
_PREPRINT = re.compile(r"[.,;]\s\(?[Pp]reprint\)?[.,;]")
# What has versions too, and is read and not run.
_TEXT = re.compile(
    r"guide|handb|manual|specif|standard|criteria|protocol|report|questionnaire|bible|leitlinie|norm|руковод|стандарт|"
    r"directri|diretri|recommand|recommend",
    re.IGNORECASE,
)
_FIRM = re.compile(r"(?:Corp(?:oration)?|Inc|Ltd|LLC|GmbH|Software|Systems)\.?$")  # who sells programs, and no data
_TREATY = re.compile(
    r"(?:[^\W\d_a-z][\w-]+ ){0,6}(?:Convention|Treaty|Protocol|Covenant|Charter) (?:on|for|against|of|to|concerning|relating to|between)\b"
)
_SIGNED = ("United Nations", "Council of Europe", "UNTS", "U.N.T.S.")
_PROGRAMS = frozenset(
    (
        "R: A Language and Environment for Statistical Computing",
        "R: a language and environment for statistical computing",
    )
)
_REPOSITORY = re.compile(
    r"[\w.-]{2,40}/[\w.-]{2,60}: "
)  # "scikit-learn/scikit-learn: scikit-learn 1.0.2", as Zenodo names a release
_ZENODO = "10.5281/"
_DAYS = 3  # parts of a date with a day
_LOOSE = frozenset(("article-journal", "article-magazine", "article-newspaper", "book", "broadcast", "chapter", "document", "legal_case", "patent", "report", "webpage"))  # fmt: skip


def kind_of(raw: str, values: Mapping[str, Any], kind: CslType) -> CslType | None:
    """Return the type that such words say where `kind` was held likely, else None.

    >>> kind_of("", {"title": "Letter to Franklin D. Roosevelt"}, "book"), kind_of("", {"title": "Letters to a young poet"}, "book")
    ('personal_communication', None)
    """
    title = values.get("title") or ""
    if title and (law := _of_law(title, values)):
        return law
    if (title.endswith(")") and _MAP.search(title)) or title.startswith(_SURVEYED):
        return "map"
    if (doi := values.get("doi")) and doi.startswith(_ZENODO) and _REPOSITORY.match(title):
        return "software"
    if kind == "dataset" and values.get("version") and _FIRM.search(values.get("publisher") or ""):
        return "software"
    if kind not in _LOOSE or values.get("volume") or doi:
        return None
    if not values.get("author") and _is_treaty(title, values):
        return "treaty"
    if title in _PROGRAMS or "Software available from" in raw:
        return "software"
    if _LETTER.match(title) and not values.get("publisher") and not values.get("container_title"):
        return "manuscript" if values.get("archive") else "personal_communication"
    if not values.get("page") or ":" in values["page"]:
        issued = values.get("issued")
        has_day = bool(issued and issued.date_parts and len(issued.date_parts[0]) == _DAYS)
        house = values.get("publisher") or ""
        if has_day and "nterview" not in raw and stations.is_one(house) and not house.endswith(" News"):
            return "broadcast"
    if values.get("version") and not values.get("isbn") and not values.get("container_title"):
        return None if kind == "report" or _TEXT.search(title) else "software"
    if "reprint" in raw and kind != "article-journal" and not values.get("container_title") and _PREPRINT.search(raw):
        return "article"
    return None


def _is_treaty(title: str, values: Mapping[str, Any]) -> bool:
    """Whether a title is that of a treaty, signed on a day, and no article is called so."""
    issued = values.get("issued")
    has_day = bool(issued and issued.date_parts and len(issued.date_parts[0]) == _DAYS)
    container = values.get("container_title") or "United Nations"
    return has_day and container.startswith(_SIGNED) and bool(_TREATY.match(title))


def _of_law(title: str, values: Mapping[str, Any]) -> CslType | None:
    if _DECISION.match(title):
        return "legal_case"
    if _CODE.match(title):
        return "legislation"
    if title.startswith("中华") and not values.get("publisher") and _CHINESE_LAW.fullmatch(title):
        return "legislation"
    people: Sequence[Any] = values.get("author", ())
    is_state = len(people) == 1 and not people[0].given
    return "legislation" if is_state and not values.get("isbn") and _STATE_LAW.match(title) else None
