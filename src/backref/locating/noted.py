"""Notes of texts whose notes cite, as in history and law: there whatever is printed as a citation is one, though it has
few signs of its own. "The Times, 4 March 1834, 5."
"""

from __future__ import annotations

import re

from ..fields.back import points_back
from . import limits, signs

_PART = re.compile(r"\s?[,;:()\[\]«»“”„\"]+\s?|\s[‘'](?=\w)|(?<=\w)[’'](?=[\s,.])")
_WORD = re.compile(r"[^\W\d_]{2,}")
_BEGINS = re.compile(r"[\"“„«‘'(]{0,2}[^\W\d_]")
# "p. 51", "9–11", "1094a", "320 ff.", "xiv", "Bl. 56", "R 43 I/1234": where in a work
_PLACE = re.compile(
    r"(?<![^\W_])(?:\d{1,6}[a-z]?(?:\s?[-–—]\s?\d{1,6}[a-z]?)?|[ivxlc]{2,7})(?:\s?(?:ff?|sq|sqq|ss)\.?)?[\s.)\]]{0,3}\Z"
)
_PASSIM = re.compile(r",\spassim\W{0,2}\Z")
_ASIDE = re.compile(r"\s?\([^\W\d_][^()\d]{3,40}\)\.?\Z")  # "(my translation)"
_PAGED = re.compile(
    r",\s(?:pp?|fols?|S|Bl|Sp|chs?|chap|cols?|arts?|paras?|s|с|str)\.\s?[\divxlc][^\s,]{0,12}(?:,\s\d[^\s,]{0,12})?\.?\Z"
)
_SMALL_NAME = re.compile(
    r"(?:de|van|von|der|den|du|di|da|del|della|le|la|el|al|ter|ten|zu|zur|dos|das|af|av)(?:\s[a-z]{2,4})?\s[^\W\d_a-zß-ÿ]"
)
_YEAR = re.compile(r"(?<![\d/])(?:1[5-9]|20)\d\d(?!\d)")
_REPORTER = re.compile(r"[A-Z][A-Za-z]{0,8}[A-Z][A-Za-z]{0,8}\s\d")  # "BGHZ 123"
# "4 & 5 Will. IV, c. 76.", "§ 823 Abs. 1 BGB.", "C. civ., art. 1240."
_STATUTE = re.compile(
    r"\d{1,2}(?:\s?(?:&|and|–|-)\s?\d{1,2})?\s(?:Ann|Car|Edw|Eliz|Geo|Hen|Jac|Vict|Will|Wm)[a-z]{0,6}\.?\s"
    r"|\d{1,3}\s(?:U\.\s?S\.|C\.\s?F\.\s?R\.|Fed\.\sReg\.|Stat\.)"  # "18 U.S.C. § 2510"
    r"|§{1,2}\s?\d|C\.\s?(?:[a-zé]{2,6}\.\s?){1,3},?\sart"
)
_COURT = re.compile(
    r"(?:[A-Z][a-z]{2,4}\.\s|[A-Z]{2,6}(?:,|\s[a-z\d]))"
)  # "Cass. civ. 1re, 28 mars 2018", "CE, ass.", "PP 1834"
# "Katz v. United States, 389 U.S. 347 (1967)", "Donoghue v Stevenson [1932] AC 562"
_CASE = re.compile(
    r"[A-Z][^;\n]{1,80}?\sv\.?\s[A-Z][^;\n]{1,80}?(?:,\s\d{1,4}\s[A-Z][A-Za-z.\d]{0,8}(?:\s[A-Z\d][A-Za-z.\d]{0,8}){0,2}\s\d|\s[\[(]\d{4}[\])]\s[\dA-Z])"
)
_SHORT_CASE = re.compile(
    r"[A-Z][^,;\n]{1,60},\s\d{1,4}\s[A-Z][A-Za-z.\d]{0,8}(?:\s[A-Z\d][A-Za-z.\d]{0,8}){0,2}\sat\s\d"
)
_EUROPEAN = re.compile(
    r"(?:Joined\s)?(?:Cases?|Rs\.|Rechtssache|Affaire|Aff\.|Causa|Asunto)\s(?:[CTF]\s?[-‑–]\s?)?\d{1,4}/\d\d"
)
_UNDER = re.compile(r"\s(?:s\.\s?vv?\.|sub\svoce)\s")  # of a dictionary
_NAME = r"(?:(?:de|van|von|der|den|du|di|da|del|la|le|el|al|zu)\s){0,2}[^\W\d_a-zß-ÿ][\w'’-]{1,30}"
# "Roe et Doe, Histoire du dos, 33"
_SHORT = re.compile(
    rf"{_NAME}(?:\s(?:et|and|und|e|y|&)\s{_NAME})?,\s[\"“„«‘`]?[^\W\d_a-zß-ÿ][^;,.]{{2,80}},[\"”’]?\s\d{{1,4}}(?:[-–]\d{{1,4}})?\.?(?=\Z|;)"
)
_SHELFMARK = re.compile(r"(?<![^\W_])[A-Z]{1,5}(?:\s[IVX\d]{1,6}){0,2}[ /]?\d{0,5}/\d")
_FIRST = 8  # words of people, of a title or of an archive


def cites(text: str) -> bool:
    """Whether a note among notes that cite is a citation: short parts, the first without a number, a year or a page.

    >>> cites("The Times, 4 March 1834, 5."), cites('Roe, "Heat," 560.'), cites("Roe and Doe covered 2,000 households.")
    (True, True, False)
    >>> cites("de Vries, Heat, 12 (my translation)."), cites("Roe, Heat, passim."), cites("Report of the Committee, p. 40.")
    (True, True, True)
    >>> cites("Cass. civ. 1re, 28 mars 2018, n° 17-14.389."), cites("C. civ., art. 1240."), cites("In 1834, it rained, 12.")
    (True, True, False)
    >>> cites("Case C-6/64 Costa v ENEL [1964] ECR 585."), cites("Roe v Doe [1932] AC 562."), cites("Case 6 was late.")
    (True, True, False)
    >>> cites("WYAS, QS1/112/1."), cites("4 & 5 Will. IV, c. 76."), cites("Oxford English Dictionary, s.v. “heat”.")
    (True, True, True)
    """
    text = _ASIDE.sub("", text.strip())
    if points_back(text) or _STATUTE.match(text) or _EUROPEAN.match(text) or is_case(text):
        return True
    if (
        len(text) > limits.SOURCE
        or not _BEGINS.match(text)
        or (text[0].islower() and not _SMALL_NAME.match(text))
        or signs.verbs(text) > 1
        or signs.is_prose(text)
    ):
        return False
    if _REPORTER.match(text) or _UNDER.search(text):
        return True
    parts = [part for part in _PART.split(text) if part.strip(" .")]
    is_file = _SHELFMARK.search(text) is not None
    fewest = 2 if is_file or _PAGED.search(text) or _PASSIM.search(text) else 3
    if len(parts) < fewest:
        return False
    is_counted = any(c.isdigit() for c in parts[0]) and not _COURT.match(text)
    if is_counted or len(parts[0].split()) > _FIRST:
        return False
    words = _WORD.findall(text)
    small = sum(word.islower() for word in words)
    if small > 0.75 * len(words) and not is_file:
        return False
    return any(sign.search(text) for sign in (_PLACE, _YEAR, _PASSIM))


def is_case(text: str) -> bool:
    """Whether a note begins with a case and where it is reported.

    >>> is_case("Katz v. United States, 389 U.S. 347, 351 (1967)."), is_case("Roe v. Wade came later (1973).")
    (True, False)
    >>> is_case("Katz, 389 U.S. at 353.")
    True
    """
    return _CASE.match(text) is not None or _SHORT_CASE.match(text) is not None


def is_short_form(text: str) -> bool:
    """Whether a note begins with a name, a title and a page, or names an entry of a dictionary.

    >>> is_short_form("Roe, Histoire du dos, 33; Doe, Repos, 4."), is_short_form("In the north, It rained, 33 days.")
    (True, False)
    """
    return _SHORT.match(text) is not None or _UNDER.search(text) is not None
