"""Titles of works about, or beside, another: corrections, replies, data, reviews; and the marks of retraction. Text ->
text.
"""

from __future__ import annotations

import re

from . import titles

# What precedes, or follows, the title of another work that is about the work or belongs to it.
SATELLITE = re.compile(
    r"(?P<what>data(?:\s?sets?)? (?:from|for|of)|(?:supplement(?:ary|al)?|supporting|additional|online) (?:materials?|information|data|files?|tables?|figures?)"
    r"(?: \w{1,3})?(?: (?:for|to|from|of))?|supplement (?:to|for)|(?:(?:author|publisher|editorial)(?:'s|’s|s')? )?corrections? (?:to|of|for|in)|"
    r"(?:author|publisher) correction|correction|corrigend(?:um|a)(?: (?:to|for|zu|à|a|of))?|errat(?:um|a)(?: (?:to|for|in|zu|a|of))?|addend(?:um|a)(?: (?:to|for))?|"
    r"(?:in )?(?:reply|response|answer) (?:to|on)|(?:the )?authors?['’]?s?['’]? (?:reply|response|closure)(?: to)?|author response(?: to)?|rejoinder(?: (?:to|on))?|"
    r"(?:invited |editorial )?(?:comments?|commentar(?:y|ies)|discussion|remarks?) (?:on|to|of|about|zu)|letter (?:to the editor )?(?:re|regarding|on|to|about)|re(?![^\W_])|"
    r"(?:book )?reviews? of(?: the book)?|book review|rezension(?: (?:von|zu))?|compte rendu(?: de)?|reseña(?: de)?|(?:peer )?review(?:er)? reports? (?:for|on|of)|"
    r"decision letter (?:for|on)|editor's evaluation of|faculty opinions recommendation of|abstract (?:of|for)|preface to|foreword to|comentarios? (?:a|sobre)|"
    r"fe de erratas(?: de)?|errata corrige|korrektur (?:zu|von)|berichtigung(?: zu)?|kommentar zu|(?:retraction|withdrawal)(?: notice)? (?:of|to|for)|retraction notice"
    r"(?: (?:to|for))?|expression of concern(?: (?:about|for|on|to|regarding))?|editorial expression of concern)\s*[:.\-–—]?\s*[\"“„«'‘]?\s*",
    re.IGNORECASE,
)  # fmt: skip
_BARE_SATELLITE = re.compile(r"^(?:re|correction|book review|data of)$", re.IGNORECASE)
_TAIL_SATELLITE = re.compile(
    r"(?<!\s)\s*+[:.,;–—\-(\[/]\s*+(?P<what>(?:in |author'?s?'? |the author'?s?'? )?(?:reply|response)(?: to .{0,60})?|errat(?:um|a)|corrigend(?:um|a)|correction|addendum|"
    r"comments?|rebuttal|rejoinder|book review|supplement(?:ary|al) (?:material|information|data)|letter to the editor)\s*+(?:[\])]\s*+)?(?:[.]\s*+)?$",
    re.IGNORECASE,
)
# "[RETRACTED]", "(Retracted)", "RETRACTED ARTICLE:", "REMOVED:", "Notice of Retraction:", "... (Retraction of vol 3, p
# 4, 2001)"
RETRACTED = re.compile(
    r"^\W*(?:(?:notice of |statement of )?retraction\b(?! of\b| notice\b| to\b| note\b)|retracted|withdrawn|removed|temporary removal|article (?:withdrawn|retracted)|zurückgezogen|retraído)"
    r"\b(?:\s(?:article|paper|chapter|manuscript|preprint))?(?:\s*[:\])]\W*|\s+[–—-]\W+|\W*\n)|"
    r"(?<![\s.])[\s.]*+[(\[]\s*+(?:retracted|withdrawn|removed|retraction (?:of|in|notice)|retracted (?:article|paper|by))\b[^()\[\]]{0,80}[)\]][\s.]*$|"
    r"(?<!\s)\s*+[-–—:]\s*+(?:retracted|withdrawn)(?: (?:article|paper))?[\s.]*$",
    re.IGNORECASE,
)


def unmarked(text: str) -> str:
    """Return the title without what says that the work was retracted, withdrawn or removed.

    >>> unmarked("RETRACTED ARTICLE: Heat"), unmarked("Heat (Retracted)"), unmarked("Notice of Retraction: Heat")
    ('Heat', 'Heat', 'Heat')
    """
    text = titles.render(text)
    for _ in range(2):
        shorter = RETRACTED.sub("", text, count=1).strip()
        if not shorter or shorter == text:
            break
        text = shorter
    return text


def is_marked(text: str) -> bool:
    """Say whether a title carries a mark of retraction, withdrawal or removal; a notice's own title is no mark.

    >>> is_marked("WITHDRAWN: Heat"), is_marked("Retraction notice to: Heat")
    (True, False)
    """
    return unmarked(text) != titles.render(text)


def satellite(text: str) -> tuple[str, str]:
    """Return what makes a title that of a work about, or beside, another, and the other's title; "" where nothing does.

    >>> satellite("Data from: Heat"), satellite("Heat—Reply"), satellite("Review of heat")
    (('Data from', 'Heat'), ('Reply', 'Heat'), ('Review of', 'heat'))
    """
    if (match := SATELLITE.match(text.lstrip('"“[( '))) and len(text) - match.end() > 2:
        lead = text.lstrip('"“[( ')
        said = match.group().strip()
        ends = said.rstrip("\"“„«'‘ ")
        bare = _BARE_SATELLITE.match(match["what"]) or not re.search(
            r"\b(?:of|to|on|for|from|in|re|regarding|about|zu|von|a|de|sobre|à)$", match["what"], re.IGNORECASE
        )
        if not bare or ends.endswith(":"):
            return match["what"], lead[match.end() :].strip(" \"”»'’")
    if (match := _TAIL_SATELLITE.search(text)) and match.start() > 2:
        return match["what"], text[: match.start()].strip()
    return "", text
