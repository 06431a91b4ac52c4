"""What a relation of two sides amounts to, and the sentence that says it. One table, and words for people."""

from __future__ import annotations

from typing import NamedTuple

from ..fields.containers import Likeness
from ..fields.pages import PageRelation
from ..fields.people import Pairing
from ..fields.wording import Wording
from ..model import DifferenceKind, PersonPair
from .reasons import Reason


class Worded(NamedTuple):
    """What a relation makes of a field: the kind of its difference, and the reason."""

    kind: DifferenceKind
    reason: Reason


OUTCOMES: dict[tuple[str, str], Worded] = {
    ("title", "same"): Worded("equal", Reason.TITLE_EQUAL),
    ("title", "compatible"): Worded("cosmetic", Reason.TITLE_SIMILAR),
    ("title", "shortened"): Worded("subset", Reason.TITLE_WITHOUT_SUBTITLE),
    ("title", "differs"): Worded("differs", Reason.TITLE_DIFFERS),
    ("title", "another-work"): Worded("differs", Reason.TITLE_OF_ANOTHER_WORK),
    ("title", "part"): Worded("differs", Reason.PART_OF_WORK),
    ("author", "same"): Worded("equal", Reason.AUTHORS_EQUAL),
    ("author", "compatible"): Worded("cosmetic", Reason.AUTHORS_COMPATIBLE),
    ("author", "cut"): Worded("subset", Reason.AUTHORS_CUT),
    ("author", "differs"): Worded("differs", Reason.AUTHORS_DIFFER),
    ("author", "order"): Worded("differs", Reason.AUTHORS_IN_ANOTHER_ORDER),
    ("author", "missing"): Worded("differs", Reason.AUTHORS_MISSING),
    ("issued", "same"): Worded("equal", Reason.YEAR_EQUAL),
    ("issued", "compatible"): Worded("cosmetic", Reason.YEAR_EQUAL),
    ("issued", "off by 1"): Worded("differs", Reason.YEAR_DIFFERS_BY_1),
    ("issued", "differs"): Worded("differs", Reason.YEAR_DIFFERS),
    ("container-title", "same"): Worded("equal", Reason.CONTAINER_EQUAL),
    ("container-title", "abbreviation"): Worded("abbreviation", Reason.CONTAINER_ABBREVIATED),
    ("container-title", "acronym"): Worded("abbreviation", Reason.CONTAINER_ABBREVIATED),
    ("container-title", "old-name"): Worded("cosmetic", Reason.CONTAINER_ABBREVIATED),
    ("container-title", "printed-otherwise"): Worded("cosmetic", Reason.CONTAINER_ABBREVIATED),
    ("container-title", "preprint-server"): Worded("cosmetic", Reason.CONTAINER_IS_PREPRINT_SERVER),
    ("container-title", "differs"): Worded("differs", Reason.CONTAINER_DIFFERS),
    ("volume", "same"): Worded("equal", Reason.VOLUME_EQUAL),
    ("volume", "compatible"): Worded("cosmetic", Reason.VOLUME_EQUAL),
    ("volume", "differs"): Worded("differs", Reason.VOLUME_DIFFERS),
    ("issue", "same"): Worded("equal", Reason.ISSUE_EQUAL),
    ("issue", "compatible"): Worded("cosmetic", Reason.ISSUE_EQUAL),
    ("issue", "differs"): Worded("differs", Reason.ISSUE_DIFFERS),
    ("page", "same"): Worded("equal", Reason.PAGE_EQUAL),
    ("page", "first"): Worded("subset", Reason.PAGE_EQUAL),
    ("page", "cited"): Worded("subset", Reason.PAGE_COMPATIBLE),
    ("page", "article-number"): Worded("cosmetic", Reason.PAGE_COMPATIBLE),
    ("page", "advance-copy"): Worded("cosmetic", Reason.PAGE_COMPATIBLE),
    ("page", "unreadable"): Worded("cosmetic", Reason.PAGE_COMPATIBLE),
    ("page", "last-differs"): Worded("differs", Reason.PAGE_DIFFERS),
    ("page", "within"): Worded("differs", Reason.PAGE_DIFFERS),
    ("page", "differs"): Worded("differs", Reason.PAGE_DIFFERS),
    ("type", "differs"): Worded("differs", Reason.TYPE_DIFFERS),
    ("edition", "differs"): Worded("differs", Reason.EDITION_DIFFERS),
    ("DOI", "same"): Worded("equal", Reason.DOI_EQUAL),
    ("DOI", "differs"): Worded("differs", Reason.IDENTIFIER_DIFFERS),
    ("PMID", "same"): Worded("equal", Reason.PMID_EQUAL),
    ("PMID", "differs"): Worded("differs", Reason.IDENTIFIER_DIFFERS),
    ("PMCID", "same"): Worded("equal", Reason.PMCID_EQUAL),
    ("PMCID", "differs"): Worded("differs", Reason.IDENTIFIER_DIFFERS),
}
_MOST = 4  # people or words that one sentence tells of
_PAGES: dict[PageRelation, str] = {
    "first": "the first page alone is compared", "cited": "pages within the work are cited", "article-number": "pages beside an article's number",
    "advance-copy": "as many pages, counted from 1", "unreadable": "no pages to compare", "last-differs": "the last page is another",
    "within": "the first page is another, within the work", "differs": "the first page is another", "same": "",
}  # fmt: skip
_KINDS = {
    "book": "a book", "thesis": "a thesis", "article-journal": "an article of a journal", "article-magazine": "an article of a magazine",
    "article-newspaper": "an article of a newspaper", "chapter": "a chapter",
}  # fmt: skip


def plain(variable: str, kind: DifferenceKind, text: str, record: str) -> str:
    """Return what is said of a field whose two sides are all that there is to say."""
    return "" if kind == "equal" else f"{variable} {_sides(text, record)}"


def people_outcome(found: Pairing) -> str:
    """Return the name of what two lists of people amount to, as in `OUTCOMES`."""
    if found.relation == "differs":
        if found.count("differs") or found.count("added"):
            return "differs"
        return "missing" if found.count("missing") else "order"
    if any(pair.how in ("et al.", "the source's list is cut") for pair in found.pairs):
        return "cut"
    return found.relation


def people(found: Pairing) -> str:
    """Return who is another, who was added, who is missing, and whether the order differs; "" where nobody does."""
    said = [
        f"author {pair.text_at}: {_sides(pair.text, pair.record)}" + (" (another given name)" if pair.how == "given name" else "")
        for pair in found.pairs
        if pair.relation == "differs"
    ]  # fmt: skip
    said += [
        f'author {pair.text_at}: "{pair.text}" is not in the record' for pair in found.pairs if pair.relation == "added"
    ]
    said = [*said[:_MOST], f"{len(said) - _MOST} more differ"] if len(said) > _MOST + 1 else said
    missing = [pair for pair in found.pairs if pair.relation == "missing"]
    if missing:
        whole = sum(pair.record_at is not None for pair in found.pairs)
        named = ", ".join(f'"{pair.record}"' for pair in missing[:_MOST])
        more = ", …" if len(missing) > _MOST else ""
        said.append(f"{len(missing)} of {whole} not printed, without et al.: {named}{more}")
    moved = [pair for pair in found.pairs if pair.relation == "moved"]
    if moved:
        named = ", ".join(_move(pair) for pair in moved[:_MOST])
        said.append(f"order differs: {named}" + (", …" if len(moved) > _MOST else ""))
    return "; ".join(said) or _compatible(found)


def _compatible(found: Pairing) -> str:
    return ", ".join(dict.fromkeys(pair.how for pair in found.pairs if pair.how))


def _move(pair: PersonPair) -> str:
    return f'"{pair.text}" is {pair.text_at} here, {pair.record_at} there'


def words(found: Wording) -> str:
    """Return which words of a title are others, added or missing; where none is, what makes the two one."""
    said = []
    for pair in found.words:
        match pair.relation:
            case "changed":
                said.append(_sides(pair.text, pair.record))
            case "added":
                said.append(f'"{pair.text}" added')
            case "missing":
                said.append(f'"{pair.record}" missing')
    if len(said) > _MOST + 1:
        said = [*said[:_MOST], f"{len(said) - _MOST} more"]
    return ", ".join(said) or ", ".join(dict.fromkeys(p.how for p in found.words if p.how))


def another_work(found: Wording, ours: str, theirs: str) -> str:
    """Return what makes one title that of another work."""
    here = found.prefix.casefold() in ours.casefold() or found.prefix.casefold() not in theirs.casefold()
    side = "here" if here else "there"
    return f'"{found.prefix}" {side} names another work, about or beside this one'


def part_of(part: str, whole: str) -> str:
    """Return that the citation names a part of what the record describes."""
    return f'"{part}" here is a part of the record\'s work, "{whole}"'


def whole_of(whole: str, part: str) -> str:
    """Return that the citation names the whole of which the record describes a part."""
    return f'"{whole}" here is the whole work, the record is a part of it, "{part}"'


def container(found: Likeness, ours: str) -> str:
    """Return how two containers relate."""
    told = {
        "same": "", "abbreviation": "an abbreviation", "acronym": "an acronym", "old-name": "an old name", "printed-otherwise": "printed otherwise",
        "preprint-server": f"a preprint server on one side: {_sides(ours, found.name)}", "differs": _sides(ours, found.name),
    }  # fmt: skip
    return told[found.relation]


def page(found: PageRelation, ours: str, theirs: str) -> str:
    """Return how two places in a container relate."""
    said = _PAGES[found]
    return f"{said}: {_sides(ours, theirs)}" if found in ("last-differs", "within", "differs") else said


def kinds(ours: str, theirs: str) -> str:
    """Return that a citation names another kind of work than the record."""
    return f"{_KINDS.get(ours, ours)} here, {_KINDS.get(theirs, theirs)} there"


def _sides(text: str, record: str) -> str:
    return f'"{text}" here, "{record}" there'
