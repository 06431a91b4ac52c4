"""The reasons that a verdict can carry, each with what it means. Counted, tested, and printed in the documentation."""

from __future__ import annotations

from enum import StrEnum


class Reason(StrEnum):
    """Why a record is, or is not, the work that a citation names."""

    DOI_EQUAL = "doi-equal"
    PMID_EQUAL = "pmid-equal"
    PMCID_EQUAL = "pmcid-equal"
    ARXIV_EQUAL = "arxiv-equal"
    ISBN_EQUAL = "isbn-equal"
    IDENTIFIER_POINTS_ELSEWHERE = "doi-points-elsewhere"
    IDENTIFIER_DIFFERS = "identifier-differs"
    TITLE_EQUAL = "title-equal"
    TITLE_SIMILAR = "title-similar"
    TITLE_DIFFERS = "title-differs"
    AUTHORS_EQUAL = "authors-equal"
    FIRST_AUTHOR_EQUAL = "first-author-equal"
    AUTHORS_DIFFER = "authors-differ"
    YEAR_EQUAL = "year-equal"
    YEAR_DIFFERS_BY_1 = "year-differs-by-1"
    YEAR_DIFFERS = "year-differs"
    CONTAINER_EQUAL = "container-equal"
    CONTAINER_DIFFERS = "container-differs"
    VOLUME_EQUAL = "volume-equal"
    VOLUME_DIFFERS = "volume-differs"
    ISSUE_EQUAL = "issue-equal"
    ISSUE_DIFFERS = "issue-differs"
    PAGE_EQUAL = "page-equal"
    PAGE_DIFFERS = "page-differs"
    SAME_WORK_TWICE = "same-work-under-two-identifiers"
    SEVERAL_FIT = "several-records-fit"
    NONE_FITS = "no-record-fits"
    SEVERAL_WORKS = "parts-of-several-works"
    NO_RECORD = "no-record"
    SOURCE_FAILED = "source-failed"
    NOT_ASKED = "source-not-asked"
    NOTHING_TO_ASK = "nothing-to-ask"


MEANINGS: dict[Reason, str] = {
    Reason.DOI_EQUAL: "the text prints the record's DOI",
    Reason.PMID_EQUAL: "the text prints the record's PMID",
    Reason.PMCID_EQUAL: "the text prints the record's PMCID",
    Reason.ARXIV_EQUAL: "the text prints the record's arXiv identifier",
    Reason.ISBN_EQUAL: "the text prints the record's ISBN, which a book's chapters share",
    Reason.IDENTIFIER_POINTS_ELSEWHERE: "an identifier that the text prints leads to another work",
    Reason.IDENTIFIER_DIFFERS: "the text prints another identifier than the record has",
    Reason.TITLE_EQUAL: "the titles are equal, apart from case, accents and punctuation",
    Reason.TITLE_SIMILAR: "the titles are nearly equal, or one is a part of the other",
    Reason.TITLE_DIFFERS: "the titles are not the same",
    Reason.AUTHORS_EQUAL: "the authors are the same, in the same number",
    Reason.FIRST_AUTHOR_EQUAL: "the first author is the same; the rest is cut or differs a little",
    Reason.AUTHORS_DIFFER: "the authors are others",
    Reason.YEAR_EQUAL: "the year is one of the record's, print or online",
    Reason.YEAR_DIFFERS_BY_1: "the year is one off",
    Reason.YEAR_DIFFERS: "the year is more than one off",
    Reason.CONTAINER_EQUAL: "the journal or book is the same, or an abbreviation of it",
    Reason.CONTAINER_DIFFERS: "the journal or book is another",
    Reason.VOLUME_EQUAL: "the volume is the same",
    Reason.VOLUME_DIFFERS: "the volume is another",
    Reason.ISSUE_EQUAL: "the issue is the same",
    Reason.ISSUE_DIFFERS: "the issue is another",
    Reason.PAGE_EQUAL: "the first page or article number is the same, or lies within the record's pages",
    Reason.PAGE_DIFFERS: "the first page is another",
    Reason.SAME_WORK_TWICE: "another record describes the same work under another identifier",
    Reason.SEVERAL_FIT: "several works fit equally well",
    Reason.NONE_FITS: "records came back, but none agrees enough",
    Reason.SEVERAL_WORKS: "the title is that of a work whose authors and place are others, as where citations were mixed or made up",
    Reason.NO_RECORD: "every source that was asked answered that it knows no such work",
    Reason.SOURCE_FAILED: "a source could not be asked or gave no answer; nothing follows about the work",
    Reason.NOT_ASKED: "a source that could know was not asked, because of --offline",
    Reason.NOTHING_TO_ASK: "the text holds nothing to ask with, or there is nobody to ask",
}
