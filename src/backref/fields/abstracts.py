"""Abstracts as publishers deposit them, in elements of JATS -> text: one line for each paragraph, with its heading."""

from __future__ import annotations

import re

from . import titles

_HEADING = re.compile(
    r"<(?:jats:)?(?:title|label)\b[^<>]{0,200}>([^<>]{0,200})</(?:jats:)?(?:title|label)>", re.IGNORECASE
)
_BLOCK = re.compile(r"</?(?:jats:)?(?:p|sec|abstract|list|list-item|disp-formula|br)\b[^<>]{0,200}>", re.IGNORECASE)
_OWN = ("abstract", "summary", "zusammenfassung", "résumé", "resumen", "resumo", "riassunto", "аннотация")


def deposited(value: str) -> str:
    """Return the text of an abstract with the markup that CSL-JSON has; its own heading is no part of it.

    >>> deposited("<jats:title>Abstract</jats:title><jats:sec><jats:title>Aims</jats:title><jats:p>To <jats:italic>do</jats:italic>.</jats:p></jats:sec>")
    'Aims: To <i>do</i>.'
    """
    value = _BLOCK.sub("\n", _HEADING.sub(_headed, value))
    lines = (" ".join(line.split()) for line in titles.markup(value).split("\n"))
    made = "\n".join(line for line in lines if line)
    return re.sub(r":\n", ": ", made)


def _headed(match: re.Match[str]) -> str:
    heading = match[1].strip().rstrip(":. ")
    return f"\n{heading}:\n" if heading and heading.lower() not in _OWN else "\n"
