"""What stands before the people of a citation, and behind them before the title: runs of labels -> runs that part it.

"RFC 9110: Fielding R. HTTP Semantics" begins with a number, in "Dodd LE, et al; ACTT-1 Study Group Members. Remdesivir"
a body is the last of the people, and "Keytruda: EPAR" is a title.
"""

from __future__ import annotations

import re

from ...fields.names import is_organisation
from .. import numbers
from ..tagging.segments import Run
from .relabelled import bordered, relabelled, worded

# A body behind the last of the people: "et al; | ACTT-1 Study Group Members. Remdesivir".
_GROUP = re.compile(r"[;\s]*(?P<group>[^\W\d_][^.;:,]{5,90}?)\s?[.:]\s(?=[^\W_])")
# Who writes a wiki: "Wikipedia contributors. (2023)".
_CONTRIBUTORS = re.compile(r"(?P<people>(?:[A-Z][\w-]+\s){1,3}contributors)[.,:;]\s")
_FAMILY = re.compile(r"[^\W\d_a-z][\w'’-]+,?\s?")
_REPORT = ": EPAR"  # behind a medicine
_PARLIAMENT = ("BT-Dr", "BR-Dr", "LT-Dr")
# A name as ABNT prints it, and words of a title behind its initials: "SANTOS, B. S. Pela mão de | Alice".
_CAPITALS = re.compile(
    r"[A-ZÀ-Þ][A-ZÀ-Þ'’-]+(?: [A-ZÀ-Þ][A-ZÀ-Þ'’-]+){0,2}, (?:[A-ZÀ-Þ]\. ?){1,4}(?=[^\W\d_a-z][^\W\d_A-ZÀ-Þ]+ [^;]*[^\W\d_A-ZÀ-Þ]{2})"
)
# Bodies of a state, one within the other: "Brasil. | Ministério da Saúde. Secretaria de Vigilância. Guia".
_BODY = re.compile(
    r"(?:(?:Minist[ée]rio|Secretar[ií]a|Departamento|Agência|Agencia|Conselho|Consejo|Instituto|Coordenação|Fundação|Diretoria|Direção|Dirección|Superintendência|Comissão|Ministry|Department|Ministère|Direction)\s[^.:;,()\d]{4,90}\.\s)+(?=[^\W_])"
)
# One at the head of what was taken for a title: "Società Italiana di Diabetologia. Standard italiani".
_HEAD = re.compile(
    r"(?:Ministero|Ministère|Ministerio|Ministério|Società|Société|Sociedad|Sociedade|Istituto|Institut|Associazione|Association|Asociación|Associação|Organización|Organização|Federazione|Fédération|Fondazione|Fondation|Fundación|Fundação|Agence|Agenzia|Agencia|Agência|Consejo|Conselho|Consiglio)\s[^.:;,()?!\d]{4,80}[^\W\d_]{2}\.\s(?=[^\W\d_][^.]{8})"
)
_STATES = re.compile(
    r"(?:BRASIL|Brasil|Brazil|PORTUGAL|Portugal|España|ESPAÑA|México|Colombia|Chile|Argentina|Perú|France|(?:Minist|Secretar)[^.:;,]{6,80})(?: \([A-Z]{2}\))?\.\s?"
)
_LOOSE = frozenset(("other", "note"))


def told(raw: str, runs: list[Run]) -> list[Run]:
    """Return the runs of a text, a number before its people and a body behind them as such.

    >>> raw = "Dodd LE, et al; ACTT-1 Study Group. Remdesivir for Covid-19."
    >>> found = told(raw, [Run("author", 0, 15, 0.9), Run("title", 16, len(raw), 0.9)])
    >>> [(run.label, raw[run.start : run.end]) for run in found]
    [('author', 'Dodd LE, et al; ACTT-1 Study Group'), ('title', 'Remdesivir for Covid-19.')]
    """
    if not runs:
        return runs
    first = runs[0]
    if first.label != "author" and (body := _CONTRIBUTORS.match(raw)):
        return worded(raw, relabelled(runs, "author", *body.span("people")))
    if first.label in _LOOSE:
        number = numbers.at_head(raw, first.start)
        return [first._replace(label="number"), *runs[1:]] if number and first.end <= number.end + 2 else runs
    if first.label == "title" and raw.startswith(_PARLIAMENT, first.start):
        return _of_parliament(raw, runs)
    body = _HEAD.match(raw, first.start, first.end) if first.label == "title" else None
    if body and not any(run.label == "author" for run in runs):
        return [first._replace(label="author", end=body.end()), first._replace(start=body.end()), *runs[1:]]
    if first.label == "number":
        return _behind_number(raw, runs)
    if first.label != "author" or len(runs) == 1:
        return runs
    if runs[1].label == "title":
        cut = _CAPITALS.match(raw, first.start, first.end) if raw[first.start + 1].isupper() else None
        if cut and ";" not in raw[cut.end() : first.end]:
            return bordered(runs, 0, cut.end(), cut.end())
        bodies = _BODY.match(raw, runs[1].start, runs[1].end)
        if bodies and _STATES.fullmatch(raw, first.start, first.end):
            return bordered(runs, 0, bodies.end(), bodies.end())
        if ";" in raw[first.end - 1 : runs[1].start + 1]:
            return _with_group(raw, runs)
        if raw.find(_REPORT, first.start, first.end + len(_REPORT)) >= 0:
            return _without_title(raw, runs)
    if number := numbers.at_head(raw, first.start):
        return relabelled(runs, "number", *number) if raw.startswith(": ", number.end) else runs
    return runs


def _of_parliament(raw: str, runs: list[Run]) -> list[Run]:
    """The runs, the number of a paper of a parliament apart from its title: "BT-Drs. 18/4097, Entwurf eines Gesetzes"."""
    title = runs[0]
    number = numbers.of_report(raw, title.start, len(raw[: title.end].partition(",")[0]))
    if number is None:
        return runs
    return [title._replace(label="number", end=number.end), title._replace(start=number.end), *runs[1:]]


def _behind_number(raw: str, runs: list[Run]) -> list[Run]:
    """The runs, the first of the people behind a number no title: "RFC 9110: | Fielding | R, Nottingham M. | HTTP"; and a
    title there no container's.
    """
    if "title" not in (labels := [run.label for run in runs]) and labels[1:2] == ["container-title"]:
        return [runs[0], runs[1]._replace(label="title"), *runs[2:]]
    if [run.label for run in runs[1:4]] != ["title", "author", "title"] or not _FAMILY.fullmatch(raw, *runs[1][1:3]):
        return runs
    return [runs[0], runs[2]._replace(start=runs[1].start), *runs[3:]]


def _with_group(raw: str, runs: list[Run]) -> list[Run]:
    title = runs[1]
    group = _GROUP.match(raw, title.start, title.end)
    if group is None or not is_organisation(group["group"]):
        return runs
    return bordered(runs, 0, group.end("group"), group.end())


def _without_title(raw: str, runs: list[Run]) -> list[Run]:
    """The runs, what a report on a medicine begins with its title: "Agency. Keytruda: EPAR – Product information"."""
    people, title, *rest = runs
    start = max(raw.rfind(". ", people.start, people.end) + 2, people.start)
    before = [people._replace(end=start)] if start > people.start + 2 else []
    return [*before, title._replace(start=start if before else people.start), *rest]
