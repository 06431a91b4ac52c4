"""Publishers that were taken for the end of a title: runs of labels -> runs that tell them.

"Cien años de soledad. Editorial Sudamericana." names one by a word that only they have; "در رهبری و مدیریت. یسطرون."
has one behind the book that a chapter is in.
"""

from __future__ import annotations

import re
from itertools import pairwise

from ..glance import family, lacks
from ..tagging.segments import Run
from .relabelled import relabelled

_TITLES = frozenset(("title", "container-title"))
NEEDS = lacks("publisher", "volume", "issue", "institution")
_HEADS = (
    r"Editorial|[ÉE]ditions|Ediciones|Edições|Editora|Edizioni|Edicions|Editura|Wydawnictwo|Wyd\.|Nakladatelstv[íoí]|Vydavate[lľ]stv[íoí]|Uitgeverij|Verlag|Presses|Librairie"
    r"|Издательство|Изд-во|Видавництво|Издателство|Nhà xuất bản|Εκδόσεις|انتشارات|نشر|مرکز نشر|دار|מכון|הוצאת"
)
_ENDS = (
    r"Press|Verlag|Publishers?|Publishing(?: House| Company| Co\.?)?|Publications|Books|Editores|Editora|Editrice|Editore|Editions|Forlag|F[öo]rlag|Yayınları|Yayınevi|Yayıncılık"
    r"|Kiadó|Kustannus|Leidykla|apgāds|Kirjastus|& Sons|& Co\.?|и Ко|出版社|出版会|書店|書房|书局|出版公司|印书馆|출판사|출판부"
)
_NAMED = re.compile(
    rf"[.»”\"?!]\s((?:{_HEADS})\s[^.,:;?!]{{2,40}}|[^\W\d_a-z][^.,:;?!]{{1,40}}\s(?:{_ENDS})|[^\W\d_]{{1,12}}(?:出版社|出版会|書店|書房|书局|出版公司|印书馆))[\s.]*$"
)
# In the Arabic script, which has no capitals, behind the title of what a work is within.
_WITHIN = re.compile(r"(?:^|[\s.»”\"])(?:در|في)[\s:]\s{0,2}[«“\"]?$")
_BEHIND = re.compile(r"(?<=[\u0620-\u06ff]{3})[.]\s([\u0620-\u06ff][^.,:?!\d]{2,60})[\s.]*$")
_HOUSE = re.compile(
    r"[\s，,]*[^\W\d_·]{1,12}(?:·[^\W\d_]{1,8}){0,3}(?:出版社|书店|书局|印书馆|出版公司|書店|出版会|출판사)[\s.,，、。]*|Cochrane[\s.,]*"  # whose journal has a longer name
)
# Bodies that make standards, and who sells them.
_BODIES = frozenset(
    "afnor|iso|cen|cenelec|bsi|iec|astm|astm international|ansi|ieee|din|din e.v|beuth|beuth verlag|abnt|aenor|uni|nen|asi|sis|iec|itu|iho|стандартинформ".split(
        "|"
    )
)
VIETNAMESE = family("nxb", "xuất")  # of a publisher in Viet Nam
_VIETNAMESE = re.compile(
    r"(?<=[,.:] )(?P<publisher>(?:Nxb|NXB|Nhà xuất bản)\.?\s[^\W\d_][^,.:\d]{1,50})(?:,\s(?P<location>(?:TP\.\s?)?[^\W\d_a-z][^,.\d]{1,24}))?(?=[,.]|$)"
)
_IN_VIETNAMESE = re.compile(
    r",\strong\s(?P<container>[^\W\d_a-z][^,]{2,80})(?:,\s(?:tập|tr\.)\s(?P<volume>\d{1,3}))?,\s?"
)
_MANIFOLD = "University of California,"
_CAMPUSES = frozenset(
    "Berkeley|Davis|Irvine|Los Angeles|Merced|Riverside|San Diego|San Francisco|Santa Barbara|Santa Cruz".split("|")
)
_EDITED = re.compile(r"\W{0,3}(?:[Ee]dited by|[Ee]d\. by|Ed\.)\s")  # between a title and who edits it
_DEPARTMENT = re.compile(
    r"(?:Department|School|Faculty|Institute?|Division|Cent(?:er|re)) (?:of|for) |Institut für |Fakultät für "
)
_CITY = re.compile(r",\s(?P<city>[^\W\d_a-z][^\W\d_]+(?:\s[^\W\d_a-z][^\W\d_]+)?),\s?$")
_STATE = re.compile(
    r"(?:A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|PA|RI|S[CD]|T[NX]|UT|V[AT]|W[AIVY])[\s.,:;]*"
)
_LETTERS = 5  # of a state and the marks behind
_TAIL = 80  # characters at the end of a title that are looked at


def of_viet_nam(raw: str, runs: list[Run]) -> list[Run]:
    """Return the runs of a text, "Nxb Giáo dục" a publisher and what follows its comma the place.

    >>> raw = "Cơ sở văn hóa, Nxb Giáo dục, Hà Nội."
    >>> [(run.label, raw[run.start : run.end]) for run in of_viet_nam(raw, [Run("title", 0, len(raw), 0.9)])]
    [('title', 'Cơ sở văn hóa, '), ('publisher', 'Nxb Giáo dục'), ('location', 'Hà Nội')]
    """
    found = _VIETNAMESE.search(raw)
    if found is None:
        return runs
    for label in ("publisher", "location"):
        runs = relabelled(runs, label, *found.span(label)) if found[label] else runs
    if within := _IN_VIETNAMESE.search(raw, 0, found.start()):
        for label, name in (("container-title", "container"), ("volume", "volume")):
            runs = relabelled(runs, label, *within.span(name)) if within[name] else runs
    return [run for run in runs if _says(raw[run.start : run.end])]


def _says(said: str) -> bool:
    return sum(map(str.isalnum, said)) > 1 or any(map(str.isdigit, said))


def with_campus(raw: str, runs: list[Run]) -> list[Run]:
    """Return the runs of a text, the place of the University of California a part of its name.

    >>> raw = "University of California, Berkeley,"
    >>> [run.end for run in with_campus(raw, [Run("publisher", 0, 25, 0.9), Run("location", 26, 35, 0.9)])]
    [34]
    """
    for at, (house, place) in enumerate(pairwise(runs)) if _MANIFOLD in raw else ():
        if house.label == "publisher" and place.label == "location" and raw.endswith(_MANIFOLD, house.start, house.end):
            said = raw[place.start : place.end].strip(" .,)")
            if said in _CAMPUSES:
                end = place.start + raw[place.start : place.end].index(said) + len(said)
                return [*runs[:at], house._replace(end=end), *runs[at + 2 :]]
    return runs


def with_state(raw: str, runs: list[Run]) -> list[Run]:
    """Return the runs of a text, the city before the letters of a state a part of the place.

    >>> raw = "Microsoft Research, Redmond, WA, 1999"
    >>> found = with_state(raw, [Run("publisher", 0, 28, 0.9), Run("location", 29, 32, 0.9)])
    >>> [raw[run.start : run.end] for run in found]
    ['Microsoft Research', 'Redmond, WA,']
    """
    for at, run in enumerate(runs):
        if run.label != "location":
            continue
        if run.end - run.start <= _LETTERS and at and runs[at - 1].label == "publisher":
            house = runs[at - 1]
            city = _CITY.search(raw, house.start, house.end)
            if city and _STATE.fullmatch(raw, run.start, run.end):
                place = run._replace(start=city.start("city"))
                return [*runs[: at - 1], house._replace(end=city.start()), place, *runs[at + 1 :]]
            continue
        behind = [each for each in runs[at + 1 : at + 2] if each.label == "publisher"]
        if behind and raw[run.start] in "DSFIC" and _DEPARTMENT.match(raw, run.start):
            return [*runs[:at], behind[0]._replace(start=run.start), *runs[at + 2 :]]
    return runs


def apart(raw: str, runs: list[Run]) -> list[Run]:
    """Return the runs of a text, the publisher out of the last title.

    >>> raw = "Cien años de soledad. Editorial Sudamericana."
    >>> [(run.label, raw[run.start : run.end]) for run in apart(raw, [Run("title", 0, len(raw), 0.9)])]
    [('title', 'Cien años de soledad'), ('publisher', 'Editorial Sudamericana.')]
    """
    labels = [run.label for run in runs]
    at = max((at for at, label in enumerate(labels) if label in _TITLES), default=-1)
    if at < 0:
        return runs
    run = runs[at]
    if (
        run.label == "container-title"
        and "number" in labels
        and raw[run.start : run.end].strip(" .,;").lower() in _BODIES
    ):
        return [*runs[:at], run._replace(label="publisher"), *runs[at + 1 :]]
    if run.label == "container-title" and _HOUSE.fullmatch(raw, run.start, run.end):
        return [*runs[:at], run._replace(label="publisher"), *runs[at + 1 :]]
    if labels[at - 2 : at] == ["title", "editor"] and labels[at + 1 :] == ["date"] and at + 2 == len(runs):
        between = raw[runs[at - 2].end - 1 : runs[at - 1].start]
        if run.label == "container-title" and _EDITED.fullmatch(between):
            return [*runs[:at], run._replace(label="publisher"), *runs[at + 1 :]]
    found = _NAMED.search(raw, max(run.start + 3, run.end - _TAIL), run.end)
    if (
        not found
        and run.label == "container-title"
        and "location" not in labels
        and _is_last(raw, run, labels[at + 1 :])
    ):
        found = _BEHIND.search(raw, max(run.start + 3, run.end - _TAIL), run.end)
    if not found:
        return runs
    return [
        *runs[:at],
        run._replace(end=found.start()),
        run._replace(label="publisher", start=found.start(1)),
        *runs[at + 1 :],
    ]


def _is_last(raw: str, run: Run, follow: list[str]) -> bool:
    """Whether the title of what a work is within is the last that a citation names."""
    return not set(follow) - {"date", "pages"} and bool(_WITHIN.search(raw, max(run.start - 8, 0), run.start))
