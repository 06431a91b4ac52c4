"""Citations whose print fixes every field: raw citation -> type and runs; what has none of these forms is left to the
tagger.

"七人の侍" is told by 監督, an entry by "s.v.", a film by "(D 1927, R: Fritz Lang)", and a book in a script that the tagger
hardly knows by its stops and its colon.
"""

from __future__ import annotations

import re

from ..glance import ALL, family
from ..tagging.segments import Run
from ..taken import SURE
from . import imprints, stations
from .films import PERSON
from .relabelled import held
from .statutes import LegalForm

_YEAR = r"(?:1[4-9]|20)\d\d"
_HAN = r"[\u3005\u3400-\u9fff\u3040-\u30ff·・]"
_LIVES = r"Neue Deutsche Biographie|Allgemeine Deutsche Biographie|Österreichisches Biographisches Lexikon 1815–1950|Historisches Lexikon der Schweiz"
_SHAPES = tuple(
    (kind, tuple(hints.split("|")), re.compile(pattern))
    for kind, hints, pattern in (
        # "Encyclopaedia Britannica, 15th ed. (1980), s.v. “Salvation.”"
        ("entry-encyclopedia", "s.v.", rf"(?P<container>[^\W\d_a-z][^.,“\"]{{3,90}})(?:,\s(?P<edition>\d{{1,2}}(?:st|nd|rd|th)\sed\.))?(?:,?\s\(?(?:(?P<location>[^\W\d_a-z][^.,:()]{{2,30}}):\s(?P<publisher>[^():]{{3,60}}),\s)?(?P<date>{_YEAR})\)?)?,\ss\.v\.,?\s[“\"](?P<title>[^“”\"]{{2,120}})[”\"]\.?"),
        # As the German Wikipedia prints lives: "Hans Jaeger: Brockhaus, Friedrich Arnold. In: Neue Deutsche Biographie (NDB). Band 2, ..."
        ("entry-encyclopedia", "Deutsche Bio|Biographisches Lex|Historisches Lexikon", rf"(?P<author>{PERSON}):\s(?P<title>[^:]{{3,100}}?)\.\sIn:\s(?P<container>{_LIVES})(?:\s\([ANÖ]?[DHB][BL]S?\))?[.,]\s(?:Band|Bd\.)\s(?P<volume>\d{{1,3}}),\s(?P<publisher>[^,\d]{{3,60}}),\s(?P<location>[^,\d]{{3,30}}?)\s(?P<date>{_YEAR}),(?:\sISBN\s[\d-]{{9,17}}X?,)?\sS\.\s(?P<pages>\d{{1,4}}(?:\s?[-–]\s?\d{{1,4}})?)(?:\sf\.)?(?:\s\(Digitalisat\))?\.?"),
        # "Metropolis (D 1927, R: Fritz Lang)", "七人の侍" by 黒澤明, "Pulp Fiction (1994) Directed by Quentin Tarantino".
        ("motion_picture", "R: |Regie", rf"(?P<title>[^()\[\]]{{2,100}})\s\((?P<location>[A-Z][^\W\d_]{{0,14}}(?:/[A-Z][^\W\d_]{{0,14}}){{0,3}})\s(?P<date>{_YEAR}),\s(?:R|Regie):?\s(?P<director>{PERSON})\)\.?"),
        ("motion_picture", "irected by", rf"(?P<title>[^()\[\]]{{2,100}})\s\((?P<date>{_YEAR})\)\.?\s[Dd]irected by\s(?P<director>{PERSON})[.,]?(?:\s\[(?P<genre>[^\[\]]{{3,24}})\]\.?)?(?:\s(?P<location>[^\W\d_a-z][^.,:\d]{{1,30}}):\s(?P<publisher>[^\d:]{{3,60}}?))?\.?"),
        ("motion_picture", "監督", rf"(?P<director>{_HAN}{{2,12}}?)監督[『「](?P<title>[^『』「」]{{1,60}})[』」](?:[、，,（(]?(?P<publisher>[^\W\d_][^\d『』「」（）()、，,]{{1,24}}))?(?:[、，,（(]\s?(?P<date>{_YEAR})年?)?[）)。．.]{{0,3}}"),
        ("motion_picture", "导演", rf"(?P<director>{_HAN}{{2,12}}?)\s?[（(]导演[）)][.．。:：]\s?《?(?P<title>[^\[\].．。《》]{{1,60}})》?\s?(?:\[Z\])?[.．。,，]\s?(?P<publisher>[^\d,，.．。]{{2,30}}),\s?(?P<date>{_YEAR})[.．。]?"),
        # As Harvard prints broadcasts: "Desert Island Discs (2019) BBC Radio 4, 12 May, 11:15."
        ("broadcast", "BBC|ITV|Channel |NPR|PBS|CBC|ABC", rf"(?P<title>[^()\[\]]{{3,100}})\s\((?P<date>{_YEAR})\)\.?\s(?P<station>[^,.\d][^,.]{{1,30}}),\s(?P<note>\d{{1,2}}\s[A-Z][a-z]{{2,8}}(?:,\s\d{{1,2}}[:.]\d\d)?)\.?"),
        # An episode, and who made it: "“Hush.” Buffy the Vampire Slayer, created by Joss Whedon, ..., directed by ..., Mutant Enemy, 1999. DVD."
        ("broadcast", "ed by ", rf"[“\"](?P<title>[^“”\"]{{2,120}})[”\"]\s(?:(?P<container>(?![A-Z][a-z]+ed by )[^,“”\"]{{2,90}})|(?:Hosted|Presented|Narrated)\sby\s(?P<host>{PERSON}(?:\s(?:and|&)\s{PERSON})?))(?:,\s(?:created|written|produced|performed|hosted|developed|performances?)\sby\s[^,]{{3,60}}){{0,3}}(?:,\s(?P<number>(?:season|series)\s\d{{1,2}}(?:,\sepisode\s\d{{1,3}})?|episode\s\d{{1,3}}))?(?:,\s(?:created|written|produced|performed|hosted|developed|performances?)\sby\s[^,]{{3,60}}){{0,2}}(?:,\sdirected by\s(?P<director>{PERSON}))?(?:,\s(?P<number2>(?:season|series)\s\d{{1,2}}(?:,\sepisode\s\d{{1,3}})?|episode\s\d{{1,3}}))?,\s(?P<publisher>[^\W_][^,\d]{{1,50}}),\s(?P<date>(?:\d{{1,2}}\s[A-Z][a-z]{{2,8}}\.?\s)?{_YEAR})[.,]?(?:\s(?P<medium>DVD|Netflix|Hulu|Blu-ray)\.?)?"),
        # What is on a record: "Talking Heads. Remain in Light. Sire, 1980. LP."
        ("song", ". LP|. CD|. Vinyl", rf"(?P<author>[^“”\"\d.:;]{{2,50}})\.\s(?P<title>[^.“”\"]{{2,90}})\.\s(?P<publisher>[^\W\d_a-z][^.,:\d]{{1,40}}),\s(?P<date>{_YEAR})\.\s(?P<medium>CD|LP|Vinyl)\.?"),
        # A song of an album: "Nirvana. “Smells Like Teen Spirit.” Nevermind, Geffen, 1991."
        ("song", ". “|. \"", rf"(?P<author>[^“”\"\d]{{2,60}})\.\s[“\"](?P<title>[^“”\"]{{2,90}})[”\"]\s(?P<container>[^\W_][^,“”\"]{{0,70}})[.,]\s(?P<label>[^\W\d_a-z][^,.]{{1,40}}),\s(?P<date>{_YEAR})[.,]?(?:\s(?P<medium>CD|LP|MP3|Vinyl)\.?)?"),
        # "The Sopranos, season 1, episode 5, “College,” directed by Allen Coulter, aired February 7, 1999, on HBO."
        ("broadcast", "aired ", rf"(?P<container>[^,“”\"]{{2,90}}),\s(?P<number>season\s\d{{1,2}},\sepisode\s\d{{1,3}}),\s[“\"](?P<title>[^“”\"]{{2,120}}?),?[”\"](?:,?\s(?:written|hosted|created|produced)\sby\s[^,]{{3,60}}(?:,\sand)?)?(?:,?\sdirected\sby\s(?P<director>{PERSON}))?(?:,\s[^,“”]{{3,60}})?,\saired\s(?P<date>[A-Z][a-z]{{2,8}}\.?\s\d{{1,2}},\s{_YEAR}),\son\s(?P<publisher>[^,]{{2,40}}?)(?:,\s.{{3,80}})?\.?"),
        # "Desert Island Discs, ‘David Attenborough’ (BBC Radio 4, 29 January 2012)".
        ("broadcast", "(BBC|(NBC|(CBS|(ABC|(ITV|(Channel |(NPR|(CBC|(PBS|(ARD|(ZDF", rf"(?:(?P<container>[^'‘’“”\"()]{{3,70}}),?\s)?['‘“\"](?P<title>[^“”\"]{{2,120}})['’”\"],?\s(?:\((?P<station>[^(),\d][^(),]{{1,30}}),\s(?P<date>\d{{1,2}}\s[A-Z][a-z]{{2,8}}\s{_YEAR})\))\.?"),
        # "Taylor Swift, “All Too Well,” track 5 on Red, Big Machine Records, 2012."
        ("song", "track ", rf"(?P<author>[^“”\"\d]{{2,60}}?)[.,]\s[“\"](?P<title>[^“”\"]{{2,90}})[”\"],?\s(?P<note>(?:recorded\s[^,]{{3,30}},\s)?track\s\d{{1,2}})(?:,)?\son\s(?P<container>[^,“”\"]{{1,70}}),\s(?P<publisher>[^\W_][^,]{{1,60}}),\s(?P<date>{_YEAR})(?:,\s(?P<medium>[^,.\d]{{2,24}}))?\.?"),
    )
)  # fmt: skip
# The words of the hints, but for the marks of "R: " and of a song; what is in Han may hold anything.
FAMILY = family("biographisch", "deutsche", "historisches", "irected", "regie", "bbc", "itv", "channel", "npr", "pbs", "cbc", "abc", "nbc", "cbs", "ard", "zdf", words=lambda: ("by", "sv", "lp", "cd", "vinyl", "aired", "track"))  # fmt: skip
_OPENING = ("『", "「", "《", "〈")  # the quotes of East Asia
_LABELS = {"container": "container-title", "station": "publisher", "label": "publisher", "number2": "number"}
# The script of Greece, those of India, Thailand and their neighbours, and those that are written from right to left.
_FAR = re.compile(
    r"[“\"'‘(]?[\u0370-\u03ff\u1f00-\u1fff\u0590-\u06ff\u0900-\u0dff\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]"
)
_FAR_SHAPES = tuple(
    (kind, re.compile(pattern))
    for kind, pattern in (
        ("book", r"(?P<author>[^.:\d]{2,80})\.\s(?P<title>[^.]{2,200})\.\s(?P<location>[^.:,،\d]{2,30}):\s(?P<publisher>[^.:\d]{2,60}?)[,،]\s(?P<date>\d{4})\.?"),
        ("book", r"(?P<author>[^.]{2,80}?\.?)\s\((?P<date>\d{4})\)\.?\s(?P<title>[^.]{2,200})\.\s(?P<location>[^:,\d]{2,30}):\s(?P<publisher>[^.:\d]{2,60}?)\.?"),
        ("article-journal", r"(?P<author>[^.]{2,80}?\.?)\s\((?P<date>\d{4})\)\.?\s(?P<title>[^.]{2,240})\.\s(?P<container>[^.,،\d]{3,90})[,،]?\s(?P<volume>\d{1,4})\s?(?:\((?P<issue>[\d-]{1,7})\))?[,،:]\s?(?P<pages>\d{1,5}\s?[-–]\s?\d{1,5})\.?"),
    )
)  # fmt: skip
# The law journals of Germany by their letters, a year for a volume: "JZ 2001, 499", "in: NJW 2002, S. 1217 ff."
_GERMAN = re.compile(
    rf"(?:[,.;?!]\s|\sin:?\s)(?P<container>[A-ZÄÖÜ][A-Za-zäöü&]{{0,3}}[A-ZÄÖÜ][A-Za-z]{{0,3}})\s(?P<date>{_YEAR}),\s(?:S\.\s)?(?P<pages>\d{{1,4}}(?:\s?[-–]\s?\d{{1,4}})?)(?:\sff?\.?)?(?:\s\(\d{{1,4}}(?:\sff?\.)?\))?[.\s]*$"
)

_COMMAS = re.compile(
    rf"(?P<author>(?:[^\W\d_a-z]\.[ -]?){{1,3}}[^\W\d_a-z][\w’'-]+|{PERSON}), (?P<title>[^\W\d_][^,]{{3,120}}), (?P<publisher>[^\W\d_a-z][^,\d]{{2,60}}), (?P<location>[^\W\d_a-z][^,\d]{{2,25}}),? (?P<date>{_YEAR})(?:, (?:pp?|s|S)\. (?P<pages>\d{{1,4}}(?:[-–]\d{{1,4}})?))?\.?"
)
_UNTITLED = frozenset(("author", "date", "location", "publisher", "pages"))


def told(raw: str, runs: list[Run], end: int, seen: int = ALL) -> LegalForm | None:
    """Return what a citation in one of these forms tells, up to `end`, where its address begins; else None. `seen` are
    the families of words that it shows.

    >>> raw = "黒澤明監督『七人の侍』東宝、1954年。"
    >>> found = told(raw, [], len(raw))
    >>> found.kind, [(run.label, raw[run.start : run.end]) for run in found.runs]
    ('motion_picture', [('director', '黒澤明'), ('title', '七人の侍'), ('publisher', '東宝'), ('date', '1954')])
    """
    end = len(raw[:end].rstrip())
    is_ascii = raw.isascii()
    if not is_ascii and _FAR.match(raw):
        from . import comma_forms  # much to load for whoever cites nothing of the kind

        shapes = ((kind, shape.fullmatch(raw, 0, end)) for kind, shape in _FAR_SHAPES)
        return comma_forms.read(raw, end) or next((_form(kind, found) for kind, found in shapes if found), None)
    is_hinted = seen & FAMILY or "R: " in raw or '. "' in raw or ". “" in raw
    for kind, hints, shape in _SHAPES if is_hinted else ():
        for hint in hints:
            if hint in raw and (found := shape.fullmatch(raw, 0, end)) and _is_one(found):
                return _form("entry-dictionary" if "ictionary" in found[0] and hint == "s.v." else kind, found)
    if not is_ascii and any(map(raw.__contains__, _OPENING)):
        from . import quote_forms

        if quoted := quote_forms.read(raw, end):
            return quoted
    return _of_german_law(raw, runs, end) or _between_commas(raw, runs, end)


def _is_one(found: re.Match[str]) -> bool:
    """Whether what must be a station or a label is one, and an episode has some maker."""
    said = found.groupdict()
    if "number2" in said and not (said["number"] or said["number2"] or said["director"]):
        return False
    if station := said.get("station"):
        return stations.is_one(station)
    return imprints.is_label(said["label"]) if "label" in said else True


def _form(kind: str, found: re.Match[str]) -> LegalForm:
    return LegalForm(kind, held(found, _LABELS, SURE))


def _between_commas(raw: str, runs: list[Run], end: int) -> LegalForm | None:
    """The runs of a book all parts of which stand between commas, where the tagger finds no title in it."""
    if not runs or runs[0].label != "author" or not _UNTITLED.issuperset(run.label for run in runs):
        return None
    found = _COMMAS.fullmatch(raw, 0, end)
    return _form("book", found) if found and runs[0].end > found.end("title") else None


def _of_german_law(raw: str, runs: list[Run], end: int) -> LegalForm | None:
    """The runs of an article, journal, year and page of which are printed without any word."""
    if len(runs) < 2 or runs[0].label != "author" or runs[1].label != "title":
        return None
    if "volume" in [run.label for run in runs] or not (found := _GERMAN.search(raw, max(end - 40, 0), end)):
        return None
    start = found.start() + (raw[found.start()] != " ")
    before = [run._replace(end=min(run.end, start)) for run in runs if run.start < start]
    if [run.label for run in before] != ["author", "title"]:
        return None
    places = (Run(_LABELS.get(name, name), *found.span(name), SURE) for name in ("container", "date", "pages"))
    return LegalForm("article-journal", [*before, *places])
