"""Borders between fields that print cannot have: runs of labels -> runs that begin and end where print lets them.

No field ends in "of", none begins within another's words, and a bracket opens no field's middle: "nach dem Vertrag
von | Amsterdam" is one title, "Abordagem | Integrada (LTC, Rio de Janeiro, 2014)" has its publisher in the bracket.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise

from ...fields import names
from ..tagging.segments import Run
from .city_names import are_cities, cities, ends_in_city
from .relabelled import bordered
from .subtitles import QUOTES, is_periodical
from .volumes import is_meeting

_WORDED = frozenset(("title", "container-title", "collection-title", "publisher"))
_TITLES = frozenset(("title", "container-title", "collection-title"))
_PIECES = frozenset(("editor", "title", "container-title", "collection-title", "note", "date"))
_NUMBERED = frozenset(("volume", "issue", "pages", "editor", "number", "event"))
# Words that no field ends in.
_HANGS = re.compile(
    r"[^\W\d_]\s(?:von|vom|of|the|(?<!held )in|im|am|zu|zum|zur|bei|aus|für|der|des|dem|den|and|und|de|del|della|di|da|do|dos|das|du|des|la|et|y|e|für|der Stadt|der Universität"
    r"|University of|Universidad de|Université de|Universidade de|Università di)\s?$"
)
_MEETING = re.compile(r"\b(?:конф|семинар|симпоз|съезд|конгр)")
_LAND = re.compile(r"(?:United States(?: of America)?|United Kingdom|USA|U\.S\.A\.)[.,;]?\s?")
_Found = Callable[[str, int, int], re.Match[str] | None]
_HOLDS = frozenset(("container-title", "publisher"))
_BEFORE_DAY = re.compile(
    r"[\s,.]+(?:Effective|Last (?:updated|modified|reviewed)(?: on)?|Updated(?: on)?|Published(?: on)?|Posted(?: on)?|vom|v\.|del|dal|от|z dnia|ze dne|av den)\s?$"
)
_PLACE = re.compile(r"[^\W\d_a-z][^\W\d_]+(?:[ -][^\W\d_]+){0,2}")
_PART_OF_CITY = re.compile(rf"{_PLACE.pattern}(?: \((?:Ost|West|Main|Oder)\))?")  # "Berlin (Ost)"
# What was taken for a container's title up to its stop: words that go on, "Japan und Deutschland: Ein Vergleich. ".
_GOES_ON = re.compile(r"([^.]{0,120}[^\W\d_]{8}[?!.])\s(?=[^\W\d_a-z][^\W\d_]{2}[^.]*[.,]?$)")
# A state behind its city: "Sudbury, | Mass.", which no stop parts.
_STATE = re.compile(
    r"(?:Ala|Ariz|Calif?|Colo|Conn|Del|Fla|Ga|Ill|Ind|Kans?|Ky|La|Mass|Md|Mich|Minn|Miss|Mo|Mont|Neb|Nev|Okla?|Ore|Pa|Penn|Tenn|Tex|Va|Vt|Wash|Wis|Wyo|N\.\s?[CDHJMY]|R\.\s?I|S\.\s?[CD]|W\. Va|[A-Z]{2})\.?[:,.\s]*"
)
_CITY = re.compile(r"[^\W\d_a-z][^\W\d_]+(?: [^\W\d_a-z][^\W\d_]+)?,\s?")
_IMPRINT = re.compile(r"(?P<location>[^\W\d_a-z][^\W\d_]+(?: [^\W\d_]+){0,2} \([A-Z]{2,3}\)): (?=[^\W\d_])")
_LETTERS = re.compile(r"\([A-Z]{2,3}\)[:,;]?\s?")  # "(ACT):", behind a city
_ORPHAN = re.compile(r"\s?[A-ZÀ-ÞĀ-Ž][^\W\d_]{2,}\s?")
_GOES_ON_SMALL = re.compile(r"(?:für|zur|zum|über|des|of|and|und)\s")
_OF = re.compile(r"\s?(?:von|für|of|for|to|til|à|de|pour)\s", re.IGNORECASE)
# A place before its river or its greater neighbour: "Reinbek b. | Hamburg", "Freiburg i. | Br.".
_PLACE_NEAR = re.compile(r"[.,!?] (?P<place>[^\W\d_a-z][^\W\d_]+ (?:b\.|bei|i\.|a\. ?d\.|an der|am))\s?$")
_BODY = re.compile(r"[.,;:)] (?P<body>[A-ZÄÖÜ]{2,5})\s?$")  # "FU | Berlin"
_BODY_CITY = re.compile(r"(?:[A-ZÄÖÜ]{2,5}|Uni|Univ\.) (?P<city>[^\W\d_a-z][^\d,;:()]{2,30})")
_PART_OF_NAME = re.compile(r"(?:Sankt|St\.|Bad|San|Santa|Saint|New|Los|Den|Rio de)\s?")
_REST = re.compile(r"[^\W\d_a-z][^\W\d_]+\s(?=\d)")
_STATES = frozenset(("USA", "UK", "US", "DC", "NY", "MA", "CA", "IL", "BRD", "DDR"))
_SURE = 0.85
# A place at the end of a title, before a publisher: "the Southern Tswana. Braamfontein, South Africa: | Ravan Press".
_PLACED = re.compile(
    r"(?<=[^\W_]{3})[.?!] (?P<place>[^\W\d_a-z][^\W\d_]+(?:[ -][^\W\d_a-z][^\W\d_]+)?(?:, [^\W\d_a-z][^\W\d_]*(?: [^\W\d_a-z][^\W\d_]+)?)?)\s?:\s?$"
)
# As Hungary and Romania print them: "Budapest, Magvető, 1983".
_LISTED = re.compile(
    r"(?:Budapest|Szeged|Debrecen|Pécs|Kolozsvár|București|Bucureşti|Cluj(?:-Napoca)?|Iași|Iaşi|Timișoara), (?P<house>(?!Hungary|Magyar|Rom|Ungarn|Bud|Bucur|Lond|New|Wien|Berlin)[^\W\d_a-z][^,\d]{2,40}),?\s?"
)
_LOWER = re.compile(r"\s[^\W\d_A-Z]{3,}\s")
_HOUSE = re.compile(r"[^\W\d_a-z][^\W\d_]+(?: (?:[^\W\d_]{1,3} )?[^\W\d_]+){0,2},\s?")  # "Oficina de Textos,"


def mended(raw: str, runs: list[Run]) -> list[Run]:
    """Return the runs of a text, with such borders where they belong.

    >>> raw = "Der Vertrag von Amsterdam, Springer"
    >>> runs = [Run("title", 0, 15, 0.9), Run("location", 16, 26, 0.6), Run("publisher", 27, 35, 0.9)]
    >>> [(run.label, raw[run.start : run.end]) for run in mended(raw, runs)]
    [('title', 'Der Vertrag von Amsterdam,'), ('publisher', 'Springer')]
    """
    labels = [run.label for run in runs]
    if "location" in labels[:-1] and _PART_OF_NAME.fullmatch(raw, *runs[labels.index("location")][1:3]):
        runs = _whole_place(raw, runs, labels.index("location"))
    if "location" in labels and (at := labels.index("location")) and labels[at - 1] in _WORDED:
        runs = _before_place(raw, runs, at)
        labels = [run.label for run in runs]
    if "location" in labels and ("United " in raw or "USA" in raw):
        runs = _joined(raw, runs, "location", "publisher", _LAND.fullmatch)  # "Milwaukee, WI, | United States"
        labels = [run.label for run in runs]
    if "editor" in labels and "конф" in raw:
        runs = _joined(raw, runs, "container-title", "editor", _MEETING.search)  # "материалы | междунар. науч. конф."
        labels = [run.label for run in runs]
    if "): " in raw and "container-title" in labels and labels.count("publisher") + labels.count("location") == 0:
        runs = _imprinted(raw, runs, labels.index("container-title"))
        labels = [run.label for run in runs]
    if "location" in labels and (at := labels.index("location")) and labels[at + 1 : at + 2] == ["date"]:
        runs = _with_land(raw, runs, at)
        labels = [run.label for run in runs]
    if "location" in labels and "publisher" not in labels:
        runs = _of_place(raw, runs, labels.index("location"))
        labels = [run.label for run in runs]
    if "publisher" in labels and (at := labels.index("publisher")):
        runs = _of_publisher(raw, runs, at)
        labels = [run.label for run in runs]
    if "container-title" in labels and (at := labels.index("container-title")) and labels[at - 1] == "title":
        runs = _at_the_stop(raw, runs, at)
    if "editor" in labels and "container-title" in labels:
        runs = _in_one(raw, _honoured(raw, runs))
    if "collection-title" in labels[1:] and ("? " in raw or "! " in raw):
        runs = _asked(raw, runs, labels.index("collection-title", 1))
    runs = _unparted(raw, runs)
    for at, (run, follows) in enumerate(pairwise(runs)):
        if follows.label == "date" and run.label in _HOLDS:
            word = _BEFORE_DAY.search(raw, run.start + 3, run.end)
            return [*runs[:at], run._replace(end=word.start()), *runs[at + 1 :]] if word else runs
    return runs


def _joined(raw: str, runs: list[Run], before: str, label: str, is_such: _Found) -> list[Run]:
    """The runs, the first of a label behind another that holds such words a part of that."""
    for at, (earlier, run) in enumerate(pairwise(runs)):
        if (earlier.label, run.label) == (before, label) and is_such(raw, run.start, run.end):
            return [*runs[:at], earlier._replace(end=run.end), *runs[at + 2 :]]
    return runs


def _of_place(raw: str, runs: list[Run], at: int) -> list[Run]:
    """The runs, what a colon parts from a place its publisher: "Budapest: Osiris"."""
    place = runs[at]
    said = raw[place.start : place.end].strip(" .,;")
    body = _BODY_CITY.fullmatch(said)
    if body and body["city"] in cities() and said.split(" ")[0] not in _STATES:
        return [*runs[:at], place._replace(label="publisher"), *runs[at + 1 :]]  # "DIW Berlin"
    if names.is_organisation(said) and not said.endswith(("United States", "United Kingdom", "States of America")):
        return [*runs[:at], place._replace(label="publisher"), *runs[at + 1 :]]
    if listed := _LISTED.fullmatch(raw, place.start, place.end):
        start = listed.start("house")
        return [*runs[:at], place._replace(end=start), place._replace(label="publisher", start=start), *runs[at + 1 :]]
    colon = raw.find(": ", place.start, place.end)
    if colon < 0 or not _PART_OF_CITY.fullmatch(raw, place.start, colon):
        return runs
    house = raw[colon + 2 : place.end].strip(" .,")
    if not house or house in cities():
        return runs
    return [*runs[:at], place._replace(end=colon), place._replace(label="publisher", start=colon + 2), *runs[at + 1 :]]


def _whole_place(raw: str, runs: list[Run], at: int) -> list[Run]:
    """The runs, the rest of a place's name out of what follows: "Sankt | Augustin 2003"."""
    place, follows = runs[at], runs[at + 1]
    if not (rest := _REST.match(raw, follows.start, follows.end)) or follows.start - place.end > 1:
        return runs
    return bordered(runs, at, rest.end(), rest.end())


def _imprinted(raw: str, runs: list[Run], at: int) -> list[Run]:
    """The runs, a city with its land and who follows a place and a publisher: "Canberra (ACT): Diabetes Australia"."""
    if not (place := _IMPRINT.match(raw, runs[at].start, runs[at].end)):
        return runs
    parts = [
        runs[at]._replace(label="location", end=place.end("location")),
        runs[at]._replace(label="publisher", start=place.end()),
    ]
    return [*runs[:at], *parts, *runs[at + 1 :]]


def _with_land(raw: str, runs: list[Run], at: int) -> list[Run]:
    """The runs, the letters of a land behind a city a part of the place, and who follows a publisher: "Canberra (ACT): "."""
    if not _LETTERS.fullmatch(raw, runs[at + 1].start, runs[at + 1].end):
        return runs
    house = runs[at + 2] if at + 2 < len(runs) and runs[at + 2].label == "container-title" else None
    rest = [house._replace(label="publisher"), *runs[at + 3 :]] if house else runs[at + 2 :]
    return [*runs[:at], runs[at]._replace(end=runs[at + 1].end), *rest]


def _before_place(raw: str, runs: list[Run], at: int) -> list[Run]:
    before, place = runs[at - 1], runs[at]
    is_near = raw.endswith(("b. ", "bei ", "i. ", "d. ", "der ", "am "), 0, place.start)
    if is_near and (near := _PLACE_NEAR.search(raw, max(before.start + 3, before.end - 40), place.start)):
        return [
            *runs[: at - 1],
            before._replace(end=near.start() + 1),
            place._replace(start=near.start("place")),
            *runs[at + 1 :],
        ]
    labels = {run.label for run in runs}
    is_capital = "publisher" not in labels and before.label == "title" and raw[place.start - 2].isupper()
    body = is_capital and _BODY.search(raw, before.start + 3, place.start)
    is_beside = place.start - before.end < 2 and raw[place.start].isupper()
    if body and is_beside and body["body"] not in _STATES and set(body["body"]) - set("IVXLC"):
        house = place._replace(label="publisher", start=body.start("body"))
        return [*runs[: at - 1], before._replace(end=body.start() + 1), house, *runs[at + 1 :]]
    if _HANGS.search(raw, max(before.start, before.end - 24), place.start):
        return [*runs[: at - 1], before._replace(end=place.end), *runs[at + 1 :]]
    if before.label != "publisher" and (cut := ends_in_city(raw, before.start + 3, before.end)):
        return bordered(runs, at - 1, *cut)
    if before.label == "container-title" and _CITY.fullmatch(raw, *before[1:3]) and _STATE.fullmatch(raw, *place[1:3]):
        return [*runs[: at - 1], place._replace(start=before.start), *runs[at + 1 :]]
    if (
        before.label == "container-title"
        and labels.isdisjoint(_NUMBERED | {"publisher"})
        and _HOUSE.fullmatch(raw, before.start, before.end)
        and raw[before.start - 2] in ".?!"
        and not raw[place.end :].strip(" .)")
    ):
        return [*runs[: at - 1], before._replace(label="publisher"), *runs[at:]]
    if before.label == "publisher" and raw[before.start : before.end].rstrip().endswith("/"):
        return [*runs[: at - 1], place._replace(start=before.start), *runs[at + 1 :]]  # "Sternenfels/ | Berlin"
    if before.label == "publisher" and at > 1:
        return _bracketed(raw, runs, at - 1)
    return runs


def _of_publisher(raw: str, runs: list[Run], at: int) -> list[Run]:
    """The runs, the place before a publisher's colon one, and what is no part of its name that of the title."""
    before, publisher = runs[at - 1], runs[at]
    is_book = _NUMBERED.isdisjoint([run.label for run in runs])
    text = raw[publisher.start : publisher.end].strip(" .,;–—")
    if before.label == "edition" and "container-title" not in [run.label for run in runs] and is_meeting(text):
        return _met(raw, runs, at)
    if text.isdigit() and "pages" not in [run.label for run in runs]:
        return [*runs[:at], publisher._replace(label="pages"), *runs[at + 1 :]]  # "London: 760"
    if text in cities():
        return [*runs[:at], publisher._replace(label="location"), *runs[at + 1 :]]
    if before.label in _TITLES and (place := _PLACED.search(raw[: before.end], max(before.start + 3, before.end - 60))):
        parts = [before._replace(end=place.start() + 1), before._replace(label="location", start=place.start("place"))]
        return [*runs[: at - 1], *parts, *runs[at:]]
    is_headed = before.label == "container-title" and raw[before.end - 1] == ":"
    if is_headed and (
        raw[before.start : before.end - 1] in cities()
        or (is_book and _PLACE.fullmatch(raw, before.start, before.end - 1))
    ):
        return [*runs[: at - 1], before._replace(label="location"), *runs[at:]]
    colon = raw.find(": ", publisher.start, publisher.end)
    if colon > 0 and are_cities(raw[colon + 1 : publisher.end]):
        return _turned(runs, at, colon)
    if colon > 0 and (place := _PLACE.fullmatch(raw, publisher.start, colon)) and not place[0].isupper():
        parts = [publisher._replace(label="location", end=colon + 1), publisher._replace(start=colon + 2)]
        return [*runs[:at], *parts, *runs[at + 1 :]]
    return _bracketed(raw, runs, at)


def _turned(runs: list[Run], at: int, colon: int) -> list[Run]:
    """The runs, a publisher before its places and their colon: "Springer: Berlin, | Heidelberg"."""
    house, rest = runs[at], runs[at + 1 :]
    place = house._replace(label="location", start=colon + 2)
    if rest and rest[0].label == "location" and rest[0].start - place.end < 3:
        place, rest = place._replace(end=rest[0].end), rest[1:]
    return [*runs[:at], house._replace(end=colon), place, *rest]


def _met(raw: str, runs: list[Run], at: int) -> list[Run]:
    """The runs, a meeting with its number what a paper was given at: "10º Congresso Brasileiro. São Carlos"."""
    stop = raw.find(". ", runs[at].start, runs[at].end)
    end = stop if stop > 0 else runs[at].end
    parts = [runs[at - 1]._replace(label="container-title", end=end)]
    if stop > 0:
        parts.append(runs[at]._replace(label="location", start=stop + 2))
    return [*runs[: at - 1], *parts, *runs[at + 1 :]]


def _bracketed(raw: str, runs: list[Run], at: int) -> list[Run]:
    """The runs, a publisher within a bracket from its beginning on: the words before it are the title's."""
    before, publisher = runs[at - 1], runs[at]
    opens = raw.find(" (", publisher.start, publisher.end)
    if (
        opens < 0
        or before.label not in _TITLES
        or ")" in raw[opens : publisher.end]
        or not raw[before.end - 1].isalnum()
    ):
        return runs
    return bordered(runs, at - 1, opens, opens + 1)


def _asked(raw: str, runs: list[Run], at: int) -> list[Run]:
    """The runs, a title to its last question: "Does It Exist? | Can It Survive? MPIfG Discussion Paper"."""
    title, series = runs[at - 1], runs[at]
    cut = max(raw.rfind(mark, series.start, series.end) for mark in ("? ", "! ")) + 1
    if title.label != "title" or series.start - title.end > 1 or not cut:
        return runs
    return bordered(runs, at - 1, cut, cut + 1)


def _in_one(raw: str, runs: list[Run]) -> list[Run]:
    """The runs, all from a container's title to its pages that title, where people behind it have no part that is told:
    "Geschlechterstudien. | Studiengänge, Erfahrungen, | Herausforderungen [Dokumentation der Tagung] (S. 1–2)".
    """
    labels = [run.label for run in runs]
    at = labels.index("container-title")
    if labels[:at].count("editor") != 1 or labels[at + 1 : at + 2] != ["editor"] or "pages" not in labels[at:]:
        return runs
    pages, stranger = labels.index("pages", at), runs[at + 1]
    is_stranger = stranger.start - runs[at].end < 2 and raw[runs[at].end - 1] == "." and stranger.probability < _SURE
    opens = raw.rfind(" (", stranger.end, runs[pages].start)
    if not is_stranger or opens < 0 or not _PIECES.issuperset(labels[at + 1 : pages]):
        return runs
    return [*runs[:at], runs[at]._replace(end=opens), *runs[pages:]]


def _honoured(raw: str, runs: list[Run]) -> list[Run]:
    """The runs, whom a title names no editor: "Festgabe zum 70. Geburtstag | von | Georg Unruh. | Kommunen heute"."""
    for at in range(len(runs) - 2):
        before, people, follows = runs[at : at + 3]
        if (before.label, people.label) == ("container-title", "editor") and _OF.fullmatch(
            raw, before.end, people.start
        ):
            is_one = follows.label == "container-title" and follows.start - people.end < 2
            end, rest = (follows.end, runs[at + 3 :]) if is_one else (people.end, runs[at + 2 :])
            return [*runs[:at], before._replace(end=end), *rest]
    return runs


def _unparted(raw: str, runs: list[Run]) -> list[Run]:
    """The runs, what nothing parts one: "kosten 400 | Euro am Tag", "Reihe des Instituts | für Musik"."""
    for at, (before, run) in enumerate(pairwise(runs)):
        if run.label in _WORDED and before.label in _WORDED and _are_one(raw, before, run, runs):
            return _unparted(raw, [*runs[:at], before._replace(end=run.end), *runs[at + 2 :]])
    return runs


def _are_one(raw: str, before: Run, run: Run, runs: list[Run]) -> bool:
    """Whether a run goes on with the words of the one before it."""
    at = run.start
    if run.label == "container-title" == before.label and _ORPHAN.fullmatch(raw, before.end, at):
        return True  # "Revista Nós, | Red | Universitaria de Educación"
    is_bare = at - before.end < 2 and raw[at - 1] == " " and raw[at - 2].isalnum() and raw[at].isalpha()
    return is_bare and (bool(_GOES_ON_SMALL.match(raw, at)) or _is_one_title(raw, before, run, runs))


def _is_one_title(raw: str, title: Run, container: Run, runs: list[Run]) -> bool:
    """Whether a container's title right behind a title is a part of it: no number shows a journal, no word names one."""
    if (title.label, container.label) != ("title", "container-title") or container.probability > _SURE:
        return False
    text = raw[container.start : container.end]
    return " " in text.strip() and _NUMBERED.isdisjoint([run.label for run in runs]) and not is_periodical(text)


def _at_the_stop(raw: str, runs: list[Run], at: int) -> list[Run]:
    """The runs, a container's title from its stop on where a comma or nothing at all parted it from the title."""
    title, container = runs[at - 1], runs[at]
    last = raw[title.end - 1]
    if container.start - title.end > 1 or not (last == "," or last.isalnum()) or raw[title.start] in QUOTES:
        return runs
    found = _GOES_ON.match(raw, container.start, container.end)
    if not found or is_periodical(found[1]) or not (last.isalnum() or _LOWER.search(found[1])):
        return runs
    return bordered(runs, at - 1, found.end(1), found.end())
