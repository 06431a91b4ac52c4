"""What format a text is in, by how it begins, whatever its file is called."""

from __future__ import annotations

import re

_BLANKS = r"[\s\ufeff\u200b]{0,9999}+"
# How a text in each format begins. They exclude each other.
_SIGNS = {
    "bibtex": rf"(?:{_BLANKS}%[^\r\n]{{0,9999}}+[\r\n]){{0,999}}+{_BLANKS}@\s{{0,20}}(?:[\w-]{{1,40}}|\[[^\[\]{{}}()@\r\n]{{1,100}}+\])\s{{0,20}}[{{(]",
    "ris": rf"{_BLANKS}(?:[A-Z][A-Z0-9]  - [^\r\n]{{0,9999}}+[\r\n]+){{0,99}}?TY {{1,2}}- ?[A-Z]",
    "nbib": rf"{_BLANKS}PMID ?- ?\d",
    "enw": rf"{_BLANKS}%[0A] \S",
    "ciw": rf"{_BLANKS}(?:FN [^\r\n]{{1,200}}[\r\n]+(?:VR [^\r\n]{{1,40}}[\r\n]+)?)?PT [A-Z]\s",
    "pubmed-xml": rf"{_BLANKS}<(?:\?xml|!DOCTYPE[^>]{{1,300}}Pubmed|Pubmed|MedlineCitation)[^\0]{{0,2000}}?<(?:Pubmed(?:Book)?Article|MedlineCitation)",
    "endnote-xml": rf"{_BLANKS}<(?:\?xml[^>]{{0,200}}>\s{{0,99}}<)?xml>\s{{0,99}}<records>",
    "csl-json": rf"{_BLANKS}(?:\[{_BLANKS}\{{|\{{{_BLANKS}\"(?:id|type|title|items|references|author)\"\s{{0,99}}:)",
}
_PROSE = (
    ".md",
    ".py",
    ".ipynb",
    ".js",
    ".ts",
    ".yml",
    ".yaml",
    ".toml",
)  # what may begin with a list of something else


def by_content(text: str, suffix: str = "") -> str:
    """Return the name of the format that a text begins like, or "".

    >>> by_content("TY  - JOUR\\nTI  - Heat"), by_content("% mine\\n@book{a,}"), by_content("# Notes")
    ('ris', 'bibtex', '')
    """
    for name, sign in _SIGNS.items():
        if re.match(sign, text) and not (name == "csl-json" and suffix in _PROSE):
            return name
    return ""


def is_like(text: str, name: str) -> bool:
    """Say whether a text may be in a format of ours: it begins like it, or like none."""
    found = by_content(text)
    same = {"biblatex": "bibtex", "crossref-json": "csl-json"}
    return not found or found == same.get(name, name)
