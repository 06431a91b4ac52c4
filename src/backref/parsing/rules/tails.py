"""What else stands at the end of a title or a date: how many volumes there are, a series and its number, a day.

"Civilisation matérielle (3 vols.)" has three volumes, "Zur Konstruktion. SOEP Papers No. 258" is of a series, and
"(2014, October 3)" is one date.
"""

from __future__ import annotations

import re

from ...fields import volume_counts
from .. import numbers
from ..glance import family
from ..tagging.segments import Run
from .relabelled import relabelled, worded

_VOLUMES = re.compile(r"[\s:.,(\[]{1,3}(?P<said>(?:[вin]{1,2}\s)?\d{1,2}\s?[^\W\d_]{1,9}\.?)[)\]]?[\s.,:;]*$")
_ABBREVIATED = re.compile(r"[вin]{1,2}\s(\d{1,2})\s?(?:т|vol|Bd|Bdn|t)\.?")
_SERIES = re.compile(
    r"\.\s(?P<series>[^\W\d_a-z][^.:;?!\d]{2,70}?(?:[Pp]apers?|[Rr]eports?|[Bb]erichte?|[Ss]eries|[Rr]eihe|hefte?|[Ss]tudien|[Bb]eiträge|[Dd]ocuments?|[Cc]uadernos?|[Cc]ahiers?))"
    r"(?:,|\s[A-Z]{2,5})?\s(?P<number>(?:(?:No|Nr|Núm|núm|nº|n°|#)\.?\s?)?\d{1,5}(?:[/-]\d{1,4})?)[\s.,:;]*$"
)
# A series behind a comma: "Umweltcontrolling, Texte 8/99", "Szenarien, Abhandlungen zur Geographie | Bd. 5".
_LISTED = re.compile(
    r", (?P<series>(?:Manuskripte|Texte|Materialien|Abhandlungen|Schriften|Schriftenreihe|Forschungsberichte?|Arbeitspapiere?|Arbeitsberichte?|Diskussionspapiere?|Beiträge|Mitteilungen|Veröffentlichungen)"
    r"(?:\s(?:zu[rm]?|der|des|für|aus|über)\s[^,:;.\d]{3,70})?)(?:,?\s(?P<number>(?:(?:Nr|No|H)\.\s?)?(?!1[5-9]\d\d|20\d\d)\d{1,4}(?:/\d{2,4})?))?[\s.,:;]*$"
)
_NAMED = frozenset(("container-title", "collection-title"))
# A report by its kind and its number: "Memorandum RM-3420-PR", "NBER Working Paper 23285", "(Policy Paper 27)".
_REPORT = re.compile(
    r"[(\s]{0,2}(?P<genre>(?:[^\W\d_]+\s){0,4}(?:[Mm]emorand(?:um|a)|[Tt]ech\.\s(?:[Rr]ep|[Mm]emo)\.|[Rr]eport|[Pp]aper|[Nn]ote|[Bb]ulletin|[Cc]ircular|[Rr]elease|[Bb]ericht|Leitlinie|[Ss]tandard(?=\sNo\.)|Arbeitspapier|Diskussionspapier|Pressemitteilung|[Dd]ocument|[Gg]uidelines?|[Gg]uidance))(?:,|\sseries)?\s"
    r"(?:(?:[Nn]o|[Nn]r|[Nn]um)\.\s|#)?\[?(?P<number>[A-Z0-9][\w./-]{0,24}?)[\s.,;)\]]*"
)
_HEADED = re.compile(
    r"(?P<genre>(?:Technical |Research )?Report|(?:Working|Discussion|Policy) Paper)\s(?:[Nn]o\.\s)?(?P<number>\d{1,4}):\s(?=[^\W\d_a-z])"
)  # "Report 9: Impact of"
_SERIAL = frozenset(("collection-title", "container-title", "genre", "number", "volume", "issue", "title", "publisher", "note", "other", "collection-number"))  # fmt: skip
_LONGEST = 30  # characters of a report's number
_STOP = re.compile(r"[.”\"]\s|\s(?=\()")
_RELEASE = re.compile(r"(?P<genre>Pressemitteilung|[Pp]ress [Rr]elease)\s(?:N[or]\.\s)?(?P<number>\d[\w/-]{0,12})")
# Notes behind the title of a work: "Don Giovanni, K. 527. Vocal score."
_SCORE = re.compile(
    r"[.,]\s(?P<genre>(?:(?:[Vv]ocal|[Ff]ull|[Ss]tudy|[Oo]rchestral|[Mm]iniature|[Cc]onductor['’]s|[Pp]iano) score|(?:Studien)?[Pp]artitur|[Kk]lavierauszug|[Pp]artition|[Pp]artitura))[\s.,]*$"
)
# Of the Internet's engineers: "Internet-Draft, draft-ietf-quic-transport-34".
_DRAFT = re.compile(
    r"(?P<genre>(?:IETF )?Internet[- ]Draft),?\s(?P<number>draft-[a-z0-9]+(?:-[a-z0-9]+){1,10})|(?P<number2>draft-[a-z0-9]+(?:-[a-z0-9]+){1,10}),?\s\(?(?P<genre2>(?:IETF )?Internet[- ]Draft)"
)
# A paper of a series by its number: "IZA Discussion Paper No. 4925", "IMF Working Paper WP/13/1".
_PAPER = re.compile(
    r"(?<=[.,;:”\"’?!(] )\(?(?P<genre>(?:[A-Z][\w&/.-]{0,20}\s(?:(?:of|for|and|on|de)\s(?:the\s)?)?){0,8}?(?:[Dd]iscussion|[Ww]orking|[Pp]olicy|[Oo]ccasional|[Rr]esearch|[Tt]echnical|[Ss]taff)\s(?:[Pp]aper|[Mm]emorandum|[Nn]ote)(?:\s[Ss]eries)?),?\s(?:(?:[Nn]o|[Nn]r|[Nn]um)\.\s|#)?(?P<number>(?:[A-Z]{1,6}[/ -])?\d[\w/-]{0,12})(?=[.,;:)]|$)"
)
NAMED = family("pressemitteilung", words=lambda: ("release", "draft", "paper", "papers", "memorandum", "score", "partitur", "studienpartitur", "klavierauszug", "partition", "partitura"))  # fmt: skip
# "NICE guideline NG59", "Clinical Practice Guideline No. 12": what a body issues and counts.
_GUIDELINE = re.compile(
    r"(?P<genre>(?:[A-Z][\w-]*\s){0,4}(?:[Gg]uidelines?|[Gg]uidance|[Tt]echnology appraisal|[Qq]uality standard|[Tt]echnical [Rr]eport|[Ff]act [Ss]heet))\s(?:[Nn]o\.\s|#)?\[?(?P<number>[A-Z]{0,5}-?\d{1,5}(?:[-/.]\d{1,5}){0,3})\]?[\s.,;]*"
)
_SERIALS = frozenset(("volume", "issue", "pages"))
_HOUSES = frozenset(("institution", "container-title", "location", "note", "other"))
_DAY = re.compile(
    r",\s(?:[^\W\d_]{3,10}\.?(?:[/–-][^\W\d_]{3,10}\.?)?(?:\s\d{1,2})?|\d{1,2}\.?\s[^\W\d_]{3,10}\.?)(?:\s?[-–]\s?\d{1,2})?(?=\))"
)
_COLLECTION = re.compile(
    r"[(,.]\s?[Cc]oll(?:\.|ection|ana)\s(?:«|“|\"|‟)\s?(?P<series>[^«»“”\"]{3,80}?)\s?[»”\"](?:,?\s(?:n[°ºo]\.?\s?|(?!1[5-9]|20))(?P<number>\d{1,4})(?!\d)(?=[,.;)]))?"
)
_OF_SERIES = frozenset(("collection-title", "collection-number"))
# A series behind a sign of equality: "(= Oldenbourg Grundriß der Geschichte, 17)", "(= Gegenwartsfragen N.F. 37)".
_EQUALS = re.compile(
    r"[\s.,]{0,2}\(\s?=\s?(?P<series>[^()]{3,140}?)(?:[,;]?\s(?:(?:Bd|Band|Nr|H|Heft|Vol|No)\.?\s)?(?:N\. ?F\. )?(?P<number>(?!1[5-9]\d\d|20\d\d)\d{1,4}|[IVX]{1,6}))?\)"
)
_COUNT = re.compile(
    r"[\s.,;]{1,3}(?P<said>(?:(?<=\d[.,] )[IVXLC]{1,7},? |[ivxlc]{1,8},? ?[+,]? ?)?\d{2,4}) (?:S|Seiten|pp|p|sider|blz|pagg)\.?+(?P<price>,? (?:€|EUR|DM|CHF|sFr\.|Fr\.|£|\$) ?\d[\d.,–-]*+)?[\s.]*+$"
)
# Series that publishers of German print, in a bracket with their number.
_HOUSE_OPENS = re.compile(
    r"\((?:UTB|EDG|OGG|stw|es |st |rororo|rde|edition suhrkamp|suhrkamp|rowohlts|Sammlung|Reclam|Fischer T|Beck|dtv)"
)
_HOUSE_SERIES = re.compile(
    r"[\s.,]{0,2}\((?P<series>UTB(?: für Wissenschaft)?|EDG|OGG|stw|es|st|rororo(?: [^\W\d_]{4,12})?|rde|edition suhrkamp|suhrkamp taschenbuch(?: wissenschaft)?|rowohlts [^\W\d_]{4,16}|Sammlung (?:Göschen|Metzler)|Reclams? UB|Fischer Taschenb(?:ücher|uch)|Beck[’']sche Reihe|dtv(?: [^\W\d_]{4,12})?),?(?: (?:Bd|Nr)\.)? (?P<number>\d{1,5})\)"
)
_COUNTED_ENDS = tuple(f" {word}{stop}" for word in ("S", "Seiten", "pp", "p", "sider", "blz", "pagg") for stop in (".", ""))  # fmt: skip
_DIGIT = re.compile(r"\d")
_OPENS = frozenset(" (.")
_BEHIND = re.compile(r"[\s.]{0,2}[(\[](?P<said>\d{1,2}\s?[^\W\d_]{1,9}\.?)[)\]]")
_HEADS = ("Report ", "Technical Report ", "Research Report ", "Working Paper ", "Discussion Paper ", "Policy Paper ")
_PLACED = frozenset(("container-title", "title", "author", "editor", "publisher", "location", "date", "URL"))
_A_COUNT = 0.4  # how sure it is that such a number is a page, which is less than what makes it one
_LOOKED_AT = frozenset(("genre", "title", "edition", "date"))
# How many pages a book has, and before that its place and its publisher: "Nova Odessa: Plantarum. 352p."
_PAGES = re.compile(r"[.,;]\s(?P<pages>(?:[ivxlc]{1,8}[,+]\s?)?\d{2,4}\s?(?:pp?|págs?)\.?)\W*$")
_HOUSE = re.compile(
    r"(?<=[^\W\d_]{3})[.?!]\s(?P<location>[^\W\d_a-z][^\W\d_]+(?:[ -][^\W\d_]+){0,2}):\s(?P<publisher>[^\W\d_a-z][^.:;\d]{2,70})$"
)
_NUMBERED = frozenset(("collection-title", "container-title", "number", "volume", "pages"))


def _with_series(raw: str, runs: list[Run]) -> list[Run]:
    """The runs, a series of France apart: "coll. « Bibliothèque des histoires », n° 12"."""
    found = _COLLECTION.search(raw)
    if found is None or any(run.label in _OF_SERIES for run in runs):
        return runs
    runs = relabelled(runs, "collection-title", found.start() + 1, found.end("series"))
    runs = [
        run._replace(start=max(run.start, found.start("series"))) if run.label in _OF_SERIES else run for run in runs
    ]
    runs = relabelled(runs, "collection-number", *found.span("number")) if found["number"] else runs
    return worded(raw, runs)


def _equalled(raw: str, runs: list[Run]) -> list[Run]:
    """The runs, a series in its bracket apart where labels hold it for words of something else."""
    found = _EQUALS.search(raw)
    if found is None or any(run.label in _OF_SERIES for run in runs) or not raw[found.end() - 2].isdigit():
        return runs  # "(= New Turkish-English dictionary)" is the same title in another tongue
    held = [run for run in runs if run.start < found.end() - 1 and found.start("series") < run.end]
    if any(run.label == "container-title" for run in held):
        return runs
    number = found.span("number") if found["number"] else None
    runs = relabelled(runs, "collection-title", found.start(), found.end())
    runs = [
        run._replace(start=found.start("series"), end=found.end("series"))
        if run.start == found.start() and run.label == "collection-title"
        else run
        for run in runs
    ]
    return worded(raw, relabelled(runs, "collection-number", *number) if number else runs)


def _of_house(raw: str, runs: list[Run]) -> list[Run]:
    """The runs, a publisher’s series and its number in a bracket apart: "Grundbegriffe (UTB 1416)"."""
    found = _HOUSE_SERIES.search(raw)
    if found is None or any(run.label in _OF_SERIES for run in runs):
        return runs
    runs = relabelled(runs, "collection-title", found.start(), found.end())
    series = next(run for run in runs if run.label == "collection-title")
    kept = [run for run in runs if run is not series]
    parts = [
        series._replace(label=label, start=found.start(name), end=found.end(name))
        for label, name in (("collection-title", "series"), ("collection-number", "number"))
    ]
    return worded(raw, sorted([*kept, *parts], key=lambda run: run.start))


def _counted(raw: str, runs: list[Run], count: re.Match[str]) -> list[Run]:
    """The runs, how many pages a book has no page, and what is beside that number nothing: "XII, 589 S., € 29"."""
    held = [run for run in runs if run.end > count.start() + 1]
    if any(
        run.label == "pages" and run.probability > _A_COUNT + 0.1 and run.start <= count.start("said") for run in held
    ):
        return [run for run in runs if not (run.label == "volume" and run in held)]  # the tagger is sure of a page
    if any(run.label in _PLACED for run in held) or any(run.label == "pages" for run in runs if run not in held):
        return runs
    runs = [run for run in runs if run.end <= count.start() + 3]
    return [*runs, Run("pages", *count.span("said"), _A_COUNT)]


def told(raw: str, runs: list[Run]) -> list[Run]:
    """Return the runs of a text, such words out of the title and the day in the date.

    >>> raw = "Civilisation matérielle (3 vols.). Paris"
    >>> [(run.label, raw[run.start : run.end]) for run in told(raw, [Run("title", 0, 35, 0.9)])]
    [('title', 'Civilisation matérielle'), ('volumes', '3 vols.')]
    """
    if "oll" in raw:
        runs = _with_series(raw, runs)
    if "(=" in raw or "( =" in raw:
        runs = _equalled(raw, runs)
    if _HOUSE_OPENS.search(raw):
        runs = _of_house(raw, runs)
    if (raw.endswith(_COUNTED_ENDS) or "€ " in raw) and (count := _COUNT.search(raw, max(len(raw) - 40, 0))):
        runs = _counted(raw, runs, count)
    for run in runs:
        if run.label in _LOOKED_AT and _may_have(raw, run):
            break
    else:
        return runs
    found: list[Run] = []
    for run in runs:
        if run.label == "title":
            found += _of_title(raw, run, runs)
            behind = _BEHIND.match(raw, run.end) if raw[run.end : run.end + 1] in _OPENS else None
            if behind and volume_counts.counted(behind["said"]):
                found.append(run._replace(label="volumes", start=behind.start("said"), end=behind.end("said")))
        elif run.label == "genre" and (report := _genre_number(raw, run, runs)):
            found += report
        elif run.label == "edition" and volume_counts.counted(raw[run.start : run.end].strip(" .,()")):
            if found[-1:] and found[-1].label != "volumes":
                found.append(run._replace(label="volumes"))
        elif run.label == "date" and (day := _day(raw, run)):
            found.append(run._replace(end=day.end()))
        elif found and run.start < found[-1].end:
            found.append(run._replace(start=min(found[-1].end, run.end)))
        else:
            found.append(run)
    return _with_house(raw, found) if any(run.label == "number" for run in found) else found


def named(raw: str, runs: list[Run]) -> list[Run]:
    """Return the runs of a text, what a work is called by its kind, and the number behind that, in no other field.

    >>> raw = "Don Giovanni, K. 527. Vocal score. Kassel"
    >>> [(run.label, raw[run.start : run.end]) for run in named(raw, [Run("title", 0, 34, 0.9)])]
    [('title', 'Don Giovanni, K. 527. '), ('genre', 'Vocal score')]
    """
    for pattern in (_RELEASE, _DRAFT):
        runs = _of_kind(raw, runs, kind) if (kind := pattern.search(raw)) else runs
    runs = _of_papers(raw, runs)
    title = next((run for run in runs if run.label == "title"), None)
    if title and (score := _SCORE.search(raw, title.start, title.end)):
        runs = worded(raw, relabelled(runs, "genre", *score.span("genre")))
    return runs


def numbered(raw: str, runs: list[Run]) -> list[Run]:
    """Return the runs of a text, the number of a report that was taken for a container such a number, with its kind.

    >>> [run.label for run in numbered("Energy. EUR 28558 EN. Brussels", [Run("container-title", 8, 20, 0.9)])]
    ['number']
    >>> [run.label for run in numbered("Back pain. NICE guideline NG59.", [Run("container-title", 11, 30, 0.9)])]
    ['genre', 'number']
    """
    for at, run in enumerate(runs):
        if run.label != "container-title" or not _DIGIT.search(raw, run.start, run.end):
            continue
        if _is_number(raw, run):
            return [*runs[:at], run._replace(label="number"), *runs[at + 1 :]]
        guideline = _GUIDELINE.fullmatch(raw, run.start, run.end)
        if guideline and _SERIALS.isdisjoint(each.label for each in runs):
            genre, number = guideline.span("genre"), guideline.span("number")
            return [
                *runs[:at],
                run._replace(label="genre", end=genre[1]),
                run._replace(label="number", start=number[0], end=number[1]),
                *runs[at + 1 :],
            ]
    return runs


def _may_have(raw: str, run: Run) -> bool:
    """Whether such words may stand at the end of a title, or in an edition or behind a date."""
    if run.label == "title":
        return _DIGIT.search(raw, max(run.start, run.end - 12), run.end + 6) is not None or raw.startswith(
            _HEADS, run.start
        )
    if run.label == "genre":
        return _DIGIT.search(raw, run.start, run.end) is not None or raw[run.end : run.end + 1] == "/"
    return run.label == "edition" or _day(raw, run) is not None


def _day(raw: str, run: Run) -> re.Match[str] | None:
    comma = run.end - (raw[run.end - 1] == ",")
    return _DAY.match(raw, comma) if raw.startswith(",", comma) else None


def _genre_number(raw: str, run: Run, runs: list[Run]) -> list[Run]:
    """A genre that ends in a number, or whose number goes on: "Technical report MIT | /LCS/TR-500"."""
    at = runs.index(run)
    glued = runs[at + 1] if runs[at + 1 : at + 2] and runs[at + 1].label == "number" else None
    if glued is None and any(each.label == "number" for each in runs):
        return []
    if glued and (glued.start > run.end or raw[run.end - 1].isspace() or raw[glued.start - 1].isspace()):
        return []
    return _report(raw, run, run.start, glued.end if glued else run.end)


def _of_kind(raw: str, runs: list[Run], found: re.Match[str]) -> list[Run]:
    """The runs, words that name the kind of a work no periodical, and its number no volume: "Pressemitteilung Nr. 251"."""
    at = next((at for at, run in enumerate(runs) if run.start <= found.start() < run.end), None)
    if at is None or (runs[at].label != "genre" and raw[runs[at].start : found.start()].strip(" (")):
        return runs
    for name, text in found.groupdict().items():
        runs = relabelled(runs, name.rstrip("2"), *found.span(name)) if text else runs
    return worded(raw, runs)


def _is_number(raw: str, run: Run) -> bool:
    """Whether what was taken for a container is the number of a report: "EUR 28558 EN"."""
    if run.end - run.start > _LONGEST or raw[run.start] not in "ABCDEGILNPSUd":
        return False
    number = numbers.of_report(raw, run.start, run.end)
    return bool(number and number.start == run.start)


def _of_papers(raw: str, runs: list[Run]) -> list[Run]:
    """The runs, a paper by its series no container, and its number no volume."""
    paper = _PAPER.search(raw)
    if paper is None or not any(run.label == "title" and run.start < paper.start() - 3 for run in runs):
        return runs
    within = [run.label for run in runs if run.start < paper.end() and paper.start() < run.end]
    if not _SERIAL.issuperset(within) or any(run.label == "pages" for run in runs):
        return runs
    if "genre" in [run.label for run in runs if run.end <= paper.start()]:
        return runs
    if "collection-title" in within and paper["genre"].endswith("eries"):
        return runs if "collection-number" in within else relabelled(runs, "number", *paper.span("number"))
    runs = relabelled(runs, "genre", paper.start("genre"), paper.end("number"))
    runs = relabelled(runs, "number", *paper.span("number"))
    end = paper.end("genre")
    return worded(raw, [run._replace(end=end) if run.start == paper.start("genre") else run for run in runs])


def _with_house(raw: str, runs: list[Run]) -> list[Run]:
    """The runs, who stands between a report's number and its date its publisher, as BibTeX prints it."""
    labels = [run.label for run in runs]
    at = labels.index("number")
    if (
        labels[at - 1 : at] != ["genre"]
        or labels[-1] != "date"
        or not {"publisher", "pages", "volume"}.isdisjoint(labels)
    ):
        return runs
    behind = labels[at + 1 : -1]
    if not behind or not _HOUSES.issuperset(behind) or raw[runs[at].end - 1] != ",":
        return runs
    last = len(runs) - 1 - (behind[-1] == "location" and len(behind) > 1)
    house = runs[at + 1]._replace(label="publisher", end=runs[last - 1].end)
    return [*runs[: at + 1], house, *runs[last:]]


def _report(raw: str, run: Run, start: int, end: int) -> list[Run]:
    """The kind and the number of a report that fill a place; none where anything else does."""
    said = _REPORT.fullmatch(raw, start, end)
    if said is None or not any(map(str.isdigit, said["number"])):
        return []
    return [run._replace(label=name, start=said.start(name), end=said.end(name)) for name in ("genre", "number")]


def _of_title(raw: str, run: Run, runs: list[Run]) -> list[Run]:
    if not _DIGIT.search(raw, max(run.start, run.end - 12), run.end + 6) and not _HEADED.match(raw, run.start, run.end):
        return [run]
    said = _VOLUMES.search(raw, max(run.start, run.end - 24), run.end)
    if said and (volume_counts.counted(said["said"]) or _ABBREVIATED.fullmatch(said["said"])):
        count = run._replace(label="volumes", start=said.start("said"), end=said.end("said"))
        return [run._replace(end=said.start()), count]
    labels = {each.label for each in runs}
    if "pages" not in labels and (pages := _PAGES.search(raw, max(run.start + 8, run.end - 24), run.end)):
        return _of_book(raw, run, pages)
    if "number" not in labels and (head := _HEADED.match(raw, run.start, run.end)):
        parts = [run._replace(label=name, start=head.start(name), end=head.end(name)) for name in ("genre", "number")]
        return [*parts, run._replace(start=head.end())]
    if labels.isdisjoint(("genre", *_NUMBERED)):
        for stop in _STOP.finditer(raw, max(run.start + 8, run.end - 90), run.end):
            if report := _report(raw, run, stop.end(), run.end):
                return [run._replace(end=stop.end()), *report]
        if number := numbers.of_report(raw, run.start + 8, run.end) or numbers.of_standard(raw, run.start + 8, run.end):
            return [run._replace(end=number.start), run._replace(label="number", start=number.start, end=number.end)]
    at = runs.index(run) + 1
    return _of_series(raw, run, labels, runs[at].label if at < len(runs) else "")


def _of_book(raw: str, title: Run, count: re.Match[str]) -> list[Run]:
    """The runs of a title that ends in a number of pages, and before that in a place and a publisher."""
    pages = title._replace(label="other", start=count.start("pages"), end=count.end("pages"))
    house = _HOUSE.search(raw, max(title.start + 3, count.start() - 110), count.start())
    if house is None:
        return [title._replace(end=count.start()), pages]
    parts = [
        title._replace(label=name, start=house.start(name), end=house.end(name)) for name in ("location", "publisher")
    ]
    return [title._replace(end=house.start()), *parts, pages]


def _of_series(raw: str, run: Run, labels: set[str], follows: str) -> list[Run]:
    if not labels & _NAMED and (said := _LISTED.search(raw[: run.end], max(run.start + 8, run.end - 110))):
        number = run._replace(label="collection-number", start=said.start("number"), end=said.end("number"))
        series = run._replace(label="collection-title", start=said.start("series"), end=said.end("series"))
        if said["number"] and not labels & _NUMBERED:
            return [run._replace(end=said.start()), series, number]
        if not said["number"] and follows == "volume":
            return [run._replace(end=said.start()), series]
    if labels & _NUMBERED or not (said := _SERIES.search(raw, max(run.start + 8, run.end - 110), run.end)):
        return [run]
    return [
        run._replace(end=said.start()),
        run._replace(label="collection-title", start=said.start("series"), end=said.end("series")),
        run._replace(label="collection-number", start=said.start("number"), end=said.end("number")),
    ]
