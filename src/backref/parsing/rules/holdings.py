"""Documents of archives: runs of labels -> runs that tell the archive, where it keeps the document, and its title.

"The National Archives, Kew, CAB 66/7/48, War Cabinet conclusions, 26 May 1940" is headed by the archive; "Letter to
J. D. Hooker, 11 January 1844. Cambridge University Library, DAR 114: 3" ends in it.
"""

from __future__ import annotations

import re

from .. import numbers
from ..glance import family
from ..tagging.segments import Run
from .city_names import cities
from .relabelled import relabelled

_HOUSE = (
    r"(?:[^\W\d_a-z][\w.'’-]*\s)?(?:(?:[^\W\d_]+\s){0,4}[Aa]rchi(?:v|ef|o)\w{0,3}\b|[^\W\d_]*(?:archiv|arkiv|archief|архив)\b|[Aa]rchivi?o|Archives|Manuscript Division|(?:[^\W\d_]+\s){1,4}Library|British Library|Bodleian Library|Library of Congress"
    r"|Biblioth?[eèé]\w{2,5}|Bibliote[ck]\w?|\w{0,14}[Bb]ibliothek|РГАДА|РГАЛИ|РГИА|ГАРФ|ЦГАЛИ|ЦГИА|РГВА|TNA|ASV|GStA(?: PK)?|BArch|PA AA|HHStA|AdR|NARA|AMAE|ANOM|SHD)"
)
_HEAD = re.compile(
    rf"(?:(?P<city>[^\W\d_a-z][^\W\d_]{{2,14}}), )?(?:The )?{_HOUSE}(?P<where>\s(?:of|de|di|du|der|des|den|für|degli)\s[^,.]{{2,40}}|(?:\s[^\W\d_][\w-]{{2,20}}){{1,2}}(?:\sd[ei]\s[^,.]{{2,30}})?)?(?:\s\([A-Z]{{2,5}}\))?(?=[,.]\s)"
)
_HINTS = (
    "rchiv",
    "rkiv",
    "rchief",
    "ibrary",
    "ibliot",
    "Manuscript Div",
    "РГ",
    "ГАРФ",
    "ГА",
    "ЦДІА",
    "ЦДА",
    "Historical Soc",
    "Special Coll",
    "ЦГ",
    "архив",
    "TNA",
    "ASV",
)
_HOUSES = ("GStA", "BArch", "PA AA", "AdR", "NARA", "AMAE", "ANOM", "SHD", " Papers, ")
FAMILY = family(*_HINTS, words=lambda: ("papers", "gsta", "barch", "aa", "adr", "nara", "amae", "anom", "shd"))
_PART = re.compile(r"[,.]\s+(?P<part>[^,;]{1,140}?)(?=[,;]\s|(?<!\s\d\d)(?<!\s\d)\.\s(?=[^\W\d_]{3})|\.?$)")
_SHELF = re.compile(
    r"(?:(?:[A-Z]{1,5}|Add MSS?|filza|busta|registro|reg|legajo|leg|carton|caja|liasse|dossier|Bestand|Akte|Bündel|[A-Z]\w{0,7}|[Фф]|[Оо]п|[Дд]|[Лл]|fol?s?|reg|box|vol|ms|Ms|MS|leg|nr?|no)\.?\s?){0,4}[\dIVX][\w/.:–-]{0,16}(?:\s[IVX]{1,5}/\d{1,5}|\s?[rv])?(?:,?\s(?:Оп|Д|Л|f)\.\s\d[\d–-]*\.?){0,4}|[A-Z]{1,3}(?:/\d{1,5}){1,4}"
)
_DAY = re.compile(
    r"(?:\d{1,2}\.?\s[^\W\d_]{3,10}\.?\s)?(?<![\w/])(?:1[1-9]|20)\d\d$|\d{1,2}\.\d{1,2}\.(?:1\d|20)\d\d$|[A-Z][a-z]{2,8}\s\d{1,2}$"
)
_LETTERS = re.compile(
    r"[\W]{0,3}(?:Letter|Diary|Diaries|Journal|Notebook|Memorandum|Lettre|Carta|Lettera|Brief|Tagebuch|Nachlass|Письмо|Дневник)\b"
)
_TAIL = re.compile(
    rf"(?<=[.;,]\s)(?:(?P<medium>MSS?|TS)[.,]{{1,2}}\s)?(?P<archive>(?:[^.;,\d]{{0,60}},\s)?[^.;,\d]{{0,60}}?{_HOUSE}[^.;,\d]{{0,40}})(?:,\s(?P<place>[^\d]{{3,40}}?))?(?:,\s(?P<shelf>[^,]{{0,30}}\d[^.]{{0,20}}))?\.?$"
)


# A manuscript by its shelf mark before the library: "MS Add. 3996, Cambridge University Library".
_SHELVED = re.compile(
    rf"(?<=[.,;”\"»] )(?P<shelf>(?:MSS?\.?|Ms\.|Cod(?:ex|\.)|Add\. MS|Ms)\s[^,;“”]{{0,30}}\d[\w./-]{{0,8}}|[A-Z]{{2,5}}\s\d{{1,4}}(?:/\d{{1,5}}){{1,3}})[.,]\s(?:[Tt]he\s)?(?P<archive>{_HOUSE}[^.;,\d]{{0,40}}(?:,\s[^\W\d_a-z][^,.;\d]{{2,30}})?)(?=[.,;]|$)"
)
# A document behind whose archive its shelf mark ends the citation: ", Politisches Archiv, R 100857, Bl. 166–180."
_LYING = re.compile(
    r"(?<=[,.”\"»] )(?P<archive>(?:[Tt]he )?[^\W\d_a-z][^.;,:\d]{0,60}?(?:[Aa]rchiv|Library|Bibliothe)[^.;,:\d]{0,40}(?:, [^\W\d_a-z][^\W\d_]{2,20})?), (?P<shelf>(?:[A-Z]{1,5} )?(?:[A-Z]{1,5}|(?!Vol|No|Jg|Bd|pp)[A-Z] ?[A-Z]?[a-z]{1,4}\.)[ /]\d{1,6}(?:[/.-]?\d{1,6}|[ /][IVX]{1,4}){0,3}(?:, (?:Bl|Bd|Nr|no|box|folder|fols?|ff?|S|p|pp|piece)\.? \d[\d–-]{0,10}[rv]?){0,2})\.?$"
)
_FROM = re.compile(r"(?:vom|of|du|del|from) (?P<date>\d{1,2}\.? [^\W\d_]{3,10}\.? (?:1[5-9]|20)\d\d)[\s,.]*$")
_WRITTEN = re.compile(r"(?<=[.,”\"»]) (?P<date>\d{1,2}\.? [^\W\d_]{3,10}\.? (?:1[5-9]|20)\d\d)[\s,.]*$")
_KEEPER = re.compile(
    r"(?:[Tt]he )?(?:Library of Congress|British Library|Bodleian Library|National Archives|[^\W\d_][^.;:\d]{2,40}(?:Manuscript Division|Special Collections|Historical Society|Archives?|Manuscripts Collection))(?:, [^.;:\d]{3,40})?[\s,.]*"
)
_YEARS = re.compile(r",\s(?P<date>(?:c(?:a|irca)?\.?\s)?(?:1[1-9]|20)\d\d(?:[-–](?:1[1-9]|20)?\d\d)?)[\s.,]*$")
_STATE = re.compile(
    r"Archivio di Stato|Archivo (?:General|Histórico)|Archives (?:nationales|départementales)|Arxiu|Arquivo (?:Nacional|Histórico)|(?:Haupt)?(?:[Ss]taats|[Ll]andes|[Ss]tadt|[Bb]undes)archiv"
)  # whose series follow its name
_YEAR = re.compile(r"[,.]\s(?P<date>(?:\d{1,2}\s[а-яіїє]{3,9}\s)?1[3-9]\d\d|20\d\d)(?:\s?[гр]\.)?[.\s]*$")
_SERIES = 4  # words of the name of a series
_MARKED = re.compile(
    r"[A-Z]{1,4}\s?\d{1,4}(?:\s?[IVX/]|$)|\b(?:Rep|Best|Bl|Tit|fols?|ff?|busta|reg|leg)\.?\s\d"
)  # the letters and number of a holding
# Of Russia: "ГАРФ. Ф. Р-5446. Оп. 1. Д. 123. Л. 45–46 об."
_FONDS = re.compile(
    r"(?P<archive>[А-ЯЁІ]{2,9}(?:\s[А-ЯЁІЇЄ][А-ЯЁа-яёіїє]+)?|[^\W\d_][^.\d]{4,80}?архив[^.\d]{0,60}?(?:\s\([А-Я]{3,9}\))?)[.,]\s(?P<shelf>Ф(?:онд|\.)\s?[РПКН]?-?\d[\d-]{0,6}[а-яі]?\.?,?\s(?:[Оо]п(?:ись)?\.?\s?\d{1,4}\w?\.?,?\s)?(?:(?:[Дд]|[Сс]пр|[Ее]д\. ?хр|К|[Кк]арт)\.?\s?\d{1,6}\w?)(?:\.?,?\s(?:[Лл]{1,2}|[Аа]рк)\.?\s?\d[\d–,\s-]{0,20}(?:\s?об\.?)?)?)\.?(?:\s(?P<rest>.{3,200}))?$"
)
# What is kept in a collection of a library: "..., 14200:13, University of Georgia Library", "Rockefeller Archive Center
# (GEB series 1.3, Box 371), Tarrytown".
_REPOSITORY = r"(?:[^\W\d_a-z][^,.;()\d]{0,60}?)?\b(?:Library|Libraries|Archives?(?: Cent(?:er|re))?|Historical Society|Special Collections|Archiv|Archivo|Bibliothek|Collection(?=, (?:[A-Z]\w+ ){1,2}(?:College|University)))(?: of [^,.;()\d]{2,30}|, (?:University of [A-Z]\w+|[A-Z]\w+(?: [A-Z]\w+)? University|[A-Z]\w+ College))?"
_COLLECTION = r"(?:[^\W\d_a-z][^,.;()\d]{1,60} )?(?:Papers|Manuscripts|Records|Collection|Nachlass|Fonds|Correspondence)(?: of (?:the )?[^\W\d_a-z][^,.;()\d]{2,70})?"
_KEPT = re.compile(
    rf"(?<=[.,;\]”] )(?:(?P<shelf>{_COLLECTION}(?:, [^,.;]{{1,24}}){{0,3}}), (?P<archive>{_REPOSITORY}|University of [A-Z]\w+|(?:[A-Z]\w+ ){{1,2}}(?:University|College))|(?P<archive2>{_REPOSITORY}) \((?P<shelf2>[^()]{{0,60}}\d[^()]{{0,20}})\)|(?P<shelf3>{_COLLECTION})\. (?P<archive3>{_REPOSITORY}))(?P<place>(?:, [^\W\d_a-z][^,.\d]{{1,24}}){{0,3}})\.?$"
)
_LETTER = re.compile(r"(?P<author>[^\W\d_a-z][^,.:]{4,40}?) to (?P<to>(?:the )?[^\W\d_a-z][^,:]{2,50}), ")
_NEVER = frozenset(("volume", "issue", "container-title", "publisher"))  # of what lies in a library


def told(raw: str, runs: list[Run]) -> list[Run] | None:
    """Return the runs of a document that lies in an archive, or None.

    >>> raw = "The National Archives, Kew, CAB 66/7/48, War Cabinet conclusions, 26 May 1940."
    >>> [(run.label, raw[run.start : run.end]) for run in told(raw, [Run("title", 0, 64, 0.5)])]
    [('archive', 'The National Archives, Kew'), ('shelf', 'CAB 66/7/48'), ('title', 'War Cabinet conclusions'), ('date', '26 May 1940')]
    """
    if not any(map(raw.__contains__, (*_HINTS, *_HOUSES))):
        return None
    if fonds := _FONDS.match(raw):
        return _of_russia(raw, fonds)
    if (found := _HEAD.match(raw)) and (not found["city"] or found["city"] in cities()):
        return _headed(raw, found)
    if (placed := _KEPT.search(raw)) and not any(run.label in _NEVER and run.end <= placed.start() for run in runs):
        return _kept(raw, runs, placed)
    if (marked := _SHELVED.search(raw)) and not any(run.label in _NEVER and run.end <= marked.start() for run in runs):
        before = [run._replace(end=min(run.end, marked.start())) for run in runs if run.start < marked.start()]
        before = _with_years(raw, before)
        dated = [run for run in runs if run.label == "date" and run.start >= marked.end("archive")]
        return [
            *before,
            Run("shelf", *marked.span("shelf"), 0.97),
            Run("archive", *marked.span("archive"), 0.97),
            *dated,
        ]
    if tailed := _tailed(raw, runs):
        return tailed
    lying = _LYING.search(raw)
    return _lying(raw, runs, lying) if lying else _after_year(raw, runs)


def _after_year(raw: str, runs: list[Run]) -> list[Run] | None:
    """The runs of a document, the archive behind its year, where no book has its publisher: "1863. Library of Congress"."""
    labels = [run.label for run in runs]
    if labels[:1] != ["author"] or not _NEVER.isdisjoint(labels[:-2]) or "title" not in labels or "date" not in labels:
        return None
    at = len(runs) - 1 - (labels[-1] == "location")
    if labels[at] != "publisher" or labels.index("date") > at or raw[runs[at].start - 2 : runs[at].start] != ". ":
        return None
    if not _KEEPER.fullmatch(raw, runs[at].start, runs[at].end):
        return None
    return [*runs[:at], runs[at]._replace(label="archive"), *runs[at + 1 :]]


def _lying(raw: str, runs: list[Run], lying: re.Match[str]) -> list[Run]:
    """The runs of a document, a day at the end of its title its date too."""
    start = lying.start()
    before = [run._replace(end=min(run.end, start)) for run in runs if run.start < start]
    title = next((run for run in before if run.label == "title"), None)
    if title and (day := _FROM.search(raw, title.start, start)):
        before = [run for run in before if run.start < title.start]
        before += [title._replace(end=day.end("date")), Run("date", *day.span("date"), title.probability)]
    elif day := _WRITTEN.search(raw, 0, start):
        before = relabelled(before, "date", *day.span("date"))
    return [*before, *(Run(name, *lying.span(name), 0.9) for name in ("archive", "shelf"))]


def _tailed(raw: str, runs: list[Run]) -> list[Run] | None:
    """The runs of a letter or a diary that ends in the archive; or None."""
    title = next((run for run in runs if run.label == "title"), None)
    if title is None or not _LETTERS.match(raw, title.start):
        return None
    found = _TAIL.search(raw, title.start + 8)
    if found is None:
        return None
    end = found.start()
    kept = [run._replace(end=min(run.end, end)) for run in runs if run.start < end]
    if dated := _WRITTEN.search(raw, title.end - 2, end):
        kept = relabelled(kept, "date", *dated.span("date"))
    tail = [Run(name, *found.span(name), title.probability) for name in ("archive", "medium") if found[name]]
    if found["shelf"]:
        tail.append(Run("shelf", *found.span("shelf"), title.probability))
    elif found["place"]:
        tail[0] = tail[0]._replace(end=found.end("place"))
    return [*kept, *tail]


def _with_years(raw: str, runs: list[Run]) -> list[Run]:
    """The runs, the years at the end of the title a date where there is no other."""
    title = next((run for run in runs if run.label == "title"), None)
    if (
        title is None
        or any(run.label == "date" for run in runs)
        or not (years := _YEARS.search(raw, title.start, title.end))
    ):
        return runs
    return relabelled(runs, "date", *years.span("date"))


def _are_series(raw: str, parts: list[tuple[int, int]]) -> bool:
    """Whether the parts between an archive and its number are a few words each."""
    return all(raw.count(" ", start, end) < _SERIES for start, end in parts)


def _of_russia(raw: str, fonds: re.Match[str]) -> list[Run]:
    """The runs of a document by its fonds, and what stands behind."""
    runs = [Run(name, *fonds.span(name), 0.97) for name in ("archive", "shelf")]
    if not fonds["rest"]:
        return runs
    start, end = fonds.span("rest")
    dated = _YEAR.search(raw, start, end)
    if dated is None:
        return [*runs, Run("title", start, end, 0.97)]
    return [*runs, Run("title", start, dated.start(), 0.97), Run("date", *dated.span("date"), 0.97)]


def _kept(raw: str, runs: list[Run], kept: re.Match[str]) -> list[Run]:
    """The runs of a work, what keeps it and where apart; who wrote a letter before "to" is its author."""
    before = [run._replace(end=min(run.end, kept.start())) for run in runs if run.start < kept.start()]
    tail = [
        Run("shelf" if "shelf" in name else "archive", *kept.span(name), 0.9)
        for name, said in kept.groupdict().items()
        if said and name != "place"
    ]
    before = _with_years(raw, before)
    if (letter := _LETTER.match(raw)) and not any(
        run.label == "author" and run.end < letter.end("author") for run in before
    ):
        before = [Run("author", *letter.span("author"), 0.9), *(run for run in before if run.label == "date")]
        before += [Run("title", 0, letter.end("to"), 0.9), Run("recipient", *letter.span("to"), 0.9)]
    return sorted([*before, *tail], key=lambda run: run.start)


def _headed(raw: str, head: re.Match[str]) -> list[Run] | None:
    parts = [part.span("part") for part in _PART.finditer(raw, head.end())]
    shelf = [
        at
        for at, (start, end) in enumerate(parts)
        if _SHELF.fullmatch(raw, start, end) and not _DAY.search(raw[start:end])
    ]
    is_placed = bool(head["where"] and shelf and _STATE.search(head[0])) and _are_series(raw, parts[: shelf[0]])
    if not shelf or shelf[-1] - shelf[0] > 5 or shelf[0] > (4 if is_placed else 2):
        return None
    numbered = (at for at, part in enumerate(parts) if any(map(str.isdigit, raw[slice(*part)])))
    first = min(next(numbered, shelf[0]), shelf[0]) if is_placed else shelf[0]
    runs = [
        Run("archive", head.start(), parts[first - 1][1] if first else head.end(), 0.97),
        Run("shelf", parts[first][0], parts[shelf[-1]][1], 0.97),
    ]
    rest = parts[shelf[-1] + 1 :]
    dated = [span for span in rest if _DAY.search(raw[slice(*span)])]
    title = [span for span in rest if span not in dated]
    if any(numbers.is_of("webpage", raw[slice(*span)]) for span in parts):
        return None  # a registered trial
    if not is_placed and not title and not dated and not _MARKED.search(raw, runs[1].start, runs[1].end):
        return None
    if title:
        runs.append(Run("title", title[0][0], title[-1][1], 0.97))
    if dated:
        runs.append(Run("date", dated[0][0], dated[-1][1], 0.97))
    return sorted(runs, key=lambda run: run.start)
