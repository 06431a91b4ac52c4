"""Whether a printed number counts the volumes of a work ("2 Bde.", "3 vols.") or names one of them ("Bd. 2")."""

from __future__ import annotations

import re

# The plural of "volume", with its stop where it is an abbreviation; one that is also the singular counts nothing.
_COUNTED = re.compile(
    r"(?:[вВвin]{1,2}\s)?(\d{1,3})\s?(?:Bde|Bände|Bänden|vols|volumes|voll|volumi|vol[úu]menes|tomes|tomos|tomi|tt|тт|томах|тома|томов|svazky|svazk[ůu]|banden|bind|köt"
    r"|kötet|cilt|delar|deler|τόμοι)(?![^\W_])\.?",
    re.IGNORECASE,
)


def counted(text: str) -> str:
    """Return the number of a text that says how many volumes there are and nothing else, "" of any other.

    >>> [counted(text) for text in ("2 Bde.", "3 vols", "Bd. 2", "2. Band", "12")]
    ['2', '3', '', '', '']
    """
    found = _COUNTED.fullmatch(text.strip(" ,;:()[]"))
    return found[1] if found else ""
