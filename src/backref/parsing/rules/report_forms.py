"""The forms in which cases of the common law and of Europe's courts are cited: reports, the courts' numbers."""

from __future__ import annotations

import re

# What leads from a note's sentence to what it cites.
SIGNAL = re.compile(r"(?:See|But see|Cf\.|But cf\.|Accord|Contra|E\.g\.,)(?:,? e\.g\.,?| also| generally)?,?\s")
YEAR = r"(?:1[5-9]\d\d|20\d\d)"
# A series of reports: "AC", "All ER", "LR 3 HL", "U.S.", "F. Supp. 2d", "Cal. 3d", "EWCA Civ", "U.S. (4 Wall.)".
_PLAIN = r"(?:LR\s\d{1,2}\s)?[A-Z][A-Za-z&]{0,7}(?:\s(?:[A-Z][A-Za-z&]{0,5}|Rep))?"
_STOPPED = r"(?:[A-Z][A-Za-z']{0,6}\.\s?){1,4}(?:[1-5](?:st|nd|rd|d|th))?(?:\s?\(\d{1,2}\s[A-Z][a-z]{1,8}\.?\))?"
_PINPOINT = r"(?:(?:,\s(?:at\s)?|\sat\s)\*?\d{1,5}(?:[-–]\d{1,5})?(?!\s?[A-Z]))?"
REPORT = re.compile(
    rf"(?:\[(?P<squared>{YEAR})\]\s(?:(?P<volume>\d{{1,4}})\s)?(?P<series>{_PLAIN}|{_STOPPED})\s(?P<page>(?:I{{1,2}}[-–‑])?\d{{1,5}}){_PINPOINT}"
    rf"(?P<division>\s\([A-Z][A-Za-z]{{2,8}}\))?"
    rf"|\((?P<round>{YEAR})\)\s(?:(?P<volume2>\d{{1,4}})\s)?(?P<series2>{_PLAIN}|{_STOPPED})\s(?P<page2>\d{{1,5}}){_PINPOINT}"
    rf"|(?P<series5>ECHR)\s(?P<round5>{YEAR})(?:-(?P<volume5>[IVX]{{1,4}}))?"
    rf"|(?P<series4>AIR)\s(?P<round4>{YEAR})\s(?P<court4>SC|[A-Z][a-z]{{2,9}})\s(?P<page4>\d{{1,5}}){_PINPOINT}"
    rf"|(?P<volume3>\d{{1,4}})\s(?P<series3>{_STOPPED}|US|[A-Z]{{2,5}}(?:\s\(\d[a-z]{{1,2}}\))?)\s(?P<page3>\d{{1,8}}){_PINPOINT})(?![\w/])"
)
NEUTRAL = re.compile(
    r"UK(?:SC|HL|PC|UT|SCt)|EW(?:CA|HC|COP|FC)(?:\s\w+)?|HCA|FCA(?:FC)?|[NS]?SCC|CSC|CAF|CF|QC[A-Z]{2}|(?:AB|MB|SK|NS|NL|YK|PE)(?:CA|QB|KB|SC)|ON[A-Z]{2,3}|BC[A-Z]{2}|NZ[A-Z]{2}|IE[A-Z]{2}|ZA[A-Z]{2,3}|CSIH|CSOH|NI[A-Z]{2}|SGCA"
)
ARTICLES = re.compile(r"Rev\b|L\.\s?J\.|\bJ\.|Stat\.|Bull|Yearb")  # series that hold no cases
PARTIES = re.compile(
    r"\s(?:v(?:s?\.)?|c\.?)\s(?=[^\W\d_]|[(\"“])|^(?:In re|Re|Reference [Rr]e|Ex parte|In the [Mm]atter of|The)\s[A-Z]"
)
CASE = re.compile(
    r"(?:Joined\s)?Cases?\s(?P<number>[CTF][-‑–]\d{1,4}/\d\d(?:\s[PR]\b)?|\d{1,3}/\d\d)(?:(?:,? (?:and|to|&)|,) [CTF]?[-‑–]?\d{1,4}/\d\d){0,6}[,:]?\s"
)
NUMBERED = re.compile(
    r",?\s(?:\(?(?:Case|App(?:lication|l)?\.?)\s(?:[Nn]o\.?s?\.?\s)?|[Nn]os?\.\s(?=\d{2,5}/\d\d))?(?P<number>[CTF][-‑–]\d{1,4}/\d\d(?:\s[PR]\b)?|\d{1,5}/\d\d)\)?(?=[\s,]|$)"
)
# The number of a file, before the report or the court: "No. 13-4829", "Civil Action No. 99-1234".
DOCKET = re.compile(
    r",\s(?:[A-Z][a-z]+\s[Aa]ction\s|Case\s|Docket\s|Civ\.\s|Crim\.\s)?Nos?\.\s(?P<number>\d?[\dA-Z][\w:.–-]{1,24}(?:\s\d[\w:-]{2,14})?(?:\s\([A-Z]{2,4}\)|\s[A-Z]{2,4}(?![\w.]))?(?:,\s\d\d-\d{1,5})*)"
    r"(?=,\s(?:\d|slip|\[?(?:1[89]|20)\d\d)|,?\s\([A-Z0-9]|[.;]?$)"
)
# A court by its name behind the number of a file, and when it decided: ", High Court, judgment of 9 October 1979".
NAMED = re.compile(
    r"[,.]\s(?P<authority>(?:U\.\s?S\.\s)?(?:[A-Z]\w+\s){0,2}(?:Court(?: of [A-Z]\w+(?: [A-Z]\w+)?){0,2}|Tribunal(?: of [A-Z]\w+)?|House of Lords|Privy Council)|ECtHR|ECHR|ECJ|CJEU|ICJ|ICC|ICTY|ICTR)(?=[,.]|$)"
)
DECIDED = re.compile(
    r",?\s\(?(?:(?:[Jj]udgment|[Dd]ecision|[Oo]rder)(?: of)?,?|[Dd]ecided(?: on)?)\s(?P<date>\d{1,2}\s[A-Z][a-z]{2,8}\s\d{4}|[A-Z][a-z]{2,8}\s\d{1,2},\s\d{4})\)?"
)
SLIP = re.compile(r",\sslip op\.(?:\sat\s\d{1,3}(?:[-–]\d{1,3})?)?")
# A paper of a case, before its parties: "Complaint, SEC v. Ripple", "Brief for Petitioner at 12, Roe v. Low".
FILING = re.compile(
    r"(?P<genre>(?:[A-Z][a-z]+\s){0,3}(?:Complaint|Brief|Petition|Motion|Answer|Transcript|Declaration|Affidavit|Opinion|Order|Memorandum|Reply|Appeal)(?:\s(?:of|for|to|in|as|on|and|the|[A-Z][a-z]+)){0,8}?)(?:\sat\s\d{1,3}(?:[-–]\d{1,3})?)?,\s(?=[^,]{2,80}\sv\.\s)"
)
JUDGMENT = re.compile(r"Judgment of (?P<date>\d{1,2} [A-Z][a-z]{2,8} \d{4}), (?=[A-Z])")
EUROPEAN = re.compile(rf",?\s(?:\[(?P<date>{YEAR})\]\s)?(?P<note>(?:ECLI:)?EU:[CTF]:{YEAR}:\d{{1,5}})")
COURT = re.compile(
    rf"\s\((?:(?P<only>{YEAR})|(?![A-Z][\w'’]+, (?:C\.)?J{{1,2}}\.)(?P<authority>[A-Z0-9][^()]{{0,60}}?)(?:,?\s(?P<date>(?:[A-Z][a-z]{{2,8}}\.?\s\d{{1,2}},\s|\d{{1,2}}\s[A-Z][a-z]{{2,8}}\s)?{YEAR}))?)\)"
)
