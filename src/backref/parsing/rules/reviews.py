"""What a work says of another one: reviews, forewords and interviews: runs of labels -> runs that tell both apart.

"“Deconstructing Dinner.” Review of The Omnivore's Dilemma, by Michael Pollan. New York Times" is within a newspaper and
about a book, and "Reconstruction in America, by W. E. B. Du Bois" has no editor.
"""

from __future__ import annotations

import re

from ..glance import family
from ..tagging.segments import Run
from . import occasions
from .films import PERSON

FAMILY = family(
    "review", "rezension", "recensione", "reseña", "resenha", "recenz", "foreword", "preface", "afterword", "introduc", "prólogo", "préface", "vorwort", "nachwort", "interview", "gespräch",
    "entretien", "entrevista", words=lambda: ("compte", "рец", "rec"),
)  # fmt: skip
_PEOPLE = rf"{PERSON}(?:(?:,| and|, and| &| und| et| y| e) {PERSON}){{0,4}}"
_OF = r"(?:(?:Book |Film )?[Rr]eview of|[Rr]ezension (?:zu|von|über)|[Rr]ecensione (?:a|di)|[Cc]ompte[- ]rendu d[eu]|[Rr]eseña de|[Rr]esenha d[eoa]|[Rr]ecenz(?:ja|e)(?: na)?|[Рр]ец(?:ензия|\.) на(?: кн\.:)?)"
_MADE = r"(?:by|directed by|edited by|ed\. by|von|de|di|por|par)"
# Behind a title in quotes, up to its stop: "Review of Radiant City, directed by Gary Burns and Jim Brown. "
_BEHIND = re.compile(
    rf"(?P<close>[”\"“»])[.,]?\s{_OF}:?\s(?P<title>[^“”\"\[\]]{{3,160}}?)(?:,\s{_MADE}\s(?P<maker>{_PEOPLE}))?(?:\.\s|,\s(?=in\b))(?=(?!(?:[Vv]ol|No|no|pp?)\b)[^\W\d_])"
)
_BRACKETED = re.compile(
    rf"\s?\[{_OF}(?: the (?:book|film|play|album|exhibition|television program|TV series(?: episode)?|video game))?\s[“\"]?(?P<title>[^\[\]]{{3,200}}?)[”\"]?(?:,\s{_MADE}\s(?P<maker>[^\[\]]{{3,90}}))?\]"
)
# Where nothing is before it but who reviews: "Review of Homo Deus, by Y. N. Harari. Nature".
_ALONE = re.compile(
    rf"{_OF}:?\s[“\"«„]?(?P<title>[^\W_a-z][^“”\"«»\[\]]{{3,200}}?)(?:[.,]?[”\"»]|(?<!\s)),?\s{_MADE}\s(?P<maker>{_PEOPLE})[.,]\s(?=[^\W\d_]|\d|[“«(])"
)
# As Germans cite them: "Rezension von: Jürgen Osterhammel: Die Verwandlung der Welt, München 2009. In:".
_GERMAN = re.compile(
    rf"Rezension (?:zu|von|über)(?:(?<=zu)m Buch)?:?\s(?P<maker>{_PEOPLE}):\s[„“\"]?(?P<title>[^.“”\"]{{3,160}}?)[“”\"]?(?:,\s(?P<place>[^\W\d_][^,.\d]{{2,30}}(?::\s[^,.\d]{{2,40}})?,?\s\d{{4}}))?\.\s(?=In:? )"
)
# In a note, up to the comma before the newspaper: ", review of The Dilemma, by Michael Pollan, Times".
_NOTED = re.compile(
    rf"(?:,?(?P<close>[”\"]))?,?\s{_OF}\s(?P<title>[^“”\"\[\]]{{3,160}}?),\s{_MADE}\s(?P<maker>{PERSON}(?:(?:,| and|, and) {PERSON}){{0,3}}?),\s(?=[^\W\d_a-z])"
)
# What stands before a book, and whose that is: "introduction to Frankenstein, by Mary Shelley (Chicago".
_PART_TO = re.compile(
    rf"(?P<title>introduction|preface|foreword|afterword|prologue|epilogue|postscript) to (?P<container>[^“”\"()\[\]]{{3,160}}?)(?:,? by (?P<maker>{_PEOPLE}))?[\s,.]*"
)
# At the end of a title, who wrote what stands before the book: "Capitalism and Freedom. Foreword by Ann Low".
_WITH = re.compile(
    rf"[.,]\s(?P<note>(?:(?:[Ww]ith )?(?:an? |a new )?(?:[Ff]oreword|[Pp]reface|[Ii]ntroduction|[Aa]fterword)(?: and notes)? by|[Pp]rólogo de|[Pp]r[ée]face de|[Mm]it einem (?:Vorwort|Nachwort) von|[Pp]refazione di|[Pp]refácio de)\s{_PEOPLE})[.,]?\s?$"
)
_TALKED = re.compile(
    rf"[,.]?(?P<close>[”\"])?[,.]?\s(?P<note>[Ii]nterview(?:ed)? by\s(?P<interviewer>{PERSON})|(?:(?:[Ii]m )?(?:Gespräch|Interview) mit|[Ee]ntretien avec|[Ee]ntrevista (?:de|con|por))\s{PERSON})(?=[,.])"
)
_BY = ", by "
_WORDED = frozenset(("title", "container-title", "editor", "author", "note", "other", "translator", "director", "publisher", "genre"))  # fmt: skip


def told(raw: str, runs: list[Run]) -> list[Run]:
    """Return the runs of a text, another work that it is about, and who made that, in no other field.

    >>> raw = "“Dinner.” Review of The Dilemma, by Michael Pollan. Times"
    >>> found = told(raw, [Run("title", 0, 9, 0.9), Run("container-title", 10, 31, 0.5), Run("container-title", 52, 57, 0.9)])
    >>> [(run.label, raw[run.start : run.end]) for run in found]
    [('title', '“Dinner.”'), ('reviewed-title', 'The Dilemma'), ('reviewed-author', 'Michael Pollan'), ('container-title', 'Times')]
    """
    if not runs:
        return runs
    if (about := _BEHIND.search(raw) or _BRACKETED.search(raw)) and _is_free(runs, about):
        return _reviewed(raw, runs, about)
    if "Rezension" in raw and (about := _GERMAN.search(raw)):
        before = [run for run in runs if run.end <= about.start() + 1]
        said = (
            Run(f"reviewed-{label}", *about.span(name), 0.9)
            for label, name in (("author", "maker"), ("title", "title"))
        )
        return [*before, *said, *(run for run in runs if run.start >= about.end() - 1)]
    if (about := _NOTED.search(raw)) and any(run.start == about.end() for run in runs) and _is_free(runs, about):
        return _reviewed(raw, runs, about)
    if headed := _of_part(raw, runs):
        return headed
    labels = [run.label for run in runs]
    if "title" in labels and (alone := _ALONE.match(raw, runs[labels.index("title")].start)) and _is_alone(runs, alone):
        return _reviewed(raw, runs, alone)
    if "editor" in labels and "title" in labels and (at := labels.index("editor")):
        title = runs[labels.index("title")]
        is_part = occasions.is_part(raw[title.start : title.end].strip(' .,“”"'))
        if is_part and labels[at - 1] == "container-title" and raw.endswith(_BY, 0, runs[at].start):
            runs = [*runs[:at], runs[at]._replace(label="container-author"), *runs[at + 1 :]]
    for at, run in enumerate(runs):
        if run.label == "title" and (with_it := _WITH.search(raw, run.start + 3, run.end)):
            note = Run("note", *with_it.span("note"), run.probability)
            return [*runs[:at], run._replace(end=with_it.start()), note, *runs[at + 1 :]]
        if run.label in ("title", "author") and (talk := _TALKED.search(raw, run.start, run.end)):
            end = talk.end("close") if talk["close"] and run.label == "title" else talk.start()
            label = "interviewer" if talk["interviewer"] else "note"
            asked = Run(label, *talk.span(label), run.probability)
            return [*runs[:at], run._replace(end=end), asked, *runs[at + 1 :]]
    return runs


def _is_free(runs: list[Run], about: re.Match[str]) -> bool:
    """Whether nothing but words stands where the other work is named, and a title, people or a date before it."""
    if not any(run.label in ("author", "title", "date") and run.start < about.start() for run in runs):
        return False
    return all(run.label in _WORDED for run in runs if about.start() < run.start < about.end() - 1)


def _is_alone(runs: list[Run], about: re.Match[str]) -> bool:
    """Whether nothing but words stands where the other work is named."""
    return all(run.label in _WORDED for run in runs if about.start() <= run.start < about.end() - 1)


def _of_part(raw: str, runs: list[Run]) -> list[Run] | None:
    """The runs of an introduction or the like, the book its container; None where there is none."""
    at = next((at for at, run in enumerate(runs) if run.label == "title"), None)
    if at is None or not (part := _PART_TO.fullmatch(raw, runs[at].start, runs[at].end)):
        return None
    labels = (("title", "title"), ("container-title", "container"), ("container-author", "maker"))
    parts = [Run(label, *part.span(name), runs[at].probability) for label, name in labels if part[name]]
    return [*runs[:at], *parts, *runs[at + 1 :]]


def _reviewed(raw: str, runs: list[Run], about: re.Match[str]) -> list[Run]:
    start = about.end("close") if about.groupdict().get("close") else about.start()
    behind = next((run for run in runs if run.start < about.end() - 1 <= run.end - 2), None)
    kept = [run._replace(end=min(run.end, start)) for run in runs if run.start < start]
    kept += [
        Run(f"reviewed-{label}", *about.span(name), 0.9)
        for label, name in (("title", "title"), ("author", "maker"))
        if about[name]
    ]
    later = [run for run in runs if run.start >= about.end() - 1]
    if behind and not any(run.label == "container-title" for run in later):
        kept.append(Run("container-title", about.end(), behind.end, behind.probability))
    return [*kept, *later]
