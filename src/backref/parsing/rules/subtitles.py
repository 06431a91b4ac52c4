"""The second part of a title, behind a full stop, that was taken for another work or a series: runs of labels -> runs
of one title.

"Animals as Persons. Essays on the Abolition of Exploitation. New York: Columbia" is a book, and within nothing.
"""

from __future__ import annotations

import re

from ..tagging.segments import Run

# Labels that show a work to be within another.
_WITHIN = frozenset(("volume", "issue", "pages", "editor", "number", "event", "section", "director"))
_NUMBERS = frozenset(("collection-number", "number", "volume", "issue"))
_TITLES = frozenset(("title", "container-title"))
_BEHIND = frozenset(("location", "publisher", "edition", "collection-title", "translator"))
QUOTES = frozenset("\"“”„«»‘’'「『《〈<")
# Below this probability, a full stop alone makes no other work, and no series.
_TOLD = 0.65  # from this probability on, the tagger is believed that a list of words is a publisher
_UNSURE = {"container-title": 0.85, "collection-title": 0.95}
# What begins a second part, however sure the tagger is of a series: "Beiträge zur", "Essays on"; a series has a number.
_BEGINS = re.compile(
    r"(?:essays|studien|beiträge|untersuchungen|perspektiven|ergebnisse|essais|ensayos|ensaios|saggi|gespräche|gruppengespräche|очерки)\s"
    r"(?:(?:in|from|on|of|de[rs]|zu[rm]?|über|aus|mit|sur|sobre|su|o|о)|[^\W\d_]+\s(?:in|zu[rm]?|über|aus|mit))\s",
    re.IGNORECASE,
)
# A report that a project ends with: "Abschlussbericht der Studie".
_FINAL = re.compile(
    r"(?:Abschlu(?:ss|ß)|End|Schlu(?:ss|ß)|Zwischen|Projekt|Ergebnis)bericht (?:de[sr]|zu[rm]?|über|eine[rs])\s"
)
# Words of what appears again and again, of series, meetings, reports and sites.
_OTHER = re.compile(
    r"journal|zeitschrift|revue|revista|rivista|review|magazin|bulletin|annal|archiv|mitteilung|zeitung|blätter|times\b|news\b|proceedings|tagung|kongre|congres|conferenc"
    r"|conferên|symposi|simpósi|seminári|encontro|workshop|meeting|anais|actas?\b|atti\b|diário|diario|gazette|papers?\b|report|bericht|rapport|relatório|informe\b|seri[ea]"
    r"|reihe|schrift|collec|colecc|coleç|bibliot|library|lecture notes|encyclop|enzyklop|enciclop|lexikon|wörterbuch|dictionary|handb|jahrb|yearbook|vortrag|referat|presented"
    r"|thesis|dissertation|diploma|memoirs|memoires|mémoires|quaderni|cuadernos|cadernos|cahiers|hefte?\b|texte\b|materialien|manus[ck]ript|edition|ausgabe|www\.|http"
    r"|\.(?:com|org|net|gov|de)\b|\d\W*$",
    re.IGNORECASE,
)
_PAGED = frozenset(("pages", "issue", "author"))
_SORT = re.compile(
    r"lexikon|wörterbuch|handbuch|encyclop|dictionary|handbook|dictionnaire|dizionario|diccionario", re.IGNORECASE
)
_LISTED = re.compile(
    r"[^\W\d_a-z][^,.]{2,30}, [^\W\d_a-z][^,.]{2,30} (?:and|und) [^\W\d_a-z][^,.]{2,30},?\s?"
)  # "Theory, Prophecy and Policy"
_COLON = 0.95  # the same for a colon, but for that of East Asia
_COLONS = frozenset(":：")
_LEAST = 2  # words of the second part
# Words that join others to a phrase, which no publisher's name has: "Perspektiven für eine bessere".
_PHRASE = re.compile(
    r"[^\W\d_A-Z]{3,} (?:(?:für|zu|in) eine[rnms]?|über d(?:ie|en|as)|aus de[rnm]|on (?:the|an?)|from (?:the|an?)) "
)
_SENTENCES = re.compile(r"[A-ZÀ-Þ][a-zß-ÿ]{4,20}\. [A-ZÀ-Þ][a-zß-ÿ]{5}")  # "Körper. Geschlechter"


def joined(raw: str, runs: list[Run]) -> list[Run]:
    """Return the runs of a text, a title and the part of it behind its full stop one.

    >>> raw = "Animals as Persons. Essays on Exploitation. New York: Columbia"
    >>> runs = [Run("title", 0, 19, 0.9), Run("container-title", 20, 43, 0.8), Run("location", 44, 53, 0.9)]
    >>> [(run.label, raw[run.start : run.end]) for run in joined(raw, runs)][0]
    ('title', 'Animals as Persons. Essays on Exploitation.')
    """
    labels = [run.label for run in runs]
    is_edited = labels[:3] == ["editor", "title", "container-title"] and _PAGED.isdisjoint(labels)
    if is_edited and _is_one_book(raw, runs[1], runs[2]):
        return joined(raw, [runs[0], runs[1]._replace(end=runs[2].end), *runs[3:]])
    for at in range(len(runs) - 2, 0, -1):
        before, label, follows = labels[at - 1], labels[at], labels[at + 1]
        if before not in _TITLES or follows in _NUMBERS:
            continue
        if label == "publisher" and follows == "location" and _is_phrase(raw, runs, at):
            return joined(raw, [*runs[: at - 1], runs[at - 1]._replace(end=runs[at].end), *runs[at + 1 :]])
        if label == "container-title" and before == "title" and _is_coloned(raw, runs, at):
            return joined(raw, [*runs[: at - 1], runs[at - 1]._replace(end=runs[at].end), *runs[at + 1 :]])
        is_series = label == "collection-title"
        is_within = label == "container-title" == follows or (before != "title" or not _WITHIN.isdisjoint(labels[at:]))
        if (is_series or (label == "container-title" and not is_within and follows in _BEHIND)) and _is_second(
            raw, runs[at - 1], runs[at]
        ):
            return joined(raw, [*runs[: at - 1], runs[at - 1]._replace(end=runs[at].end), *runs[at + 1 :]])
    return runs


def _is_one_book(raw: str, title: Run, behind: Run) -> bool:
    """Whether what stands behind the title of a book with editors says what sort of book it is: "Historisches Lexikon"."""
    is_next = behind.start - title.end < 2 and raw[title.end - 1] in ".?!"
    return is_next and bool(_SORT.search(raw, behind.start, behind.end))


def _is_coloned(raw: str, runs: list[Run], at: int) -> bool:
    """Whether a container's title, no number of a journal behind it, is the rest of a title before a colon."""
    title, behind = runs[at - 1 : at + 1]
    mark = raw[title.end - 1]
    if mark not in _COLONS or raw[title.start] in QUOTES or (mark == ":" and behind.probability > _COLON):
        return False
    is_numbered = any(run.label in _WITHIN and run.label != "editor" for run in runs[at:])
    return not is_numbered and not is_periodical(raw[behind.start : behind.end])


def _is_phrase(raw: str, runs: list[Run], at: int) -> bool:
    """Whether what was taken for a publisher is the rest of a title: a full stop before it, and words that no house has."""
    title, publisher, place = runs[at - 1 : at + 2]
    if publisher.start - title.end > 1 or raw[title.end - 1] not in ".?!" or raw[place.start - 2] != ",":
        return False
    text = raw[publisher.start : publisher.end]
    is_listed = publisher.probability < _TOLD and _LISTED.fullmatch(text)
    return (
        text[:1].isupper()
        and bool(_PHRASE.search(text) or _SENTENCES.match(text) or is_listed)
        and not is_periodical(text)
    )


def _is_second(raw: str, title: Run, behind: Run) -> bool:
    """Whether a run is the rest of a title: right behind its full stop, in words that no periodical's name has."""
    if behind.start - title.end > 1 or raw[title.end - 1] not in ".?!,：" or raw[title.start] in QUOTES:
        return False
    text = raw[behind.start : behind.end]
    if raw[title.end - 1] == "：":
        return not is_periodical(text)
    is_listed = raw[title.end - 1] == "," and bool(_SENTENCES.search(text))  # "Sehen, | Hören. Wege zum Verstehen"
    if _FINAL.match(text):
        return ". " not in text.rstrip(". ")
    if len(text.split()) < _LEAST or not text[:1].isupper() or is_periodical(text):
        return False
    if ". " in text.rstrip(". ") or is_listed:
        return is_listed
    return behind.probability < _UNSURE[behind.label] or bool(_BEGINS.match(text))


def is_periodical(text: str) -> bool:
    """Whether words name what appears again and again, a series, a meeting, a report or a site.

    >>> is_periodical("Zeitschrift für Soziologie"), is_periodical("Essays on exploitation")
    (True, False)
    """
    return bool(_OTHER.search(text))
