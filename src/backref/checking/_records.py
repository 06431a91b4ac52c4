"""What the record says, put into the file: the text of a bibliography with its verdicts -> the mended text. Pure.

Only what a verdict calls different is touched, value by value: of a list of people those who differ, of a title the
words that do. What is printed otherwise and says the same stays as the author wrote it, and so does everything where no
record was accepted, or where the record is another work than the entry's (a reply, the book of a chapter).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence

from .. import formats
from ..fields import ids, names, titles
from ..model import Bibliography, Difference, Identifier, Name, Reference, Resolution, Span, csl_name
from ..resolving.reasons import Reason
from ._load import load
from ._mend import edited
from ._values import CheckedEntry, CheckedFile, Edit, Rule, Value

ATTRIBUTES = {
    "title": "title", "author": "author", "issued": "issued", "container-title": "container_title", "volume": "volume", "issue": "issue", "page": "page",
    "edition": "edition", "DOI": "doi", "PMID": "pmid", "PMCID": "pmcid",
}  # fmt: skip
_ANOTHER = {Reason.TITLE_OF_ANOTHER_WORK, Reason.PART_OF_WORK, Reason.TYPE_DIFFERS}
_FORMATS = ("bibtex", "biblatex", "csl-json", "ris", "nbib")
_NOTHING = {name: each.default for name, each in Reference.model_fields.items() if name not in ("type", "custom")}
_RULES = {
    "title": "BR311",
    "author": "BR312",
    "issued": "BR313",
    "container-title": "BR314",
    "volume": "BR315",
    "issue": "BR316",
    "page": "BR317",
}
_SHARED = (
    "volume",
    "issue",
    "page",
    "pmid",
    "edition",
)  # a field of theirs may hold something else: `number`, `eprint`


def from_records(file: CheckedFile, rules: Sequence[Rule]) -> str:
    """Return the text of `file` with what its records say in place of what differs, as far as one of `rules` says
    so.
    """
    codes = {rule.code for rule in rules}
    edits = (
        (edit,)
        for entry in (file.entries if file.format in _FORMATS else ())
        if entry.verdict is not None
        for edit in _edits(file, entry, entry.verdict, codes)
    )
    return edited(file.text, edits)


def _edits(file: CheckedFile, entry: CheckedEntry, verdict: Resolution, codes: set[str]) -> Iterator[Edit]:
    if verdict.record is None or not verdict.status.is_match or _ANOTHER.intersection(verdict.reasons):
        return
    record = verdict.record.reference
    for difference in verdict.differences:
        attribute = ATTRIBUTES.get(difference.variable)
        if attribute is None or difference.kind != "differs" or _RULES.get(difference.variable, "BR318") not in codes:
            continue
        if attribute == "issued":
            yield from _year(file, entry, difference)
        elif attribute == "title" and (worded := list(_words(file, entry, difference))):
            yield from worded
        else:
            value = (
                _people(entry.reference, record, difference) if attribute == "author" else getattr(record, attribute)
            )
            yield from _replaced(file, entry, attribute, value)
    for finding in verdict.findings if "BR330" in codes else ():
        if finding.kind == "misprinted-identifier" and finding.identifier is not None:
            yield from _replaced(file, entry, finding.identifier.scheme, finding.identifier.value)


def _replaced(file: CheckedFile, entry: CheckedEntry, attribute: str, value: object) -> Iterator[Edit]:
    """The fields of an attribute, each as the format writes the new value there; nothing where it has no such field."""
    if not value:
        return
    here = [each for each in entry.values_of(attribute) if _holds(entry, attribute, each)]
    made = _written(file.format, entry, attribute, value)
    if attribute == "author" and file.format in ("ris", "nbib"):
        yield from _lines(file, here, made)
        return
    new = {each.name: each for each in made}
    if len(here) > 1 and not {each.name for each in here} <= set(new):
        return  # "SP" and "EP" in the file, one page in the record
    for each in here:
        if found := new.get(each.name) or (next(iter(new.values()), None) if len(here) == 1 else None):
            yield Edit(each.whole, _quoted(each, found) if file.is_bib else found.text)


def _holds(entry: CheckedEntry, attribute: str, value: Value) -> bool:
    """Whether a field that may hold the attribute does."""
    held = getattr(entry.reference, attribute)
    if attribute not in _SHARED:
        return True
    return isinstance(held, str) and bool(_bare(value.text)) and _bare(value.text) in _bare(held)


def _bare(text: str) -> str:
    return re.sub(r"\W+", "", text).casefold()


def _quoted(old: Value, made: Value) -> str:
    return f'"{made.text}"' if old.mark == '"' and '"' not in made.text else f"{{{made.text}}}"


def _year(file: CheckedFile, entry: CheckedEntry, difference: Difference) -> Iterator[Edit]:
    """The year alone: what else a date says was not compared."""
    for value in entry.values_of("issued"):
        printed = value.span.of(file.text)
        if printed.count(difference.text) == 1 and re.fullmatch(r"\d{4}", difference.record):
            at = value.span.start + printed.index(difference.text)
            yield Edit(Span(at, at + len(difference.text)), difference.record)


def _words(file: CheckedFile, entry: CheckedEntry, difference: Difference) -> Iterator[Edit]:
    """The words of the title that are others, where each stands in the file once; nothing where words are missing or
    added.
    """
    changed = [pair for pair in difference.words if pair.relation in ("changed", "missing", "added")]
    values = [value for value in entry.values_of("title") if value.text]
    if len(values) != 1 or not changed or any(pair.relation != "changed" for pair in changed):
        return
    printed = values[0].span.of(file.text)
    made = []
    for pair in changed:
        found = list(re.finditer(rf"(?<!\w){re.escape(pair.text)}(?!\w)", printed))
        if len(found) != 1 or not re.fullmatch(r"[\w'’-]+", pair.record, re.ASCII):
            return
        made.append(Edit(Span(*found[0].span()).shift(values[0].span.start), pair.record))
    yield from made


def _people(ours: Reference, record: Reference, difference: Difference) -> tuple[Name, ...]:
    """The record's people in its order, each as the file writes them where they are the same; none where the record's
    list is cut.
    """
    theirs = record.author
    if "author" in record.cut or not theirs:
        return ()
    kept = {
        pair.record_at: pair.text_at
        for pair in difference.people
        if pair.relation in ("same", "compatible", "moved") and pair.record_at and pair.text_at
    }
    made = []
    for at, name in enumerate(theirs, 1):
        there = kept.get(at)
        made.append(ours.author[there - 1] if there and there <= len(ours.author) else names.normalise(name))
    return tuple(made)


def _lines(file: CheckedFile, here: Sequence[Value], made: Sequence[Value]) -> Iterator[Edit]:
    """A list of people that stands a line each is replaced as a whole, where nothing else stands between its lines."""
    if not here or {value.name for value in here} != {here[0].name}:
        return
    start = file.text.rfind("\n", 0, here[0].span.start) + 1
    tag = file.text[start : here[0].span.start]
    between = file.text[here[0].span.end : here[-1].span.start] + "\n"
    if all(line.startswith(tag.strip()) for line in between.splitlines() if line.strip()):
        people = [value.text for value in made if value.name == made[0].name]
        yield Edit(Span(here[0].span.start, here[-1].span.end), f"\n{tag}".join(people))


def _written(format: str, entry: CheckedEntry, attribute: str, value: object) -> tuple[Value, ...]:
    """How the format writes one value of an entry: an entry that holds nothing else is dumped and read again."""
    if isinstance(value, str) and attribute in ("doi", "pmid", "pmcid"):
        value = ids.normalise(Identifier(attribute, value)).value
    elif isinstance(value, str) and attribute == "container_title":
        value = titles.render(value)
    stub = entry.reference.model_copy(update=_NOTHING | {"id": "x", attribute: value})
    if format == "csl-json":
        text = json.dumps(stub.csl()[csl_name(attribute)], ensure_ascii=False)
        return (Value(csl_name(attribute), text, Span(0, len(text)), Span(0, len(text))),)
    written = formats.dump(Bibliography.of((stub,)), format)
    [made] = load("x", written, format).entries
    return tuple(each._replace(text=each.span.of(written)) for each in made.values_of(attribute))
