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
    IDENTIFIER_IS_ALIAS = "identifier-is-alias"
    IDENTIFIER_MISPRINTED = "identifier-misprinted"
    IDENTIFIER_UNKNOWN = "identifier-unknown"
    IDENTIFIER_DIFFERS = "identifier-differs"
    TITLE_EQUAL = "title-equal"
    TITLE_SIMILAR = "title-similar"
    TITLE_WITHOUT_SUBTITLE = "title-without-subtitle"
    TITLE_DIFFERS = "title-differs"
    TITLE_OF_ANOTHER_WORK = "title-of-another-work"
    PART_OF_WORK = "part-of-the-work"
    AUTHORS_EQUAL = "authors-equal"
    AUTHORS_COMPATIBLE = "authors-compatible"
    AUTHORS_CUT = "authors-cut"
    AUTHORS_DIFFER = "authors-differ"
    AUTHORS_IN_ANOTHER_ORDER = "authors-in-another-order"
    AUTHORS_MISSING = "authors-missing"
    YEAR_EQUAL = "year-equal"
    YEAR_DIFFERS_BY_1 = "year-differs-by-1"
    YEAR_DIFFERS = "year-differs"
    CONTAINER_EQUAL = "container-equal"
    CONTAINER_ABBREVIATED = "container-abbreviated"
    CONTAINER_IS_PREPRINT_SERVER = "container-is-preprint-server"
    CONTAINER_DIFFERS = "container-differs"
    VOLUME_EQUAL = "volume-equal"
    VOLUME_DIFFERS = "volume-differs"
    ISSUE_EQUAL = "issue-equal"
    ISSUE_DIFFERS = "issue-differs"
    PAGE_EQUAL = "page-equal"
    PAGE_COMPATIBLE = "page-compatible"
    PAGE_DIFFERS = "page-differs"
    TYPE_DIFFERS = "type-differs"
    EDITION_DIFFERS = "edition-differs"
    SAME_WORK_TWICE = "same-work-under-two-identifiers"
    SEVERAL_FIT = "several-records-fit"
    NONE_FITS = "no-record-fits"
    SEVERAL_WORKS = "parts-of-several-works"
    UNDESCRIBED = "exists-undescribed"
    NO_RECORD = "no-record"
    SOURCE_FAILED = "source-failed"
    NOT_ASKED = "source-not-asked"
    ONLY_LOCAL = "only-catalogue-asked"
    NOT_COVERED = "not-covered"
    IDENTIFIER_INVALID = "identifier-invalid"
    NOTHING_TO_ASK = "nothing-to-ask"


MEANINGS: dict[Reason, str] = {
    Reason.DOI_EQUAL: "the text prints the record's DOI",
    Reason.PMID_EQUAL: "the text prints the record's PMID",
    Reason.PMCID_EQUAL: "the text prints the record's PMCID",
    Reason.ARXIV_EQUAL: "the text prints the record's arXiv identifier",
    Reason.ISBN_EQUAL: "the text prints the record's ISBN, which a book's chapters share",
    Reason.IDENTIFIER_POINTS_ELSEWHERE: "an identifier that the text prints leads to another work",
    Reason.IDENTIFIER_IS_ALIAS: "the text prints an alias of the record's identifier",
    Reason.IDENTIFIER_MISPRINTED: "nobody knows the identifier as it is printed; without what sticks to it, or with what follows it, it is the record's",
    Reason.IDENTIFIER_UNKNOWN: "the text prints an identifier that does not exist, says who knows all of its scheme",
    Reason.IDENTIFIER_DIFFERS: "the text prints another identifier than the record has",
    Reason.TITLE_EQUAL: "the titles are equal, apart from case, accents and punctuation",
    Reason.TITLE_SIMILAR: "the titles are printed otherwise: spelling, hyphens, small words, damage by a scanner, a slip of one letter",
    Reason.TITLE_WITHOUT_SUBTITLE: "one side prints the title without its subtitle, or without what stands in brackets",
    Reason.TITLE_DIFFERS: "a word, a number or a part of the title is another, is missing or was added",
    Reason.TITLE_OF_ANOTHER_WORK: "the title is that of a work about, or beside, the other: a correction, a reply, its data, a review",
    Reason.PART_OF_WORK: "the text cites a chapter and the record is its book, or the reverse",
    Reason.AUTHORS_EQUAL: "the authors are the same, all of them, in the same order",
    Reason.AUTHORS_COMPATIBLE: "the authors are the same, printed otherwise: initials, accents, particles, another alphabet",
    Reason.AUTHORS_CUT: "the authors that are printed are the record's; the list is cut, and says so, or is known to be cut by the source",
    Reason.AUTHORS_DIFFER: "an author is another person, has another given name, or was added",
    Reason.AUTHORS_IN_ANOTHER_ORDER: "the authors are the same, in another order",
    Reason.AUTHORS_MISSING: "authors are not printed, and nothing says that the list is cut",
    Reason.YEAR_EQUAL: "the year is one that the record carries: in print, online or posted",
    Reason.YEAR_DIFFERS_BY_1: "the year is one off",
    Reason.YEAR_DIFFERS: "the year is more than one off",
    Reason.CONTAINER_EQUAL: "the journal or book is the same",
    Reason.CONTAINER_ABBREVIATED: "the journal or book is the same, by an abbreviation, its acronym, an old name, or with its place or years",
    Reason.CONTAINER_IS_PREPRINT_SERVER: "one side names a preprint server, the other where the work was published",
    Reason.CONTAINER_DIFFERS: "the journal or book is another",
    Reason.VOLUME_EQUAL: "the volume is the same",
    Reason.VOLUME_DIFFERS: "the volume is another",
    Reason.ISSUE_EQUAL: "the issue is the same",
    Reason.ISSUE_DIFFERS: "the issue is another",
    Reason.PAGE_EQUAL: "the pages, or the first page where only that is printed, are the record's",
    Reason.PAGE_COMPATIBLE: "the pages do not contradict: pages cited within the work, an article's number beside pages, an advance copy's",
    Reason.PAGE_DIFFERS: "the first or the last page is another",
    Reason.TYPE_DIFFERS: "the text cites another kind of work: a book where the record is an article",
    Reason.EDITION_DIFFERS: "the edition is another",
    Reason.SAME_WORK_TWICE: "another record describes the same work under another identifier",
    Reason.SEVERAL_FIT: "several works fit equally well",
    Reason.NONE_FITS: "records came back, but none agrees enough",
    Reason.SEVERAL_WORKS: "the title is that of a work whose authors and place are others, as where citations were mixed or made up",
    Reason.UNDESCRIBED: "an identifier in the text exists, but nobody who was asked describes its work",
    Reason.NO_RECORD: "every source that was asked answered that it knows no such work",
    Reason.SOURCE_FAILED: "a source could not be asked or gave no answer; nothing follows about the work",
    Reason.NOT_ASKED: "a source that could know was not asked, because of --offline",
    Reason.ONLY_LOCAL: "only what is on this machine was asked, the catalogue, which holds what was added to it; nothing follows about the work",
    Reason.NOT_COVERED: "no source that was asked holds works of this kind (a web page, a standard, a paper of a conference without DOIs); nothing follows about the work",
    Reason.IDENTIFIER_INVALID: "an identifier in the text cannot be right: its check digit is wrong, or it has not the form of its scheme",
    Reason.NOTHING_TO_ASK: "the text holds nothing to ask with, or there is nobody to ask",
}
