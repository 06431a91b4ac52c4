"""Words in brackets that say what a work is, on what it is, or in which language: raw citation -> what they say and
where.

"[J]" and "[D/OL]" (GB/T 7714), "[Internet]", "[Computer software]", "(in Spanish)" belong to no title; each has a
variable of its own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from ...model import Span
from ..glance import ALL, family

_BRACKETED = re.compile(r"[\[［]([^\[\]［］]{1,48})[\]］]|[(（]([^()（）]{5,40})[)）]")
_CODE = re.compile(r"(?:[JMDCRSPNGZAK]|EB|DB|CP|DS|CM)(?:\s?/\s?(?:OL|CD|MT|DK))?")
_TYPE_OF_CODE = {
    "J": "article-journal", "M": "book", "D": "thesis", "C": "paper-conference", "R": "report", "S": "standard", "P": "patent", "N": "article-newspaper",
    "EB": "webpage", "DB": "dataset", "DS": "dataset", "CP": "software", "CM": "map",
}  # fmt: skip
_WITHIN = re.compile(r"\s{0,3}(?://|／／)")  # behind "[M]": what stands before is a part of a book
# On what a work is.
_MEDIA = re.compile(
    r"(?:internet|online|on-line|en ligne|en l[ií]nea|em linha|web|electronic(?: resource| edition)?|elektronische ressource|online-ressource|электронный ресурс"
    r"|интернет|网络|インターネット|온라인|인터넷|اینترنت|dvd|cd(?:-rom)?|blu-ray|vhs|video ?(?:recording|cassette)?|audio ?(?:recording|book|cassette)?|mp3|lp|vinyl|audio cd|compact discs?|e-?book"
    r"|(?:revista|periódico|artículo|artigo|monografía|monografia|página|homepage|serial|journal|document|documento)(?: (?:en|na|em|on|sur)(?: (?:la|the|el|l['’]))? ?)(?:internet|línea|linha|web)|kindle|print|microfilm|microfiche|pdf|на интернету|na internetu|verkossa|çevrimiçi|hypertext)(?: (?:serial|database))?",
    re.IGNORECASE,
)
_SOUNDS = frozenset(("lp", "vinyl", "audio cd", "compact disc", "compact discs", "cassette"))
_MATERIALS = re.compile(
    r"(?:oil|acrylic|tempera|watercolou?r|ink|pastel|charcoal|pencil|gouache|mixed media)s?(?: (?:and [a-z]+ )?on [a-z ]{4,20})?|lithograph|etching|engraving"
    r"|woodcut|woodblock print|bronze|marble|sculpture|öl auf leinwand|huile sur toile",
    re.IGNORECASE,
)
# What a work is; the type that the word speaks for.
_GENRES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), kind)
    for pattern, kind in (
        (r"(?:computer |mobile )?(?:software|programm?e?|app|application)(?: (?:package|library|manual))?|(?:large )?language model|ai (?:chatbot|model)|generative ai|video ?game|computer game|r package|source code|logiciel|programa (?:inform[aá]tico|de computador)|software de computador[a]?|компьютерная программа|ソフトウェア|软件", "software"),
        (r"data ?sets?|data file|data collection|(?:electronic |raw |unpublished )?data|datensatz|conjunto de dados|jeu de données|набор данных|数据集|データセット|데이터셋", "dataset"),
        (r"(?:doctoral|ph\.?\s?d\.?|master'?s?|m\.?sc\.?|diploma|bachelor'?s?|honours)?.{0,28}\b(?:thesis|dissertation|thèse|tesis|tese|dissertação)", "thesis"),
        (r"(?:diplom|magister|master|bachelor|doktor)arbeit|diplomová práce|disertační práce|диссертация|(?:博士|硕士)学位论文", "thesis"),
        (r"(?:motion picture|film|documentary|movie|video file|youtube video|video|vídeo|pel[íi]cula|filme|documental|documentaire|documentário|dokumentarfilm|кинофильм|фильм|film cinématographique|映画|电影|電影|영화)", "motion_picture"),
        (r"(?:audio |video )?podcast(?: episode| series)?|(?:tv|television|radio) (?:series|broadcast|program(?:me)?|show)(?: episode)?|tv series episode", "broadcast"),
        (r"(?:topographic |geologic |road )?map|karte|carte|atlas|cartographic material|карта|карты", "map"),
        (r"(?:unpublished )?manuscript(?: in preparation| submitted for publication)?|letter|diary|lecture notes|unpublished raw data", "manuscript"),
        (r"photographs?|paintings?|(?:art|image|figure|chart|infographic)", "graphic"),
        (r"(?:musical |vocal |full )?score|sheet music", "musical_score"),
        (r"(?:album|song|track)(?: recorded by [^\]]{2,40})?|(?:music video|single|cd album|recorded by [^\]]{2,30})", "song"),
        (r"tweet|(?:facebook|instagram|linkedin|reddit)? ?(?:post|status update)|online forum (?:post|comment)", "post"),
        (r"(?:web ?log|blog)(?: post| entry)?|entrada de blog|billet de blog(?:ue)?|blogbeitrag|blogeintrag|запись в блоге", "post-weblog"),
        (r"(?:package|drug) insert|prescribing information|product (?:monograph|information)|summary of product characteristics", "report"),
        (r"(?:powerpoint |lecture )?slides|presentation|paper presentation|conference session|(?:conference |oral )?poster(?: presentation| session)?|(?:conference|oral|symposium) presentation|symposium|panel discussion|webinar|keynote(?: address)?|speech(?: audio| video)?(?: recording)?", "speech"),
        (r"preprint", "article"), (r"patent", "patent"), (r"newspaper article", "article-newspaper"), (r"personal communication|e-?mail", "personal_communication"),
        (r"web ?(?:site|page)", "webpage"), (r"(?:technical |research )?report", "report"), (r"interview", "interview"),
        (r"(?:conference |meeting )?abstract", ""), (r"brochure|pamphlet|leaflet|flyer|broschüre|flugblatt", "pamphlet"), (r"press release|pressemitteilung", ""),
    )
)  # fmt: skip
_LANGUAGES = {
    "arabic": "ar", "bulgarian": "bg", "chinese": "zh", "croatian": "hr", "czech": "cs", "danish": "da", "dutch": "nl", "english": "en", "estonian": "et",
    "finnish": "fi", "french": "fr", "german": "de", "greek": "el", "hebrew": "he", "hungarian": "hu", "italian": "it", "japanese": "ja", "korean": "ko",
    "latvian": "lv", "lithuanian": "lt", "norwegian": "no", "persian": "fa", "farsi": "fa", "polish": "pl", "portuguese": "pt", "romanian": "ro", "russian": "ru",
    "serbian": "sr", "slovak": "sk", "slovenian": "sl", "spanish": "es", "swedish": "sv", "turkish": "tr", "ukrainian": "uk", "vietnamese": "vi", "latin": "la",
    "deutsch": "de", "französisch": "fr", "russisch": "ru", "anglais": "en", "allemand": "de", "russe": "ru", "inglés": "en", "alemán": "de", "inglês": "en",
}  # fmt: skip
_IN_LANGUAGE = re.compile(
    r"(?:(?:article|text|abstract|original)\s)?(?:in|auf|en|em)\s([a-z]{2}|[^\W\d_]{4,12})(?:\s(?:with|and)\s.{3,24})?",
    re.IGNORECASE,
)
FAMILY = family(words=lambda: ("in", "auf", "en", "em"))  # round brackets say a language alone


class Said(NamedTuple):
    """What words in brackets say: a variable, its value, the place of both brackets, and the type they speak for, or
    "".
    """

    attribute: str
    value: str
    span: Span
    kind: str


def find(raw: str, seen: int = ALL) -> Sequence[Said]:
    """Return what words in brackets say of a work, in order; most citations have none. `seen` are the families of words
    that the citation shows.

    >>> [(said.attribute, said.value, said.kind) for said in find("Roe R. Heat [Data set]. Spine [Internet] (in Spanish)")]
    [('genre', 'Data set', 'dataset'), ('medium', 'Internet', ''), ('language', 'es', '')]
    """
    is_squared = "[" in raw or "［" in raw
    if not is_squared and not (seen & FAMILY and ("(" in raw or "（" in raw)):
        return ()
    found = []
    for match in _BRACKETED.finditer(raw):
        text = match[1] or match[2]
        if match[1] is None and " " not in text:
            continue
        text = " ".join(text.split())
        if said := _read(text, match[1] is not None):
            attribute, value, kind = said
            if kind == "book" and _WITHIN.match(raw, match.end()):
                kind = "chapter"
            found.append(Said(attribute, value, Span(*match.span()), kind))
    return found


def code_of(said: Said) -> str:
    """Return the first letters of a code of GB/T 7714 ("J" of "J/OL"), "" of any other words in brackets.

    >>> [code_of(said) for said in find("腰痛[J/OL]. [Internet]")]
    ['J', '']
    """
    return said.value.partition("/")[0] if said.attribute == "medium" and _CODE.fullmatch(said.value) else ""


def _read(text: str, squared: bool) -> tuple[str, str, str] | None:
    language = _IN_LANGUAGE.fullmatch(text)
    if language and (code := _LANGUAGES.get(language[1].lower()) or _code(language[1])):
        return "language", code, ""
    if not squared:
        return None
    if _CODE.fullmatch(text):
        return "medium", text.replace(" ", ""), _TYPE_OF_CODE.get(text.partition("/")[0].strip(), "")
    if _MEDIA.fullmatch(text):
        return (
            "medium",
            text,
            "motion_picture" if text.lower().startswith("video") else "song" if text.lower() in _SOUNDS else "",
        )
    if _MATERIALS.fullmatch(text):
        return "medium", text, "graphic"
    return next((("genre", text, kind) for pattern, kind in _GENRES if pattern.fullmatch(text)), None)


def _code(word: str) -> str:
    """The code of a language that is printed itself: "(in ru)"."""
    return word if len(word) == 2 and word in _LANGUAGES.values() else ""
