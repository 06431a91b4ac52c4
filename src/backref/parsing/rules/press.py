"""Newspapers and magazines by their names: what is in one of them, on a day or in a month, is an article of the press.

The tagger knows the manner of a citation and takes an article of a paper for a journal's where both are cited alike.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from ...model import CslType
from ..glance import has, lacks
from ..tagging.segments import Run
from . import posts

_NEWSPAPERS = frozenset(
    "new york times|n.y. times|washington post|wall street journal|los angeles times|l.a. times|chicago tribune|boston globe|usa today|san francisco chronicle|financial times"
    "|guardian|times|sunday times|observer|independent|daily telegraph|telegraph|daily mail|evening standard|irish times|irish independent|scotsman|herald|globe and mail|toronto star"
    "|sydney morning herald|age|australian|new zealand herald|times of india|hindu|indian express|hindustan times|dawn|straits times|south china morning post|japan times|korea herald"
    "|jerusalem post|haaretz|mail & guardian|daily nation|frankfurter allgemeine zeitung|faz|f.a.z.|frankfurter allgemeine|frankfurter allgemeine sonntagszeitung|süddeutsche zeitung|sz"
    "|die zeit|die welt|welt am sonntag|die tageszeitung|taz|frankfurter rundschau|der tagesspiegel|tagesspiegel|berliner zeitung|bild|bild-zeitung|handelsblatt|neues deutschland"
    "|neue zürcher zeitung|nzz|tages-anzeiger|der standard|die presse|wiener zeitung|salzburger nachrichten|hamburger abendblatt|stuttgarter zeitung|kölner stadt-anzeiger"
    "|rheinische post|le monde|le figaro|libération|l’humanité|l'humanité|la croix|ouest-france|les échos|le soir|la libre belgique|le temps|le devoir|la presse|el país|el mundo|abc"
    "|la vanguardia|el periódico|la nación|clarín|página/12|página 12|el mercurio|la tercera|la jornada|el universal|reforma|excélsior|el tiempo|el espectador|el comercio"
    "|folha de s. paulo|folha de são paulo|o estado de s. paulo|o estado de são paulo|estadão|o globo|correio braziliense|zero hora|jornal do brasil|valor econômico|público|expresso"
    "|diário de notícias|corriere della sera|la repubblica|la stampa|il sole 24 ore|il manifesto|l’unità|l'unità|il messaggero|avvenire|osservatore romano|l’osservatore romano"
    "|de volkskrant|nrc handelsblad|nrc|trouw|de telegraaf|de standaard|de morgen|het parool|dagens nyheter|svenska dagbladet|aftonbladet|expressen|göteborgs-posten|aftenposten"
    "|dagbladet|klassekampen|politiken|berlingske|berlingske tidende|jyllands-posten|information|helsingin sanomat|hufvudstadsbladet|gazeta wyborcza|rzeczpospolita|lidové noviny"
    "|mladá fronta dnes|rudé právo|hospodářské noviny|magyar nemzet|népszabadság|népszava|delo|vjesnik|večernji list|jutarnji list|politika|danas|hürriyet|cumhuriyet|milliyet|sabah"
    "|τα νέα|το βήμα|η καθημερινή|καθημερινή|правда|известия|новая газета|независимая газета|коммерсантъ|коммерсант|ведомости|российская газета|литературная газета|труд|день"
    "|комсомольская правда|красная звезда|аргументы и факты|московский комсомолец|дзеркало тижня|україна молода|الأهرام|الحياة|النهار|الشرق الأوسط|اطلاعات|کیهان|همشهری|شرق|הארץ"
    "|ידיעות אחרונות|מעריב|人民日报|光明日报|经济日报|解放日报|文汇报|南方周末|中国青年报|科技日报|参考消息|新京报|朝日新聞|読売新聞|毎日新聞|日本経済新聞|産経新聞|東京新聞"
    "|中日新聞|조선일보|중앙일보|동아일보|한겨레|경향신문|한국일보|매일경제|nhân dân|tuổi trẻ|thanh niên|kompas|the jakarta post|republika|jakarta post|associated press|reuters".split("|")
)  # fmt: skip
_MAGAZINES = frozenset(
    "new yorker|time|time magazine|newsweek|economist|atlantic|atlantic monthly|harper’s|harper's|harper’s magazine|harper's magazine|wired|scientific american|new scientist|forbes"
    "|fortune|businessweek|bloomberg businessweek|rolling stone|vanity fair|vogue|new republic|spectator|new statesman|london review of books|new york review of books|national geographic"
    "|national geographic magazine|smithsonian|smithsonian magazine|life|people|popular science|popular mechanics|reader’s digest|reader's digest|esquire|gq|ebony|variety|billboard"
    "|psychology today|mother jones|national review|new york times magazine|new york magazine|village voice|discover|slate|der spiegel|spiegel|stern|focus|cicero|profil|wirtschaftswoche"
    "|paris match|l’express|l'express|le point|l’obs|le nouvel observateur|le monde diplomatique|sciences et avenir|la recherche|veja|época|istoé|carta capital|cartacapital|piauí"
    "|superinteressante|proceso|letras libres|nexos|l’espresso|l'espresso|panorama|polityka|wprost|tygodnik powszechny|respekt|огонёк|огонек|новое время|文藝春秋|中央公論|週刊文春"
    "|三联生活周刊|财经|中国新闻周刊|시사in|한겨레21|tempo|hp de tijd|vrij nederland|elsevier weekblad|knack".split("|")
)  # fmt: skip
NEEDS = has("publisher", "pages") | lacks("container-title")
_ARTICLE = re.compile(r"(?:the|l[ae])\s", re.IGNORECASE)
# Types for which the tagger takes an article of the press; pages of the web are said to be such by others too.
_TAKEN_FOR = frozenset(("article-journal", "article-magazine", "article-newspaper", "book", "chapter", "document", "report"))  # fmt: skip


def told(raw: str, runs: list[Run]) -> list[Run]:
    """Return the runs of a text, a newspaper that was taken for a publisher the container of what is on one of its
    pages.

    >>> raw = "Governo anuncia pacote. O Globo, 17 mar. 1990, p. 1"
    >>> found = told(raw, [Run("title", 0, 23, 0.9), Run("publisher", 24, 32, 0.9), Run("pages", 49, 51, 0.9)])
    >>> [run.label for run in found]
    ['title', 'container-title', 'pages']
    """
    at = [run.label for run in runs].index("publisher")
    if raw[runs[at].start : runs[at].end].strip(" .,;«»“”").casefold() not in _NEWSPAPERS:
        return runs
    return [*runs[:at], runs[at]._replace(label="container-title"), *runs[at + 1 :]]


def kind_of(values: Mapping[str, Any], kind: CslType) -> CslType | None:
    """Return the type of an article in a newspaper or a magazine of these names, where `kind` was held likely, else
    None.

    >>> from ...model import Date
    >>> day = Date(date_parts=((2009, 5, 23),))
    >>> kind_of({"container_title": "Süddeutsche Zeitung", "issued": day}, "article-journal")
    'article-newspaper'
    >>> kind_of({"container_title": "The Economist", "issued": day, "volume": "12"}, "article-journal") is None
    True
    """
    name = values.get("container_title")
    if not name or kind not in _TAKEN_FOR or values.get("volume") or values.get("doi"):
        return None
    issued = values.get("issued")
    name = name.casefold()
    if not issued or not issued.date_parts:
        return None
    if len(issued.date_parts[0]) == 1 and not (values.get("issue") and values.get("page")):
        return None  # "Der Spiegel, 41/1962" is told by its issue
    bare = name[found.end() :] if (found := _ARTICLE.match(name)) else name
    if posts.is_network(name):
        return "post"
    if name in _NEWSPAPERS or bare in _NEWSPAPERS:
        return "article-newspaper"
    return "article-magazine" if name in _MAGAZINES or bare in _MAGAZINES else None
