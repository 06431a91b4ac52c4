"""The words around the names of markers: particles of names, adverbs before them, and what is no author's."""

from __future__ import annotations

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
