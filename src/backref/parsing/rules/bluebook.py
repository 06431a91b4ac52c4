"""Articles, books and papers of Congress as American lawyers cite them: raw citation -> runs.

"Orin S. Kerr, The Fourth Amendment, 102 Mich. L. Rev. 801, 850–55 (2004)": the volume stands before the journal, the
first page behind it, and behind that the one that is cited, which is no page of the article's.

Source: The Bluebook, rules 11, 12.9, 13, 15 and 16.
"""

from __future__ import annotations

import re

from ..taken import SURE
from .relabelled import held
from .report_forms import SIGNAL
from .statutes import LegalForm

_NAME = r"(?:[^\W\d_a-z][\w.’'-]*)(?:\s(?:[^\W\d_a-z][\w.’'-]*|de|del|la|van|von|der|den|du)){1,4}(?:,\s(?:Jr\.|Sr\.|I{2,3}|IV))?"
_PEOPLE = rf"(?P<author>{_NAME}(?:(?:,\s{_NAME}){{0,4}},?\s(?:&|and)\s{_NAME}|\set al\.)?)"
_TITLE = r"(?P<title>[^\W_][^()]{2,300}?)"
_CITED = r"(?:(?:,|,? at)\s\d{1,5}(?:\s?[-–—]\s?\d{1,5})?(?:\s?(?:&\s)?nn?\.\s?\d{1,4}(?:[-–]\d{1,4})?)?){0,3}"
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec|Spring|Summer|Fall|Autumn|Winter)[a-z]{0,6}\.?"
_DATE = rf"(?:forthcoming )?(?P<date>(?:{_MONTH}\s)?(?:1[6-9]|20)\d\d)"
# A journal by its shortened name; one of its words is of those that reviews of law have.
_JOURNAL = r"(?P<container>(?=[^()\d]{0,60}?(?:\bL\.|\bLaw\b|\bLAW\b|\bR[Ee][Vv]\b|\bR[Ee][Vv][Ii][Ee][Ww]\b|\bJ\.|\bLegal\b|\bLEGAL\b|\bQ\.))[A-Z][^()\d,;:]{2,70}?)"
_PRINTED = rf"(?P<volume>\d{{1,3}})\s{_JOURNAL}(?:\s(?P<pages>\d{{1,5}}){_CITED}|(?=\s\(forth))\s\({_DATE}\)"
_ARTICLE = re.compile(rf"{_PEOPLE},\s{_TITLE},\s{_PRINTED}")
_UNSIGNED = re.compile(
    rf"(?P<genre>Note|Comment|Recent Cases?|Book Note|Developments in the Law),\s{_TITLE},\s{_PRINTED}"
)
# Where the year counts the volumes: "Why Courts Differ, 2012 U. Ill. L. Rev. 1, 17".
_YEARLY = re.compile(rf"{_PEOPLE},\s{_TITLE},\s(?P<date>(?:19|20)\d\d)\s{_JOURNAL}\s(?P<pages>\d{{1,5}}){_CITED}")
# A book's page or section stands behind its title without a mark: "Economic Analysis of Law 40 (6th ed. 2003)".
_BOOK = re.compile(
    rf"(?:(?P<volume>\d{{1,2}})\s)?{_PEOPLE},\s{_TITLE}(?:\s(?:\d{{1,4}}(?:[-–]\d{{1,4}})?|§§?\s[\d.:\w()-]{{1,12}}))?\s\((?:(?P<editor>{_NAME}) eds?\.,\s)?(?P<edition>(?:\d{{1,2}}(?:st|nd|rd|d|th)|rev\.|new)\s)ed\.\s{_DATE}\)"
)
# Reviews print books in small capitals, which are capitals once the type is lost: "CASS R. SUNSTEIN, NUDGE 14 (2008)".
_CAPITALS = re.compile(
    rf"(?:(?P<volume>\d{{1,2}})\s)?(?P<author>(?=[^a-z]{{4,60}}, )[A-Z][^\d()]{{3,80}}?),\s(?P<title>[A-Z][^a-z()\d]{{3,200}}?)(?:\s(?:\d{{1,4}}(?:[-–]\d{{1,4}})?|§§?\s[\d.:\w()-]{{1,12}}))?\s\((?:(?P<edition>\d{{1,2}}(?:st|nd|rd|d|th))\sed\.\s)?{_DATE}\)"
)
_CONGRESS = re.compile(
    rf"(?P<genre>(?:H\.?\s?R\.?|S\.)\s(?:Conf\.\s)?(?:Rep\.|Doc\.|Misc\. Doc\.|Comm\. Print))\s(?:No\.\s)?(?P<number>\d{{2,3}}-\d{{1,4}})(?:,\s(?:pt\.\s\d{{1,2}}))?{_CITED}\s\({_DATE}\)(?P<note>,\sreprinted in\s[^()]{{6,60}})?"
)
_PARTS = r"(?P<section>(?:(?:amend|art|pmbl|cl|§§?|pt)\.?\s?[\w.:()-]{0,8}(?:,\s)?){1,4})"
_CONSTITUTION = re.compile(rf"(?P<title>(?:U\.\s?S\.|[A-Z][a-z]{{2,5}}\.|[NS]\.\s?[A-Z]\.) Const\.)\s{_PARTS}")
_RULE = re.compile(
    r"(?P<title>Fed\.\sR\.\s(?:(?:Civ|Crim|App|Bankr)\.\sP\.|Evid\.)|Sup\.\sCt\.\sR\.)\s(?P<section>\d{1,4}(?:\.\d{1,3})?(?:\([\w]{1,4}\)){0,4})(?:\s\((?P<date>\d{4})\))?"
)
_RESTATEMENT = re.compile(
    rf"(?P<title>Restatement \((?:First|Second|Third|Fourth)\) of [A-Z][^()§\d]{{2,60}}?)\s§§?\s(?P<section>[\w.–-]{{1,12}})(?:\scmt\.\s\w)?\s\((?P<publisher>[^()\d]{{3,40}}?),?\s{_DATE}\)"
)
_LABELS = {"container": "container-title"}
# What a form begins with, which is no article or book; and of each its type.
_FORMS = (
    (("H.R. ", "H. R. ", "HR ", "S. "), "report", _CONGRESS),
    (("Restatement ",), "book", _RESTATEMENT),
    (("Fed. R.", "Sup. Ct. R."), "legislation", _RULE),
)


def read(raw: str, end: int) -> LegalForm | None:
    """Return what a citation in such a form tells, up to `end`; else None.

    >>> raw = "See Orin S. Kerr, The Fourth Amendment, 102 Mich. L. Rev. 801, 850–55 (2004)."
    >>> found = read(raw, len(raw))
    >>> [(run.label, raw[run.start : run.end]) for run in found.runs][2:]
    [('volume', '102'), ('container-title', 'Mich. L. Rev.'), ('pages', '801'), ('date', '2004')]
    """
    end = len(raw[:end].rstrip(" .;"))
    signal = SIGNAL.match(raw)
    at = signal.end() if signal else 0
    if raw.find(" Const. ", at, at + 24) > 0 and (found := _CONSTITUTION.fullmatch(raw, at, end)):
        return _form("legislation", found)
    for heads, kind, form in _FORMS:
        if raw.startswith(heads, at) and (found := form.fullmatch(raw, at, end)):
            return _form(kind, found)
    if raw[end - 1 : end].isdigit() and " Rev" in raw and (found := _YEARLY.fullmatch(raw, at, end)):
        return _form("article-journal", found)
    if raw[end - 1 : end] != ")":
        return None
    if found := _UNSIGNED.fullmatch(raw, at, end) or _ARTICLE.fullmatch(raw, at, end):
        return _form("article-journal", found)
    if found := _CAPITALS.fullmatch(raw, at, end):
        return _form("book", found)
    if " ed. " in raw and (found := _BOOK.fullmatch(raw, at, end)):
        return _form("book", found)
    return None


def _form(kind: str, found: re.Match[str]) -> LegalForm:
    return LegalForm(kind, held(found, _LABELS, SURE))
