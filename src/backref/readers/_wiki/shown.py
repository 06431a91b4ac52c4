"""What a template prints in the text: one that holds an identifier, one that only dresses its words, one that is a
sign.

Source: the documentation of these templates on the English Wikipedia, whose names the others share (read 2026-11).
"""

from __future__ import annotations

from collections.abc import Sequence

# How what a template of an identifier holds is printed.
IDENTIFIERS = {
    "doi": "doi:{}", "doi-inline": "doi:{}", "pmid": "PMID {}", "pmc": "PMC{}", "isbn": "ISBN {}", "isbnt": "ISBN {}", "issn": "ISSN {}", "arxiv": "arXiv:{}",
    "hdl": "https://hdl.handle.net/{}", "jstor": "JSTOR {}", "oclc": "OCLC {}", "bibcode": "bibcode:{}", "s2cid": "S2CID {}", "url": "{}", "official website": "{}", "lccn": "LCCN {}",
}  # fmt: skip
_ALONE = frozenset(
    ("doi", "doi-inline", "pmid", "pmc", "isbn", "isbnt", "arxiv", "hdl", "url")
)  # that name a work by themselves
_SIGNS = {"nbsp": "\u00a0", "spaces": "\u00a0", "snd": " – ", "spnd": " – ", "spaced ndash": " – ", "ndash": "–", "mdash": "—", "spaced en dash": " – ", "'": "'", "!": "|", "=": "=", "&": "&", "·": " · ", "en dash": "–", "em dash": "—", "emdash": "—"}  # fmt: skip
# Templates that dress words, by which of their unnamed values are the words: the first, or the last.
_FIRST = frozenset(
    "nowrap nobr small smaller big smallcaps sc sc2 abbr nowiki sup sub su abbreviation ill interlanguage link quote blockquote cquote bq citat citation bloc zitat cita cita2 mvar not a typo typo sic vanchor visible anchor math nihongo mono em strong tooltip s e er era ere siècle".split()
)
_LAST = frozenset("lang langue transl transliteration lang-x langr lien traduction".split())
_JOINED = frozenset("convert cvt date dts date- formatnum val unité unit".split())


def shown(name: str, given: Sequence[str]) -> str | None:
    """Return what a template of this folded name prints of its parameters, as wikitext, or None for one that is not
    known.

    >>> shown("lang", ["de", "Wärme"]), shown("PMID".lower(), ["25561513"]), shown("convert", ["5", "km", "mi"])
    ('Wärme', 'PMID 25561513', '5 km')
    """
    if name in _SIGNS:
        return _SIGNS[name]
    unnamed = [part.strip() for part in given if "=" not in part.split("{{")[0].split("<")[0].split("[")[0]]
    if not unnamed:
        unnamed = [part.partition("=")[2].strip() for part in given if part.partition("=")[0].strip() in ("1", "text")]
    if not unnamed:
        return None
    if name in IDENTIFIERS:
        return IDENTIFIERS[name].format(unnamed[0].removeprefix("PMC") if name == "pmc" else unnamed[0])
    if name in _JOINED:
        return " ".join(part for part in unnamed[: 3 if name.startswith("date") else 2] if part)
    if name in _FIRST:
        return unnamed[0]
    if name in _LAST or name.startswith("lang-"):
        return unnamed[-1]
    return None


def names_a_work(name: str) -> bool:
    """Say whether a template of this folded name is a reference by itself: that of a DOI is, that of a journal's number
    is not.
    """
    return name in _ALONE
