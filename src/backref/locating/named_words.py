"""The words around the names of markers: particles of names, adverbs before them, what is no author's, what an organisation's name holds."""

from __future__ import annotations

import re

# No letter may stand before a particle: "el" is none in "model Smith (2001)".
PARTICLE = (
    r"(?<![\w])(?:(?:van|von|de|den|der|del|della|di|da|do|dos|das|du|la|le|el|al|ter|ten|bin|ibn|zu|zur|"
    r"Van|Von|De|Den|Der|Del|Della|Di|Da|Dos|Du|La|Le|El|Al|Ter|Ten|Mac|Ben|Bin|Ibn|Abu|St\.)\s|d['’]|(?:al|el)-)"
)
SMALL = r"of|for|the|and|on|in|to|at|de|des|du|la|las|los|del|da|do|dos|e|y|et|für|der|die|das|des|und|zur|van|voor|di|della|per"
# Adverbs that open a sentence, before a comma: "However, Liu et al. (2017)" names one author.
OPENER = (
    r"(?!(?:However|Moreover|Furthermore|Additionally|Also|Similarly|Likewise|Recently|Previously|Subsequently|Finally|Further|Indeed|Thus|Therefore|Hence|Consequently|Conversely|"
    r"Nevertheless|Nonetheless|Specifically|Notably|Interestingly|Importantly|Instead|Later|Lastly|First|Second|Third|Today|Here|Accordingly|Originally|Historically|Alternatively|Meanwhile|"
    r"Besides|Still|Then|Overall|Again|Ferner|Außerdem|Zudem|Dennoch|Cependant|Ainsi|Ensuite|Enfin|Además|Asimismo|Finalmente|Porém|Entretanto|Assim|Recentemente|Inoltre|Tuttavia),\s)"
)
NO_AUTHOR = frozenset(
    "january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec figure fig "
    "table section chapter equation eq appendix since until before after during from in version spring summer autumn winter fall monday tuesday wednesday "
    "thursday friday saturday sunday the this these vol volume no on by as at approved revised updated accessed protocol act".split()
)
_ORGANISED = re.compile(rf"\s(?:{SMALL})\s")
# What the last or the first word of an organisation's name may be where no small word joins them.
_KIND = frozenset(
    "team group association society institute institutes commission committee council bureau agency office organization organisation foundation department "
    "ministry center centre college university network consortium collaboration collaborators initiative project programme program trust fund bank union service services "
    "board academy company corporation inc ltd press investigators force federation alliance authority administration survey statistics".split()
)
_OPENS_SENTENCE = frozenset("in on at for from since by with see as during after before the this that these".split())


def is_organisation(name: str) -> bool:
    """Whether several capitalised words are the name of one body.

    >>> [is_organisation(name) for name in ("R Core Team", "Centers for Disease Control and Prevention", "Smith and Jones", "In Spain Roe")]
    [True, True, False, False]
    """
    parts = name.replace(",", "").split()
    if parts[0].lower() in _OPENS_SENTENCE or len(parts) < 2:
        return False
    if parts[-1].lower() in _KIND or parts[0].lower() in _KIND:
        return True
    small = _ORGANISED.findall(name)
    joins = sum(each.strip() in ("and", "und", "y", "e", "et") for each in small)
    return len(small) > joins and not any(part[0].islower() for part in (parts[0], parts[-1]))
