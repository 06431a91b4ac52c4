"""What was read to others: runs of labels -> runs of which the occasion is what a paper is within.

"A new factory. Paper presented at the workshop on work, Copenhagen" and "Bildung heute. Vortrag auf der Tagung der
Lehrer" name a meeting, and neither a publisher nor a part of the title.
"""

from __future__ import annotations

import re

from ...model import CslType
from ..glance import family
from ..tagging.segments import Run
from .relabelled import relabelled

_READ = (
    r"(?:(?:[Vv]ortrag|[Rr]eferat|[Kk]urzvortrag|[Hh]auptvortrag)(?: gehalten)? (?:auf|bei[m]?|vor|im|in|an|zu[mr]|anlässlich)\b"
    r"|(?:[Pp]aper|[Pp]oster|[Ll]ecture|[Tt]alk|[Aa]ddress|[Ss]peech|[Kk]eynote)s? (?:presented|read|given|delivered|held) (?:at|to|in|before)\b"
    r"|(?:[Pp]onencia|[Cc]omunicación|[Cc]onferencia) (?:presentad|leíd|dictad)[oa] (?:en|ante|al)\b|(?:[Tt]rabalho|[Cc]omunicação|[Pp]alestra) (?:apresentad|proferid)[oa] (?:n[oa]|em|ao)\b"
    r"|(?:[Cc]ommunication|[Cc]onférence) (?:présenté|donné)e (?:à|au|lors)\b|[Rr]elazione (?:presentata|tenuta) (?:a|al)\b)"
)
FAMILY = family("vortrag", "referat", "presented", "delivered", "presentad", "apresentad", "présenté", "presentata", words=lambda: ("rede", "ansprache", "speech", "lecture", "discours", "discurso", "discorso", "read", "given", "held", "leída", "leído", "dictada", "dictado", "proferida", "proferido", "donnée", "tenuta"))  # fmt: skip
_BEGINS = re.compile(_READ)
_READ_AT = re.compile(rf"[.,?!”\"»] \(?{_READ}")
# In brackets behind a title in quotes: "(paper presented at the annual meeting, Boston, May 2009)".
_BRACKETED = re.compile(rf"\({_READ}:?\s(?:the )?(?P<event>[^,()]{{4,120}}),")
_MEETING = re.compile(
    r"\b(?:[Cc]onferen[ck]|[Cc]onférence|[Cc]ongress|[Cc]ongrès|[Cc]ongreso|[Kk]onferenz|[Kk]ongress|[Cc]onvention|[Mm]eeting|[Ss]ymposi|[Ss]ummit|[Ww]orkshop|[Cc]olloqui|\w*[Tt]agung|[Jj]ornadas|[Ff]orum\b)"
)
_BEHIND = re.compile(rf"[.,;?!”»\"’]\s(?=(?P<read>{_READ}))")
_WRITTEN = ("paper", "ponencia", "comunica", "trabalho", "communication", "relazione")
_ALONE = re.compile(r"[.,]\s(?P<said>Vortrag|Referat)[.,]?\s?$")
_CALLED = re.compile(r"(?:Rede|Ansprache|Vortrag|Festvortrag|Referat|Speech|Lecture|Discours|Discurso|Discorso)[\s.,]*")
_ORDINAL = re.compile(r"\d\.\s?$")  # "Referat beim 41. | Ettlinger Gespräch"
_OCCASIONS = frozenset(("container-title", "publisher", "event"))
_ARTICLE = 8  # characters behind "presented at" in which an occasion begins
_LEAST = 3  # characters of a title


def told(raw: str, runs: list[Run]) -> list[Run]:
    """Return the runs of a text, what a paper was read at the container's title.

    >>> raw = "A new factory. Paper presented at the workshop on work, Copenhagen"
    >>> runs = [Run("title", 0, 14, 0.9), Run("publisher", 15, 55, 0.6), Run("location", 56, 66, 0.9)]
    >>> [(run.label, raw[run.start : run.end]) for run in told(raw, runs)][1]
    ('container-title', 'Paper presented at the workshop on work,')
    """
    runs = [
        run._replace(label="genre")
        if run.label == "container-title" and _CALLED.fullmatch(raw, run.start, run.end)
        else run
        for run in runs
    ]
    labels = [run.label for run in runs]
    if "title" not in labels:
        return runs
    at = labels.index("title")
    title = runs[at]
    if (said := _BEHIND.search(raw, title.end - 2)) and (whole := _with_words(raw, runs, said)):
        return whole
    if (said := _BRACKETED.search(raw)) and "container-title" not in labels:
        held = [run.label for run in runs if run.start < said.end() and said.start() < run.end - 1]
        return relabelled(runs, "container-title", said.start() + 1, said.end("event")) if held == ["note"] else runs
    if "container-title" in labels:
        if said := _ALONE.search(raw, title.start + _LEAST, title.end):
            genre = title._replace(label="genre", start=said.start("said"), end=said.end("said"))
            return [*runs[:at], title._replace(end=said.start()), genre, *runs[at + 1 :]]
        return runs
    for number, run in enumerate(runs):
        if run.label == "publisher" and _BEGINS.match(raw, run.start):
            return [*runs[:number], run._replace(label="container-title"), *runs[number + 1 :]]
    if not (behind := _BEHIND.search(raw, title.start + _LEAST, title.end)):
        return runs
    occasion, rest = title._replace(label="container-title", start=behind.end()), runs[at + 1 :]
    if rest and rest[0].label == "publisher" and _ORDINAL.search(raw, occasion.end - 3, occasion.end):
        occasion, rest = occasion._replace(end=rest[0].end), rest[1:]
    return [*runs[:at], title._replace(end=behind.start() + 1), occasion, *rest]


def _with_words(raw: str, runs: list[Run], said: re.Match[str]) -> list[Run] | None:
    """The runs, an occasion with the words that lead to it: "first draft. Paper | presented at the first Congress"."""
    start, end = said.end(), said.end("read")
    at = next((at for at, run in enumerate(runs) if start < run.start < end + _ARTICLE and run.label in _OCCASIONS), 0)
    is_named = runs[at].label != "publisher" and not raw[runs[at].start].islower()  # "at | International Congress"
    if not at or is_named or any(run.label == "container-title" for run in runs[:at]):
        return None
    before = [run._replace(end=min(run.end, start)) for run in runs[:at] if run.start < start]
    return [*before, runs[at]._replace(label="container-title", start=start), *runs[at + 1 :]]


_OCCASION = re.compile(
    r"(?P<genre>[^\W\d_]+(?: presented| read| given| delivered| held| gehalten)?)"
    r"(?: auf| beim?| vor| im| in| an| zu[mr]| anlässlich| at| to| before| en| ante| al| n[oa]| em| ao| à| au| lors| a)(?: the| de[rmns]| die| das| la| el)?"
    r" (?P<event>.{4,})"
)


def parted(name: str) -> tuple[str, str] | None:
    """Return what was read, and at which meeting, where a name says both.

    >>> parted("Paper presented at the Congress of Psychology"), parted("Vortrag auf der 3. Tagung"), parted("Congress")
    (('Paper presented', 'Congress of Psychology'), ('Vortrag', '3. Tagung'), None)
    """
    found = _OCCASION.fullmatch(name) if _BEGINS.match(name) else None
    return (found["genre"], found["event"]) if found else None


def is_read(raw: str) -> bool:
    """Whether a citation says that its paper was read to others.

    >>> is_read("Heat. Poster presented at: Congress"), is_read("Heat. Congress")
    (True, False)
    """
    return "roceedings" not in raw and bool(_READ_AT.search(raw))


def is_occasion(name: str) -> bool:
    """Whether a name is that of a meeting, or says that something was read there.

    >>> is_occasion("Congress of Psychology"), is_occasion("Vortrag vor dem Verein"), is_occasion("Memory")
    (True, True, False)
    """
    return bool(_MEETING.search(name) or _BEGINS.match(name))


def kind_of(container: str) -> CslType | None:
    """Return the type of what a container's title says to be read to others, else None.

    >>> kind_of("Paper presented at the workshop on work"), kind_of("Vortrag auf der Tagung"), kind_of("Paper")
    ('speech', 'speech', None)
    """
    return "speech" if _BEGINS.match(container) else None
