"""Law in a citation: cases, decisions and statutes, whose form tells what each part is; else the tagger's runs stay."""

from __future__ import annotations

import re

from ..glance import ALL, family
from ..tagging.segments import Run
from . import statutes
from .statutes import LegalForm

# What one of them begins with, or has within: the rest is spared the longer patterns.
_PARTIES = (" v ", " v. ", " vs ", " vs. ")
# Of Canada, in French, where "c" stands between the parties.
_REPORTED = (" CSC ", " RCS ", " QC", " CAF ", " CF ")
_VERSUS = family(words=lambda: ("v", "vs"))
_BEGINS = ("In re ", "Re ", "Ex parte ", "The ", "In the Matter", "In the matter", "R (", "Case ", "Joined Cases ")
_LANDS = ("United States, ", "United Kingdom, ", "Canada, ", "Australia, ", "India, ", "Ireland, ", "South Africa, ")
_SHORTENED = (" Const. ", " Rev. ", " Rep. ")
_COURTS = re.compile(
    r"(?:ECLI:|B(?:GH|Verf|Verw|AG|FH|SG|PatG|GE|ayOb)|RG|EuG|EGMR|OGH|V[fw]GH|VGH?|O[LV]G|L[AS]?G|AG|KG|Hans|ArbG|FG|SG|ATF|DTF|HR |Hof |Rb|CRvB|ABRvS|Cass|Cour |C\. cass|CE(?:DH)?\b|C[AJ]|Conseil |Cons[.i]|T\. confl|T\.?A\.?R|TGI"
    r"|Corte |Trib|App\. |S(?:TC|TS|AP|AN|TSJ|entencia)|AT[CS]|[最大東名広福仙札高]|[\u3400-\u9fff]{2,24}法院)"
)


def told(raw: str, runs: list[Run], end: int, seen: int = ALL) -> LegalForm | None:
    """Return what a citation in the form of the law tells, up to `end`, where its address begins; else None. `seen` are
    the families of words that it shows.

    >>> told("Roe v. Wade, 410 U.S. 113 (1973)", [], 32).kind, told("Roe R. Heat. Spine. 2001;1:2.", [], 29)
    ('legal_case', None)
    """
    has_parties = seen & _VERSUS and any(map(raw.__contains__, _PARTIES))
    has_parties = has_parties or ((" c " in raw or " c. " in raw) and any(map(raw.__contains__, _REPORTED)))
    is_case, is_of_land = has_parties or raw.startswith(_BEGINS), raw.startswith(_LANDS)
    if is_case or is_of_land:
        from . import reports  # which is much to load, as what follows is, for whoever cites no law

        found = (reports.read(raw, end) if is_case else None) or (reports.of_land(raw, end) if is_of_land else None)
        if found:
            return LegalForm("legal_case", found)
    if _COURTS.match(raw) or raw.find(" Tribunal ", 0, 60) >= 0:
        from . import courts

        if found := courts.read(raw, end):
            return LegalForm("legal_case", found)
    if told := statutes.read(raw, runs, end, seen):
        return told
    if raw[:end].rstrip(" .;").endswith(")") or any(map(raw.__contains__, _SHORTENED)):
        from . import bluebook

        return bluebook.read(raw, end)
    return None
