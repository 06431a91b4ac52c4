"""The border between people and a title where a colon or a preposition tells it: runs of labels -> runs that keep it.

"Tanaka, | Hisashi: Nihon no shakai" has its given name in the title, "Karl Marx, Lohn und Preis. | Ein Vortrag" the
title's first words among the people.
"""

from __future__ import annotations

import re

from ...fields.names import hungarian as name_hungarian
from ..tagging.segments import Run
from .relabelled import bordered

_NAME = r"[A-ZÀ-ÞĀ-ŽΆ-ΫА-ЯЁ][^\W\d_A-ZÀ-Þ]+(?:-[^\W\d_]+)?"
_ALONE = re.compile(rf"{_NAME},?\s?")  # a family name without a given one, or a given one
_REST = re.compile(rf"({_NAME}(?: [^\W\d_a-z]\.)?):\s(?=[^\W\d_a-z„“\"»‘])")
_WHOLE = re.compile(rf"({_NAME}, {_NAME}(?: [^\W\d_a-z]\.)?):\s(?=[^\W\d_a-z„“\"»‘])")  # all in the title
# Someone in natural order, and words behind the comma that no name has: a preposition, or two nouns and "und".
_WORDS = re.compile(rf"{_NAME}(?: [^\W\d_a-z]\.)? {_NAME}, (?P<title>[^\W\d_a-z][^\W\d_]+ [^.:,]{{2,80}})\.\s?")
_PREPOSED = re.compile(
    r"\s(?:im|in|am|auf|aus|für|über|mit|der|des|of the|and the|on|dans|sur|sobre|en)\s|^[^\W\d_]+ (?:und|and|et|y) [^\W\d_]+$"
)
# A work of music by its number in a catalogue: "Mozart, Wolfgang Amadeus. Don Giovanni, K. 527".
_OPUS = re.compile(r"\.\s(?=[^\W\d_a-z][^.:]{2,80}[, ](?:K|KV|BWV|Op|op|Hob|D|RV|HWV|S|WoO|L)\.?\s?$)")
_WITH_IN = 4  # characters of " In " before a title
_ARTICLE = re.compile(r"(?:Der|Die|Das|The|Les?|La|El|Los|Las)\s[^\W\d_a-z][^,;]*")
# Who is named before a colon at the head of a German citation: "Bundeszentrale für politische Bildung: Grundgesetz".
_BODY = re.compile(
    r"((?:DIN |[A-ZÄÖÜ][\w-]+ ){0,3}(?:Bundes\w+|Landes\w+|Deutsche[rs]? [A-ZÄÖÜ]\w+|\w+[Mm]inisterium|Statistisches (?:Bundesamt|Landesamt|Amt)|[A-ZÄÖÜ][\w-]+-Institut)"
    r"(?: (?:für|der|des|zur|in|und|von|[A-ZÄÖÜ][\w-]+|politische|wirtschaftliche \w+)){0,8}(?: e\. ?V\.)?(?: \([A-Z]{2,8}\))?):\s(?=[^\W_])"
)
_HEAD = re.compile(r"([^\W\d_a-z][^.:,;()\d]{4,40}):\s(?=[^\W_])")
_LEMMA = re.compile(r"[:,]\s(?:Art\.|Artikel)\s?$")  # "Kluxen, Wolfgang: Art. „Analogie“"
_UNHELD = re.compile(r"\s?([^\W_][^.()\[\]]{1,80}?)(?=\s[(\[])")
_ONE_WORD = re.compile(r"[^\W\d_]+[.:]\s?")
_YEAR = re.compile(r"\s(?P<year>(?:1[89]|20)\d\d)\s?$")


def told(raw: str, runs: list[Run]) -> list[Run]:
    """Return the runs of a text, names whole, and a title from its first word on.

    >>> raw = "Tanaka, Hisashi: Nihon no shakai"
    >>> found = told(raw, [Run("author", 0, 7, 0.9), Run("title", 8, 32, 0.9)])
    >>> [(run.label, raw[run.start : run.end]) for run in found]
    [('author', 'Tanaka, Hisashi:'), ('title', 'Nihon no shakai')]
    """
    if not runs:
        return runs
    if "Art" in raw and runs[0].label == "author" and (lemma := _LEMMA.search(raw, runs[0].start, runs[0].end)):
        runs = [runs[0]._replace(end=lemma.start()), *runs[1:]]
    first = runs[0]
    labels = [run.label for run in runs]
    is_headed = first.label == "title" and first.start == 0 and "author" not in labels
    if is_headed and (whole := _WHOLE.match(raw, 0, first.end)):
        return [first._replace(label="author", end=whole.end(1) + 1), first._replace(start=whole.end()), *runs[1:]]
    if is_headed and ":" in raw[: first.end]:
        head = _BODY.match(raw, 0, first.end)
        if head is None and (named := _HEAD.match(raw, 0, first.end)) and name_hungarian.heads(named[1]):
            head = named
        if head:
            return [first._replace(label="author", end=head.end(1) + 1), first._replace(start=head.end()), *runs[1:]]
    if (
        first.label == "author"
        and ":" in raw[first.start : first.end]
        and "title" not in labels
        and (head := _HEAD.match(raw, first.start))
        and name_hungarian.heads(head[1])
    ):
        return [*_headed(raw, first, head), *runs[1:]]
    if mended := _beside_date(raw, runs, labels):
        return mended
    if first.label != "author" or len(runs) < 2 or runs[1].label != "title" or runs[1].start - first.end > _WITH_IN:
        return _titled(raw, runs)
    title = runs[1]
    if _ALONE.fullmatch(raw, first.start, first.end) and (rest := _REST.match(raw, title.start, title.end)):
        return bordered(runs, 0, rest.end(1) + 1, rest.end())
    if mended := _whole_title(raw, runs, labels):
        return mended
    words = _WORDS.fullmatch(raw, first.start, first.end)
    if words and _PREPOSED.search(words["title"]):
        start = words.start("title")
        return bordered(runs, 0, start - 1, start)
    return runs


def _beside_date(raw: str, runs: list[Run], labels: list[str]) -> list[Run] | None:
    """The runs, what was taken for another field before a date, behind it, or with it; None of any other."""
    first = runs[0]
    if labels[:2] == ["title", "date"]:
        if len(runs) > 2 and _is_in_front(raw, runs):
            return [first._replace(label="author"), runs[1], runs[2]._replace(label="title"), *runs[3:]]
        return _after_date(raw, runs) if "author" not in labels else None
    if labels[:4] == ["author", "date", "author", "title"] and _ONE_WORD.fullmatch(raw, *runs[2][1:3]):
        return [*runs[:2], runs[3]._replace(start=runs[2].start), *runs[4:]]  # "(2004). Deleuze. The clamor"
    if first.label not in ("author", "editor") or "date" in labels:
        return None
    if (year := _YEAR.search(raw, max(first.end - 7, first.start), first.end)) is None:
        return None
    return [first._replace(end=year.start()), first._replace(label="date", start=year.start("year")), *runs[1:]]


def _whole_title(raw: str, runs: list[Run], labels: list[str]) -> list[Run] | None:
    """The runs, a title whose first words were taken for people or for what a work is within; None of any other."""
    first, title = runs[:2]
    if raw[title.start].isdigit() and (opus := _OPUS.search(raw, first.start, first.end)):
        return bordered(runs, 0, opus.start() + 1, opus.end())
    if "container-title" not in labels and "editor" not in labels and raw[first.end : title.start].strip() == "In":
        return [first, title._replace(start=first.end + 1), *runs[2:]]  # "Foo Fighters. In Your Honor. RCA"
    return None


def _headed(raw: str, first: Run, head: re.Match[str]) -> list[Run]:
    """What was taken for people: a name, the title behind its colon, and the place behind the title's stop."""
    title = first._replace(label="title", start=head.end())
    stop = raw.find(". ", title.start, title.end)
    if stop < 0:
        return [first._replace(end=head.end(1)), title]
    return [first._replace(end=head.end(1)), title._replace(end=stop), title._replace(label="location", start=stop + 2)]


def _is_in_front(raw: str, runs: list[Run]) -> bool:
    """Whether who made a work stands before a year in brackets and its title: "Ethikrat (2010): Wohlstand"."""
    maker, year, title = runs[:3]
    if (
        title.label not in ("title", "collection-title")
        or maker.start > 0
        or raw[year.start] != "("
        or title.start - year.end > 1
    ):
        return False
    if ". " in (said := raw[: maker.end]) or any(map(str.isdigit, said)):
        return False
    return raw[year.start : year.end].rstrip()[-2:] in ("):", ").", "),")


def _after_date(raw: str, runs: list[Run]) -> list[Run] | None:
    """The runs, words behind the year that nothing holds the title of who stands before it: "Epic Games. (2020). Fortnite
    (Version 12.41)"."""
    maker, year = runs[:2]
    end = runs[2].start if len(runs) > 2 else len(raw)
    found = _UNHELD.match(raw, year.end, end)
    if maker.start or raw[year.start] != "(" or not found or any(run.label == "title" for run in runs[2:]):
        return None
    title = year._replace(label="title", start=found.start(1), end=found.end(1))
    return [maker._replace(label="author"), year, title, *runs[2:]]


def _titled(raw: str, runs: list[Run]) -> list[Run]:
    """The runs, one that an article begins the title of a work that has none: "Der Fischer Weltalmanach 1992"."""
    first = runs[0]
    if first.label != "author" or any(run.label in ("title", "container-title") for run in runs):
        return runs
    is_title = _ARTICLE.fullmatch(raw, first.start, first.end)
    return [first._replace(label="title"), *runs[1:]] if is_title else runs
