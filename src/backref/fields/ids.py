"""Identifiers by rule: DOI, PMID, PMCID, arXiv, ISBN, ISSN and URL, by grammar and check digit. Text -> Identifiers.

Sources: DOI handbook 2.2 and Crossref's "DOIs and matching regular expressions"; ISBN users' manual 7; ISO 3297;
arXiv identifier scheme (read 2026-11). A bare number is never an identifier: PMIDs, ISBNs and ISSNs need their word.
"""

from __future__ import annotations

import re
from functools import cache
from operator import attrgetter
from typing import NamedTuple
from urllib.parse import quote, unquote

from ..model import Identifier, Span
from . import doi as dois

SCHEMES = ("doi", "pmid", "pmcid", "arxiv", "isbn", "issn", "url")

# What may stand between a word such as "PMID" and its number; blanks include the non-breaking ones of Wikipedia.
_GAP = r"[\s\u00a0\u2007\u202f]{0,3}"
_SEP = rf"{_GAP}[:=#]?{_GAP}"
_DASH = r"[-\u2010-\u2015\u2212]"
_DOI = dois.PATTERN
_SLASH = r"/(?:\s?[\r\n\u200b]{1,2}[ \t]{0,8})?"  # lines end behind it, too
# Where a prefix says that a DOI follows, PDF text has blanks around the slash.
_TOLD_DOI = _DOI.replace("/", rf"[ \u00a0]?{_SLASH}[ \u00a0]?", 1)
_DOI_SEP = rf"{_GAP}[:=#\uff1a./]{{0,2}}{_GAP}"
_RESOLVER = r"(?:https?:?/{1,2}\s?){0,2}(?:dx\.|www\.)?doi\s?\.\s?org(?:/\s?|:\s?|\s)"

# An alias of a DOI, "10/gdh9ck"; with a letter in it, so that "10/2015" is none. https://shortdoi.org (read 2026-11)
_SHORT = r"10/(?=\d{0,10}[a-z])[a-z0-9]{2,10}(?![\w/-])(?!\.\w)"
_ARCHIVES = "astro-ph|cond-mat|gr-qc|hep-(?:ex|lat|ph|th)|math-ph|nlin|nucl-(?:ex|th)|quant-ph|alg-geom|q-alg|chao-dyn|cmp-lg|dg-ga|solv-int|"
_ARCHIVES += (
    "math|cs|physics|q-bio|stat|adap-org|atom-ph|bayes-an|chem-ph|comp-gas|funct-an|mtrl-th|patt-sol|plasm-ph|supr-con"
)

_YYMM = r"(?:0[7-9]|[12]\d)(?:0[1-9]|1[0-2])"
_ARXIV = r"[a-z-]{2,10}(?:\.[A-Z]{2})?/\d{7}|\d{4}\s?\.\s?\d{4,5}"
_ARXIV_DOI = "10.48550/arxiv."
_ARXIV_HOST = (
    r"(?:https?://)?(?:(?:www\.|export\.|[a-z]{2}\.)?arxiv\.org|(?:www\.)?ar5iv\.(?:labs\.arxiv\.)?org|xxx\.lanl\.gov|(?:www\.)?alphaxiv\.org)"
    r"/(?:(?:abs|pdf|html|format|ps|e-print|src)/)?"
)
# Between the server's name and the number: "arXiv. 2014;", "CoRR, vol. abs/", "[cs.LG]", "(Cornell University),",
# "arXiv:".
_ARXIV_GAP = (
    rf"[.,]?{_SEP}(?:\(cornell university\)[,.]?\s?)?(?:\[[a-z.-]{{2,20}}\]\s?)?(?:\(?(?:19|20)\d\d\)?\s?[;:,.]\s?)?(?:vol\.?\s?)?"
    rf"(?:arxiv{_SEP})?(?:abs/|(?:art\.|article|no\.)\s(?:arxiv:)?)?"
)

_PATTERNS = (
    ("doi", rf"{_RESOLVER}(?:{_RESOLVER}|doi{_SEP}|/){{0,2}}(?P<doi_url>{_TOLD_DOI.replace('/', '(?:/|%2[fF])', 1)})"),
    ("doi", rf"(?:https?://)?(?:dx\.)?doi\.org/(?P<doi_short>{_SHORT})"),
    # Without its "10/" only where a digit tells it from the name of a page.
    ("doi", r"https?://(?:dx\.)?doi\.org/(?P<doi_alias>(?=[a-z]{1,9}\d|\d{1,9}[a-z])[a-z0-9]{3,10}(?![\w/-])(?!\.\w))"),
    (
        "pmid",
        r"(?:https?://)?(?:www\.)?(?:pubmed\.ncbi\.nlm\.nih\.gov|ncbi\.nlm\.nih\.gov/pubmed)/(?P<pmid_url>\d{1,8})/?",
    ),
    (
        "pmcid",
        r"(?:https?://)?(?:www\.|pmc\.)?ncbi\.nlm\.nih\.gov/(?:pmc/)?articles/(?P<pmcid_url>PMC\d{1,8})/?",
    ),
    ("arxiv", rf"{_ARXIV_HOST}(?P<arxiv_url>{_ARXIV})(?:v\d{{1,2}})?(?:\.pdf)?"),
    # In the address of a publisher, of a library's proxy, of anybody.
    (
        "doi",
        rf"https?://[^\s\u00a0\u2007\u202f\u200b<>\"“”«»]{{4,200}}?(?:[/=:]|%2[fF]|%3[aAdD])(?P<doi_address>{_DOI.replace('/', '(?:/|%2[fF])', 1)})",
    ),
    (
        "url",
        r"(?P<url>(?:https?|ftp)://[^\s\u00a0\u2007\u202f\u200b<>\"“”«»（「『、。]{2,2000}|www\.[a-z0-9-]{1,63}\.[^\s\u00a0\u2007\u202f\u200b<>\"“”«»（「『、。]{2,2000})",
    ),
    ("doi", rf"(?:doi{_DOI_SEP}){{1,2}}(?P<doi_word>{_TOLD_DOI})"),
    ("doi", rf"(?:doi{_SEP})(?P<doi_told>{_SHORT})"),
    ("doi", rf"(?<![\w./])(?P<doi>{_DOI.replace('/', _SLASH, 1)})"),
    ("pmcid", rf"(?<![a-z])(?:PMCID{_SEP})?(?:PMC)?PMC{_SEP}(?P<pmcid>\d{{1,8}})(?!\d)"),
    ("pmid", rf"(?<![a-z])(?:pubmed{_GAP})?(?:PMID|pubmed{_GAP}ID|pubmed){_SEP}(?P<pmid>\d{{1,8}})(?![\d.]\d)(?!\d)"),
    (
        "arxiv",
        rf"(?:(?<![a-z])arxiv|(?-i:(?<=[a-z])arXiv))(?:\.org)?(?:\s(?:e-?)?(?:preprint|prints?))?{_ARXIV_GAP}(?P<arxiv>{_ARXIV})(?:v\d{{1,2}})?(?!\d)",
    ),
    ("arxiv", rf"(?<![a-z])CoRR{_ARXIV_GAP}(?P<arxiv_corr>{_ARXIV})(?:v\d{{1,2}})?(?!\d)"),
    ("arxiv", rf"(?<![\w/.])abs/(?P<arxiv_abs>{_ARXIV})(?:v\d{{1,2}})?(?!\d)"),
    ("arxiv", rf"\[(?P<arxiv_brackets>{_YYMM}\.\d{{4,5}})(?:v\d{{1,2}})?(?=\]|\s\[[a-z])"),
    # Physicists print it behind the year without its name: "Phys. Rev. D96, 014504 (2017), 1612.06963".
    (
        "arxiv",
        r"(?<=\d\))[,.]\s?(?P<arxiv_bare>(?:0[7-9]|[12]\d)(?:0[1-9]|1[0-2])\s?\.\s?\d{4,5})(?=\s?(?:[\[.,;]|\Z))",
    ),
    ("arxiv", rf"(?<![\w./-])(?P<arxiv_old>(?:{_ARCHIVES})(?:\.[A-Z]{{2}})?/\d{{7}})(?:v\d{{1,2}})?(?!\d)"),
    (
        "isbn",
        rf"(?<![a-z])(?:e-?)?ISBN(?:{_DASH}?1[03])?{_SEP}(?P<isbn>97[89](?:[ \u00a0]|{_DASH})?(?:\d(?:[ \u00a0]|{_DASH})?){{9}}\d|(?:\d(?:[ \u00a0]|{_DASH})?){{9}}[\dX])(?!\d)",
    ),
    ("issn", rf"(?<![a-z])(?:[ep]-?)?ISSN(?:-L)?{_SEP}(?P<issn>\d{{4}}{_DASH}?\d{{3}}[\dX])(?!\d)"),
)
# Every pattern of a scheme holds one of its hints, so that a text without them costs a few looks.
_HINTS = (
    ("10.", "doi"), ("doi", "doi"), ("://", "url"), ("www.", "url"), ("pmid", "pmid"), ("pubmed", "pmid"), ("ncbi.", "url"), ("pmc", "pmcid"), ("arxiv", "arxiv"),
    ("isbn", "isbn"), ("issn", "issn"), ("doi.org", "url"), ("corr", "arxiv"), ("abs/", "arxiv"), ("lanl.gov", "arxiv"), ("ar5iv", "arxiv"),
)  # fmt: skip
_ARXIV_HINTS = (
    ("/", re.compile(r"/(?<=[a-z]/)\d{7}")), (")", re.compile(r"\)[,.]\s?\d{4}\s?\.")), ("[", re.compile(r"\[\d{4}\.\d{4}")),
)  # fmt: skip
_HINT = re.compile("|".join([*(re.escape(hint) for hint, _ in _HINTS), *(mark.pattern for _, mark in _ARXIV_HINTS)]))
_SHORT_TEXT = 60  # characters of a text that is searched for all hints at once, not for each in turn
# Characters that a pattern may begin before the first of its hints: "https:/ https", "astro-ph.GA".
_BEFORE_HINT = {"10.": 1, "://": 14, "www.": 18, "isbn": 4, "issn": 4, "pmid": 1, "pmc": 8, "corr": 1, "abs/": 1}
_BEFORE_OTHERS = 24
_TRAILING = ".,;:!?'\"’”»*_|\\"
_TOP = r"(?:com|org|net|edu|gov|int|info|io|eu|uk|de|fr|it|es|nl|ch|at|se|no|fi|dk|pl|cz|ru|ua|jp|cn|kr|br|pt|ca|au|nz|us|tv|be|ie|tr|gr|hu)"
_DOMAIN = re.compile(rf"\.{_TOP}/")
_BARE_ADDRESS = re.compile(rf"(?<=[\s<(])(?=[a-z0-9-]{{2}})(?:[a-z0-9-]{{1,63}}\.){{1,4}}{_TOP}/[^\s<>\"“”«»]{{1,500}}")
_BROKEN = 2  # marks after which the rest of a broken address may follow: "http://www. example.org/a"
_ADDRESSES = ("doi_url", "doi_address")
_SHORT_GROUPS = ("doi_short", "doi_told", "doi_alias")


class Sighting(NamedTuple):
    """An identifier in a text: `span` covers the value as printed, `whole` its prefix ("doi:", "PMID ") too."""

    identifier: Identifier
    span: Span
    whole: Span


def find(text: str) -> list[Sighting]:
    """Return every identifier in reading order; `whole` spans never overlap. A bare number is never an identifier.

    >>> [str(s.identifier) for s in find("doi:10.1503/cmaj.171333. PMC 6028270. PMID 29970367. Tel. 01454 838366")]
    ['doi:10.1503/cmaj.171333', 'pmcid:PMC6028270', 'pmid:29970367']
    """
    lower = text.lower()
    schemes = _schemes_in(lower) if len(text) > _SHORT_TEXT or _HINT.search(lower) else frozenset()
    if not schemes:
        return []
    found: list[Sighting] = []
    pattern = _pattern(schemes)
    at = 0
    while match := _next(pattern, text, lower, at):
        at = match.end()
        group = match.lastgroup or ""
        scheme = group.partition("_")[0]
        start, end = match.span(group)
        whole_end = match.end()
        if scheme == "doi" and group not in _SHORT_GROUPS:
            end = _doi_end(text, start, end, is_address=group in _ADDRESSES)
            whole_end = start + len(_trimmed(dois.unglued(match.group(group)))) if group == "doi_address" else end
            if "/" not in re.sub("%2f", "/", text[start:end], flags=re.I)[7:]:
                continue
        elif scheme in ("doi", "url"):
            whole_end = end = start + len(_trimmed(match.group(group)))
        value = text[start:end]
        if group == "doi_alias":
            value = f"10/{value}"
        identifier = normalise(Identifier(scheme, unquote(value) if group in _ADDRESSES else value))
        found.append(Sighting(identifier, Span(start, end), Span(match.start(), whole_end)))
        at = whole_end  # what was glued to it may be another
    return found


def find_bare(text: str, found: list[Sighting]) -> list[Sighting]:
    """Return the sightings, those of addresses among them that stand behind a blank without "https://" and "www.", as
    styles print them that leave it out.

    >>> [sighting.identifier.value for sighting in find_bare("“Heat.” Spine, spine.org/heat/12. Accessed 3 May 2020.", [])]
    ['spine.org/heat/12']
    """
    places = (match.start() for match in _DOMAIN.finditer(text)) if "/" in text else ()
    if all(any(each.whole.start <= at < each.whole.end for each in found) for at in places):
        return found
    for match in _BARE_ADDRESS.finditer(text):
        end = match.start() + len(_trimmed(match[0]))
        if all(each.whole.end + _BROKEN < match.start() or each.whole.start >= end for each in found):
            span = Span(match.start(), end)
            found = sorted([*found, Sighting(Identifier("url", span.of(text)), span, span)], key=attrgetter("span"))
    return found


def _doi_end(text: str, start: int, end: int, *, is_address: bool) -> int:
    """Where the DOI at `start` ends, of which `end` is the next blank; in an address a blank ends it for certain."""
    if not is_address or (text[start - 1] in "/ " and "doi" in text[max(0, start - 9) : start].lower()):
        end = dois.end_in(text, start, end)
    return start + len(dois.bare(text[start:end]))


def address_of(text: str, sighting: Sighting) -> str:
    """Return the publisher's address in which a DOI was seen; "" for one that stands by itself, or behind a resolver.

    >>> text = "https://www.frontiersin.org/articles/10.3389/fpsyg.2015.00001/full"
    >>> address_of(text, find(text)[0]) == text, address_of("doi.org/10.1136/bmj.g6380", find("doi.org/10.1136/bmj.g6380")[0])
    (True, '')
    """
    whole = sighting.whole.of(text)
    host = whole.partition("://")[2].partition("/")[0].lower()
    return "" if not host or host.endswith("doi.org") else whole


def parse(text: str) -> Identifier | None:
    """Return the identifier that `text` is, as a person would type it ("PMID 123", "doi.org/10..."), or None.

    >>> parse("https://doi.org/10.1136/BMJ.g6380")
    Identifier(scheme='doi', value='10.1136/bmj.g6380')
    >>> parse("see 10.1136/bmj.g6380") is None
    True
    """
    text = text.strip()
    sightings = find(text)
    if len(sightings) == 1 and sightings[0].whole.start == 0:
        rest = text[sightings[0].whole.end :].strip(_TRAILING)
        if not rest or (
            sightings[0].identifier.scheme == "doi" and not re.search(r"\s", rest)
        ):  # what sticks to it is no more
            return sightings[0].identifier
    if re.fullmatch(_SHORT, text, re.IGNORECASE) and any(c.isdigit() for c in text[3:]):
        return Identifier("doi", text.lower())
    return None


def normalise(identifier: Identifier) -> Identifier:
    """Return the canonical form: DOI in lower case and without resolver, PMCID with "PMC", ISBN as 13 digits.

    Versions (of an arXiv paper, of a manuscript in PMC) and the subject classes of old arXiv identifiers are left out.

    >>> normalise(Identifier("isbn", "0-674-03642-5")).value
    '9780674036420'
    >>> normalise(Identifier("pmcid", "PMC2808187.1")).value, normalise(Identifier("arxiv", "math.GT/0309136v1")).value
    ('PMC2808187', 'math/0309136')
    """
    scheme, value = identifier
    match scheme:
        case "doi":
            found = value.find("10.")
            if found < 0:
                found = value.find("10/")
            value = dois.cleaned(value[max(found, 0) :])
        case "pmid":
            value = value.strip().lstrip("0") or "0"
        case "pmcid":
            value = "PMC" + re.sub(r"\D", "", re.sub(r"\.\d{1,3}\s*$", "", value))
        case "isbn" | "issn":
            value = re.sub(r"[^0-9Xx]", "", value).upper()
            if scheme == "issn" and len(value) == 8:
                value = f"{value[:4]}-{value[4:]}"
            elif scheme == "isbn" and len(value) == 10 and _isbn10_is_valid(value):
                value = _isbn13("978" + value[:9])
        case "arxiv":
            value = re.sub(r"\s|v\d{1,2}$|(?<=[a-z])\.[A-Z]{2}(?=/)", "", value)
    return Identifier(scheme, value)


def render(identifier: Identifier) -> str:
    """Return the form for people: "doi:10...", "PMID 123", "PMC123", "ISBN 978..."."""
    scheme, value = identifier
    match scheme:
        case "doi":
            return f"doi:{value}"
        case "arxiv":
            return f"arXiv:{value}"
        case "pmcid" | "url":
            return value
        case _:
            return f"{scheme.upper()} {value}"


def link(identifier: Identifier) -> str | None:
    """Return the https address at which the identifier resolves, or None.

    >>> link(Identifier("doi", "10.1002/(sici)1097<1::aid>3.0.co;2-2"))
    'https://doi.org/10.1002/(sici)1097%3C1::aid%3E3.0.co;2-2'
    """
    scheme, value = identifier
    match scheme:
        case "doi":
            return "https://doi.org/" + quote(value, safe="/:;()._-~!$*'", errors="replace")
        case "pmid":
            return f"https://pubmed.ncbi.nlm.nih.gov/{quote(value, errors='replace')}/"
        case "pmcid":
            return f"https://pmc.ncbi.nlm.nih.gov/articles/{quote(value, errors='replace')}/"
        case "arxiv":
            return f"https://arxiv.org/abs/{quote(value, errors='replace')}"
        case "url" if value.startswith(("http://", "https://")):
            return value
        case _:
            return None


def is_valid(identifier: Identifier) -> bool:
    """Say whether the value has its scheme's form and, for ISBN and ISSN, a right check digit.

    >>> is_valid(Identifier("isbn", "9780615452272")), is_valid(Identifier("isbn", "9780615452273"))
    (True, False)
    """
    scheme, value = normalise(identifier)
    match scheme:
        case "doi":
            return bool(re.fullmatch(_DOI, value) or re.fullmatch(_SHORT, value))
        case "pmid":
            return value.isdecimal() and 1 <= len(value) <= 8 and value != "0"
        case "pmcid":
            return bool(re.fullmatch(r"PMC[1-9]\d{0,7}", value))
        case "arxiv":
            return _arxiv_is_valid(value)
        case "isbn":
            return len(value) == 13 and value.isdecimal() and _isbn13(value[:12]) == value
        case "issn":
            digits = value.replace("-", "")
            if not re.fullmatch(r"\d{7}[\dX]", digits):
                return False
            total = sum((8 - i) * (10 if d == "X" else int(d)) for i, d in enumerate(digits))
            return total % 11 == 0
        case "url":
            return "." in value
        case _:
            return False


def is_short_doi(identifier: Identifier) -> bool:
    """Say whether it is the alias of a DOI, which only doi.org knows.

    >>> is_short_doi(Identifier("doi", "10/gdh9ck")), is_short_doi(Identifier("doi", "10/2015"))
    (True, False)
    """
    return identifier.scheme == "doi" and bool(re.fullmatch(_SHORT, normalise(identifier).value))


def kin(identifier: Identifier) -> Identifier | None:
    """Return the other name that an arXiv paper has by rule: its DOI, or its arXiv identifier; None for all else.

    >>> kin(Identifier("doi", "10.48550/arXiv.1412.6980")), kin(Identifier("arxiv", "1412.6980"))
    (Identifier(scheme='arxiv', value='1412.6980'), Identifier(scheme='doi', value='10.48550/arxiv.1412.6980'))
    """
    scheme, value = normalise(identifier)
    if scheme == "doi" and value.startswith(_ARXIV_DOI):
        return normalise(Identifier("arxiv", value.removeprefix(_ARXIV_DOI)))
    return Identifier("doi", f"{_ARXIV_DOI}{value.lower()}") if scheme == "arxiv" else None


def similarity(a: Identifier, b: Identifier) -> float:
    """Return 1.0 where the two name the same thing, else 0.0."""
    return float(normalise(a) == normalise(b))


def _schemes_in(lower: str) -> frozenset[str]:
    """Return the schemes whose hint the text holds, in small letters, so that the patterns of the others need not be
    tried.
    """
    found = {scheme for hint, scheme in _HINTS if hint in lower}
    for mark, pattern in _ARXIV_HINTS:
        if mark in lower and pattern.search(lower):
            found.add("arxiv")
    if "url" in found:
        found |= {"doi", "pmid", "pmcid", "arxiv"}
    return frozenset(found)


def _next(pattern: re.Pattern[str], text: str, lower: str, at: int) -> re.Match[str] | None:
    """The next identifier from a place on: nothing is looked at but what stands around a hint, and behind it."""
    if len(lower) != len(text):  # a letter whose small form is two moves what follows it
        return pattern.search(text, at)
    hint = _HINT.search(lower, max(at - 1, 0))
    if hint is None:
        return None
    return pattern.search(text, max(at, hint.start() - _BEFORE_HINT.get(hint[0], _BEFORE_OTHERS)))


@cache
def _pattern(schemes: frozenset[str]) -> re.Pattern[str]:
    return re.compile("|".join(pattern for scheme, pattern in _PATTERNS if scheme in schemes), re.IGNORECASE)


def _trimmed(value: str) -> str:
    """An address without what belongs to the sentence."""
    return dois.trimmed(re.split(r"[\"“”]|&quot;|</?[a-z]{1,9}>|\]\(", value, maxsplit=1)[0])


def _arxiv_is_valid(value: str) -> bool:
    """Whether it has a month, and as many digits as in its time: archive and seven, four, since 2015 five.

    Source: "Understanding the arXiv identifier", https://info.arxiv.org/help/arxiv_identifier.html (read 2026-11).
    """
    found = re.fullmatch(
        r"(?P<archive>[a-z-]{2,10}(?:\.[A-Z]{2})?/)?(?P<year>\d\d)(?P<month>\d\d)(?P<number>\.?\d{3,5})", value
    )
    if not found or not 1 <= int(found["month"]) <= 12:
        return False
    if found["archive"]:
        return len(found["number"]) == 3 and not 8 <= int(found["year"]) <= 90
    return (
        found["number"][0] == "."
        and 7 <= int(found["year"]) <= 90
        and len(found["number"]) == (6 if int(found["year"]) >= 15 else 5)
    )


def _isbn10_is_valid(digits: str) -> bool:
    return sum((10 - i) * (10 if d == "X" else int(d)) for i, d in enumerate(digits) if d != "X" or i == 9) % 11 == 0


def _isbn13(first_twelve: str) -> str:
    total = sum(int(d) * (3 if i % 2 else 1) for i, d in enumerate(first_twelve))
    return first_twelve + str(-total % 10)
