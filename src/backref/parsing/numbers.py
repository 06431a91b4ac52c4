"""Numbers that say themselves whose they are: standards, patents, registered trials: raw citation -> the number and its
place.

The tagger finds most; this adds the series that stands before a number ("RFC" of "RFC 8446"), and finds those that it
missed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..model import Span

_SERIES = r"(?:RFC|ABNT|UIT-[TR]|SS-EN|UNE-EN|UNE|PN-EN|NEN-EN|SFS-EN|AS/NZS|ANSI/ASHRAE|ASHRAE|ASME|AASHTO|MIL-STD|ITU-[TR]|CSA|ISO|IEC|IEEE|DIN|EN|BS|ANSI|ASTM|GB|JIS|ČSN|KS|NF|UNE|NBR|ГОСТ|ITU|NIST|FIPS|ETSI|SAE|API|SN|ÖNORM|PN|VDI|VDE|DVGW|ONR|SANS|OHSAS|PAS|ECMA|TIA|3GPP|NASA-STD)"
_BEFORE = re.compile(
    rf"(?<![^\W_])(?:{_SERIES}(?:[/-](?:[A-Z]{{1,4}}))?(?:\s(?:Std|Р|TR|TS|SP|EN|ISO|I|Rec)\.?)?\s?)+$"
)
_STANDARD = re.compile(
    rf"(?<![^\W_])(?:{_SERIES}(?:/[A-Z]{{1,4}})?[\s-]?(?:(?:Std|Standard|TR|TS|SP|PUB|EN|ISO|IEC|Р|Rec|Recommendation)\.?\s)?){{1,3}}(?:[A-Z][\s.]?|[A-Z]{{2,3}}\.)?\d{{1,8}}(?:/[A-Z]?\d{{1,5}}M?)?(?:[-–—:.]\d{{1,6}}[ae]?\d?){{0,4}}(?:\sRev\.\s\d)?(?:\sV\d{{1,2}}(?:\.\d{{1,2}}){{2}})?(?![^\W_])"
)
_PATENT = re.compile(
    r"(?<![^\W_])(?:US|EP|WO|CN|JP|DE|GB|FR|RU|SU|KR|CA|AU)\s?(?:\d{1,2}(?:,\d{3}){2}|\d{4}/\d{5,7}|\d{6,13})(?:\.[\dX](?!\d))?(?:\s?[A-Z]\d?)?(?![^\W_])"
)
# Recommendations of the ITU ("ITU-T Rec. X.509", "Recommendation H.264", "ITU-R BT.709-6"), numbers in two parts of
# ETSI and 3GPP.
_RECOMMENDED = re.compile(
    r"(?<![^\W_])(?:ITU-[TR](?:\s(?:Rec(?:\.|ommendation)?))?|Rec(?:\.|ommendation)(?:\sITU-[TR])?)\s[A-Z]{1,2}\.\d{1,4}(?:\.\d{1,3})?(?:-\d{1,3})?(?![^\W_])"
    r"|(?<![^\W_])(?:ETSI\s(?:EN|TS|TR|ES|EG)\s\d{3}\s\d{3}(?:-\d{1,2})?|3GPP\sT[SR]\s\d{2}\.\d{3})(?:\sV\d{1,2}\.\d{1,2}\.\d{1,2})?(?![^\W_])"
)
_LETTERED = re.compile(r"(?:Rec(?:\.|ommendation)|ITU-[TR])\s[A-Z]{1,2}\.$")
_TRIAL = re.compile(
    r"(?<![\w/])(?:NCT\d{8}|ISRCTN\d{8}|ACTRN\d{14}|DRKS\d{8}|CRD\d{11}|ChiCTR[\w-]{6,16}|UMIN\d{9}|EudraCT\s\d{4}-\d{6}-\d{2}|CTRI/[\d/]{8,16})(?![^\W_])"
)
REGISTRIES = ("NCT", "ISRCTN", "ACTRN", "DRKS", "CRD", "ChiCTR", "UMIN", "EudraCT", "CTRI")
# Series of reports: of the clearing houses (PB, AD, ED), of NASA, NIST and the laboratories, of Germany's parliaments,
# of the European Medicines Agency, and guidelines of NICE.
_REPORT = re.compile(
    r"(?<![^\W_])(?:GAO(?:/[A-Z]{2,5})?-\d{2}-\d{1,6}[A-Z]{0,3}|PB[\s-]?\d{2,4}-\d{6}|AD[/\s-]?A\d{3}\s?\d{3}|ED\s?\d{6}|NASA[/\s-](?:TM|CR|TP|TN|SP|RP)-(?:\d{4}-)?\d{3,7}|NISTIR\s\d{4}"
    r"|(?:NG|CG|TA|QS|IPG|HST)\d{2,4}|EMA/(?:[A-Z]{2,6}/)*\d{3,7}/\d{4}|(?:BT-|BR-|LT-)?(?:Drucksache|Drucks\.|Drs\.)\s(?:Nr\.\s)?\d{1,2}/\d{1,5}"
    r"|C(?:m|md|mnd|P)\.?\s\d{1,5}|(?:COM|SWD|SEC|JOIN|C)\s?\(\d{4}\)\s?\d{1,5}(?:\sfinal)?|[AES](?:/[A-Z]{1,5}(?:\.\d{1,4})?|/\d{1,3})(?:/[A-Z]{0,4}\.?\d{1,4}){1,3}|EUR\s\d{5}(?:\s[A-Z]{2})?|draft-[a-z0-9]+(?:-[a-z0-9]+){1,10}-\d\d"
    r"|(?:ORNL|PNNL|NREL|SAND|UCRL|LBNL|INL|BNL)[/-][A-Z0-9][\w/.-]{2,20}|LA-UR-\d{2}-\d{3,5})(?![^\W_])"
)
_OF_TYPE = {
    "standard": (_RECOMMENDED, _STANDARD),
    "patent": (_PATENT,),
    "report": (_TRIAL, _STANDARD, _REPORT),
    "webpage": (_TRIAL,),
    "dataset": (_TRIAL,),
}

NUMBERED = frozenset(_OF_TYPE)  # the types whose numbers name their series


def widened(raw: str, span: Span) -> Span:
    """Return the place of a number with the series that stands right before it, and all that is glued to such a
    number.

    >>> widened("E. Rescorla, RFC 8446, 2018", Span(17, 21)).of("E. Rescorla, RFC 8446, 2018")
    'RFC 8446'
    >>> widened("Quality. ISO 9001:2015. Geneva", Span(9, 17)).of("Quality. ISO 9001:2015. Geneva")
    'ISO 9001:2015'
    """
    if trial := _TRIAL.search(raw, span.start, span.end + 24):
        return Span(*trial.span())
    if raw[span.start - 1 : span.start] == "." and (
        letters := _LETTERED.search(raw, max(span.start - 20, 0), span.start)
    ):
        return Span(letters.start(), span.end)  # "Recommendation H.264"
    before = _BEFORE.search(raw, max(span.start - 24, 0), span.start)
    start = before.start() if before else span.start
    whole = _STANDARD.match(raw, start, span.end + 24)
    return Span(start, max(span.end, whole.end() if whole else 0))


def is_of(kind: str, number: str) -> bool:
    """Whether a number names itself as one of a type's.

    >>> is_of("patent", "US6285999B1"), is_of("patent", "12")
    (True, False)
    """
    return any(pattern.fullmatch(number) for pattern in _OF_TYPE.get(kind, ()))


def heads(title: str) -> bool:
    """Whether a title begins with the number of a standard.

    >>> heads("GB/T 7714-2015 信息与文献"), heads("ISO in practice")
    (True, False)
    """
    return at_head(title) is not None


def at_head(raw: str, start: int = 0) -> Span | None:
    """Return the place of a standard's number that a citation, or what begins at `start`, begins with, or None.

    >>> at_head("DIN EN ISO 9001:2015-11, Anforderungen"), at_head("ISO in practice"), at_head("ITU-T Recommendation H.264: Video")
    (Span(start=0, end=23), None, Span(start=0, end=26))
    """
    if not raw[start + 1 : start + 2].isupper():
        return None
    found = _RECOMMENDED.match(raw, start) or _STANDARD.match(raw, start)
    return Span(*found.span()) if found else None


def of_trial(raw: str) -> Span | None:
    """Return the place of the number under which a trial is registered, in no address, or None.

    >>> raw = "RECOVERY trial. ISRCTN50189673. https://www.isrctn.com/ISRCTN50189673"
    >>> of_trial(raw), of_trial("A trial of aspirin. https://a.org/ISRCTN50189673")
    (Span(start=16, end=30), None)
    """
    found = _TRIAL.search(raw)
    return Span(*found.span()) if found else None


def of_report(raw: str, start: int, end: int) -> Span | None:
    """Return the place of the number of a report that ends such a part of a citation behind a stop, or None.

    >>> raw = "Climate Change: Potential Costs. GAO-19-345."
    >>> of_report(raw, 0, len(raw)).of(raw), of_report(raw, 0, 30)
    ('GAO-19-345', None)
    """
    for found in _REPORT.finditer(raw, start, end):
        if raw[max(found.start() - 2, start) : found.start()] in ("", ". ", ", ", " (") and not raw[
            found.end() : end
        ].strip(" .,)"):
            return Span(*found.span())
    return None


def of_standard(raw: str, start: int, end: int) -> Span | None:
    """Return the place of the number of a standard that is the last part of a title behind a comma or a stop, or None.

    >>> raw = "IEEE Standard for Ethernet, IEEE Std 802.3-2018,"
    >>> of_standard(raw, 0, len(raw)).of(raw), of_standard("A study of ISO 9001", 0, 19)
    ('IEEE Std 802.3-2018', None)
    """
    for found in _STANDARD.finditer(raw, start, end):
        if raw[max(found.start() - 2, start) : found.start()] in (". ", ", ") and not raw[found.end() : end].strip(
            " .,"
        ):
            return Span(*found.span())
    return None


def find(raw: str, kind: str, taken: Sequence[Span] = ()) -> Span | None:
    """Return the place of the first number that a work of this type has and that names its series, or None.

    What is within one of the places in `taken`, a title or an address, is a part of that; but a registered trial's is
    its own.

    >>> raw = "Page L. Node ranking. US patent US6285999B1. 2001"
    >>> find(raw, "patent").of(raw), find(raw, "book")
    ('US6285999B1', None)
    """
    for pattern in _OF_TYPE.get(kind, ()):
        for match in pattern.finditer(raw):
            start, end = match.span()
            if pattern is _TRIAL or not any(span.start <= start and end <= span.end for span in taken):
                return Span(start, end)
    return None
