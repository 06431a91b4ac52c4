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
    ONLY_IDENTIFIER = "only-identifier"
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
    NO_RECORD = "no-record"
    SOURCE_FAILED = "source-failed"
    NOT_ASKED = "source-not-asked"
    NOTHING_TO_ASK = "nothing-to-ask"
