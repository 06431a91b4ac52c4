"""People whose part in a work is printed before their names: runs of labels -> runs that tell editors and translators.

"Quaderni del carcere, a cura di V. Gerratana" and "Don Quijote. Edición de Francisco Rico" have an editor each, whom
the tagger takes for an author or for words of the title.
"""

from __future__ import annotations

import re
from itertools import chain, pairwise

from ..glance import family
from ..tagging.segments import Run
from .films import PERSON
from .relabelled import relabelled, worded

_EDITED = (
    r"[Ee]dited by|[Ee]d\. by|[Ee]dited and introduced by|[Ee]dición (?:crítica )?(?:de|a cargo de)|[Ee]d\. de|[Oo]rganização(?: de)?:?|[Oo]rganizado por|[Oo]rg\. (?:de|por)|[Aa] cura di|[Hh](?:rs)?g\. (?:v\.|von)|[Hh]erausgegeben von"
    r"|[ÉEée]d(?:ité|ition établie) par|[Ss]ous la dir(?:ection|\.) de|[Tt]extes réunis par|[Pp]od red(?:akcją|\.)|[Rr]ed\. (?:av|door)|[Uu]itgegeven door|[Uu]redio|[Pp]řipravil|[Pp]od redakcí|[Зз]а ред\.|[Пп]од ред(?:акцией|\.)|[Yy]ayına hazırlayan:?|[Hh]az\.:?"
)
_TRANSLATED = (
    r"Aus dem (?:[A-ZÄÖÜ]\w+ )?[A-ZÄÖÜ]\w+en(?: übersetzt| übertragen)? von|[Tt]ranslated (?:from the [A-Z]\w+ )?by|[Tt]rans\. by|[Tt]raducción (?:de|por)|[Tt]rad\. (?:de|por|di|par|it\. di)|[Tt]raducido por|[Tt]radução (?:de|por)|[Tt]raduzido por|[Tt]raduit (?:de l['’]\w+ |du \w+ )?par|[Tt]raduction (?:de|par)|[Tt]raduzione di"
    r"|[ÜüUu]bers(?:etzt|\.)(?: von| v\.)|[Vv]ertaald door|[Vv]ert\. (?:door)?|[Öö]vers(?:ättning|\.)(?: av)?|[Pp]rzeł(?:ożył|ożyła|\.)|[Pp]řel(?:ožil|ožila|\.)|[Пп]ер\. с \w+\.?|[Çç]ev(?:iren|\.):?"
)
_INITIALED = r"(?:[^\W\d_a-z]\.\s?){1,3}[^\W\d_a-z][\w'’-]+"
_SAID = re.compile(
    rf"(?<=[.,;(»”\"?!/] )(?:(?P<editor>{_EDITED})|(?P<translator>{_TRANSLATED}))\s(?P<name>{PERSON}(?:(?:, {PERSON}){{0,6}},? (?:and|und|et|y|e|и|i|&) {PERSON}|(?:, {_INITIALED}){{0,6}}))(?=[.,;)]|\s\(|$)"
)
_AUTHORED = re.compile(rf"{PERSON}: (?=[^\W\d_a-z])")
_BEFORE = re.compile(rf"(?:{_EDITED})\s$")
# The word behind the names: "Lucía Baranda y Alberto Clavería Ibáñez, trad."
_BEHIND = re.compile(
    rf"(?<=[.»”\"?!] )(?P<name>{PERSON}(?:(?:, {PERSON}){{0,4}},? (?:and|und|et|y|e|&) {PERSON})?)(?:, | \()(?P<translator>trads?|transl?|[Tt]ranslators?|[Tt]raductor(?:a|es)?|[Tt]radutor(?:a|es)?|[Tt]raducteurs?)\b\.?\)?(?=[.,;)]|\s(?!by\b|d[ei]\b|par\b|por\b)|$)"
)
_TONGUES = "englischen französischen italienischen spanischen russischen amerikanischen polnischen ungarischen tschechischen schwedischen dänischen norwegischen niederländischen lateinischen griechischen japanischen chinesischen arabischen portugiesischen hebräischen türkischen"
FAMILY = family(
    "edited", "edición", "organiza", "herausgegeben", "redak", "uitgegeven", "uredio", "připravil", "hazırlayan", "translated", "traduc", "traduç", "tradui", "traduz", "übersetzt", "vertaald",
    "översättning", "przełoży", "přeloži", "çeviren",
    words=lambda: (*_TONGUES.split(), "ed", "org", "cura", "hg", "hrsg", "éd", "édité", "dir", "direction", "textes", "red", "ред", "haz", "trans", "transl", "trad", "trads", "translator", "translators", "übers", "ubers", "vert", "övers", "przeł", "přel", "пер", "çev"),
)  # fmt: skip
_PEOPLE = frozenset(("author", "editor"))
_OTHERS = frozenset(("author", "editor", "translator", "title", "container-title", "note", "other"))


def told(raw: str, runs: list[Run]) -> list[Run]:
    """Return the runs of a text, such people as what the words before them say, and those words in no field.

    >>> raw = "Gramsci A., Quaderni del carcere, a cura di V. Gerratana, Einaudi"
    >>> found = told(raw, [Run("author", 0, 11, 0.9), Run("title", 12, 33, 0.9), Run("author", 34, 57, 0.8)])
    >>> [(run.label, raw[run.start : run.end]) for run in found]
    [('author', 'Gramsci A.,'), ('title', 'Quaderni del carcere,'), ('editor', 'V. Gerratana')]
    """
    if [run.label for run in runs[:2]] == ["editor", "editor"] and not any(
        run.label in ("author", "title") for run in runs
    ):
        runs = _headed(raw, runs)
    title = next((run for run in runs if run.label == "title"), None)
    if title is None:
        return runs
    for said in chain(_SAID.finditer(raw), _BEHIND.finditer(raw, title.start)):
        start, end = said.span("name")
        if said.re is _BEHIND and not any(map(str.isalnum, raw[title.start : start])):
            continue  # "———. Dom Casmurro, trans. John Gledson" begins with the title
        runs = _titled(raw, runs, said.start(), start)
        label = "translator" if said["translator"] else "editor"
        held = {run.label for run in runs if run.start < end - 1 and start < run.end}
        is_whole = not any(run.label == label and run.start < start < run.end for run in runs)
        if (held == {label} and is_whole) or not held <= _OTHERS or not held:
            continue
        if "author" in held and not any(run.label == "author" and run.end <= said.start() for run in runs):
            continue  # whom a work without an author is looked up by
        runs = relabelled(runs, label, *said.span())
        whole = (label, *said.span())
        runs = [run._replace(start=start, end=end) if run[:3] == whole else run for run in runs]
        runs = worded(raw, runs)
    return runs


def _headed(raw: str, runs: list[Run]) -> list[Run]:
    """The runs, who stands before a colon and a title the author of what others edit: "Theodor Fontane: Der Stechlin. Hg. v. ..."."""
    first, behind = runs[0], runs[1]
    named = _AUTHORED.match(raw, first.start, first.end)
    if named is None or not _BEFORE.search(raw, max(behind.start - 24, 0), behind.start):
        return runs
    parts = [first._replace(label="author", end=named.end()), first._replace(label="title", start=named.end())]
    return [*parts, *runs[1:]]


def _titled(raw: str, runs: list[Run], at: int, name: int) -> list[Run]:
    """The runs, what was taken for people before a stroke and such words the end of the title: "історія | культури / за
    ред.".
    """
    if raw[at - 2 : at] != "/ ":
        return runs
    for where, (title, people) in enumerate(pairwise(runs)):
        if title.label == "title" and people.label in _PEOPLE and people.start < at - 2 and at <= people.end:
            behind = [people._replace(start=at)] if people.end > name else []
            return [*runs[:where], title._replace(end=at - 2), *behind, *runs[where + 2 :]]
    return runs
