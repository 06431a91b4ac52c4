"""How the lines of a list begin: the label of an entry, a caret, a bullet; and which lines begin with none of these."""

from __future__ import annotations

import re

from ..text import numbered
from ..text.raised import CIRCLED
from .alpha import LABEL
from .notes import RAISED

LABELLED = re.compile(
    r"\s{0,8}(?:\[(?P<square>\^?"
    + LABEL
    + r")\]:?|\[\[(?P<double>"
    + LABEL
    + r")\]\]:?|\((?P<round>\d{1,3})\)|(?P<dot>\d{1,3})[.)](?=\s|[A-ZÀ-Þ]|[^\W\d_a-zß-ʯ\u0370-\u052f])|(?P<tab>\d{1,3})\t|(?P<cell>\d{1,3})\s?\|\s?"
    r"|(?P<bare>\d{1,3})\s(?=[A-ZÀ-Þ\"“]|[^\W\d_\x00-\u024f\u0370-\u052f]|\d{1,3}\s(?:U\.\s?S\.|C\.\s?F\.\s?R\.|Fed\.\sReg\.))"
    rf"|{RAISED}|{numbered.LABEL})\s{{0,8}}"
)
PLAIN = re.compile(rf"\s{{0,8}}[^\s\d⁰¹²³⁴-⁹{CIRCLED}\[(\^↑•▪◦‣●#QRSLqrsl]")  # a line that has none of these
CARET = re.compile(r"\s{0,8}[\^↑]\s{0,4}(?:Jump up to:?\s*)?(?:(?:[a-z]{1,2}\s){1,30}(?=[A-ZÀ-Þ\"“„]))?")
# A bullet, a box to tick, or the word by which a syllabus asks for a text.
BULLET = re.compile(
    r"\s{0,8}(?:[•▪◦‣●]\s{0,4}|(?:[-*+]\s{1,4})?\[[ xX-]\]\s{1,4}|(?:Read(?:ings?)?|Re(?:quired|commended)(?:\sreadings?)?|Lektüre|Lire)\s?:\s{1,4})"
)
ENTRY_LINE = re.compile(
    r"\n[ \t]{0,8}(?=[\^↑•▪◦‣●]|\[\^?"
    + LABEL
    + r"\]|\[\[\d{1,3}\]\]|\(?\d{1,3}[.)\t]\s?\S|\d{1,3}[ \t]*+\n[ \t]*+[^\W\d_a-z]|(?:[—–―]{2,8}|---+|___+)[.,\s]|"
    + f"{RAISED}|{numbered.LABEL})"
)
