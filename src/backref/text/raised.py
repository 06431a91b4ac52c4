"""Raised numbers that are part of what they stand at: exponents, isotopes, ions, units. What is not may be a marker."""

from __future__ import annotations

import re

_ELEMENTS = (
    "H He Li Be B C N O F Ne Na Mg Al Si P S Cl Ar K Ca Sc Ti V Cr Mn Fe Co Ni Cu Zn Ga Ge As Se Br Kr Rb Sr Y Zr Nb Mo Tc Ru Rh Pd Ag Cd In Sn Sb Te I Xe "
    "Cs Ba La Ce Pr Nd Pm Sm Eu Gd Tb Dy Ho Er Tm Yb Lu Hf Ta W Re Os Ir Pt Au Hg Tl Pb Bi Po At Rn Fr Ra Ac Th Pa U Np Pu Am Cm"
)
# "¹³C", "¹⁸F-FDG": a number before an element. No sentence begins with its symbol alone.
_ISOTOPE = re.compile(rf"(?:[ᵐm])?(?:{'|'.join(sorted(_ELEMENTS.split(), key=len, reverse=True))})(?![^\W\d_])")
_CHARGED = re.compile(r"[⁺⁻+−]")
_UNIT = re.compile(
    r"(?<![^\W\d_])(?:[cmkdnµμhpMG]?m|ft|in|yd|mi|s|ms|h|min|[mµμk]?g|[mµμd]?[lL]|[kM]?(?:W|J|Hz|Pa|V|N|eV)|[mµμ]?mol|Å|°|[mkc]?Gy|px)\Z"
)
_FUNCTION = re.compile(r"(?<![^\W_])(?:mc|log|ln|sin|cos|tan|exp|det|eta|chi|omega|sec|nm)\Z")
_LETTER = re.compile(r"(?<![^\W_])(?<![’'])[A-Za-zα-ωΑ-Ωχμσ]\Z")
# "vitamin C²" is cited, "of R²" is squared.
_LETTERED = re.compile(
    r"(?:vitamins?|hepatitis|influenza|groups?|types?|factor|protein|class|grade|phase|plan|part|appendix|figure|fig\.|table|panel|section|apolipoprotein|immunoglobulin|strain|virus)\s(?:[A-Z]\s?(?:,|and|or|&)\s?){0,3}[A-Za-z]\Z",
    re.IGNORECASE,
)
_FORMULA = re.compile(r"\((?=[^()]{0,24}(?:[-+*/=^−·]|\b[a-zα-ω]\b))(?![^()]{0,24}[^\W\d_]{4})[^()]{1,24}\)\Z")
# A unit of length that stands apart from its sign: "82,925 km ²", "per m ²".
_UNIT_APART = re.compile(r"(?:\d|\b(?:per|square)|/)\s?(?:[cmkdnµμ]?m|ft|yd|mi)\s\Z")
# Names and places end with digits, too, and are cited: "COVID-19³", "OsACS2⁶", "P450²⁶", "version 3.4.1²⁵", "Eq. 1³³".
# What is raised at other numbers is their exponent: "10⁹", "5x10⁶", "log2³".
_NAME = re.compile(
    r"(?<![^\W_])(?!(?:log|ln|exp|sin|cos|tan)\d)[^\W\d_][^\W_]{0,20}(?:[-‐‑–][^\W_]{1,20}|/[^\W\d_][^\W_]{0,20}){0,3}(?:\.\d{1,3})?\Z"
)
_SHORT_NAME = re.compile(r"(?<![\w.,-])[A-Za-zα-ω]\d{1,5}\Z")
_VERSION = re.compile(r"(?<![\d.])\d{1,4}(?:\.\d{1,5}){2,3}\Z")
_COUNTED = re.compile(
    r"\b(?:eqs?\.?|equations?|figs?\.?|figures?|tables?|sections?|chapters?|appendix|versions?|release|v\.?|phases?|stages?|grades?|types?|class|no\.|theorem|lemma|algorithm|model|protocol|day|(?:in|since|until|during|before|after|early|late|year|of)(?=\s(?:1[89]|20)\d\d\Z))\s(?!10\Z)\d{1,4}(?:\.\d{1,3}){0,2}\Z",
    re.IGNORECASE,
)
# Notes in Chinese and Japanese: the number in a circle behind a sentence, and at the beginning of a line below.
_CIRCLE_BEHIND = re.compile("[。！？.!?”」』》）)] ?①|[\\w”」』》）)]①(?=[。，；：、！？,;:!?])")
_CIRCLE_FIRST = re.compile("^[ \t\u3000]{0,8}①", re.MULTILINE)
_CIRCLES = str.maketrans("①②③④⑤⑥⑦⑧⑨", "¹²³⁴⁵⁶⁷⁸⁹")
CIRCLED = "⑩-⑳㉑-㉟㊱-㊿"
"""The numbers from ten in circles, as in a class of a pattern; `uncircled` leaves them where they number notes."""
_NO_NOTES = str.maketrans(
    dict.fromkeys(map(chr, (*range(0x2469, 0x2474), *range(0x3251, 0x3260), *range(0x32B1, 0x32C0))), "◯")
)
_REACH = 48
_SHORT = 5  # letters of the longest unit or function
_RAISED = str.maketrans("0123456789-–−+", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁻⁻⁺")


def is_part(before: str, digits: str, behind: str) -> bool:
    """Whether a raised number between two texts belongs to the sign at its side; `digits` are plain.

    >>> [is_part(*each) for each in (("x", "2", " + y"), ("The ", "13", "C NMR"), ("5 cells/m", "2", "."), ("Ca", "2", "⁺"))]
    [True, True, True, True]
    >>> [is_part(*each) for each in (("It helps", "2", "."), ("vitamin C", "3", " and"), ("of COVID-19", "4", " They"))]
    [False, False, False]
    """
    before, behind = before[-_REACH:], behind[:6]
    last = before[-1:]
    if _CHARGED.match(behind) or last in ("⁻", "^"):
        return True
    if last.isdigit():
        return _is_number(before, digits) or behind[:1] in ("-", "–")
    if len(digits) == 1 and digits in "23" and last.isspace() and _UNIT_APART.search(before):
        return True
    if not last.isalpha() and last not in (".", ")") and _ISOTOPE.match(behind):
        return True
    near = max(len(before) - _SHORT, 0)
    if len(digits) == 1 and digits in "23" and (_UNIT.search(before, near) or _FUNCTION.search(before, near)):
        return True
    if len(digits) == 1 and _LETTER.search(before, near) and not _LETTERED.search(before):
        return True
    return len(digits) == 1 and last == ")" and _FORMULA.search(before) is not None


def _is_number(before: str, digits: str) -> bool:
    """Whether the digits at the end of a text are a number or a variable's index, not the end of a name or its place.

    >>> [_is_number(text, "6") for text in ("10", "of 5x10", "x1", "the OsACS2", "of 3.4.1", "by Eq. 1")]
    [True, True, True, False, False, False]
    """
    if _VERSION.search(before) or _COUNTED.search(before):
        return False
    if short := _SHORT_NAME.search(before):
        is_power = short.group()[0] in "xXeE" and short.group()[1:] == "10"
        is_index = len(short.group()) == 2 or (short.group()[0].islower() and digits in ("2", "3"))
        return is_power or (is_index and digits.isdecimal())
    found = _NAME.search(before)
    return found is None or sum(letter.isalpha() for letter in found.group()) < 2


def uncircled(text: str) -> str:
    """Return a text whose notes have their numbers in circles with raised ones, code point for code point. Ten and more
    have no such sign: they stay there, and are hidden in any other text.

    >>> uncircled("腰痛很常见。①\\n\\n① 王明：《腰痛》。"), uncircled("方法如下：①测量；②访谈。")
    ('腰痛很常见。¹\\n\\n¹ 王明：《腰痛》。', '方法如下：①测量；②访谈。')
    >>> uncircled("腰痛很常见①，也有⑩。\\n\\n①王明：《腰痛》。"), uncircled("方法如下：⑩测量。")
    ('腰痛很常见¹，也有⑩。\\n\\n¹王明：《腰痛》。', '方法如下：◯测量。')
    """
    behind = _CIRCLE_BEHIND.search(text) if "①" in text else None
    is_noted = behind is not None and _CIRCLE_FIRST.search(text, behind.end())
    if is_noted:
        return text.translate(_CIRCLES)
    return text.translate(_NO_NOTES) if "⑩" in text else text


def raised(digits: str) -> str:
    """Return plain digits and signs as raised ones, which no reader takes for a marker.

    >>> raised("-12")
    '⁻¹²'
    """
    return digits.translate(_RAISED)
