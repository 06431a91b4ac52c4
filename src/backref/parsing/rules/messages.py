"""Messages and interviews, which have a kind and no title: runs of labels -> runs that tell it, who asked and who read.

"Amos, Tori. Personal interview. 9 Apr. 1996." is called nothing, "Interview by Sidney Rogers" names who asked, and
"“Re: Utopia.” Received by Daniel Cahill, 21 June 1997. E-mail." whom it was sent to.
"""

from __future__ import annotations

import re

from ..tagging.segments import Run
from .films import PERSON
from .occasions import FAMILY as FAMILY
from .relabelled import held, relabelled, worded

_SURE = 0.97
_LABELS = {"genre2": "genre", "date2": "date"}
_KIND = (
    r"(?:(?:[Pp]ersonal|[Tt]elephone|[Pp]hone|[Ee]-?mail|[Oo]ral history|[Vv]ideo|[Uu]npublished|[Ii]n-person) )?[Ii]nterview(?: (?:by|with) (?:the )?author)?|[Ii]n discussion with (?:the )?author"
    r"|(?:(?:Facebook|WhatsApp|Slack|Twitter|Instagram|LinkedIn) )?(?:[Ee]-?mail|[Tt]ext|[Dd]irect|[Ii]nstant|[Pp]rivate|[Vv]oice|[Ll]etter|[Mm]essage|[Ff]acebook|WhatsApp|Slack)(?: messages?)? (?:to|with) (?:the )?author"
    r"|[Pp]ers(?:onal|\.) (?:communication|comm\.|correspondence|e-?mail)|[Pp]ersönliche Mitteilung|[Cc]ommunication personnelle|[Cc]omunicación personal|[Cc]omunicazione personale|[Cc]omunicação pessoal"
)
_ONLY = re.compile(rf"[\s“\"]*(?P<genre>{_KIND})(?: on (?P<date>\d{{1,2}} [A-Z][a-z]+ \d{{4}}))?[\s.,”\"]*")
_ASKED = re.compile(
    rf"[\s“\"]*(?P<genre>[^\W\d_]*\s?[Ii]nterview(?:ed)?) (?:by|conducted by) (?P<interviewer>{PERSON}(?:,? and {PERSON})?)[\s.,”\"]*"
)
_APART = re.compile(
    rf"(?P<author>[^\W\d_][^()\d]{{2,80}}?),? (?:\((?P<genre>{_KIND}), (?P<date>[^()]{{3,20}}\d{{4}})\)|\((?P<note>[^()\d]{{3,90}})\), (?P<genre2>{_KIND}), (?P<date2>[A-Z][^()]{{2,20}}\d{{4}}))\.?"
)
_RECEIVED = re.compile(
    rf"(?<=[.,”\"] )Received by (?P<recipient>{PERSON}), (?P<date>(?:\d{{1,2}} )?[A-Z][a-z]{{2,8}}\.?(?: \d{{1,2}},)? \d{{4}})(?:\. (?P<genre>E-?mail|Letter|Text message))?\.?$"
)


def told(raw: str, runs: list[Run]) -> list[Run]:
    """Return the runs of a text, words for a message or an interview no title.

    >>> raw = "Amos, Tori. Personal interview. 9 Apr. 1996."
    >>> found = told(raw, [Run("author", 0, 11, 0.9), Run("title", 12, 31, 0.9), Run("date", 32, 44, 0.9)])
    >>> [(run.label, raw[run.start : run.end]) for run in found]
    [('author', 'Amos, Tori.'), ('genre', 'Personal interview'), ('date', '9 Apr. 1996.')]
    """
    if apart := _APART.fullmatch(raw):
        return held(apart, _LABELS, _SURE)
    if "Received by" in raw and (received := _RECEIVED.search(raw)):
        runs = [run._replace(end=min(run.end, received.start())) for run in runs if run.start < received.start()]
        return [*runs, *held(received, _LABELS, _SURE)]
    for run in runs:
        if run.label in ("title", "genre") and (
            said := _ONLY.fullmatch(raw, run.start, run.end) or _ASKED.fullmatch(raw, run.start, run.end)
        ):
            kept = [each for each in runs if each is not run]
            for name, text in said.groupdict().items():
                if text and (name != "date" or not any(each.label == "date" for each in kept)):
                    kept = relabelled(kept, name, *said.span(name))
            return worded(raw, kept)
    return runs
