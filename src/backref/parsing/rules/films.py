"""Films by who directed them: runs of labels -> runs that tell title, director and studio.

"Casablanca. Directed by Michael Curtiz, Warner Bros., 1942" has no author, and its title stands before the word for the
director, in every language.
"""

from __future__ import annotations

import re

from ..glance import family
from ..tagging.segments import Run
from .city_names import cities
from .relabelled import relabelled

_HINTS = ("irected by", "(Reg.", "irector", "Dir.", "dir.", "Dirs.", "dirs.", "Réal", "réal", "Regi", "regi", "irigid", "Dirección", "Direção", "реж", "Реж", "reż", "監督", "导演")  # fmt: skip
FAMILY = family(*(hint for hint in _HINTS if hint != "(Reg."), words=lambda: ("reg",))
_PLAIN = tuple(hint for hint in _HINTS if hint.isascii())
_WORD = r"[^\W\d_a-z][\w'’-]+"
PERSON = rf"(?:(?:[^\W\d_a-z]\.\s?){{1,3}}{_WORD}|{_WORD}(?:\s(?:[^\W\d_a-z]\.|{_WORD}|de|del|della|di|da|von|van|der|la|le)){{1,4}})"
_DIRECTED = re.compile(
    r"(?<=[.,;\])/?!»”\"] )(?:[Dd]irected by|[Dd]irs?\.:?(?:\sby)?|[Rr]éal(?:\.|isation\s?:|isée? par)|Regie:?|R:|[Rr]eż(?:yseria|\.):?|[Dd]irigid[oa] por|Direc(?:ción|tor|tora):?|Direção:?|[Rr]egia(?:\sdi|:)"
    rf"|[Рр]еж(?:\.|исс[её]р:?))\s(?P<name>{PERSON}(?:(?:,| and| und| et| y| e| и) {PERSON}){{0,3}}?)(?=[.,;)\]]|\s\(|$)"
)
_HEADED = re.compile(r"[\s,(]{0,3}(?:director|directora?s|dir|réal|Regie|regista|реж|host|producer|narrator)\b[.)]{0,2}[.,:]?\s(?=[^\W_])", re.IGNORECASE)  # fmt: skip
_DIRECTOR = re.compile(r"dir|réal|Regie|regista|реж", re.IGNORECASE)
_PART = re.compile(r"\W{0,3}(?:director|directora|dir|réal|[Rr]eg(?:ie)?|regista|regia|реж)\b[\s.,:)]*")
_SAID = re.compile(r",\s(?:director|directora|dir|réal|regista)[.,]{0,2}\s?$|\s\((?:[Rr]eg\.|[Rr]egie)\)[.:,]{0,2}\s?$")
_MEDIUM = re.compile(r"\b(?:Film|Filme|Película|DVD|VHS|Blu-ray|Фильм)\.?$")
_LANDS = frozenset(
    "France|Frankrike|Italia|Italy|Deutschland|Germany|España|Spain|USA|UK|United Kingdom|United States|Japan|India|Brasil|México|Argentina|Canada|Polska|Sverige|Danmark|Österreich|Belgique|Suisse|Schweiz|Россия|СССР".split(
        "|"
    )
)
_STUDIO = re.compile(
    r"[\s.,;:\])]{1,4}(?P<studio>[^\W_a-z][^.,;:()\[\]\d]{1,50}(?:\.(?=,|\sPictures|\sFilm))?[^.,;:()\[\]\d]{0,24}?)(?=[.,;]|\s\(|$)"
)
_MAKERS = frozenset(("author", "editor"))
_SHOT = re.compile(r"\s\((?P<date>(?:18|19|20)\d\d)\)\s*$")  # "Casablanca (1942), dir."
# Who else made a film, between the director and the studio.
_CAST = re.compile(
    rf",\s(?:performances? by|starring|with|written by|screenplay by|produced by|music by|featuring)\s{PERSON}(?:(?:,? and|,) {PERSON}){{0,5}}"
)
_BY = re.compile(rf"[.,]\s[Bb]y\s(?P<author>{PERSON})[.,]?\s*$")  # "Hamilton. By Lin-Manuel Miranda, directed by"
_LINES = re.compile(r"\d{3,4}[ip]\b.*")  # of a picture: "1080p HD"
_PRINTED = frozenset(("pages", "volume", "issue", "editor"))
_RUNS = re.compile(r"\d{1,3}\s?(?:min|мин|分)")  # how long a film runs
# Behind what brackets call a film stands who made it: "[Film]. Toho."
_BRACKETED = re.compile(
    r"\[(?:Film|Motion picture|Movie|Película|Filme|Фильм)[^\]]{0,20}\]\.\s(?P<studio>[^.\d\[\]:]{2,60}(?:\.\s?[^.\d\[\]:]{2,40})?)\.?$"
)


def told(raw: str, runs: list[Run]) -> list[Run]:
    """Return the runs of a text, those of a film as such where it prints a director behind its title.

    >>> raw = "Casablanca. Directed by Michael Curtiz, Warner Bros., 1942."
    >>> found = told(raw, [Run("author", 0, 11, 0.9), Run("title", 12, 38, 0.9), Run("date", 54, 58, 0.9)])
    >>> [(run.label, raw[run.start : run.end]) for run in found if run.end - run.start > 1]
    [('title', 'Casablanca. '), ('director', 'Michael Curtiz'), ('publisher', 'Warner Bros.'), ('date', '1942')]
    """
    if not any(map(raw.__contains__, _PLAIN if raw.isascii() else _HINTS)):
        return runs
    found = _DIRECTED.search(raw, 2)
    if found is None:
        studio = _BRACKETED.search(raw)
        runs = relabelled(runs, "publisher", *studio.span("studio")) if studio else runs
        return _made(raw, _headed(raw, runs))
    others = (run for run in runs if run.label in _PRINTED and not found.start() <= run.start < found.end())
    if any(not _RUNS.match(raw, run.start) for run in others):
        return runs
    first = min((run.start for run in runs if run.label != "citation-number"), default=0)
    authors = [run for run in runs if run.label == "author" and run.end <= found.start()]
    if authors and any(
        run.label == "title" and run.end <= found.start() + 1 and run.start >= authors[-1].end for run in runs
    ):
        first = next(run.start for run in runs if run.label == "title" and run.start >= authors[-1].end)
    if first >= found.start():
        return runs
    by = _BY.search(raw, first, found.start())
    end = first + len(raw[first : by.start() if by else found.start()].rstrip(" /,.;:"))
    runs = relabelled(runs, "title", first, end)
    if (shot := _SHOT.search(raw, first, end)) and not any(
        run.label == "date" and run.end - run.start > 1 for run in runs
    ):
        runs = relabelled(relabelled(runs, "date", *shot.span("date")), "title", first, shot.start())
    runs = [
        run._replace(end=found.start())
        if run.label == "title" and run.end == end and raw[end : end + 1] == "."
        else run
        for run in runs
    ]
    runs = [
        run
        for run in runs
        if run.end <= found.start()
        or run.start >= found.end()
        or run.label not in ("title", "author", "location", "publisher")
    ]
    runs = _with_author(runs, by) if by else runs
    runs = relabelled(runs, "director", *found.span("name"))
    labels = {run.label for run in runs if run.start >= found.end()}
    cast = _CAST.match(raw, found.end())
    studio = _STUDIO.match(raw, cast.end() if cast else found.end())
    if cast and studio:
        runs = [run for run in runs if run.start < found.end() or run.start >= studio.end() - 1 or run.label == "date"]
        labels.discard("container-title")
    if studio and studio["studio"].strip() in _LANDS:
        return relabelled([run for run in runs if run.label != "publisher"], "location", *studio.span("studio"))
    if studio and "container-title" not in labels:
        runs = [run for run in runs if run.label not in ("publisher", "location")]
        runs = relabelled(runs, "publisher", *studio.span("studio"))
    return runs


def _with_author(runs: list[Run], by: re.Match[str]) -> list[Run]:
    runs = relabelled(runs, "author", by.start(), by.end("author"))
    start = by.start("author")
    return [run._replace(start=max(run.start, start)) if run.label == "author" else run for run in runs]


def _headed(raw: str, runs: list[Run]) -> list[Run]:
    """The runs, a title without the part that somebody had in it: "Nolan, Christopher, director. Inception"."""
    for at, run in enumerate(runs):
        if run.label == "title" and (found := _HEADED.match(raw, run.start, run.end)):
            before = [_director(run) for run in runs[:at]] if _DIRECTOR.search(found[0]) else runs[:at]
            return [*before, run._replace(start=found.end()), *runs[at + 1 :]]
    if runs and runs[0].label in _MAKERS and (said := _SAID.search(raw, runs[0].start, runs[0].end)):
        return [_director(runs[0]._replace(end=said.start())), *runs[1:]]
    if (
        len(runs) > 1
        and runs[0].label in _MAKERS
        and runs[1].label == "title"
        and _is_director(raw, runs[0].end, runs[1].start)
    ):
        return [_director(runs[0]), *runs[1:]]
    return runs


def _made(raw: str, runs: list[Run]) -> list[Run]:
    """The runs of a film, a studio no place, and how many lines a picture has no volume."""
    labels = [run.label for run in runs]
    if "director" not in labels:
        return runs
    if "publisher" not in labels and labels.count("location") == 1:
        at = labels.index("location")
        name = raw[runs[at].start : runs[at].end].strip(" .,;:")
        if at and labels[at - 1] == "title" and name not in cities() and name not in _LANDS:
            runs = [*runs[:at], runs[at]._replace(label="publisher"), *runs[at + 1 :]]
    is_picture = (run.label == "volume" and _LINES.match(raw, run.start, run.end) for run in runs)
    return [run._replace(label="note") if lines else run for run, lines in zip(runs, is_picture, strict=True)]


def _director(run: Run) -> Run:
    return run._replace(label="director") if run.label in _MAKERS else run


def _is_director(raw: str, start: int, end: int) -> bool:
    """Whether nothing but the word for a director stands at a place; in brackets, of what ends in "Film" or "DVD"."""
    said = _PART.fullmatch(raw, start, end)
    return bool(said and ("(" not in said[0] or _MEDIUM.search(raw)))
