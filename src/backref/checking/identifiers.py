"""BR24x: identifiers and addresses, by their grammar and check digits."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..fields import ids
from ..fields.latex.encode import unverbatim
from ..model import Identifier, Span
from ._values import CheckedEntry, CheckedFile, Edit, Hit, Rule, Value, bib, each_entry

_PREFIX = re.compile(
    r"\s*(?:\\url\{)?(?:https?:\\?/\\?/)?(?:(?:dx\.|www\.)?doi\.org\\?/|doi:\s*)(?=10[.\\])", re.IGNORECASE
)
_TRAILING = re.compile(r"(?<=[\w)>])[.,;:]+\s*$")
_PUBMED = re.compile(r"\s*(?:pmid:?\s*)?\d{4,8}\s*|\s*PMC\d{3,8}\s*", re.IGNORECASE)
_ORCID = re.compile(r"(?:orcid\.org/|orcid[:\s=]{1,3}|^\s*)(?P<orcid>(?:\d{4}-?){3}\d{3}[\dX])(?![\dX])", re.IGNORECASE)
_URL = re.compile(
    r"(?:https?|ftp)://(?:[^\s/@]*@)?(?:[^\s/.:\[\]]+\.)+[^\s/.:\[\]]+(?::\d+)?(?:[/?#]\S*)?|https?://(?:localhost|\[[\da-f:]+\])\S*",
    re.IGNORECASE,
)


def _text(file: CheckedFile, value: Value) -> str:
    return unverbatim(value.text).strip() if file.is_bib else value.text.strip()


_IN_PASSING = re.compile(r"10\.\d{4}|doi", re.IGNORECASE)  # M3 of RIS holds a DOI, or the kind of a thesis


def _dois(file: CheckedFile, entry: CheckedEntry) -> Iterator[Value]:
    if file.format != "nbib":  # its identifiers carry a label
        found = (value for value in entry.values_of("doi") if value.text.strip())
        yield from (value for value in found if value.name.lower() in ("doi", "do") or _IN_PASSING.search(value.text))


def _doi_prefix(file: CheckedFile, entry: CheckedEntry) -> Iterator[Hit]:
    for value in _dois(file, entry):
        raw = value.span.of(file.text)
        if match := _PREFIX.match(raw):
            edits = (
                () if "url{" in match.group() else (Edit(Span(value.span.start, value.span.start + match.end()), ""),)
            )
            yield Hit(
                file, value.span, f"the DOI is written with {match.group().strip()!r} before it", entry.key, edits
            )


def _doi_stop(file: CheckedFile, entry: CheckedEntry) -> Iterator[Hit]:
    for value in _dois(file, entry):
        if match := _TRAILING.search(value.span.of(file.text)):
            yield Hit(
                file,
                value.span,
                f"the DOI ends in {match.group().strip()!r}",
                entry.key,
                (Edit(Span(*match.span()).shift(value.span.start), ""),),
            )


def _bad_doi(file: CheckedFile, entry: CheckedEntry) -> Iterator[Hit]:
    for value in _dois(file, entry):
        text = _text(file, value)
        if not _PUBMED.fullmatch(text) and not ids.is_valid(Identifier("doi", _TRAILING.sub("", text))):
            yield Hit(file, value.span, f"{text!r} is no DOI", entry.key)


def _pmid_for_doi(file: CheckedFile, entry: CheckedEntry) -> Iterator[Hit]:
    for value in _dois(file, entry):
        if _PUBMED.fullmatch(text := _text(file, value)):
            yield Hit(file, value.span, f"{text!r} in the place of a DOI is an identifier of PubMed's", entry.key)


def _isbn(file: CheckedFile, entry: CheckedEntry) -> Iterator[Hit]:
    for value in entry.values_of("isbn"):
        for number in _numbers(value.text):
            digits = re.sub(r"[^0-9Xx]", "", number)
            if len(digits) != 8 and not ids.is_valid(Identifier("isbn", number)):
                yield Hit(
                    file,
                    value.span,
                    f"the ISBN {number.strip()} cannot be right: its check digit or length is wrong",
                    entry.key,
                )


def _issn(file: CheckedFile, entry: CheckedEntry) -> Iterator[Hit]:
    for value in entry.values_of("issn"):
        for number in _numbers(value.text):
            digits = re.sub(r"[^0-9Xx]", "", number)
            if not (file.format == "ris" and len(digits) in (10, 13)) and not ids.is_valid(Identifier("issn", number)):
                yield Hit(
                    file,
                    value.span,
                    f"the ISSN {number.strip()} cannot be right: its check digit or length is wrong",
                    entry.key,
                )


def _numbers(text: str) -> list[str]:
    """The numbers of a field that may list several, each with a remark ("(pbk.)")."""
    pieces = re.split(
        r"[,;/|]|\band\b|\s{1,3}(?=97[89]|\d{4}-\d{3}|\d[\d-]{8,15}[\dXx]\b)",
        re.sub(r"\([^()]*\)|(?i:e?-?is[bs]n(?:-1[03])?:?)", " ", text),
    )
    return [piece.strip() for piece in pieces if len(re.sub(r"[^0-9Xx]", "", piece)) > 3]


def _orcid(file: CheckedFile, entry: CheckedEntry) -> Iterator[Hit]:
    for value in entry.values:
        is_field = "orcid" in value.name.lower()
        if not is_field and "orcid" not in value.text.lower():
            continue
        for match in _ORCID.finditer(value.text):
            if not _is_orcid(match["orcid"]):
                yield Hit(
                    file, value.span, f"the ORCID {match['orcid']} cannot be right: its check digit is wrong", entry.key
                )


def _is_orcid(text: str) -> bool:
    """Whether the check digit of ISO 7064 mod 11-2 is right."""
    digits = text.replace("-", "").upper()
    total = 0
    for digit in digits[:-1]:
        total = (total + int(digit)) * 2
    return "0123456789X"[(12 - total % 11) % 11] == digits[-1]


def _bad_identifier(file: CheckedFile, entry: CheckedEntry) -> Iterator[Hit]:
    for identifier in entry.reference.identifiers():
        if identifier.scheme in ("pmid", "pmcid", "arxiv") and not (
            file.format == "nbib" and identifier.scheme == "pmid"
        ):
            said = identifier.value if identifier.scheme != "pmcid" else ids.normalise(identifier).value
            if not ids.is_valid(identifier) or (
                identifier.scheme == "pmcid" and not re.search(r"\d", identifier.value)
            ):
                yield Hit(file, entry.place(identifier.scheme), f"{said!r} is no {_SAID[identifier.scheme]}", entry.key)


_ATTACHED = ("L1", "L2", "L3", "L4")  # files of the author's own among them
_SAID = {"pmid": "PMID", "pmcid": "PMCID", "arxiv": "arXiv identifier"}


def _bad_url(file: CheckedFile, entry: CheckedEntry) -> Iterator[Hit]:
    for value in entry.values_of("url"):
        if file.format == "ris" and value.name.upper() in _ATTACHED:
            continue
        text = re.sub(r"^\\url\{(.*)\}$", r"\1", _text(file, value))
        if text and value.mark != "#" and (value.mark or not file.is_bib) and not _URL.fullmatch(text):
            yield Hit(file, value.span, f"{text[:80]!r} is no whole address", entry.key)


RULES: tuple[Rule, ...] = (
    Rule(
        "BR241", "doi-as-address", "A DOI stands by itself, without resolver or prefix.", each_entry(_doi_prefix),
        bib("@misc{roe2001, title = {Heat}, doi = {https://doi.org/10.1136/bmj.g6380}}"), bib("@misc{roe2001, title = {Heat}, doi = {10.1136/bmj.g6380}}"),
        is_certain=True,
    ),
    Rule(
        "BR242", "doi-trailing-stop", "A DOI does not end in a stop.", each_entry(_doi_stop),
        bib("@misc{roe2001, title = {Heat}, doi = {10.1136/bmj.g6380.}}"), bib("@misc{roe2001, title = {Heat}, doi = {10.1136/bmj.g6380}}"), is_certain=True,
    ),
    Rule(
        "BR243", "bad-doi", "A DOI begins with 10., a number and a slash.", each_entry(_bad_doi),
        bib("@misc{roe2001, title = {Heat}, doi = {bmj.g6380}}"), bib("@misc{roe2001, title = {Heat}, doi = {10.1136/bmj.g6380}}"),
    ),
    Rule(
        "BR244", "pmid-for-doi", "A PMID stands in a field of its own.", each_entry(_pmid_for_doi),
        bib("@misc{roe2001, title = {Heat}, doi = {25561513}}"), bib("@misc{roe2001, title = {Heat}, pmid = {25561513}}"),
    ),
    Rule(
        "BR245", "bad-isbn", "An ISBN has the right check digit.", each_entry(_isbn),
        bib("@misc{roe2001, title = {Heat}, isbn = {978-0-615-45227-3}}"), bib("@misc{roe2001, title = {Heat}, isbn = {978-0-615-45227-2}}"),
    ),
    Rule(
        "BR246", "bad-issn", "An ISSN has the right check digit.", each_entry(_issn),
        bib("@misc{roe2001, title = {Heat}, issn = {0959-8139}}"), bib("@misc{roe2001, title = {Heat}, issn = {0959-8138}}"),
    ),
    Rule(
        "BR247", "bad-orcid", "An ORCID has the right check digit.", each_entry(_orcid),
        bib("@misc{roe2001, title = {Heat}, orcid = {0000-0002-1825-0098}}"), bib("@misc{roe2001, title = {Heat}, orcid = {0000-0002-1825-0097}}"),
    ),
    Rule(
        "BR248", "bad-identifier", "A PMID, PMCID or arXiv identifier has its form.", each_entry(_bad_identifier),
        bib("@misc{roe2001, title = {Heat}, pmid = {25561513x}}"), bib("@misc{roe2001, title = {Heat}, pmid = {25561513}}"),
    ),
    Rule(
        "BR249", "bad-url", "An address is whole: scheme, host, no blanks.", each_entry(_bad_url),
        bib("@misc{roe2001, title = {Heat}, url = {http:/example.org/a b}}"), bib("@misc{roe2001, title = {Heat}, url = {http://example.org/a_b}}"),
    ),
)  # fmt: skip
